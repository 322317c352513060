"""Sentences are read only when they may come first: the order is that of all of them read."""

from __future__ import annotations

from dataclasses import astuple
from itertools import combinations
from operator import mul

import pytest

from index.pages import Hit, Sought
from index.query import passages, ranking, sentences, signs
from index.query.asking import understand
from index.query.kindred import among, kindred
from index.query.sentences import PAGES, Weights
from index.terms.akin import akin
from index.terms.analysis import term_of, terms

_PAGES = {
    1: "Your request was received on May 4, 2019. You asked for the retention schedule of calls."
    "\n\nWe keep calls for one year. The calls are then destroyed. Call us at (555) 555-0100.\n\n"
    "T^h\\e c@lls a|re calls l*ng b%y f^r c|lls\n\nSincerely, The Records Office of Calls",
    2: "Recordings of calls are stored for 90 days under the schedule, because the server is small. "
    "How long would you keep a recording? The retained recordings cost $48.00 a month. " * 4,
    3: "A recorder hangs in the hall. It was bought in 2011. No policy speaks of it. "
    "The recorders took three weeks, and the calls of June 3 were lost.",
}
_WORDS = ("keep", "calls", "recordings", "schedule", "destroy")


def _given(question: str) -> tuple[list[ranking.Ranked], ranking.Measure]:
    sought = [Sought(word, (term_of(word),), 1.0 + n, 1, 1) for n, word in enumerate(_WORDS)]
    by = ranking.measure(sought, understand(question))
    hits = [Hit(page, page, f"{page}.txt", 1, 4.0 - page) for page in _PAGES]
    return ranking.ranked(hits, _PAGES, by), by


@pytest.mark.parametrize(
    "question",
    [
        "how long do they keep calls",
        "what does it cost to keep recordings",
        "what phone number has the office",
        "calls schedule",
    ],
)
def test_the_order_is_as_if_all_sentences_were_read(question: str) -> None:
    pages, by = _given(question)
    table = astuple(Weights())
    every = [
        (sum(map(mul, table, one.signs)), one)
        for one in signs.candidates(pages, by, lambda hit: hit.page == 1, PAGES)
    ]
    every.sort(key=lambda one: -one[0])
    found = list(sentences.in_order(pages, by, lambda hit: hit.page == 1, Weights()))
    assert len(found) > 5
    assert found == every


def test_no_sign_turns_out_better_than_was_held_possible() -> None:
    pages, by = _given("how long do they keep calls")
    for one in signs.glimpsed(pages, by, lambda _: False, PAGES):
        read = one.read()
        hoped = one.signs._replace(restates=1.0, capitals=1.0)  # these speak against a sentence
        assert read is None or all(map(float.__le__, read.signs, hoped))


def test_other_words_of_a_page_are_those_of_its_sentences() -> None:
    _, by = _given("")
    others = kindred(by.own)
    for text in _PAGES.values():
        meaning, family = others.akin(text), others.family(text)
        for span in passages.spans_of(text):
            sentence = text[span.start : span.end]
            said = frozenset(terms(sentence))
            assert among(meaning, span) == {n for n, own in by.own.items() if akin(own[0]) & said}
            assert (2 in among(family, span)) is ("record" in sentence.lower())


@pytest.mark.parametrize("question", ["how long do they keep calls", "calls schedule"])
def test_a_sentence_is_quoted_amid_what_is_said_around_it(question: str) -> None:
    pages, by = _given(question)
    found = sentences.best(pages, by, limit=3, recogniser=lambda _: ())
    assert len(found) > 1
    for one in found:
        assert one.said.text.strip("…") in one.quote.text
        assert len(one.quote.text) <= passages.PASSAGE + 2
        assert one.quote.text.strip("…") in _PAGES[one.hit.page]
    assert len(found[0].quote.text) > len(found[0].said.text)
    for one, other in combinations(found, 2):
        apart = one.quote.end <= other.quote.start or other.quote.end <= one.quote.start
        assert apart or one.hit.page != other.hit.page
