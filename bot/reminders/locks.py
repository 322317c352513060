"""Small files beside a SQLite store: one worker at a time, and a witness of what it announced."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from bot.errors import StoreError

LOCK, COUNT = "worker.lock", "worker.count"


class OneWorker:
    """A lock that the system itself lets go when its holder dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Take the lock; False if another process has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._path.open("a")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def let_go(self) -> None:
        """Give the lock back."""
        if self._file:
            self._file.close()
            self._file = None


def _lock(file: IO[str]) -> None:
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileWitness:
    """The number of announced calls, in a file of its own.

    If the database knows fewer, it has lost its latest rows (a log file deleted, an old copy
    put in its place), and what it takes for unsaid may have been said.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / COUNT

    def count(self) -> int:
        """Return the number, 0 where there is none."""
        with suppress(OSError, ValueError):
            return int(self._path.read_text(encoding="ascii"))
        return 0

    def note(self, count: int) -> None:
        """Remember durably. Raises StoreError where the disk does not take it."""
        part = self._path.with_suffix(".part")
        try:
            with part.open("w", encoding="ascii") as file:
                file.write(str(count))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written ({error.strerror}).") from error
