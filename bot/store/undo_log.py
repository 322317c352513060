"""What people changed, so that they can take it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.tables import Deed

# Long enough to notice a slip, short enough that nobody built on it yet.
WINDOW = timedelta(minutes=10)


def remember(session: Session, *, by: str, now: datetime, what: str, undo: dict[str, Any]) -> Deed:
    """Write down a change and how to take it back."""
    deed = Deed(by=by, at=now, what=what, undo=undo, undone_at=None)
    session.add(deed)
    session.flush()
    return deed


def last(session: Session, by: str) -> Deed | None:
    """Return this person's newest change that was not taken back."""
    return session.scalar(
        select(Deed)
        .where(Deed.by == by, Deed.undone_at.is_(None))
        .order_by(Deed.id.desc())
        .limit(1)
    )
