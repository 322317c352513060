"""One net, one reference, one text; what a person typed is not repeated."""

from __future__ import annotations

import logging

import pytest

from bot.answers.values import Choice, Notice
from bot.dispatch import dispatch, errors
from bot.errors import Refused, StoreError
from bot.registry import Spec, queries, utterance
from tests.conftest import Team

SAID = utterance.of_value(queries.ShowStatus("breach"))


def test_a_refusal_is_said_and_carries_no_reference() -> None:
    told = errors.told(Refused("Only later."), SAID, [])

    assert told == Notice("Not done.", ("Only later.",), tone="refused")


def test_a_fault_of_the_store_is_said_with_a_reference() -> None:
    told = errors.told(StoreError("The database sleeps."), SAID, [])

    assert isinstance(told, Notice)
    assert (told.tone, told.lines) == ("trouble", ("The database sleeps.",))
    assert told.reference


def test_a_fault_of_the_program_tells_a_reference_that_is_in_the_log_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        told = errors.told(RuntimeError("canary-word"), SAID, ["canary-word"])

    assert isinstance(told, Notice)
    assert told.reference
    assert told.reference in caplog.text
    assert "canary-word" not in caplog.text + str(told)


def test_whatever_a_query_raises_becomes_a_notice(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("canary-word")

    monkeypatch.setattr(Spec, "function", lambda _: fall)

    told = dispatch.say(team.desk, team.desk.operator(), queries.ShowStatus())

    assert isinstance(told, Notice)
    assert (told.tone, bool(told.reference)) == ("trouble", True)


def test_what_may_mean_several_keeps_all_else_that_was_said(team: Team) -> None:
    for number in "12":
        team.say(f"new Data matter {number} to ICE sent 2023-11-09 received 2023-11-09")

    asked = team.say("why data matter/ICE determination")

    assert isinstance(asked, Choice)
    assert [b.line for b in asked.buttons] == [
        "why #r1/ICE determination",
        "why #r2/ICE determination",
    ]
    assert team.say(asked.buttons[0].line).deadlines[0].limit == "determination"
