"""The embedded engine: Whoosh's segments, commits and locks, our blocks and our scores.

The folder holds generations of the index side by side and the name of the one in use. It is a
projection of the store: whatever is wrong with it, it is built anew and never repaired.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index import analysis, scoring, whoosh_codec, words
from index.engine import EngineError, Health, NotReadyError, Progress, State
from index.pages import Change, Entry, Hit, Results, Scope
from index.query import Query
from index.scoring import Clock, Scorer, Tuning
from index.segments import PostingsCache, Segment
from index.snapshot import Snapshot
from index.whoosh_pinned import (
    EmptyIndexError,
    FileLock,
    LockError,
    SegmentReader,
    assert_pinned,
    try_for,
)
from index.whoosh_writer import PageWriter

FORMAT = 1  # raise it when blocks or fields change
_CURRENT = "CURRENT"
_PROGRESS = "PROGRESS"
_REBUILD = "REBUILD_LOCK"
_WORDS_A_SEGMENT = 6_000_000
_LOCK_WAIT_S = 30.0
_RETRIES = 5
_TOLD_EVERY = 500
_MANY_SEGMENTS = 8
_TICK_NS = 50_000_000


class WhooshEngine:
    """Pages in a folder of our own; one writer at a time, any number of readers."""

    def __init__(self, folder: Path, *, tag: str = "", tuning: Tuning | None = None) -> None:
        assert_pinned()
        self.folder = folder
        self.tuning = tuning or Tuning()
        self.cache = PostingsCache()
        self._version = f"{FORMAT}.{analysis.VERSION}.{tag}"
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._open: _Opened | None = None
        _make_private(folder)

    # -- Reading -----------------------------------------------------------------------------

    def search(
        self, query: Query, scope: Scope, *, limit: int = 10, deadline_ms: int = 2000
    ) -> Results:
        """Give the best pages that the scope may see; raise NotReadyError without an index."""
        clock = Clock(deadline_ms)
        snapshot = self._snapshot()
        seen = snapshot.visible(scope)
        allowed = snapshot.narrowed(query, seen)
        wanted, corrections = words.wanted(snapshot, seen, query, self.tuning)
        scorer = Scorer(snapshot, self.tuning)
        complete = scorer.score(wanted, query, clock)
        if query.terms or query.codes:
            allowed &= scorer.matched
        elif not query.narrowed:
            allowed[:] = False
        hits = tuple(
            self._hit(snapshot, int(page), float(scorer.total[page]))
            for page in scoring.best(scorer.total, allowed, limit)
        )
        return Results(
            hits,
            int(allowed.sum()),
            clock.took_ms,
            complete=complete,
            corrections=corrections,
            sought=words.sought(snapshot, seen, wanted),
        )

    def _hit(self, snapshot: Snapshot, page: int, score: float) -> Hit:
        doc, bates = snapshot.shown(page)
        return Hit(
            page=int(snapshot.pages[page]),
            filing=int(snapshot.filings[page]),
            doc=doc,
            number=int(snapshot.numbers[page]),
            score=score,
            bates=bates,
        )

    def count(self) -> int:
        """Give the number of pages in the index."""
        return self._snapshot().count

    def health(self) -> Health:
        """Say whether the index can be searched."""
        state = self._state()
        if state is State.OK:
            return Health(State.OK)
        progress = _read_json(self.folder / _PROGRESS)
        if progress and _is_running(self.folder):
            return Health(State.REBUILDING, int(progress["done"]), int(progress["total"]))
        return Health(state)

    def _state(self) -> State:
        current = self._current()
        if current is None:
            return State.MISSING
        made = _read_json(current / "version.json")
        return State.OK if made and made.get("version") == self._version else State.OLD

    def _snapshot(self) -> Snapshot:
        with self._lock:
            opened = self._opened()
        return opened.latest()

    def _opened(self) -> _Opened:
        current = self._current()
        if current is None or self._state() is not State.OK:
            raise NotReadyError(self.health())
        if self._open is None or self._open.path != current:
            self._open = _Opened(current, self.cache)
        return self._open

    def _current(self) -> Path | None:
        try:
            name = (self.folder / _CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        path = self.folder / name
        if not name.startswith("pages-") or "/" in name or not path.is_dir():
            return None
        return path

    # -- Writing -----------------------------------------------------------------------------

    def apply(self, changes: Sequence[Change]) -> None:
        """Apply these changes in one commit; the last change of a page wins."""
        last = {change.page: change.entry for change in changes}
        if not last:
            return
        if _is_running(self.folder):
            # What is put into the old index now would be lost when the new one takes its place.
            raise EngineError("The index is being rebuilt; changes wait until it is whole.")
        with self._writing:
            with self._lock:
                if self._current() is None:
                    self._swap_in(self._new_generation())
                opened = self._opened()
            opened.apply(last)  # searches go on meanwhile

    def rebuild(self, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        """Build a new index beside the old one and swap it in when it is whole."""
        lock = FileLock(str(self.folder / _REBUILD))
        if not try_for(lock.acquire, timeout=2.0, delay=0.05):
            raise EngineError("The index is being rebuilt already.")
        fresh = self._new_generation()
        try:
            self._fill(fresh, entries, total, progress)
            with self._lock:
                self._swap_in(fresh)
        finally:
            if self._current() != fresh:
                shutil.rmtree(fresh, ignore_errors=True)
            (self.folder / _PROGRESS).unlink(missing_ok=True)
            lock.release()

    def _fill(self, fresh: Path, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        ix = whoosh_codec.open_index(fresh)
        writer = PageWriter(ix, timeout=_LOCK_WAIT_S)
        try:
            for done, entry in enumerate(entries, 1):
                writer.add_page(entry)
                if writer.words > _WORDS_A_SEGMENT:
                    writer.commit(merge=False)
                    writer = PageWriter(ix, timeout=_LOCK_WAIT_S)
                if done % _TOLD_EVERY == 0 or done == total:
                    self._tell(done, total)
                    progress(done, total)
            writer.commit(merge=False)
        except BaseException:
            writer.give_up()
            raise

    def _tell(self, done: int, total: int) -> None:
        """Let other processes say how far the rebuild is."""
        _write_atomically(self.folder / _PROGRESS, json.dumps({"done": done, "total": total}))

    def _new_generation(self) -> Path:
        path = self.folder / f"pages-{secrets.token_hex(6)}"
        path.mkdir(mode=0o700)
        whoosh_codec.create_index(path)
        _write_atomically(path / "version.json", json.dumps({"version": self._version}))
        return path

    def _swap_in(self, fresh: Path) -> None:
        """Name the new generation as the one in use; the others go."""
        _write_atomically(self.folder / _CURRENT, fresh.name)
        self._open = None
        for path in self.folder.glob("pages-*"):
            if path != fresh:
                shutil.rmtree(path, ignore_errors=True)

    def compact(self) -> None:
        """Merge what many commits left apart; work for the night."""
        with self._writing:
            with self._lock:
                opened = self._opened()
            opened.compact()

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._open = None
            self.cache.clear()


class _Opened:
    """One generation, opened once: its snapshots are made from here (never by refresh)."""

    def __init__(self, path: Path, cache: PostingsCache) -> None:
        self.path = path
        self._cache = cache
        self._ix = _patiently(lambda: whoosh_codec.open_index(path))
        self._seen = -1
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()

    def latest(self) -> Snapshot:
        """Give the newest snapshot; segments that stayed are not read again."""
        with self._lock:
            changed = self.path.stat().st_mtime_ns
            if self._snapshot is None or changed != self._seen:
                self._snapshot = _patiently(self._reload)
                # A folder's time is coarse: a change just made may hide one right after it.
                settled = time.time_ns() - changed > _TICK_NS
                self._seen = changed if settled else -1
            return self._snapshot

    def _reload(self) -> Snapshot:
        info = self._ix._read_toc()  # noqa: SLF001 - pinned, see whoosh_codec
        if self._snapshot is not None and info.generation == self._snapshot.generation:
            return self._snapshot
        return self._load(info)

    def _load(self, info: Any) -> Snapshot:
        known = {one.name: one for one in self._snapshot.segments} if self._snapshot else {}
        segments = [
            known[state.segment_id()].at(state)
            if state.segment_id() in known
            else Segment(self._read(state, info), self._cache)
            for state in info.segments
        ]
        return Snapshot(segments, info.generation)

    def _read(self, state: Any, info: Any) -> SegmentReader:
        return SegmentReader(self._ix.storage, info.schema, state, generation=info.generation)

    def apply(self, last: dict[int, Entry | None]) -> None:
        """Change pages in one commit."""
        with self._writer() as writer:
            for page in _where(self.latest(), list(last)):
                writer.delete_document(page)
            for entry in last.values():
                if entry is not None:
                    writer.add_page(entry)
            writer.commit(mergetype=_merge_small)

    def compact(self) -> None:
        """Merge all segments into one."""
        with self._writer() as writer:
            writer.commit(mergetype=_merge_all)

    @contextmanager
    def _writer(self) -> Iterator[PageWriter]:
        """Give a writer; when it fails its lock is let go, for the next one to begin afresh."""
        try:
            writer = PageWriter(self._ix, timeout=_LOCK_WAIT_S)
        except LockError as exc:
            raise EngineError("Another process is writing to the index.") from exc
        try:
            yield writer
        except BaseException:
            writer.give_up()
            raise


def _where(snapshot: Snapshot, pages: list[int]) -> list[int]:
    """Give the places of pages in the index, deleted ones left out."""
    found = np.flatnonzero(np.isin(snapshot.pages, pages) & snapshot.alive)
    return [int(place) for place in found]


def _merge_small(writer: PageWriter, segments: list[Any]) -> list[Any]:
    """Merge the smaller half when there are many segments; big ones rest until the night."""
    if len(segments) < _MANY_SEGMENTS:
        return segments
    by_size = sorted(segments, key=lambda one: -one.doc_count_all())
    big = by_size[: _MANY_SEGMENTS // 2]
    _merge_all(writer, [one for one in segments if one not in big])
    return big


def _merge_all(writer: PageWriter, segments: list[Any]) -> list[Any]:
    """Merge these segments; their readers stay open until the writer has joined the blocks."""
    for state in segments:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, state))
    return []


# -- Files -----------------------------------------------------------------------------------


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


def _is_running(folder: Path) -> bool:
    """Tell whether a rebuild holds its lock; it dies with the process."""
    lock = FileLock(str(folder / _REBUILD))
    if not lock.acquire():
        return True
    lock.release()
    return False


def _patiently(read: Callable[[], Any]) -> Any:
    """Read what a commit may just be replacing; Whoosh's own readers lose that race at times."""
    for attempt in range(_RETRIES):
        try:
            return read()
        except (FileNotFoundError, EmptyIndexError):
            if attempt == _RETRIES - 1:
                raise
            time.sleep(0.02 * (attempt + 1))
    return None
