"""To which agencies a cell says that the letter went: abbreviations, names, hierarchies, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.law import agencies, bodies, identifiers
from bot.law.agencies import Agency

LONGEST = 80
EVERY, FEDERAL = "*", "federal"  # what a person may say of names that we do not know
UNLISTED = "not on our list"
_BELOW = re.compile(r"\s*[|>»/]\s*|\s+[-–—]\s+|:\s+")  # a department, then what is in it
_BESIDE = re.compile(r"\s*[;,&+\n/]\s*|\s+and\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9&-]{1,11})\)")
_STATE = re.compile(r"US-[A-Z]{2}", re.IGNORECASE)
_NATION = re.compile(
    r"[,|]?\s*(?:United States of America|U\.?S\.?A?\.?|federal)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Whom:
    """One agency as it is recorded. `known` False: the statute alone applies to it.

    `doubt` says why we cannot tell whose law counts: a federal date could be wrong there.
    """

    agency: str
    known: bool
    doubt: str = ""


def read(cell: str, said: Mapping[str, str]) -> list[Whom]:
    """Return the agencies of a cell, one for each component request; none for an empty cell.

    `said` maps names, folded, to what a person gave for them: an agency, "federal", or a state,
    in which the name is a body of its own. The name "*" stands for every name we do not know.
    """
    words = _NATION.sub("", " ".join(cell.split())).strip(" ,;|")
    if not words:
        return []
    if one := _named(words, said):
        return [one]
    parts = [part for part in _BELOW.split(words) if part]
    if len(parts) > 1 and ("|" in words or ">" in words or _is_below(parts, said)):
        return [_one(parts[-1], said) or _unknown(parts[-1], words, said)]
    if several := _all_known(_BESIDE.split(words), said) or _joined(words, said):
        return several
    return [_one(words, said) or _unknown(words, words, said)]


def _is_below(parts: Sequence[str], said: Mapping[str, str]) -> bool:
    """Say whether the last part lies in the department before it: "DHS/ICE", not "ICE/CBP"."""
    last, before = _one(parts[-1], said), _one(parts[-2], said)
    if last is None:
        return before is not None
    return before is not None and before.agency in agencies.known(last.agency).chain


def _joined(words: str, said: Mapping[str, str]) -> list[Whom]:
    """Read "Immigration and Customs Enforcement and DHS": an "and" may be part of a name."""
    for match in re.finditer(r" and ", words):
        if two := _all_known((words[: match.start()], words[match.end() :]), said):
            return two
    return []


def _named(words: str, said: Mapping[str, str]) -> Whom | None:
    given = said.get(words.casefold(), "")
    if given.casefold() == FEDERAL:
        return Whom(_kept(words), known=False)
    if given and not _STATE.fullmatch(given):
        return Whom(agencies.known(given).abbreviation, known=agencies.find(given) is not None)
    body = _body(f"{given}:{_kept(words)}" if given else words)
    if body is None or body.jurisdiction == bodies.UNKNOWN:
        return None
    return Whom(body.key, known=agencies.find(body.key) is not None)


def _body(words: str) -> bodies.Body | None:
    try:
        return bodies.read(words)
    except ValueError:
        return None  # no name, or no such state: whose law counts is still to be said


def _one(words: str, said: Mapping[str, str]) -> Whom | None:
    bracketed = _BRACKETS.search(words)
    bare = _BRACKETS.sub("", words).strip()
    for name in filter(None, (words, bare, bracketed[1] if bracketed else "")):
        if found := _named(name, said):
            return found
    return None


def _all_known(parts: Sequence[str], said: Mapping[str, str]) -> list[Whom]:
    """Return several agencies where each part is one; a department before its own part is none."""
    found = [_one(part, said) for part in parts if part.strip()]
    known = [one for one in found if one is not None]
    if len(known) < 2 or len(known) != len(found):  # noqa: PLR2004
        return []
    return list(dict.fromkeys(known))


def _unknown(words: str, whole: str, said: Mapping[str, str]) -> Whom:
    return Whom(_kept(words) or whole[:LONGEST], known=False, doubt=_doubt(whole, said))


def _kept(words: str) -> str:
    bracketed = _BRACKETS.search(words)
    # Slashes and commas part the words of other commands: a name that we keep has none.
    plain = " ".join(re.sub(r"[/,;]", " ", _BRACKETS.sub("", words)).split())
    return bracketed[1] if bracketed else plain[:LONGEST].strip()


def _doubt(words: str, said: Mapping[str, str]) -> str:
    if bodies.FEDERAL_NAME.search(words):
        return ""
    if bodies.LOCAL.search(words):
        return "looks like an office of a state or town, where the federal law does not count"
    if said.get(EVERY, "").casefold() == FEDERAL:
        return ""
    return f"is {UNLISTED}, and nothing shows that the federal law counts there"


def by_number(number: str) -> Agency | None:
    """Return the agency whose shape a tracking number has."""
    named = identifiers.agency_of(number)
    return agencies.find(named) if named else None
