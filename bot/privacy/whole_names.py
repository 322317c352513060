"""The rest of a name of which a part was found: a name half hidden is a name shown.

"Y. [name]", "[name]_a", "[name]-quarry" and "ysolda [name]" still tell who is meant. What is
joined to the part found, an initial, and a word beside it that is no word of English, of an office
or a place, belong to it.
"""

from __future__ import annotations

import re

from bot.privacy import wordlists
from bot.privacy.asked_of import is_no_person
from bot.privacy.lexicon import PARTICLES

_REACH = 40
_LEAST = 3  # letters of a word beside it
_ROUNDS = 4
_WORD = r"[^\W\d_]{1,24}(?:['-][^\W\d_]{1,24})?"
_JOINED_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]{1,24})[-_.]$")
_JOINED_BEHIND = re.compile(r"[-_]([^\W\d_]{1,24})(?![^\W_])")
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}$|(?<![\w.])[B-HJ-Z][ ]$")
_INITIALS_BEHIND = re.compile(r",?[ ](?:[A-Z]\.[ ]?){1,3}(?=\W|\Z)(?<! )")
_SMALL_INITIAL = re.compile(r",?[ ][b-hj-z]\.?(?![\w'/&-])")
_BEFORE = re.compile(rf"(?<![\w'@./-])({_WORD})(?:[ ](?:{'|'.join(sorted(PARTICLES))}))?,?[ ]$")
_BEHIND = re.compile(rf",?[ ]({_WORD})(?![\w@/-]|\.\w)")
_SENTENCE = re.compile(r"(?:^|[.!?:;]\s|\n)\s{0,8}$")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name of which [start, end) is a part begins and ends; `text` is plain."""
    small = not any(c.isupper() for c in text[start:end])
    for _ in range(_ROUNDS):
        before, behind = _begin(text, start, small=small), _stop(text, end, small=small)
        if (before, behind) == (start, end):
            break
        start, end = before, behind
    return start, end


def _begin(text: str, start: int, *, small: bool) -> int:
    lead = text[max(0, start - _REACH) : start]
    joined = _JOINED_BEFORE.search(lead)
    if joined and _can_be_joined(joined[1]):
        return start - len(joined[0])
    initials = _INITIALS_BEFORE.search(lead)
    if initials:
        return start - len(initials[0])
    beside = _BEFORE.search(lead)
    first = beside is None or bool(_SENTENCE.search(text[: start - len(beside[0])][-12:]))
    if beside and _is_of_the_name(beside[1], small=small, first=first):
        return start - len(beside[0])
    return start


def _stop(text: str, end: int, *, small: bool) -> int:
    rest = text[end : end + _REACH]
    joined = _JOINED_BEHIND.match(rest)
    if joined and _can_be_joined(joined[1]):
        return end + joined.end()
    initials = _INITIALS_BEHIND.match(rest) or (small and _SMALL_INITIAL.match(rest))
    if initials:
        return end + initials.end()
    beside = _BEHIND.match(rest)
    if beside and _is_of_the_name(beside[1], small=small, first=False):
        return end + len(beside[0])
    return end


def _can_be_joined(part: str) -> bool:
    """Say whether what a hyphen or a stroke joins to a part of a name is of the name, too."""
    low = part.lower()
    if len(low) == 1 or is_no_person(low):
        return len(low) == 1
    return low in wordlists.names() or not wordlists.is_english(low)


def _is_of_the_name(word: str, *, small: bool, first: bool) -> bool:
    """Say whether a word beside a part of a name is another part, written in the same letters."""
    low = word.lower()
    if len(low) < _LEAST or is_no_person(low) or word[0].isupper() == small:
        return False
    if small or first:
        return not wordlists.is_english(low)
    return low in wordlists.names() or not wordlists.is_english(low)
