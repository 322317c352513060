"""Dates as people write them. What could mean two days is asked back, never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.law.wording import weekday

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"
_DAY = r"(?P<day>\d{1,2})(?:[snrt][tdh])?"
# Compiled at first use, by `re` itself.
_ISO = r"(?a)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
_MONTH_FIRST = rf"(?a){_WEEKDAY}(?P<name>{_NAMES})\.? +{_DAY},? +(?P<year>\d{{4}})"
_DAY_FIRST = rf"(?a){_WEEKDAY}{_DAY} +(?:of +)?(?P<name>{_NAMES})\.?,? +(?P<year>\d{{4}})"
_NUMBERS = r"(?a)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4})"
_SHORT_YEAR = r"(?a)\d{1,2}[-/.]\d{1,2}[-/.]\d{2}"
_NO_YEAR = rf"(?:{_NAMES})\.? +\d{{1,2}}(?:[snrt][tdh])?|\d{{1,2}} +(?:{_NAMES})"
_LONGEST = 60
_TWELVE = 12


class UnclearDate(ValueError):  # noqa: N818 - reads as what happened
    """Words that are no date, or could be two; the message asks what to type instead."""


def parse_date(words: str, *, today: date) -> date:
    """Read one date: 2023-11-09, "Nov 9, 2023", "9 November 2023", "today", "yesterday".

    Raises UnclearDate with a question where it is ambiguous, impossible or vague.
    """
    text = " ".join(words.lower().split())
    if text in {"today", "yesterday"}:
        return today - timedelta(days=text == "yesterday")
    if len(text) > _LONGEST:
        raise UnclearDate("That is too long for a date. Type it like 2023-11-09.")
    if match := re.fullmatch(_ISO, text):
        return _real(words, int(match["year"]), int(match["month"]), int(match["day"]))
    if match := re.fullmatch(_MONTH_FIRST, text) or re.fullmatch(_DAY_FIRST, text):
        return _named(words, match)
    if match := re.fullmatch(_NUMBERS, text):
        return _by_numbers(words, int(match["a"]), int(match["b"]), int(match["year"]))
    raise UnclearDate(_question(words, text, today))


def _named(words: str, match: re.Match[str]) -> date:
    day = _real(words, int(match["year"]), _MONTHS[match["name"][:3]], int(match["day"]))
    said, real = match["weekday"], weekday(day)
    if said and not real.lower().startswith(said):
        raise UnclearDate(f"{day.isoformat()} is a {real}. Which day is meant by {words!r}?")
    return day


def _by_numbers(words: str, a: int, b: int, year: int) -> date:
    """Read 11/23/2023, which can only be one day. 02/03/2023 can be two."""
    if a == b or b > _TWELVE:
        return _real(words, year, a, b)
    if a > _TWELVE:
        return _real(words, year, b, a)
    first, second = _real(words, year, a, b), _real(words, year, b, a)
    raise UnclearDate(
        f"{words.strip()!r} could be {first.isoformat()} or {second.isoformat()}. "
        "Which one? Type it that way."
    )


def _real(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnclearDate(
            f"There is no such day as {words.strip()!r}. Which date is meant, like 2023-11-09?"
        ) from None


def _question(words: str, text: str, today: date) -> str:
    said = words.strip() or "nothing"
    if re.fullmatch(_SHORT_YEAR, text):
        return f"Which year and which month is meant by {said!r}? Type it like 2023-11-09."
    if re.fullmatch(_NO_YEAR, text):
        return f"Which year is meant by {said!r}? Type it like {today.isoformat()}."
    return f"Which date is meant by {said!r}? Type it like {today.isoformat()}."
