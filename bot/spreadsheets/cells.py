"""What single cells say: dates of every habit, outcomes, yes and no. Nothing is guessed.

02/03/2023 is one of two days; which one, other dates of the same sheet must show, or a person.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.law import dates
from bot.spreadsheets.grid import Cell, OldSerial, shown

MONTH_FIRST, DAY_FIRST = "mdy", "dmy"
NOTHING = frozenset({
    "", "-", "--", "—", "–", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "tbd", "tba",
    "unknown", "?", "pending", "not yet", "no", "x", "#n/a", "not applicable", "no response",
})  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_TIMED = re.compile(
    r"(.*?\d)(?:[T ,]+(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r" ?(?:[ap]\.?m\.?)?(?: ?(?:Z|UTC|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_FROM_1904 = 1462  # days between the two beginnings of Excel's count
_ZONED = re.compile(
    r"(?P<day>.*?\d)(?:T|,? (?:at )?)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?(?![a-z]))? ?\(?(?P<zone>Z|UTC|GMT|[ECMP][SD]?T|[+-]\d{2}(?::?\d{2})?"
    r"|[A-Z][a-z]+/[A-Z][A-Za-z_/]+)\)?",
    re.IGNORECASE,
)
_OFFSETS = {"E": -5, "C": -6, "M": -7, "P": -8}  # hours, of the zones of the US
_PLACES = {"ET": "New_York", "CT": "Chicago", "MT": "Denver", "PT": "Los_Angeles"}
_LOCAL = re.compile(
    r".*\d(?:[T ]|, )(?:at )?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE
)
# As programs write a moment: Thu Jan 11 02:15:00 UTC 2024; Thu Jan 11 2024 02:15:00 GMT+0000 (...)
_DAY, _CLOCK = r"[A-Z][a-z]{2}", r"\d{1,2}:\d{2}(?::\d{2})?"
_OF_PROGRAMS = (
    (re.compile(rf"(?:{_DAY},? )?({_DAY} \d{{1,2}}) ({_CLOCK}) (\S+) (\d{{4}})"), r"\1, \4 \2 \3"),
    (
        re.compile(
            rf"{_DAY} ({_DAY} \d{{1,2}}) (\d{{4}}) ({_CLOCK}) (?:GMT|UTC)([+-]\d{{4}})(?: .*)?"
        ),
        r"\1, \2 \3 \4",
    ),
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_YEARS = range(1950, 2100)  # in which a request can have been filed
_PACKED = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)
_NAMED = re.compile(
    r"(?P<day>\d{1,2})[-/. ]{1,2}(?P<month>[A-Za-z]{3,9})\.?[-/. ,]{1,2}'?(?P<year>\d{4}|\d{2})"
    r"|(?P<month2>[A-Za-z]{3,9})\.?[-/. ](?P<day2>\d{1,2})(?:[-/.]|, ?| )'?(?P<year2>\d{4}|\d{2})"
    r"|(?P<year3>\d{4})[-/. ](?P<month3>[A-Za-z]{3,9})\.?[-/. ](?P<day3>\d{1,2})",
    re.ASCII,
)
_SPACED = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})", re.ASCII)
_ABOUT = re.compile(
    r"(?:~|≈|ca?\.? |circa |about |approx(?:\.|imately)? |est(?:\.|imated)? )\s*(.+)"
    r"|(.+?)\s*(?:\(?(?:est(?:\.|imated)?|approx(?:\.|imate(?:ly)?)?|about|\?)\)?)",
    re.IGNORECASE,
)
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(25_000, 60_000)  # 1968 to 2064: days on which a request can have been filed
_PIVOT = 70  # two digits from here on are of the last century
_TWELVE = 12


class Unread(ValueError):  # noqa: N818 - reads as what happened
    """A cell that is no date, or could be two; the message says what to do."""


def is_nothing(cell: Cell) -> bool:
    """Say whether a cell stands for "no value": empty, N/A, a dash, pending."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in NOTHING)


def order_of(cells: Iterable[Cell]) -> str:
    """Return which of day and month comes first, as the dates show that can be only one day.

    "" where none shows it, or where they contradict each other.
    """
    seen = set()
    for cell in cells:
        match = _NUMBERS.fullmatch(_untimed(cell)) if isinstance(cell, str) else None
        if match:
            first, second, year = int(match[1]), int(match[2]), _year(match[3])
            seen |= {DAY_FIRST} if first > _TWELVE and _is_day(year, second, first) else set()
            seen |= {MONTH_FIRST} if second > _TWELVE and _is_day(year, first, second) else set()
    return seen.pop() if len(seen) == 1 else ""


