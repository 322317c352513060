"""The last look before anything is said: what has become closed, answered or old falls silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.reminders.house import House
from bot.reminders.plan import ACKNOWLEDGED, CLOSED, NEWER, is_answered
from bot.store import nudges
from bot.store.nudges import Waiting


def still_to_be_said(
    session: Session, house: House, items: Sequence[Waiting], now: datetime
) -> list[Waiting]:
    """Let fall what has become closed, answered or old since it was planned; return the rest."""
    deadlines = {item.subject.deadline_id for item in items if item.subject.deadline_id}
    newest = nudges.newer(session, deadlines, now) if deadlines else {}
    answered = nudges.acknowledgements(session, deadlines) if deadlines else {}
    kept = []
    for item in items:
        if reason := _silence(item, house, newest, answered):
            nudges.supersede(session, [item.id], reason)
        else:
            kept.append(item)
    return kept


def _silence(
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
