"""Whether the filings answer a question at all; "they do not say" is an answer too.

A question is declined where the best pages leave out too much of it, or hold nothing of the kind
asked for among its words. How much is too much was fitted by logistic regression on questions with
and without an answer in the trial corpora, cross-validated, and set so that at most one question
in twenty that has an answer is declined; tests/bench/questions.py counts both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import islice

from index.query.analysis import codes, term_of
from index.query.parse import Query
from index.query.ranking import Measure, Ranked

NOTHING_ASKED = "There is no word to look for in that."
NOTHING_FOUND = "No page has any of these words."
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
_OUTCOMES = frozenset(term_of(word) for word in _OUTCOME_WORDS.split())


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much each sign speaks for an answer, or against it; below zero it is declined."""

    start: float = -2.5
    support: float = 4.1  # share of the question that stands around what is asked for
    lacking: float = -5.5  # share of the question that no page has
    words: float = 0.49  # each word of the question: long ones are never matched whole
    outcome: float = -4.0  # an outcome is asked for and no page speaks of it
    any_kind: float = 1.4  # the question does not say what kind of thing would answer it
    none: float = -1.2  # nothing of the kind asked for stands near a word of the question


def judge(query: Query, by: Measure, pages: Sequence[Ranked]) -> str:
    """Say why the filings do not answer; nothing when they do."""
    if not pages:
        return NOTHING_FOUND
    if not by.rarity:
        return ""
    seen = signs(query, by, pages)
    if sum(w * s for w, s in zip(astuple(Judgement()), seen, strict=True)) >= 0:
        return ""
    return TOO_FAR if seen[2] >= _MUCH else NOT_STATED


def signs(query: Query, by: Measure, pages: Sequence[Ranked]) -> tuple[float, ...]:
    """Give what speaks for an answer on the best pages, in the order of the judgement."""
    best = pages[:_LOOKED_AT]
    outcomes = {n for n, terms in by.own.items() if _OUTCOMES.intersection(terms)}
    support = max(_support(page, by) for page in _of_the_matter(query, pages)[:_LOOKED_AT])
    return (
        1.0,
        support,
        min(1 - by.share(page.words) for page in best),
        float(len(by.rarity)),
        float(bool(outcomes) and all(outcomes - page.words for page in best)),
        float(not by.asks.kinds),
        float(not support),
    )


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
