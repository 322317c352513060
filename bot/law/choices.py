"""What a lawyer must choose because the statute is silent; the defaults are the safe side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.law.value import value


class Days(StrEnum):
    """What becomes of a kind of disputed day in a count of working days."""

    COUNT = "count"  # an ordinary working day
    SKIP = "skip"  # left out like a holiday
    BOTH = "both"  # unsettled: two readings, the safer one governs


class WeekendReceipt(StrEnum):
    """When a request that arrives on a day without work was received."""

    THAT_DAY = "that-day"
    NEXT_WORKING = "next-working"
    BOTH = "both"


class RoutingDays(StrEnum):
    """The unit of the ten days within which a request must reach the right component."""

    WORKING = "working"
    CALENDAR = "calendar"
    BOTH = "both"


# Days on which an executive order closed the agencies. Each order puts its day under 5 U.S.C.
# 6103(b) only "insofar as they relate to the pay and leave of employees", so whether it is a
# "legal public holiday" for FOIA is open. Orders of 2018 to 2020 and the days of 2025 were read
# or are named in our sources; the others are from knowledge and want a check.
EXECUTIVE_CLOSINGS: tuple[tuple[date, str], ...] = (
    (date(2001, 12, 24), "E.O. 13238"),
    (date(2002, 12, 24), "E.O. 13281"),
    (date(2003, 12, 26), "E.O. 13320"),
    (date(2004, 6, 11), "E.O. 13343, day of mourning"),
    (date(2007, 1, 2), "E.O. 13421, day of mourning"),
    (date(2007, 12, 24), "E.O. 13453"),
    (date(2008, 12, 26), "E.O. 13482"),
    (date(2012, 12, 24), "E.O. 13635"),
    (date(2014, 12, 26), "E.O. 13682"),
    (date(2018, 12, 5), "E.O. 13852, day of mourning"),
    (date(2018, 12, 24), "E.O. 13854"),
    (date(2019, 12, 24), "E.O. 13900"),
    (date(2020, 12, 24), "E.O. 13965"),
    (date(2024, 12, 24), "executive order for December 24, 2024"),
    (date(2025, 1, 9), "executive order, day of mourning"),
    (date(2025, 12, 24), "executive order for December 24, 2025"),
    (date(2025, 12, 26), "executive order for December 26, 2025"),
)


@value
class Choices:
    """One lawyer's settings. Equal settings share one calendar.

    `lost_days` are days of a shutdown or of weather that counsel lists by hand; by default they
    count, as the Office of Information Policy tells agencies (2013).
    """

    executive_closings: Days = Days.BOTH
    closings: tuple[tuple[date, str], ...] = EXECUTIVE_CLOSINGS
    lost: Days = Days.COUNT
    lost_days: tuple[tuple[date, str], ...] = ()
    inauguration: Days = Days.COUNT  # 6103(c): pay and leave, Washington area only
    weekend_receipt: WeekendReceipt = WeekendReceipt.BOTH
    routing: RoutingDays = RoutingDays.BOTH
    due_soon: int = 5  # working days ahead of a date at which it is called soon
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every computed date looks its choices up: hash them once.
        each = (self.executive_closings, self.closings, self.lost, self.lost_days)
        more = (self.inauguration, self.weekend_receipt, self.routing, self.due_soon)
        object.__setattr__(self, "_hash", hash((*each, *more)))

    def __hash__(self) -> int:
        return self._hash


DEFAULT = Choices()

# What each setting asks, for help and for the lawyer who sets it. Keys as in `read`.
QUESTIONS: Mapping[str, str] = {
    "executive-closings": "Days closed by executive order: count, skip, or both readings?",
    "lost": "Listed days of a shutdown or of weather: count, skip, or both?",
    "lost-days": "Which days those are: 2013-10-01:2013-10-16, 2016-01-25",
    "inauguration": "Inauguration Day: count, skip, or both?",
    "weekend-receipt": "Received on a day off: that-day, next-working, or both?",
    "routing": "The ten days to reach the right component: working, calendar, or both?",
    "due-soon": "How many working days ahead is a date called soon?",
}
_LONGEST_SPAN = 400  # days
T = TypeVar("T", bound=StrEnum)


def read(values: Mapping[str, str]) -> Choices:
    """Read settings by the keys of QUESTIONS; what is left out keeps its safe default.

    Raises ValueError with a sentence that names the setting and its answers.
    """
    for name in values:
        if name not in QUESTIONS:
            raise ValueError(f"There is no choice called {name!r}. Known: {', '.join(QUESTIONS)}.")
    return Choices(
        executive_closings=_days(values, "executive-closings", DEFAULT.executive_closings),
        lost=_days(values, "lost", DEFAULT.lost),
        lost_days=_lost_days(values.get("lost-days", "")),
        inauguration=_days(values, "inauguration", DEFAULT.inauguration),
        weekend_receipt=_one_of(WeekendReceipt, values, "weekend-receipt", DEFAULT.weekend_receipt),
        routing=_one_of(RoutingDays, values, "routing", DEFAULT.routing),
        due_soon=_due_soon(values.get("due-soon", str(DEFAULT.due_soon))),
    )


def _days(values: Mapping[str, str], name: str, default: Days) -> Days:
    return _one_of(Days, values, name, default)


def _one_of(kind: type[T], values: Mapping[str, str], name: str, default: T) -> T:
    try:
        return kind(values.get(name, default))
    except ValueError:
        raise ValueError(f"{name} is {values[name]!r}. {QUESTIONS[name]}") from None


def _due_soon(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 2:  # noqa: PLR2004 - under 100
        raise ValueError(f"due-soon is {text!r}. {QUESTIONS['due-soon']}")
    return int(text)


def _lost_days(text: str) -> tuple[tuple[date, str], ...]:
    found: list[tuple[date, str]] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        first, _, last = part.partition(":")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise ValueError(f"lost-days has {part!r}. {QUESTIONS['lost-days']}") from None
        if not 0 <= (end - start).days <= _LONGEST_SPAN:
            raise ValueError(f"lost-days has {part!r}: not a span of up to {_LONGEST_SPAN} days.")
        found += [(start + timedelta(days=n), "closed") for n in range((end - start).days + 1)]
    return tuple(sorted(dict(found).items()))
