"""One generation of the index, opened once: its newest snapshot, and its commits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index.engine import whoosh_codec
from index.engine.kept import Kept
from index.engine.port import EngineError
from index.engine.segments import small_ones
from index.engine.snapshot import Snapshot
from index.engine.whoosh_pinned import EmptyIndexError, LockError, SegmentReader
from index.engine.whoosh_segments import WhooshSegment
from index.engine.whoosh_writer import PageWriter
from index.pages import Entry

LOCK_WAIT_S = 30.0
_RETRIES = 5
_MANY_SEGMENTS = 8
_TICK_NS = 50_000_000


class Opened:
    """One generation, opened once: its snapshots are made from here (never by refresh)."""

    def __init__(self, path: Path, cache: Kept) -> None:
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
        before = self._snapshot
        if before is not None and info.generation == before.generation:
            return before
        newer = self._load(info)
        if before is not None:
            self._forget(before, newer)
        return newer

    def _forget(self, before: Snapshot, newer: Snapshot) -> None:
        """Let go of what was worked out of a snapshot that no new search will see."""
        stay = {one.name for one in newer.segments}
        gone = {before.key} | {one.name for one in before.segments if one.name not in stay}
        self._cache.drop(lambda key: key[0] in gone)

    def _load(self, info: Any) -> Snapshot:
        before = self._snapshot.segments if self._snapshot else ()
        known = {one.name: one for one in before if isinstance(one, WhooshSegment)}
        segments = [
            known[state.segment_id()].at(state)
            if state.segment_id() in known
            else WhooshSegment(self._read(state, info), self._cache)
            for state in info.segments
        ]
        return Snapshot(segments, info.generation, self._cache)

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
            writer = PageWriter(self._ix, timeout=LOCK_WAIT_S)
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
    """Merge the small ones when there are many segments; big ones rest until the night."""
    small = small_ones([one.doc_count_all() for one in segments], _MANY_SEGMENTS)
    _merge_all(writer, [segments[place] for place in small])
    return [one for place, one in enumerate(segments) if place not in small]


def _merge_all(writer: PageWriter, segments: list[Any]) -> list[Any]:
    """Merge these segments; their readers stay open until the writer has joined the blocks."""
    for state in segments:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, state))
    return []


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
