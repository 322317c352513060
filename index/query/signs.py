"""What speaks for a sentence as the answer to a question: cheap signs, one number each.

A word that stands all over a page tells which page it is, not which sentence of it: within its page
a word counts the less, the more sentences hold it. Where words stand is known for a page at once;
what a sentence looks like is read only of those that may come first for their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import NamedTuple

from index.pages import Hit
from index.query import passages
from index.query.kindred import Kindred, Places, among, kindred
from index.query.passages import PASSAGE, WIDTH, Span
from index.query.ranking import Measure, Ranked
from index.query.windows import Located

# A letter that says again what was asked for, and a question, state nothing.
_RESTATES = re.compile(
    r"\b(?:you(?:r request)? (?:have |had |are |were |also )?(?:request|ask|seek|sought)\w*|"
    r"your (?:\w+ ){0,6}request (?:for|dated|seek|of|to|in which|under|that)|in your request|"
    r"(?:received|receipt of|responds? to|response to|regarding) your\b|"
    r"(?:i|we)(?: hereby| respectfully)? (?:am |are )?(?:request|seek|ask)\w*|"
    r"requests? (?:copies|access|all|any)|please (?:provide|send|produce)|(?:seeks|requesting)\b)|"
    r"\?[\"'”’)\]]*$",
    re.IGNORECASE,
)
# What somebody did, found or said: a heading, an address and a row of names say no such thing.
_TOLD = re.compile(
    r"\b(?:we (?:have|will|do|did|cannot)|(?:has|have) been|was|were|is|are|will|determined|"
    r"located|granted|denied|enclosed|attached|advised|stated|said|told|held|found|concluded)\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = 25  # characters from the begin of one word to that of the next


class Signs(NamedTuple):
    """The signs of one sentence."""

    inside: float  # share of the question that stands in it
    beside: float  # share that stands only in what is shown with it
    own: float  # share of the question, of words that few other sentences of the page hold
    family: float  # share whose words begin like words in it
    akin: float  # share whose words are said in it in other words
    pairs: float  # share of words side by side in the question that are so in it
    head: float  # the thing asked for ("which track") is named in it
    page: float  # logarithm of its page's score, in parts of the best page's
    rank: float  # places below the best page, in eighths, negative
    asked: float  # it holds the kind of thing asked for
    tells: float  # it holds something of that kind that the question does not say
    around: float  # share of the question's words, by number, in it and what is said around it
    told: float  # it says what somebody did, found or said
    capitals: float  # share of its words that begin with a capital
    prose: float  # it is prose, not an address or a row of names
    restates: float  # it says again what was asked for, or asks
    ours: float  # we wrote it, and the question is not about what we wrote


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a page: where it stands, what is shown of it, and its signs."""

    on: _Page
    number: int
    shown: Span
    signs: Signs

    @property
    def page(self) -> Ranked:
        """The page it stands on."""
        return self.on.ranked

    def passage(self) -> Span:
        """Give it with what is said around it; all that is shown of it is in there."""
        on = self.on
        around = passages.passage(on.ranked.text, on.spans, self.number, on.found, on.by.asks)
        return Span(min(around.start, self.shown.start), max(around.end, self.shown.end))


def candidates(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool], depth: int
) -> Iterator[Candidate]:
    """Give every sentence that has a word of the question in or beside it."""
    for one in glimpsed(pages, by, ours, depth):
        if (candidate := one.read()) is not None:
            yield candidate


