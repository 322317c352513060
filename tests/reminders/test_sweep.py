"""What one sweep says, and that a second says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reminders import words
from bot.store import nudge_subjects, post_pace
from tests.reminders.world import HOME, World


def test_the_day_after_a_missed_determination_each_component_is_told_of_once(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-11", request=request, agency="ICE")
    world.deadline("2023-12-11", request=request, agency="DHS")

    first = world.sweep("2023-12-12T15:00:00Z")
    second = world.sweep()

    assert (first.posted, second.posted) == (1, 0)  # one request and day: one message
    assert {m.place for m in world.said()} == {HOME}
    card = world.said()[0].card
    with world.database.read() as session:
        late = nudge_subjects.open_until(session, date(2024, 1, 1))
    assert card.title == "ICE's determination was due Mon Dec 11, yesterday (ICE data breach)"
    assert card.lines == (
        "DHS's determination was due Mon Dec 11, yesterday (ICE data breach)",
        words.follow_up(late, date(2023, 12, 12)),
    )
    assert card.lines[-1] == (
        "ICE and DHS must act, not we; if you like, send them follow-ups that ask when they will "
        "decide."
    )
    assert card.whom == ("", "ULEAD")  # who runs the request
    assert words.follow_up(late, date(2023, 12, 11)) == ""  # on the day itself they are not late


def test_a_dry_run_tells_what_would_be_posted_and_leaves_no_trace(world: World) -> None:
    world.deadline("2023-12-11")

    report = world.sweep("2023-12-12T15:00:00Z", dry_run=True)

    assert [c.step for c in report.would_post] == ["overdue-1"]
    assert world.nudges() == []
    assert world.slack.calls == 0


def test_nothing_is_said_before_its_time(world: World) -> None:
    world.deadline("2023-12-11")

    report = world.sweep("2023-12-12T13:59:59Z")

    assert report.posted == 0
    assert world.sweep("2023-12-12T14:00:00Z").posted == 1


def test_a_place_that_had_a_message_is_asked_once_a_round_for_its_next_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        world.deadline("2023-12-11")  # four requests at home in one channel
    asked = []
    take = post_pace.take_turn
    monkeypatch.setattr(post_pace, "take_turn", lambda *a: asked.append(a[1]) or take(*a))

    report = world.sweep("2023-12-12T15:00:00Z")

    assert report.posted == len(world.said())
    assert len(asked) <= 2 * report.posted
