"""A lock between processes that dies with its holder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.05


@contextmanager
def held(path: Path, *, wait: float = 0.0) -> Iterator[bool]:
    """Give True while the lock is ours, False if another holds it for longer than `wait`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(descriptor, time.monotonic() + wait)
    finally:
        os.close(descriptor)  # which also lets go of the lock


def _taken(descriptor: int, until: float) -> bool:
    while not _try(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
    return True


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
