"""Filings and pages: who may see which, and looked up.

Every look-up takes a Sight: what a viewer may see is part of the query, so that no count and no
suggestion tells of more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, text
from sqlalchemy.orm import Session

from bot.errors import NotFound
from bot.privacy.gate import Level, Person, Role
from bot.store.bulk_statements import Prepared
from bot.store.codes import is_code
from bot.store.requests import fold
from bot.store.tables import (
    Filing,
    FilingPerson,
    FilingRequest,
    PageMark,
    PageRow,
    Request,
)

READING, READY, FORGOTTEN = "reading", "ready", "forgotten"
# Any number of our own: writers of filings on PostgreSQL pass one after the other.
_LOCK = 7_162_301
CHUNK = 500
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sight:
    """What a viewer may see: whole levels, and restricted filings that name the viewer."""

    levels: frozenset[int]
    named: frozenset[int] = frozenset()

    @property
    def where(self) -> ColumnElement[bool]:
        """The condition on Filing that every look-up carries."""
        seen = or_(Filing.level.in_(self.levels), Filing.id.in_(self.named))
        return and_(Filing.state == READY, seen)

    def is_pointer(self, filing: Filing) -> bool:
        """Say whether the viewer may know of the filing, but not read its words here."""
        return filing.level not in self.levels


EVERYTHING = Sight(frozenset(int(level) for level in Level))


def sight_of(session: Session, person: Person) -> Sight:
    """Return what a person may see. The operator sees all; leads see what awaits their word."""
    if person.role is Role.OPERATOR:
        return EVERYTHING
    statement = _SEEN_BY_LEADS if person.role is Role.LEAD else _SEEN
    found = statement.run(session, person=person.id).scalars()
    return Sight(frozenset({int(Level.PUBLIC), int(Level.TEAM)}), frozenset(found))


def _seen(*, by_leads: bool) -> Select[int]:
    named = select(FilingPerson.filing_id).where(FilingPerson.person_id == bindparam("person"))
    wanted: ColumnElement[bool] = Filing.id.in_(named)
    if by_leads:
        wanted = or_(wanted, Filing.held != "")
    return select(Filing.id).where(wanted, Filing.level == int(Level.RESTRICTED))


_SEEN = Prepared(lambda: _seen(by_leads=False))
_SEEN_BY_LEADS = Prepared(lambda: _seen(by_leads=True))


# -- Look-ups ------------------------------------------------------------------------------------


def serialise(session: Session) -> None:
    """Begin to write, and let writers of filings pass one by one; SQLite does so by itself."""
    session.connection()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def by_hash(session: Session, sha256: str) -> Filing | None:
    """Return the filing with exactly these bytes."""
    return session.scalar(select(Filing).where(Filing.sha256 == sha256))


def readable(session: Session, sight: Sight, filings: Iterable[int]) -> dict[int, Filing]:
    """Return which of these filings a viewer may read, and not only be pointed to."""
    rows = session.scalars(select(Filing).where(Filing.id.in_(list(filings)), sight.where))
    return {filing.id: filing for filing in rows if not sight.is_pointer(filing)}


def slugs(session: Session, filings: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the requests that each filing belongs to."""
    out: dict[int, tuple[str, ...]] = {}
    for chunk in chunks(list(filings)):
        rows = session.execute(
            select(FilingRequest.filing_id, Request.slug)
            .join(Request, Request.id == FilingRequest.request_id)
            .where(FilingRequest.filing_id.in_(chunk), Request.withdrawn_at.is_(None))
            .order_by(Request.slug)
        )
        for filing, slug in rows:
            out[filing] = (*out.get(filing, ()), slug)
    return out


def replaced(session: Session, filings: Iterable[int]) -> set[int]:
    """Return those filings that have a newer version."""
    return {
        found
        for chunk in chunks(list(filings))
        for found in session.scalars(
            select(Filing.replaces_id).where(Filing.replaces_id.in_(chunk))
        )
        if found is not None
    }


def shown_name(filing: Filing, *, old: bool) -> str:
    """Return the filing's name as people type it; an old version says which."""
    return f"{filing.doc} (version {filing.version})" if old else filing.doc


def listed(
    session: Session, sight: Sight, *, request: int | None = None, start: int = 0, limit: int = 0
) -> tuple[list[Filing], int]:
    """Return filings that the viewer may know of, newest first, and how many there are."""
    query = _of_request(select(Filing).where(sight.where), request)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = query.order_by(Filing.added_at.desc(), Filing.id.desc()).offset(start)
    return list(session.scalars(query.limit(limit) if limit else query)), total


def _of_request(query: Select[Filing], request: int | None) -> Select[Filing]:
    if request is None:
        return query
    belongs = select(FilingRequest.filing_id).where(FilingRequest.request_id == request)
    return query.where(Filing.id.in_(belongs))


def matching(session: Session, sight: Sight, words: str) -> list[Filing]:
    """Return the filings that words may mean: reference (#f3), name, its end, words."""
    said = words.strip()
    if said.startswith("#f") and said[2:].isdigit():
        return list(session.scalars(select(Filing).where(Filing.id == int(said[2:]), sight.where)))
    if said.startswith("#f") and is_code(said[2:]):
        return list(session.scalars(select(Filing).where(Filing.code == said[2:], sight.where)))
    if not fold(said):
        return []
    exact = list(session.scalars(select(Filing).where(Filing.doc == said, sight.where)))
    if exact:
        return _newest(session, exact)
    names = session.execute(
        select(Filing.id, Filing.doc, Filing.version, Filing.title).where(sight.where)
    ).all()
    for fits in (_is_named, _ends_with, _holds):
        ids = [row.id for row in names if fits(said, row.doc, row.version, row.title)]
        if ids:
            found = session.scalars(select(Filing).where(Filing.id.in_(ids[:CHUNK])))
            return _newest(session, list(found))
    return []


