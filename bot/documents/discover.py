"""Which files there are below the paths given, and what each is called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LITTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its name on file is its path below the folder given. `why`: cannot be taken."""

    path: Path
    name: str
    folder: str
    size: int = 0
    why: str = ""


def files(paths: Iterable[Path]) -> Iterator[Found]:
    """Give every file, folders in the order of names; links are not followed."""
    for path in paths:
        if path.is_dir():
            folder = str(path.resolve())
            for inner in _inside(path):
                yield _found(inner, inner.relative_to(path).as_posix(), folder)
        elif path.exists():
            yield _found(path, path.name, str(path.resolve().parent))
        else:
            yield Found(path, path.name, "", why="There is no such file or folder.")


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        for name in sorted(names):
            if not _is_litter(name):
                yield Path(root, name)


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name in _LITTER


def _found(path: Path, name: str, folder: str) -> Found:
    if path.is_symlink():
        return Found(path, name, folder, why="This is a link to another file. Add that file.")
    try:
        return Found(path, name, folder, size=path.stat().st_size)
    except OSError as error:
        return Found(path, name, folder, why=f"This file cannot be opened: {error.strerror}.")
