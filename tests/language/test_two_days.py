"""A letter's day beside that of its arrival, and what is asked amid a sentence."""

from __future__ import annotations

import pytest

from bot.language.statements import Mood
from bot.store.name_lookup import Names
from tests.language.test_said_and_meant import names, read
from tests.support.cases import each

__all__ = ["names"]  # the fixture


@pytest.mark.parametrize(
    ("line", "on", "came"),
    [
        ("CBP denied the drones in full, letter dated Oct 30, we got it Nov 4", "10-30", "Nov 4"),
        ("got the CBP denial of the drones Nov 4, dated Oct 30", "10-30", "Nov 4"),
        ("CBP denied the drones, letter of Oct 28, arrived Nov 3", "10-28", "Nov 3"),
        ("CBP's denial of drones is dated Nov 5, came in the mail Nov 10", "11-05", "Nov 10"),
        ("CBP denied the drones on Nov 12", "11-12", ""),
    ],
)
def test_the_letters_day_counts_and_its_arrival_stands_beside_it(
    names: Names, line: str, on: str, came: str
) -> None:
    said = read(names, line)

    [effect] = said.effects
    assert (effect.kind, f"{effect.on:%m-%d}", said.left) == ("determined", on, ())
    assert effect.reason == (f"reached us {came}" if came else "")


def test_a_day_before_the_letters_own_is_none_of_arrival(names: Names) -> None:
    said = read(names, "CBP denied the drones, dated Nov 4, we got it Oct 30")

    assert said.left == ("Oct 30",)  # it cannot have come before it was written


@each(
    ("line", "on"),
    [
        ("CBP asked us again to narrow the drones request on Nov 2", "11-02"),
        ("CBP asked a second time that we narrow the drones, letter of Nov 2", "11-02"),
        ("CBP asked on Nov 13 which field offices we mean for the drones", "11-13"),
        ("CBP asked Nov 13 what date range we want for the drones", "11-13"),
        ("CBP emailed Nov 13 to ask which airports the drones covers", "11-13"),
        ("CBP asked Nov 13 if we'd narrow the drones to 2025", "11-13"),
    ],
)
def test_which_records_we_mean_is_a_clarification_asked(names: Names, line: str, on: str) -> None:
    [effect] = read(names, line).effects

    assert (effect.kind, f"{effect.on:%m-%d}") == ("clarification-asked", on)


def test_that_we_told_them_answers_what_they_asked(names: Names) -> None:
    said = read(names, "CBP asked on Nov 13 which drones we mean; we told them Nov 16")

    kinds = [(str(one.kind), f"{one.on:%m-%d}") for one in said.effects]
    assert kinds == [("clarification-asked", "11-13"), ("clarification-answered", "11-16")]


@pytest.mark.parametrize(
    ("line", "kind", "details"),
    [
        ("CBP denied the drones on Nov 12, appeal rights 90 days", "determined", 90),
        ("CBP denied the drones Nov 12, we can appeal within 90 days", "determined", 90),
    ],
)
def test_rights_to_appeal_are_a_detail(names: Names, line: str, kind: str, details: int) -> None:
    said = read(names, line)

    assert (said.effects[0].kind, said.effects[0].details["appeal-days"]) == (kind, details)
    assert said.left == ()


def test_what_a_reporter_was_heard_to_say_is_hearsay(names: Names) -> None:
    said = read(names, "heard from a reporter that CBP denied the drones")

    assert said.mood is Mood.HEARSAY


def test_the_fee_that_we_paid_leaves_no_word_over(names: Names) -> None:
    said = read(names, "we paid the CBP fee on Nov 20")

    assert (said.effects[0].kind, said.left) == ("fee-answered", ())


def test_a_body_of_a_state_tells_its_own_word(names: Names) -> None:
    said = read(names, "Texas DPS said Nov 19 it needs till Dec 18 for border water")
    other = read(names, "Marlo Quint said Nov 19 CBP denied the drones")

    assert [(one.kind, one.details["due"]) for one in said.effects] == [
        ("estimate-given", "2026-12-18")
    ]
    assert other.mood is Mood.HEARSAY
