"""What the audit of nudges reads: every stored deadline version, and what became of every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from bot.store.posts import HOURS
from bot.store.tables import Component, DeadlineRow, Nudge, NudgeOverride, Post, Request

Part = tuple[int, int]  # the first and last id of a component request


@dataclass(frozen=True, slots=True)
class DeadlineKey:
    """What the audit must know of a stored deadline version."""

    id: int
    channel: str
    overrides: Mapping[str, Any]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AuditedNudge:
    """What became of a step. `doubled`: it was said alone and in a digest."""

    deadline_id: int
    step: str
    audience: str
    ref: str
    state: str
    reason: str
    due_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None  # somebody acknowledged it
    marked: bool
    doubled: bool
    waits_until: datetime | None  # its post waits for the hours of its place


def parts(session: Session, size: int) -> Iterator[Part]:
    """Give the ids of all component requests, some at a time."""
    last = session.scalar(select(func.max(Component.id))) or 0
    yield from ((low, low + size - 1) for low in range(1, last + 1, size))


def deadline_keys(session: Session, part: Part) -> dict[tuple[int, str, str], DeadlineKey]:
    """Return (component request, limit, version) -> what the audit must know of them."""
    query = (
        select(
            DeadlineRow.component_id,
            DeadlineRow.limit,
            DeadlineRow.version,
            DeadlineRow.id,
            Request.channel,
            NudgeOverride.settings,
            DeadlineRow.made_at,
        )
        .join(Component, Component.id == DeadlineRow.component_id)
        .join(Request, Request.id == Component.request_id)
        .outerjoin(NudgeOverride, NudgeOverride.request_id == Request.id)
        .where(Component.id.between(*part))
    )
    return {
        (row[0], row[1], row[2]): DeadlineKey(row[3], row[4], row[5] or {}, row[6])
        for row in session.execute(query)
    }


def audited(session: Session, part: Part) -> Iterator[AuditedNudge]:
    """Give what became of every step of every deadline of some component requests."""
    alone = aliased(Post)
    query = (
        select(
            Nudge.deadline_id,
            Nudge.step,
            Nudge.audience,
            Nudge.ref,
            Nudge.state,
            Nudge.reason,
            Nudge.due_at,
            Nudge.sent_at,
            Nudge.acknowledged_at,
            Post.marked,
            alone.id,
            Nudge.post_id,
            Post.reason,
            Post.not_before,
        )
        .join(DeadlineRow, DeadlineRow.id == Nudge.deadline_id)
        .outerjoin(Post, Post.id == Nudge.post_id)
        .outerjoin(alone, and_(alone.ref == Nudge.ref, alone.state == "sent"))
        .where(DeadlineRow.component_id.between(*part))
    )
    for row in session.execute(query):
        values: tuple[Any, ...] = tuple(row)
        yield _audited(values)


def _audited(row: tuple[Any, ...]) -> AuditedNudge:
    marked, alone, post, reason, not_before = row[9:]
    waits = not_before if reason == HOURS else None
    is_sent = row[4] == "sent"
    doubled = is_sent and alone is not None and alone != post
    values: list[Any] = [*row[:9], bool(marked and is_sent), doubled, waits]
    return AuditedNudge(*values)


def components(session: Session, part: Part) -> list[Component]:
    """Return those of the component requests whose request was not taken back."""
    query = (
        select(Component)
        .join(Request, Request.id == Component.request_id)
        .where(Request.withdrawn_at.is_(None), Component.id.between(*part))
        .order_by(Component.id)
    )
    return list(session.scalars(query))