def _is_day(year: int, month: int, number: int) -> bool:
    """Say whether there is such a day: June 31 is a slip, and shows no order of the others."""
    return 1 <= month <= _TWELVE and 1 <= number <= monthrange(year, month)[1]


def day(cell: Cell, order: str, zone: tzinfo | None = None) -> date | None:
    """Read a cell as a day; None where it stands for no value. Raises Unread.

    `order` is MONTH_FIRST, DAY_FIRST or "" (not known: what can be two days is not read). A time
    that names its zone is a day in `zone`, the team's.
    """
    if is_nothing(cell):
        return None
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float):
        return _counted(cell)
    cell = _plain(cell or "")
    if (moment := _moment(cell, order, zone)) is not None:
        return moment
    return _likely(_written(_spelt(_untimed(cell)), order), cell)


def _plain(words: str) -> str:
    """Write wide digits, dashes and the moments of programs as people write them."""
    said = unicodedata.normalize("NFKC", words.translate(_DASHES)).translate(_DASHES)
    said = " ".join(said.split())
    for shape, meant in _OF_PROGRAMS:
        if shape.fullmatch(said):
            return shape.sub(meant, said)
    return said


def _likely(day: date, words: str) -> date:
    if day.year not in _YEARS:
        raise Unread(f"{_short(words)!r} is of the year {day.year}. Put the day that is meant.")
    return day


def _written(words: str, order: str) -> date:
    """Read a day that stands as words or digits."""
    if _SERIAL.fullmatch(words):
        return _serial(float(words))
    if match := _NUMBERS.fullmatch(words):
        return _numbers(words, int(match[1]), int(match[2]), _year(match[3]), order)
    try:
        # "today" of a sheet is the day on which somebody typed it: no date.
        if words.casefold() in {"today", "yesterday"}:
            raise Unread(f"{words!r} is no date.")
        return dates.parse_date(words, today=date.max)
    except ValueError:
        raise Unread(f"{_short(words)!r} is no date that can be read.") from None


def _counted(cell: float) -> date:
    """Read a number as a day: 20240108, or Excel's count."""
    if cell.is_integer() and (match := _PACKED.fullmatch(str(int(cell)))):
        return date(int(match[1]), int(match[2]), int(match[3]))
    return _serial(cell + _FROM_1904 if isinstance(cell, OldSerial) else cell)


def estimated(cell: Cell) -> str:
    """Return what stands beside "about" or "(est.)" in a cell; "" where it is no estimate."""
    match = _ABOUT.fullmatch(" ".join(cell.split())) if isinstance(cell, str) else None
    return (match[1] or match[2] or "").strip() if match else ""


def has_zone(cell: Cell) -> bool:
    """Say whether a cell is a time that names its zone."""
    return isinstance(cell, str) and bool(_ZONED.fullmatch(_plain(cell)))


def lacks_zone(cell: Cell) -> bool:
    """Say whether a cell is a time of day of no zone."""
    return isinstance(cell, str) and bool(_LOCAL.fullmatch(_plain(cell)))


def _moment(cell: str, order: str, zone: tzinfo | None) -> date | None:
    """Read a time that names its zone as a day of the team's; None where it is none."""
    match = _ZONED.fullmatch(cell)
    if not match or zone is None:
        return None
    day = _written(_spelt(match["day"]), order)
    hour = int(match["hour"]) % 12 + 12 * (match["half"][0] in "pP") if match["half"] else None
    try:
        clock = time(int(match["hour"]) if hour is None else hour, int(match["minute"]))
    except ValueError:
        raise Unread(f"There is no such moment as {_short(cell)!r}.") from None
    return datetime.combine(day, clock, tzinfo=_offset(match["zone"])).astimezone(zone).date()


def _offset(name: str) -> tzinfo:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if name[0] in "+-":
        digits = name[1:].replace(":", "").ljust(4, "0")
        apart = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(min(apart, timedelta(hours=23)) * (-1 if name[0] == "-" else 1))
    if "/" in name or name.upper() in _PLACES:
        return _place(name)
    return timezone(timedelta(hours=_OFFSETS[name[0].upper()] + (name[1].upper() == "D")))


def _place(name: str) -> tzinfo:
    try:
        return ZoneInfo(name if "/" in name else f"America/{_PLACES[name.upper()]}")
    except (ZoneInfoNotFoundError, ValueError):
        raise Unread(f"There is no time zone {_short(name)!r}.") from None


def _spelt(words: str) -> str:
    """Write 20240108 and 8-Jan-24 as they are read; a year of two digits is a near one."""
    if match := _PACKED.fullmatch(words):
        return f"{match[1]}-{match[2]}-{match[3]}"
    if match := _SPACED.fullmatch(words):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match := _NAMED.fullmatch(words):
        day, month, year = (
            match[name] or match[f"{name}2"] or match[f"{name}3"]
            for name in ("day", "month", "year")
        )
        return f"{month} {day}, {_year(year)}"
    return words


