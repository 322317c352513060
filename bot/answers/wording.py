"""How answers write dates and counts: always with the weekday, always in the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def iso_spelt(text: str) -> str:
    """Return a text with each ISO date in it written as every answer writes dates."""
    return _ISO.sub(lambda found: _spelt_if_a_day(found[0]), text)


_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def _spelt_if_a_day(iso: str) -> str:
    try:
        return spelt(date.fromisoformat(iso))
    except ValueError:
        return iso


def carried(details: Mapping[str, object]) -> str:
    """Say what an event carries: "received on Mon Nov 13, 2023; 10 days more"."""
    said = []
    for name, value in details.items():
        shape = _CARRIED.get(name, f"{name.replace('-', ' ')} {{}}")
        plain = str(value).replace("-", " ") if name in _WORDS else iso_spelt(str(value))
        said.append(shape.format(plain))
    return "; ".join(said)


_WORDS = {"disposition", "outcome"}
_CARRIED = {
    "received": "received on {}", "due": "by {}", "days": "{} days more", "amount": "${}",
    "appeal-days": "{} days to appeal", "appeal-working-days": "{} working days to appeal",
    "appeal-by": "appeal by {}", "pages": "{} pages", "disposition": "{}", "text": "{}",
    "processed": "{} pages processed", "released": "{} released in full",
    "partial": "{} released in part", "withheld": "{} withheld in full",
}  # fmt: skip


_LOCAL = re.compile(r"US-([A-Z]{2})-(.+)")


def body(key: str) -> str:
    """Write a public body as people read it: "ICE", "US-OR", "NYPD (NY)" for one in a state."""
    local = _LOCAL.fullmatch(key)
    return f"{local[2].replace('-', ' ')} ({local[1]})" if local else key
