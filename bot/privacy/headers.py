"""Heads of columns in five languages: what they say of a column, and whether a row is a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

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
    OFFICIAL = "official"
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
            out += ((frozenset(one.split()), Head(head)) for one in words.split(",") if one.strip())
    return tuple(out)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for words, _ in _phrases() for word in words) | _FILL


def _words(cell: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", cell.replace("_", " ")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    camel = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell) if " " not in cell else cell
    if camel != cell:
        return _words(camel)
    return _WORD.findall(plain)


@lru_cache(maxsize=4_000)
def head_of(cell: str) -> Head | None:
    """Say what a head names; None for what it does not tell."""
    words = set(_words(cell))
    return next((head for phrase, head in _phrases() if phrase <= words), None)


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row is a header: most of its cells are made of words that heads are made of."""
    filled = [words for cell in cells if (words := _words(cell))]
    if not filled or any(re.search(r"[0-9]{3}", cell) for cell in cells):
        return False
    known = sum(all(word in _vocabulary() for word in words) for words in filled)
    return known >= 0.6 * len(filled)


def is_of_persons(cells: Sequence[str]) -> bool:
    """Say whether a first row heads a column of persons, whatever else it says."""
    heads = (head_of(cell) for cell in cells if _whole(cell))
    return any(head in {Head.WARD, Head.PERSON} for head in heads)


def _whole(cell: str) -> bool:
    words = _words(cell)
    return bool(words) and all(word in _vocabulary() for word in words)
