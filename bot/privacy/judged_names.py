"""What words can be somebody's name: neither English, nor of an office, a place or a maker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from bot.privacy import named_after_places, wordlists
from bot.privacy.lexicon import PARTICLES

TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
FULL = 2  # words of a name that needs no list to be one


class Run(NamedTuple):
    """A stretch of a text that can be a name: where it stands, of how many words."""

    start: int
    end: int
    words: int


def can_be_of_a_name(word: str) -> bool:
    """Say whether a word, small, can be of a name, be it in small letters."""
    known = word in wordlists.names() or word in PARTICLES
    return word not in wordlists.never_in_names() and (known or word not in wordlists.english())


def judged(text: str, start: int, end: int) -> Run | None:
    """Trim a run to the words that can be somebody's name; None where there are none."""
    found = _trimmed(text[start:end])
    return Run(start + found.start, start + found.end, found.words) if found else None


@lru_cache(maxsize=20_000)
def _trimmed(run: str) -> Run | None:
    tokens = [(token, token[0].lower()) for token in TOKEN.finditer(run)]
    never = _never([low for _, low in tokens])
    first = next((n for n, (_, low) in enumerate(tokens) if begins(low, never)), None)
    if first is None:
        return None
    tokens = list(takewhile(lambda one: one[1] not in never, tokens[first:]))
    while tokens[-1][1] in PARTICLES:
        tokens.pop()
    start, end = tokens[0][0].start(), tokens[-1][0].end()
    end -= 2 * run[start:end].endswith("'s")
    words = [low.removesuffix("'s") for _, low in tokens if len(low) > 1]
    if run[start:end].lower() in wordlists.places_and_facilities() or not _is_somebody(words):
        return None
    return Run(start, end, len(words))


def _never(words: Sequence[str]) -> frozenset[str]:
    """Return the words that no name holds, but for those that are a name's here."""
    never = wordlists.never_in_names()
    named = {w for n, w in enumerate(words) if w in never and named_after_places.is_name(words, n)}
    return never - named if named else never


def begins(low: str, never: frozenset[str]) -> bool:
    """Say whether a name can begin with a word, small."""
    return len(low) > 1 and low not in PARTICLES and low not in never


def _is_somebody(words: Sequence[str]) -> bool:
    """Say whether words can name a person: two of them, or one that is a name and no word."""
    english = wordlists.english()
    if len(words) < FULL:
        return words[0] in wordlists.names() and words[0] not in english
    return any(word not in english or word in wordlists.given() for word in words)


def is_listed(words: Sequence[str]) -> bool:
    """Say whether one of the words is on a list of names and no word of English."""
    low = [word.lower() for word in words]
    return any(w in wordlists.names() and w not in wordlists.english() for w in low)
