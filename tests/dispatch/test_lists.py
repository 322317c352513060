"""A pasted list: each line of it is a statement with its own target."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.values import Notice
from handlers.listeners.messages import plain_words
from tests.dispatch.test_stating import press, proposed, rows

LIST = """updates from this week:
- BOP acknowledged jail calls on 11/30, no. 2024-01234
- CBP took 10 more working days on border drones, letter of 12/5
2. we appealed visa bans yesterday"""


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Jail calls --to BOP --sent 2023-11-01 --received 2023-11-02")
    team.say("new Border drones --to CBP --sent 2023-11-20 --received 2023-11-21")
    team.say("new Visa bans --to State --sent 2023-10-02 --received 2023-10-03")
    team.say("log visa bans determined 2023-11-20 denied")
    return team


def test_each_line_has_its_own_target_and_one_press_records_all(world: Any) -> None:
    shown = proposed(world.say(LIST, surface="dm"))

    assert [(one["request"], one["kind"], one["on"]) for one in shown.events] == [
        ("jail-calls", "acknowledged", "2023-11-30"),
        ("border-drones", "extended", "2023-12-05"),
        ("visa-bans", "appeal-filed", "2023-12-11"),
    ]
    assert shown.left == ()
    done = world.say(press(shown, "Record").line, surface="button")
    assert isinstance(done, Notice)
    assert [row.kind for row in rows(world)[-3:]] == ["acknowledged", "extended", "appeal-filed"]

    world.say("undo")
    assert [row.kind for row in rows(world)[-3:]] == ["withdrawn"] * 3


def test_a_line_that_is_not_understood_is_shown_and_blocks_one_press(world: Any) -> None:
    text = f"{LIST}\nthe zebra has left the building"

    shown = proposed(world.say(text, surface="dm"))

    assert "the zebra has left the building" in shown.left
    assert not [one for one in shown.buttons if one.label == "Record"]


def test_what_has_not_happened_records_nothing_in_a_list_either(world: Any) -> None:
    text = LIST.replace("we appealed", "we will appeal").replace("took", "did not take")

    shown = world.say(text, surface="dm")

    assert not [one for one in getattr(shown, "events", ()) if one["kind"] != "acknowledged"]


def test_a_message_keeps_its_lines() -> None:
    assert plain_words("<@U0BOT> one  two\n\n three &amp; four", "U0BOT") == "one two\nthree & four"
