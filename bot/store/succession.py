"""Events that stand in the place of others: a letter was attached, more was told, an undo.

Events are append only: each is followed by one, and the last of such a row counts where the first
stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import event_log
from bot.store.event_log import Stamp
from bot.store.tables import Component, EventRow


def attach(
    session: Session, rows: Sequence[EventRow], filing_id: int | None, stamp: Stamp
) -> list[EventRow]:
    """Say which letter shows events that are on record; None takes it from them again.

    Events are append only: each is followed by one that is alike but for the letter, so no
    clock and no date changes. Whoever means the old one finds it with `follower`.
    """
    added = [_following(row, row.details, filing_id, stamp) for row in rows]
    session.add_all(added)
    session.flush()
    for component_id in dict.fromkeys(row.component_id for row in rows):
        event_log.project(
            session, session.get_one(Component, component_id), stamp.choices, stamp.now
        )
    return added


def amend(
    session: Session, row: EventRow, details: Mapping[str, Any], filing_id: int | None, stamp: Stamp
) -> EventRow:
    """Say what an event on record carries, and which letter shows it: a letter told more of it.

    Events are append only: it is followed by one with these details, and its request projected.
    """
    added = _following(row, details, filing_id, stamp)
    session.add(added)
    session.flush()
    event_log.project(
        session, session.get_one(Component, row.component_id), stamp.choices, stamp.now
    )
    return added


def _following(
    row: EventRow, details: Mapping[str, Any], filing_id: int | None, stamp: Stamp
) -> EventRow:
    return EventRow(
        component_id=row.component_id, kind=row.kind, on=row.on, certainty=row.certainty,
        details=dict(details), note=row.note, filing_id=filing_id, supersedes_id=row.id,
        recorded_by=stamp.by, recorded_at=stamp.now,
    )  # fmt: skip


def put_back(session: Session, row_ids: Sequence[int], stamp: Stamp) -> None:
    """Let events that were taken back count again, each where it stood; those that count stay.

    Each is followed by one that is alike, so that whoever means the old one finds it.
    """
    rows = [follower(session, row_id) for row_id in row_ids]
    alive = {row.id for row in event_log.live(session, {row.component_id for row in rows})}
    for row in rows:
        if row.id not in alive:
            attach(session, [row], row.filing_id, stamp)


def follower(session: Session, row_id: int) -> EventRow:
    """Return the event, or the one that stands in its place: a letter was attached, or an undo."""
    row = session.get_one(EventRow, row_id)
    while following := session.scalar(
        select(EventRow)
        .where(EventRow.supersedes_id == row.id, EventRow.kind != event_log.WITHDRAWN)
        .order_by(EventRow.id.desc())
        .limit(1)
    ):
        row = following
    return row


def first_of(session: Session, row: EventRow) -> EventRow:
    """Return the event in whose place this one stands, through all letters and undos."""
    while row.supersedes_id:
        row = session.get_one(EventRow, row.supersedes_id)
    return row
