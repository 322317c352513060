from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.terms import analysis


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="aZ9._-' \n\r,$(", max_size=60))
def test_the_fast_pattern_cuts_ascii_as_the_full_one_does(text: str) -> None:
    assert analysis.word_pattern(text) is not analysis.WORD
    assert analysis.word_pattern(text).findall(text) == analysis.WORD.findall(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_every_token_lies_where_it_says(text: str) -> None:
    ends = 0
    for token in analysis.tokens(text):
        assert ends <= token.start < token.end <= len(text)
        assert token.term
        assert len(token.term) <= analysis.MAX_TERM
        ends = token.end


def test_a_word_over_a_line_end_is_one_word_and_a_hyphenated_one_two() -> None:
    assert analysis.terms("exemp-\n  tion") == ["exempt"]
    assert analysis.terms("law-enforcement") == ["law", "enforc"]


def test_leading_zeros_spaces_and_signs_of_numbers_do_not_matter() -> None:
    same = {analysis.compact(one) for one in ("ICE-0001234", "ice 1234", "ICE_0001234")}
    assert same == {"ice1234"}


def test_years_and_small_counts_are_no_codes() -> None:
    assert analysis.codes("in 2019 there were 12 of them") == []


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("the Office of Information Policy wrote", "~oip"),
        ("the Department of Justice", "~doj"),
        ("U.S. Citizenship and Immigration Services", "~uscis"),
        ("Immigration and\nCustoms Enforcement", "~ice"),
        ("Michigan State Housing Development Authority", "~mshda"),
        ("At Housing Development Authority", "~hda"),
    ],
)
def test_a_name_in_capitals_is_found_by_its_initials(text: str, acronym: str) -> None:
    assert acronym in analysis.initials(text)


def test_words_that_are_no_name_have_no_initials() -> None:
    assert (
        analysis.initials("we sent it to you on Monday. Then we waited, and THE END came")
        == frozenset()
    )
