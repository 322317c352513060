"""Working days: federal, court and state calendars from 1990 to 2050, in constant time.

A calendar is two tables: for every day the number of working days up to it, and the working
days in order. Counting and adding are then look-ups.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress

from bot.law.choices import DEFAULT, Choices, Days
from bot.law.value import value

FIRST = date(1990, 1, 1)
LAST = date(2050, 12, 31)
_BASE = FIRST.toordinal()
_SIZE = LAST.toordinal() - _BASE + 1
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)
_SINCE_MONDAY = (_BASE - 1) % 7  # day 1 was one
_WEEKDAYS_ON = (bytes([1, 1, 1, 1, 1, 0, 0]) * (_SIZE // 7 + 2))[
    _SINCE_MONDAY : _SINCE_MONDAY + _SIZE
]


class OutsideCalendar(ValueError):  # noqa: N818 - reads as what happened
    """A day before 1990 or after 2050, where our holiday tables say nothing."""

    def __init__(self, day: str) -> None:
        super().__init__(
            f"{day} is outside the holiday tables, which cover {FIRST.year} to {LAST.year}. "
            "Count this date by hand."
        )


@value
class Skip:
    """A weekday that was not counted, and why."""

    date: date
    why: str


class WorkCalendar:
    """Which days are working days. Every method raises OutsideCalendar beyond its tables."""

    __slots__ = ("_places", "_rank", "_skips", "_why", "_working", "name")

    def __init__(self, name: str, holidays: Mapping[date, str]) -> None:
        self.name = name
        self._why = {day: why for day, why in holidays.items() if FIRST <= day <= LAST}
        works = bytearray(_WEEKDAYS_ON)
        for day in self._why:
            works[day.toordinal() - _BASE] = 0
        self._rank = array("H", accumulate(works))
        # Place 0 is never read: counts begin at 1.
        self._working = array("l", [_BASE, *compress(range(_BASE, _BASE + _SIZE), works)])
        skips = sorted((day, why) for day, why in self._why.items() if day.weekday() < _SATURDAY)
        self._skips = tuple(Skip(day, why) for day, why in skips)
        self._places = [day.toordinal() for day, _ in skips]

    def __repr__(self) -> str:
        return f"WorkCalendar({self.name!r})"

    def is_working(self, day: date) -> bool:
        """Whether work is done on that day."""
        place = _place(day)
        return self._rank[place] > (self._rank[place - 1] if place else 0)

    def why_not(self, day: date) -> str:
        """Why it is not a working day ("Saturday", "Thanksgiving Day"); "" if it is one."""
        _place(day)
        if day.weekday() >= _SATURDAY:
            return _WEEKDAYS[day.weekday()]
        return self._why.get(day, "")

    def add(self, day: date, n: int) -> date:
        """Give the n-th working day after `day`, before it for negative n; `day` itself for 0."""
        place = day.toordinal() - _BASE
        if not 0 <= place < _SIZE:
            raise OutsideCalendar(day.isoformat())
        if n > 0:
            rank = self._rank[place] + n
        elif n == 0:
            return day
        else:
            rank = (self._rank[place - 1] if place else 0) + 1 + n
        if 0 < rank < len(self._working):
            return date.fromordinal(self._working[rank])
        way = "after" if n > 0 else "before"
        raise OutsideCalendar(f"The date {abs(n)} working days {way} {day.isoformat()}")

    def between(self, a: date, b: date) -> int:
        """Count the working days in (a, b]; negative if b comes before a."""
        first, last = a.toordinal() - _BASE, b.toordinal() - _BASE
        if not (0 <= first < _SIZE and 0 <= last < _SIZE):
            raise OutsideCalendar((b if 0 <= first < _SIZE else a).isoformat())
        return self._rank[last] - self._rank[first]

    def skipped(self, a: date, b: date) -> tuple[Skip, ...]:
        """List the holidays on weekdays in (a, b], in order. Weekends go without saying."""
        first = bisect_right(self._places, a.toordinal())
        return self._skips[first : bisect_right(self._places, b.toordinal())]

    def next_working(self, day: date) -> date:
        """Give the day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """Give the day itself if it is a working day, else the one before."""
        return day if self.is_working(day) else self.add(day, -1)


def _place(day: date) -> int:
    place = day.toordinal() - _BASE
    if not 0 <= place < _SIZE:
        raise OutsideCalendar(day.isoformat())
    return place


def federal(choices: Choices = DEFAULT) -> WorkCalendar:
    """Give the legal public holidays of 5 U.S.C. 6103(a), with the days observed for them.

    Disputed days that the choices call unsettled are counted here: the earlier reading.
    """
    return _early(choices)


def federal_late(choices: Choices = DEFAULT) -> WorkCalendar:
    """Give the calendar of the later reading: disputed days that are unsettled are skipped."""
    return _late(choices)


@lru_cache(maxsize=32)
def _early(choices: Choices) -> WorkCalendar:
    return WorkCalendar("federal", _federal(choices, Days.SKIP))


@lru_cache(maxsize=32)
def _late(choices: Choices) -> WorkCalendar:
    if Days.BOTH not in (choices.executive_closings, choices.lost, choices.inauguration):
        return _early(choices)
    return WorkCalendar("federal, later reading", _federal(choices, Days.SKIP, Days.BOTH))


@lru_cache(maxsize=32)
def disputed(choices: Choices = DEFAULT) -> tuple[date, ...]:
    """List the weekdays on which the federal calendars of the two readings differ."""
    early, late = _early(choices), _late(choices)
    if late is early:
        return ()
    return tuple(s.date for s in late.skipped(FIRST, LAST) if early.is_working(s.date))


