"""Home opens as quickly when there is much on file: it asks the store no more often."""

from __future__ import annotations

from typing import Any

import pytest

from bot.commands import requests
from bot.language import Setting, value_of
from bot.registry.commands import AddRequest
from tests.support.growth import statements

pytestmark = pytest.mark.slow

LEAD = "U0LEAD0001"


def test_home_of_two_hundred_requests_asks_the_store_no_more_often_than_of_twenty(
    world: Any,
) -> None:
    many(world.desk, 0, 20)
    few = asked(world)
    many(world.desk, 20, 200)

    assert asked(world) <= few + 3
    assert "200" in str(world.standin.homes[LEAD])


def asked(world: Any) -> int:
    """Open Home twice, since a first time loads and remembers; count what the second one asks."""
    world.people.open_home(LEAD)
    world.settle()
    with statements(world.desk.store.engine) as ran:
        world.people.open_home(LEAD)
        world.settle()
    return sum(one.startswith("SELECT") for one in ran)  # the audit is written when it suits


def many(desk: Any, first: int, last: int) -> None:
    """Record requests with these numbers."""
    ask = desk.operator()
    with desk.room(write=True) as room:
        for number in range(first, last):
            words = f"Matter number{number} to ICE sent 2023-11-09 received 2023-11-09"
            requests.new(room, ask, value_of(AddRequest.spec, words, Setting(desk.today())))


def test_a_command_asks_once_who_said_it_and_where(filed: Any) -> None:
    filed.say("why breach")

    with statements(filed.desk.store.engine) as ran:
        answer = filed.say("why breach")

    assert sum("FROM people" in one or "FROM places" in one for one in ran) == 1, ran
    assert "Show to everybody" in str(answer) or "share" in str(answer).lower()
