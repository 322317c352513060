"""Faults of the wire, by number: the real client of slack_sdk against the stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.privacy.gate import Place
from handlers.devkit.standin import Standin
from tests.reminders.simslack import HttpSlack
from tests.reminders.world import HOME, FakeSlack, MemoryDatabase, World

pytestmark = pytest.mark.slow

DAY = "2023-12-12T14:00:00Z"


class Wired(HttpSlack):
    """The faults are scripted; no seed draws them."""

    def post(self, place: str, card: Any, key: str, marked: str = "") -> Any:
        return self._post(place, card, key, marked)

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        return self._find(place, key, since, thread)

    def place(self, place: str) -> Place:
        return FakeSlack.place(self, place)


@pytest.fixture
def wired(memory: MemoryDatabase) -> Iterator[World]:
    """A determination was due yesterday; its channel is on the stand-in."""
    memory.clear()
    world = World(memory)
    with Standin() as standin:
        world.slack = Wired(world.clock, standin)
        standin.add_channel(HOME, "home", [standin.bot_user])
        world.deadline("2023-12-11")
        yield world


# What came but was never answered is found; what never came is said with the mark.
@pytest.mark.parametrize(
    ("fault", "marked"),
    [
        ("lost", False),
        ("half", False),
        ("late:5", False),
        ("never", True),
        ("html", True),
        ("broken", True),
    ],
)
def test_f04_whatever_comes_in_the_place_of_an_answer_it_is_said_once(
    wired: World, fault: str, marked: bool
) -> None:
    wired.slack.script = [fault]

    wired.sweeps(DAY, count=8)

    assert [m.marked for m in wired.said(HOME)] == [marked]
    assert [p.state for p in wired.posts()] == ["sent"]


@pytest.mark.parametrize("fault", ["lost", "half", "html", "broken"])
def test_f32_over_the_wire_without_a_history_the_repeat_is_marked(wired: World, fault: str) -> None:
    wired.slack.readable = False
    wired.slack.script = [fault]

    wired.sweeps(DAY, count=16)

    accepted = [False] if fault in {"lost", "half"} else []
    assert [m.marked for m in wired.said(HOME)] == [*accepted, True]
