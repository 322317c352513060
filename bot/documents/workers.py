"""Processes of our own that read and mask files side by side; a killed parent takes them along.

One process loads rules and word lists once and forks the readers: loading takes longer than reading
fifty small files.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from bot.documents import filing_kind
from bot.documents.masking import Masker, Plan
from bot.documents.reading import Failed, Job, Word, read

_BOOT = (
    "import sys; sys.path[:] = sys.argv[1].split(chr(0x1f)); "
    "from bot.documents.workers import serve; serve()"
)
_START, _STOP = 1, 2  # what is asked of the process that forks the readers
_ASKED = struct.Struct("=Bq")  # that, and the number of a process
_WARM = "Dear Ms. Roe: we acknowledge receipt of your FOIA request. Ana Roe (Cuba), A205113482."
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
        self._forker = _Forker()
        self.readers: set[int] = set()  # the processes at work
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
        self._forker.close()

    def _started(self) -> _Worker:
        worker = _Worker(self._forker, self._plan)
        self.readers.add(worker.pid)
        return worker

    def _stop(self, worker: _Worker) -> None:
        self.readers.discard(worker.pid)
        worker.stop()

    def _serve(self) -> None:
        worker = self._started()
        try:
            while (job := self._jobs.get()) is not None and not self._stopped.is_set():
                if not self._run(worker, job):
                    # It died, perhaps of this file: once more with a fresh process, then no more.
                    self._stop(worker)
                    worker = self._started()
                    if not self._run(worker, job):
                        self._stop(worker)
                        worker = self._started()
                        self._said.put((job, Failed(_DIED)))
                self._said.put((job, None))
        finally:
            self._stop(worker)

    def _run(self, worker: _Worker, job: Job) -> bool:
        try:
            for word in worker.run(job):
                self._said.put((job, word))
                if self._stopped.is_set():
                    return True
        except (EOFError, OSError):
            return self._stopped.is_set()
        return True


class _Forker:
    """One process that has loaded everything and forks the readers; made anew should it die."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open()

    def _open(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    _BOOT,
                    "\x1f".join(str(Path(p).absolute()) for p in sys.path),
                ],
                stdin=theirs.fileno(),
            )
        self._control = ours

    def start(self, inbox: int, outbox: int) -> int:
        """Fork a reader that takes jobs from one pipe and says words into the other."""
        with self._lock:
            try:
                return self._asked(_START, 0, (inbox, outbox))
            except OSError:
                self._shut()
                self._open()
                return self._asked(_START, 0, (inbox, outbox))

    def stop(self, pid: int) -> None:
        """End a reader. One that a dead forker left ends by itself: its pipes are closed."""
        with self._lock, contextlib.suppress(OSError):
            self._asked(_STOP, pid, ())

    def _asked(self, what: int, pid: int, pipes: tuple[int, ...]) -> int:
        socket.send_fds(self._control, [_ASKED.pack(what, pid)], pipes)
        answer = self._control.recv(_ASKED.size, socket.MSG_WAITALL)
        if len(answer) < _ASKED.size:
            raise ConnectionResetError("The process that forks readers is gone.")
        told: int = _ASKED.unpack(answer)[1]
        return told

    def close(self) -> None:
        """End it; the readers end with their pipes."""
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()


class _Worker:
    """One process with its two pipes."""

    def __init__(self, forker: _Forker, plan: Plan) -> None:
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        self._forker = forker
        self._to = Connection(ours_in, readable=False)
        self._from = Connection(ours_out, writable=False)
        try:
            self.pid = forker.start(theirs_in, theirs_out)
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
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
        self._forker.stop(self.pid)


def serve() -> None:
    """Fork readers until the parent is gone. Runs in the child."""
    _be_polite()
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)  # nothing that prints may break a pipe
    _warm()
    with contextlib.suppress(KeyboardInterrupt, OSError):
        while True:
            asked, pipes, _, _ = socket.recv_fds(control, _ASKED.size, 2)
            if len(asked) < _ASKED.size:
                return
            what, pid = _ASKED.unpack(asked)
            answer = _forked(control, pipes) if what == _START else _ended(pid)
            control.send(_ASKED.pack(what, answer))


def _warm() -> None:
    """Load what every file needs, once for all readers."""
    Masker(Plan()).page_text(_WARM)
    filing_kind.described("text/plain", _WARM)


def _forked(control: socket.socket, pipes: list[int]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            _read_jobs(*pipes)
        finally:
            os._exit(0)  # what the forker has open is not this process's to close
    for pipe in pipes:
        os.close(pipe)
    return pid


def _ended(pid: int) -> int:
    """Kill a reader and wait for it, so that no other process has its number meanwhile."""
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return pid


def _read_jobs(source: int, target: int) -> None:
    inbox, outbox = Connection(source, writable=False), Connection(target, readable=False)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        masker = Masker(inbox.recv())
        while True:
            job: Job = inbox.recv()
            for word in read(job, masker):
                outbox.send(word)
            outbox.send(None)


def _be_polite() -> None:
    """Let the bot answer first while filings are read."""
    if hasattr(os, "nice"):
        os.nice(5)


def without_data(job: Job) -> Job:
    """Return the job without its bytes, to be remembered."""
    return replace(job, data=None)
