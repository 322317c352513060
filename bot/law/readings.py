"""The earlier and the later reading of a limit, each worked out to a date.

The earlier takes every disputed day as running, the later one as stopped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from bot.law import calendar
from bot.law.calendar import Skip, WorkCalendar
from bot.law.choices import Choices, RoutingDays, WeekendReceipt
from bot.law.limits import Limit, Unit
from bot.law.spans import Span, united
from bot.law.wording import count, listing, spell, weekday

_DAY = timedelta(days=1)
AS_WRITTEN = "the rule as written"
_WHOSE = "whose holidays bind this body the statute does not settle"
_DUE = attrgetter("due")
_Stop = tuple[date, date]  # first and last day of a stop that do not count


class Found(NamedTuple):
    """A reading while it is being worked out."""

    due: date
    amount: int
    unit: Unit
    skipped: tuple[Skip, ...] = ()
    because: str = ""
    begin: date = date.min


def readings_of(
    rule: Limit, start: date, extended: int, spans: Sequence[Span], choices: Choices
) -> list[Found]:
    """Give every reading, earliest first, each date once."""
    if rule.unit in {"years", "months"}:
        due = months_later(start, rule.amount * (12 if rule.unit == "years" else 1))
        return [Found(due, rule.amount, rule.unit, (), rule.because or AS_WRITTEN)]
    if rule.name == "routing" and choices.routing is not RoutingDays.BOTH:
        rule = _routing(rule, choices)
    early = _read(rule, start, extended, spans, choices, late=False)
    found = [early]
    if spans or not _settled(rule, extended, early, choices):
        late = _read(rule, start, extended, spans, choices, late=True)
        if late.due != early.due:
            found = _told_apart(rule, extended, spans, early, late)
    for other in _alternatives(rule):
        found.append(_read(other, start, extended, spans, choices, late=rule.whose == "theirs"))
    if len(found) > 1:
        found.sort(key=_DUE)
        found = [
            each
            for place, each in enumerate(found)
            if not place or each.due != found[place - 1].due
        ]
    return found


def _settled(rule: Limit, extended: int, early: Found, choices: Choices) -> bool:
    """Whether nothing between start and end is disputed: the later reading gives the same date."""
    if rule.roll == "both" or extended > rule.extension:
        return False
    if rule.from_receipt and not calendar_of(rule, choices, late=True).is_working(early.begin):
        return False
    if rule.calendar == "court":
        return True
    if rule.calendar == "federal":
        days = calendar.disputed(choices)
    else:
        days = calendar.state_disputed(rule.calendar)
    place = bisect_right(days, early.begin)
    return place == len(days) or days[place] > early.due


def _read(
    rule: Limit, start: date, extended: int, spans: Sequence[Span], choices: Choices, *, late: bool
) -> Found:
    """Work out the earlier or the later reading: each answers every open question its way."""
    days = calendar_of(rule, choices, late=late)
    begin = _received(rule, start, days, choices, late=late)
    added = extended if late or not rule.extension else min(extended, rule.extension)
    stops = _stops(spans, late=late) if spans else ()
    if added and rule.extension_unit != rule.unit and rule.extension:
        due = _run(begin, rule.amount, rule.unit, days, stops)
        due = _run(due, added, rule.extension_unit, days, stops)
    else:
        due = _run(begin, rule.amount + added, rule.unit, days, stops)
    if rule.roll == "next" or (rule.roll == "both" and late):
        due = days.next_working(due)
    skipped = days.skipped(begin, due) if rule.unit == "working" else ()
    return Found(due, rule.amount, rule.unit, skipped, rule.because or AS_WRITTEN, begin)


def _run(start: date, n: int, unit: Unit, days: WorkCalendar, stops: Sequence[_Stop]) -> date:
    """Let n days run from the day after `start`, standing still at each stop in between."""
    due = _step(start, n, unit, days)
    for first, last in stops:
        if first > due:  # the limit had passed: nothing is left to stop
            break
        before = max(first - _DAY, start)
        if last > before:
            n += days.between(before, last) if unit == "working" else (last - before).days
            due = _step(start, n, unit, days)
    return due


def _step(start: date, n: int, unit: Unit, days: WorkCalendar) -> date:
    if unit == "working":
        return days.add(start, n)
    due = start + timedelta(days=n)
    days.why_not(due)  # refuses beyond the tables, where nobody can say what day it is
    return due


def _stops(spans: Sequence[Span], *, late: bool) -> tuple[_Stop, ...]:
    """First and last day that do not count. Later reading: both ends; earlier: neither."""
    one = timedelta(days=0 if late else 1)
    return tuple(
        (span.start + one, span.end - one)
        for span in united(spans, touching=late)
        if span.end is not None
    )


def _received(
    rule: Limit, start: date, days: WorkCalendar, choices: Choices, *, late: bool
) -> date:
    """Give the day of receipt that a reading counts from, where the request came on a day off."""
    if not rule.from_receipt or choices.weekend_receipt is WeekendReceipt.THAT_DAY:
        return start
    if late or choices.weekend_receipt is WeekendReceipt.NEXT_WORKING:
        return days.next_working(start)
    return start


def _told_apart(
    rule: Limit, extended: int, spans: Sequence[Span], early: Found, late: Found
) -> list[Found]:
    """Two readings with their reasons: what the one counts and the other does not."""
    mine, other = [], []
    if early.begin != late.begin:
        day = weekday(early.begin)
        mine.append(f"received on the {day} itself")
        other.append(f"received on {spell(late.begin)}, the next working day")
    apart = [skip for skip in late.skipped if skip not in early.skipped]
    if closed := [skip for skip in apart if skip.date <= early.due]:  # the rest count for neither
        days = listing([f"{spell(skip.date)} ({skip.why})" for skip in closed])
        mine.append(f"{days} counted as working")
        whose = "the law is unsettled" if rule.calendar == "federal" else _WHOSE
        other.append(f"{days} skipped; {whose}")
    if spans:
        mine.append("the day of the question and the day of the answer both count")
        other.append("neither the day of the question nor the day of the answer counts")
    if rule.extension and extended > rule.extension:
        mine.append(f"a notice can add {count(rule.extension, rule.extension_unit)} at most")
        other.append(f"all {extended} days of the notice added")
    if rule.roll == "both":
        mine.append("the last day stays where it falls")
        other.append("a last day on a weekend or holiday moves to the next working day")
    return [
        early._replace(because="; ".join(filter(None, [rule.because, *mine]))),
        late._replace(because="; ".join(filter(None, [rule.because, *other]))),
    ]


@cache
def _alternatives(rule: Limit) -> tuple[Limit, ...]:
    return tuple(
        replace(
            rule,
            amount=other.amount,
            unit=other.unit,
            also=(),
            because=other.why,
            citation=other.citation or rule.citation,
        )
        for other in rule.also
    )


@cache
def _routing(rule: Limit, choices: Choices) -> Limit:
    """Give the routing limit after counsel has chosen its unit."""
    for other in rule.also:
        if choices.routing is RoutingDays.CALENDAR:
            return replace(rule, unit=other.unit, amount=other.amount, also=(), because=other.why)
    return replace(rule, also=())


def calendar_of(rule: Limit, choices: Choices, *, late: bool = False) -> WorkCalendar:
    """Give the calendar that a rule is counted on, for the earlier or the later reading."""
    if rule.calendar == "federal":
        return calendar.federal_late(choices) if late else calendar.federal(choices)
    if rule.calendar == "court":
        return calendar.court()
    if not late:
        return calendar.state_early(rule.calendar)
    ours = rule.whose == "ours"
    return calendar.state_ours(rule.calendar) if ours else calendar.state_late(rule.calendar)


def months_later(start: date, months: int, day: int = 0) -> date:
    """Give the same day (or `day`) of a later month; its last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004
    last = (first_of_next - _DAY).day
    return date(year, month + 1, min(day or start.day, last))


def counted(on: date, days: int, unit: str, *, federal: bool) -> date:
    """Count days of the calendar, or working days without federal holidays where those bind.

    Elsewhere they are weekdays: the earliest day that working days can mean.
    """
    if unit != "working":
        return on + timedelta(days=days)
    if federal:
        return calendar.federal().add(on, days)
    last = on
    while days:
        last += timedelta(days=1)
        days -= last.weekday() < 5  # noqa: PLR2004 - Saturday
    return last
