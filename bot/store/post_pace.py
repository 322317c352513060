"""When a place may get its next message: one a second, later where Slack asked for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.tables import Pace

# A row set "in the future" means that the clock went back: then it does not count.
SKEW = timedelta(minutes=2)

_PACE = bulk_statements.table(Pace)
_OPENS = select(_PACE.c.not_before).where(_PACE.c.place == bindparam("wanted"))


def _put(insert: Any) -> Any:
    return insert(_PACE).values(
        place=bindparam("place"), set_at=bindparam("set_at"), not_before=bindparam("not_before")
    )


def _take(insert: Any) -> Any:
    new = _put(insert)
    return new.on_conflict_do_update(
        index_elements=[_PACE.c.place],
        set_={"set_at": new.excluded.set_at, "not_before": new.excluded.not_before},
        where=or_(_PACE.c.not_before <= new.excluded.set_at, _PACE.c.set_at > bindparam("skewed")),
    ).returning(_PACE.c.place)


def _close(insert: Any) -> Any:
    new = _put(insert)
    return new.on_conflict_do_update(
        index_elements=[_PACE.c.place],
        set_={"set_at": new.excluded.set_at, "not_before": new.excluded.not_before},
    )


_TAKE, _CLOSE = bulk_statements.Upsert(_take), bulk_statements.Upsert(_close)


def take_turn(session: Session, place: str, now: datetime, gap: timedelta) -> bool:
    """Say whether a place may get a message now, and close it for `gap` if so."""
    values = {"place": place, "set_at": now, "not_before": now + gap, "skewed": now + SKEW}
    return bulk_statements.run(session, _TAKE.of(session), values).scalar() is not None


def close(session: Session, place: str, now: datetime, until: datetime) -> None:
    """Keep a place closed until a moment: Slack asked for it."""
    bulk_statements.run(
        session, _CLOSE.of(session), {"place": place, "set_at": now, "not_before": until}
    )


def opens_at(session: Session, place: str) -> datetime | None:
    """Return when a place may get its next message."""
    at: datetime | None = bulk_statements.run(session, _OPENS, {"wanted": place}).scalar()
    return at
