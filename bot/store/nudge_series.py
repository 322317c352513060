"""The nudges of one deadline or one reminder by hand: said, waiting, put off."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.store.tables import Nudge


def _same(nudge: Nudge) -> ColumnElement[bool]:
    return (
        Nudge.deadline_id == nudge.deadline_id
        if nudge.deadline_id
        else Nudge.reminder_id == nudge.reminder_id
    )


def every(session: Session, nudge: Nudge) -> list[Nudge]:
    """Return all nudges of the same deadline or reminder."""
    return list(session.scalars(select(Nudge).where(_same(nudge))))


def waiting(session: Session, nudge: Nudge, step: str) -> Nudge | None:
    """Return the planned nudge of the series, for the same people, whose step begins so."""
    return session.scalar(
        select(Nudge).where(
            _same(nudge),
            Nudge.state == "planned",
            Nudge.audience == nudge.audience,
            Nudge.step.startswith(step),
        )
    )


def count(session: Session, step: str) -> int:
    """Count the nudges whose step begins so, in whatever state."""
    return len(session.scalars(select(Nudge.id).where(Nudge.step.startswith(step))).all())


def newest_unseen(session: Session, deadlines: Sequence[int]) -> dict[int, int]:
    """Return the newest reminder said of each deadline that nobody has seen to."""
    rows = session.execute(
        select(Nudge.deadline_id, Nudge.id)
        .where(
            Nudge.deadline_id.in_(deadlines),
            Nudge.state == "sent",
            Nudge.acknowledged_at.is_(None),
        )
        .order_by(Nudge.id)
    )
    return {row.deadline_id: row.id for row in rows}
