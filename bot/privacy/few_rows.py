"""One row or two about a person, as people type them: "Haile;Selam;Eritrea;Krome".

Too few for a table to be judged by its columns; so the row itself must say it: a name beside a
country, a result, a birth or an identity number. Rows of longer tables are judged there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.privacy import headers, linelists, named_after_places
from bot.privacy.cells import Sort, sort_of
from bot.privacy.found import Found, Kind
from bot.privacy.grids import Cell, Line, lines_of, split

MOST_ROWS = 2
_LONGEST = 200
_MOST_CELLS = 12
_MARKS = ("\t", "|", ";", "  ", ",", " - ", " / ")
_HARD = frozenset({"\t", "|", ";"})  # signs that no sentence has
_NAMES = frozenset({Sort.NAME, Sort.PERHAPS})
_TELLING = frozenset({Sort.COUNTRY, Sort.FEAR, Sort.IDENTIFIER})
_BESIDE = _TELLING | {Sort.FACILITY, Sort.SEX}
_NEVER = frozenset(
    {Sort.TITLE, Sort.ORGANISATION, Sort.OFFICE_CONTACT, Sort.TEXT, Sort.MASKED, Sort.CODE}
)
_HIDDEN_AS = {
    Sort.NAME: Kind.NAME, Sort.PERHAPS: Kind.NAME, Sort.IDENTIFIER: Kind.A_NUMBER,
    Sort.COUNTRY: Kind.FACT, Sort.FACILITY: Kind.FACT, Sort.FEAR: Kind.FACT,
}  # fmt: skip
_BIRTH = re.compile(r"(?<!\d)(?:19[2-9][0-9]|200[0-9])(?!\d)|[-/.][0-9]{2}$")
_NUMBERED = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}"
)
_TWO_RECORDS = 4  # signs
# Records that lost their line ends: "Haile;Selam;Eritrea Okoro;Chidi;Nigeria".
_RECORDS = re.compile(r"(?:[^\s;|]{1,40}[;|]){2,8}[^\s;|]{1,40}(?=\s|$)")
# Cities have names of saints: "San Pedro Sula, Honduras".
_CITY = re.compile(
    r"(?i)\W*(?:san|santa|santo|sao|saint|st\.?|ciudad|puerto|port|villa|los|las|la|el|fort|nueva|new"
    r"|cabo|rio|mount|monte)\s"
)


def people(text: str) -> Iterator[Found]:
    """Find the names and facts of rows about somebody that stand alone or by two."""
    lines = lines_of(text)
    for mark in _MARKS:
        if mark in text:
            for line in _alone(text, lines, mark):
                yield from _row(text, _cells(text, line, mark), hard=mark in _HARD)
    for sign in ";|":
        if text.count(sign) >= _TWO_RECORDS:
            for cells in _records(text, lines, sign):
                yield from _row(text, cells, hard=True)


def _alone(text: str, lines: Sequence[Line], mark: str) -> Iterator[Line]:
    """Give the rows of runs that are too short for a table."""
    for rows in _runs(text, lines, mark):
        if len(rows) > MOST_ROWS + 1 or not any(_tells(text, line) for line in rows):
            continue
        if sum(not _is_header(text, line, mark) for line in rows) <= MOST_ROWS:
            yield from rows


def _records(text: str, lines: Sequence[Line], sign: str) -> Iterator[list[Cell]]:
    """Give the cells of records that stand one behind the other on a line."""
    for line in lines:
        if text.count(sign, *line) >= _TWO_RECORDS:
            for record in _RECORDS.finditer(text, *line):
                yield list(split(text, Line(*record.span()), sign))


def _runs(text: str, lines: Sequence[Line], mark: str) -> Iterator[list[Line]]:
    """Give the runs of lines that hold the sign."""
    run: list[Line] = []
    for line in lines:
        if text.find(mark, line.start, line.end) >= 0:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cells(text: str, line: Line, mark: str) -> list[Cell]:
    return list(split(text, line, mark)) if _tells(text, line) else []


def _tells(text: str, line: Line) -> bool:
    """Say cheaply whether the line can tell of a person."""
    return line.end - line.start <= _LONGEST and _can_tell(text[line.start : line.end])


@lru_cache(maxsize=2_000)
def _can_tell(shown: str) -> bool:
    return bool(_NUMBERED.search(shown)) or linelists.may_hold_facts(shown)


def _is_header(text: str, line: Line, mark: str) -> bool:
    return headers.is_header([text[a:b] for a, b in split(text, line, mark)])


def _row(text: str, cells: Sequence[Cell], *, hard: bool) -> Iterator[Found]:
    if not 1 < len(cells) <= _MOST_CELLS:
        return
    every = [text[a:b] for a, b in cells]
    sorts = _sorts(every)
    if not _is_about_somebody(every, sorts, hard=hard):
        return
    for (start, end), sort in zip(cells, sorts, strict=True):
        shown = text[start:end]
        kind = Kind.BIRTH if _is_birth(sort, shown) else _HIDDEN_AS.get(sort)
        if kind:
            lead = len(shown) - len(shown.lstrip(" \"'`"))
            yield Found(start + lead, start + len(shown.rstrip(" \"'`")), kind)


def _sorts(shown: Sequence[str]) -> list[Sort]:
    """Judge cells; a place beside a part of a name may be the other part: "Roe;Austin;Cuba"."""
    sorts = [sort_of(one) for one in shown]
    low = [one.strip().lower() for one in shown]
    for at, sort in enumerate(sorts):
        if sort in {Sort.PLACE, Sort.COUNTRY}:
            near = [n for n in (at - 1, at + 1) if 0 <= n < len(sorts) and sorts[n] in _NAMES]
            if any(named_after_places.is_name([low[at], low[n]], 0) for n in near):
                sorts[at] = Sort.NAME
    return sorts


def _is_about_somebody(shown: Sequence[str], sorts: Sequence[Sort], *, hard: bool) -> bool:
    """Say whether a row names somebody beside what tells of a person."""
    named = [text for text, sort in zip(shown, sorts, strict=True) if sort in _NAMES]
    births = sum(_is_birth(sort, text) for text, sort in zip(shown, sorts, strict=True))
    telling = births + sum(sort in _TELLING for sort in sorts)
    if not named or not telling or not _NEVER.isdisjoint(sorts):
        return False
    whole = len(named) > 1 or " " in named[0].strip()
    beside = births + len(_BESIDE.intersection(sorts)) + (Sort.AGE in sorts)
    known = Sort.NAME in sorts
    if known and whole and not _CITY.match(named[0]) and len(named) + beside >= len(sorts):
        return True
    return (whole and (known or beside > 1) and (hard or beside > 1)) or (known and beside > 1)


def _is_birth(sort: Sort, shown: str) -> bool:
    return sort is Sort.DATE and bool(_BIRTH.search(shown.strip()))
