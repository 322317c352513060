"""A list asked for in part: what a cut leaves, of requests and of dates, asked first or after."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.values import DueAnswer, StatusAnswer
from tests.dispatch.test_conversing import heard

ASKED = {
    "everything except CBP": {"lone-star", "visas", "jail-calls"},
    "status of all but the federal ones": {"lone-star"},
    "requests without a tracking number": {"border-walls", "lone-star", "jail-calls"},
    "which ones have no acknowledgment yet": {"border-walls", "lone-star", "jail-calls"},
    "open requests sent before october": {"border-walls", "visas"},
    "requests we sent in november": {"lone-star", "jail-calls"},
    "show me denied requests only": {"visas"},
    "what's open other than the denied ones": {"border-walls", "lone-star", "jail-calls"},
    "which of our requests are owned by <@U0KIM>": {"jail-calls"},
}
LATE = {
    "which requests are more than 40 days late": {"border-walls"},
    "what's overdue by over two months": {"border-walls"},
    "what is overdue besides CBP": {"jail-calls"},
    "is anybody overdue besides CBP": {"jail-calls"},
    "which of CBP's are more than 3 days late": {"border-walls"},
    "appeals that are late": set[str](),
}
AFTER = {"without CBP": {"jail-calls"}, "more than 40 days late": {"border-walls"}}


@pytest.fixture
def board(team: Any) -> Any:
    team.say("new Border walls --to CBP --sent 2023-09-01 --received 2023-09-01")
    team.say("new Lone star --to US-TX --sent 2023-11-30 --received 2023-11-30")
    team.say("new Visas --to State --sent 2023-09-05 --received 2023-09-05")
    team.say("log visas acknowledged 2023-09-12 number F-2023-00417")
    team.say("log visas determined 2023-10-02 denied")
    team.say("new Jail calls --to BOP --sent 2023-11-06 --received 2023-11-06")
    team.say("people add U0KIM")
    team.say("assign jail calls to U0KIM")
    return team


@pytest.mark.slow
def test_a_list_is_cut_by_what_was_asked_and_never_to_its_opposite(board: Any) -> None:
    for line, left in ASKED.items():
        told = heard(board, line)[2]
        assert isinstance(told, StatusAnswer), line
        assert {one.slug for one in told.requests} == left, line
    for line, left in LATE.items():
        told = heard(board, line)[2]
        assert isinstance(told, DueAnswer), line
        assert told.kind == "overdue", line
        assert {one.slug for one in told.items} == left, line
        assert told.total == len(told.items), line
    for line, left in AFTER.items():
        heard(board, "overdue")
        assert {one.slug for one in heard(board, line)[2].items} == left, line


@pytest.mark.slow
def test_an_exception_that_is_not_understood_is_no_list_of_the_opposite(board: Any) -> None:
    verb, _, told = heard(board, "what is overdue except for CBP and whatever Kim has")

    assert not isinstance(told, DueAnswer), verb
