"""The words of messages about many dates: ours first, all of them; then what is new; one line more.

A date of ours is never cut. What is hopeless, an agency's date that has been told of twice, is
one line with a button. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.law.limitation import is_kept
from bot.registry.commands import MarkDone
from bot.registry.queries import DraftLetter, ListDue, ListOverdue
from bot.reminders import words
from bot.reminders.card import MOST_LINES, NudgeCard, Pressed
from bot.reminders.plan import BASELINE
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting

DIGEST_SIZE = 50  # steps; more are another message
AHEAD = timedelta(days=14)
NEWS = timedelta(days=7)  # what has happened since the digest of the week before
TOLD_TWICE = 10  # working days late: both nudges about an agency's date have been
FEW = 5  # steps of one request that share a message with a button each
BUTTONS: tuple[Pressed, ...] = (("What is due", ListDue()), ("What is overdue", ListOverdue()))


def digest_card(items: Sequence[Waiting], zone: ZoneInfo, now: datetime, ref: str) -> NudgeCard:
    """Say many steps in one message, ours first; of one request, its first date is the title.

    Every one is named but those that only tell a state; of these the first, and the rest counted.
    """
    today = now.astimezone(zone).date()
    ranked = sorted(items, key=lambda item: _rank(item.subject))
    named = [item for item in ranked if not is_state(item)]
    state = [item for item in ranked if is_state(item)]
    shown = [*named, *state[: max(DIGEST_SIZE - len(named), 1)]]
    of_one = len(named) <= FEW and len({item.subject.request_id for item in items}) == 1
    of_one = of_one and bool(named)
    lines = _lines([item.subject for item in shown], today)
    if of_one:
        lines = _with_ways(shown, today)
    if more := len(items) - len(shown):
        lines.append(f"And {more} more agency dates that were late already: say overdue.")
    return NudgeCard(
        title=lines[0] if of_one else _title([item.subject for item in items]),
        who=words.responsible(named[0]) if of_one else "",
        lines=tuple(lines[1:] if of_one else lines),
        reference=ref,
        late=words.lateness(min(item.due_at for item in items), zone, now),
        buttons=(*_done(named if of_one else ()), *_ways(named if of_one else (), today), *BUTTONS),
        covers=tuple(item.ref for item in items),
    )


def _done(items: Sequence[Waiting]) -> tuple[Pressed, ...]:
    """Return a button for each of a few dates of ours."""
    ours = [item for item in items if item.subject.whose == "ours"]
    return tuple((f"Done: {item.subject.agency or 'this'}", MarkDone(item.id)) for item in ours)


def _with_ways(items: Sequence[Waiting], today: date) -> list[str]:
    """Return the first lines of a few dates, each followed by what can be done about it."""
    lines: dict[str, None] = {}  # the same way is told once
    for item in items:
        lines |= dict.fromkeys(
            (words.headline(item.subject, today), *words.facts(item.subject, today))
        )
    return list(lines)


def _ways(items: Sequence[Waiting], today: date) -> tuple[Pressed, ...]:
    """Return a button for each late determination of a few."""
    return tuple(
        (f"Follow-up: {one.agency}", DraftLetter(f"{one.slug}/{one.agency}", "follow-up"))
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
    asked: Sequence[str] = (),
) -> NudgeCard:
    """Say once a week what we must do, what is new with the agencies, and what is hopeless.

    `carried`: steps of the day that it says, so that no second message does. `asked`: what is
    ours to say before dates can be trusted.
    """
    today = now.astimezone(zone).date()
    due = {id_of(item.subject): item.subject for item in carried}
    told = {id_of(s): s for s in subjects if _belongs(s, today)} | due
    ours = [s for s in told.values() if s.whose == "ours"]
    theirs = [s for s in told.values() if s.whose != "ours"]
    fresh = [s for s in theirs if id_of(s) in due or is_news(s, today)]
    stale = [s for s in theirs if s not in fresh]
    lines = [f"Ours: {line}" for line in [*asked, *_lines(ours, today)]]
    lines += _cut([f"Agencies: {line}" for line in _lines(fresh, today)], len(lines))
    if stale and (ours or fresh):
        lines.append(_hopeless(stale, today))
    quiet = f"All quiet: nothing of ours is due before {words.day(today + AHEAD, today)}"
    quiet += f"; {_hopeless(stale, today)}" if stale else ", and nothing is overdue."
    return NudgeCard(
        title=_title([*ours, *fresh], "The week ahead: ") if ours or fresh else quiet,
        lines=tuple(lines),
        people=tuple(
            (f"Assigned, {words.headline(item.subject, today)}:", item.assigned_to)
            for item in carried
            if item.assigned_to
        ),
        reference=ref,
        buttons=BUTTONS if told else (),
        covers=tuple(item.ref for item in carried),
    )


def _belongs(subject: Subject, today: date) -> bool:
    return subject.due is not None and (subject.due <= today + AHEAD or is_kept(subject.version))


def morning_card(
    subjects: Sequence[Subject], today: date, ref: str, stop: Pressed
) -> NudgeCard | None:
    """Say one person's dates of a morning, ours first; None where there are none."""
    if not subjects:
        return None
    ours = [subject for subject in subjects if subject.whose == "ours"]
    theirs = [subject for subject in subjects if subject.whose != "ours"]
    lines = [f"To do: {line}" for line in _lines(ours, today)]
    return NudgeCard(
        title=_title([*ours, *theirs], "Your day: "),
        lines=(*lines, *_cut([f"Agencies: {line}" for line in _lines(theirs, today)], len(lines))),
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


def _title(subjects: Sequence[Subject], first: str = "") -> str:
    ours = sum(subject.whose == "ours" for subject in subjects)
    theirs = len(subjects) - ours
    said = [f"{words.many(ours, 'date')} of ours"] if ours else []
    said += [f"{words.many(theirs, 'agency date')}"] if theirs else []
    return f"{first}{' and '.join(said)}"


def _lines(subjects: Iterable[Subject], today: date) -> list[str]:
    ranked = sorted(subjects, key=_rank)
    return [words.headline(subject, today) for subject in ranked]


def _rank(subject: Subject) -> tuple[bool, date]:
    return subject.whose != "ours", subject.due or date.max


def _cut(lines: Sequence[str], before: int) -> list[str]:
    """Cut the agencies' dates, never ours: a message holds so many lines."""
    room = max(MOST_LINES - before, 5)
    if len(lines) <= room:
        return list(lines)
    return [*lines[:room], f"And {len(lines) - room} more agency dates: say due or overdue."]
