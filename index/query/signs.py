"""What speaks for a sentence as the answer to a question: cheap signs, one number each.

A word that stands all over a page tells which page it is, not which sentence of it: within its page
a word counts the less, the more sentences hold it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice, pairwise
from math import log
from operator import attrgetter

from index.pages import Hit
from index.query import passages
from index.query.akin import akin
from index.query.asking import Ask
from index.query.passages import Span
from index.query.ranking import Measure, Ranked
from index.query.windows import Located
from index.terms import analysis

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
# Letterheads, signatures and notices below them stand on every letter and answer little.
_CONTACT = re.compile(
    r"\S@\S|https?://|\bwww\.|\b(?:tel|phone|fax|cell|office|direct|mobile|e-?mail)\s?[:.]|"
    r"\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\b[A-Z]{2},? \d{5}\b|\bP\.?\s?O\.? (?:Box|Drawer)\b|"
    r"\b(?:intended recipient|confidential(?:ity)? not\w+|disclaimer|sincerely|respectfully|"
    r"regards)\b|"
    r"^(?:from|to|sent|cc):",
    re.IGNORECASE | re.MULTILINE,
)
_REACHED = frozenset({Ask.PHONE, Ask.OFFICE, Ask.PERSON, Ask.ROLE})  # an address answers these
_FIGURE = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]{5,}")
_CLOSE = 90  # characters
_PLACES = 8  # of one kind in one sentence
_BEGINNING = 5  # letters that words of one family share: install, installment
_SIDE_BY_SIDE = 25  # characters from the begin of one word to that of the next


@dataclass(frozen=True, slots=True)
class Signs:
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
    close: float  # share of the question that stands close to what is asked for
    prose: float  # it is prose, not an address or a row of names
    contact: float  # it is a letterhead, a signature or a notice, and no address is asked for
    figure: float  # it holds a figure
    restates: float  # it says again what was asked for, or asks
    ours: float  # we wrote it, and the question is not about what we wrote


NAMES = tuple(one.name for one in fields(Signs))
values = attrgetter(*NAMES)  # in their order; `astuple` would copy each deeply


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a page: where it stands, what is shown of it, and its signs."""

    page: Ranked
    span: Span
    shown: Span
    signs: Signs


def candidates(
    pages: Sequence[Ranked], by: Measure, ours: Callable[[Hit], bool], depth: int
) -> Iterator[Candidate]:
    """Give every sentence that has a word of the question in or beside it."""
    top = max((page.hit.score for page in pages), default=1.0) or 1.0
    for rank, page in enumerate(pages):
        behind = (log(max(page.hit.score, 1e-9) / top), -rank / depth)
        yield from _of_page(page, by, behind, float(ours(page.hit)))


def _of_page(
    page: Ranked, by: Measure, behind: tuple[float, float], ours: float
) -> Iterator[Candidate]:
    found = by.table.locate(page.text)
    starts = [one.start for one in found]
    spans = passages.spans_of(page.text)
    inside = [between(found, starts, span) for span in spans]
    often = Counter(word for here in inside for word in {one.word for one in here})
    for number, span in enumerate(spans):
        shown = passages.shown_with(page.text, spans, number, found, by.asks)
        within = between(found, starts, shown)
        if not within:
            continue
        text = page.text[span.start : span.end]
        if passages.is_broken(text):
            continue
        share = by.table.share(inside[number])
        holds = by.asks.seen_in(text)
        yield Candidate(page, span, shown, Signs(
            inside=share,
            beside=by.table.share(within) - share,
            own=_own(inside[number], often, by),
            family=_family(inside[number], text, by),
            akin=_akin(inside[number], text, by),
            pairs=_pairs(inside[number], by),
            head=_head(inside[number], by),
            page=behind[0],
            rank=behind[1],
            asked=holds,
            close=_close(page, by, span, found, starts),
            prose=float(bool(holds) or passages.is_prose(text)),
            contact=float(not _REACHED & by.asks.kinds and _CONTACT.search(text) is not None),
            figure=float(_FIGURE.search(text) is not None),
            restates=float(_RESTATES.search(text) is not None),
            ours=ours,
        ))  # fmt: skip


def between(found: Sequence[Located], starts: Sequence[int], span: Span) -> Sequence[Located]:
    """Give the words of the question in a stretch."""
    return found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _own(inside: Sequence[Located], often: Counter[int], by: Measure) -> float:
    best: dict[int, float] = {}
    for one in inside:
        best[one.word] = max(best.get(one.word, 0.0), one.weight / often[one.word])
    return sum(best.values()) / by.table.whole if by.table.whole else 0.0


def _family(inside: Sequence[Located], text: str, by: Measure) -> float:
    """Give the share of the question whose words only begin like words in a sentence."""
    there = {one.word for one in inside}
    begun = {
        number: own[0][:_BEGINNING]
        for number, own in by.own.items()
        if number not in there and len(own[0]) >= _BEGINNING
    }
    if not begun:
        return 0.0
    beginnings = {word[:_BEGINNING] for word in map(str.lower, _WORDS.findall(text))}
    return by.share(frozenset(n for n, start in begun.items() if start in beginnings))


def _akin(inside: Sequence[Located], text: str, by: Measure) -> float:
    """Give the share of the question that a sentence says in words of about the same meaning."""
    there = {one.word for one in inside}
    sought = {n: akin(own[0]) for n, own in by.own.items() if n not in there}
    if not any(sought.values()):
        return 0.0
    terms = frozenset(analysis.terms(text))
    return by.share(frozenset(n for n, others in sought.items() if others & terms))


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


def _close(
    page: Ranked, by: Measure, span: Span, found: Sequence[Located], starts: Sequence[int]
) -> float:
    """Give the largest share of the question that stands close to the kind of thing asked for."""
    best = 0.0
    sentence = page.text[span.start : span.end]
    for kind in by.asks.kinds:
        for start, end, sure in islice(by.asks.places(kind, sentence), _PLACES):
            around = Span(span.start + start - _CLOSE, span.start + end + _CLOSE)
            best = max(best, sure * by.table.share(between(found, starts, around)))
    return best
