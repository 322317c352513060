"""The words of nudges, made of typed facts at the moment of posting. Pure.

The first line says who must do what by when; then the one fact that matters, then buttons. One
style of dates. A date of ours that has passed is said more firmly, with what can still be saved.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.law.agencies import known
from bot.law.deadline import days_left
from bot.law.events import describe
from bot.law.limitation import is_kept
from bot.law.limits import rule_of
from bot.law.roads import road_of
from bot.registry.commands import AssignOwner, MarkDone, SnoozeNudge
from bot.registry.personal import WaiveDate
from bot.registry.queries import DraftLetter, ExplainDeadline, ShowRipeness
from bot.reminders.card import NudgeCard, Pressed
from bot.reminders.sweep_context import is_person
from bot.store.deadline_grounds import Ground
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting

LATE = timedelta(minutes=15)
MARKED = "Possible repeat: Slack did not confirm an earlier message with this reference."
NAME = 60  # of a request's name in a first line; the rest is cut
FIRM = 4  # working days after which a date of ours is said to be nearly lost

# What we must do, by limit; {} is the agency.
_TO_DO = {
    "appeal": "Send the appeal to {}",
    "privacy-act-appeal": "Send the Privacy Act appeal to {}",
    "reply": "Answer {}'s question",
    "still-interested": "Tell {} that we are still interested",
    "suit": "Decide whether to sue {}",
}
# What they must do.
_THEIRS = {
    "determination": "{}'s determination",
    "appeal-determination": "{}'s decision on our appeal",
    "expedite-decision": "{}'s decision on expedited processing",
    "routing": "{}'s routing of the request to the right office",
    "tracking-number": "{}'s tracking number",
    "answer": "{}'s answer to our complaint",
    "ruling": "The Attorney General's ruling on what {} must release",
    "ruling-brief": "{}'s reasons to the Attorney General, with a copy to us,",
    "ruling-suit": "{}'s suit against the Attorney General's ruling",
}
# What can still be saved when a date of ours has passed.
_SAVED = {
    "appeal": "Send it at once and ask {} to take it late; if it won't, a new request starts anew.",
    "privacy-act-appeal": "Send it at once and ask {} to take it late.",
    "reply": "Answer at once, in writing; if {} has closed the request, ask it to reopen it.",
    "still-interested": "Write at once; if {} has closed the request, ask it to reopen it.",
    "suit": "Ask counsel today what is left.",
}
WAIVABLE = frozenset({"appeal", "suit"})  # dates that we may decide to let pass
HARDER = "Each further day makes it harder to save: say who does it, or that we won't."


def nudge_card(
    item: Waiting, zone: ZoneInfo, now: datetime, rests_on: Ground | None = None
) -> NudgeCard:
    """Say one step of one deadline. `rests_on`: the letter or the amount that it is about."""
    subject = item.subject
    today = now.astimezone(zone).date()
    return NudgeCard(
        title=headline(subject, today),
        who=responsible(item),
        lines=(*_because(rests_on, today), *facts(subject, today), *_notes(item)),
        people=_people(item, zone, today),
        agency=subject.agency,
        reference=item.ref,
        late=lateness(item.due_at, zone, now),
        buttons=_buttons(item, today),
        covers=(item.ref,),
    )


def responsible(item: Waiting) -> str:
    """Return the person who must act; "" where nobody of Slack's is named."""
    person = item.assigned_to or item.subject.owner
    return person if is_person(person) and item.subject.whose == "ours" else ""


def headline(subject: Subject, today: date) -> str:
    """Return the one line that matters: who owes what by when, and in which request."""
    if subject.limit == "reminder":
        return f"{subject.label} ({_named(subject)})"
    if subject.due is None:
        return f"{subject.label} has no date ({_named(subject)})"
    told = _ours(subject, subject.due, today)
    if is_kept(subject.version):
        told += "; the request is closed. If we will not sue, say so: log suit-waived"
    if subject.whose != "ours":
        told = _theirs(subject, subject.due, today)
    return f"{told} ({_named(subject)})"


def _named(subject: Subject) -> str:
    return subject.name if len(subject.name) <= NAME else f"{subject.name[: NAME - 1]}…"


def _agency(subject: Subject) -> str:
    return subject.agency or "the agency"


def _ours(subject: Subject, due: date, today: date) -> str:
    what = _to_do(subject)
    if today > due:
        return f"{what} now: it was due {day(due, today)}, {_ago(subject, due, today)}"
    if today == due:
        return f"{what} today, {day(due, today)}: it is the last day"
    return f"{what} by {day(due, today)}, {_left(subject, due, today)}"


def _to_do(subject: Subject) -> str:
    """Say what we must do; a state's review goes to whom its own road names."""
    agency = _agency(subject)
    road = road_of(known(agency).state) if subject.limit == "appeal" and subject.agency else None
    if road is not None and road.review_name:
        return f"Send the {road.review_name} about {agency}"
    return _TO_DO.get(subject.limit, subject.label).format(agency)


def _theirs(subject: Subject, due: date, today: date) -> str:
    what = _THEIRS.get(subject.limit, "{}'s " + subject.label.lower()).format(_agency(subject))
    if today > due:
        return f"{what} was due {day(due, today)}, {_ago(subject, due, today)}"
    if today == due:
        return f"{what} is due today, {day(due, today)}"
    return f"{what} is due {day(due, today)}, {_left(subject, due, today)}"


