"""The index that the database itself holds: one for all machines, nothing on their disks.

The words of a page are written in the transaction that puts it on file. What was not (a process of
an earlier release put it there, or it was too much at once) is taken by whoever looks next. Until
a store that was there before is taken in whole, an index that lies in the folder still answers.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from bot.documents.projection import Progress, Projection, entry_of, quiet
from bot.store import index_changes, meta
from bot.store.database import Database
from bot.store.session import Handed, Session

if TYPE_CHECKING:
    from index.engine.port import Engine, Health
    from index.engine.postgres import PostgresEngine

log = logging.getLogger(__name__)
_UPTO = "search.upto"  # the last change that the index has taken
_AT_ONCE = 500  # pages whose words are written in the transaction that changed them
_COMMIT = 2000
_PAUSE = 0.05


class SharedProjection(Projection):
    """The index in the database, kept up to date by every machine."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Nothing is opened before the first search or change; commits are followed from now."""
        super().__init__(database, folder)
        self._shared: PostgresEngine | None = None
        self._before = Projection(database, folder)  # what an earlier release left on this disk
        database.before_commit = self.follow

    @property
    def shared(self) -> PostgresEngine:
        """The engine, loaded at its first use."""
        with self._opening:
            if self._shared is None:
                from index.engine.postgres import PostgresEngine

                self._shared = PostgresEngine(self._lent)
            return self._shared

    @contextmanager
    def _lent(self) -> Iterator[Any]:
        with self.database.write() as session:
            yield Handed(session)

    @property
    def engine(self) -> Engine:
        """The engine over connections of its own."""
        return self.shared if self.shared.health().searchable else self._older() or self.shared

    def over(self, session: Session) -> Engine:
        """Return the engine that answers now, reading over this session."""
        shared = self.shared.over(Handed(session))
        return shared if shared.health().searchable else self._older() or shared

    def _older(self) -> Engine | None:
        """Return the engine of the folder where one was left that can still answer."""
        if not self.folder.is_dir() or not self._before.health().searchable:
            return None
        return self._before.engine

    @property
    def is_open(self) -> bool:
        """Whether the engine was loaded."""
        return self._shared is not None

    def close(self) -> None:
        """Let go of what is remembered."""
        self._before.close()
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def health(self) -> Health:
        """Say whether the index of the database can be searched, and how far it is."""
        with self.database.read() as session:
            return self.shared.over(Handed(session)).health()

    def stands(self, session: Session) -> tuple[bool, bool]:
        """Say whether the index can be searched, and whether it has yet to take changes."""
        searchable = self.shared.over(Handed(session)).health().searchable
        return searchable, searchable and self._lacks(session)

    def behind(self) -> bool:
        """Say whether there are changes that the index has not taken."""
        with self.database.read() as session:
            return self._lacks(session)

    def _lacks(self, session: Session) -> bool:
        return index_changes.change_range(session)[1] > _upto(session)

    def _applied(self, session: Session, last: int) -> int:
        """Return the last change that the index which answers has taken."""
        if self.shared.over(Handed(session)).health().searchable or not self._older():
            return _upto(session)
        return self._before._applied(session, last)  # noqa: SLF001 - the same class, before

    # -- Writing ---------------------------------------------------------------------------------

    def follow(self, session: Session) -> None:
        """Write the words of pages that this transaction changed; it goes on if that fails."""
        if not self.shared.over(Handed(session)).health().searchable:
            return
        session.flush()
        try:
            with session.begin_nested():
                self._take(session, _AT_ONCE)
        except Exception as error:  # noqa: BLE001 - the pages are queued: whoever looks next takes them
            log.warning("pages were not indexed with their commit: %s", type(error).__name__)

    def _take(self, session: Session, limit: int) -> bool:
        """Take changes into the index within this transaction; False when another is at it."""
        from index.pages import Change

        engine = self.shared.over(Handed(session))
        if not engine.may_write():
            return False
        ids, last = index_changes.changes(session, after=_upto(session), limit=limit)
        found = index_changes.index_pages(session, ids)
        engine.apply([Change(i, entry_of(found[i]) if i in found else None) for i in ids])
        meta.write(session, _UPTO, str(last))
        return True

    def refresh(self, *, wait: float = 0.0, progress: Progress | None = None) -> bool:
        """Apply what changed, or build all anew where the index is lost. False: another does."""
        if not self.health().searchable and not self._built(progress):
            if self._older():
                self._before.refresh(wait=wait)
            return False
        until = monotonic() + wait
        while self.behind():
            if not self._took() and monotonic() >= until:
                return False
        self.shared.tidy()
        return True

    def _took(self) -> bool:
        with self.database.write() as session:
            if self._take(session, _COMMIT):
                return True
        sleep(_PAUSE)  # another is at it
        return False

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Build the index anew beside the old one. False if another process is at it."""
        return self._built(progress) and self.refresh()

    def _built(self, progress: Callable[[int, int], None] | None) -> bool:
        from index.engine.port import EngineError

        with self.database.read() as session:
            total, upto = index_changes.ready_count(session), index_changes.change_range(session)[1]
        try:
            self.shared.rebuild(self._entries(), total, progress or quiet)
        except EngineError:
            return False
        with self.database.write() as session:
            meta.write(session, _UPTO, str(upto))
        return True

    def compact(self) -> bool:
        """Merge what many commits left apart, so that nothing of dropped pages stays on disk."""
        from index.engine.port import EngineError, NotReadyError

        try:
            self.shared.compact()
        except NotReadyError:
            return True  # there is nothing yet
        except EngineError:
            return False
        return True


def _upto(session: Session) -> int:
    return int(meta.read(session, _UPTO) or 0)
