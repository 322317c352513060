from __future__ import annotations

import pytest

from index.pages import Hit, Sought
from index.query.asking import understand
from index.query.focus import is_named
from index.query.judging import (
    NOT_STATED,
    NOTHING_FOUND,
    OUTCOMES,
    TOO_FAR,
    Chosen,
    is_stated,
    judge,
)
from index.query.ranking import Ranked, Weights, measure, ranked
from index.query.sentences import best
from index.terms.parse import no_marks, parse
from tests.support.cases import each

UNWEIGHED = Weights(0, 0, 0, 0, 0, 0, 0)

LETTER = (
    "Dear requester, the sheriff of Walton County received your request for jail phone records. "
    "The search fee comes to $48.50. Please pay by check."
)
LEADERS = "Contents\n" + "The sheriff and his jail ............ 12\n" * 6


def read(
    question: str, *texts: str, weights: Weights = UNWEIGHED, rarity: float = 6.0
) -> list[Ranked]:
    hits = [Hit(n, n, f"doc{n}", 2, 10.0 - n / 100) for n in range(len(texts))]
    by = measure(sought(question, rarity), understand(question))
    return ranked(hits, dict(enumerate(texts)), by, weights)


def sought(question: str, rarity: float = 6.0) -> tuple[Sought, ...]:
    return tuple(Sought(word.typed, (word.term,), rarity, 1, 5) for word in parse(question).words)


def verdict(question: str, *texts: str, size: int = 10_000) -> str:
    by = measure(sought(question), understand(question))
    pages = read(question, *texts)
    found = best(pages, by, limit=1, recogniser=no_marks)
    told = is_named(OUTCOMES, sought(question), [one.quote.text for one in found])
    chosen = Chosen(found[0].score if found else 0.0, told)
    return judge(parse(question), by, pages, chosen, size)


@pytest.mark.parametrize(
    "question",
    ["how much is the search fee", "who received the request for jail phone records",
     "Walton County sheriff jail phone records"],
)  # fmt: skip
def test_a_question_whose_words_stand_around_an_answer_is_answered(question: str) -> None:
    assert verdict(question, LETTER) == ""


def test_a_question_that_the_pages_leave_out_much_of_is_declined() -> None:
    question = "how many helicopters did the sheriff of Nebraska lease for the flood"

    assert verdict(question, LETTER) == TOO_FAR


def test_an_outcome_that_no_page_speaks_of_is_declined() -> None:
    assert verdict("did the sheriff write about phone records", LETTER) == ""
    assert verdict("did the sheriff settle about phone records", LETTER) == NOT_STATED


def test_an_outcome_that_another_page_speaks_of_is_declined() -> None:
    other = "A court will settle what the sheriff of another county owes for records."

    assert (
        verdict("did Walton sheriff settle about jail phone records", LETTER, other) == NOT_STATED
    )


def test_a_word_that_is_on_no_page_says_little_among_few_pages() -> None:
    question = "when will the sheriff send the next batch of jail records"
    text = "The sheriff plans the next release of jail records for mid-October 2026."

    assert verdict(question, text, size=70) == ""


def test_without_pages_nothing_is_found() -> None:
    assert verdict("how much is the fee") == NOTHING_FOUND


def first(question: str, *texts: str, weights: Weights) -> int:
    return read(question, *texts, weights=weights)[0].hit.page


@pytest.mark.parametrize(
    ("weights", "question", "worse", "better"),
    [
        (Weights(), "sheriff jail records", "The sheriff left." + " filler" * 60 + " jail" +
         " filler" * 60 + " records", LETTER),
        (Weights(), "how much is the fee", "There is a fee.", "The fee is $5."),
        (Weights(), "sheriff jail", LEADERS, "The sheriff has a jail in the county of Walton."),
        (Weights(), "sheriff jail fee", "The sheriff of the jail.", "The sheriff, jail and fee."),
    ],
)  # fmt: skip
def test_what_is_read_on_a_page_moves_it_up(
    weights: Weights, question: str, worse: str, better: str
) -> None:
    assert first(question, worse, better, weights=UNWEIGHED) == 0
    assert first(question, worse, better, weights=weights) == 1


def test_a_page_that_spells_an_acronym_out_has_the_word() -> None:
    word = Sought("mshda", ("mshda",), 9.0, 1, 1, "~mshda")
    by = measure((word,), understand("MSHDA"))
    text = "The Michigan State Housing Development Authority wrote to us."

    (page,) = ranked([Hit(1, 1, "doc", 1, 1.0)], {1: text}, by)

    assert page.words == {0}


@pytest.mark.parametrize(
    ("question", "states", "does_not"),
    [
        ("when was the appeal sent", "It was sent on May 4, 2019.", "It was sent late."),
        ("how much is the fee", "The fee is $48.00.", "There is a fee."),
        ("when did it start after May 4, 2019", "It began on June 2, 2020.", "After May 4, 2019."),
        (
            "what is the docket number of Doe v. Ferry Agency",
            "Doe v. Ferry Agency, No. 1:19-cv-00123",
            "Long v. Ferry Agency, No. 5:17-cv-00506",
        ),
    ],
)
def test_what_can_be_seen_must_be_in_the_sentence(
    question: str, states: str, does_not: str
) -> None:
    asks = understand(question)
    assert is_stated(asks, [does_not, states])
    assert not is_stated(asks, [does_not])


@each(
    ("sentence", "stated"),
    [
        ("The fee was waived by Marla Quint.", True),
        ("The fee was waived by the Office of General Counsel.", True),
        ("The fee was waived by the Chief of the branch.", True),
        ("The fee was waived by the deputy director.", True),
        ("Quint waived it.", False),  # the question says the name: nobody else is told of
        ("The fee was waived on Monday, January 3, 2022.", False),
        ("The fee was waived under the Freedom of Information Act.", False),
        ("The fee was waived.", False),
    ],
)
def test_a_who_is_answered_by_a_person_an_office_or_a_role(sentence: str, stated: bool) -> None:
    assert is_stated(understand("who waived the fee for Quint"), [sentence]) is stated


def test_a_sentence_that_does_not_name_the_thing_asked_for_is_no_answer() -> None:
    assert verdict("how much is the search fee of the sheriff", LETTER) == ""
    assert verdict("how many search warrants did the sheriff get", LETTER) != ""
