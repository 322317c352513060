"""Hostile inputs 28 to 38 of the threat study, each at 20,000 pages and in under half a second."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

import pytest

from index.engine.whoosh_engine import WhooshEngine
from index.pages import Entry, Scope
from index.query.answering import Answered, answer
from index.query.judging import NOTHING_ASKED
from index.terms.parse import QueryError, parse
from tests.support.growth import is_no_dearer

pytestmark = pytest.mark.slow

PAGES = 20_000
PLAIN, DEARER = "foia record confidential owner table cases", 12


def _entries() -> Iterator[Entry]:
    draw = random.Random(2)
    words = ["foia", "record", "abc", "foo", "bar", "confidential", "true", "owner", "id", "table",
             "cases", "drop"] + [f"w{n:04x}" for n in range(4000)]  # fmt: skip
    weights = [1 / (n + 1) for n in range(len(words))]
    for number in range(1, PAGES + 1):
        yield Entry(
            number, number // 20, "x", number % 20, " ".join(draw.choices(words, weights, k=60))
        )


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    engine = WhooshEngine(tmp_path_factory.mktemp("hostile") / "index")
    engine.rebuild(_entries(), PAGES, lambda *_: None)
    return engine


def ask(engine: WhooshEngine, words: str, dearer: float = DEARER) -> Answered:
    """Answer, and see that it costs no more than so many plain questions of some common words."""
    assert is_no_dearer(partial(_answered, engine), PLAIN, words, dearer)
    return _answered(engine, words)


def _answered(engine: WhooshEngine, words: str) -> Answered:
    return answer(engine, words, Scope(), lambda pages: dict.fromkeys(pages, "some foia text"))


def looked_for(words: str) -> list[str]:
    return [word.typed for word in parse(words).words]


@pytest.mark.parametrize("words", ["*", "?*", "*a*", "foo*bar*"])
def test_hostile_28_stars_and_question_marks_are_literal(big: WhooshEngine, words: str) -> None:
    assert ask(big, words).total < PAGES
    assert set(looked_for(words)) <= {"a", "foo", "bar"}


def test_hostile_29_a_hundred_wildcards_expand_to_a_bounded_number_of_words(
    big: WhooshEngine,
) -> None:
    with pytest.raises(QueryError):
        ask(big, " OR ".join(f"w{n:03x}*" for n in range(104)))
    ask(big, " OR ".join(f"w{n:03x}*" for n in range(39)), dearer=4 * 39)


@pytest.mark.parametrize("words", ["abc~9", "abc^9999", "^nan"])
def test_hostile_30_fuzzy_and_boost_signs_are_literal(big: WhooshEngine, words: str) -> None:
    ask(big, words)

    assert all("~" not in word and "^" not in word for word in looked_for(words))


@pytest.mark.parametrize("words", ["[a TO z]", "[TO]", "{a TO *]"])
def test_hostile_31_ranges_are_literal(big: WhooshEngine, words: str) -> None:
    assert ask(big, words).total < PAGES


@pytest.mark.parametrize("words", ["NOT foia", "NOT " * 200 + "foia", "-foia", "- - -"])
def test_hostile_32_not_alone_does_not_bring_everything(big: WhooshEngine, words: str) -> None:
    with_the_word = ask(big, "foia").total

    assert ask(big, words).total in {0, with_the_word}


@pytest.mark.parametrize(
    "words", ["(" * 999, '"' * 999, '"foia (', "((foia) OR (", ")" * 500 + "foia"]
)
def test_hostile_33_brackets_and_quotes_out_of_balance_are_handled(
    big: WhooshEngine, words: str
) -> None:
    ask(big, words)


def test_hostile_33_five_thousand_brackets_are_refused_by_length(big: WhooshEngine) -> None:
    with pytest.raises(QueryError):
        ask(big, "(" * 5000)


def test_hostile_34_a_word_of_a_hundred_thousand_letters_is_refused_at_once() -> None:
    def refused(count: int) -> None:
        with pytest.raises(QueryError):
            parse("a" * count)

    assert is_no_dearer(refused, 10_000, 100_000, times=20)


def test_hostile_34_a_word_as_long_as_allowed_is_answered(big: WhooshEngine) -> None:
    ask(big, "a" * 1000)


@pytest.mark.parametrize("words", ["confidential:true", "owner:me", "id:1", "level:2", "text:foia"])
def test_hostile_35_foreign_field_prefixes_are_literal_words(big: WhooshEngine, words: str) -> None:
    ask(big, words)

    assert not parse(words).narrowed


@pytest.mark.parametrize("words", ['r"(a+)+$"', "/(a+)+$/", "a" * 500 + "!"])
def test_hostile_36_patterns_are_literal(big: WhooshEngine, words: str) -> None:
    ask(big, words)


@pytest.mark.parametrize("words", ["", "   ", "🙂🙂", "<@U0123>" * 0, "\x00\x07", "\ud800"])
def test_hostile_37_nothing_to_look_for_says_so(big: WhooshEngine, words: str) -> None:
    assert ask(big, words).why == NOTHING_ASKED


@pytest.mark.parametrize("words", ["'; DROP TABLE cases;--", "%", "_", "foo%' OR '1'='1"])
def test_hostile_38_sql_is_literal(big: WhooshEngine, words: str) -> None:
    assert ask(big, words).total < PAGES
    assert big.count() == PAGES


@pytest.mark.parametrize(
    "words",
    [" ".join(["foia", "record", "abc"] * 60), "foia " * 190, "w0001 " * 150, "1-2-3-4-5-6 " * 80,
     "(b)(5)" * 160, "12345 " * 160, "ab12 " * 200],
)  # fmt: skip
def test_repeated_words_and_numbers_are_answered_in_time(big: WhooshEngine, words: str) -> None:
    ask(big, words)
