"""The index in PostgreSQL as this process knows it: what is in use now, and its newest snapshot.

Nothing lies on disk. Columns are read when a segment is first seen, blocks when first asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from index.engine import postgres_rows as rows
from index.engine.kept import Kept
from index.engine.port import Health, State
from index.engine.postgres_rows import REBUILDING, Connection, Index
from index.engine.postgres_segments import Lent, PostgresSegment, Source
from index.engine.snapshot import Snapshot


class Opened:
    """Shared by all threads of a process; connections are handed to each call."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.cache = Kept()
        self._source = Source(self.cache)
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    def current(self, connection: Connection) -> Index | None:
        """Give the index in use where this code can read it."""
        found = [one for one in rows.indexes(connection) if one.is_current]
        return found[0] if found and found[0].version == self.version else None

    def health(self, connection: Connection) -> Health:
        """Say whether there is an index to search, and how far a rebuild has come."""
        found = rows.indexes(connection)
        current = next((one for one in found if one.is_current), None)
        if current is not None and current.version == self.version:
            return Health(State.OK)
        building = next((one for one in reversed(found) if not one.is_current), None)
        if building is not None and rows.is_locked(connection, REBUILDING):
            return Health(State.REBUILDING, building.done, building.total)
        return Health(State.MISSING if current is None else State.OLD)

    def latest(self, connection: Connection, index: Index) -> Snapshot:
        """Give the newest snapshot; segments that stayed are not read again."""
        with self._lock:
            if self._snapshot is None or _numbers(self._snapshot) != index.segments:
                self._snapshot = self._load(connection, index)
            return self._snapshot

    def _load(self, connection: Connection, index: Index) -> Snapshot:
        before = self._snapshot
        known = {one.id: one for one in segments_of(before)} if before else {}
        fresh = [number for number in index.segments if number not in known]
        found: list[PostgresSegment] = [known[n] for n in index.segments if n in known]
        for number, size, columns, dropped in rows.segments(connection, fresh):
            one = PostgresSegment(number, size, columns, self.cache, self._source)
            gone = np.concatenate((one.pages, np.frombuffer(dropped, "<i8")))
            found = [older.without(gone) for older in found]
            found.append(one)
        newer = Snapshot(found, index.id, self.cache)
        if before is not None:
            self._forget(before, newer)
        return newer

    def _forget(self, before: Snapshot, newer: Snapshot) -> None:
        """Let go of what was worked out of a snapshot that no new search will see."""
        stay = {one.name for one in newer.segments}
        gone = {before.key} | {one.name for one in before.segments if one.name not in stay}
        self.cache.drop(lambda key: key[0] in gone)

    @contextmanager
    def lent(self, connection: Connection, snapshot: Snapshot) -> Iterator[Lent]:
        """Let this thread read what a snapshot lacks over a connection."""
        with self._source.lent(connection, _numbers(snapshot)) as lent:
            yield lent

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._snapshot = None
            self.cache.clear()


def segments_of(snapshot: Snapshot) -> Sequence[PostgresSegment]:
    """Give the segments of a snapshot, oldest first."""
    return [one for one in snapshot.segments if isinstance(one, PostgresSegment)]


def _numbers(snapshot: Snapshot) -> tuple[int, ...]:
    return tuple(one.id for one in segments_of(snapshot))
