"""The words of messages about many dates: ours first, all of them; then what is new; one line more.

A date of ours is never cut. What is hopeless, an agency's date that has been told of twice, is
one line with a button. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.law.limitation import is_kept
from bot.registry.commands import MarkDone
from bot.registry.draft_queries import DraftLetter
from bot.registry.queries import ListDue, ListOverdue
from bot.reminders import words
from bot.reminders.card import MOST_LINES, NudgeCard, Pressed
from bot.reminders.plan import BASELINE
from bot.reminders.sweep_context import is_person
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting

DIGEST_SIZE = 50  # steps; more are another message
AHEAD = timedelta(days=14)
NEWS = timedelta(days=7)  # what has happened since the digest of the week before
TOLD_TWICE = 10  # working days late: both nudges about an agency's date have been
FEW = 5  # steps of one request that share a message with a button each


@dataclass(frozen=True, slots=True)
class DateFacts:
    """What the dates of a message need besides themselves, by the numbers of the deadlines.

    `amounts`: the money that fee questions are about; `assigned`: to whom somebody gave the date;
    `named`: whether lines name the person who must act. `asked`: what is ours to say before dates
    can be trusted.
    """

    amounts: Mapping[int, str] = field(default_factory=dict)
    assigned: Mapping[int, str] = field(default_factory=dict)
    named: bool = True
    asked: Sequence[str] = ()

    def amount(self, subject: Subject) -> str:
        """Return the money that a fee question is about, "" where the record has none."""
        return self.amounts.get(subject.deadline_id or 0, "")

    def who(self, subject: Subject) -> str:
        """Return the person who must act on a date of ours, "" where nobody of Slack's is named."""
        person = self.assigned.get(subject.deadline_id or 0, "") or subject.owner
        return person if self.named and subject.whose == "ours" and is_person(person) else ""


Line = tuple[str, str]  # the person whom it speaks to, "" nobody; and the words
NOTHING = DateFacts()
BUTTONS: tuple[Pressed, ...] = (("What is due", ListDue()), ("What is overdue", ListOverdue()))


def digest_card(
    items: Sequence[Waiting], zone: ZoneInfo, now: datetime, ref: str, more: DateFacts = NOTHING
) -> NudgeCard:
    """Say many steps in one message, ours first; of one request, its first date is the title.

    Every one is named but those that only tell a state; of these the first, and the rest counted.
    """
    today = now.astimezone(zone).date()
    ranked = sorted(items, key=lambda item: _rank(item.subject))
    named = [item for item in ranked if not is_state(item)]
    state = [item for item in ranked if is_state(item)]
    shown = [*named, *state[: max(DIGEST_SIZE - len(named), 1)]]
    of_one = 0 < len(named) <= FEW and len({item.subject.request_id for item in items}) == 1
    if of_one:
        lines = _with_ways(shown, today, more)
    else:
        lines = _lines([item.subject for item in shown], today, more)
    if left := len(items) - len(shown):
        lines.append(("", f"And {left} more agency dates that were late already: say overdue."))
    first = ("", _title([item.subject for item in items], today))
    (who, title), *rest = lines if of_one else [first, *lines]
    return NudgeCard(
        title=title,
        who=who,
        lines=_words(rest),
        whom=_whom(rest),
        reference=ref,
        late=words.lateness(min(item.due_at for item in items), zone, now),
        buttons=(*_done(named if of_one else ()), *_ways(named if of_one else (), today), *BUTTONS),
        covers=tuple(item.ref for item in items),
    )