def glimpsed(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool], depth: int
) -> Iterator[Glimpsed]:
    """Give every sentence that may have a word of the question in or beside it."""
    top = max((page.hit.score for page in pages), default=1.0) or 1.0
    others = kindred(by.own)
    for rank, page in enumerate(pages):
        behind = (log(max(page.hit.score, 1e-9) / top), -rank / depth)
        yield from _Page.of(page, by, others).sentences(behind, float(ours(page.hit)))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and where on it words stand."""

    ranked: Ranked
    by: Measure
    spans: Sequence[Span]
    found: Sequence[Located]
    starts: Sequence[int]
    akin: Places
    family: Places

    @classmethod
    def of(cls, page: Ranked, by: Measure, others: Kindred) -> _Page:
        found = by.table.locate(page.text)
        starts = [one.start for one in found]
        spans = passages.spans_of(page.text)
        return cls(page, by, spans, found, starts, others.akin(page.text), others.family(page.text))

    def sentences(self, behind: tuple[float, float], ours: float) -> Iterator[Glimpsed]:
        """Give the sentences with their signs at best: what is not read yet speaks for them."""
        by, kinds = self.by, float(bool(self.by.asks.kinds))
        inside = [between(self.found, self.starts, span) for span in self.spans]
        often = Counter(word for here in inside for word in {one.word for one in here})
        for number, (span, here) in enumerate(zip(self.spans, inside, strict=True)):
            around = between(self.found, self.starts, _at_most(span))
            if not around:
                continue
            share, most = by.table.share(here), by.table.share(around)
            yield Glimpsed(self, number, Signs(
                inside=share,
                beside=most - share,
                own=_own(here, often, by),
                family=_meant(self.family, span, here, by),
                akin=_meant(self.akin, span, here, by),
                pairs=_pairs(here, by),
                head=_head(here, by),
                page=behind[0],
                rank=behind[1],
                asked=kinds,
                tells=kinds,
                around=_number(between(self.found, self.starts, _beside(span)), by),
                told=1.0,
                capitals=0.0,
                prose=1.0,
                restates=0.0,
                ours=ours,
            ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """A sentence that was not read yet; its signs are as good as they may turn out to be."""

    on: _Page
    number: int
    signs: Signs

    def read(self) -> Candidate | None:
        """Read it; nothing where it is broken, or is shown without any word of the question."""
        on, span = self.on, self.on.spans[self.number]
        page, by = on.ranked, on.by
        text = page.text[span.start : span.end]
        shown = passages.shown_with(page.text, on.spans, self.number, on.found, by.asks)
        within = between(on.found, on.starts, shown)
        if not within or passages.is_broken(text):
            return None
        holds = by.asks.seen_in(text)
        around = passages.passage(page.text, on.spans, self.number, on.found, by.asks)
        words = text.split()
        signs = self.signs._replace(
            beside=by.table.share(within) - self.signs.inside,
            asked=holds,
            tells=by.asks.tells(text),
            around=_number(between(on.found, on.starts, around), by),
            told=float(_TOLD.search(text) is not None),
            capitals=sum(word[0].isupper() for word in words) / len(words),
            prose=float(bool(holds) or passages.is_prose(text)),
            restates=float(_RESTATES.search(text) is not None),
        )
        return Candidate(on, self.number, shown, signs)


def _at_most(span: Span) -> Span:
    """Give the longest stretch that is shown with a sentence."""
    return Span(min(span.start, span.end - WIDTH), max(span.end, span.start + WIDTH))


def _beside(span: Span) -> Span:
    """Give the longest stretch that is quoted with a sentence."""
    return Span(min(span.start, span.end - PASSAGE), max(span.end, span.start + PASSAGE))


def _number(found: Sequence[Located], by: Measure) -> float:
    return len({one.word for one in found}) / max(1, len(by.rarity))


def between(found: Sequence[Located], starts: Sequence[int], span: Span) -> Sequence[Located]:
    """Give the words of the question in a stretch."""
    return found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _own(inside: Sequence[Located], often: Counter[int], by: Measure) -> float:
    best: dict[int, float] = {}
    for one in inside:
        best[one.word] = max(best.get(one.word, 0.0), one.weight / often[one.word])
    return sum(best.values()) / by.table.whole if by.table.whole else 0.0


def _meant(places: Places, span: Span, inside: Sequence[Located], by: Measure) -> float:
    """Give the share of the question that stands in a sentence only in other words."""
    words = among(places, span)
    return by.share(words - {one.word for one in inside}) if words else 0.0


def _pairs(inside: Sequence[Located], by: Measure) -> float:
    together = {
        one.word
        for one, other in pairwise(inside)
        if other.word - one.word == 1 and other.start - one.start <= _SIDE_BY_SIDE
    }
    return len(together) / max(1, len(by.rarity) - 1)


def _head(inside: Sequence[Located], by: Measure) -> float:
    """Tell whether a sentence names the thing asked for; half where the question names none."""
    if by.head is None:
        return 0.5
    return float(any(one.word == by.head for one in inside))
