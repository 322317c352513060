"""Whose law counts for a public body: the one directory that all roads to a request look in.

A federal agency that we list is federal, a state by any of its names is that state. Everything
else is asked: an abbreviation alone (NYPD, SPD, IL) shows no law, and a federal date computed for
a city's police would be wrong. People answer with a tag before the name: `federal:MSHA`,
`US-NY:NYPD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.law import agencies
from bot.law.agencies import STATES

FEDERAL, UNKNOWN = "federal", "unknown"
LONGEST = 80
# Words that no federal office has in its name, unless it says "U.S." or "Federal" itself.
_LOCAL_WORDS = (
    "city", "county", "town", "township", "village", "borough", "parish", r"municipal\w*", "mayor",
    "governor", "sheriff", "police", "fire department", "fire dept", "schools?", "isd", "boces",
    "school district", "college", "university", "metropolitan", "transit", "public safety",
    "housing authority", "housing commission", "park district", "superintendent", "state of",
    "state house", "state police", "commonwealth", "department of corrections", "city of",
    "department of revenue", "motor vehicles", "NYC", "NYPD", "LAPD", "FDNY", "D\\.C\\.",
    "Washington State", "district attorney", "highway patrol", "public schools",
)  # fmt: skip
_STATES = "|".join(re.escape(name) for code, name in STATES.items() if code not in {"DC", "WA"})
LOCAL = re.compile(
    rf"\b(?:{'|'.join(_LOCAL_WORDS)}|{_STATES})(?:'s)?(?!\w)"
    rf"|^(?:{'|'.join(STATES)}) (?:state|division|department|dept|office)\b",
    re.IGNORECASE,
)
FEDERAL_NAME = re.compile(
    r"^(?:the )?(?:U\.? ?S\.?|United States|Federal|National)(?!\w)|^Bureau of ", re.IGNORECASE
)
_OF_A_PLACE = re.compile(
    r"\b(?:city|county|town|township|village|borough|mayor|sheriff|metropolitan|schools?|district"
    r"|(?<!state )police (?:department|bureau|division|service))\b",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"(federal|state|US-[A-Z]{2})\s*:\s*(.+)", re.IGNORECASE)
_BY_NAME = {name.casefold(): f"US-{code}" for code, name in STATES.items()}


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of bodies by whose law counts, as a list is cut by it: "federal ones"."""

    words: str
    holds: Callable[[str], bool]  # of a body's key


def _is_local(key: str) -> bool:
    body = agencies.known(key)
    return body.abbreviation != body.law and bool(_OF_A_PLACE.search(body.name))


def _is_state(key: str) -> bool:
    return bool(agencies.known(key).state) and not _is_local(key)


ONES = {
    "federal": Sort("federal ones", lambda key: not agencies.known(key).state),
    "state": Sort("state ones", _is_state),
    "local": Sort("local ones", lambda key: bool(agencies.known(key).state) and _is_local(key)),
    "both": Sort("state and local ones", lambda key: bool(agencies.known(key).state)),
}


def ones(words: str) -> Sort | None:
    """Return the sort of bodies that words name: "local ones"; None for anything else."""
    return next((one for one in ONES.values() if one.words == words.strip().casefold()), None)


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as it is recorded, and whose law counts: federal, US-OR, or unknown.

    `likely` is the law that its words point to, where nobody has said it; never used unasked.
    """

    name: str
    jurisdiction: str
    likely: str = ""

    @property
    def key(self) -> str:
        """As a component request keeps it: a body in a state carries the state before its name."""
        if self.jurisdiction in {FEDERAL, UNKNOWN, self.name} or self.name.startswith("US-"):
            return self.name
        return agencies.local_key(self.jurisdiction[3:], self.name)


def read(words: str) -> Body:
    """Read one body as people write it, with or without a tag. Raises ValueError for no name."""
    said = " ".join(words.split()).strip(" ,;\"'“”")
    if not said:
        raise ValueError("Which agency? Give its abbreviation, like ICE.")
    if tagged := _TAGGED.fullmatch(said):
        return _tagged(tagged[1].casefold(), tagged[2].strip(" \"'“”"))
    if known := agencies.find(said):
        return Body(known.abbreviation, known.law)
    return Body(kept(said), UNKNOWN, _likely(said))


def _tagged(tag: str, name: str) -> Body:
    known = agencies.find(name)
    if tag == FEDERAL:
        return Body(known.abbreviation if known else kept(name), FEDERAL)
    if tag == "state":
        return Body(kept(name), UNKNOWN, _likely(name) or "state")
    code = tag.upper()
    if code[3:] not in STATES:
        raise ValueError(f"{code} is no state that we know. Use a code like US-OR or US-DC.")
    whole = known is not None and known.abbreviation == code
    return Body(code if whole else kept(name), code)


def kept(name: str) -> str:
    """Return a name as it is recorded: slashes and commas part the words of commands."""
    plain = " ".join(re.sub(r"[/,;:]", " ", name).split())[:LONGEST].strip()
    return plain.upper() if len(plain) < 8 and " " not in plain else plain  # noqa: PLR2004


def _likely(words: str) -> str:
    """Return the law that a name's own words point to: a state that it begins with, or federal."""
    plain = words.casefold()
    for name, code in _BY_NAME.items():
        if re.match(rf"(?:state of )?{re.escape(name)}\b", plain):
            return code
    if words.upper() in STATES:
        return f"US-{words.upper()}"
    return FEDERAL if FEDERAL_NAME.search(words) else "state" if LOCAL.search(words) else ""
