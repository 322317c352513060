"""Where on a page other words stand that may mean those of a question.

Looked up for a whole page at once: to take each sentence into terms of its own costs more than the
search that found the page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.query.passages import Span
from index.query.windows import Lookup
from index.terms.akin import akin

BEGINNING = 5  # letters that words of one family share: install, installment

Places = list[tuple[int, frozenset[int]]]
"""Characters in ascending order, and the words of the question that each may mean."""


@dataclass(frozen=True, slots=True)
class Kindred:
    """What may stand for the words of one question, by their numbers."""

    table: Lookup
    meant: Sequence[frozenset[int]]  # by what the table counts a term as
    beginnings: Mapping[str, frozenset[int]]

    def akin(self, text: str) -> Places:
        """Give the words of about the same meaning."""
        return [(one.start, self.meant[one.word]) for one in self.table.locate(text)]

    def family(self, text: str) -> Places:
        """Give the words that only begin alike."""
        lower = text.lower()
        return sorted(
            (start, words)
            for beginning, words in self.beginnings.items()
            for start in _begun(lower, beginning)
        )


def kindred(own: Mapping[int, tuple[str, ...]]) -> Kindred:
    """Take the terms of each word of a question."""
    others: dict[str, frozenset[int]] = {}
    beginnings: dict[str, frozenset[int]] = {}
    for number, terms in own.items():
        for term in akin(terms[0]):
            others[term] = others.get(term, frozenset()) | {number}
        begins = terms[0][:BEGINNING]
        if len(begins) == BEGINNING and begins.isalpha():
            beginnings[begins] = beginnings.get(begins, frozenset()) | {number}
    table = Lookup({term: (place, 1.0) for place, term in enumerate(others)}, 0.0)
    return Kindred(table, tuple(others.values()), beginnings)


def among(places: Places, span: Span) -> frozenset[int]:
    """Give the words of the question that may be meant in a stretch."""
    if not places:
        return frozenset()
    there = places[bisect_left(places, (span.start,)) : bisect_left(places, (span.end,))]
    return frozenset().union(*(words for _, words in there))


def _begun(text: str, beginning: str) -> Iterator[int]:
    at = text.find(beginning)
    while at >= 0:
        if not text[at - 1 : at].isalpha():
            yield at
        at = text.find(beginning, at + 1)
