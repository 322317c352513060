"""Days as people say them, found wherever they stand in a sentence.

A day without its year has two readings, the nearest past and the nearest future one: the caller
knows whether something happened or is to come, and shows the other reading. Numbers are month
first. What is no single day ("last week") is found and marked vague.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language import day_doubts

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(?:de(?:l)?\s+)?(?P<year>(?:19|20)\d\d)\b)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday|s)?|thu(?:rs|rsday|r)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "couple of": 2, "a couple of": 2,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day in a line. `past` and `future` are equal where it can be one day only."""

    start: int
    end: int
    past: date | None
    future: date | None
    words: str
    vague: bool = False
    about: bool = False  # said as near it, or as one of two: "around Nov 17", "Nov 16 or 17"
    wrong_weekday: str = ""  # "Monday", where no near such day is a Monday

    @property
    def exact(self) -> bool:
        """Whether it can only be one day."""
        return self.past is not None and self.past == self.future


Reader = Callable[["re.Match[str]", date], "tuple[date | None, date | None] | None"]


def find(text: str, today: date) -> list[SaidDay]:
    """Return the days that a line names, in order; a range is its last day."""
    found: list[SaidDay] = []
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            read = reader(match, today)
            if read is None:
                continue
            found.append(_seen(text, match, read, today))
    return sorted(found, key=lambda one: one.start)


def _seen(
    text: str, match: re.Match[str], read: tuple[date | None, date | None], today: date
) -> SaidDay:
    """Return a day as it stands in its line: how sure it is, and whether its weekday is right."""
    past, future = read
    vague, end = past is None and future is None, match.end()
    weekday = match.groupdict().get("weekday") if {"day", "b"} & set(match.groupdict()) else None
    if (beside := _ITS_WEEKDAY.match(text, end)) and not vague:
        end, weekday = beside.end(), beside["weekday"]
    right = [one for one in (past, future) if one and weekday and _is_weekday(one, weekday)]
    right = [one for one in right if abs((one - today).days) <= NINE_MONTHS]
    if right:  # it says which year, too
        past, future = right[0], right[-1]
    return SaidDay(
        match.start(), end, past, future, text[match.start() : end], vague,
        day_doubts.is_near(text, match), weekday if weekday and not vague and not right else "",
    )  # fmt: skip


NINE_MONTHS = 274  # days: what is farther is not meant without its year


def _is_weekday(day: date, said: str) -> bool:
    return _WEEKDAYS[day.weekday()] == said[:3].lower()


