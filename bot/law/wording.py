"""Dates, counts and lists in the words of a letter; everything that explains uses these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def spell(day: date) -> str:
    """Give "Monday, December 11, 2023", whatever the machine's locale."""
    return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def weekday(day: date) -> str:
    """Give the name of the day of the week."""
    return _DAYS[day.weekday()]


def count(n: int, unit: str) -> str:
    """Give "1 working day", "20 working days", "6 years"."""
    noun = {"working": "working day", "calendar": "calendar day", "months": "month"}.get(unit, unit)
    noun = noun.removesuffix("s")
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def listing(items: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    if len(items) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