def is_datelike(cell: Cell) -> bool:
    """Say whether a cell holds a date, whichever of two it may be."""
    if isinstance(cell, float) or cell is None:
        return False
    cell = estimated(cell) or cell
    try:
        return day(cell, MONTH_FIRST) is not None
    except Unread:
        match = _NUMBERS.fullmatch(_untimed(cell))
        return bool(match)


def _untimed(cell: Cell) -> str:
    words = _plain(shown(cell))
    match = _TIMED.fullmatch(words)
    return match[1].rstrip(" ,") if match else words


def _year(digits: str) -> int:
    if len(digits) == len("2023"):
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _PIVOT else 2000)


def _serial(value: float) -> date:
    if not _SERIALS.start <= value < _SERIALS.stop:  # so is what is no number
        raise Unread(f"{shown(value)} is no date that can be read.")
    return _EXCEL_ZERO + timedelta(days=int(value))


def _numbers(words: str, first: int, second: int, year: int, order: str) -> date:
    if not order and max(first, second) <= _TWELVE and first != second:
        raise Unread(
            f"{words!r} can be two days, and the other dates here do not show which, or contradict "
            "one another. Say whether months or days come first."
        )
    if order == MONTH_FIRST or (not order and second > _TWELVE):
        first, second = second, first
    try:
        return date(year, second, first)
    except ValueError:
        raise Unread(f"There is no such day as {words!r}.") from None


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a status or disposition says: `end` of the matter at the agency, or not; in words."""

    disposition: str = ""
    ended: bool = False  # somebody regards it as finished
    stage: str = ""  # appeal, litigation, draft, withdrawn, open, ""


# In this order: "partial grant/partial denial" holds the words of both.
_OUTCOMES: tuple[tuple[str, Outcome], ...] = (
    (r"unsent|draft|incomplete|not (?:yet )?(?:sent|filed)|deleted", Outcome(stage="draft")),
    (r"withdr[ae]wn|abandoned", Outcome("withdrawn", ended=True, stage="withdrawn")),
    (r"appeal", Outcome(stage="appeal")),
    (r"litigation|lawsuit|sued|in court", Outcome(stage="litigation")),
    (r"not (?:yet )?(?:complete|granted|denied|closed)|awaiting|waiting|response received \(but",
     Outcome(stage="open")),
    (r"part(?:ial|ly)", Outcome("partial-grant", ended=True)),
    (r"glomar|neither confirm", Outcome("glomar", ended=True)),
    (r"no (?:responsive )?(?:records|documents|docs)", Outcome("no-records", ended=True)),
    (r"referred|transferred", Outcome("all-records-referred", ended=True)),
    (r"not (?:an )?agency record", Outcome("not-agency-record", ended=True)),
    (r"not reasonably described|too broad", Outcome("not-reasonably-described", ended=True)),
    (r"fee[- ]related", Outcome("fee-related", ended=True)),
    (r"duplicate", Outcome("duplicate", ended=True)),
    (r"administrative(?:ly)? clos", Outcome("administratively-closed", ended=True)),
    (r"full(?:y)? (?:denial|denied)|\bdenied|\bdenial|reject|refused",
     Outcome("full-denial", ended=True)),
    (r"full(?:y)? (?:grant|granted|release|fulfilled)|granted|fulfilled|successful",
     Outcome("full-grant", ended=True)),
    (r"complete|closed|done|finished|resolved|determin|received response|responded",
     Outcome(ended=True)),
    (r"open|acknowledg|process|pending|sent|filed|submitted|received|overdue|progress|interim",
     Outcome(stage="open")),
)  # fmt: skip
_COMPILED = tuple((re.compile(shape, re.IGNORECASE), outcome) for shape, outcome in _OUTCOMES)


def outcome(words: str) -> Outcome:
    """Read a status or disposition; an empty Outcome for words that say none."""
    said = words.replace("-", " ").replace("_", " ")
    for shape, found in _COMPILED:
        if shape.search(said):
            return found
    return Outcome()


def asked(words: str) -> str:
    """Read a fee-waiver or expedited cell: "" (no), "requested", "granted", "denied"."""
    said = words.strip().casefold()
    if not said or said in NOTHING | {"false", "n", "not requested", "0"}:
        return ""
    if re.search(r"den(?:y|ied)|reject|refus", said):
        return "denied"
    return "granted" if re.search(r"grant|approv|waived", said) else "requested"
