"""Dates, numbers of days and money as letters print them, OCR's slips included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = (  # in full or short
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes|s)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,4})?"
DATE = (
    rf"(?:{_WEEKDAY}"
    rf"(?:{MONTH}\.?\s{{0,3}}\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\s?[,.]{{0,2}}\s{{0,4}}(?:19|20)\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:(?:day\s)?of\s)?{MONTH}\.?,?\s{{1,3}}(?:19|20)\d{{2}})"
    r"|\d{1,2}/\d{1,2}/(?:19|20)?\d{2}(?!\d)|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
    r"|\d{1,2}-\d{1,2}-(?:19|20)?\d{2}(?![\d-])|\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}(?!\d))"
)
_FOUND = re.compile(rf"(?<![\w/.-]){DATE}", re.IGNORECASE)
_NAMED = re.compile(rf"({MONTH})", re.IGNORECASE)
_OLDEST, _NEWEST = 1966, 2100  # the Act is of 1966


@dataclass(frozen=True, slots=True)
class Day:
    """A date as printed, with its place."""

    on: date
    start: int
    end: int


def days_in(text: str, start: int, end: int) -> Iterator[Day]:
    """Find every date in a stretch."""
    for match in _FOUND.finditer(text, start, end):
        on = parse_day(match[0])
        if on is not None:
            yield Day(on, match.start(), match.end())


YEARLESS = (
    rf"(?:{_WEEKDAY}(?:{MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[,.]?\s{{1,3}}(?:19|20)\d\d)\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)\s(?:day\s)?of\s{MONTH}\b(?!,?\s{{1,3}}(?:19|20)\d\d)))"
)
_YEARLESS = re.compile(rf"(?<![\w/.-]){YEARLESS}", re.IGNORECASE)


def yearless_in(text: str, start: int, end: int, after: date) -> Iterator[Day]:
    """Find days printed without a year: the nearest such day on or after another."""
    for match in _YEARLESS.finditer(text, start, end):
        for year in (after.year, after.year + 1):
            on = parse_day(f"{match[0]}, {year}")
            if on is not None and on >= after:
                yield Day(on, match.start(), match.end())
                break


def year_before(words: str, own: date) -> date | None:
    """Read a day printed without its year: the last such day that is not after another."""
    found = (parse_day(f"{words}, {year}") for year in (own.year, own.year - 1))
    return next((on for on in found if on is not None and on <= own), None)


def parse_day(words: str) -> date | None:
    """Read a date, month first where it is of numbers; None where there is no such day."""
    numbers = [int(part) for part in re.findall(r"\d+", words)]
    named = _NAMED.search(words)
    if named and len(numbers) >= 2:  # noqa: PLR2004 - a day and a year
        month = next(
            at for at, name in enumerate(_MONTH_NAMES, 1) if name.startswith(named[0][:3].lower())
        )
        return _real(numbers[-1], month, numbers[0])
    if len(numbers) != 3:  # noqa: PLR2004 - year, month, day
        return None
    if numbers[0] > 31:  # noqa: PLR2004 - no day: a year
        return _real(*numbers)
    month, day, year = numbers
    if month > 12:  # noqa: PLR2004 - the day stands first
        month, day = day, month
    return _real(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - two digits


def _real(year: int, month: int, day: int) -> date | None:
    if not _OLDEST <= year <= _NEWEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLED = (
    r"(?:(?:one[ -])?hundred(?:[ -](?:and[ -])?(?:twenty|thirty|fifty|eighty|ten|five))?"
    rf"|(?:{'|'.join(_TENS)})(?:[ -]?(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES[1:])})"
)
# As in: thirty (30) calendar days; 10 working days; a 10-day; ninety (90)-day.
DAYS = (
    rf"(?:(?P<word>{SPELLED})\s?[-(\[]?\s?)?(?:\(?\[?(?P<digits>\d{{1,3}})\)?\]?)?"
    r"[\s-]{1,4}(?:additional |full |more )?(?P<unit>business|working|work|calendar|week|school)?"
    r"(?:[\s-]{0,3}days?|(?<=calendar)|(?<=business))"
)
_DAYS = re.compile(rf"(?<![\w$.,])(?:{DAYS})\b", re.IGNORECASE)
_WEEKS = re.compile(rf"(?<![\w$.,])(?:(?P<word>{SPELLED})|(?P<digits>\d))(?:\s?\(\d\))? weeks?\b",
                    re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number of days as printed, with its place. `unit` is calendar or working."""

    days: int
    unit: str
    start: int
    end: int


def counts_in(text: str, start: int, end: int) -> Iterator[Count]:
    """Find every number of days in a stretch."""
    for match in _DAYS.finditer(text, start, end):
        number = number_of(match["digits"] or match["word"] or "")
        if number:
            unit = (match["unit"] or "").lower()
            kind = "working" if unit in {"business", "working", "work", "week"} else "calendar"
            yield Count(number, kind, match.start(), match.end())
    for match in _WEEKS.finditer(text, start, end):
        number = number_of(match["digits"] or match["word"] or "")
        if number:
            yield Count(number * 7, "calendar", match.start(), match.end())


def number_of(words: str) -> int | None:
    """Read "30", "1,204", "thirty", "forty-five", "one hundred eighty"; None for anything else."""
    plain = words.lower().replace(",", "").replace("-", " ").strip()
    if plain.isdigit():
        return int(plain)
    total = 0
    for word in plain.split():
        if word == "hundred":
            total = (total or 1) * 100
        elif word in _ONES:
            total += _ONES.index(word)
        elif word in _TENS:
            total += (_TENS.index(word) + 2) * 10
        elif word != "and":
            return None
    return total or None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed, in dollars, with its place."""

    dollars: float
    start: int
    end: int


_MONEY = re.compile(r"(?:US)?\$\s?(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?)(?!\d)"
                    r"|(?<![\w.])(?P<plain>\d{1,6}(?:\.\d{2})?) (?:US )?dollars\b")  # fmt: skip


def money_in(text: str, start: int, end: int) -> Iterator[Amount]:
    """Find every amount of dollars in a stretch."""
    for match in _MONEY.finditer(text, start, end):
        said = match["sum"] or match["plain"]
        yield Amount(float(said.replace(",", "")), match.start(), match.end())
