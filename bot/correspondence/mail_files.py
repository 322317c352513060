"""Mail that was fetched by other means: one mail, an mbox file, a maildir, a folder of those."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import UsageError

_MBOX = b"From "
_NAMES = (".eml", ".mbox", ".mbx")


def raws(paths: Iterable[Path]) -> Iterator[bytes]:
    """Give every mail in the order of the paths; "-" is standard input. Raises UsageError."""
    for path in paths:
        if str(path) == "-":
            yield from _parted(sys.stdin.buffer.read())
        elif path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield from _file(path)
        else:
            raise UsageError(f"{path.name} is neither a file nor a folder here.")


def _folder(path: Path) -> Iterator[bytes]:
    """Give the mails of a maildir, with its folders; else those of the files that hold mail."""
    if (path / "cur").is_dir() or (path / "new").is_dir():
        yield from _maildir(path)
        return
    for one in sorted(path.rglob("*")):
        if one.is_file() and one.suffix.lower() in _NAMES:
            yield from _file(one)


def _maildir(path: Path) -> Iterator[bytes]:
    for place in (path, *sorted(one for one in path.glob(".*") if one.is_dir())):
        for part in ("cur", "new"):
            files = sorted((place / part).glob("*"), key=lambda one: one.name)
            yield from (one.read_bytes() for one in files if one.is_file())


def _file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        start = file.read(len(_MBOX))
    if start != _MBOX:
        yield path.read_bytes()
        return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield box.get_bytes(key)
    finally:
        box.close()


def _parted(data: bytes) -> Iterator[bytes]:
    """Give the mails of an mbox, or the one mail that it is."""
    if not data.startswith(_MBOX):
        yield data
        return
    for part in data.removeprefix(_MBOX).split(b"\nFrom "):
        yield part.partition(b"\n")[2]
