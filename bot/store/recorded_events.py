"""Events in the order they were recorded or happened, those taken back among them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.tables import Component, EventRow, Request

Line = tuple[EventRow, Component, Request]


def since(
    session: Session,
    moment: datetime,
    among: Collection[int] | None = None,
    kinds: Collection[str] | None = None,
    *,
    start: int = 0,
    size: int | None = None,
) -> tuple[list[Line], int]:
    """Return what was recorded since then, newest first, and how much that is.

    `among` names component requests (None: all), `kinds` kinds of events (None: all), `size` how
    many lines (None: all).
    """
    chosen = (
        select(EventRow, Component, Request)
        .join(Component, EventRow.component_id == Component.id)
        .join(Request, Component.request_id == Request.id)
        .where(EventRow.recorded_at >= moment, Request.withdrawn_at.is_(None))
    )
    if among is not None:
        chosen = chosen.where(Component.id.in_(among))
    if kinds is not None:
        chosen = chosen.where(EventRow.kind.in_(kinds))
    counted = select(func.count()).select_from(chosen.with_only_columns(EventRow.id).subquery())
    total = session.scalar(counted) or 0
    newest = chosen.order_by(EventRow.recorded_at.desc(), EventRow.id.desc()).offset(start)
    rows = session.execute(newest if size is None else newest.limit(size))
    return [(row, component, request) for row, component, request in rows], total


def of_request(
    session: Session, request_id: int, agency: str | None = None
) -> list[tuple[EventRow, Component]]:
    """Return everything recorded about a request (at one agency), the newest day first."""
    asked = (
        select(EventRow, Component)
        .join(Component, EventRow.component_id == Component.id)
        .where(Component.request_id == request_id)
        .order_by(EventRow.on.desc(), EventRow.id.desc())
    )
    rows = session.execute(asked.where(Component.agency == agency) if agency else asked)
    return [(row, component) for row, component in rows]


def newest(session: Session) -> int:
    """Return the id of the newest event; 0 without any."""
    return session.scalar(select(func.max(EventRow.id))) or 0


def told_after(session: Session, last: int) -> list[dict[str, Any]]:
    """Return what was recorded after the event of that id, as scripts read it."""
    rows = session.execute(
        select(EventRow, Component.agency, Request.slug)
        .join(Component, Component.id == EventRow.component_id)
        .join(Request, Request.id == Component.request_id)
        .where(EventRow.id > last)
        .order_by(EventRow.id)
    )
    return [
        {
            "request": slug,
            "agency": agency,
            "kind": row.kind,
            "on": row.on.isoformat(),
            "details": dict(row.details)
            | ({"supersedes": row.supersedes_id} if row.supersedes_id else {}),
        }
        for row, agency, slug in rows
    ]
