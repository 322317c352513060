"""What people do with nudges: acknowledge, snooze, assign, set a date by hand.

Each is checked again when it is done: a button may be pressed days later, or twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.errors import NotFound, Refused
from bot.reminders import policy as policies
from bot.reminders.plan import Audience, State, moment, reference
from bot.reminders.sweep_context import open_house
from bot.settings import Settings
from bot.store import nudge_series, plans
from bot.store.session import Session
from bot.store.tables import Nudge, NudgeOverride, Reminder, Request

MOST_AHEAD = timedelta(days=400)
SNOOZE = "snooze"


def acknowledge(session: Session, nudge_id: int, by: str, now: datetime) -> Nudge:
    """Record that somebody has seen to it: daily and weekly repeats of the deadline end."""
    nudge = _said(session, nudge_id)
    if not nudge.acknowledged_at:
        nudge.acknowledged_by, nudge.acknowledged_at = by, now
    if nudge.deadline_id:
        plans.forget(session, [nudge.deadline_id])
    if nudge.reminder_id:
        session.get_one(Reminder, nudge.reminder_id).ended_at = now
    return nudge


def unacknowledge(session: Session, nudge_id: int) -> None:
    """Take an acknowledgement back."""
    nudge = _said(session, nudge_id)
    nudge.acknowledged_by, nudge.acknowledged_at = "", None
    if nudge.deadline_id:
        plans.forget(session, [nudge.deadline_id])
    if nudge.reminder_id:
        session.get_one(Reminder, nudge.reminder_id).ended_at = None


def snooze(session: Session, nudge_id: int, until: datetime, by: str, now: datetime) -> Nudge:
    """Have this one nudge said again at a later moment; the series goes on beside it.

    Pressed again before that moment, it moves. Raises Refused for a moment past or far off.
    """
    nudge = _said(session, nudge_id)
    if not now < until < now + MOST_AHEAD:
        raise Refused("Snooze until a day that is to come, at most 400 days ahead.")
    again = _waiting_snooze(session, nudge)
    if again is None:
        again = _new_snooze(session, nudge, now)
        session.add(again)
    again.due_at, again.due_on = until.astimezone(UTC), until.date()
    again.assigned_to = nudge.assigned_to or by
    nudge.snoozed_until, nudge.snoozed_by = until, by
    session.flush()
    return again


def unsnooze(session: Session, nudge_id: int, was: datetime | None, by: str) -> None:
    """Take a snooze back: to the moment it had been put off to before, or altogether."""
    nudge = _said(session, nudge_id)
    again = _waiting_snooze(session, nudge)
    nudge.snoozed_until, nudge.snoozed_by = was, by if was else ""
    if again and was:
        again.due_at, again.due_on = was.astimezone(UTC), was.date()
    elif again:
        again.state, again.reason = State.SUPERSEDED, "the snooze was taken back"


def _waiting_snooze(session: Session, nudge: Nudge) -> Nudge | None:
    return nudge_series.waiting(session, nudge, f"{SNOOZE}-{nudge.id}-")


def _new_snooze(session: Session, nudge: Nudge, now: datetime) -> Nudge:
    before = f"{SNOOZE}-{nudge.id}-"
    step = f"{before}{nudge_series.count(session, before) + 1}"
    return Nudge(
        deadline_id=nudge.deadline_id,
        reminder_id=nudge.reminder_id,
        version=nudge.version,
        step=step,
        audience=nudge.audience,
        ref=reference(nudge.ref, step, now.isoformat()),
        made_at=now,
    )


def assign(session: Session, nudge_id: int, to: str) -> Nudge:
    """Say whose business it is ("": nobody's): all nudges of this deadline name the person."""
    nudge = _said(session, nudge_id)
    for row in nudge_series.every(session, nudge):
        row.assigned_to = to
    return nudge


def remind(  # noqa: PLR0913 - each is a different fact
    session: Session,
    request: Request,
    on: date,
    text: str,
    *,
    by: str,
    now: datetime,
    settings: Settings,
) -> Reminder:
    """Set a date by hand: the text (masked by the caller) is said that day in the home channel."""
    policy, zone = open_house(session, settings).of(request.channel)
    at = moment(on, policy.at, zone)
    if not now.astimezone(zone).date() <= on < (now + MOST_AHEAD * 10).date():
        raise Refused("Name a day that is today or to come, like 2027-03-15.")
    reminder = Reminder(request_id=request.id, on=on, text=text, created_by=by, created_at=now)
    session.add(reminder)
    session.flush()
    session.add(
        Nudge(
            reminder_id=reminder.id,
            version="",
            step="day",
            audience=Audience.TEAM,
            ref=reference("reminder", reminder.id, now.isoformat()),
            due_on=on,
            due_at=max(at, now),
            made_at=now,
        )
    )
    session.flush()
    return reminder


def end(session: Session, reminder_id: int, now: datetime) -> None:
    """Take a date set by hand back."""
    session.get_one(Reminder, reminder_id).ended_at = now


def overrides(session: Session, request: Request) -> dict[str, Any]:
    """Return what a request wants other than the policy of its place."""
    row = session.get(NudgeOverride, request.id)
    return dict(row.settings) if row else {}


def override(
    session: Session, request: Request, settings: Mapping[str, Any], by: str, now: datetime
) -> None:
    """Give a request steps or a time of day of its own; {} takes them away.

    Raises Refused naming the value that does not fit.
    """
    fit = policies.check(settings)
    row = session.get(NudgeOverride, request.id)
    if row is None:
        row = NudgeOverride(request_id=request.id)
        session.add(row)
    row.settings, row.changed_by, row.changed_at = fit, by, now
    # By our clock the change may lie before the plan, which goes by Slack's.
    plans.forget_request(session, request.id)


def _said(session: Session, nudge_id: int) -> Nudge:
    nudge = session.get(Nudge, nudge_id)
    if nudge is None:
        raise NotFound("That reminder is not on file any more.")
    return nudge
