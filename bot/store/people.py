"""The team list and the places that a lead allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.privacy.gate import Level, Role
from bot.store import bulk_statements
from bot.store.tables import PersonRow, PlaceRow

BY_SETTINGS = "settings"

# Asked of everybody who says something, twice an answer.
_ROLE = bulk_statements.Prepared(
    lambda: select(PersonRow.role).where(
        PersonRow.id == bindparam("user"), PersonRow.removed_at.is_(None)
    )
)
_BOTH = bulk_statements.Prepared(
    lambda: select(
        select(PersonRow.role)
        .where(PersonRow.id == bindparam("user"), PersonRow.removed_at.is_(None))
        .scalar_subquery(),
        *(
            select(column).where(PlaceRow.id == bindparam("channel")).scalar_subquery()
            for column in (PlaceRow.allowed, PlaceRow.level)
        ),
    )
)
_SHOWN = bulk_statements.Prepared(
    lambda: select(PlaceRow.allowed, PlaceRow.level).where(PlaceRow.id == bindparam("channel"))
)
# Asked by every sweep.
_LEADS = (
    select(PersonRow.id)
    .where(PersonRow.removed_at.is_(None), PersonRow.role == Role.LEAD)
    .order_by(PersonRow.id)
)


def seed(session: Session, admins: Iterable[str], now: datetime) -> None:
    """Put the people of FOIA_ADMINS on the list as leads, where they are not yet leads."""
    for user in admins:
        put(session, user, Role.LEAD, by=BY_SETTINGS, now=now)


def put(session: Session, user: str, role: Role, *, by: str, now: datetime) -> None:
    """Put a person on the list, or change the role. Two machines may do so at once."""
    row = session.get(PersonRow, user)
    if row is None:
        row = _new(session, user, role, by, now)
    if row.removed_at is not None or row.role != role:
        row.role, row.removed_at = role, None


def _new(session: Session, user: str, role: Role, by: str, now: datetime) -> PersonRow:
    new = bulk_statements.insert_of(session)(PersonRow).values(
        id=user, role=role, added_by=by, added_at=now, removed_at=None
    )
    session.execute(new.on_conflict_do_nothing())
    return session.get_one(PersonRow, user)


def remove(session: Session, user: str, now: datetime) -> bool:
    """Take a person off the list. Returns False if they were not on it."""
    from bot.store import feeds, personal

    row = session.get(PersonRow, user)
    if row is None or row.removed_at is not None:
        return False
    row.removed_at = now
    personal.forget(session, user)
    feeds.revoke(session, user, now)
    return True


def role_of(session: Session, user: str) -> Role | None:
    """Return what the person may do, or None for somebody not on the list."""
    role = _ROLE.run(session, user=user).scalar()
    return None if role is None else Role(role)


def both(session: Session, user: str, channel: str) -> tuple[Role | None, bool, int]:
    """Return what `role_of` and `shown_in` do, in one statement."""
    role, allowed, level = _BOTH.run(session, user=user, channel=channel).one()
    return None if role is None else Role(role), bool(allowed), level or 0


def everyone(session: Session) -> list[PersonRow]:
    """Return the team, leads first."""
    listed = session.scalars(select(PersonRow).where(PersonRow.removed_at.is_(None)))
    return sorted(listed, key=lambda row: (row.role != Role.LEAD, row.id))


def leads(session: Session) -> list[str]:
    """Return the ids of the leads."""
    return [person for (person,) in bulk_statements.run(session, _LEADS)]


def shown_in(session: Session, channel: str) -> tuple[bool, int]:
    """Return whether a lead allowed a place, and up to which level; nothing said: not allowed."""
    row = _SHOWN.run(session, channel=channel).one_or_none()
    return (False, 0) if row is None else (row.allowed, row.level)


def places(session: Session) -> list[PlaceRow]:
    """Return all places with settings."""
    return list(session.scalars(select(PlaceRow).order_by(PlaceRow.id)))


def allow(
    session: Session,
    channel: str,
    *,
    by: str,
    now: datetime,
    level: Level = Level.TEAM,
    zone: str = "",
) -> PlaceRow:
    """Allow public answers and nudges in a channel, up to a level."""
    row = session.get(PlaceRow, channel) or _new_place(session, channel, by, now)
    row.allowed, row.level, row.changed_by, row.changed_at = True, int(level), by, now
    row.zone = zone or row.zone or ""
    return row


def _new_place(session: Session, channel: str, by: str, now: datetime) -> PlaceRow:
    new = bulk_statements.insert_of(session)(PlaceRow).values(
        id=channel, settings={}, allowed=False, level=0, zone="", changed_by=by, changed_at=now
    )
    session.execute(new.on_conflict_do_nothing())
    return session.get_one(PlaceRow, channel)


def settings_of(session: Session, channel: str) -> dict[str, Any]:
    """Return whether a place is allowed, its zone, its level, and how nudges are said there."""
    row = session.get(PlaceRow, channel)
    if row is None:
        return {"allowed": False, "zone": "", "level": int(Level.TEAM), "nudges": {}}
    nudges = dict((row.settings or {}).get("nudges", {}))
    return {"allowed": row.allowed, "zone": row.zone, "level": row.level, "nudges": nudges}


def change_settings(
    session: Session, channel: str, settings: Mapping[str, Any], *, by: str, now: datetime
) -> None:
    """Set all of what `settings_of` returns, for a place that has settings."""
    row = session.get_one(PlaceRow, channel)
    row.allowed, row.zone, row.level = settings["allowed"], settings["zone"], settings["level"]
    row.settings = {**(row.settings or {}), "nudges": dict(settings["nudges"])}
    row.changed_by, row.changed_at = by, now


def disallow(session: Session, channel: str, *, by: str, now: datetime) -> None:
    """Stop all public answers and nudges in a channel."""
    row = session.get(PlaceRow, channel)
    if row is not None:
        row.allowed, row.changed_by, row.changed_at = False, by, now
        from bot.store import feeds

        feeds.revoke(session, channel, now)
