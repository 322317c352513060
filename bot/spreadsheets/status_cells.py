"""Dated facts that a status cell tells: "Ack'd 11/5, answer by 12/4", "Sent to AG 11/20".

Only what a clause says with its day is taken; the cell itself stays as words. A day without a year
is the next such day after the request, and none that has not come yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.law.kinds import Kind

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    rf"(?i)\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:\d{{4}}|\d\d))?"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:,? \d{{4}})?)\b"
)
_YEAR = re.compile(r"^\d{4}-|[/.]\d+[/.]|\d{4}$")
_CLAUSE = re.compile(r"[;\n|]|,(?! ?\d{4}\b)|\band\b|\bthen\b", re.IGNORECASE)
_SHAPES: dict[str, Kind | None] = {
    r"ack(?:['’]?d|nowledged|nowledge?ment(?: received)?|\.)?": Kind.ACKNOWLEDGED,
    r"(?:agency )?received(?: by (?:them|agency))?|rec['’]?d|they got it": Kind.RECEIVED,
    r"(?:sent|referred|went) to (?:the )?(?:ag|oag|attorney general)": Kind.RULING_ASKED,
    r"ag (?:ruling|decision|opinion) (?:requested|asked|sought)": Kind.RULING_ASKED,
    r"(?:we )?appealed|appeal (?:sent|filed)": Kind.APPEAL_FILED,
    r"(?:answer|response|reply|records|decision|est(?:imated)?\.?|due|promised|expected)"
    r"(?: (?:expected|promised|due|completion|date))?(?: by| on)?": None,
}
_SAYS = tuple(
    (re.compile(f"(?:{shape})(?: on)?:?", re.IGNORECASE), kind) for shape, kind in _SHAPES.items()
)


@dataclass(frozen=True, slots=True)
class CellEvent:
    """A fact with its day; `kind` None: the day by which they said that they would answer."""

    kind: Kind | None
    on: date


def read(
    words: str, day: Callable[[str], date | None], began: date, today: date
) -> Iterator[CellEvent]:
    """Give what the clauses of a cell say with a day. `day` reads one, or gives None."""
    for clause in _CLAUSE.split(words):
        found = _DAY.search(clause)
        if found is None or clause[found.end() :].strip(" .)"):
            continue
        verb = clause[: found.start()].strip(" (-:")
        kind = next((kind for shape, kind in _SAYS if shape.fullmatch(verb)), Kind.NOTE)
        on = None if kind is Kind.NOTE else _dated(found[0], day, began)
        if on is not None and on >= began and (kind is None or on <= today):
            yield CellEvent(kind, on)


def _dated(words: str, day: Callable[[str], date | None], began: date) -> date | None:
    if _YEAR.search(words):
        return day(words)
    gap = "/" if re.match(r"\d+/", words) else "." if re.match(r"\d+\.", words) else ", "
    for year in (began.year, began.year + 1):
        on = day(f"{words}{gap}{year}")
        if on is not None and on >= began:
            return on
    return None
