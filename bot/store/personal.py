"""Who asked for a message each morning, and who follows which request."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from bot.store import bulk_statements
from bot.store.personal_tables import Follow, Morning
from bot.store.session import Session

_MORNING, _FOLLOW = bulk_statements.table(Morning), bulk_statements.table(Follow)
# Asked by every sweep.
_MORNINGS = select(_MORNING.c.person)
_FOLLOWS = select(_FOLLOW.c.person, _FOLLOW.c.request_id)


def mornings(session: Session) -> set[str]:
    """Return who asked for a message each morning."""
    return {person for (person,) in bulk_statements.run(session, _MORNINGS)}


def wake(session: Session, person: str, now: datetime) -> bool:
    """Have somebody get a message each morning; False where they do already."""
    if session.get(Morning, person) is not None:
        return False
    session.add(Morning(person=person, since=now))
    return True


def let_sleep(session: Session, person: str) -> bool:
    """Send no more mornings' messages; False where there were none."""
    row = session.get(Morning, person)
    if row is not None:
        session.delete(row)
    return row is not None


def follows(session: Session) -> dict[str, set[int]]:
    """Return the requests that each person follows, by their ids."""
    found: dict[str, set[int]] = {}
    for person, request in bulk_statements.run(session, _FOLLOWS):
        found.setdefault(person, set()).add(request)
    return found


def follow(session: Session, request: int, person: str, now: datetime) -> bool:
    """Have somebody hear of a request; False where they do already."""
    if session.get(Follow, (request, person)) is not None:
        return False
    session.add(Follow(request_id=request, person=person, since=now))
    return True


def unfollow(session: Session, request: int, person: str) -> bool:
    """Have somebody hear of a request no more; False where they did not."""
    row = session.get(Follow, (request, person))
    if row is not None:
        session.delete(row)
    return row is not None


def forget(session: Session, person: str) -> None:
    """Drop all that somebody who left the team had asked for."""
    for table in (Morning, Follow):
        session.execute(delete(table).where(table.person == person))
