"""Every open component request as a sentence may mean it: what it is called, what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import event_log
from bot.store.requests import UNDONE
from bot.store.tables import Component, EventRow, Filing, FilingRequest, Request


@dataclass(frozen=True, slots=True)
class ComponentView:
    """One component request. `events` are (kind, ISO day) of what counts."""

    id: int
    request_id: int
    slug: str
    name: str
    agency: str
    phase: str
    origin: str
    events: frozenset[tuple[str, str]]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of events on record."""
        return frozenset(kind for kind, _ in self.events)


def read(session: Session) -> list[ComponentView]:
    """Return every component request that is listed."""
    rows = session.execute(
        select(Component, Request.slug, Request.name)
        .join(Request, Request.id == Component.request_id)
        .where(Request.withdrawn_at.is_(None), Component.origin != UNDONE)
        .order_by(Component.id)
    ).all()
    events: dict[int, set[tuple[str, str]]] = {}
    for row in event_log.live(session, [one.id for one, _, _ in rows]):
        events.setdefault(row.component_id, set()).add((row.kind, row.on.isoformat()))
    return [
        ComponentView(
            one.id, one.request_id, slug, name, one.agency, one.phase, one.origin,
            frozenset(events.get(one.id, ())),
        )
        for one, slug, name in rows
    ]  # fmt: skip


def newest_event(
    session: Session, component_id: int, *, detail: str = "", kinds: Iterable[str] = ()
) -> EventRow | None:
    """Return the newest event of a component request that has a detail, or is of these kinds."""
    wanted = set(kinds)
    found = [
        row
        for row in event_log.live(session, [component_id])
        if (detail and row.details.get(detail)) or row.kind in wanted
    ]
    return max(found, key=lambda row: (row.on, row.id), default=None)


def entries(session: Session, component_ids: Iterable[int], kinds: Iterable[str]) -> list[EventRow]:
    """Return the events that count and are of these kinds (none: of any), the newest first."""
    wanted = set(kinds) - {""}
    found = [
        row for row in event_log.live(session, component_ids) if not wanted or row.kind in wanted
    ]
    return sorted(found, key=lambda row: (row.on, row.id), reverse=True)


def by_id(session: Session, event_id: int) -> EventRow | None:
    """Return an event that still counts; None for one that was taken back."""
    row = session.get(EventRow, event_id)
    if row is None:
        return None
    return (
        row
        if any(one.id == row.id for one in event_log.live(session, [row.component_id]))
        else None
    )


def agency_of(session: Session, component_id: int | None) -> str:
    """Return the agency of a component request; "" for none."""
    component = session.get(Component, component_id) if component_id else None
    return component.agency if component else ""


def id_of(session: Session, request_id: int, agency: str) -> int | None:
    """Return the component request at an agency that a request went to."""
    chosen = select(Component.id).where(
        Component.request_id == request_id, Component.agency == agency, Component.origin != UNDONE
    )
    return session.scalar(chosen.order_by(Component.id).limit(1))


def newest_filing(session: Session, request_id: int, level: int) -> str:
    """Return the name of the newest filing of a request that may be named there; "" for none."""
    chosen = (
        select(Filing.doc)
        .join(FilingRequest, FilingRequest.filing_id == Filing.id)
        .where(
            FilingRequest.request_id == request_id, Filing.state == "ready", Filing.level <= level
        )
        .order_by(Filing.dated.desc().nulls_last(), Filing.id.desc())
        .limit(1)
    )
    return session.scalar(chosen) or ""


def requests_of(session: Session, doc: str) -> list[str]:
    """Return the slugs of the requests that a filing belongs to."""
    chosen = (
        select(Request.slug)
        .join(FilingRequest, FilingRequest.request_id == Request.id)
        .join(Filing, Filing.id == FilingRequest.filing_id)
        .where(Filing.doc == doc, Request.withdrawn_at.is_(None))
    )
    return list(session.scalars(chosen)) if doc else []


def listed(session: Session, agency: str = "") -> list[Component]:
    """Return every component request that is listed, or those at one agency."""
    query = (
        select(Component)
        .join(Request)
        .where(Request.withdrawn_at.is_(None), Component.origin != UNDONE)
    )
    if agency:
        query = query.where(Component.agency == agency)
    return list(session.scalars(query.order_by(Component.id)))


def ids_in(session: Session, request_id: int) -> list[int]:
    """Return the ids of a request's component requests, taken back ones among them."""
    return list(session.scalars(select(Component.id).where(Component.request_id == request_id)))


def names(session: Session) -> list[tuple[int, str, str]]:
    """Return id, slug and name of every request that is listed."""
    query = select(Request.id, Request.slug, Request.name).where(Request.withdrawn_at.is_(None))
    return [(number, slug, name) for number, slug, name in session.execute(query)]


def places(session: Session) -> list[tuple[int, int, str]]:
    """Return id, request and agency of every component request that was not taken back."""
    query = select(Component.id, Component.request_id, Component.agency)
    rows = session.execute(query.where(Component.origin != UNDONE))
    return [(number, request_id, agency) for number, request_id, agency in rows]


def is_slug(session: Session, slug: str) -> bool:
    """Say whether a request has that slug, one taken back or not."""
    return session.scalar(select(Request.id).where(Request.slug == slug)) is not None
