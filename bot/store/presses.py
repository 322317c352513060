"""Which buttons that change something were pressed: shared by all processes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.dialogue_tables import Press

KEEP = timedelta(days=30)  # a button older than that is decided by what it would change

_PRESS = bulk_statements.table(Press)
_BEGIN = bulk_statements.Upsert(
    lambda insert: (
        insert(_PRESS)
        .values(key=bindparam("key"), at=bindparam("at"))
        .on_conflict_do_nothing()
        .returning(_PRESS.c.key)
    )
)


def begin(session: Session, key: str, now: datetime) -> bool:
    """Claim a press; False when the same one is running or done, here or elsewhere."""
    return (
        bulk_statements.run(session, _BEGIN.of(session), {"key": key, "at": now}).first()
        is not None
    )


def undo(session: Session, key: str) -> None:
    """Let it be pressed again: nothing came of it."""
    session.execute(delete(Press).where(Press.key == key))


def forget_old(session: Session, now: datetime) -> int:
    """Drop what is older than a month; returns how many."""
    gone = session.scalars(delete(Press).where(Press.at < now - KEEP).returning(Press.key))
    return len(gone.all())
