"""The folder of the index: generations side by side, and the name of the one in use."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import time
from pathlib import Path
from typing import Any

from index.engine import whoosh_codec
from index.engine.port import EngineError, Health, State
from index.engine.whoosh_pinned import FileLock, try_for

_CURRENT = "CURRENT"
_PROGRESS = "PROGRESS"
_REBUILD = "REBUILD_LOCK"
_TICK_NS = 50_000_000  # a file's time is coarse; so long after a change it can be trusted


class Folder:
    """A folder of our own; `version` says what an index must have been made by to be of use."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self._version = version
        self._named: tuple[tuple[int, int], str] | None = None  # as CURRENT was read last
        self._good = ""  # the generation whose version was read and is ours
        _make_private(path)

    def current(self) -> Path | None:
        """Give the generation in use; nothing where there is none."""
        try:
            name = self._name()
        except (OSError, UnicodeDecodeError):
            return None
        path = self.path / name
        if not name.startswith("pages-") or "/" in name or not path.is_dir():
            return None
        return path

    def _name(self) -> str:
        """Read CURRENT, or remember what it said while it is the same file."""
        file = self.path / _CURRENT
        found = file.stat()
        seen = found.st_ino, found.st_mtime_ns
        if self._named is not None and self._named[0] == seen:
            return self._named[1]
        name = file.read_text(encoding="ascii").strip()
        settled = time.time_ns() - found.st_mtime_ns > _TICK_NS
        self._named = (seen, name) if settled else None
        return name

    def state(self, current: Path | None) -> State:
        """Say whether a generation can be searched."""
        if current is None:
            return State.MISSING
        if self._good == current.name:
            return State.OK
        made = _read_json(current / "version.json")
        if not made or made.get("version") != self._version:
            return State.OLD
        self._good = current.name
        return State.OK

    def health(self) -> Health:
        """Say whether there is an index to search, and how far a rebuild has come."""
        state = self.state(self.current())
        if state is State.OK:
            return Health(State.OK)
        progress = _read_json(self.path / _PROGRESS)
        if progress and self.is_rebuilding():
            return Health(State.REBUILDING, int(progress["done"]), int(progress["total"]))
        return Health(state)

    # -- Making a generation -------------------------------------------------------------------

    def begin_rebuild(self) -> FileLock:
        """Take the lock of rebuilding; it dies with the process."""
        lock = FileLock(str(self.path / _REBUILD))
        if not try_for(lock.acquire, timeout=2.0, delay=0.05):
            raise EngineError("The index is being rebuilt already.")
        return lock

    def is_rebuilding(self) -> bool:
        """Tell whether a rebuild holds its lock."""
        lock = FileLock(str(self.path / _REBUILD))
        if not lock.acquire():
            return True
        lock.release()
        return False

    def tell(self, done: int, total: int) -> None:
        """Let other processes say how far the rebuild is."""
        _write_atomically(self.path / _PROGRESS, json.dumps({"done": done, "total": total}))

    def end_rebuild(self, fresh: Path, lock: FileLock) -> None:
        """Take away what a rebuild leaves, its generation too where it did not come into use."""
        if self.current() != fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        (self.path / _PROGRESS).unlink(missing_ok=True)
        lock.release()

    def new_generation(self) -> Path:
        """Make an empty generation that is not in use yet."""
        path = self.path / f"pages-{secrets.token_hex(6)}"
        path.mkdir(mode=0o700)
        whoosh_codec.create_index(path)
        _write_atomically(path / "version.json", json.dumps({"version": self._version}))
        return path

    def swap_in(self, fresh: Path) -> None:
        """Name the new generation as the one in use; the others go."""
        _write_atomically(self.path / _CURRENT, fresh.name)
        for path in self.path.glob("pages-*"):
            if path != fresh:
                shutil.rmtree(path, ignore_errors=True)


def _make_private(folder: Path) -> None:
    """Make the folder ours alone; Whoosh unpickles what lies in it, so nobody else may write."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = folder.stat()
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise EngineError("The index folder belongs to someone else; it is not opened.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)


def _write_atomically(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
