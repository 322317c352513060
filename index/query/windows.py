"""Where on a page the words of a question stand, and where they stand closest together."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine.kept import Arrays, KeptOfTexts
from index.pages import Sought
from index.terms.analysis import terms, word_pattern

WIDTH = 50  # words: two or three sentences
_PLACE = itemgetter(2)
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


def _placed(text: str) -> array[int]:
    """Give where each word of a text begins and ends, in turn."""
    bounds = array("I")
    for match in word_pattern(text).finditer(text):
        bounds.extend(match.span())
    return bounds


def _read(text: str) -> Arrays:
    """Give the words of a text as numbers, ascending, and the place of each."""
    found = terms(text)
    numbers = np.fromiter(map(hash, found), np.int64, len(found))
    places = numbers.argsort(kind="stable").astype(np.int32)
    return numbers[places], places


# A page that answers one question answers the next: the same pages are read again and again.
_words = KeptOfTexts(_read, lambda kept: sum(one.nbytes for one in kept), 16 << 20)
_bounds = KeptOfTexts(_placed, lambda kept: 4 * len(kept), 4 << 20)


@dataclass(slots=True)
class Lookup:
    """What the words of a page count as."""

    terms: Mapping[str, tuple[int, float]]
    whole: float
    _numbers: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = np.fromiter(map(hash, self.terms), np.int64, len(self.terms))

    def find(self, text: str) -> list[Found]:
        """Give every word of the question on a page, in order."""
        numbers, places = _words(text)
        first = numbers.searchsorted(self._numbers, "left").tolist()
        after = numbers.searchsorted(self._numbers, "right").tolist()
        found = [
            Found(*counts_as, place)
            for counts_as, start, end in zip(self.terms.values(), first, after, strict=True)
            if end > start
            for place in places[start:end].tolist()
        ]
        found.sort(key=_PLACE)
        return found

    def locate(self, text: str) -> list[Located]:
        """Give every word of the question on a page with its characters."""
        bounds = _bounds(text)
        return [
            Located(word, weight, bounds[2 * place], bounds[2 * place + 1])
            for word, weight, place in self.find(text)
        ]

    def share(self, found: Sequence[Found] | Sequence[Located]) -> float:
        """Give the share of the question's weight that these make up, each word once."""
        best: dict[int, float] = {}
        for one in found:
            if one.weight > best.get(one.word, 0.0):
                best[one.word] = one.weight
        return sum(best.values()) / self.whole if self.whole else 0.0


def lookup(sought: Sequence[Sought]) -> Lookup:
    """Give for each term the word it counts as, and its weight; rare words weigh more."""
    found: dict[str, tuple[int, float]] = {}
    for number, word in enumerate(sought):
        for order, term in enumerate(word.terms):
            weight = word.rarity * (1.0 if order < word.own else _OTHER)
            if term not in found or found[term][1] < weight:
                found[term] = (number, weight)
    return Lookup(found, sum(word.rarity for word in sought))


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
    bounds = _bounds(text)
    if window.first >= len(bounds) // 2:
        return 0, 0
    return bounds[2 * window.first], bounds[min(2 * window.last + 1, len(bounds) - 1)]
