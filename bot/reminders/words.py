"""The words of nudges, made of typed facts at the moment of posting. Pure.

The first line says who must do what by when; then the one fact that matters, then buttons that
say what was done. One style of dates. A date of ours that has passed is said more firmly, with
what can still be saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.law import event_table
from bot.law.agencies import known
from bot.law.calendar import OutsideCalendar, federal
from bot.law.choices import DEFAULT
from bot.law.deadline import Surety, days_left
from bot.law.events import describe
from bot.law.limitation import is_kept
from bot.law.limits import rule_of
from bot.law.readings import calendar_of
from bot.law.roads import road_of
from bot.law.wording import listing
from bot.registry.commands import AssignOwner, MarkDone, SnoozeNudge
from bot.registry.draft_queries import DraftLetter
from bot.registry.personal import WaiveDate
from bot.registry.queries import ExplainDeadline, ShowRipeness
from bot.reminders.card import NudgeCard, Pressed
from bot.reminders.plan import Audience
from bot.reminders.sweep_context import is_person
from bot.store.deadline_grounds import Ground
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting

LATE = timedelta(minutes=15)
MARKED = "Possible repeat: Slack did not confirm an earlier message with this reference."
NAME = 60  # of a request's name in a first line; the rest is cut
SATURDAY = 5  # as `date.weekday` counts
FIRM = 4  # working days after which a date of ours is said to be nearly lost

# What we must do, by limit; {} is the agency.
_TO_DO = {
    "appeal": "Send the appeal to {}",
    "privacy-act-appeal": "Send the Privacy Act appeal to {}",
    "reply": "Answer {}'s question in writing",
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
    "reply": "Answer at once; if {0} has closed the request, ask {0} to reopen it.",
    "still-interested": "Write at once; if {0} has closed the request, ask {0} to reopen it.",
    "suit": "Ask counsel today what is left.",
}
# Of their dates, what they must decide; the others are something that must come.
_DECIDED = frozenset({"determination", "appeal-determination", "expedite-decision"})
# What is done when our date is met: the first button's label.
_DONE = {
    "appeal": "Appeal sent",
    "privacy-act-appeal": "Appeal sent",
    "reply": "Answer sent",
    "still-interested": "Answer sent",
    "suit": "Decided",
}
_WE_WONT = {"appeal": "We won't appeal", "suit": "We won't sue"}  # dates that we may let pass
HARDER = "Each further day makes it harder to save: say who does it, or that we won't."


def nudge_card(
    item: Waiting, zone: ZoneInfo, now: datetime, rests_on: Ground | None = None
) -> NudgeCard:
    """Say one step of one deadline. `rests_on`: the letter or the amount that it is about."""
    subject = item.subject
    today = now.astimezone(zone).date()
    lines = [
        *told_to("", _raised(item, today), _because(subject, rests_on, today)),
        *told_to("", *facts(subject, today)),
        *told_to(_may_write(item), follow_up([subject], today)),
        *told_to("", *_notes(item)),
    ]
    return NudgeCard(
        title=headline(subject, today, rests_on.amount if rests_on else ""),
        who=responsible(item),
        lines=tuple(words for _, words in lines),
        whom=tuple(who for who, _ in lines),
        people=_people(item, zone, today),
        agency=subject.agency,
        reference=item.ref,
        late=lateness(item.due_at, zone, now),
        buttons=_buttons(item, today),
        covers=(item.ref,),
    )


def told_to(who: str, *lines: str) -> list[tuple[str, str]]:
    """Return the lines that are not empty, each with the person that it speaks to."""
    return [(who, line) for line in lines if line]


def responsible(item: Waiting) -> str:
    """Return the person who must act; "" where nobody of Slack's is named."""
    person = item.assigned_to or item.subject.owner
    return person if is_person(person) and item.subject.whose == "ours" else ""


