"""What the audit of nudges reads: every stored deadline version, and what became of every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from bot.store.posts import HOURS
from bot.store.tables import Component, DeadlineRow, Nudge, NudgeOverride, Post, Request


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


def deadline_keys(session: Session) -> dict[tuple[int, str, str], DeadlineKey]:
    """Return (component request, limit, version) -> what the audit must know."""
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
    )
    return {
        (row[0], row[1], row[2]): DeadlineKey(row[3], row[4], row[5] or {}, row[6])
        for row in session.execute(query)
    }


def audited(session: Session) -> Iterator[AuditedNudge]:
    """Give what became of every step of every deadline."""
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
        .outerjoin(Post, Post.id == Nudge.post_id)
        .outerjoin(alone, and_(alone.ref == Nudge.ref, alone.state == "sent"))
        .where(Nudge.deadline_id.is_not(None))
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


def component_batches(session: Session, size: int) -> Iterator[list[Component]]:
    """Give the component requests of all requests that were not taken back, some at a time."""
    query = (
        select(Component)
        .join(Request, Request.id == Component.request_id)
        .where(Request.withdrawn_at.is_(None))
        .order_by(Component.id)
        .execution_options(yield_per=size)
    )
    for part in session.scalars(query).partitions(size):
        yield list(part)
