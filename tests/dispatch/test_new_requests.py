"""A new request in words shows which requests on file went to the same body, and those alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.proposed import Proposed


@pytest.mark.parametrize(
    ("body", "beside"),
    [
        ("BOP", ["Phone rates"]),
        ("the Portland Police Bureau, Oregon,", ["Tear gas"]),
        ("CBP and BOP", ["Phone rates", "Border drones"]),
        ("USCIS", []),
    ],
)
def test_what_lies_there_already_is_named_beside(team: Any, body: str, beside: list[str]) -> None:
    team.say("new Phone rates --to BOP --sent 2023-11-01")
    team.say("new Border drones --to CBP --sent 2023-11-01")
    team.say('new Tear gas --to "US-OR:Portland Police Bureau" --sent 2023-11-01')

    shown = team.say(f"I filed a FOIA with {body} on Dec 1 about grievances", surface="dm")

    assert isinstance(shown, Proposed)
    found = [line for line in shown.question.splitlines() if line.startswith("On file there: ")]
    assert found == [f"On file there: {name}" for name in beside]


def test_the_state_whose_law_counts_is_said(team: Any) -> None:
    line = "I filed a FOIA with the Portland Police Bureau, Oregon, on Dec 1 about grievances"

    assert "Portland Police Bureau (OR) · sent" in team.say(line, surface="dm").question
