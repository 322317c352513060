from __future__ import annotations

from datetime import date

import pytest

from index.pages import Mark
from index.terms.parse import MAX_CHARACTERS, QueryError, parse


def typed(line: str) -> list[str]:
    return [word.typed for word in parse(line).words]


def test_questions_are_just_their_content_words() -> None:
    assert typed("which exemptions did the agency cite?") == ["exemptions", "agency", "cite"]


def test_a_question_of_stop_words_only_still_looks_for_them() -> None:
    assert typed("who was it") == ["who", "was", "it"]


def test_prefixes_narrow_and_are_no_words() -> None:
    query = parse(
        'backlog from:ICE request:ICE-Data kind:"full denial" after:2023-01-01 '
        "before:2024-01-01 exemption:(b)(7)(C) bates:ICE-000123 page:12"
    )

    assert [word.typed for word in query.words] == ["backlog"]
    assert query.senders == ("ic",)
    assert query.requests == ("ice-data",)
    assert query.kinds == ("full_denial",)
    assert (query.after, query.before) == (date(2023, 1, 1), date(2024, 1, 1))
    assert query.exemptions == ("b7c",)
    assert query.bates == ("ice123",)
    assert query.pages == (12,)


@pytest.mark.parametrize(
    "line", ["after:soon", "before:2023-02-30", "page:-1", "page:1000000000", "page:١"]
)
def test_a_prefix_that_cannot_be_read_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(QueryError, match=":"):
        parse(line)


def test_unknown_prefixes_are_words() -> None:
    assert typed("owner:me") == ["owner"]
    assert typed("confidential:true") == ["confidential", "true"]


def test_quotes_of_any_kind_make_a_phrase() -> None:
    for line in ('"no responsive records"', "“no responsive records”", "«no responsive records»"):
        assert parse(line).phrases == (("no", "respons", "record"),)


def test_a_minus_counts_only_beside_something_to_look_for() -> None:
    assert parse("denial -draft").without == (("draft",),)
    assert parse('denial -"first draft"').without == (("first", "draft"),)
    assert parse("-draft").without == ()


def test_a_hyphen_within_a_word_takes_nothing_away() -> None:
    assert parse("law-enforcement records").without == ()


def test_a_star_is_a_prefix_only_after_three_letters() -> None:
    assert [word.prefix for word in parse("rel* re* *").words] == [True, False]


@pytest.mark.parametrize("line", ["Los Rios", "los rios college"])
def test_words_side_by_side_are_remembered_as_a_pair(line: str) -> None:
    assert ("lo", "rio") in parse(line).pairs


def test_words_with_a_stop_word_or_a_comma_between_are_no_pair() -> None:
    assert parse("use of force, detroit").pairs == ()


def test_numbers_are_recognised_in_any_spacing() -> None:
    for line in ("2018-ICFO-59138", "2018 icfo 59138", "No. 2018–ICFO–59138", "2018icfo59138"):
        assert "2018icfo59138" in parse(line).codes


def test_what_the_recogniser_knows_is_looked_for_as_a_number() -> None:
    def recogniser(text: str) -> list[Mark]:
        return [Mark("tracking", "2018-ICFO-59138", 0, len(text))]

    assert parse("the data breach request", recogniser=recogniser).codes == ("2018icfo59138",)


def test_too_many_characters_or_words_are_refused_with_a_sentence() -> None:
    with pytest.raises(QueryError, match="1,000"):
        parse("a" * (MAX_CHARACTERS + 1))
    with pytest.raises(QueryError, match="at most 40"):
        parse(" ".join(f"word{n}" for n in range(41)))
    assert len(parse(" ".join(f"word{n}" for n in range(40))).words) == 40
