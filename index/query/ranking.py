"""The candidates of the engine, read again: how close the words stand, and what is asked for.

A page's score is multiplied by e to the power of its signs, each times its weight. The weights are
a table of numbers fitted by logistic regression (the right page against the other candidates) on
questions about the trial corpora, cross-validated, and rounded (tests/bench/fit.py);
tests/bench/questions.py shows what each brings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from math import exp

from index.pages import Hit, Sought
from index.query.asking import Asked
from index.query.windows import Found, Lookup, Window, best_window, characters, lookup
from index.terms.analysis import initials

CANDIDATES = 30
_NEAR = 20  # words: a sentence
_AROUND = 150  # characters beside the window that still belong to it
_LEADERS = re.compile(r"(?:\.\s?){8,}")
_MANY_LEADERS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign speaks for a page, or against it."""

    near: float = 0.9  # share of the question that stands in one sentence
    filing: float = 0.5  # share that stands on the pages found of the filing, or in its name
    rarest: float = -0.05  # rarity of the rarest word that the page lacks
    asked: float = 0.2  # the kind of thing asked for near the words
    asked_at_all: float = 0.27  # the kind of thing asked for anywhere on the page
    first: float = 0.1  # the first page: captions and letterheads
    contents: float = -0.4  # a table of contents


@dataclass(frozen=True, slots=True)
class Measure:
    """What pages are held against: the question's words, how rare each is, what is asked for."""

    table: Lookup
    rarity: Mapping[int, float]
    own: Mapping[int, tuple[str, ...]]  # the terms of each word itself
    initials: Mapping[int, str]  # of words that are acronyms, perhaps
    on_file: frozenset[int]  # words that some page has: the others tell no pages apart
    asks: Asked
    head: int | None = None  # the word that names the thing asked for: the track of "which track"

    def share(self, words: frozenset[int]) -> float:
        """Give the share of the question that these words make up."""
        whole = self.table.whole
        return sum(self.rarity[word] for word in words) / whole if whole else 0.0


def measure(sought: Sequence[Sought], asks: Asked, only: Iterable[int] | None = None) -> Measure:
    """Take the words that were looked for, all or only some of them, and what is asked for."""
    numbers = range(len(sought)) if only is None else sorted(only)
    rarity = {number: sought[number].rarity for number in numbers}
    on_file = frozenset(number for number in rarity if sought[number].pages)
    own = {number: sought[number].terms[: sought[number].own] for number in rarity}
    table = lookup([sought[number] for number in rarity])
    short = {number: sought[number].initials for number in rarity if sought[number].initials}
    head = next((n for n in rarity if asks.head and asks.head in own[n]), None)
    return Measure(table, rarity, own, short, on_file, asks, head)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page with what was seen on reading it."""

    hit: Hit
    text: str
    found: Sequence[Found] = ()
    window: Window | None = None
    words: frozenset[int] = frozenset()  # words of the question on the page or in its name


def ranked(
    hits: Sequence[Hit],
    texts: Mapping[int, str],
    by: Measure,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Give the candidates in a new order, best first; pages whose text is withheld are left out."""
    named = {doc: _words(by.table.find(doc)) for doc in {hit.doc for hit in hits}}
    read = []
    for hit in hits:
        if hit.page in texts:
            found = by.table.find(texts[hit.page])
            window = best_window(found, by.table.whole)
            words = _words(found) | named[hit.doc] | _spelled_out(texts[hit.page], by)
            read.append(Ranked(hit, texts[hit.page], found, window, words))
    return reordered(read, by, weights or Weights())


def narrowed(page: Ranked, by: Measure) -> Ranked:
    """Give a page as if only the words of this measure had been looked for."""
    found = [one for one in page.found if one.word in by.rarity]
    window = best_window(found, by.table.whole)
    return replace(page, found=found, window=window, words=page.words & by.rarity.keys())


def reordered(pages: Sequence[Ranked], by: Measure, weights: Weights) -> list[Ranked]:
    """Weigh pages that were read; the order of equals stays."""
    of_filing: dict[int, frozenset[int]] = {}
    for page in pages:
        known = of_filing.get(page.hit.filing, frozenset())
        of_filing[page.hit.filing] = known | page.words
    weighed = []
    table = astuple(weights)
    for page in pages:
        signs = _signs(page, by, of_filing[page.hit.filing])
        factor = exp(sum(w * s for w, s in zip(table, signs, strict=True)))
        weighed.append(replace(page, hit=replace(page.hit, score=page.hit.score * factor)))
    return sorted(weighed, key=lambda one: -one.hit.score)


def _signs(page: Ranked, by: Measure, of_filing: frozenset[int]) -> tuple[float, ...]:
    """Give what speaks for a page, in the order of the weights."""
    near = best_window(page.found, by.table.whole, _NEAR)
    lacking = by.on_file - page.words
    asked, at_all = _asked(page, by.asks)
    return (
        near.share if near else 0.0,
        by.share(of_filing),
        max((by.rarity[word] for word in lacking), default=0.0),
        asked,
        at_all,
        float(page.hit.number == 1),
        float(_is_contents(page.text)),
    )


def _asked(page: Ranked, asks: Asked) -> tuple[float, float]:
    """Tell how far the page holds what is asked for: near the question's words, and at all."""
    if not asks.kinds:
        return 0.0, 0.0
    at_all = asks.seen_in(page.text)
    if not at_all or not page.window:
        return 0.0, at_all
    start, end = characters(page.text, page.window)
    return asks.seen_in(page.text[max(0, start - _AROUND) : end + _AROUND]), at_all


def _words(found: Sequence[Found]) -> frozenset[int]:
    return frozenset(one.word for one in found)


def _spelled_out(text: str, by: Measure) -> frozenset[int]:
    """Give the acronyms of the question that a page spells out."""
    if not by.initials:
        return frozenset()
    there = initials(text)
    return frozenset(number for number, one in by.initials.items() if one in there)


def _is_contents(text: str) -> bool:
    return "......" in text and len(_LEADERS.findall(text)) >= _MANY_LEADERS
