"""What one press records, and what it does not: words left over, days that cannot be so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.answers.proposed import Proposed
from bot.answers.values import Notice
from bot.registry.commands import DecideProposal
from tests.dispatch.test_stating import press, rows

pytestmark = pytest.mark.slow


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


def test_another_day_leaves_what_the_words_left_open(world) -> None:
    shown = world.say("CBP denied the drones on Monday Nov 28", surface="dm")
    code = next(b.says.code for b in shown.buttons if isinstance(b.says, DecideProposal))

    again = world.say(DecideProposal(code, "on", date(2023, 11, 29)), surface="button")

    assert isinstance(again, Proposed)
    assert not any(label.startswith("Record") for label in labels(again))


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


def test_an_appeal_is_of_the_denial_that_it_names(world) -> None:
    world.say("log drones/CBP expedite-denied 2023-11-20")
    world.say("log drones/CBP determined 2023-11-27 full denial")
    shown = world.say(
        "we appealed the denial of expedited processing on Nov 29 for drones", surface="dm"
    )

    assert [one["details"] for one in shown.events] == [{"of": "expedite"}]
    assert "Our appeal:" not in shown.question  # the one of the determination stays open


def test_a_lawsuit_that_is_dropped_has_ended(world) -> None:
    world.say("log drones/CBP complaint 2023-11-20")

    dropped = world.say("we dropped the drones lawsuit on Nov 29", surface="dm")
    waived = world.say("we dropped the idea of suing over the drones on Nov 29", surface="dm")

    assert [one["kind"] for one in dropped.events] == ["case-closed"]
    assert [one["kind"] for one in waived.events] == ["suit-waived"]


def test_a_partial_waiver_is_not_recorded_as_granted_by_one_press(world) -> None:
    shown = world.say("CBP granted the fee waiver for drones in part on Nov 29", surface="dm")

    assert "in part only" in shown.question
    assert not any(label.startswith("Record") for label in labels(shown))


def test_a_note_in_place_of_a_decision_says_that_nothing_is_watched(world) -> None:
    shown = world.say("CBP denied the drones on Nov 29 zestfully", surface="dm")
    kept = world.say(press(shown, "Keep it as a note").says, surface="button")

    assert "none is watched" in kept.lines[-1]
