"""The worker's sign of life: when it last looked, so that others can tell whether it still does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store.tables import Meta

BEAT = "worker.beat"


def note(session: Session, now: datetime) -> None:
    """Remember that the worker looked just now."""
    session.merge(Meta(key=BEAT, value=now.isoformat()))


def latest(session: Session) -> datetime | None:
    """Return when a worker last looked; None where none ever did."""
    row = session.get(Meta, BEAT)
    return datetime.fromisoformat(row.value) if row else None
