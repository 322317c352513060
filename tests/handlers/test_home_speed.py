"""Home opens quickly also when there is much on file."""

from __future__ import annotations

import time
from typing import Any

from bot.language import Setting, value_of
from bot.registry.commands import AddRequest

LEAD = "U0LEAD0001"


def test_home_of_two_hundred_requests_is_published_quickly(world: Any) -> None:
    many(world.desk, 200)
    world.people.open_home(LEAD)  # what is imported late is imported now
    world.settle()

    started = time.monotonic()
    world.people.open_home(LEAD)
    world.settle()
    took = time.monotonic() - started

    assert "200" in str(world.standin.homes[LEAD])
    # The aim is 0.3 s on a quiet machine (tests/bench/slack.py measures); this catches a slide.
    assert took < 2.0


def many(desk: Any, count: int) -> None:

    from bot.commands import requests

    ask = desk.operator()
    with desk.room(write=True) as room:
        for number in range(count):
            words = f"Matter number{number} to ICE sent 2023-11-09 received 2023-11-09"
            requests.new(room, ask, value_of(AddRequest.spec, words, Setting(desk.today())))
