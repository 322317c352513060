"""Deadline rows as lists read them: open ones in a span of days, by urgency, by component."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from bot.frozen import Frozen, value
from bot.store.bulk_statements import Prepared, run
from bot.store.tables import Component, DeadlineRow, Request

OPEN = "open"
NEAR_DAYS = 30


@value
class Wanted(Frozen):
    """Which open deadlines: due from `since` to `until` (both included), whose, of which parts."""

    since: date | None = None
    until: date | None = None
    whose: str = ""
    among: Collection[int] | None = None  # component requests; None: all


def count(session: Session, wanted: Wanted) -> int:
    """Count the open deadlines that are wanted."""
    return session.scalar(select(func.count()).select_from(_open(wanted).subquery())) or 0


def listed(
    session: Session, wanted: Wanted, *, start: int = 0, size: int | None = None
) -> list[OpenDeadline]:
    """Return the deadlines that are wanted, the earliest first; `size` None: all."""
    chosen = _open(wanted).order_by(DeadlineRow.due, DeadlineRow.id).offset(start)
    rows = run(session, chosen if size is None else chosen.limit(size))
    return [OpenDeadline._make(row) for row in rows.all()]


class OpenDeadline(NamedTuple):
    """A deadline as lists show it."""

    id: int
    limit: str
    label: str
    version: str
    due: date | None
    whose: str
    certainty: str
    state: str
    agency: str
    slug: str
    name: str


_COLUMNS = OpenDeadline._fields[:8]  # of the deadline itself


def _open(wanted: Wanted) -> Select[Any]:
    query = (
        select(
            *(getattr(DeadlineRow, name) for name in _COLUMNS),
            Component.agency,
            Request.slug,
            Request.name,
        )
        .join(Component, DeadlineRow.component_id == Component.id)
        .join(Request, Component.request_id == Request.id)
        .where(
            DeadlineRow.state == OPEN,
            DeadlineRow.due.is_not(None),
            Request.withdrawn_at.is_(None),
        )
    )
    if wanted.since is not None:
        query = query.where(DeadlineRow.due >= wanted.since)
    if wanted.until is not None:
        query = query.where(DeadlineRow.due <= wanted.until)
    if wanted.whose:
        query = query.where(DeadlineRow.whose == wanted.whose)
    if wanted.among is not None:
        query = query.where(DeadlineRow.component_id.in_(wanted.among))
    return query


def unknown_clocks(session: Session) -> list[tuple[str, str, int]]:
    """Return slug, agency and id of the component requests whose clock cannot be computed."""
    return [(slug, agency, number) for slug, agency, number in _UNKNOWN.run(session).all()]


_UNKNOWN = Prepared(
    lambda: (
        select(Request.slug, Component.agency, Component.id)
        .join(Component, Component.request_id == Request.id)
        .where(Component.clock == "unknown", Request.withdrawn_at.is_(None))
        .order_by(Request.slug)
    )
)


def of_components(session: Session, ids: Sequence[int]) -> list[DeadlineRow]:
    """Return every deadline row of component requests, in the order they were made."""
    query = select(DeadlineRow).where(DeadlineRow.component_id.in_(ids))
    return list(session.scalars(query.order_by(DeadlineRow.id)))


def open_of(session: Session, ids: Sequence[int], limit: str = "") -> list[DeadlineRow]:
    """Return the dated open deadlines of component requests (of one limit), the earliest first."""
    query = select(DeadlineRow).where(
        DeadlineRow.component_id.in_(ids), DeadlineRow.state == OPEN, DeadlineRow.due.is_not(None)
    )
    if limit:
        query = query.where(DeadlineRow.limit == limit)
    return list(session.scalars(query.order_by(DeadlineRow.due)))


def by_urgency(session: Session, today: date, *, among: Sequence[int] | None = None) -> list[int]:
    """Sort requests (all of them): what we owe soon, then what is due or late, then the undated."""
    near = today + timedelta(NEAR_DAYS)
    if among is None:
        return list(_ALL_URGENT.run(session, near=near).scalars().all())
    return list(_URGENT.run(session, near=near, among=list(among)).scalars().all())


def _by_urgency(*, narrowed: bool) -> Select[int]:
    # Our own late or near dates come before the agency's, whatever their age. The database sorts:
    # a thousand requests are on every page of the list, but a handful are shown.
    is_near = (DeadlineRow.whose == "ours") & (DeadlineRow.due <= bindparam("near", type_=Date()))
    among: Any = bindparam("among", expanding=True)
    chosen = (
        select(
            Component.request_id,
            func.min(case((is_near, DeadlineRow.due))).label("near"),
            func.min(DeadlineRow.due).label("any"),
        )
        .join(DeadlineRow, DeadlineRow.component_id == Component.id)
        .where(DeadlineRow.state == OPEN, DeadlineRow.due.is_not(None))
        .group_by(Component.request_id)
    )
    if narrowed:
        chosen = chosen.where(Component.request_id.in_(among))
    dates = chosen.subquery()
    rank = case((dates.c.near.is_not(None), 0), (dates.c.any.is_not(None), 1), else_=2)
    ordered = (
        select(Request.id)
        .outerjoin(dates, dates.c.request_id == Request.id)
        .where(Request.withdrawn_at.is_(None))
        .order_by(rank, func.coalesce(dates.c.near, dates.c.any), Request.slug)
    )
    return ordered.where(Request.id.in_(among)) if narrowed else ordered


_ALL_URGENT = Prepared(lambda: _by_urgency(narrowed=False))
_URGENT = Prepared(lambda: _by_urgency(narrowed=True))


_REFS = Prepared(
    lambda: select(
        DeadlineRow.id, DeadlineRow.component_id, DeadlineRow.limit, DeadlineRow.version
    ).where(DeadlineRow.component_id.in_(bindparam("ids", expanding=True)))
)


def references(session: Session, ids: Sequence[int]) -> dict[tuple[int, str, str], str]:
    """Return what buttons call each deadline of component requests: (its part, limit, version)."""
    rows = _REFS.run(session, ids=list(ids)).all()
    return {(part, limit, version): f"d{number}" for number, part, limit, version in rows}
