"""Numbers that agencies gave to component requests."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.bulk_statements import Prepared
from bot.store.tables import Component, Identifier

_VALUES = Prepared(lambda: select(Identifier.value))  # asked by every look at a page


def of_request(session: Session, request_id: int) -> list[tuple[str, str, str]]:
    """Return agency, number and role of each number of a request."""
    rows = session.execute(
        select(Component.agency, Identifier.value, Identifier.role)
        .join(Identifier, Identifier.component_id == Component.id)
        .where(Component.request_id == request_id)
        .order_by(Component.id, Identifier.id)
    )
    return [(agency, value, role) for agency, value, role in rows]


def every(session: Session) -> tuple[str, ...]:
    """Return all numbers as they are written, each once, sorted."""
    return tuple(sorted(set(_VALUES.run(session).scalars().all())))


def folded(session: Session) -> list[tuple[str, int]]:
    """Return each number as look-ups compare it, with its component request."""
    rows = session.execute(select(Identifier.folded, Identifier.component_id))
    return [(number, component_id) for number, component_id in rows]
