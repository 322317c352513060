"""`foia batch say`: every line answered, nothing kept."""

from __future__ import annotations

import io
import json

import pytest

from bot.cli import say


def said(team, *lines: dict) -> list[dict]:
    out = io.StringIO()
    assert say.run(team.desk, None, [json.dumps(one) for one in lines], out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def line(number: int, text: str, thread: str = "a", **more: str) -> dict:
    given = {"id": number, "line": text, "thread": thread, "place": "dm", "user": "lead"}
    return given | more


def test_a_thread_sees_what_it_changed_and_the_next_starts_from_the_store(team) -> None:
    team.founding()

    done, after, apart = said(
        team,
        line(1, "log breach/ICE determined 2023-12-08 denied"),
        line(2, "status breach"),
        line(3, "status breach", thread="b"),
    )

    assert done["kind"] == "done"
    assert done["events"] == [
        {
            "request": "ice-data-breach", "agency": "ICE", "kind": "determined",
            "on": "2023-12-08", "details": {"disposition": "full-denial"},
        }
    ]  # fmt: skip
    assert (after["kind"], after["command"], after["request"]) == (
        "answer", "status", "ice-data-breach",
    )  # fmt: skip
    assert "appeal" in after["text"].casefold()
    assert "appeal" not in apart["text"].casefold()


def test_undo_in_a_thread_takes_back_what_the_thread_did(team) -> None:
    team.founding()

    *_, status = said(
        team,
        line(1, "log breach/ICE determined 2023-12-08 denied"),
        line(2, "undo"),
        line(3, "status breach"),
    )

    assert "appeal" not in status["text"].casefold()


def test_nothing_of_a_batch_stays_in_the_store(team) -> None:
    team.founding()
    before = team.say("history breach")

    said(
        team, line(1, "log breach/ICE determined 2023-12-08 denied"), line(2, "assign breach to x")
    )

    assert team.say("history breach") == before


@pytest.mark.parametrize("text", ['{"id": 7}', "nonsense", '{"id": 7, "line": "due", "now": "x"}'])
def test_a_bad_line_is_named_and_stops_nothing(team, text: str) -> None:
    out = io.StringIO()
    say.run(team.desk, None, [text, json.dumps(line(2, "due"))], out)

    first, second = [json.loads(one) for one in out.getvalue().splitlines()]
    assert "error" in first
    assert second["kind"] == "answer"


def test_a_question_about_a_person_is_refused(team) -> None:
    (answer,) = said(team, line(1, "is my client on the list"))

    assert answer["kind"] == "refused"
    assert answer["quotes"] == []
