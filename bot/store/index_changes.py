"""What the index is told: pages as it wants them, and in which order they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from bot.store.bulk_statements import Prepared
from bot.store.database import QUEUED, SNAPSHOT
from bot.store.pages import CHUNK, READY, chunks, replaced, serialise, shown_name, slugs
from bot.store.tables import Filing, IndexChange, PageMark, PageRow

_RANGE = "changes"
# Asked by every search.
_COUNT = Prepared(
    lambda: (
        select(func.count())
        .select_from(PageRow)
        .join(Filing, Filing.id == PageRow.filing_id)
        .where(Filing.state == READY)
    )
)
_CHANGED = Prepared(
    lambda: (
        select(PageRow.filing_id)
        .join(IndexChange, IndexChange.page_id == PageRow.id)
        .where(IndexChange.id > bindparam("after"))
        .distinct()
    )
)
_ENDS = Prepared(lambda: select(func.min(IndexChange.id), func.max(IndexChange.id)))


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A page with all that the index wants to know of it."""

    id: int
    filing: int
    doc: str
    number: int
    text: str
    title: str
    kind: str
    sender: str
    bates: str
    level: int
    dated: date | None
    requests: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = field(default=())


def index_pages(session: Session, ids: Sequence[int]) -> dict[int, IndexPage]:
    """Return those of the pages that belong in the index; all others do not."""
    out: dict[int, IndexPage] = {}
    for chunk in chunks(list(ids)):
        rows = session.execute(
            select(PageRow, Filing)
            .join(Filing, Filing.id == PageRow.filing_id)
            .where(PageRow.id.in_(chunk), Filing.state == READY)
        ).all()
        filings = {filing.id for _, filing in rows}
        belongs, old = slugs(session, filings), replaced(session, filings)
        marks = _marks(session, chunk)
        for row, filing in rows:
            out[row.id] = IndexPage(
                id=row.id,
                filing=filing.id,
                doc=shown_name(filing, old=filing.id in old),
                number=row.number,
                text=row.text,
                title=" ".join(dict.fromkeys(filter(None, (filing.title, filing.subject)))),
                kind=filing.kind,
                sender=filing.sender,
                bates=row.bates,
                level=filing.level,
                dated=filing.dated,
                requests=belongs.get(filing.id, ()),
                marks=marks.get(row.id, ()),
            )
        session.expunge_all()
    return out


def _marks(session: Session, pages: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    out: dict[int, tuple[tuple[str, str], ...]] = {}
    rows = session.execute(
        select(PageMark.page_id, PageMark.kind, PageMark.value).where(PageMark.page_id.in_(pages))
    )
    for found, kind, value in rows:
        out[found] = (*out.get(found, ()), (kind, value))
    return out


def ready_pages(session: Session, *, after: int = 0, limit: int = CHUNK) -> list[int]:
    """Return the ids of the next pages that belong in the index."""
    query = (
        select(PageRow.id)
        .join(Filing, Filing.id == PageRow.filing_id)
        .where(Filing.state == READY, PageRow.id > after)
        .order_by(PageRow.id)
    )
    return list(session.scalars(query.limit(limit)))


def ready_count(session: Session) -> int:
    """Return how many pages belong in the index."""
    return _COUNT.run(session).scalar() or 0


def queue(session: Session, pages: Iterable[int]) -> None:
    """Ask the index to look at these pages again: to take them anew, or to drop what is gone."""
    rows = [{"page_id": number} for number in pages]
    if rows:
        serialise(session)  # ids must appear in their order, see `changes`
        session.execute(insert(IndexChange), rows)
        session.info[QUEUED] = True


def queue_filing(session: Session, filing_id: int) -> None:
    """Ask the index to look at all pages of a filing again."""
    serialise(session)  # ids must appear in their order, see `changes`
    every = select(PageRow.id).where(PageRow.filing_id == filing_id).order_by(PageRow.id)
    session.execute(insert(IndexChange).from_select([IndexChange.page_id], every))
    session.info[QUEUED] = True


def changes(session: Session, *, after: int, limit: int) -> tuple[list[int], int]:
    """Return the pages changed since that change, each once, and where to go on."""
    rows = session.execute(
        select(IndexChange.id, IndexChange.page_id)
        .where(IndexChange.id > after)
        .order_by(IndexChange.id)
        .limit(limit)
    ).all()
    return list(dict.fromkeys(row.page_id for row in rows)), rows[-1].id if rows else after


def filings_changed(session: Session, *, after: int) -> list[int]:
    """Return the filings of the pages changed since that change."""
    return list(_CHANGED.run(session, after=after).scalars())


def change_range(session: Session) -> tuple[int, int]:
    """Return the first and the last change on record, (0, 0) where there is none.

    A session that sees one moment of the store asks once.
    """
    known: tuple[int, int] | None = session.info.get(_RANGE)
    if known is not None:
        return known
    low, high = _ENDS.run(session).one()
    found = low or 0, high or 0
    if session.info.get(SNAPSHOT):
        session.info[_RANGE] = found
    return found


def prune_changes(session: Session, upto: int) -> None:
    """Forget changes that were applied; the last stays, so that numbers are never used again."""
    session.execute(
        delete(IndexChange).where(
            IndexChange.id <= upto,
            IndexChange.id < select(func.max(IndexChange.id)).scalar_subquery(),
        )
    )
