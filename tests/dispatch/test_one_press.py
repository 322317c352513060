"""What one press records, and what it does not: words left over, days that cannot be so."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.proposed import Proposed
from bot.answers.values import Notice
from bot.registry.commands import DecideProposal
from tests.dispatch.test_stating import press, rows


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Drones --to CBP --sent 2023-11-01 --received 2023-11-02")
    team.say("log drones/CBP extended 2023-11-20 days 10")
    return team


def labels(answer: Any) -> list[str]:
    return [one.label for one in answer.buttons]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CBP denied the drones on Nov 29 zestfully", "Not understood: zestfully."),
        ("CBP denied the drones on Monday Nov 28", "November 28, 2023 is a Tuesday, not a Monday."),
        ("CBP denied the drones on Nov 29 but we appealed on Nov 27", "would come before"),
        ("CBP wants 25 more days on the drones, letter of Nov 20", "would come on top of it"),
    ],
)
def test_a_decision_in_doubt_takes_more_than_one_press(world, line: str, told: str) -> None:
    shown = world.say(line, surface="dm")

    assert isinstance(shown, Proposed)
    assert told in shown.question
    assert not any(label.startswith("Record") for label in labels(shown))
    code = next(b.says.code for b in shown.buttons if isinstance(b.says, DecideProposal))
    refused = world.say(f"proposal #p{code} record", surface="dm")
    assert "Nothing is recorded." in str(refused)


def test_it_can_be_kept_as_a_note(world) -> None:
    shown = world.say("CBP denied the drones on Nov 29 zestfully", surface="dm")
    world.say(press(shown, "Keep it as a note").says, surface="button")

    assert [(one.kind, one.note) for one in rows(world)][-1:] == [
        ("note", "CBP denied the drones on Nov 29 zestfully")
    ]


def test_that_it_was_taken_back_is_told_to_be_a_note(world) -> None:
    shown = world.say("CBP rescinded its denial of the drones on Nov 29", surface="dm")

    assert [one["kind"] for one in shown.events] == ["note"]
    assert "it moves no date" in shown.question


@pytest.mark.parametrize(
    "line",
    [
        "CBP asked us to clarify the drones by Nov 25",
        "CBP denied the drones in late November",
        "CBP asked on Nov 20 for $90 on the drones by Nov 10",
    ],
)
def test_a_day_in_doubt_is_asked_for(world, line: str) -> None:
    asked = world.say(line, surface="dm")

    assert isinstance(asked, Notice)
    assert asked.title.startswith("Which day was that")


def test_what_is_left_of_an_event_on_record_is_told(world) -> None:
    told = world.say("CBP extended the drones by ten calendar days on Nov 20", surface="dm")

    assert told.title == "This is on record already, but not all of what you say."


def test_where_it_stands_is_told_once_after_all_of_it(world) -> None:
    world.say("CBP acknowledged the drones on Nov 6 and denied it on Nov 29", surface="dm")
    done = world.say("yes", surface="dm")

    assert done.title == "Recorded: 2 events."
    assert [line for line in done.lines if "Determination was due" in line] == []
    assert sum(line.startswith("CBP: ") for line in done.lines) == 1


@pytest.mark.parametrize(
    ("line", "due"),
    [
        # Working days of a federal body: Thanksgiving, November 23, 2023, is none of them.
        (
            "CBP wants $90 for the drones, letter of Nov 20, answer within 5 business days",
            "2023-11-28",
        ),
        ("CBP wants $90 for the drones, letter of Nov 20, answer within two weeks", "2023-12-04"),
        ("CBP asked us on Nov 20 to clarify the drones, we have 15 days", "2023-12-05"),
    ],
)
def test_a_time_for_our_answer_is_a_day_on_record(world, line: str, due: str) -> None:
    shown = world.say(line, surface="dm")

    assert f"due {due}" in shown.question
