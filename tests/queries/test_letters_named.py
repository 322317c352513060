"""The letters that show events are named to those alone who may read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers.values import DraftAnswer, FactsAnswer
from bot.dispatch import dispatch
from tests.conftest import Team

pytestmark = pytest.mark.slow

LETTERS = {
    "secretletter.txt": ("acknowledged 2023-12-01 number 2024-ICFO-00001", b"Otters were counted."),
    "secretdenial.txt": ("determined 2024-03-01 denied in part processed 40", b"Under (b)(5)."),
    "secretfees.txt": ("fee letter 2024-02-01 amount 120", b"We ask for $120."),
}
ASKED = (
    "draft breach/ICE follow-up",
    "draft breach/ICE appeal",
    "draft breach/ICE status",
    "draft breach/ICE fee",
    "produced breach",
    "fees breach",
    "memo breach/ICE",
    "history breach",
    "timeline breach",
    "letter breach denial",
    "withheld breach",
)
SAYS = ("draft breach/ICE status", "produced breach", "fees breach", "memo breach/ICE")


@pytest.fixture
def case(team: Team) -> Team:
    """Three letters on file, an event recorded from each."""
    team.founding()
    team.clock[0] = datetime(2024, 6, 3, 15, tzinfo=UTC)
    lead = replace(team.desk.operator(), person=team.LEAD)
    for name, (line, data) in LETTERS.items():
        team.desk.take_file(name, data, lead, "")
        answer = team.say(f"log breach/ICE {line} letter {name}")
        assert getattr(answer, "tone", "") == "done", answer
    return team


def _restrict(team: Team) -> None:
    for name in LETTERS:
        answer = team.say(f"level {name} restricted")
        assert getattr(answer, "tone", "") == "done", answer


def test_a_letter_is_named_to_those_alone_who_may_read_it(case: Team) -> None:
    open_to_all = {line: repr(case.say(line, case.MEMBER)) for line in SAYS}
    for name in LETTERS:
        answer = case.say(f"level {name} restricted")
        assert getattr(answer, "tone", "") == "done", answer

    # What a lead hears can be shared with the channel: it names no more than a member hears.
    told = {
        (who.id, line): case.say(line, who) for line in ASKED for who in (case.MEMBER, case.LEAD)
    }
    operator = dispatch.say(case.desk, case.desk.operator(), "draft breach/ICE status")

    assert [line for line, said in open_to_all.items() if "secret" not in said] == []
    assert [asked for asked, answer in told.items() if "secret" in repr(answer)] == []
    assert {type(told[case.MEMBER.id, line]) for line in SAYS} == {DraftAnswer, FactsAnswer}
    assert "secretletter.txt" in repr(operator)
