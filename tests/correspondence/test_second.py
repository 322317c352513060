"""The second reader: it hears what no phrase foresaw, and says nothing of scraps and of history."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.correspondence import second
from bot.correspondence.laid_out import LaidOut
from bot.correspondence.reader import read_letter
from bot.correspondence.signs import signs
from bot.correspondence.source import from_text
from bot.law.letter_types import LetterType as T
from bot.privacy import wordlists


def heard(sentence: str) -> dict[T, float]:
    laid = LaidOut(from_text(f"Dear Requester:\n\n{sentence}\n"))
    told = second.opinions(laid.flat, laid.spoken, ())
    return {type_: second.most_likely(told, type_) for type_ in T}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [("The regional office went through its cabinets and came up with no such paper.", T.NO_RECORDS),
     ("The Sheriff is not prepared to part with any of the recordings.", T.FULL_DENIAL),
     ("Kindly say which of the three shelters you have in mind.", T.CLARIFICATION),
     ("Your letter was handed over to the State Police, who will answer you.", T.REFERRAL)],
)  # fmt: skip
def test_what_no_phrase_foresaw_is_heard(sentence: str, type_: T) -> None:
    likely = heard(sentence)

    assert max(likely, key=lambda one: likely[one]) is type_


@pytest.mark.parametrize(
    "sentence",
    ["8048269, 8058588, 8063901, 8062016", "801 Sample Lake Boulevard, Suite 200",
     "On September 20, 2017 we requested an extension of five days.",
     "If we do not hear from you within 30 days, your request will be closed.",
     "Exemption 6 protects personnel and medical files."],
)  # fmt: skip
def test_scraps_history_conditions_and_rules_are_nothing(sentence: str) -> None:
    assert max(heard(sentence).values(), default=0.0) < 0.4


def test_names_numbers_and_dates_leave_no_sign() -> None:
    one = signs("On May 2, 2023 Zebulon wrote that A-2023-01 costs $12.50, see (b)(6).")
    other = signs("On June 9, 2021 Zebulon wrote that B-1999-77 costs $9,000, see (b)(4).")

    assert one == other


def test_what_one_reader_alone_hears_is_less_sure() -> None:
    both = read_letter("Dear Requester:\n\nYour request for expedited processing is denied.\n")
    alone = read_letter(
        "Dear Requester:\n\nThe Sheriff is not prepared to part with any of the recordings.\n"
    )

    assert both.types[T.EXPEDITE_DENIED].sure >= 0.8
    assert all(reading.sure < 0.8 for reading in alone.types.values())


def test_no_word_that_only_real_letters_say_is_kept_as_a_sign() -> None:
    """It may be somebody's name: every word of the weights stands in texts that we invented."""
    ours = " ".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parent.rglob("*.*")
        if path.suffix in {".txt", ".py"}
    )
    stems = {
        word[:length]
        for word in re.findall(r"[a-z]+", ours.lower())
        for length in range(1, len(word) + 1)
    }
    kinds = {word for sign in second._weights().of for word in re.findall(r"[a-z]{4,}", sign)}

    assert len(kinds) > 900
    known = stems | wordlists.english()
    # An ending may have been put back: "dissatisfied" is kept as "dissatisfy".
    assert [word for word in sorted(kinds) if word not in known and word[:-1] not in known] == []
