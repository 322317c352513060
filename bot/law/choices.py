"""What a lawyer must choose because the statute is silent; the defaults are the safe side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
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
