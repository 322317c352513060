"""Which sentence answers: those of the best pages, weighed together by cheap signs.

A sentence is held against the question (its words in the sentence, and in what is shown with it),
against the kind of thing asked for, against its page's rank, and against who says it: what we wrote
ourselves asks, and is no evidence of what happened. The weights are a table fitted by logistic
regression over all sentences of the best pages, on questions about the trial corpora of which a
half was not fitted on (tests/bench/sentences.py prints both halves and what each sign brings).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from math import log

from index.pages import Hit, Quote, Recogniser
from index.query import passages
from index.query.passages import Span
from index.query.ranking import Measure, Ranked
from index.query.windows import Located

PAGES = 8  # of the ranked pages: the answer stands lower than that in one question of twenty
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
_FIGURE = re.compile(r"\d")
_CLOSE = 90  # characters
_PLACES = 8  # of one kind in one sentence
_SAME = 0.7  # of the words of the shorter one: it says the same again
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign speaks for a sentence."""

    inside: float = 4.9  # share of the question that stands in it
    beside: float = 1.6  # share that stands only in what is shown with it
    page: float = 2.4  # logarithm of its page's score, in parts of the best page's
    rank: float = 3.9  # places below the best page, in eighths, negative
    asked: float = 3.0  # it holds the kind of thing asked for
    prose: float = 0.3  # it is prose, not an address or a row of names
    figure: float = 0.9  # it holds a figure
    close: float = 0.7  # share of the question that stands close to what is asked for
    restates: float = -1.25  # it says again what was asked for, or asks
    ours: float = -4.0  # we wrote it, and the question is not about what we wrote


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page, what is shown with it, and how well it answers."""

    hit: Hit
    quote: Quote
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
    ranked = sorted(
        _weighed(pages[:PAGES], by, ours, weights or Weights()), key=lambda one: -one[0]
    )
    chosen: list[tuple[Span, Sentence]] = []
    for score, page, shown, holds in ranked:
        words = _bag(page.text[shown.start : shown.end])
        if any(_repeats(page.hit, shown, words, other) for other in chosen):
            continue
        quote = passages.slice_of(page.text, shown, score, recogniser)
        chosen.append((shown, Sentence(page.hit, quote, holds, score)))
        if len(chosen) == limit:
            break
    return [sentence for _, sentence in chosen]


def signs(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool]
) -> Iterator[tuple[tuple[float, ...], Ranked, Span, float]]:
    """Give every sentence that has a word of the question in or beside it, with its signs.

    The signs stand in the order of the weights; then its page, what is shown, and how far it holds
    the kind of thing asked for.
    """
    top = max((page.hit.score for page in pages), default=1.0) or 1.0
    for rank, page in enumerate(pages):
        found = by.table.locate(page.text)
        starts = [one.start for one in found]
        spans = passages.spans_of(page.text)
        behind = (log(max(page.hit.score, 1e-9) / top), -rank / PAGES)
        said_by_us = float(ours(page.hit))
        for number, span in enumerate(spans):
            shown = passages.shown_with(page.text, spans, number, found, by.asks)
            within = _between(found, starts, shown)
            if not within:
                continue
            inside = by.table.share(_between(found, starts, span))
            sentence = page.text[span.start : span.end]
            holds = by.asks.seen_in(sentence)
            yield (
                (
                    inside,
                    by.table.share(within) - inside,
                    *behind,
                    holds,
                    float(bool(holds) or passages.is_prose(sentence)),
                    float(_FIGURE.search(sentence) is not None),
                    _close(page, by, span, found, starts),
                    float(_RESTATES.search(sentence) is not None),
                    said_by_us,
                ),
                page,
                shown,
                holds,
            )


def _close(
    page: Ranked, by: Measure, span: Span, found: Sequence[Located], starts: Sequence[int]
) -> float:
    """Give the largest share of the question that stands close to the kind of thing asked for."""
    best = 0.0
    sentence = page.text[span.start : span.end]
    for kind in by.asks.kinds:
        for start, end, sure in islice(by.asks.places(kind, sentence), _PLACES):
            around = Span(span.start + start - _CLOSE, span.start + end + _CLOSE)
            best = max(best, sure * by.table.share(_between(found, starts, around)))
    return best


def _weighed(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool], weights: Weights
) -> Iterator[tuple[float, Ranked, Span, float]]:
    table = astuple(weights)
    for seen, page, shown, holds in signs(pages, by, ours):
        score = sum(weight * sign for weight, sign in zip(table, seen, strict=True))
        yield score, page, shown, holds


def _between(found: Sequence[Located], starts: Sequence[int], span: Span) -> Sequence[Located]:
    return found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))


def _repeats(hit: Hit, shown: Span, words: Collection[str], other: tuple[Span, Sentence]) -> bool:
    """Tell whether a sentence overlaps one that was chosen, or says the same again."""
    span, sentence = other
    if sentence.hit.page == hit.page and shown.start < span.end and span.start < shown.end:
        return True
    said = _bag(sentence.quote.text)
    return len(said.intersection(words)) > _SAME * min(len(said), len(words))
