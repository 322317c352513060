"""The sentence that answers, not the one beside it or the letter that asks for it again."""

from __future__ import annotations

import pytest

from index.pages import Hit, Sought
from index.query.asking import Ask, understand
from index.query.passages import sentences
from index.query.ranking import measure, ranked
from index.query.sentences import best
from index.terms.analysis import term_of
from index.terms.parse import no_marks, parse
from index.terms.vocabulary import alternatives
from tests.support.cases import each

CONTRACT = (
    "SNACK SERVICES - INTERNAL REVIEW\n"
    "The present agreement with Halvern sets the price of water at $1.10 per bottle, from May 4, "
    "2026. The agreement was signed on June 1, 2023 and expires on May 31, 2028.\n"
    "A complaint was received on March 6, 2026. It said that machines were emptied at night. "
    "The commission paid to facilities is 9 percent of gross revenue."
)
MAIL = (
    "To: Deputy Chief\nSubject: Camera access by outside agencies\n"
    "Chief, per your question: 88 searches were run between January and June 2026. Retention is 30 "
    "days for plates. We ended the access on June 15, 2026, after the county review. Accounts of 7 "
    "outside users have been disabled; 2 remain active."
)
REGISTER = "As of December 31, 2025 the register held 8,113 records."
NO_RECORDS = (
    "We received your request of August 3, 2026 for records that show how many people are in the "
    "watercraft register. We have found no records of how many people are in the register."
)


def answer(question: str, *texts: str) -> str:
    sought = [
        Sought(word.typed, (word.term, *alternatives(word.term)), 5.0, 1, 5)
        for word in parse(question).words
    ]
    by = measure(sought, understand(question))
    hits = [Hit(n, n, f"doc{n}", 1, 10.0) for n in range(len(texts))]
    pages = ranked(hits, dict(enumerate(texts)), by)
    return best(pages, by, limit=3, recogniser=no_marks)[0].said.text


@pytest.mark.parametrize(
    ("question", "texts", "begins"),
    [
        ("when does the snack agreement run out", [CONTRACT], "The agreement was signed"),
        ("how much of the revenue goes to facilities", [CONTRACT], "The commission"),
        ("when did the camera access stop", [MAIL], "We ended the access"),
        ("how many people are in the watercraft register", [NO_RECORDS, REGISTER], "As of"),
    ],
)
def test_the_answer_begins_with_the_sentence_that_states_it(
    question: str, texts: list[str], begins: str
) -> None:
    assert answer(question, *texts).startswith(begins)


def test_a_sentence_that_leans_on_the_one_before_is_shown_with_it() -> None:
    assert answer("what was emptied at night", CONTRACT).startswith("A complaint was received")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ANNUAL REVIEW\nThe ferry ran on May 4.", 2),
        ("Subject: Ferry\nThe ferry ran on May 4.", 2),
        ("THE FERRY RAN ON MAY 4\nAND ON MAY 5 IN THE RAIN", 1),  # a teletype goes on
        ("The ferry of the\nHarbor Police ran.", 1),
        ("OFFICE OF THE HARBOR,\nPort Wren wrote to us.", 1),
    ],
)
def test_a_heading_is_no_part_of_the_sentence_below_it(text: str, parts: int) -> None:
    assert len(list(sentences(text))) == parts


@each(
    "text",
    ["It was May 4, 2026.", "We waited 30 days.", "It cost $48.", "It rose by 9 percent.",
     "See Section 12.", "In 2025 it ended.", "See page 4.", "Exhibit 7 says so.",
     "It lasted two weeks.", "On 3/4/2026 it left."],
)  # fmt: skip
def test_a_day_a_price_or_a_section_counts_nothing(text: str) -> None:
    asks = understand("how many boats were seized")
    assert asks.seen_in(text) == 0
    assert asks.seen_in(f"{text} Of the fleet 14 were taken.") > 0


def test_how_much_of_something_may_be_a_share() -> None:
    assert Ask.SHARE in understand("how much of the fee goes to the county").kinds
    assert Ask.SHARE not in understand("how much is the fee").kinds


def test_an_ordinal_in_figures_and_in_words_find_each_other() -> None:
    assert term_of("twelfth") in alternatives(term_of("12th"))
    assert term_of("3rd") in alternatives(term_of("third"))