@lru_cache(maxsize=1)
def court() -> WorkCalendar:
    """Give the days on which a period of Fed. R. Civ. P. 6(a) may end.

    Its "legal holiday" takes in days declared by the President (6(a)(6)(B)), so a day closed by
    executive order is one here even where it counts as a working day for FOIA.
    """
    closed = {day: f"closed by {order}" for day, order in DEFAULT.closings}
    return WorkCalendar("federal courts", closed | _federal(DEFAULT, Days.SKIP))


@lru_cache(maxsize=64)
def state(code: str) -> WorkCalendar:
    """Give a state's calendar ("OR" or "US-OR"), or the District of Columbia's.

    Raises ValueError for a code that is no state's.
    """
    from holidays import country_holidays  # slow to load, and only states need it

    letters = code.upper().removeprefix("US-")
    try:
        days = country_holidays("US", subdiv=letters, years=range(FIRST.year, LAST.year + 2))
    except NotImplementedError:
        raise ValueError(f"{code!r} is no state. Use a code like US-OR.") from None
    return WorkCalendar(f"US-{letters}", dict(days))


@lru_cache(maxsize=64)
def state_early(code: str) -> WorkCalendar:
    """Give a state's calendar of the earlier reading: only the days that nobody disputes.

    Those are the legal holidays that the state shares with the statute. Days of the state's own
    staff, optional days and local ones may not bind the body that was asked.
    """
    own, shared = state(code), _early(DEFAULT)
    closed = {s.date: s.why for s in own.skipped(FIRST, LAST) if not shared.is_working(s.date)}
    return WorkCalendar(f"{own.name}, shared holidays", closed)


@lru_cache(maxsize=64)
def state_late(code: str) -> WorkCalendar:
    """Give a state's calendar of the later reading: its own list and the day after Thanksgiving."""
    own = state(code)
    closed = {skip.date: skip.why for skip in own.skipped(FIRST, LAST)}
    for year in range(FIRST.year, LAST.year + 1):
        closed.setdefault(_nth(year, 11, 3, 4) + _ONE_DAY, "Day after Thanksgiving")
    return WorkCalendar(f"{own.name}, every closing day", closed)


@lru_cache(maxsize=64)
def state_ours(code: str) -> WorkCalendar:
    """Give a state's calendar for the later reading of our own dates: its list of legal holidays.

    What only closes offices moves no date of ours: the day after Thanksgiving where the state does
    not list it, a day named in honor of somebody, and the Friday before a holiday on a Saturday
    (N.Y. Gen. Constr. Law 24 moves a holiday from a Sunday alone).
    """
    own = state(code)
    legal = {skip.date: skip.why for skip in own.skipped(FIRST, LAST) if not _only_closes(skip)}
    return WorkCalendar(f"{own.name}, legal holidays", legal)


def _only_closes(skip: Skip) -> bool:
    friday = skip.date.weekday() == _SATURDAY - 1 and skip.why.endswith("(observed)")
    return friday or skip.why == "Susan B. Anthony Day"


@lru_cache(maxsize=64)
def state_disputed(code: str) -> tuple[date, ...]:
    """List the weekdays on which a state's two calendars differ: whose holidays is not settled."""
    early, late = state_early(code), state_late(code)
    return tuple(s.date for s in late.skipped(FIRST, LAST) if early.is_working(s.date))


def _federal(choices: Choices, *skipping: Days) -> dict[date, str]:
    days: dict[date, str] = {}
    if choices.executive_closings in skipping:
        days |= {day: f"closed by {order}" for day, order in choices.closings}
    if choices.lost in skipping:
        days |= dict(choices.lost_days)
    if choices.inauguration in skipping:
        days |= dict(_inaugurations())
    for year in range(FIRST.year, LAST.year + 2):
        days |= dict(_observed(_legal_holidays(year)))
    return days


def _legal_holidays(year: int) -> Iterable[tuple[date, str]]:
    """5 U.S.C. 6103(a), in the order of the calendar."""
    yield date(year, 1, 1), "New Year's Day"
    yield _nth(year, 1, 0, 3), "Birthday of Martin Luther King, Jr."
    yield _nth(year, 2, 0, 3), "Washington's Birthday"
    yield _nth(year, 6, 0, 1) - timedelta(days=7), "Memorial Day"
    if year >= 2021:  # noqa: PLR2004 - Pub. L. 117-17, June 17, 2021
        yield date(year, 6, 19), "Juneteenth National Independence Day"
    yield date(year, 7, 4), "Independence Day"
    yield _nth(year, 9, 0, 1), "Labor Day"
    yield _nth(year, 10, 0, 2), "Columbus Day"
    yield date(year, 11, 11), "Veterans Day"
    yield _nth(year, 11, 3, 4), "Thanksgiving Day"
    yield date(year, 12, 25), "Christmas Day"


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _observed(holidays: Iterable[tuple[date, str]]) -> Iterable[tuple[date, str]]:
    """Saturday: the Friday before, 6103(b)(1). Sunday: the Monday after, E.O. 11582 s. 3(a).

    January 1 on a Saturday makes December 31 of the year before the holiday (2010, 2021, 2027).
    """
    for day, name in holidays:
        if day.weekday() == _SATURDAY:
            yield day - _ONE_DAY, f"{name} (observed)"
        elif day.weekday() == _SUNDAY:
            yield day + _ONE_DAY, f"{name} (observed)"
        else:
            yield day, name


def _inaugurations() -> Iterable[tuple[date, str]]:
    """6103(c): January 20 of every fourth year; on a Sunday the Monday; no rule for Saturdays."""
    for year in range(1993, LAST.year + 1, 4):
        day = date(year, 1, 20)
        yield (day + _ONE_DAY if day.weekday() == _SUNDAY else day), "Inauguration Day"
