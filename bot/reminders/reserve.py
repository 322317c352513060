"""Disk space put by, so that the last things can be written down when the disk is full."""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

NAME, SIZE = "reserve.space", 50_000_000
MUCH = 10 * SIZE  # only where there is plenty of room is any put by
BLOCK = 1_000_000


class Reserve:
    """A file that holds nothing but space, beside the SQLite store."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def put_by(self) -> None:
        """Make the file where it is missing and the disk has room; a failure leaves none."""
        if self._path.exists():
            return
        part = self._path.with_suffix(".part")
        try:
            if shutil.disk_usage(self._path.parent).free < MUCH:
                return
            with part.open("wb") as file:
                for _ in range(SIZE // BLOCK):
                    file.write(bytes(BLOCK))  # written out: a file with holes reserves nothing
            part.replace(self._path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def release(self) -> bool:
        """Give the space back; False where there was none."""
        try:
            self._path.unlink()
        except OSError:
            return False
        log.critical("the disk is full: the reserve of %s MB was released", SIZE // 1_000_000)
        return True


def is_full(error: BaseException | None) -> bool:
    """Say whether an error came from a full disk."""
    while error is not None:
        if "disk is full" in str(error) or "No space left" in str(error):
            return True
        error = error.__cause__ or getattr(error, "orig", None)
    return False
