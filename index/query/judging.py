"""Whether the filings answer a question at all; "they do not say" is an answer too.

A question is declined where its best sentence answers it poorly, where little of it stands around
anything of the kind asked for, or where the best pages leave out too much of it. How much is too
much was fitted by logistic regression on questions with an answer in the trial corpora, on the same
questions with the pages that answer taken away, and on collections of seventy pages as well as on
all: a word that is on no page says much among thousands of pages and little among seventy.
`tests/bench/questions.py` counts what is declined rightly and wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from math import log10

from index.query.asking import Ask, Asked
from index.query.ranking import Measure, Ranked
from index.terms.analysis import codes, term_of
from index.terms.parse import Query

NOTHING_ASKED = "There is no word to look for in that."
THAT_NUMBER = "That number is on no page."
THOSE_NUMBERS = "Those numbers are on no page."
NOTHING_FOUND = "No page has any of these words."
OUT_OF_TIME = "The search ran out of time before it had looked for every word; ask again."
TOO_FAR = "The pages found leave out too much of the question."
NOT_STATED = "The pages found do not state what is asked for."

_LOOKED_AT = 5
_MUCH = 0.4  # of the question's weight
_NEAR = 250  # characters around a date, an amount or whatever is asked for
_PLACES = 60  # of one kind on one page
_TELLING = 5  # characters of a number that names one matter
# What came of a matter is told in words of this kind, or the filings do not tell it.
_OUTCOME_WORDS = """
    bail convict end eventually final finally fine outcome penalty prison refund replace result
    rule ruling sentence settle settlement sustain ultimately verdict win won
"""
OUTCOMES = frozenset(term_of(word) for word in _OUTCOME_WORDS.split())
_FEW, _MANY = 2.0, 4.0  # powers of ten of pages: where a lacking word says nothing, and all


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much each sign speaks for an answer, or against it; below zero it is declined."""

    start: float = -1.3
    stated: float = 0.11  # the best sentence's worth, where a kind of thing is asked for
    any_kind: float = 0.8  # the question does not say what kind of thing would answer it
    support: float = 3.0  # share of the question that stands around what is asked for
    lacking: float = -0.5  # share of the question that no page has, among many pages
    outcome: float = -3.0  # an outcome is asked for and no quote speaks of it


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the sentences chosen amount to."""

    worth: float = 0.0  # of the best one
    outcome_told: bool = True  # a quote speaks of the outcome asked for, where one is


# What is asked for with these can be seen: without it in the sentences, nothing answers.
SEEN = frozenset({Ask.DATE, Ask.AMOUNT, Ask.COUNT, Ask.NUMBER, Ask.PHONE, Ask.SHARE, Ask.PERSON})
_WHO = frozenset({Ask.PERSON, Ask.OFFICE, Ask.ROLE})  # each of them answers a "who"


def is_stated(asks: Asked, sentences: Sequence[str]) -> bool:
    """Tell whether a sentence holds something of the kind asked for, where that can be seen."""
    wanted = asks.kinds & SEEN
    if Ask.PERSON in wanted:
        wanted |= _WHO
    return not wanted or any(asks.tells(one, wanted) for one in sentences)


def on_no_page(numbers: Sequence[str]) -> str:
    """Say that numbers typed are on no page, without saying them again; nothing for none."""
    if not numbers:
        return ""
    return THAT_NUMBER if len(numbers) == 1 else THOSE_NUMBERS


def judge(query: Query, by: Measure, pages: Sequence[Ranked], chosen: Chosen, size: int) -> str:
    """Say why the filings do not answer; nothing when they do.

    `size` is how many pages there are to search.
    """
    if not pages:
        return NOTHING_FOUND
    if not by.rarity:
        return ""
    seen = signs(query, by, pages, chosen, size)
    if sum(w * s for w, s in zip(astuple(Judgement()), seen, strict=True)) >= 0:
        return ""
    return TOO_FAR if _lacking(by, pages) >= _MUCH else NOT_STATED


def signs(
    query: Query, by: Measure, pages: Sequence[Ranked], chosen: Chosen, size: int
) -> tuple[float, ...]:
    """Give what speaks for an answer on the best pages, in the order of the judgement."""
    any_kind = not by.asks.kinds
    return (
        1.0,
        0.0 if any_kind else chosen.worth,
        float(any_kind),
        max(_support(page, by) for page in _of_the_matter(query, pages)[:_LOOKED_AT]),
        _lacking(by, pages) * _telling(size),
        float(not chosen.outcome_told),
    )


def _lacking(by: Measure, pages: Sequence[Ranked]) -> float:
    return min(1 - by.share(page.words) for page in pages[:_LOOKED_AT])


def _telling(size: int) -> float:
    """Give how much it says, among so many pages, that a word is on none: 0 to 1."""
    return min(1.0, max(0.0, (log10(max(size, 1)) - _FEW) / (_MANY - _FEW)))


def _support(page: Ranked, by: Measure) -> float:
    """Give the largest share of the question that stands around something of the kind asked for."""
    if not by.asks.kinds:
        return page.window.share if page.window else 0.0
    located = by.table.locate(page.text)
    found = 0.0
    for kind in by.asks.kinds:
        for start, end, sure in islice(by.asks.places(kind, page.text), _PLACES):
            around = [one for one in located if start - _NEAR <= one.start <= end + _NEAR]
            found = max(found, sure * by.table.share(around))
    return found


def _of_the_matter(query: Query, pages: Sequence[Ranked]) -> Sequence[Ranked]:
    """Leave the pages of filings with the number typed, where there is one; else all."""
    telling = {code for code in query.codes if len(code) >= _TELLING and code[-1].isdigit()}
    if not telling:
        return pages
    digits = {max(re.findall(r"\d+", code), key=len) for code in telling}
    filings = {
        page.hit.filing
        for page in pages
        if any(run in page.text for run in digits) and telling.intersection(codes(page.text))
    }
    return [page for page in pages if page.hit.filing in filings] or pages
