"""What acknowledges waits neither for the store nor for other work; what comes late still comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from bot.answers.values import Notice
from bot.dispatch import dispatch
from bot.store.database import Database
from handlers.devkit.payloads import Reply
from handlers.listeners import lanes
from handlers.listeners.edge import Voice

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"
LOGGED = "log breach/ICE acknowledged 2023-12-01"


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """All of the store's connections are taken: each session waits until they are given back."""
    free = threading.Event()
    with monkeypatch.context() as patch:
        for name in ("read", "write"):
            door = getattr(Database, name)

            def waits(self: Database, door: Any = door) -> Any:
                assert free.wait(120), "the ack waited for the store"
                return door(self)

            patch.setattr(Database, name, waits)
        try:
            yield free
        finally:
            free.set()


@pytest.fixture
def hurried(filed: Any) -> Any:
    """A workspace whose acks wait for hardly anything."""
    filed.settle()
    filed.edge.lanes.ack_seconds = 0.02
    return filed


def test_a_question_is_acknowledged_before_the_first_look_at_the_store(
    hurried: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as free:
        reply = hurried.people.command(LEAD, CHANNEL, "status")
        unanswered = not hurried.standin.called("response_url")
        free.set()
        hurried.settle()

    assert reply.status == 200
    assert not reply.body
    assert unanswered
    assert "ICE data breach" in read(hurried.last())


def test_a_change_is_acknowledged_with_a_word_and_is_told_when_it_is_on_record(
    hurried: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as free:
        reply = hurried.people.command(LEAD, CHANNEL, LOGGED)
        free.set()
        hurried.settle()

    assert reply.status == 200
    assert "takes a moment longer" in str(reply.body)
    assert "acknowledged" in read(hurried.last()).casefold()
    assert "Dec 1, 2023" in read(hurried.say("history breach/ICE"))


def test_a_press_and_a_form_are_acknowledged_while_the_store_is_away(
    hurried: Any, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried.edge.lanes.ack_seconds = 20.0
    shown = hurried.say(LOGGED)
    undo = next(
        element
        for block in shown["blocks"]
        for element in block.get("elements", [])
        if (element.get("text") or {}).get("text") == "Undo"
    )
    hurried.people.command(LEAD, CHANNEL, "new")
    hurried.settle()
    form = hurried.standin.views[LEAD][-1]
    name, to, sent, *_ = [one["block_id"] for one in form["blocks"] if one["type"] == "input"]
    hurried.edge.lanes.ack_seconds = 0.02
    told = len(hurried.standin.called("response_url"))
    with held(monkeypatch) as free:
        replies = [
            hurried.people.press(LEAD, CHANNEL, shown, undo),
            hurried.people.submit(LEAD, {name: "Cameras", to: "ICE", sent: "2023-11-09"}),
        ]
        at_the_acks = len(hurried.standin.called("response_url"))
        free.set()
        hurried.settle()

    assert [reply.status for reply in replies] == [200, 200]
    assert at_the_acks == told
    assert "takes a moment longer" in str(replies[1].body)
    assert "Cameras" in str([*hurried.standin.called("response_url"), hurried.standin.messages])


def test_an_event_that_is_not_taken_yet_is_sent_once_more_and_answered_once(
    hurried: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as free:
        reply = hurried.people.dm(LEAD, "status")
        free.set()
        hurried.settle()

    assert reply.status == 503
    assert len(hurried.standin.called("chat.postMessage")) == 1


def test_acks_come_while_every_thread_for_answers_is_taken(make: Any) -> None:
    release = threading.Event()

    def slow(*_: Any) -> Notice:
        assert release.wait(120), "an ack waited for the answers of others"
        return Notice("late")

    world = make(Voice(dispatch.hear, slow))
    world.edge.lanes.ack_seconds = 0.02
    lines = ["find x"] * (lanes.WORKERS + 4) + ["status"] * 8 + [LOGGED] * 12
    with ThreadPoolExecutor(8) as people:
        replies: list[Reply] = list(
            people.map(lambda line: world.people.command(LEAD, CHANNEL, line), lines)
        )
    release.set()
    world.settle()

    assert {reply.status for reply in replies} == {200}
    assert len(world.standin.called("response_url")) == len(lines)


def test_no_more_acks_wait_than_leave_threads_for_others() -> None:
    made = lanes.Lanes(ack_seconds=600.0)
    go = threading.Event()

    def work() -> None:
        go.wait(600)

    blocked = made.changes.submit(work)
    with ThreadPoolExecutor(lanes.WAITING) as others:
        waiting = [others.submit(made.ended, blocked) for _ in range(lanes.WAITING)]
        while made._waiting._value:  # type: ignore[attr-defined]
            time.sleep(0.001)
        one_more = made.ended(blocked)
        go.set()
        ended = [one.result() for one in waiting]
    made.close(drained=True)

    assert one_more is False
    assert ended == [True] * lanes.WAITING


@pytest.mark.parametrize(("connections", "searches"), [(41, 4), (8, 2), (6, 1), (1, 1)])
def test_searches_leave_connections_for_quick_answers(connections: int, searches: int) -> None:
    assert lanes.searches_at_once(connections) == searches
