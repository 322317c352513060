"""A line of `log` that says by when, or more than `log` takes: understood, or proposed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.proposed import Proposed

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("line", "kind", "detail"),
    [
        ("extended 2023-12-11 until 2023-12-26", "extended", ("due", "2023-12-26")),
        (
            "denied 2023-12-11 appeal by 2024-03-10",
            "final determination",
            ("appeal-by", "2024-03-10"),
        ),
        ("denied 2023-12-11 appeal by mar 10", "final determination", ("appeal-by", "2024-03-10")),
        ("denied 2023-12-11 appeal within 90 days", "final determination", ("appeal-days", 90)),
    ],
)
@pytest.mark.parametrize("surface", ["slash", "cli"])
def test_by_when_is_recorded(team: Any, line: str, kind: str, detail: Any, surface: str) -> None:
    team.founding()

    told = team.say(f"log breach/ICE {line}", surface=surface)

    assert told.tone == "done"
    assert f"{detail[0]} {detail[1]}" in told.lines[0]
    assert kind in told.title.casefold()


@pytest.mark.parametrize(
    ("line", "kind", "on"),
    [
        ("on the 11th they extended by 10 days", "extended", "2023-12-11"),
        ("denied on the 11th with 90 days to appeal", "determined", "2023-12-11"),
    ],
)
def test_what_log_cannot_take_is_proposed_as_a_sentence(
    team: Any, line: str, kind: str, on: str
) -> None:
    team.say("new Border stops --to CBP --sent 2023-11-13 --received 2023-11-13 --alias stops")

    told = team.say(f"log stops {line}")

    assert isinstance(told, Proposed)
    assert [(one["kind"], one["on"]) for one in told.events] == [(kind, on)]


def test_the_day_until_which_we_may_appeal_is_no_appeal(team: Any) -> None:
    team.founding()
    team.say("log breach/ICE denied appeal by 2024-03-10")

    assert "appeal-decided" not in str(team.say("history breach").to_json())
