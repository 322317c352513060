"""Which sentences of one text another has, too: the forms of a message say the same, or do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_NOT_SAID = re.compile(
    r"<?\b(?:https?|ftp|mailto|tel):[^\s>)\]]+[>)\]]?|\[(?:cid|image|picture)[:\]][^\]\s]*\]?"
    r"|[\u00ad\u200b-\u200f\u2060\ufeff\u034f]"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\t+")
_POINT = re.compile(r"(?m)^[ \t>]*(?:\d{1,2}[.)]|[•*·-])[ \t]+")


def words(text: str) -> list[str]:
    """Give the words as they count: without case, links, wide letters and unseen marks."""
    plain = unicodedata.normalize("NFKC", _NOT_SAID.sub("", text)).casefold()
    return _WORD.findall(plain)


def sentences(text: str) -> Iterator[str]:
    """Give the sentences, cells and paragraphs of a text, lines put together again."""
    for piece in _SENTENCE.split(_POINT.sub("", text)):
        if whole := " ".join(piece.split()):
            yield whole


def news(text: str, known: str) -> list[str]:
    """Give the sentences of the text of which a word, or two words in a row, are not in `known`."""
    there = words(known)
    single, double = set(there), set(pairwise(there))
    found = []
    for sentence in sentences(text):
        own = words(sentence)
        if not (set(own) <= single and set(pairwise(own)) <= double):
            found.append(sentence)
    return found


def holds(text: str, part: str) -> bool:
    """Say whether all words of the part stand in the text, one after the other."""
    own = words(part)
    return not own or f" {' '.join(own)} " in f" {' '.join(words(text))} "


_DATE = re.compile(r"(?i)[\W\d_]*(?:[a-z]{3,9})?[\W\d_]*")
_TITLE_WORDS = 2


def title_in(text: str, title: str) -> str:
    """Give the title if the text has its words in a row and they are no mere date; else ""."""
    own = words(title)
    if len(own) < _TITLE_WORDS or _DATE.fullmatch(title) or not holds(text, title):
        return ""
    return title
