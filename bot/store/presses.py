"""Which buttons that change something were pressed: shared by all processes, kept by restarts.

What a press is about is kept as a hash: it may hold words. A press whose process died before its
end can be tried again a little later.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, update
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.dialogue_tables import Press

KEEP = timedelta(days=30)  # an older button is decided by what it would change
RUNNING = timedelta(seconds=90)  # longer than any change takes

_PRESS = bulk_statements.table(Press)
_INSERT = bulk_statements.Upsert(
    lambda insert: (
        insert(_PRESS)
        .values(key=bindparam("name"), at=bindparam("now"))
        .on_conflict_do_nothing()
        .returning(_PRESS.c.key)
    )
)
_TAKE_OVER = (
    update(_PRESS)
    .where(
        _PRESS.c.key == bindparam("name"),
        or_(_PRESS.c.at <= bindparam("before"), _PRESS.c.at > bindparam("after")),
    )
    .values(at=bindparam("now"))
)


def begin(session: Session, key: str, now: datetime) -> bool:
    """Claim a press; False when the same one is running or done, here or elsewhere."""
    name = _name(key)
    if session.get(Press, f"done {name}") is not None:
        return False
    row = {"name": f"run {name}", "now": now}
    if bulk_statements.run(session, _INSERT.of(session), row).first() is not None:
        return True
    # Left by a process that died; or the clock was set back, and no wait would count.
    spans = {"before": now - RUNNING, "after": now + RUNNING}
    return bulk_statements.count(session, _TAKE_OVER, row | spans) == 1


def finish(session: Session, key: str, now: datetime) -> None:
    """Remember that it had its effect, for good."""
    name = _name(key)
    bulk_statements.run(session, _INSERT.of(session), {"name": f"done {name}", "now": now})
    session.execute(delete(Press).where(Press.key == f"run {name}"))


def undo(session: Session, key: str) -> None:
    """Let it be pressed again: nothing came of it."""
    name = _name(key)
    session.execute(delete(Press).where(Press.key.in_([f"run {name}", f"done {name}"])))


def forget_old(session: Session, now: datetime) -> int:
    """Drop what is older than a month; returns how many."""
    gone = session.scalars(delete(Press).where(Press.at < now - KEEP).returning(Press.key))
    return len(gone.all())


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
