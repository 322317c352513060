"""The candidates of the engine, read again: how close the words stand, and what is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.asking import Asked
from index.pages import Hit, Results, Sought
from index.windows import Window, best_window, coverage, lookup, occurrences

CANDIDATES = 50
_AROUND = 150  # characters beside the window that still belong to it
_LEADERS = re.compile(r"(?:\.\s?){8,}")
_MANY_LEADERS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign adds to a page's score; shares of it."""

    window: float = 2.0  # the question's words in one stretch of the page
    page: float = 1.0  # the question's words on the page at all
    asked: float = 0.8  # the kind of thing asked for near them
    contents: float = 0.4  # taken off for a table of contents


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page with what was seen on reading it."""

    hit: Hit
    window: Window | None
    share_of_page: float
    asked: float

    @property
    def share(self) -> float:
        """The share of the question that stands in the best stretch."""
        return self.window.share if self.window else 0.0


def ranked(
    results: Results,
    texts: Mapping[int, str],
    asks: Asked,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Give the candidates in a new order, best first."""
    weights = weights or Weights()
    table = lookup(results.sought)
    whole = weight_of(results.sought)
    read = [
        _read(hit, texts[hit.page], asks, (table, whole, weights))
        for hit in results.hits
        if hit.page in texts
    ]
    return sorted(read, key=lambda one: -one.hit.score)


def weight_of(sought: Sequence[Sought]) -> float:
    """Give the weight of the whole question."""
    return sum(word.rarity for word in sought)


def _read(
    hit: Hit,
    text: str,
    asks: Asked,
    how: tuple[Mapping[str, tuple[int, float]], float, Weights],
) -> Ranked:
    table, whole, weights = how
    found = occurrences(text, table)
    window = best_window(found, whole)
    share = coverage(found, whole)
    asked = 0.0
    if window:
        near = text[max(0, window.start - _AROUND) : window.end + _AROUND]
        asked = asks.seen_in(near)
    factor = 1 + weights.window * (window.share if window else 0.0) + weights.page * share
    factor *= 1 + weights.asked * asked
    if weights.contents and len(_LEADERS.findall(text)) >= _MANY_LEADERS:
        factor *= 1 - weights.contents
    return Ranked(replace(hit, score=hit.score * factor), window, share, asked)
