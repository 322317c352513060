"""From the click below a nudge to the message that is drawn anew in its place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.wiring import delivery
from handlers.devkit.payloads import pressable
from tests.handlers.conftest import CHANNEL, LEAD, MEMBER, Make, World, words_of

pytestmark = pytest.mark.slow

RECORDED = datetime(2023, 12, 1, 15, tzinfo=UTC)
DAY = datetime(2023, 12, 12, 14, 30, tzinfo=UTC)  # the day after the determinations were due


CLOCK = [RECORDED]


@pytest.fixture
def nudged(make: Make) -> World:
    """ICE is overdue since yesterday, and the channel was told."""
    CLOCK[0] = RECORDED
    world = make(timezone="America/New_York", clock=lambda: CLOCK[0])
    world.say("new ICE data breach to ICE sent 2023-11-09 received 2023-11-09")
    world.say("channel allow")
    world.say("home ice data breach")
    world.say(f"people add <@{MEMBER}>")
    sweep(world, DAY)
    return world


def sweep(world: World, moment: datetime) -> None:
    CLOCK[0] = moment
    client = delivery.client_to(world.standin)
    delivery.sweep_once(world.desk, moment, client=client)


def nudges(world: World) -> list[dict[str, Any]]:
    return [m for m in world.shown() if "metadata" in m and "Why?" in labels(m)]


def press(world: World, message: dict[str, Any], label: str, user: str = LEAD) -> dict[str, Any]:
    """Press a button; return what the person was told."""
    element = next(e for e in pressable(message["blocks"]) if label in str(e["text"]))
    assert world.people.press(user, CHANNEL, message, element).status == 200
    world.settle()
    return [m for m in world.shown(user=user) if m is not message][-1]


def labels(message: dict[str, Any]) -> list[str]:
    return [element["text"]["text"] for element in pressable(message["blocks"])]


def journal(world: World) -> str:
    return words_of(world.say("history ice data breach"))


def test_done_is_seen_by_all_in_the_message_itself_and_stands_in_the_journal(
    nudged: World,
) -> None:
    (message,) = nudges(nudged)
    assert labels(message) == [
        "Got it", "Draft a follow-up", "May we sue?", "Snooze", "Assign", "Why?",
    ]  # fmt: skip

    press(nudged, message, "Got it")

    (update,) = nudged.standin.called("chat.update")
    assert (update["channel"], update["ts"]) == (CHANNEL, message["ts"])
    assert "Seen to on Tue Dec 12" in words_of(message)
    assert {"type": "user", "user_id": LEAD} in _elements(message)
    assert labels(message) == ["Why?"]
    assert "ref " in words_of(message)
    assert "Reminder seen to" in journal(nudged)


def test_pressed_again_by_somebody_else_it_says_who_was_first(nudged: World) -> None:
    (message,) = nudges(nudged)
    stale = {**message, "blocks": list(message["blocks"])}  # as it still looks on their screen
    press(nudged, message, "Got it")

    told = press(nudged, stale, "Got it", MEMBER)

    assert f"Already done, by {LEAD}" in words_of(told)
    assert journal(nudged).count("Reminder seen to") == 1


def test_done_taken_back_brings_the_buttons_back_and_can_be_pressed_again(nudged: World) -> None:
    (message,) = nudges(nudged)
    first = {**message, "blocks": list(message["blocks"])}
    press(nudged, message, "Got it")

    nudged.say("undo")
    nudged.settle()
    assert labels(message) == [
        "Got it", "Draft a follow-up", "May we sue?", "Snooze", "Assign", "Why?",
    ]  # fmt: skip
    press(nudged, first, "Got it")

    assert labels(message) == ["Why?"]


def test_snoozed_from_the_question_the_nudge_itself_says_until_when(nudged: World) -> None:
    (message,) = nudges(nudged)

    question = press(nudged, message, "Snooze")
    press(nudged, question, "Next working day")

    assert "Comes again on Wed Dec 13, put off by" in words_of(message)
    later = DAY + timedelta(days=1)
    sweep(nudged, later)
    assert len(nudges(nudged)) == 2
    assert "Somebody asked to be reminded now" in words_of(nudges(nudged)[-1])


def test_a_snooze_taken_back_says_nothing_again(nudged: World) -> None:
    (message,) = nudges(nudged)
    question = press(nudged, message, "Snooze")
    press(nudged, question, "Next working day")

    nudged.say("undo")
    nudged.settle()

    assert "Comes again" not in words_of(message)
    later = DAY + timedelta(days=1)
    sweep(nudged, later)
    assert len(nudges(nudged)) == 1


def test_assigned_the_message_and_later_ones_name_the_person(nudged: World) -> None:
    (message,) = nudges(nudged)

    question = press(nudged, message, "Assign")
    press(nudged, question, "To me", LEAD)

    assert "Assigned to" in words_of(message)
    assert "Got it" in labels(message)
    later = datetime(2023, 12, 26, 14, 30, tzinfo=UTC)  # ten working days after
    sweep(nudged, later)
    newest = [m for m in nudged.shown() if "metadata" in m][-1]  # the digest of that day has it
    assert newest is not message
    assert {"type": "user", "user_id": LEAD} in _elements(newest)


def test_a_button_pressed_after_the_answer_came_says_that_nothing_is_left(nudged: World) -> None:
    (message,) = nudges(nudged)
    nudged.say("log ice-data-breach/ICE denied 2023-12-12")

    told = press(nudged, message, "Got it")

    assert "Nothing left to do here" in words_of(told)
    assert labels(message) == ["Why?"]


def _elements(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(e for v in value.values() for e in _elements(v))]
    if isinstance(value, list):
        return [e for item in value for e in _elements(item)]
    return []
