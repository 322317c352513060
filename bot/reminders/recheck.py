"""The last look before anything is said: what has become closed, answered or old falls silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.reminders.plan import ACKNOWLEDGED, CLOSED, MUTED, NEWER, NOT_FOR_GOOD, is_answered
from bot.reminders.sweep_context import House
from bot.store import nudges, plans
from bot.store.nudges import Waiting
from bot.store.session import Session


def still_to_be_said(
    session: Session, house: House, items: Sequence[Waiting], now: datetime
) -> list[Waiting]:
    """Let fall what has become closed, answered or old since it was planned; return the rest."""
    deadlines = {item.subject.deadline_id for item in items if item.subject.deadline_id}
    newest = nudges.newer(session, deadlines, now) if deadlines else {}
    answered = nudges.acknowledgements(session, deadlines) if deadlines else {}
    overrides = plans.overrides(session, {item.subject.request_id for item in items})
    kept = []
    for item in items:
        policy, _ = house.policy(item.subject.channel, overrides.get(item.subject.request_id))
        is_muted = not (item.asked_for or policy.after) and item.subject.whose == "theirs"
        if reason := MUTED if is_muted else _why_silent(item, house, newest, answered):
            silence(session, [item], reason)
        else:
            kept.append(item)
    return kept


def silence(session: Session, items: Sequence[Waiting], reason: str) -> int:
    """Let these steps fall; returns how many there were.

    Where that is not for good the deadline is planned anew: it may be open again before the next
    sweep has seen it closed, and the step would be lost.
    """
    if reason in NOT_FOR_GOOD:
        plans.forget(session, {i.subject.deadline_id for i in items if i.subject.deadline_id})
    return nudges.supersede(session, [item.id for item in items], reason)


def _why_silent(
    item: Waiting,
    house: House,
    newest: Mapping[tuple[int, str], datetime],
    answered: Mapping[int, datetime],
) -> str:
    subject = item.subject
    if not subject.is_open or subject.version != item.version:
        return CLOSED
    if subject.deadline_id is None or item.step.startswith("snooze"):
        return ""
    if newest.get((subject.deadline_id, item.audience), item.due_at) > item.due_at:
        return NEWER
    _, zone = house.of(subject.channel)
    at = answered.get(subject.deadline_id)
    is_over = subject.whose == "ours" and is_answered(at, subject.due, zone)
    return ACKNOWLEDGED if is_over else ""
