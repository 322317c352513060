"""What a request may be called: not by a person, whether the name is whole or a surname alone."""

from __future__ import annotations

import re
from functools import partial

from bot.privacy import wordlists
from bot.privacy.cells import is_somebody
from bot.privacy.found import Kind
from bot.privacy.lexicon import COUNTRIES, OFFICE, PARTICLES, STATES, THINGS

_WORD = r"[A-Z][a-z]+(?:['-][A-Z]?[a-z]+){0,2}"
_NAME = rf"{_WORD}(?:[ ](?:(?:de|del|la|da|van|von|bin|al|el)[ ]){{0,2}}{_WORD}){{0,3}}"
_THEIRS = (
    r"family|death|killing|suicide|autopsy|estate|a-?file|alien\sfile|immigration\sfile|asylum|habeas"
    r"|deportation|bond|parole|detention\sfile|medical\s(?:file|records)|in\scustody"
)
# Of a place, whatever it is called: "Artesia family detention", "Natchez bond statistics".
_OF_A_PLACE = (
    r"family\s(?:detention|shelter|center|facility|residential)|(?:bond|parole|asylum)\s(?:statistics"
    r"|hearings|policy|data|rates?|numbers)"
)
_BEFORE = re.compile(rf"\b({_NAME})(?:'s)?(?=[ ](?!(?i:{_OF_A_PLACE})\b)(?i:{_THEIRS})\b)")
_OF = rf"(?i:{_THEIRS}|files?|records|arrest|detention|case|release)[ ](?:of|for|on|about)"
_BEHIND = re.compile(rf"\b{_OF}[ ]({_NAME})")
_OF_ONE = re.compile(
    rf"\b(?i:death|killing|suicide|autopsy|a-?file|habeas|deportation|parole)[ ]of[ ]({_NAME})"
)
_LEAST = 4  # letters of a surname that stands alone


def without_people(name: str) -> str:
    """Return the name of a request with the names of people in it hidden; it is masked already."""
    if is_somebody(name) or _is_nothing_known(name):
        return Kind.NAME.token
    for pattern, words in ((_BEFORE, 1), (_OF_ONE, 1), (_BEHIND, 2)):
        name = pattern.sub(partial(_hidden, least=words), name)
    return name


def _is_nothing_known(name: str) -> bool:
    """Say whether each word of a name of two and more is on no list but those of people's names."""
    of_things = wordlists.subjects() | wordlists.organisations() | wordlists.towns()
    words = re.split(r"[ '-]", name.lower())
    named = re.fullmatch(_NAME, name) is not None and " " in name
    return named and all(_can_be_somebodys(w) and w not in of_things for w in words)


def _hidden(found: re.Match[str], least: int) -> str:
    whole, name = found[0], found[1].removesuffix("'s")
    parts = [one for one in re.split(r"[ '-]", name.lower()) if one not in PARTICLES]
    if len(parts) < least or not _is_somebodys(parts) or _is_place(name):
        return whole
    return whole.replace(name, Kind.NAME.token)


def _is_somebodys(parts: list[str]) -> bool:
    """Say whether words are a name; one of two or more may be English, too: "Marigold"."""
    fit = sum(map(_can_be_somebodys, parts))
    rest = [one for one in parts if not _can_be_somebodys(one)]
    of_offices = any(one in OFFICE | THINGS | COUNTRIES | STATES for one in rest)
    return fit > 0 and len(rest) <= (len(parts) > 1) and not of_offices


def _can_be_somebodys(word: str) -> bool:
    known = word in wordlists.names() and word not in wordlists.english()
    strange = len(word) >= _LEAST and word not in wordlists.ordinary()
    return word not in wordlists.never_in_names() and (known or strange)


def _is_place(name: str) -> bool:
    low = name.lower()
    known = wordlists.places_and_facilities() | wordlists.countries() | wordlists.towns()
    return low in known or low.removesuffix("s") in known