def headline(subject: Subject, today: date, amount: str = "") -> str:
    """Return the one line that matters: who owes what by when, and in which request.

    `amount`: the money that a fee question is about, where the record has it.
    """
    if subject.limit == "reminder":
        return f"{subject.label} ({_named(subject)})"
    if subject.due is None:
        return f"{subject.label} has no date ({_named(subject)})"
    told = _ours(subject, subject.due, today, amount)
    if is_kept(subject.version):
        told += "; the request is closed. If we will not sue, say so: log suit-waived"
    if subject.whose != "ours":
        told = _theirs(subject, subject.due, today)
    return f"{told} ({_named(subject)})"


def _named(subject: Subject) -> str:
    return subject.name if len(subject.name) <= NAME else f"{subject.name[: NAME - 1]}…"


def shown(key: str) -> str:
    """Write an agency as people read it; the key of a body in a state is no name."""
    return known(key).shown if key.startswith("US-") else key


def _agency(subject: Subject) -> str:
    return shown(subject.agency) or "the agency"


def _ours(subject: Subject, due: date, today: date, amount: str) -> str:
    what = _to_do(subject, amount)
    if today > due:
        return f"{what} now: it was due {day(due, today)}, {_ago(subject, due, today)}"
    if today == due:
        return f"{what} today, {day(due, today)}: it is the last day"
    by = _act_by(subject, due, today)
    off = "" if due.weekday() >= SATURDAY else ", a holiday"
    itself = f"; the deadline itself is {day(due, today)}{off}" if by != due else ""
    if today == by:
        return f"{what} today, {day(by, today)}: it is the last working day{itself}"
    return f"{what} by {day(by, today)}, {_left(subject, by, today)}{itself}"


def _act_by(subject: Subject, due: date, today: date) -> date:
    """Return the last working day up to a date of ours; the date itself once that has passed."""
    rule = rule_of(subject.limit, _chain(subject))
    try:
        days = calendar_of(rule, DEFAULT) if rule else federal()
        last = days.previous_working(due)
    except OutsideCalendar:
        return due
    return last if last >= today else due


def is_about_a_fee(subject: Subject) -> bool:
    """Say whether a date is that of our answer to a question about money."""
    return subject.limit == "reply" and "fee" in subject.label


def _to_do(subject: Subject, amount: str) -> str:
    """Say what we must do; a state's review goes to whom its own road names."""
    agency = _agency(subject)
    if is_about_a_fee(subject):
        return f"Answer {agency}'s {money(amount)} fee question in writing".replace("  ", " ")
    is_appeal = subject.limit == "appeal" and subject.agency
    road = road_of(known(subject.agency).state) if is_appeal else None
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
    """Return what else matters: what can be saved, and how sure the date is."""
    said = []
    agency = _agency(subject)
    is_past = subject.due is not None and today > subject.due
    if is_past and subject.whose == "ours":
        said.append(_SAVED.get(subject.limit, "See today what can still be saved.").format(agency))
        if subject.due and working_days(subject, subject.due, today) >= FIRM:
            said.append(HARDER)
    if (unsure := _unsure(subject)) and not is_past:
        said.append(unsure)
    return tuple(said)


def follow_up(subjects: Sequence[Subject], today: date) -> str:
    """Say what one may do about agencies' dates that have passed; "" where none has."""
    late = [s for s in subjects if s.whose != "ours" and s.limit != "reminder"]
    late = [s for s in late if s.due is not None and today > s.due]
    if not late:
        return ""
    agencies = listing(list(dict.fromkeys(_agency(subject) for subject in late)))
    it = "it" if len({_agency(subject) for subject in late}) == 1 else "them"
    a, they = ("a follow-up that asks", "it") if it == "it" else ("follow-ups that ask", "they")
    when = f"when {they} will decide" if _DECIDED.issuperset(s.limit for s in late) else "about it"
    said = f"{agencies} must act, not we; if you like, send {it} {a} {when}."
    return said[0].upper() + said[1:]


