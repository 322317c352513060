"""The index as a projection of the pages in the store: kept up to date, made anew when lost.

Each folder remembers how far in the store's list of changes it has come, so that several may
follow one store. Whoever holds the folder's lock writes; all others read.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.documents.locks import held
from bot.store import filing_views, index_changes, meta
from bot.store.backup import TAKEN
from bot.store.database import Database
from bot.store.index_changes import IndexPage
from bot.store.session import Session
from bot.store.tables import Meta

if TYPE_CHECKING:
    from index.engine.port import Engine, Health
    from index.pages import Entry

Progress = Callable[[int, int], None]
_COMMIT = 4000  # pages in one commit
_STORE = "store.id"


class Withheld(NamedTuple):
    """Filings left out of every search for now, and how many of them wait to be masked again."""

    filings: frozenset[int] = frozenset()
    waiting: int = 0


class Projection:
    """One folder with an index."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Nothing is opened before the first search or change."""
        self.database = database
        self.folder = folder
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        self._known: tuple[int, str] = (-1, "")
        self._withheld = Withheld()

    @property
    def engine(self) -> Engine:
        """The engine, loaded at its first use: a status needs none of it."""
        with self._opening:
            if self._engine is None:
                from index.engine.whoosh_engine import WhooshEngine

                self._engine = WhooshEngine(self.folder / "pages")
            return self._engine

    @property
    def is_open(self) -> bool:
        """Whether the engine was loaded."""
        return self._engine is not None

    def close(self) -> None:
        """Let go of all files."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def over(self, session: Session) -> Engine:
        """Return the engine that answers now; one in the database reads over this session."""
        del session
        return self.engine

    def stands(self, session: Session) -> tuple[bool, bool]:
        """Say whether the index can be searched, and whether it has yet to take changes."""
        del session  # the index may be ahead of what an answer's session sees
        found = self.engine.health()
        where = self._position()
        with self.database.read() as now:
            if not (found.searchable and _is_of(now, where)):
                return False, False
            return True, where is None or index_changes.change_range(now)[1] > where[1]

    def health(self) -> Health:
        """Say whether the index can be searched."""
        from index.engine.port import Health, State

        found = self.engine.health()
        if found.state is not State.OK:
            return found
        where = self._position()
        with self.database.read() as session:
            return found if _is_of(session, where) else Health(State.OLD)

    def behind(self) -> bool:
        """Say whether there are changes that the index has not taken."""
        upto = self._upto()
        with self.database.read() as session:
            return upto is None or index_changes.change_range(session)[1] > upto

    def withheld(self, session: Session, hides: str) -> Withheld:
        """Return the filings that no search may look into now.

        They were masked when less was hidden than now, which `hides` stands for, or the index holds
        their words as they were before a change that it has yet to take.
        """
        known = (index_changes.change_range(session)[1], hides)
        if self._known != known or self._withheld.filings:
            less = frozenset(filing_views.hiding_less(session, hides))
            changed = index_changes.filings_changed(session, after=self._applied(session, known[0]))
            self._known, self._withheld = known, Withheld(less | frozenset(changed), len(less))
        return self._withheld

    def _applied(self, session: Session, last: int) -> int:
        """Return the last change that the index which answers has taken; `last` is the newest."""
        del session
        upto = self._upto()
        return last if upto is None else upto

    def refresh(self, *, wait: float = 0.0, progress: Progress | None = None) -> bool:
        """Apply what changed, or build all anew where the index is lost. False: another does."""
        with held(self._lock, wait=wait) as ours:
            if not ours:
                return False
            if not self.health().searchable:
                self._rebuild(progress)
            self._apply()
            return True

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Build the index anew beside the old one. False if another process is at it."""
        with held(self._lock, wait=2.0) as ours:
            if ours:
                self._rebuild(progress)
                self._apply()
            return ours

    def compact(self) -> bool:
        """Merge what many commits left apart, so that nothing of dropped pages stays on disk."""
        with held(self._lock, wait=30.0) as ours:
            if ours and self.engine.health().searchable:
                self.engine.compact()
            return ours

    def is_ragged(self) -> bool:
        """Say whether merging would make searches faster."""
        return self.engine.health().searchable and self.engine.is_ragged()

    def is_whole(self) -> bool:
        """Say whether the index holds as many pages as the store; only when nothing is pending."""
        with self.database.read() as session:
            return self.engine.count() == index_changes.ready_count(session)

    # -- Inside the lock -------------------------------------------------------------------------

    def _apply(self) -> None:
        from index.pages import Change

        upto = self._upto() or 0
        while True:
            with self.database.read() as session:
                ids, last = index_changes.changes(session, after=upto, limit=_COMMIT)
                found = index_changes.index_pages(session, ids)
            if last == upto:
                return
            self.engine.apply([Change(i, entry_of(found[i]) if i in found else None) for i in ids])
            self._remember(last)
            self._prune(last)
            upto = last

    def _rebuild(self, progress: Progress | None) -> None:
        with self.database.write() as session:
            _name(session)
            store = _name_of(session)
            total = index_changes.ready_count(session)
            upto = index_changes.change_range(session)[1]
        self.engine.rebuild(self._entries(), total, progress or quiet)
        self._remember(upto, store)
        self._prune(upto)

    def _prune(self, upto: int) -> None:
        if self.database.is_sqlite:  # else other machines may follow the same list
            with self.database.write() as session:
                index_changes.prune_changes(session, upto)

    def _entries(self) -> Iterator[Entry]:
        last = 0
        while True:
            with self.database.read() as session:
                ids = index_changes.ready_pages(session, after=last)
                found = index_changes.index_pages(session, ids)
            if not ids:
                return
            yield from (entry_of(found[number]) for number in ids if number in found)
            last = ids[-1]

    # -- How far it has come ---------------------------------------------------------------------

    @property
    def _lock(self) -> Path:
        return self.folder / "lock"

    def _upto(self) -> int | None:
        where = self._position()
        return where[1] if where else None

    def _position(self) -> tuple[str, int] | None:
        try:
            found = json.loads((self.folder / "position.json").read_text("utf-8"))
            return str(found["store"]), int(found["upto"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remember(self, upto: int, store: str = "") -> None:
        if not store:
            where = self._position()
            store = where[0] if where else ""
        temporary = self.folder / f"position.{secrets.token_hex(4)}"
        temporary.write_text(json.dumps({"store": store, "upto": upto}), "utf-8")
        temporary.replace(self.folder / "position.json")


def _name(session: Session) -> None:
    """Give the store a name, so that no index follows another store's list by mistake."""
    if session.get(Meta, _STORE) is None:
        session.add(Meta(key=_STORE, value=secrets.token_hex(8)))
        session.flush()


def _name_of(session: Session) -> str:
    """Return the store's name; one that was brought back from a backup has another."""
    return " ".join(meta.read_some(session, (_STORE, TAKEN)))


def _is_of(session: Session, where: tuple[str, int] | None) -> bool:
    """Say whether an index that came so far follows this store, and no change was forgotten."""
    if where is None or where[0] != _name_of(session):
        return False
    low, high = index_changes.change_range(session)
    # The first change on record may be the one that is always kept.
    return where[1] <= high and (low <= where[1] + 1 or low == high == 0)


def entry_of(page: IndexPage) -> Entry:
    """Return a page as the engine takes it."""
    from index.pages import Entry

    return Entry(
        id=page.id,
        filing=page.filing,
        doc=page.doc,
        number=page.number,
        text=page.text,
        title=page.title,
        kind=page.kind,
        sender=page.sender,
        bates=page.bates,
        requests=page.requests,
        level=page.level,
        dated=page.dated,
        exemptions=tuple(value for kind, value in page.marks if kind == "exemption"),
        numbers=tuple(value for kind, value in page.marks if kind not in {"exemption", "bates"}),
    )


def quiet(_done: int, _total: int) -> None:
    """Tell nobody."""
