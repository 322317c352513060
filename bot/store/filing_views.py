"""Filings and their pages as single answers need them. Who may see them is the caller's `Sight`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.store.pages import FORGOTTEN, READY, Sight
from bot.store.tables import Filing, FilingRequest, PageMark, PageRow


def names(session: Session, sight: Sight, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of these filings that the viewer may see."""
    query = select(Filing.id, Filing.doc).where(Filing.id.in_(list(ids)), sight.where)
    return {row.id: row.doc for row in session.execute(query)}


class FilingOutline(NamedTuple):
    """What a filing is, and the day that its file says of itself."""

    id: int
    kind: str
    media_type: str
    title: str
    dated: date | None


def outlines(session: Session, sight: Sight) -> list[FilingOutline]:
    """Return what each filing is that the viewer may see."""
    columns = (Filing.id, Filing.kind, Filing.media_type, Filing.title, Filing.dated)
    return [FilingOutline(*row) for row in session.execute(select(*columns).where(sight.where))]


def newest_version(session: Session, doc: str) -> int | None:
    """Return the id of the newest filing of that name, read or still being read."""
    return session.scalar(
        select(Filing.id)
        .where(Filing.doc == doc, Filing.state != FORGOTTEN)
        .order_by(Filing.version.desc())
        .limit(1)
    )


def seen(session: Session, sight: Sight, filing_id: int | None) -> Filing | None:
    """Return a filing, if the viewer may know of it."""
    return session.scalar(select(Filing).where(Filing.id == (filing_id or 0), sight.where))


def of_kinds(
    session: Session,
    sight: Sight,
    kinds: Collection[str],
    requests: Collection[int] | None,
    limit: int,
) -> list[Filing]:
    """Return the first filings of these kinds, and of these requests (None: of any)."""
    query = _of(select(Filing).where(sight.where, Filing.kind.in_(kinds)), requests)
    return list(session.scalars(query.order_by(Filing.id).limit(limit)))


def first(
    session: Session, sight: Sight, requests: Collection[int] | None, limit: int
) -> tuple[list[Filing], int]:
    """Return the first filings of these requests (None: of any), and how many there are."""
    query = _of(select(Filing).where(sight.where), requests)
    return list(session.scalars(query.order_by(Filing.id).limit(limit))), count(
        session, sight, requests
    )


def count(session: Session, sight: Sight, requests: Collection[int] | None) -> int:
    """Count the filings of these requests (None: of any) that the viewer may know of."""
    chosen = _of(select(Filing).where(sight.where), requests)
    return session.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def _of(query: Select[Filing], requests: Collection[int] | None) -> Select[Filing]:
    if requests is None:
        return query
    belongs = select(FilingRequest.filing_id).where(FilingRequest.request_id.in_(requests))
    return query.where(Filing.id.in_(belongs))


def exemptions(session: Session, sight: Sight, filing_id: int | None) -> list[str]:
    """Return the exemptions that a filing prints, each once, if the viewer may know of it."""
    found = session.scalars(
        select(PageMark.value)
        .join(PageRow, PageRow.id == PageMark.page_id)
        .join(Filing, Filing.id == PageRow.filing_id)
        .where(Filing.id == (filing_id or 0), sight.where, PageMark.kind == "exemption")
        .distinct()
        .order_by(PageMark.value)
    )
    return list(found)


def pages(session: Session, filing_id: int, limit: int | None = None) -> list[PageRow]:
    """Return a filing's pages in order, the first `limit` of them."""
    query = select(PageRow).where(PageRow.filing_id == filing_id).order_by(PageRow.number)
    return list(session.scalars(query if limit is None else query.limit(limit)))


def masked_otherwise(session: Session, version: str) -> list[int]:
    """Return the filings whose pages were masked under other rules than these."""
    query = select(Filing.id).where(Filing.state == READY, Filing.mask_version != version)
    return list(session.scalars(query.order_by(Filing.id)))


def hiding_less(session: Session, hides: str) -> list[int]:
    """Return the filings whose pages were masked under other rules or names than `hides` means."""
    query = select(Filing.id).where(
        Filing.state == READY, ~Filing.mask_version.startswith(hides, autoescape=True)
    )
    return list(session.scalars(query))


def texts(session: Session) -> Iterator[str]:
    """Give the text of every page on file, a few hundred at a time."""
    query = select(PageRow.text).join(Filing).where(Filing.state == READY)
    yield from session.scalars(query.execution_options(yield_per=200))