def facts(subject: Subject, today: date) -> tuple[str, ...]:
    """Return what else matters: what can be saved, what one may do, how sure the date is."""
    said = []
    agency = _agency(subject)
    is_past = subject.due is not None and today > subject.due
    if is_past and subject.whose == "ours":
        said.append(_SAVED.get(subject.limit, "See today what can still be saved.").format(agency))
        if subject.due and working_days(subject, subject.due, today) >= FIRM:
            said.append(HARDER)
    elif is_past and subject.limit != "reminder":
        said.append(f"You may ask {agency} when it will answer, or send a follow-up.")
    if (unsure := _unsure(subject)) and not is_past:
        said.append(unsure)
    return tuple(said)


def _unsure(subject: Subject) -> str:
    """Say how sure a date is, and what to type that makes it sure."""
    whose = f"log {subject.slug}/{subject.agency}"
    if subject.certainty == "assumed":
        return f"The day of receipt is assumed. Once it is known, say: {whose} received DAY."
    if subject.certainty in {"", "stated"}:
        return ""
    return f"We computed this date. If their letter names a day of its own, record it: {whose}."


def _because(ground: Ground | None, today: date) -> tuple[str, ...]:
    """Return the one fact that a date rests on: whose letter of which day, how much money."""
    if ground is None:
        return ()
    amount = f", {money(ground.amount)}" if ground.amount else ""
    letter = f"; say: show {ground.letter}" if ground.letter else ""
    return (f"It rests on: {describe(ground.kind)}, {day(ground.on, today)}{amount}{letter}.",)


def money(amount: str) -> str:
    """Return an amount as a person writes it."""
    return amount if amount.startswith("$") else f"${amount}"


def lateness(due_at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Return how late a message is, or "" where it is on time."""
    late = now - due_at
    if late <= LATE:
        return ""
    hours = int(late.total_seconds()) // 3600
    days = hours // 24
    much = many(days, "day") if days else many(hours, "hour") if hours else "some minutes"
    today = now.astimezone(zone).date()
    return f"Late by {much}: this was to be said on {day(due_at.astimezone(zone).date(), today)}."


def _left(subject: Subject, due: date, today: date) -> str:
    """Return how long is left until a day to come, in working days where there are any."""
    days = (due - today).days
    if days == 1:
        return "tomorrow"
    working = working_days(subject, due, today)
    return f"{many(working, 'working day')} left" if working > 1 else f"{many(days, 'day')} left"


def _ago(subject: Subject, due: date, today: date) -> str:
    """Return how long ago a day was, in working days where there are any."""
    days = (today - due).days
    if days == 1:
        return "yesterday"
    working = working_days(subject, due, today)
    return f"{many(working, 'working day')} ago" if working else f"{many(days, 'day')} ago"


def working_days(subject: Subject, due: date, today: date) -> int:
    """Return the working days between, on the body's own calendar, as every answer counts them."""
    chain = known(subject.agency).chain if subject.agency else ("",)
    return abs(days_left(due, today, rule_of(subject.limit, chain), subject.whose))


def day(on: date, today: date) -> str:
    """Return a date as messages show it; the year only where it is not this one."""
    year = "" if on.year == today.year else f", {on.year}"
    return f"{on:%a} {on:%b} {on.day}{year}"


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _notes(item: Waiting) -> tuple[str, ...]:
    notes = []
    if item.acknowledged_at is None and item.step.startswith(("late-", "raised-", "week-")):
        notes.append("Nobody has pressed Done yet; it is said again until somebody does.")
    if item.step.startswith("snooze"):
        notes.append("Somebody asked to be reminded now.")
    return tuple(notes)


def _people(item: Waiting, zone: ZoneInfo, today: date) -> tuple[tuple[str, str], ...]:
    said = []
    if item.assigned_to and responsible(item) != item.assigned_to:
        said.append(("Assigned to", item.assigned_to))
    if item.subject.whose != "ours" and is_person(item.subject.owner) and not item.assigned_to:
        said.append(("The request is run by", item.subject.owner))
    if item.acknowledged_at:
        on = day(item.acknowledged_at.astimezone(zone).date(), today)
        said.append((f"Seen to on {on} by", item.acknowledged_by))
    elif item.snoozed_until and item.snoozed_by:
        on = day(item.snoozed_until.astimezone(zone).date(), today)
        said.append((f"Comes again on {on}, put off by", item.snoozed_by))
    return tuple(said)


def _buttons(item: Waiting, today: date) -> tuple[Pressed, ...]:
    subject = item.subject
    about = ExplainDeadline(f"#d{subject.deadline_id}")
    why: tuple[Pressed, ...] = (("Why?", about),) if subject.deadline_id else ()
    if item.acknowledged_at or not subject.is_open:
        return why
    return (
        ("Done", MarkDone(item.id)),
        *_drafts(subject, today),
        ("Snooze", SnoozeNudge(item.id)),
        *((("We won't", WaiveDate(item.id)),) if subject.limit in WAIVABLE else ()),
        ("Assign", AssignOwner(nudge=item.id)),
        *why,
    )


def _drafts(subject: Subject, today: date) -> tuple[Pressed, ...]:
    whose = f"{subject.slug}/{subject.agency}"
    if subject.limit == "appeal":
        return (("Draft it", DraftLetter(whose, "appeal")),)
    is_late = subject.due is not None and today > subject.due
    if subject.whose == "theirs" and subject.limit == "determination" and is_late:
        return (
            ("Draft a follow-up", DraftLetter(whose, "follow-up")),
            ("May we sue?", ShowRipeness(whose)),
        )
    return ()
