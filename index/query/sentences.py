"""Which sentence answers: those of the best pages, weighed together by cheap signs.

The weights are a table fitted by logistic regression over all sentences of the best pages, on
questions about the trial corpora of which a half was not fitted on (tests/bench/sentences.py prints
both halves and what each sign brings).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from heapq import heapify, heappop, heappush
from operator import mul

from index.pages import Hit, Quote, Recogniser
from index.query import passages, signs
from index.query.asking import Ask
from index.query.passages import Span
from index.query.ranking import Measure, Ranked
from index.query.signs import Candidate, Glimpsed, Signs

PAGES = 8  # of the ranked pages: the answer stands lower than that in one question of twenty
_NUMBERS = frozenset({Ask.COUNT, Ask.AMOUNT, Ask.SHARE})
_SAME = 0.7  # of the words of the shorter one: it says the same again
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign of index.query.signs speaks for a sentence, in their order."""

    inside: float = 2.1
    beside: float = 1.5
    own: float = 3.4
    family: float = 7.2
    akin: float = 2.6
    pairs: float = 3.1
    head: float = 2.1
    page: float = 3.5
    rank: float = 3.2
    asked: float = 2.7
    tells: float = 2.2
    around: float = 4.1
    told: float = 1.2
    capitals: float = -2.8
    prose: float = 0.6
    restates: float = -1.8
    ours: float = -15.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page, what is said around it, and how well it answers."""

    hit: Hit
    said: Quote  # the sentence, with its neighbour where it is short
    quote: Quote  # the same with what stands around it
    holds: float  # how far it holds the kind of thing asked for, 0 to 1
    score: float


def best(
    pages: Sequence[Ranked],
    by: Measure,
    *,
    limit: int,
    recogniser: Recogniser,
    ours: Callable[[Hit], bool] = lambda _: False,
    weights: Weights | None = None,
) -> list[Sentence]:
    """Give the sentences that answer best, best first; no two say the same."""
    chosen: list[tuple[Span, Sentence]] = []
    for score, one in in_order(pages, by, ours, weights or Weights()):
        page, shown = one.page, one.shown
        if one.signs.ours and chosen:
            continue  # beside what others state, what we asked for proves nothing
        words = _bag(page.text[shown.start : shown.end])
        if any(_repeats(page.hit, shown, words, other) for other in chosen):
            continue
        said = passages.slice_of(page.text, shown, score, recogniser)
        around = one.passage()
        if any(_overlap(page.hit, around, other) for other in chosen):
            around = shown
        quote = passages.slice_of(page.text, around, score, recogniser)
        chosen.append((around, Sentence(page.hit, said, quote, one.signs.asked, score)))
        if len(chosen) == limit:
            break
    found = [sentence for _, sentence in chosen]
    # A letter that only says again how many we asked for goes behind what says how many.
    return sorted(found, key=lambda one: not one.holds) if _NUMBERS & by.asks.kinds else found


def in_order(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool], weights: Weights
) -> Iterator[tuple[float, Candidate]]:
    """Give the sentences of the best pages with what the signs of each add up to, best first.

    A sentence is read when no other may be worth more, and most never are. The weights of what is
    read last must have the same sign as in the table above.
    """
    table = astuple(weights)

    def worth(seen: Signs) -> float:
        return float(sum(map(mul, table, seen)))

    waiting: list[tuple[float, int, Glimpsed | Candidate]] = [
        (-worth(one.signs), place, one)
        for place, one in enumerate(signs.glimpsed(pages[:PAGES], by, ours, PAGES))
    ]
    heapify(waiting)
    while waiting:
        against, place, one = heappop(waiting)
        if isinstance(one, Candidate):
            yield -against, one
        elif (read := one.read()) is not None:
            heappush(waiting, (-worth(read.signs), place, read))


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))


def _repeats(hit: Hit, shown: Span, words: Collection[str], other: tuple[Span, Sentence]) -> bool:
    """Tell whether a sentence is in a quote that was chosen, or says the same again."""
    if _overlap(hit, shown, other):
        return True
    said = _bag(other[1].said.text)
    return len(said.intersection(words)) > _SAME * min(len(said), len(words))


def _overlap(hit: Hit, shown: Span, other: tuple[Span, Sentence]) -> bool:
    span, sentence = other
    return sentence.hit.page == hit.page and shown.start < span.end and span.start < shown.end
