"""Where on a page the words of a question stand closest together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.analysis import WORD, term_of
from index.pages import Sought

WIDTH = 50  # words: two or three sentences
_OTHER = 0.6  # a word that says the same counts so much of the word itself


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the question on a page: which one, how well, and where."""

    word: int
    weight: float
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a page, and the share of the question's weight that stands in it."""

    start: int
    end: int
    share: float


def lookup(sought: Sequence[Sought]) -> dict[str, tuple[int, float]]:
    """Give for each term the word it counts as, and its weight; rare words weigh more."""
    table: dict[str, tuple[int, float]] = {}
    for number, word in enumerate(sought):
        for term in word.terms:
            loudness = 1.0 if term in word.terms[: word.own] else _OTHER
            weight = word.rarity * loudness
            if term not in table or table[term][1] < weight:
                table[term] = (number, weight)
    return table


def occurrences(text: str, table: Mapping[str, tuple[int, float]]) -> list[Found]:
    """Give every word of the question on a page, in order."""
    found = []
    for place, match in enumerate(WORD.finditer(text)):
        known = table.get(term_of(match[0]))
        if known:
            found.append(Found(known[0], known[1], place, match.start(), match.end()))
    return found


def coverage(found: Sequence[Found], whole: float) -> float:
    """Give the share of the question's weight that a stretch holds, each word once."""
    best: dict[int, float] = {}
    for one in found:
        best[one.word] = max(best.get(one.word, 0.0), one.weight)
    return sum(best.values()) / whole if whole else 0.0


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
            gone = found[first]
            inside[gone.word, gone.weight] -= 1
            if not inside[gone.word, gone.weight]:
                del inside[gone.word, gone.weight]
            first += 1
        weights: dict[int, float] = {}
        for word, weight in inside:
            weights[word] = max(weights.get(word, 0.0), weight)
        share = sum(weights.values()) / whole
        if share > best.share:
            best = Window(found[first].start, one.end, share)
    return best
