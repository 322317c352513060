"""The engine of a store that several machines share: blocks in tables, read by plain SQL.

It speaks over a DB-API connection that is handed to it, so that the words of a page can be written
in the page's own transaction. Nothing lies on the disk of the machine that searches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from time import monotonic, sleep

from index.engine import postgres_rows as rows
from index.engine import postgres_writer
from index.engine.hits import found_in
from index.engine.port import EngineError, Health, NotReadyError, Progress
from index.engine.postgres_opened import Opened, segments_of
from index.engine.postgres_rows import REBUILDING, WRITING, Connection, Index
from index.engine.postgres_segments import Lent, PostgresSegment
from index.engine.postgres_writer import SegmentWriter
from index.engine.scoring import Clock, Tuning
from index.engine.segments import small_ones
from index.engine.snapshot import Snapshot
from index.pages import Change, Entry, Results, Scope
from index.terms import analysis, vocabulary
from index.terms.parse import Query

FORMAT = 1  # raise it when blocks or columns change
Connect = Callable[[], AbstractContextManager[Connection]]
_WAIT_S = 2.0  # for the lock of a rebuild
_PATIENCE_S = 30.0  # for another writer
_WORDS_A_SEGMENT = 6_000_000
_TOLD_EVERY = 500
_SEGMENTS = 4  # a rebuild leaves a few, each search goes through all
_MANY = 16  # segments; the small ones of so many are merged by the next writer that has time
_GONE = 0.05  # of the pages, dropped but still read past
_RETRIES = 5


class PostgresEngine:
    """Pages in tables; one writer at a time, any number of readers on any number of machines."""

    def __init__(self, connect: Connect, *, tag: str = "", tuning: Tuning | None = None) -> None:
        """`connect` lends a connection, and commits when given it back without an error."""
        self.tuning = tuning or Tuning()
        self._connect = connect
        self._opened = Opened(f"{FORMAT}.{analysis.VERSION}.{tag}")
        self.cache = self._opened.cache

    def over(self, connection: Connection) -> PostgresEngine:
        """Give this engine over a connection whose owner commits: of a page, of an open session."""
        bound = copy(self)
        bound._connect = lambda: nullcontext(connection)  # noqa: SLF001 - our own copy
        return bound

    # -- Reading -----------------------------------------------------------------------------

    def search(
        self, query: Query, scope: Scope, *, limit: int = 10, deadline_ms: int = 2000
    ) -> Results:
        """Give the best pages that the scope may see; raise NotReadyError without an index."""
        clock = Clock(deadline_ms)
        with self._connect() as connection:
            for _ in range(_RETRIES):
                with self._reading(connection) as (snapshot, lent):
                    _foresee(snapshot, query)
                    found = found_in(snapshot, query, scope, self.tuning, clock, limit)
                    if not lent.has_read or rows.are_there(connection, lent.segments):
                        return found
        raise EngineError("The index is being merged; please ask again in a moment.")

    @contextmanager
    def _reading(self, connection: Connection) -> Iterator[tuple[Snapshot, Lent]]:
        snapshot = self._opened.latest(connection, self._index(connection))
        with self._opened.lent(connection, snapshot) as lent:
            yield snapshot, lent

    def _index(self, connection: Connection) -> Index:
        found = self._opened.current(connection)
        if found is None:
            raise NotReadyError(self._opened.health(connection))
        return found

    def count(self) -> int:
        """Give the number of pages in the index."""
        with self._connect() as connection:
            return self._opened.latest(connection, self._index(connection)).count

    def health(self) -> Health:
        """Say whether the index can be searched."""
        with self._connect() as connection:
            return self._opened.health(connection)

    # -- Writing -----------------------------------------------------------------------------

    def apply(self, changes: Sequence[Change]) -> None:
        """Apply these changes in one commit; the last change of a page wins."""
        last = {change.page: change.entry for change in changes}
        if not last:
            return
        writer = SegmentWriter()
        for entry in last.values():
            if entry is not None:
                writer.add_page(entry)
        dropped = [page for page, entry in last.items() if entry is None]
        with self._connect() as connection:
            self._begin_writing(connection)
            writer.put(connection, self._index_to_write(connection), dropped)

    def may_write(self) -> bool:
        """Take the writers' lock of the transaction at hand, without waiting for anybody."""
        with self._connect() as connection:
            return rows.share(connection, REBUILDING) and rows.lock(connection, WRITING)

    def _begin_writing(self, connection: Connection) -> None:
        """Take the writers' lock; what is put into an index that is replaced would be lost."""
        if not rows.share(connection, REBUILDING):
            raise EngineError("The index is being rebuilt; changes wait until it is whole.")
        if not _patiently(lambda: rows.lock(connection, WRITING), _PATIENCE_S):
            raise EngineError("Another process is writing to the index.")

    def _index_to_write(self, connection: Connection) -> int:
        found = self._opened.current(connection)
        if found is not None:
            return found.id
        if rows.indexes(connection):
            raise NotReadyError(self._opened.health(connection))
        return rows.new_index(connection, self._opened.version, is_current=True)

    def rebuild(self, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        """Build a new index beside the old one and swap it in when it is whole.

        The lock is that of a transaction that stays open meanwhile: it dies with the process.
        """
        with self._connect() as holder:
            if not _patiently(lambda: rows.lock(holder, REBUILDING), _WAIT_S):
                raise EngineError("The index is being rebuilt already.")
            with self._connect() as connection:
                stale = [one.id for one in rows.indexes(connection) if not one.is_current]
                rows.drop_indexes(connection, stale)
                fresh = rows.new_index(connection, self._opened.version)
            try:
                self._fill(fresh, entries, total, progress)
            except BaseException:
                with self._connect() as connection:
                    rows.drop_indexes(connection, [fresh])
                raise
            with self._connect() as connection:
                rows.swap_in(connection, fresh)

    def _fill(self, fresh: int, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        writer = SegmentWriter()
        for done, entry in enumerate(entries, 1):
            writer.add_page(entry)
            if writer.words > _WORDS_A_SEGMENT:
                self._put(writer, fresh)
                writer = SegmentWriter()
            if done % _TOLD_EVERY == 0 or done == total:
                with self._connect() as connection:
                    rows.tell(connection, fresh, done, total)
                progress(done, total)
        self._put(writer, fresh)

    def _put(self, writer: SegmentWriter, index: int) -> None:
        with self._connect() as connection:
            writer.put(connection, index)

    def is_ragged(self) -> bool:
        """Say whether many commits or dropped pages make searches slower than they need be."""
        with self._connect() as connection:
            snapshot = self._opened.latest(connection, self._index(connection))
        gone = snapshot.size - snapshot.count
        return len(snapshot.segments) > _SEGMENTS or gone > _GONE * snapshot.size

    def compact(self) -> None:
        """Merge what many commits left apart; work for the night."""
        with self._connect() as connection:
            self._begin_writing(connection)
            self._merge(connection, lambda found: found)

    def tidy(self) -> None:
        """Merge the small segments where there are many, unless somebody writes; others rest."""
        with self._connect() as connection:
            if len(self._index(connection).segments) < _MANY:
                return
            if self.over(connection).may_write():
                self._merge(connection, _small)

    def _merge(
        self,
        connection: Connection,
        choose: Callable[[Sequence[PostgresSegment]], Sequence[PostgresSegment]],
    ) -> None:
        index = self._index(connection)
        with self._reading(connection) as (snapshot, _):
            every = segments_of(snapshot)
            old = choose(every)
            if old:
                rest = [one for one in every if one not in old]
                postgres_writer.merge(connection, index.id, old, rest)

    def close(self) -> None:
        """Let go of what is remembered."""
        self._opened.forget()


def _foresee(snapshot: Snapshot, query: Query) -> None:
    """Read what the question will ask for in one statement a field."""
    terms = list(query.terms)
    others = [other for term in terms for other in vocabulary.alternatives(term)]
    for field in ("text", "title"):
        snapshot.foresee(field, [*terms, *others])
    snapshot.foresee("codes", query.codes)


def _small(every: Sequence[PostgresSegment]) -> Sequence[PostgresSegment]:
    return [every[place] for place in small_ones([one.size for one in every], _MANY)]


def _patiently(take: Callable[[], bool], seconds: float) -> bool:
    end = monotonic() + seconds
    while not take():
        if monotonic() >= end:
            return False
        sleep(0.02)
    return True
