"""Who speaks in a court's paper: a party argues, an amicus argues, a complaint alleges.

Told from the first page, as its title has it; a court's own order or opinion is nobody's argument.
"""

from __future__ import annotations

import re

from bot.law import agencies

_TOP = 4000  # characters: caption and title
_AMICI = re.compile(r"(?i)\bbrief\b.{0,300}?\bamic(?:i|us)\b|\bamic(?:i|us) curiae\b", re.DOTALL)
_COMPLAINT = re.compile(r"\bCOMPLAINT\b")
_PAPER = r"(?:memorandum|brief|reply|motion|opposition|response|notice of motion)"
_SIDES = tuple(
    (side, re.compile(
        rf"(?i)\b(?:{names})\b['’]?s?['’]?\s.{{0,60}}?\b{_PAPER}\b"
        rf"|\b{_PAPER}\b.{{0,160}}?\b(?:for|of|by)\s+(?:the\s+)?(?:{names})\b",
        re.DOTALL,
    ))
    for side, names in (
        ("defendant", "defendants?|government|appellees?|respondents?"),
        ("plaintiff", "plaintiffs?|appellants?|petitioners?"),
    )
)  # fmt: skip
_ORDER = re.compile(
    r"\b(?:MEMORANDUM (?:OPINION|DECISION)|OPINION AND ORDER|ORDER)\b|, U\S+ States District Judge"
)
_NAMED = re.compile(r"(?is)\bv(?:s)?\.\s+(.{4,200}?),?\s+(?:defendants?|appellees?|respondents?)\b")


def voice(first_page: str) -> str:
    """Return "ICE argues", "the plaintiff argues", "amici argue", "the complaint alleges" or ""."""
    top = first_page[:_TOP]
    if _ORDER.search(top):
        return ""
    if _AMICI.search(top):
        return "amici argue"
    found = [(match.start(), side) for side, said in _SIDES if (match := said.search(top))]
    if found:
        side = min(found)[1]
        name = _agency(top) if side == "defendant" else ""
        return f"{name or f'the {side}'} argues"
    return "the complaint alleges" if _COMPLAINT.search(top) else ""


def _agency(top: str) -> str:
    """Return the abbreviation of the agency that is sued, where the caption names one we know."""
    named = _NAMED.search(top)
    words = " ".join(re.sub(r"[^\w&.' ]", " ", named[1]).split()) if named else ""
    names = (words, re.sub(r"(?i)^(?:u\.? ?s\.?|united states) ", "", words))
    return next((one.abbreviation for name in names if (one := agencies.find(name))), "")
