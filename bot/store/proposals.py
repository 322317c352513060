"""Proposals: kept until a person decides. Each is decided once, on whatever machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.store.dialogue_tables import Proposal
from bot.store.tables import EventRow

OPEN = "open"
DECIDED = ("recorded", "changed", "put-aside")


@dataclass(frozen=True, slots=True)
class NewProposal:
    """What is to be shown to whom. Texts come masked; `may_press` empty: the place decides."""

    source: str  # statement, letter, mail
    place: str
    level: int
    effects: Sequence[Mapping[str, Any]]
    made_for: str = ""
    may_press: Sequence[str] = ()
    thread: str = ""
    request_id: int | None = None
    component_id: int | None = None
    filing_id: int | None = None
    evidence: Sequence[Mapping[str, Any]] = ()
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    record_version: str = ""
    expires_at: datetime | None = None


def add(session: Session, new: NewProposal, now: datetime) -> Proposal:
    """Keep a proposal, open; its `code` is what buttons carry."""
    row = Proposal(
        source=new.source, made_for=new.made_for, place=new.place, thread=new.thread,
        may_press={"people": list(new.may_press)} if new.may_press else {},
        level=new.level, request_id=new.request_id, component_id=new.component_id,
        filing_id=new.filing_id, effects={"effects": [dict(one) for one in new.effects]},
        evidence={"quotes": [dict(one) for one in new.evidence]}, before=dict(new.before),
        after=dict(new.after), record_version=new.record_version, made_at=now, shown_at=now,
        expires_at=new.expires_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def by_code(session: Session, code: str) -> Proposal | None:
    """Return the proposal that a button means, in whatever state it is."""
    return session.scalar(select(Proposal).where(Proposal.code == code))


def is_open(row: Proposal, now: datetime) -> bool:
    """Say whether it can still be decided."""
    return row.state == OPEN and (row.expires_at is None or now < row.expires_at)


def may_press(row: Proposal, person: str) -> bool:
    """Say whether this person is among those named; whether they may record is the gate's."""
    people = row.may_press.get("people", [])
    return not people or person in people


def open_ones(
    session: Session, now: datetime, *, request_id: int | None = None, place: str = ""
) -> list[Proposal]:
    """Return what waits for a decision, oldest first; of one request or place where asked."""
    query = select(Proposal).where(Proposal.state == OPEN).order_by(Proposal.id)
    if request_id is not None:
        query = query.where(Proposal.request_id == request_id)
    if place:
        query = query.where(Proposal.place == place)
    return [row for row in session.scalars(query) if is_open(row, now)]


def shown(session: Session, row: Proposal, message: str, now: datetime) -> None:
    """Note which message shows it, and since when."""
    row.message, row.shown_at = message, now
    session.flush()


def decide(
    session: Session, code: str, state: str, *, by: str, now: datetime, deed_id: int | None = None
) -> bool:
    """Decide an open proposal; False where somebody was first or its time is over."""
    if state not in DECIDED:
        raise ValueError(f"{state!r} is no decision")
    statement = (
        update(Proposal)
        .where(
            Proposal.code == code,
            Proposal.state == OPEN,
            Proposal.expires_at.is_(None) | (Proposal.expires_at > now),
        )
        .values(state=state, decided_by=by, decided_at=now, deed_id=deed_id)
        .returning(Proposal.id)
    )
    return session.scalar(statement) is not None


def reopen(session: Session, deed_id: int) -> None:
    """Undo: what this deed recorded can be decided again."""
    session.execute(
        update(Proposal)
        .where(Proposal.deed_id == deed_id)
        .values(state=OPEN, decided_by="", decided_at=None, deed_id=None)
    )


def expire(session: Session, now: datetime) -> int:
    """Close what nobody decided in time; returns how many."""
    statement = (
        update(Proposal)
        .where(Proposal.state == OPEN, Proposal.expires_at <= now)
        .values(state="expired", effects={}, evidence={}, before={}, after={})
        .returning(Proposal.id)
    )
    return len(session.scalars(statement).all())


def drop_of_filing(session: Session, filing_id: int) -> None:
    """Empty every proposal of a filing that was forgotten: no quote of it stays anywhere."""
    blank: dict[str, Any] = {}
    session.execute(
        update(Proposal)
        .where(Proposal.filing_id == filing_id)
        .values(effects=blank, evidence=blank, before=blank, after=blank)
    )
    session.execute(
        update(Proposal)
        .where(Proposal.filing_id == filing_id, Proposal.state == OPEN)
        .values(state="dropped")
    )


def record_version(session: Session, component_ids: Iterable[int]) -> str:
    """Return a mark of what is on record for these component requests; any event changes it."""
    ids = sorted(set(component_ids))
    newest, count = session.execute(
        select(func.max(EventRow.id), func.count()).where(EventRow.component_id.in_(ids))
    ).one()
    return f"{','.join(map(str, ids))}:{newest or 0}:{count}"
