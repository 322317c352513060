"""Processes of our own that read and mask files side by side; a killed parent takes them along."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from bot.documents.masking import Masker, Plan
from bot.documents.reading import Failed, Job, Word, read

_BOOT = (
    "import sys; sys.path[:] = sys.argv[1].split(chr(0x1f)); "
    "from bot.documents.workers import serve; serve()"
)
_WAITING = 8  # jobs that lie ready for each process, so that small files do not starve it
_AHEAD = 400  # words that may lie unread, so that memory stays small
_DIED = "Reading this file broke its reader twice. Get it again, or print it to PDF and add that."

Said = tuple[Job, Word | None]  # None: nothing more will come of this job


class Inline:
    """Reads in this process: for a single file, where starting others would take longer."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is started."""
        self._masker = Masker(plan)
        self._jobs: list[Job] = []

    @property
    def has_room(self) -> bool:
        """Whether another job should be given now."""
        return not self._jobs

    def give(self, job: Job) -> None:
        """Take a job; alone, it may have all cores for text recognition."""
        self._jobs.append(replace(job, workers=os.cpu_count() or 1))

    def words(self, _seconds: float) -> Iterator[Said]:
        """Give what the next job says, to its end."""
        if self._jobs:
            job = self._jobs.pop(0)
            for word in read(job, self._masker):
                yield job, word
            yield job, None

    def close(self) -> None:
        """Nothing to stop."""


class Pool:
    """Some processes; jobs in, words out."""

    def __init__(self, plan: Plan, size: int) -> None:
        """Start them."""
        self._plan = plan
        self._said: queue.Queue[Said] = queue.Queue(_AHEAD)
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._open = 0
        self._size = size
        self._stopped = threading.Event()
        self._hands = [threading.Thread(target=self._serve, daemon=True) for _ in range(size)]
        for hand in self._hands:
            hand.start()

    @property
    def has_room(self) -> bool:
        """Whether another job should be given now."""
        return self._open < self._size * _WAITING

    def give(self, job: Job) -> None:
        """Take a job."""
        self._open += 1
        self._jobs.put(job)

    def words(self, seconds: float) -> Iterator[Said]:
        """Give what was said, waiting for a first word at most so long."""
        try:
            said = self._said.get(timeout=seconds)
            while True:
                self._open -= said[1] is None
                yield said
                said = self._said.get_nowait()
        except queue.Empty:
            return

    def close(self) -> None:
        """Stop them, at once."""
        self._stopped.set()
        for _ in self._hands:
            self._jobs.put(None)
        while any(hand.is_alive() for hand in self._hands):
            for _ in self.words(0.05):
                pass

    def _serve(self) -> None:
        worker = _Worker(self._plan)
        try:
            while (job := self._jobs.get()) is not None and not self._stopped.is_set():
                if not self._run(worker, job):
                    # It died, perhaps of this file: once more with a fresh process, then no more.
                    worker.stop()
                    worker = _Worker(self._plan)
                    if not self._run(worker, job):
                        worker.stop()
                        worker = _Worker(self._plan)
                        self._said.put((job, Failed(_DIED)))
                self._said.put((job, None))
        finally:
            worker.stop()

    def _run(self, worker: _Worker, job: Job) -> bool:
        try:
            for word in worker.run(job):
                self._said.put((job, word))
                if self._stopped.is_set():
                    return True
        except (EOFError, OSError):
            return self._stopped.is_set()
        return True


class _Worker:
    """One process with its two pipes."""

    def __init__(self, plan: Plan) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT, "\x1f".join(str(Path(p).absolute()) for p in sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("no pipes")
        self._to = Connection(os.dup(self._process.stdin.fileno()), readable=False)
        self._from = Connection(os.dup(self._process.stdout.fileno()), writable=False)
        self._process.stdin.close()
        self._process.stdout.close()
        self._to.send(plan)

    def run(self, job: Job) -> Iterator[Word]:
        """Give what comes of a job."""
        self._to.send(job)
        while (word := self._from.recv()) is not None:
            yield word

    def stop(self) -> None:
        """End the process."""
        self._to.close()
        self._from.close()
        self._process.kill()
        self._process.wait()


def serve() -> None:
    """Read jobs from the parent until it is gone. Runs in the child."""
    _be_polite()
    inbox = Connection(os.dup(0), writable=False)
    outbox = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # nothing that prints may break the pipe
    try:
        masker = Masker(inbox.recv())
        while True:
            job: Job = inbox.recv()
            for word in read(job, masker):
                outbox.send(word)
            outbox.send(None)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _be_polite() -> None:
    """Let the bot answer first while filings are read."""
    if hasattr(os, "nice"):
        os.nice(5)


def without_data(job: Job) -> Job:
    """Return the job without its bytes, to be remembered."""
    return replace(job, data=None)
