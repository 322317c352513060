"""Where on a page the words of a question stand, and where they stand closest together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from index.analysis import term_of, word_pattern
from index.pages import Sought

WIDTH = 50  # words: two or three sentences
_OTHER = 0.6  # a word that says the same counts so much of the word itself


class Found(NamedTuple):
    """A word of the question on a page: which one, how well, and as which word of the page."""

    word: int
    weight: float
    place: int


class Located(NamedTuple):
    """The same with its characters."""

    word: int
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a page in words, and the share of the question's weight that stands in it."""

    first: int
    last: int
    share: float


@dataclass(slots=True)
class Lookup:
    """What the words of a page count as; spellings once looked up are remembered."""

    terms: Mapping[str, tuple[int, float]]
    whole: float
    _known: dict[str, tuple[int, float]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def find(self, text: str) -> list[Found]:
        """Give every word of the question on a page, in order; no more is read than needed."""
        words = word_pattern(text).findall(text)
        known = self._known
        for word in set(words) - self._seen:
            self._seen.add(word)
            counts_as = self.terms.get(term_of(word))
            if counts_as:
                known[word] = counts_as
        if known.keys().isdisjoint(words):
            return []
        return [Found(*known[word], place) for place, word in enumerate(words) if word in known]

    def locate(self, text: str) -> list[Located]:
        """Give every word of the question on a page with its characters."""
        found = []
        for match in word_pattern(text).finditer(text):
            counts_as = self.terms.get(term_of(match[0]))
            if counts_as:
                found.append(Located(*counts_as, match.start(), match.end()))
        return found

    def share(self, found: Sequence[Found] | Sequence[Located]) -> float:
        """Give the share of the question's weight that these make up, each word once."""
        best: dict[int, float] = {}
        for one in found:
            if one.weight > best.get(one.word, 0.0):
                best[one.word] = one.weight
        return sum(best.values()) / self.whole if self.whole else 0.0


def lookup(sought: Sequence[Sought]) -> Lookup:
    """Give for each term the word it counts as, and its weight; rare words weigh more."""
    terms: dict[str, tuple[int, float]] = {}
    for number, word in enumerate(sought):
        for order, term in enumerate(word.terms):
            weight = word.rarity * (1.0 if order < word.own else _OTHER)
            if term not in terms or terms[term][1] < weight:
                terms[term] = (number, weight)
    return Lookup(terms, sum(word.rarity for word in sought))


def best_window(found: Sequence[Found], whole: float, width: int = WIDTH) -> Window | None:
    """Give the stretch of so many words that holds most of the question."""
    if not found or not whole:
        return None
    inside: Counter[tuple[int, float]] = Counter()
    first = 0
    best = Window(0, 0, -1.0)
    for one in found:
        inside[one.word, one.weight] += 1
        while one.place - found[first].place >= width:
            gone = found[first].word, found[first].weight
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        share = _distinct(inside) / whole
        if share > best.share:
            best = Window(found[first].place, one.place, share)
    return best


def _distinct(inside: Mapping[tuple[int, float], int]) -> float:
    weights: dict[int, float] = {}
    for word, weight in inside:
        if weight > weights.get(word, 0.0):
            weights[word] = weight
    return sum(weights.values())


def characters(text: str, window: Window) -> tuple[int, int]:
    """Give where a stretch of words begins and ends in its text."""
    words = islice(word_pattern(text).finditer(text), window.first, window.last + 1)
    first = next(words, None)
    if first is None:
        return 0, 0
    last = first
    for last in words:  # noqa: B007 - only the last is wanted
        pass
    return first.start(), last.end()
