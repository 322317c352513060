"""A state's request: nothing federal is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers.values import DraftAnswer, FactsAnswer
from tests.conftest import Team


@pytest.fixture
def states(team: Team) -> Team:
    team.clock[0] = datetime(2026, 11, 20, 15, tzinfo=UTC)
    for name, code in (("hotel", "US-OR"), ("stadium", "US-TX"), ("prairie", "US-ND")):
        team.say(f"new {name} --to {code} --sent 2026-10-05 --received 2026-10-05")
        team.say(f"log {name}/{code} expedite requested 2026-10-05")
    team.say("log stadium determined 2026-10-12 denied")
    return team


@pytest.mark.parametrize("name", ["hotel", "stadium", "prairie"])
@pytest.mark.parametrize("line", ["ripe {}", "window {}", "why {}", "why {} suit", "draft {} follow-up",
                                  "draft {} appeal", "status {}"])  # fmt: skip
def test_nothing_federal_is_said_of_a_states_request(states: Team, name: str, line: str) -> None:
    answer = states.say(line.format(name))
    said = repr(answer)

    assert getattr(answer, "tone", "") != "trouble"
    said = said.replace("Gov. Code 552", "")
    for federal in ("552(a)", "U.S.C.", "OGIS", "Oglesby", "constructively"):
        assert federal not in said, (line, name)


def test_ripe_says_that_the_federal_rule_does_not_apply_and_names_no_yes(states: Team) -> None:
    told = states.say("ripe prairie")

    assert isinstance(told, FactsAnswer)
    data = told.to_json()
    assert data["ripe"] is None
    assert "North Dakota" in data["law"]
    assert "The federal rule does not apply" in repr(told)
    assert "ask counsel" in repr(told)


def test_a_states_follow_up_is_a_letter_of_its_own(states: Team) -> None:
    told = states.say("draft hotel follow-up")

    assert isinstance(told, DraftAnswer)
    assert "Public records request" in told.text
    assert "ORS 192" in told.text


def test_ripe_goes_by_the_states_own_road(states: Team) -> None:
    oregon, texas = states.say("ripe hotel").to_json(), states.say("ripe stadium").to_json()

    assert oregon["ripe"] is False
    assert "petition first" in oregon["why"]
    assert texas["ripe"] is True
    assert "Tex. Gov. Code" in texas["law"]
    assert "appeal first" not in repr(texas)


def test_a_petition_is_drafted_to_the_office_that_reviews_and_texas_has_none(states: Team) -> None:
    told = states.say("draft hotel appeal")

    assert isinstance(told, DraftAnswer)
    assert "To: the Attorney General for a state agency" in told.text
    assert "Re: Petition, public records request" in told.text
    assert "No answer came in time" in told.text
    assert "The requester has no appeal" in repr(states.say("draft stadium appeal"))
