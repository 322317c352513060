"""Questions that a user asked and that were answered of something else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.filing_values import (
    Together,
)
from bot.answers.proposed import Proposed
from bot.answers.values import (
    DraftAnswer,
    DueAnswer,
    FactsAnswer,
    Notice,
    StatusAnswer,
    WhyAnswer,
)
from bot.language import read
from handlers.render import elements

pytestmark = pytest.mark.slow


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Border towers --to CBP --sent 2023-09-01 --received 2023-09-01")
    team.say("log border towers determined 2023-10-02 denied")
    team.say("log border towers appeal filed 2023-11-20")
    team.say("log border towers appeal received 2023-11-21")
    return team


@pytest.mark.parametrize(
    "line",
    [
        "when must CBP decide the appeal?",
        "when is the decision on the border towers appeal due?",
    ],
)
def test_when_they_must_decide_our_appeal_is_their_date(world, line: str) -> None:
    answer = world.say(line, surface="dm")
    answer = answer.record if isinstance(answer, Together) else answer
    assert isinstance(answer, WhyAnswer)
    assert [one.limit for one in answer.deadlines] == ["appeal-determination"]


def test_when_a_ruling_is_due_is_no_list_of_what_else_is(world) -> None:
    world.say("new Lone Star --to US-TX --sent 2023-11-20 --received 2023-11-20")
    none = world.say("when is the AG ruling due on lone star?", surface="dm")
    assert isinstance(none, Notice)
    assert "nobody asked the Attorney General" in none.lines[0]
    world.say("log lone star ruling asked 2023-12-01")
    answer = world.say("when is the AG ruling due on lone star?", surface="dm")
    answer = answer.record if isinstance(answer, Together) else answer
    assert isinstance(answer, WhyAnswer)
    assert {one.limit for one in answer.deadlines} == {"ruling"}


def test_an_order_to_draft_counts_though_it_ends_a_sentence(world) -> None:
    answer = world.say("CBP has not answered border towers, draft a follow-up", surface="dm")
    assert isinstance(answer, DraftAnswer)
    answer = world.say("CBP denied border towers; please write our appeal", surface="dm")
    assert isinstance(answer, DraftAnswer)


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("what are we waiting for?", "status"),
        ("who are we still waiting on?", "status"),
        ("anything I should be worried about?", "overdue"),
    ],
)
def test_what_it_is_read_as(line: str, verb: str) -> None:
    assert read(line).verb == verb


def test_to_whom_and_what_they_withheld_lean_on_what_was_spoken_of(world) -> None:
    world.say("status border towers", surface="dm")
    withheld = world.say("what did CBP withhold?", surface="dm")
    assert isinstance(withheld, FactsAnswer)
    assert "Border towers" in withheld.title
    whom = world.say("and to whom?", surface="dm")
    assert isinstance(whom, FactsAnswer)
    assert whom.understood.startswith("contacts · Border towers")


def test_a_list_of_entries_is_counted_in_english() -> None:
    assert elements.count(2, "entry") == "2 entries"
    assert elements.count(2, "day") == "2 days"
    assert elements.count(1, "entry") == "1 entry"


@pytest.mark.parametrize("line", ["no, it was Nov 25", "wait, make that Nov 25", "Nov 25"])
def test_another_day_takes_the_place_of_the_one_that_was_shown(world, line: str) -> None:
    world.say("CBP denied the border towers appeal yesterday", surface="dm")
    again = world.say(line, surface="dm")
    assert isinstance(again, Proposed)
    assert [one["on"] for one in again.events] == ["2023-11-25"]
    done = world.say("yes", surface="dm")
    assert isinstance(done, Notice)
    assert "Nov 25" in done.title


def test_a_month_is_till_its_end_and_the_next_one_can_be_asked(world) -> None:
    first = world.say("due in december", surface="dm")
    assert isinstance(first, DueAnswer)
    assert first.days == 19
    then = world.say("what about january", surface="dm")
    assert isinstance(then, DueAnswer)
    assert then.days == 50


@pytest.mark.parametrize("line", ["what do they still owe us", "any deadlines there?"])
def test_a_few_words_of_what_was_spoken_of(world, line: str) -> None:
    world.say("why border towers", surface="dm")
    assert isinstance(world.say(line, surface="dm"), StatusAnswer)
