"""A common name of the roster alone in a cell: "Smith | Eritrea | Krome".

In a sentence a common token points at nobody. In a row that tells of a person it is that person's;
so it is where somebody is greeted or signs.
"""

from __future__ import annotations

import re

from bot.privacy import headers
from bot.privacy.cells import Sort, sort_of

_LONGEST = 700  # characters of a row
_SIGN = re.compile(r"[ \"'`*]*(?:[\t|;,]|[ ]{2,}|[ ][-/][ ]|\n|\Z)")
_SIGN_BEFORE = re.compile(
    r"(?:[\t|;,>]|[ ]{2,}|[ ][-/][ ]|\n|\A)(?:[ ]*(?:[-*•>]|[0-9]+[.)])[ ])?[ \"'`*]*\Z"
)
_CELLS = re.compile(r"\t|\||;|,|[ ]{2,}|[ ][-/][ ]")
_OF_PEOPLE = frozenset(
    {Sort.COUNTRY, Sort.FACILITY, Sort.FEAR, Sort.IDENTIFIER, Sort.NAME, Sort.MASKED, Sort.SEX}
)


_GREETED = re.compile(r"\b(?:dear|hi|hello|hola|estimad[oa]|querid[oa])[ ]+\Z", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:\b(?:thanks|thank you|best|regards|sincerely|cheers|yours|gracias|saludos)[,.!]?\s+"
    r"|[.!?][\"')]?\s+|\n[ \t]*)\Z",
    re.IGNORECASE,
)
_ENDS_THERE = re.compile(r"[ \t]*[.,!]?[ \t]*(?:\n|\Z)")


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Say whether a name alone is greeted, or signs: "Thanks, Dmitri"."""
    lead = text[max(0, start - 20) : start]
    if _GREETED.search(lead):
        return True
    return bool(_ENDS_THERE.match(text, end) and _SIGNED.search(lead))


def is_somebody(text: str, start: int, end: int) -> bool:
    """Say whether the word at this place is a cell by itself in a row about a person."""
    if not _SIGN.match(text, end) or not _SIGN_BEFORE.search(text, max(0, start - 40), start):
        return False
    line = max(text.rfind("\n", 0, start) + 1, start - _LONGEST)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + _LONGEST)
    cells = [text[line:start], text[end:stop]]
    rest = [one for cell in cells for one in _CELLS.split(cell) if one.strip(" -*•>\"'`")]
    if not rest or headers.is_header([*rest, text[start:end]]):
        return False
    return any(sort_of(one.strip()) in _OF_PEOPLE for one in rest)