def _is_named(said: str, doc: str, version: int, _title: str) -> bool:
    return said.casefold() in {doc.casefold(), f"{doc} (version {version})".casefold()}


def _ends_with(said: str, doc: str, _version: int, _title: str) -> bool:
    name = doc.casefold()
    said = said.casefold().lstrip("/")
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return name.endswith("/" + said) or stem == said


def _holds(said: str, doc: str, _version: int, title: str) -> bool:
    return set(fold(said).split()) <= set(fold(f"{doc} {title}").split())


def _newest(session: Session, found: list[Filing]) -> list[Filing]:
    """Leave old versions out where the newest of the same name is there too."""
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose from
        return found
    old = replaced(session, [filing.id for filing in found])
    return [filing for filing in found if filing.id not in old] or found


def one(session: Session, sight: Sight, words: str) -> Filing:
    """Return the one filing that words mean. Raises NotFound naming what comes near."""
    found = matching(session, sight, words)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{filing.doc} ({filing.ref})" for filing in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotFound(f"{words.strip()!r} may mean {names}{more}. Say which.")
    raise NotFound(
        f"No filing is called {words.strip()!r}. `filings` lists what is on file; "
        "`find` searches in it."
    )


def held_count(session: Session) -> int:
    """Return how many filings are restricted until a lead decides."""
    return session.scalar(select(func.count()).select_from(Filing).where(Filing.held != "")) or 0


def page(session: Session, filing: Filing, number: int) -> PageRow | None:
    """Return one page of a filing."""
    return session.scalar(
        select(PageRow).where(PageRow.filing_id == filing.id, PageRow.number == number)
    )


def page_counts(session: Session, filings: Iterable[int]) -> dict[int, int]:
    """Return how many pages each filing has."""
    out: dict[int, int] = {}
    for chunk in chunks(list(filings)):
        rows = session.execute(
            select(PageRow.filing_id, func.count())
            .where(PageRow.filing_id.in_(chunk))
            .group_by(PageRow.filing_id)
        )
        out.update((filing, count) for filing, count in rows)
    return out


UNREADABLE = ("garbled", "empty")


def unreadable(session: Session, filings: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Return, for each filing, the pages that cannot be searched and why."""
    out: dict[int, list[tuple[int, str]]] = {}
    for chunk in chunks(list(filings)):
        rows = session.execute(
            select(PageRow.filing_id, PageRow.number, PageRow.note, PageRow.quality)
            .where(PageRow.filing_id.in_(chunk), PageRow.quality.in_(UNREADABLE))
            .order_by(PageRow.number)
        )
        for filing, number, note, quality in rows:
            out.setdefault(filing, []).append((number, note or f"The page is {quality}."))
    return out


def extent(session: Session, sight: Sight, request: int | None = None) -> dict[str, int]:
    """Return what a search goes through: filings, pages, and pages that cannot be read."""
    seen = _of_request(select(Filing).where(sight.where), request).subquery()
    filings = session.scalar(select(func.count()).select_from(seen)) or 0
    pages = select(func.count()).select_from(PageRow).join(seen, seen.c.id == PageRow.filing_id)
    return {
        "filings": filings,
        "pages": session.scalar(pages) or 0,
        "unreadable": session.scalar(pages.where(PageRow.quality.in_(UNREADABLE))) or 0,
    }


def pages_by_id(
    session: Session, sight: Sight, ids: Sequence[int]
) -> dict[int, tuple[PageRow, Filing]]:
    """Return pages with their filings, those that the viewer may know of."""
    out: dict[int, tuple[PageRow, Filing]] = {}
    for chunk in chunks(list(ids)):
        rows = session.execute(
            select(PageRow, Filing)
            .join(Filing, Filing.id == PageRow.filing_id)
            .where(PageRow.id.in_(chunk), sight.where)
        )
        out.update({row.id: (row, filing) for row, filing in rows})
    return out


def marked(
    session: Session, sight: Sight, kind: str, value: str = ""
) -> list[tuple[Filing, PageRow, str, int]]:
    """Return the pages that carry a mark: filing, page, value, how often."""
    query = (
        select(Filing, PageRow, PageMark.value, PageMark.count)
        .join(PageRow, PageRow.id == PageMark.page_id)
        .join(Filing, Filing.id == PageRow.filing_id)
        .where(PageMark.kind == kind, sight.where)
        .order_by(PageMark.value, Filing.id, PageRow.number)
    )
    if value:
        query = query.where(or_(PageMark.value == value, PageMark.value.startswith(value)))
    return [(filing, row, found, count) for filing, row, found, count in session.execute(query)]


def of_requests(session: Session, requests: Iterable[int]) -> set[int]:
    """Return the filings that belong to these requests."""
    query = select(FilingRequest.filing_id).where(FilingRequest.request_id.in_(list(requests)))
    return set(session.scalars(query))


def page_with(session: Session, filing_id: int | None, words: Sequence[str]) -> int | None:
    """Return the first page of a filing that carries one of these, the first words first."""
    rows = session.execute(
        select(PageRow.number, PageRow.text)
        .where(PageRow.filing_id == (filing_id or 0))
        .order_by(PageRow.number)
    ).all()
    for said in filter(None, words):
        for number, printed in rows:
            if said.casefold() in printed.casefold():
                return int(number)
    return None


def chunks(items: list[int]) -> Iterator[list[int]]:
    """Give a list in parts: databases take only so many values in one statement."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
