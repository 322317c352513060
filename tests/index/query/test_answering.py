from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from index.engine.port import Engine
from index.pages import Change, Entry, Results, Scope
from index.query.answering import Answered, answer
from index.query.judging import NOTHING_ASKED, NOTHING_FOUND, OUT_OF_TIME
from index.terms.parse import Query

PAGES = {
    1: "Your request for detention records was received on May 2, 2018. We assigned it number "
       "2018-ICFO-59138. Our office will answer within twenty working days of receipt.",
    2: "After a search of the Office of Policy we located 37 pages of detention records. We "
       "release 30 pages in full and withhold 7 pages under exemption (b)(5).",
    3: "The fee for the search of detention records comes to $48.50, which you may pay by check.",
    4: "Minutes of the parking committee. The committee spoke about parking and about trees.",
    5: "You may appeal this determination within 90 days to the Government Information Law "
       "Division in Washington.",
}  # fmt: skip


@pytest.fixture
def ask(engine: Engine) -> Callable[..., Answered]:
    engine.apply(
        [
            Change(n, Entry(n, n, f"doc{n}", 1, text, level=2 if n == 3 else 1))
            for n, text in PAGES.items()
        ]
    )

    def texts(pages: Sequence[int]) -> Mapping[int, str]:
        return {page: PAGES[page] for page in pages}

    def ask_it(words: str, scope: Scope | None = None) -> Answered:
        return answer(engine, words, scope or Scope(levels=frozenset({0, 1, 2})), texts)

    return ask_it


Ask = Callable[..., Answered]


def test_a_question_gets_its_page_and_a_quote_that_answers(ask: Ask) -> None:
    found = ask("how many pages of detention records were located?")

    assert found.answered
    assert found.hits[0].page == 2
    assert "37 pages" in found.citations[0].quote.text


def test_a_quote_is_a_slice_of_the_page_it_cites(ask: Ask) -> None:
    for citation in ask("when was the request for detention records received").citations:
        page = PAGES[citation.hit.page]
        assert citation.quote.text == page[citation.quote.start : citation.quote.end]


def test_both_pages_of_a_two_part_question_are_among_the_first(ask: Ask) -> None:
    found = ask("when was the detention request received and how much is the search fee?")

    assert {1, 3} <= {hit.page for hit in found.hits[:3]}


def test_a_page_above_the_viewers_level_answers_nothing(ask: Ask) -> None:
    found = ask("how much is the fee for the search of detention records", Scope())

    assert 3 not in {hit.page for hit in found.hits}
    assert not found.answered


def test_what_no_page_says_is_not_answered_and_says_why(ask: Ask) -> None:
    assert ask("helicopter").why == NOTHING_FOUND
    found = ask("what settlement amount did the court order for detention records")
    assert not found.answered
    assert found.why


def test_nothing_to_look_for_is_told_apart_from_nothing_found(ask: Ask) -> None:
    assert ask("!!! ???").why == NOTHING_ASKED


def test_words_that_no_page_has_are_named(ask: Ask) -> None:
    assert "helicopter" in ask("helicopter detention records").missing


class _Slow:
    """An engine whose time is up: the first `cut` searches find nothing, and say so."""

    def __init__(self, engine: Engine, cut: int) -> None:
        self.engine, self.cut = engine, cut

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def search(self, query: Query, scope: Scope, **how: Any) -> Results:
        self.cut -= 1
        if self.cut >= 0:
            return Results((), 0, 2_000.0, complete=False, corrections=(), sought=())
        return self.engine.search(query, scope, **how)


def test_a_search_that_was_cut_off_is_tried_again_and_never_says_that_no_page_has_it(
    ask: Ask, engine: Engine
) -> None:
    scope = Scope(levels=frozenset({0, 1, 2}))
    words = "how many pages of detention records were located?"

    def texts(pages: Sequence[int]) -> Mapping[int, str]:
        return {page: PAGES[page] for page in pages}

    again = answer(_Slow(engine, 1), words, scope, texts)  # type: ignore[arg-type]
    assert again.answered
    never = answer(_Slow(engine, 2), words, scope, texts)  # type: ignore[arg-type]
    assert not never.answered
    assert (never.why, never.complete) == (OUT_OF_TIME, False)
