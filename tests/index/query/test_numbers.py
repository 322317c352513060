"""Identifiers are exact: their written variants are one, their parts are nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.pages import Scope
from index.query.answering import Answered, answer
from index.query.judging import THAT_NUMBER

PAGES = (
    "Case 1:24-cv-00123-ABC Document 4. The plaintiff moves for judgment.",
    "Case 3:24-cv-00123 Document 9. A second matter with the same serial.",
    "In No. 24-cv-123 the motion was denied.",
    "Case 1:24-cv-00999 Document 2. The plaintiff moves for judgment, cv and 24 and 123.",
    "Request 2024-ICFO-00077 was received.",
)


@pytest.fixture
def pages_of(engine, put) -> Callable[[str], tuple[list[int], Answered]]:
    put(*PAGES)
    texts = dict(enumerate(PAGES, 1))

    def ask(words: str) -> tuple[list[int], object]:
        found = answer(engine, words, Scope(), lambda ids: {n: texts[n] for n in ids})
        return [hit.page for hit in found.hits], found

    return ask


@pytest.mark.parametrize(
    ("typed", "first", "all_of_them"),
    [
        ("24-cv-123", {1, 2, 3}, {1, 2, 3}),
        ("1:24-cv-00123", {1}, {1, 3}),
        ("1:24-cv-00123-ABC", {1}, {1, 3}),
        ("3:24-cv-123", {2}, {2, 3}),
        ("2024-icfo-77", {5}, {5}),
        ("1:24-cv-00999", {4}, {4}),
    ],
)
def test_a_number_finds_its_own_pages_exactly_and_first(
    pages_of, typed, first, all_of_them
) -> None:
    found, _ = pages_of(typed)

    assert found[0] in first
    assert set(found) == all_of_them


@pytest.mark.parametrize("typed", ["3:24-cv-00777", "find 2024-ICFO-00078", "24-cv-777"])
def test_a_number_that_is_on_no_page_is_said_to_be_on_none(pages_of, typed) -> None:
    found, answered = pages_of(typed.removeprefix("find "))

    assert found == []
    assert answered.why == THAT_NUMBER
    assert not answered.answered


def test_beside_other_words_a_number_on_no_page_is_told_and_its_parts_find_nothing(
    pages_of,
) -> None:
    found, answered = pages_of("what was denied in 3:24-cv-00777")

    assert found == [3]
    assert answered.why == THAT_NUMBER


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("reissue", "They will re-issue the letter."),
        ("re-issue", "They will reissue the letter."),
        ("interagency", "An inter-agency task force met."),
        ("inter-agency", "An interagency task force met."),
        ("COVID19", "Offices closed during COVID-19 and after."),
        ("COVID-19", "Offices closed during COVID19 and after."),
        ("covid 19", "Offices closed during COVID19 and after."),
        ("nonresponsive", "The rest is non-responsive."),
    ],
)
def test_joined_and_split_words_find_each_other_and_are_quoted(engine, put, typed, written) -> None:
    put("Nothing of the kind stands here, not at all.", written, "Another page about issues.")

    found = answer(engine, typed, Scope(), lambda ids: {n: ("", "", written, "")[n] for n in ids})

    assert found.hits[0].page == 2
