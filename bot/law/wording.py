"""Dates, counts and lists in the words of a letter; everything that explains uses these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spell(day: date) -> str:
    """Give "Mon Dec 11, 2023", as every answer writes a date, whatever the machine's locale."""
    return f"{_DAYS[day.weekday()][:3]} {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def weekday(day: date) -> str:
    """Give the name of the day of the week."""
    return _DAYS[day.weekday()]


def how_far(days: int, left: int) -> str:
    """Say how far off a date is: "3 working days left", "today", "12 working days late".

    `days` are calendar days, `left` working days, both negative once it has passed. A weekend has
    no working days: there the calendar says whether it is late.
    """
    if not days:
        return "today"
    if not left:
        return "no working day left" if days > 0 else "late, since the last working day"
    return f"{count(abs(left), 'working')} {'left' if days > 0 else 'late'}"


def count(n: int, unit: str) -> str:
    """Give "1 working day", "20 working days", "6 years"."""
    noun = {"working": "working day", "calendar": "calendar day", "months": "month"}.get(unit, unit)
    noun = noun.removesuffix("s")
    return f"{n} {noun}" if n == 1 else f"{n:,} {noun}s"


def listing(items: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    if len(items) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
