"""Other shapes of one name: OCR's slips, endings of Russian and Ukrainian cases, letters set apart.

Only hashes are known of the names, so each shape is led back to what the roster may hold, and the
hash of that is looked up. A word of English has no other shapes: "stem" is not taken for "Stern".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bot.privacy import wordlists
from bot.privacy.normal import TWINS

LEAST = 5  # letters of a name that is looked for in other shapes
_SHORTEST_HALF = 3
_LONGEST = 24
_WIDE = 8  # characters of a name in a script without spaces
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_SLIPS = (("rn", "m"), ("m", "rn"), ("vv", "w"), ("w", "vv"))
_ARTICLES = ("al", "el", "abu", "ibn", "bin", "ben", "o")  # written in one with what follows
_I_FOR_L = re.compile(r"(?<=[a-z])I+|(?<=[A-Z][a-z])I+")
_DIGITS = "0134568|$"
_READ_AS = (str.maketrans(_DIGITS, "oleasgbls"), str.maketrans(_DIGITS, "oieasgbis"))
_AMID = re.compile(r"(?<![\w|$])[A-Za-z0-9|$]{5,40}(?![\w|$])")
_APART = re.compile(r"(?<![^\W\d_])(?:[^\W\d_][ ._*-]{1,2}){3,60}[^\W\d_](?![^\W\d_])")


def _small(words: str) -> tuple[str, ...]:
    """Return endings in the letters in which folded words are written, the longest first."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return tuple(sorted(plain.translate(TWINS).split(), key=lambda word: -len(word)))


_ENDINGS = _small(
    "ого его ому ему ыми ими ами ями ові еві ой ей ою ею ым им ом ем ам ям ах ях ых их ии ию ией"
    " ії ію ія ия ая яя а я у ю ы и і ї е є"
)
_BASES = ("", *_small("а я й ь ий ый ія ия ій ая о"))


def readings(word: str, folded: str) -> Iterator[str]:
    """Give the folded names that this word can be a shape of; `word` is as the text has it."""
    if not LEAST <= len(folded) <= _LONGEST or folded in wordlists.english():
        return
    if _CYRILLIC.search(word):
        yield from nominatives(folded)
    elif folded.isascii():
        yield from _latin(word, folded)


def nominatives(folded: str) -> Iterator[str]:
    """Give the words in Cyrillic of which this one may be a case."""
    stems = {folded, *(folded.removesuffix(end) for end in _ENDINGS)}
    for stem in stems:
        if len(stem) >= LEAST - 2:
            yield from (stem + base for base in _BASES)


def _latin(word: str, folded: str) -> Iterator[str]:
    if len(folded) > LEAST and folded.endswith("s"):
        yield folded[:-1]
    for article in _ARTICLES:
        if folded.startswith(article) and len(folded) >= LEAST + len(article) - 1:
            yield folded[len(article) :]
    if "I" in word[1:] and not word.isupper():
        yield _I_FOR_L.sub(lambda m: "l" * len(m[0]), word).casefold()
    for wrong, right in _SLIPS:
        if wrong in folded:
            yield folded.replace(wrong, right)
            at = folded.find(wrong)
            while at >= 0:
                yield folded[:at] + right + folded[at + len(wrong) :]
                at = folded.find(wrong, at + 1)


def halves(folded: str) -> Iterator[tuple[str, str]]:
    """Give the ways to part a word in two: "anaroe" may be a handle of Ana Roe's."""
    whole = folded.isascii() and folded not in wordlists.english()
    if whole and 2 * _SHORTEST_HALF < len(folded) <= 2 * _LONGEST:
        for at in range(_SHORTEST_HALF, len(folded) - _SHORTEST_HALF + 1):
            yield folded[:at], folded[at:]


def within(word: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a word without spaces, Chinese or Korean, that may be names."""
    for run in _UNSPACED.finditer(word):
        for start in range(*run.span()):
            for end in range(min(run.end(), start + _WIDE), start + 1, -1):
                yield start, end


def is_unspaced(word: str) -> bool:
    """Say whether a word is of a script that sets no spaces between words."""
    return bool(_UNSPACED.fullmatch(word))


class Shape(NamedTuple):
    """A stretch of the text, and the words that it may stand for."""

    start: int
    end: int
    words: tuple[str, ...]


def in_text(text: str) -> Iterator[Shape]:
    """Give what is no word as it stands: letters with digits among them, letters set apart."""
    for token in _AMID.finditer(text):
        letters = sum(c.isalpha() for c in token[0])
        if len(token[0]) > letters > len(token[0]) // 2:
            yield Shape(*token.span(), tuple(token[0].translate(table) for table in _READ_AS))
    for run in _APART.finditer(text):
        letters_ = "".join(c for c in run[0] if c.isalpha())
        parts = (
            letters_[start:end]
            for start in range(len(letters_) - LEAST + 1)
            for end in range(start + LEAST, min(len(letters_), start + _LONGEST) + 1)
        )
        yield Shape(*run.span(), tuple(parts))