NO_SUCH_DAY = (None, None)  # November 31: it is said so, and no other day is taken in its place


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _around(month: int, day: int, today: date) -> tuple[date | None, date | None] | None:
    years = [_real(today.year + n, month, day) for n in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    real = [one for one in years if one is not None]
    if not real:
        return NO_SUCH_DAY
    past = max((one for one in real if one <= today), default=None)
    future = min((one for one in real if one >= today), default=None)
    return past, future


def _named(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    month, day = _MONTHS[match["month"][:3].lower()], int(match["day"])
    if match["year"]:
        real = _real(int(match["year"]), month, day)
        return (real, real) if real else NO_SUCH_DAY
    return _around(month, day, today)


def _iso(match: re.Match[str], _: date) -> tuple[date | None, date | None] | None:
    real = _real(int(match["year"]), int(match["month"]), int(match["day"]))
    return (real, real) if real else NO_SUCH_DAY


def _slashed(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    month, day = int(match["a"]), int(match["b"])
    if month > 12:  # noqa: PLR2004 - it can only be the day
        month, day = day, month
    if match["year"]:
        year = int(match["year"])
        real = _real(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
        return (real, real) if real else NO_SUCH_DAY
    return _around(month, day, today) if 1 <= month <= 12 else None  # noqa: PLR2004


def _of_month(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    day = int(match["day"])
    near = [
        _real(today.year + (today.month - 1 + n) // 12, (today.month - 1 + n) % 12 + 1, day)
        for n in (-2, -1, 0, 1, 2)
    ]
    real = [one for one in near if one is not None]
    past = max((one for one in real if one <= today), default=None)
    future = min((one for one in real if one >= today), default=None)
    return (past, future) if real else None


def _weekday(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    wanted = _WEEKDAYS.index(match["weekday"][:3].lower())
    back = (today.weekday() - wanted) % 7 or 7
    ahead = (wanted - today.weekday()) % 7 or 7
    past, future = today - timedelta(days=back), today + timedelta(days=ahead)
    which = (match["which"] or "").lower()
    if which in {"last", "past", "this past"}:
        return past, past
    if which in {"next", "coming", "this coming"}:
        return future, future
    return past, future


def _ago(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    said = match["count"].lower()
    many = int(said) if said.isdigit() else _NUMBERS[said]
    days = many * (7 if match["unit"].lower().startswith("week") else 1)
    real = today - timedelta(days=days)
    return real, real


def _ahead(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    said = match["count"].lower()
    many = int(said) if said.isdigit() else _NUMBERS[said]
    days = many * (7 if match["unit"].lower().startswith("week") else 1)
    real = today + timedelta(days=days)
    return real, real


_OFFSETS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "hoy": 0, "ayer": -1, "tonight": 0,
    "last night": -1, "just now": 0, "right now": 0, "earlier": 0,
}  # fmt: skip


def _relative(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    said = " ".join(match[0].lower().split())
    days = -2 if said.startswith(("the day before", "day before")) else None
    if days is None:
        days = _OFFSETS.get(said, 0)  # this morning, this afternoon
    real = today + timedelta(days=days)
    return real, real


def _vague(_match: re.Match[str], _today: date) -> tuple[None, None]:
    return None, None


def _range(match: re.Match[str], today: date) -> tuple[date | None, date | None] | None:
    last = find(match["last"], today)
    return (last[0].past, last[0].future) if last else None


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ITS_WEEKDAY = _compiled(rf"\s*(?:\((?:a )?|,? (?:which was |it was )?a ){_WEEKDAY}(?:\s*\)|\b)")
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (day_doubts.NO_DAY, _vague),
    (_compiled(rf"\bbetween {day_doubts.ONE_DAY} and (?P<last>{day_doubts.ONE_DAY})"), _range),
    (
        _compiled(
            rf"(?:\b{_WEEKDAY},?\s+)?\b(?P<year>(?:19|20)\d\d)[-/.]"
            r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b"
        ),
        _iso,
    ),
    (_compiled(rf"(?:\b{_WEEKDAY},?\s+)?(?:the\s+)?\b{_MONTH}\s+(?:the\s+)?{_DAY}{_YEAR}"), _named),
    (
        _compiled(rf"(?:\b{_WEEKDAY},?\s+)?(?:the\s+)?\b{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}{_YEAR}"),
        _named,
    ),
    (
        _compiled(
            rf"(?:\b{_WEEKDAY},?\s+)?(?<![\w/-])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})"
            r"(?:/(?P<year>\d{4}|\d\d))?(?![\w/-])"
        ),
        _slashed,
    ),
    # "11-09": no range of pages or weeks falls, so it is a month and its day.
    (
        _compiled(
            r"(?:^|(?<=[\s,;(]))(?P<a>1[0-2])-(?P<b>0[1-9])(?P<year>(?!))?(?=$|[\s,;.)])"
        ),
        _slashed,
    ),
    (
        _compiled(
            rf"(?:\b{_WEEKDAY},?\s+)?\bthe (?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b"
            r"(?! (?:request|time|letter|release|production|batch|amendment|circuit|appeal))"
        ),
        _of_month,
    ),
    (
        _compiled(
            r"\b(?:the )?day before yesterday\b|\blast night\b|\b(?:just|right) now\b"
            r"|\bthis (?:morning|afternoon|evening)\b|\btoday\b|\byesterday\b|\btomorrow\b"
            r"|\btonight\b|\bhoy\b|\bayer\b|\bearlier today\b"
        ),
        _relative,
    ),
    (_compiled(rf"\b{_COUNT} (?P<unit>days?|weeks?) (?:ago|back)\b"), _ago),
    (_compiled(rf"\bin {_COUNT} (?P<unit>days?|weeks?)\b"), _ahead),
    (
        _compiled(
            rf"\b(?:(?P<which>last|next|this past|this coming|past|coming|this)\s+)?{_WEEKDAY}\b"
        ),
        _weekday,
    ),
    (
        _compiled(
            r"\b(?:last|next|this|earlier this|late last|early last) (?:week|month|year)\b"
            r"|\b(?:the )?other day\b|\brecently\b|\ba while (?:ago|back)\b"
        ),
        _vague,
    ),
)  # fmt: skip
