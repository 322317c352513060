"""The words of nudges and digests, made of typed facts at the moment of posting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.law.calendar import OutsideCalendar, federal
from bot.reminders.card import MOST_LINES, NudgeCard
from bot.reminders.plan import BASELINE
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting

DIGEST_SIZE = 50  # lines; more do not fit a message of Slack's
LATE = timedelta(minutes=15)
AHEAD = timedelta(days=14)
MARKED = "Possible repeat: Slack did not confirm an earlier message with this reference."


def nudge_card(item: Waiting, zone: ZoneInfo, now: datetime) -> NudgeCard:
    """Say one step of one deadline."""
    subject = item.subject
    return NudgeCard(
        title=headline(subject, now.astimezone(zone).date()),
        lines=_notes(item),
        people=_people(item, zone),
        due=_due(subject),
        agency=subject.agency,
        reference=item.ref,
        late=lateness(item.due_at, zone, now),
        buttons=_buttons(item),
        covers=(item.ref,),
    )


def digest_card(items: Sequence[Waiting], zone: ZoneInfo, now: datetime, ref: str) -> NudgeCard:
    """Say many steps in one message, naming every one but those that only tell a state.

    Of these the first are named, below the others, and the rest is counted.
    """
    today = now.astimezone(zone).date()
    named = [item for item in items if not is_state(item)]
    state = [item for item in items if is_state(item)]
    shown = [*named, *state[: max(DIGEST_SIZE - len(named), 1)]]
    lines = [_line(item.subject, today) for item in shown]
    if more := len(items) - len(shown):
        lines.append(f"And {more} more dates of the agencies, late already: say overdue.")
    return NudgeCard(
        title=f"{len(items)} deadlines want attention",
        lines=tuple(lines),
        reference=ref,
        late=lateness(min(item.due_at for item in items), zone, now),
        buttons=(("What is due", "due"), ("What is overdue", "overdue")),
        covers=tuple(item.ref for item in items),
    )


def is_state(item: Waiting) -> bool:
    """Say whether a step only tells how things stood when an agency's date was recorded late."""
    return item.step == BASELINE and item.subject.whose == "theirs"


def weekly_card(subjects: Sequence[Subject], zone: ZoneInfo, now: datetime, ref: str) -> NudgeCard:
    """Say once a week what is overdue and what comes; or that all is quiet."""
    today = now.astimezone(zone).date()
    told = [s for s in subjects if s.due and s.due <= today + AHEAD]
    lines = [_line(subject, today) for subject in told]
    more = len(lines) - MOST_LINES
    if more > 0:
        lines = [*lines[:MOST_LINES], f"And {more} more: say overdue or due."]
    quiet = f"All quiet: nothing overdue, nothing due before {_day(today + AHEAD)}."
    return NudgeCard(
        title="The week ahead" if told else quiet,
        lines=tuple(lines),
        reference=ref,
        buttons=(("What is due", "due"), ("What is overdue", "overdue")) if told else (),
    )


def headline(subject: Subject, today: date) -> str:
    """Return the one line that matters: what, how far off, which request, which agency."""
    what = f"{subject.label}: {subject.name}"
    if subject.limit == "reminder":
        return f"{subject.label} ({subject.name})"
    if subject.agency:
        what += f", {subject.agency}"
    return f"{what} is {_distance(subject, today)}"


def lateness(due_at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return how late a message is, or "" where it is on time."""
    late = now - due_at
    if late <= LATE:
        return ""
    hours = int(late.total_seconds()) // 3600
    days = hours // 24
    much = _many(days, "day") if days else _many(hours, "hour") if hours else "some minutes"
    return f"Late by {much}: this was to be said on {_day(due_at.astimezone(zone).date())}."


def _distance(subject: Subject, today: date) -> str:
    due = subject.due
    if due is None:
        return "without a date"
    if due == today:
        return "due today"
    days = _working_days(today, due)
    if today > due:
        return f"overdue since {_day(due)} ({_many(days, 'working day')})"
    return f"due on {_day(due)} (in {_many(days, 'working day')})"


def _working_days(a: date, b: date) -> int:
    try:
        return abs(federal().between(a, b))
    except OutsideCalendar:
        return abs((b - a).days) * 5 // 7


def _line(subject: Subject, today: date) -> str:
    whose = "our date" if subject.whose == "ours" else "the agency's date"
    return f"{headline(subject, today)} [{subject.slug}; {whose}]"


def _due(subject: Subject) -> str:
    whose = "ours to meet" if subject.whose == "ours" else "the agency's to meet"
    sure = "" if subject.certainty in {"", "stated"} else f"; {subject.certainty}"
    return f"{_day(subject.due)} ({whose}{sure})" if subject.due else ""


def _notes(item: Waiting) -> tuple[str, ...]:
    notes = []
    if item.acknowledged_at is None and item.step.startswith(("late-", "raised-", "week-")):
        notes.append("Nobody has acknowledged this yet; it is repeated until somebody does.")
    if item.step.startswith("snooze"):
        notes.append("Somebody asked to be reminded now.")
    return tuple(notes)


def _people(item: Waiting, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    said = []
    if item.assigned_to:
        said.append(("Assigned to", item.assigned_to))
    if item.acknowledged_at:
        on = _day(item.acknowledged_at.astimezone(zone).date())
        said.append((f"Seen to on {on} by", item.acknowledged_by))
    elif item.snoozed_until and item.snoozed_by:
        on = _day(item.snoozed_until.astimezone(zone).date())
        said.append((f"Comes again on {on}, put off by", item.snoozed_by))
    return tuple(said)


def _buttons(item: Waiting) -> tuple[tuple[str, str], ...]:
    nudge = f"#n{item.id}"
    why = (("Why?", f"why #d{item.subject.deadline_id}"),) if item.subject.deadline_id else ()
    if item.acknowledged_at or not item.subject.is_open:
        return why
    return (
        ("Done", f"done {nudge}"),
        ("Snooze", f"snooze {nudge}"),
        ("Assign", f"assign {nudge}"),
        *why,
    )


def _day(day: date) -> str:
    return f"{day:%A, %B} {day.day}, {day.year}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
