"""A request renamed, closed, reopened, removed: what is said then, and that undo takes it back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.answers.values import DueAnswer, FormAnswer, Notice, StatusAnswer
from bot.cli.main import main

pytestmark = pytest.mark.slow


def notice(answer: object) -> Notice:
    assert isinstance(answer, Notice), answer
    return answer


def slug_of(answer: object) -> str:
    assert isinstance(answer, StatusAnswer), answer
    (card,) = answer.requests
    return card.slug


def dates_of(team: Any) -> list[str]:
    answer = team.say("overdue")
    return [f"{one.slug}/{one.agency}" for one in getattr(answer, "items", ())]


def test_a_renamed_request_is_found_by_its_old_and_its_new_name(team) -> None:
    team.founding()

    said = notice(team.say("request rename ice data breach to ICE breach of 2022"))

    assert "ice-breach-of-2022" in said.title
    assert slug_of(team.say("status ice-breach-of-2022")) == "ice-breach-of-2022"
    assert slug_of(team.say("status ice-data-breach")) == "ice-breach-of-2022"
    team.say("undo")
    assert slug_of(team.say("status ice-data-breach")) == "ice-data-breach"
    assert "No request is called" in str(team.say("history of-2022"))


def test_a_name_with_a_to_in_it_and_a_name_that_is_taken(team) -> None:
    team.founding()
    team.say("new Letters to wardens --to ICE --sent 2023-11-09")

    said = notice(team.say("request rename letters to wardens to Letters to all wardens"))
    assert "letters-to-all-wardens" in said.title
    for taken in ("ICE data breach", "letters to wardens"):
        refused = notice(team.say(f"request rename #r{'2' if 'ICE' in taken else '1'} to {taken}"))
        assert refused.tone == "refused"
        assert "called that already" in refused.lines[0]


def test_a_closed_request_falls_silent_with_its_reason_and_is_reopened(team) -> None:
    team.founding()
    before = dates_of(team)

    said = notice(team.say("request close ice data breach because we settled"))

    assert said.title.startswith("Closed by us on Tue Dec 12, 2023: ICE data breach (ICE, DHS)")
    assert dates_of(team) == []
    assert "we settled" in str(team.say("history ice data breach"))
    assert "closed already" in str(team.say("request close ice data breach"))
    team.say("request reopen ice data breach")
    assert dates_of(team) == before != []
    assert "not closed by us" in str(team.say("request reopen ice data breach"))
    team.say("undo")
    assert dates_of(team) == []


def test_a_closing_has_a_day_and_none_that_lies_ahead(team) -> None:
    team.founding()

    assert "Dec 1, 2023" in str(team.say("request close ice data breach on 2023-12-01"))
    team.say("undo")
    assert notice(team.say("request close ice data breach on 2024-12-01")).tone == "refused"


def test_a_removal_asks_first_is_a_lead_s_and_comes_back_whole(team) -> None:
    team.founding()
    before = dates_of(team)
    assert "Only a lead" in str(team.say("request remove ice data breach", team.MEMBER))

    asked = notice(team.say("request remove ice data breach"))
    assert [button.label for button in asked.buttons] == ["Remove it", "Close it"]
    assert dates_of(team) == before
    assert "Removed" in str(team.say(asked.buttons[0].says))

    assert dates_of(team) == []
    due = team.say("due 400")
    assert not isinstance(due, DueAnswer) or not due.items
    team.say("undo")
    assert dates_of(team) == before
    assert slug_of(team.say("status ice-data-breach")) == "ice-data-breach"


def test_a_removal_is_not_taken_back_over_a_new_request_of_that_name(team) -> None:
    team.founding()
    asked = notice(team.say("request remove ice data breach"))
    team.say(asked.buttons[0].says)
    team.say("new ICE data breach to ICE sent 2023-11-09", team.MEMBER)

    assert "Another request is called" in str(team.say("undo"))


@pytest.mark.parametrize(
    "line",
    ["request 2024-ICFO-00001?", "request status of the ice data breach", "request show breach"],
)
def test_a_sentence_that_begins_with_request_is_no_command(team, line: str) -> None:
    team.founding()

    answer = team.say(line)

    assert not isinstance(answer, FormAnswer)
    assert "For example: request rename" not in str(answer)
    assert "For example: request rename" in str(team.say("request"))


def test_the_command_line_renames_closes_reopens_and_removes(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def foia(*words: str) -> int:
        return main(["--data", str(tmp_path), "--json", *words])

    assert (
        foia("request", "add", "Breach", "--to", "ICE", "--sent", "2023-11-09", "--assume-received")
        == 0
    )
    assert foia("request", "rename", "breach", "Letters to the warden") == 0
    assert foia("request", "rename", "breach", "to", "The", "warden") == 0
    assert (
        foia("request", "close", "the-warden", "--on", "2023-12-01", "--note", "because of x --y")
        == 0
    )
    capsys.readouterr()
    assert foia("history", "the-warden") == 0
    assert "because of x --y" in capsys.readouterr().out
    assert foia("request", "reopen", "the-warden") == 0
    assert foia("request", "remove", "breach") == 0
    capsys.readouterr()
    assert foia("status") == 0
    assert json.loads(capsys.readouterr().out).get("requests", []) == []
    assert foia("undo") == 0
    assert foia("request", "close", "no such thing") == 1