def _words(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(said for _, said in lines)


def _whom(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(who for who, _ in lines)


def _done(items: Sequence[Waiting]) -> tuple[Pressed, ...]:
    """Return a button for each of a few dates of ours."""
    return tuple(
        (f"{words.done_label(one.subject)}: {to}", MarkDone(one.id))
        for one, to in ((one, words.shown(one.subject.agency) or "this") for one in items)
        if one.subject.whose == "ours"
    )


def _with_ways(items: Sequence[Waiting], today: date, more: DateFacts) -> list[Line]:
    """Return the first lines of a few dates, each with what matters; then what one may write."""
    lines: dict[Line, None] = {}  # the same fact is told once
    for item in items:
        first = words.headline(item.subject, today, more.amount(item.subject))
        facts = words.told_to("", *words.facts(item.subject, today))
        lines |= dict.fromkeys(((words.responsible(item), first), *facts))
    owner = items[0].subject.owner
    late = words.follow_up([item.subject for item in items], today)
    return [*lines, *words.told_to(owner if is_person(owner) else "", late)]


def _ways(items: Sequence[Waiting], today: date) -> tuple[Pressed, ...]:
    """Return a button for each late determination of a few."""
    return tuple(
        (
            f"Follow-up: {words.shown(one.agency)}",
            DraftLetter(f"{one.slug}/{one.agency}", "follow-up"),
        )
        for one in (item.subject for item in items)
        if one.limit == "determination" and one.due is not None and one.due < today
    )


def is_state(item: Waiting) -> bool:
    """Say whether a step only tells how things stood when an agency's date was recorded late."""
    return item.step == BASELINE and item.subject.whose == "theirs"


def weekly_card(
    subjects: Sequence[Subject],
    zone: ZoneInfo,
    now: datetime,
    ref: str,
    carried: Sequence[Waiting] = (),
    more: DateFacts = NOTHING,
) -> NudgeCard:
    """Say once a week what we must do, what is new with the agencies, and what is hopeless.

    `carried`: steps of the day that it says, so that no second message does. `more`: what is
    known of their dates.
    """
    today = now.astimezone(zone).date()
    due = {id_of(item.subject): item.subject for item in carried}
    told = {id_of(s): s for s in subjects if _belongs(s, today)} | due
    ours = [s for s in told.values() if s.whose == "ours"]
    theirs = [s for s in told.values() if s.whose != "ours"]
    fresh = [s for s in theirs if id_of(s) in due or is_news(s, today)]
    stale = [s for s in theirs if s not in fresh]
    said = [*(("", question) for question in more.asked), *_lines(ours, today, more)]
    lines = [(who, line if who else f"Ours: {line}") for who, line in said]
    lines += _theirs(fresh, today, len(lines))
    if stale and (ours or fresh):
        lines.append(("", _hopeless(stale, today)))
    quiet = "All quiet: nothing of ours is due in the next two weeks"
    quiet += f"; {_hopeless(stale, today)}" if stale else ", and neither we nor an agency is late."
    return NudgeCard(
        title=f"Next two weeks: {_title([*ours, *fresh], today)}" if ours or fresh else quiet,
        lines=_words(lines),
        whom=_whom(lines),
        people=tuple(
            (f"Assigned, {words.headline(item.subject, today)}:", item.assigned_to)
            for item in carried
            if item.assigned_to and item.subject.whose != "ours"
        ),
        reference=ref,
        buttons=BUTTONS if told else (),
        covers=tuple(item.ref for item in carried),
    )


def _belongs(subject: Subject, today: date) -> bool:
    return subject.due is not None and (subject.due <= today + AHEAD or is_kept(subject.version))


def morning_card(
    subjects: Sequence[Subject], today: date, ref: str, stop: Pressed, more: DateFacts = NOTHING
) -> NudgeCard | None:
    """Say one person's dates of a morning, ours first; None where there are none."""
    if not subjects:
        return None
    ours = [subject for subject in subjects if subject.whose == "ours"]
    theirs = [subject for subject in subjects if subject.whose != "ours"]
    lines = [("", f"To do: {line}") for _, line in _lines(ours, today, more)]
    return NudgeCard(
        title=f"Your next two weeks: {_title([*ours, *theirs], today, is_of_a_day=True)}",
        lines=_words([*lines, *_theirs(theirs, today, len(lines))]),
        reference=ref,
        buttons=(*BUTTONS, stop),
    )


def id_of(subject: Subject) -> object:
    """Return what tells a date from others."""
    return subject.deadline_id or (subject.request_id, subject.label, subject.due)


def is_news(subject: Subject, today: date) -> bool:
    """Say whether an agency's date is new, to come, or late since so short a time that one acts."""
    if subject.due is None or subject.due >= today:
        return True
    if subject.made_at.date() >= today - NEWS and subject.due >= today - 2 * AHEAD:
        return True
    late = words.working_days(subject, subject.due, today)
    return late <= TOLD_TWICE and today - NEWS <= subject.due


def _hopeless(stale: Sequence[Subject], today: date) -> str:
    oldest = min(subject.due for subject in stale if subject.due)
    many = words.many(len(stale), "agency date")
    verb = "is" if len(stale) == 1 else "are"
    return f"{many} {verb} still late, the oldest since {words.day(oldest, today)}: say overdue."


def _title(subjects: Sequence[Subject], today: date, *, is_of_a_day: bool = False) -> str:
    """Count the dates, ours and theirs, with what of them is overdue, of today or further off."""
    ours = [subject for subject in subjects if subject.whose == "ours"]
    theirs = [subject for subject in subjects if subject.whose != "ours"]
    none = " (none today)" if is_of_a_day else ""
    noun = str(len(theirs)) if ours else words.many(len(theirs), "deadline")
    of = "an agency" if len(theirs) == 1 else "agencies"
    said = (
        [f"{words.many(len(ours), 'deadline')} of ours{_when(ours, today) or none}"] if ours else []
    )
    said += [f"{noun} of {of}{_when(theirs, today)}"] if theirs else []
    return " and ".join(said)


def _when(subjects: Sequence[Subject], today: date) -> str:
    """Say of how many dates more than that they are near; "" where nothing is to be said."""
    days = [subject.due for subject in subjects if subject.due]
    counted = {
        "overdue": sum(day < today for day in days),
        "today": sum(day == today for day in days),
        "later": sum(day > today + AHEAD for day in days),
    }
    one = len(subjects) == 1
    said = [what if one else f"{n} {what}" for what, n in counted.items() if n]
    return f" ({', '.join(said)})" if said else ""


def _lines(subjects: Iterable[Subject], today: date, more: DateFacts) -> list[Line]:
    """Return a line for each date, ours first, with the person who must act on it."""
    return [
        (more.who(one), f"{_mark(one, today)}{words.headline(one, today, more.amount(one))}")
        for one in sorted(subjects, key=_rank)
    ]


def _mark(subject: Subject, today: date) -> str:
    is_late = subject.whose == "ours" and subject.due is not None and subject.due < today
    return "OVERDUE. " if is_late and subject.limit != "reminder" else ""


def _theirs(subjects: Sequence[Subject], today: date, before: int) -> list[Line]:
    """Return the lines of agencies' dates, cut where the message has no room for all."""
    said = [f"Agencies: {line}" for _, line in _lines(subjects, today, NOTHING)]
    return [("", line) for line in _cut(said, before)]


def _rank(subject: Subject) -> tuple[bool, date]:
    return subject.whose != "ours", subject.due or date.max


def _cut(lines: Sequence[str], before: int) -> list[str]:
    """Cut the agencies' dates, never ours: a message holds so many lines."""
    room = max(MOST_LINES - before, 5)
    if len(lines) <= room:
        return list(lines)
    return [*lines[:room], f"And {len(lines) - room} more agency dates: say due or overdue."]
