"""Names that are places' names, too: Jordan, Chad, Georgia, Austin.

Beside a surname such a word is a given name, behind a given name it is a surname: "Jordan Roe" and
"Amir Jordan" are people; "Jordan Valley" and "statistics of Jordan" are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.privacy import wordlists
from bot.privacy.lexicon import COUNTRIES, GIVEN, STATES, SURNAMES

# Given to children, though the census lists that we have do not say so.
_GIVEN_TOO = frozenset(
    {
        "america", "asia", "carolina", "cuba", "cyprus", "dominica", "florida", "guyana", "india",
        "ireland", "kenya", "london", "malaysia", "mali", "paris", "phoenix", "santiago", "venecia",
        "virginia", "zaire", "brooklyn", "denver", "memphis",
    }
)  # fmt: skip
_NEVER_GIVEN = frozenset({"german", "turkmen", "april", "june"})


@cache
def _places() -> frozenset[str]:
    return COUNTRIES | STATES | wordlists.countries() | wordlists.places()


@cache
def _both() -> frozenset[str]:
    return ((wordlists.given() & _places()) | _GIVEN_TOO) - _NEVER_GIVEN


@cache
def _surnames_too() -> frozenset[str]:
    return (wordlists.surnames() & _places()) | {"jordan", "israel", "ireland"}


def is_name(words: Sequence[str], at: int) -> bool:
    """Say whether the word at this place, a place's too, is a name's; all in small letters."""
    word = words[at]
    if word in _both() and at + 1 < len(words) and _is_surname(words[at + 1]):
        return True
    return bool(at) and word in _surnames_too() and _is_only_given(words[at - 1])


def _is_surname(word: str) -> bool:
    if word in COUNTRIES or word in wordlists.titles() or word in wordlists.organisations():
        return False
    return len(word) > 1 and (word in SURNAMES or word not in wordlists.english())


def _is_only_given(word: str) -> bool:
    given = word in GIVEN or (word in wordlists.given() and word not in wordlists.english())
    return given and word not in _both()
