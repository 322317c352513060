"""What a thread or direct message is about: kept for an hour, for one person in one place.

Ids and offered choices only, never words; whoever uses them authorises each anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.dialogue_tables import Conversation

KEEP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Where:
    """Whose conversation it is. A direct message has no thread unless one was opened."""

    person: str
    place: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What it is about, by ids; what was offered last, as values that can be authorised anew."""

    request_id: int | None = None
    component_id: int | None = None
    limit: str = ""
    filing_id: int | None = None
    proposal_id: int | None = None
    choices: tuple[Mapping[str, Any], ...] = ()


NOTHING = About()


def recall(session: Session, where: Where, now: datetime) -> About:
    """Return what the conversation is about; nothing after an hour of silence."""
    row = _row(session, where)
    if row is None or row.until <= now or row.changed_at > now + KEEP:
        return NOTHING
    return About(
        row.request_id, row.component_id, row.limit, row.filing_id, row.proposal_id,
        tuple(row.choices.get("choices", ())),
    )  # fmt: skip


def remember(session: Session, where: Where, about: About, now: datetime) -> None:
    """Keep what it is about from now on, in the place of what was kept."""
    row = _row(session, where)
    if row is None:
        row = Conversation(person=where.person, place=where.place, thread=where.thread)
        session.add(row)
    row.request_id, row.component_id = about.request_id, about.component_id
    row.limit, row.filing_id, row.proposal_id = about.limit, about.filing_id, about.proposal_id
    row.choices = {"choices": [dict(one) for one in about.choices]}
    row.changed_at, row.until = now, now + KEEP
    session.flush()


def offer(
    session: Session, where: Where, choices: Sequence[Mapping[str, Any]], now: datetime
) -> None:
    """Keep what was offered last; what the conversation is about stays."""
    about = replace(recall(session, where, now), choices=tuple(choices))
    remember(session, where, about, now)


def forget(session: Session, where: Where) -> None:
    """Begin anew in this place."""
    session.execute(
        delete(Conversation).where(
            Conversation.person == where.person,
            Conversation.place == where.place,
            Conversation.thread == where.thread,
        )
    )


def forget_old(session: Session, now: datetime) -> int:
    """Drop what nobody went on with; returns how many."""
    gone = session.scalars(
        delete(Conversation).where(Conversation.until <= now).returning(Conversation.id)
    )
    return len(gone.all())


def _row(session: Session, where: Where) -> Conversation | None:
    return session.scalar(
        select(Conversation).where(
            Conversation.person == where.person,
            Conversation.place == where.place,
            Conversation.thread == where.thread,
        )
    )