def _may_write(item: Waiting) -> str:
    """Return the person who runs a request in which an agency is late, where no other is named."""
    owner = item.subject.owner
    return owner if is_person(owner) and not item.assigned_to else ""


def _unsure(subject: Subject) -> str:
    """Say how sure a date is, and what to type that makes it sure."""
    whose = f"log {subject.slug}/{subject.agency}"
    if subject.certainty == Surety.ASSUMED:
        return f"The day of receipt is assumed. Once you know it, tell me: {whose} received DAY"
    if subject.certainty != Surety.COMPUTED:
        return ""
    letter = f"{shown(subject.agency)}'s letter" if subject.agency else "the letter"
    return f"I computed this date. If {letter} gives another, tell me: {whose}"


def _because(subject: Subject, ground: Ground | None, today: date) -> str:
    """Say what a date rests on, and how long after it: the rule's own count, never another."""
    if ground is None:
        return ""
    read = f" To read the letter, say: show {ground.letter}." if ground.letter else ""
    return f"Why this date: {_since(subject, ground, day(ground.on, today))}.{read}"


def _since(subject: Subject, ground: Ground, on: str) -> str:
    agency = _agency(subject)
    if subject.certainty == Surety.AGENCY_STATED:
        return f"{agency}'s letter of {on} gives it"
    if ground.kind is None:
        return f"{on}, plus {ground.runs}"
    since = event_table.TABLE[ground.kind].since.format(agency=agency)
    plus = f", plus {ground.runs}" if ground.runs else ""
    return f"{since} on {on}{plus}" if since else f"{describe(ground.kind)}, {on}{plus}"


def money(amount: str) -> str:
    """Return an amount as a person writes it; "" for none."""
    return amount if not amount or amount.startswith("$") else f"${amount}"


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
    return abs(days_left(due, today, rule_of(subject.limit, _chain(subject)), subject.whose))


def _chain(subject: Subject) -> tuple[str, ...]:
    return known(subject.agency).chain if subject.agency else ("",)


def day(on: date, today: date) -> str:
    """Return a date as messages show it; the year only where it is not this one."""
    year = "" if on.year == today.year else f", {on.year}"
    return f"{on:%a} {on:%b} {on.day}{year}"


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def done_label(subject: Subject) -> str:
    """Return what the first button says: what is done, or of an agency's date, that it is known."""
    if subject.whose != "ours" and subject.limit != "reminder":
        return "Got it"
    return _DONE.get(subject.limit, "Done")


def _raised(item: Waiting, today: date) -> str:
    """Say why the ops place hears of a date of ours."""
    due = item.subject.due
    if item.audience != Audience.OPS or item.acknowledged_at or due is None or today <= due:
        return ""
    ago = _ago(item.subject, due, today)
    late = "a day late" if ago == "yesterday" else f"{ago.removesuffix(' ago')} late"
    return f"Posted here because this is {late} and nobody has pressed {done_label(item.subject)}."


def _notes(item: Waiting) -> tuple[str, ...]:
    notes = []
    if item.acknowledged_at is None and item.step.startswith(("late-", "raised-", "week-")):
        notes.append(f"I'll keep reminding you until someone presses {done_label(item.subject)}.")
    if item.step.startswith("snooze"):
        notes.append("Somebody asked to be reminded now.")
    return tuple(notes)


def _people(item: Waiting, zone: ZoneInfo, today: date) -> tuple[tuple[str, str], ...]:
    said = []
    if item.assigned_to and responsible(item) != item.assigned_to:
        said.append(("Assigned to", item.assigned_to))
    is_named = bool(follow_up([item.subject], today))  # that line speaks to the person
    if item.subject.whose != "ours" and _may_write(item) and not is_named:
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
        (done_label(subject), MarkDone(item.id)),
        *_drafts(subject, today),
        ("Snooze", SnoozeNudge(item.id)),
        *(((_WE_WONT[subject.limit], WaiveDate(item.id)),) if subject.limit in _WE_WONT else ()),
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
