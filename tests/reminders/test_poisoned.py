"""What cannot be worked on stops nothing else, is told, and is tried again a little later."""

from __future__ import annotations

from typing import Any

import pytest

from bot.reminders import plan
from bot.reminders.deliver import Courier
from tests.reminders.world import World

FAR = "C0FARAWAY1"


def test_a_post_that_cannot_be_worked_on_is_put_off_and_the_others_are_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deadline("2023-12-11", request=world.request("one"))
    world.deadline("2023-12-11", request=world.request("two", channel=FAR))
    send, tries = Courier.send, []

    def broken(self: Courier, post: Any) -> bool:
        if post.place == FAR:
            tries.append(self.clock.now())
            raise RuntimeError("nobody thought of this")
        return send(self, post)

    monkeypatch.setattr(Courier, "send", broken)

    first = world.sweep("2023-12-12T15:00:00Z")
    world.sweep("2023-12-12T15:09:00Z")

    assert first.posted == 1
    assert "A message could not be worked on; see the log." in first.alarms
    assert len(tries) == 1
    monkeypatch.setattr(Courier, "send", send)
    assert world.sweep("2023-12-12T15:11:00Z").posted == 1


def test_a_date_that_cannot_be_planned_stops_no_other_and_is_looked_at_within_the_hour(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = world.deadline("2023-12-11", request=world.request("one"))
    world.deadline("2023-12-11", request=world.request("two", channel=FAR))
    due = plan.due

    def broken(fact: Any, *rest: Any) -> Any:
        if fact.id == odd:
            raise OverflowError("past the calendar")
        return due(fact, *rest)

    monkeypatch.setattr(plan, "due", broken)

    first = world.sweep("2023-12-12T15:00:00Z")

    assert first.posted == 1
    monkeypatch.setattr(plan, "due", due)
    assert world.sweep("2023-12-12T15:30:00Z").posted == 0
    assert world.sweep("2023-12-12T16:01:00Z").posted == 1
