"""Heads of columns in five languages: what they say of a column, and whether a row is a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum, StrEnum, auto
from functools import cache, lru_cache
from pathlib import Path

from bot.privacy import wordlists
from bot.privacy.cells import Sort, sort_of
from bot.privacy.normal import TWINS, plain

_FILL = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "el",
        "del",
        "du",
        "des",
        "da",
        "do",
        "dos",
        "et",
        "and",
        "y",
        "e",
        "or",
        "no",
        "num",
        "number",
        "numero",
        "nr",
        "n",
        "id",
        "code",
        "#",
        "s",
        "a",
        "an",
        "in",
        "at",
        "for",
        "en",
        "con",
        "current",
    ]
)
_WORD = re.compile(r"[^\W\d_]+|#")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_THREE_DIGITS = re.compile(r"[0-9]{3}")


class Head(StrEnum):
    """What a head says that its column holds."""

    WARD = "ward"  # somebody whom we or the agency hold a file on: client, detainee, applicant
    PERSON = "person"
    COUNTRY = "country"
    FACILITY = "facility"
    RESULT = "result"
    BIRTH = "birth"
    ALIEN = "alien"
    AGE = "age"
    PERSONAL = "personal"
    HOLDER = "holder"  # who holds an office or does the work: judge, officer, volunteer
    OFFICIAL = "official"  # what says of a row that it is one of officials: title, agency
    PAPER = "paper"
    LOG = "log"  # requests, purchases, letters
    PLAIN = "plain"


@cache
def _phrases() -> tuple[tuple[frozenset[str], Head], ...]:
    """Return the phrases of `words/heads.txt`, in order; the first that fits counts."""
    out: list[tuple[frozenset[str], Head]] = []
    text = Path(__file__).with_name("words").joinpath("heads.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            head, _, words = line.partition(":")
            out += ((frozenset(_words(one)), Head(head)) for one in words.split(",") if one.strip())
    return tuple(out)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for words, _ in _phrases() for word in words) | _FILL | wordlists.titles()


@lru_cache(maxsize=20_000)
def _words(cell: str) -> tuple[str, ...]:
    small = unicodedata.normalize("NFKD", plain(cell.replace("_", " "))).casefold()
    small = "".join(c for c in small if not unicodedata.combining(c)).translate(TWINS)
    camel = _HUMP.sub(" ", cell) if " " not in cell else cell
    if camel != cell:
        return _words(camel)
    return tuple(_WORD.findall(small))


@lru_cache(maxsize=4_000)
def head_of(cell: str) -> Head | None:
    """Say what a head names; None for what it does not tell."""
    words = set(_words(cell))
    said = next((head for phrase, head in _phrases() if phrase <= words), None)
    return said or (Head.HOLDER if words and words <= wordlists.titles() else None)


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row is a header: most of its cells are made of words that heads are made of."""
    kinds = [_kind(cell) for cell in cells]
    filled = len(kinds) - kinds.count(_Kind.EMPTY)
    if not filled or _Kind.NUMBER in kinds or kinds.count(_Kind.HEAD) < 0.6 * filled:
        return False
    # Else it is a row: "Roe, Ana | B | closed".
    return not any(sort_of(cell) is Sort.NAME and not _whole(cell) for cell in cells)


class _Kind(Enum):
    """What a cell can be in a row that may be a header."""

    EMPTY = auto()
    NUMBER = auto()
    HEAD = auto()
    OTHER = auto()


@lru_cache(maxsize=20_000)
def _kind(cell: str) -> _Kind:
    if _THREE_DIGITS.search(cell):
        return _Kind.NUMBER
    words = _words(cell)
    if not words:
        return _Kind.EMPTY
    return _Kind.HEAD if _is_of_heads(words) else _Kind.OTHER


def _is_of_heads(words: Sequence[str]) -> bool:
    """Say whether heads are made of these words; one letter is a pod or a bed, `no` an answer."""
    one_letter = len(words) == 1 and len(words[0]) == 1 and words[0].isascii() and words[0] != "#"
    answer = one_letter or words == ("no",)
    return not answer and all(word in _vocabulary() for word in words)


def is_of_persons(cells: Sequence[str]) -> bool:
    """Say whether a first row heads a column of persons or officials, whatever else it says."""
    heads = (head_of(cell) for cell in cells if _whole(cell))
    return any(head in {Head.WARD, Head.PERSON, Head.HOLDER} for head in heads)


def _whole(cell: str) -> bool:
    words = _words(cell)
    return bool(words) and all(word in _vocabulary() for word in words)
