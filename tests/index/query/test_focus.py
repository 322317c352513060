from __future__ import annotations

import pytest

from index.pages import Sought
from index.query.asking import understand
from index.query.focus import focus, is_named
from index.terms.parse import parse
from tests.support.cases import each


def named(question: str, *said: str) -> bool:
    sought = [Sought(word.typed, (word.term,), 6.0, 1, 5) for word in parse(question).words]
    return is_named(focus(question, understand(question)), sought, said)


@each(
    ("question", "names", "does_not"),
    [
        ("how many arrests were made at the ferry in 2025", "14 arrests were made at the ferry.",
         "The ferry ran 14 times in 2025."),
        ("what is the name of the harbor master", "The harbor master is Ada Finch.",
         "The name of the harbor is Port Wren."),
        ("what did the ferry contract cost in total", "The total price of the contract is $90.",
         "The contract was signed for the ferry."),
        ("what was the sentence of the pilot", "The pilot was sentenced to a year.",
         "The pilot left the harbor."),
        ("which bank financed the ferry", "Wren Bank financed the ferry.", "Wren bought the ferry."),
        ("settlement amount ferry lawsuit", "The lawsuit was settled for $9.",
         "The lawsuit asks for an amount of $9."),
        ("who trained the ferry crew", "Finch gave training to the crew.", "Finch met the crew."),
        ("how much did the county pay the pilot", "The county's payment to the pilot was $9.",
         "The county met the pilot."),
        ("what hotel did the crew stay in", "The crew slept at the Wren Hotel.",
         "The crew stayed in Wren."),
        ("what's the salary of the pilot", "The pilot's salary is $9.", "The pilot left for $9."),
    ],
)  # fmt: skip
def test_a_sentence_answers_only_where_it_names_the_thing_asked_for(
    question: str, names: str, does_not: str
) -> None:
    assert named(question, names)
    assert not named(question, does_not)


@pytest.mark.parametrize(
    "question",
    ["when was the ferry sold", "why did the crew leave", "did the pilot answer",
     "what was the crew told to keep", "who signed the contract", "who needed the ferry"],
)  # fmt: skip
def test_a_question_that_names_no_thing_asks_for_none(question: str) -> None:
    assert not focus(question, understand(question))
    assert named(question, "The harbor is closed.")


def test_of_several_sentences_one_is_enough_and_without_any_nothing_is_named() -> None:
    question = "how many arrests were made at the ferry"
    arrests, ferry = "14 arrests were made.", "The ferry ran 14 times."

    assert named(question, ferry, arrests)
    assert not named(question, ferry, ferry)
    assert not named(question)
