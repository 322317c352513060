"""Which files there are below the paths given, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LITTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its name on file is its path below the folder given.

    `why`: it cannot be taken. `skipped`: it is passed over, and for what reason.
    """

    path: Path
    name: str
    folder: str
    size: int = 0
    why: str = ""
    skipped: str = ""


def files(paths: Iterable[Path]) -> Iterator[Found]:
    """Give every file, folders in the order of names.

    Links are followed where they lead to something in the folder given, else passed over with the
    reason; so is what is hidden or a system's own.
    """
    for path in paths:
        if path.is_dir():
            yield from _Walk(path).inside(path, ())
        elif path.is_symlink():
            yield Found(path, path.name, "", why="This is a link to another file. Add that file.")
        elif path.exists():
            yield _found(path, path.name, str(path.resolve().parent))
        else:
            yield Found(path, path.name, "", why="There is no such file or folder.")


class _Walk:
    """One folder that was given, and what lies below it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real = root.resolve()

    def inside(self, folder: Path, above: tuple[Path, ...]) -> Iterator[Found]:
        """Give what lies in the folder; `above` are the real folders that led here."""
        above = (*above, folder.resolve())
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError as error:
            yield self._told(folder, why=f"This folder cannot be opened: {error.strerror}.")
            return
        folders = [name for name in names if (folder / name).is_dir()]
        for name in [*(name for name in names if name not in folders), *folders]:
            yield from self._one(folder / name, above)

    def _one(self, path: Path, above: tuple[Path, ...]) -> Iterator[Found]:
        if _is_litter(path.name):
            yield self._told(path, skipped="It is hidden, or a system's own file.")
        elif path.is_symlink() and (why := self._leads_away(path, above)):
            yield self._told(path, skipped=why)
        elif path.is_dir():
            yield from self.inside(path, above)
        else:
            yield _found(path, path.relative_to(self._root).as_posix(), str(self._real))

    def _leads_away(self, path: Path, above: tuple[Path, ...]) -> str:
        """Say why a link is not followed; "" where it is."""
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "It is a link that leads to nothing."
        if not target.is_relative_to(self._real):
            return "It is a link that leads out of the folder given. Add what it leads to."
        if target in above:
            return "It is a link that leads back to a folder above it."
        return ""

    def _told(self, path: Path, *, why: str = "", skipped: str = "") -> Found:
        name = path.relative_to(self._root).as_posix()
        return Found(path, name, str(self._real), why=why, skipped=skipped)


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name in _LITTER


def _found(path: Path, name: str, folder: str) -> Found:
    try:
        return Found(path, name, folder, size=path.stat().st_size)
    except OSError as error:
        return Found(path, name, folder, why=f"This file cannot be opened: {error.strerror}.")
