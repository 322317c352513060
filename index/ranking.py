"""The candidates of the engine, read again: how close the words stand, and what is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.asking import Asked
from index.pages import Hit
from index.windows import Found, Lookup, Window, best_window, characters

CANDIDATES = 20
_AROUND = 150  # characters beside the window that still belong to it
_LEADERS = re.compile(r"(?:\.\s?){8,}")
_MANY_LEADERS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign adds to a page's score; shares of it."""

    window: float = 1.0  # the question's words in one stretch of the page
    page: float = 0.5  # the question's words on the page at all
    asked: float = 0.8  # the kind of thing asked for near them
    contents: float = 0.4  # taken off for a table of contents


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page with what was seen on reading it."""

    hit: Hit
    text: str
    found: Sequence[Found] = ()
    window: Window | None = None
    asked: float = 0.0


def ranked(
    hits: Sequence[Hit],
    texts: Mapping[int, str],
    table: Lookup,
    asks: Asked,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Give the candidates in a new order, best first; pages whose text is withheld are left out."""
    read = [
        Ranked(hit, texts[hit.page], table.find(texts[hit.page]))
        for hit in hits
        if hit.page in texts
    ]
    return reordered(read, table, asks, weights or Weights())


def reordered(
    pages: Sequence[Ranked], table: Lookup, asks: Asked, weights: Weights
) -> list[Ranked]:
    """Weigh pages that were read; the order of equals stays."""
    weighed = [_weighed(page, table, asks, weights) for page in pages]
    return sorted(weighed, key=lambda one: -one.hit.score)


def _weighed(page: Ranked, table: Lookup, asks: Asked, weights: Weights) -> Ranked:
    window = best_window(page.found, table.whole)
    asked = 0.0
    factor = 1.0
    if window:
        asked = _asked_near(page.text, window, asks) if weights.asked else 0.0
        factor += weights.window * window.share + weights.page * table.share(page.found)
        factor *= 1 + weights.asked * asked
    if weights.contents and _is_contents(page.text):
        factor *= 1 - weights.contents
    hit = replace(page.hit, score=page.hit.score * factor)
    return Ranked(hit, page.text, page.found, window, asked)


def _asked_near(text: str, window: Window, asks: Asked) -> float:
    if not asks.kinds:
        return 0.0
    start, end = characters(text, window)
    return asks.seen_in(text[max(0, start - _AROUND) : end + _AROUND])


def _is_contents(text: str) -> bool:
    return "......" in text and len(_LEADERS.findall(text)) >= _MANY_LEADERS
