"""Dated facts that a status cell tells: "Ack'd 11/5, answer by 12/4", "Sent to AG 11/20".

Only what a clause says with its day is taken; the cell itself stays as words. A day without a year
is the next such day after the request, and none that has not come yet.
"""

# ruff: noqa: E501 - wording, to be read as a table
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.law.kinds import Kind

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    rf"(?i)\b(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}(?:[/.](?:\d{{4}}|\d\d))?"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:,? \d{{4}})?)\b"
)
_YEAR = re.compile(r"^\d{4}-|[/.]\d+[/.]|\d{4}$")
_CLAUSE = re.compile(r"[;\n|]|,(?! ?\d{4}\b)|\band\b|\bthen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellEvent:
    """A fact with its day. `kind` None: the day by which they said that they would answer.

    A `kind` NOTE is what has a day and says nothing that we know; `until` is how long they took.
    """

    kind: Kind | None
    on: date
    disposition: str = ""
    until: bool = False
    words: str = ""  # the day as it is typed


_DECIDED = {
    r"(?:partial(?:ly)?|part) (?:grant(?:ed)?|den(?:ied|ial)|releas(?:ed|e)|withheld)"
    r"|(?:granted|denied|released)(?: and \w+)? in part|partial(?: response| determination)?": "partial-grant",
    r"(?:full(?:y)? |request )?(?:denied|denial|reject(?:ed|ion)|refus(?:ed|al))(?: in full)?": "full-denial",
    r"(?:full(?:y)? )?(?:grant(?:ed)?|releas(?:ed|e)|fulfilled)(?: in full)?": "full-grant",
    r"no (?:responsive )?(?:records|documents|docs)(?: found)?": "no-records",
    r"glomar(?: response)?": "glomar",
}
_SHAPES: dict[str, Kind | None] = {
    r"ack(?:['’]?d|nowledged|nowledge?ment(?: received)?|\.)?": Kind.ACKNOWLEDGED,
    r"(?:agency )?received(?: by (?:them|agency))?|rec['’]?d|they got it": Kind.RECEIVED,
    r"(?:sent|referred|went) to (?:the )?(?:ag|oag|attorney general)": Kind.RULING_ASKED,
    r"ag (?:ruling|decision|opinion) (?:requested|asked|sought)": Kind.RULING_ASKED,
    r"(?:we )?appealed|(?:under )?appeal(?: (?:sent|filed|submitted|pending))?": Kind.APPEAL_FILED,
    r"withdrawn|withdrew|we withdrew": Kind.REQUEST_WITHDRAWN,
    r"(?:extended|extension)(?: taken| notice)?": Kind.EXTENDED,
    r"(?:answer|response|reply|records|decision|est(?:imated)?\.?|due|promised|expected)"
    r"(?: (?:expected|promised|due|completion|date))?(?: by)?": None,
}
_ON = r"(?: (?:letter|notice))?(?: rec['’]?d| received| sent)?(?:,? (?:on|dated|of))?:?"
_SAYS = tuple(
    (re.compile(f"(?:{shape}){_ON}", re.IGNORECASE), kind) for shape, kind in _SHAPES.items()
)
_DECIDES = tuple(
    (re.compile(f"(?:{shape}){_ON}", re.IGNORECASE), said) for shape, said in _DECIDED.items()
)
_UNTIL = re.compile(
    r"(?:they )?(?:extended|extension|ext\.?)(?: of time)? (?:to|until|till|through|thru)",
    re.IGNORECASE,
)
# The ground of a ruling ("Denied b5, b7(E) 3/2/26"): what it says stays in the cell.
_EXEMPTION = r"\(?(?:\(b\)|\bb-?)\(?[1-9]\)?(?:\(?[a-f]\)?)?(?!\w)\)?"
_GROUND = re.compile(
    rf"(?:[-–,]?\s*\b(?:under|citing|per|pursuant to))?(?:\s*\bex(?:emptions?)?\.?)?\s*{_EXEMPTION}"
    rf"(?:(?:\s*(?:,|/|&|and)\s*|\s+){_EXEMPTION})*(?:\s+on\b)?",
    re.IGNORECASE,
)
_SPARES = " .,;:()-–"  # what stands about the words of a clause and says nothing


def read(
    words: str, day: Callable[[str], date | None], began: date, today: date
) -> Iterator[CellEvent]:
    """Give what the clauses of a cell say with a day. `day` reads one, or gives None."""
    waiting = ""  # "Denied, 11/16": the day stands in a clause of its own
    grounded = _GROUND.search(words) is not None
    for clause in _CLAUSE.split(_GROUND.sub(" ", words)):
        found = _DAY.search(clause)
        if found is None:
            waiting = clause.strip(_SPARES) or waiting
            continue
        before, after = clause[: found.start()].strip(_SPARES), clause[found.end() :].strip(_SPARES)
        verb, waiting = f"{before} {after}".strip() or waiting, ""
        on = _dated(found[0], day, began)
        one = _said(verb, on) if on else CellEvent(Kind.NOTE, began)
        is_due = one.kind is None or one.until
        withheld = grounded and one.disposition == "full-grant"  # not all of it, then
        fits = one.on >= began and (is_due or one.on <= today) and not withheld
        yield replace(one if fits else CellEvent(Kind.NOTE, one.on), words=found[0])


def _said(verb: str, on: date) -> CellEvent:
    for shape, disposition in _DECIDES:
        if shape.fullmatch(verb):
            return CellEvent(Kind.DETERMINED, on, disposition)
    if _UNTIL.fullmatch(verb):
        return CellEvent(Kind.EXTENDED, on, until=True)
    return CellEvent(next((kind for shape, kind in _SAYS if shape.fullmatch(verb)), Kind.NOTE), on)


def _dated(words: str, day: Callable[[str], date | None], began: date) -> date | None:
    if _YEAR.search(words):
        return day(words)
    gap = "/" if re.match(r"\d+/", words) else "." if re.match(r"\d+\.", words) else ", "
    for year in (began.year, began.year + 1):
        on = day(f"{words}{gap}{year}")
        if on is not None and on >= began:
            return on
    return None
