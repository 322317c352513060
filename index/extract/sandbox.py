"""Runs the reading of one file in a child process with limits, and gives its frames as they come.

A worker is a small process that has loaded the readers and forks once for each file: each file
has a fresh process, without paying for a new interpreter. Whatever goes wrong, the whole process
group of the worker is killed and a new worker takes its place.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.extract.frames import BrokenFrameError, Decoder, End, Frame

# What a child needs to run and to find Tesseract; nothing else of our environment reaches it.
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LANG", "LC_ALL", "SYSTEMROOT", "TZ")
_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from index.extract.child import serve; serve()"
)
_KEPT_IDLE = 4
# How a child dies at a limit: of processor time, or of memory (a library in C aborts or traps).
_OVER = (signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)


class OverrunError(Exception):
    """The child took too long, or died of its limits."""


class BrokenChildError(Exception):
    """The child ended without an answer."""


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONIOENCODING": "utf-8"}


def _import_path() -> str:
    return json.dumps([str(Path(entry).absolute()) for entry in sys.path])


class Worker:
    """One reading process; reads one file at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _BOOT, _import_path()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        self._birth = os.getpid()

    @property
    def pid(self) -> int:
        """The worker's process number, which is also its group's."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """False once it died, and in a fork of the process that owns it."""
        return self._birth == os.getpid() and self._process.poll() is None

    def read(self, file: int, job: dict[str, Any], patience: float) -> Iterator[Frame]:
        """Give the frames for the file; `patience` is the time without progress."""
        ours, theirs = os.pipe()
        try:
            try:
                request = json.dumps(job).encode()
                socket.send_fds(self._control, [request], [file, theirs])
            except OSError as error:
                raise BrokenChildError("the reading process is gone") from error
            finally:
                os.close(theirs)
            yield from self._frames(ours, patience)
        finally:
            os.close(ours)

    def _frames(self, pipe: int, patience: float) -> Iterator[Frame]:
        decoder = Decoder()
        until = time.monotonic() + patience
        while data := self._more(pipe, until):
            try:
                frames = list(decoder.feed(data))
            except BrokenFrameError as error:
                raise BrokenChildError(str(error)) from error
            ended = any(isinstance(frame, End) for frame in frames)
            if ended:
                self._status()
            yield from frames
            if ended:
                return
            if frames:  # only now, so that a slow caller is not counted against the child
                until = time.monotonic() + patience
        self._explain_the_end()

    @staticmethod
    def _more(pipe: int, until: float) -> bytes:
        left = max(0.0, until - time.monotonic())
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        if not poll.poll(left * 1000):
            raise OverrunError("no page was finished in time")
        return os.read(pipe, 1 << 18)

    def _status(self) -> int:
        self._control.settimeout(5)
        try:
            answer = self._control.recv(64)
        except OSError:
            return 0
        finally:
            self._control.settimeout(None)
        return int(answer or b"0")

    def _explain_the_end(self) -> None:
        status = self._status()
        if -status in _OVER:
            raise OverrunError("the child used up its processor time or its memory")
        raise BrokenChildError(f"the child ended with {status}")

    def kill(self) -> None:
        """End the worker and whatever it started."""
        self._control.close()
        if self._birth != os.getpid():
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


_idle: list[Worker] = []
_lock = threading.Lock()


def _hire() -> Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.usable:
                return worker
            worker.kill()
    return Worker()


def _release(worker: Worker) -> None:
    with _lock:
        if worker.usable and len(_idle) < _KEPT_IDLE:
            _idle.append(worker)
            return
    worker.kill()


def run(file: int, job: dict[str, Any], patience: float) -> Iterator[Frame]:
    """Read the file of that descriptor in a child; closing the iterator early kills the child."""
    worker = _hire()
    whole = False
    try:
        for frame in worker.read(file, job, patience):
            whole = isinstance(frame, End)
            yield frame
    finally:
        if whole:
            _release(worker)
        else:
            worker.kill()


def close() -> None:
    """End all idle workers; the next file starts a new one."""
    with _lock:
        while _idle:
            _idle.pop().kill()


atexit.register(close)
