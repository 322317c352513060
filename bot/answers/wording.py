"""How answers write dates and counts: always with the weekday, always in the same way."""

from __future__ import annotations

import re
from datetime import date

from bot.law.wording import how_far


def spelt(value: date | None) -> str:
    """Return a date with its weekday: "Mon Dec 11, 2023"; "unknown" for none."""
    return f"{value:%a %b} {value.day}, {value.year}" if value else "unknown"


def far(left: int | None, days: int | None) -> str:
    """Return how far off a date is, "" where there is none; working days first, then calendar."""
    return "" if left is None else how_far(left if days is None else days, left)


def count(number: int, noun: str, several: str = "") -> str:
    """Return "1 page", "3 pages", "1,200 pages"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


_LOCAL = re.compile(r"US-([A-Z]{2})-(.+)")


def body(key: str) -> str:
    """Write a public body as people read it: "ICE", "US-OR", "NYPD (NY)" for one in a state."""
    local = _LOCAL.fullmatch(key)
    return f"{local[2].replace('-', ' ')} ({local[1]})" if local else key
