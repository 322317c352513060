"""What people say of states, of new requests, of referrals and of words beside the event."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Choice, FormAnswer, Notice
from bot.language import new_request
from bot.registry.commands import AddRequest
from tests.dispatch.test_stating import press, rows

pytestmark = pytest.mark.slow


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Lone Star --to US-TX --sent 2023-11-01 --received 2023-11-01")
    team.say("new Fusion center --to US-OR --sent 2023-11-01 --received 2023-11-01")
    team.say('new Crowd munitions --to "US-OR:Portland Police Bureau" --sent 2023-11-01')
    team.say("new ICE contracts --to ICE --sent 2023-11-01 --received 2023-11-02")
    return team


def events(answer: Answer) -> list[tuple[str, str, dict[str, Any]]]:
    assert isinstance(answer, Proposed), answer
    return [(one["kind"], one["on"], one["details"]) for one in answer.events]


@pytest.mark.parametrize(
    "line",
    [
        "DPS asked for an AG ruling on Lone Star on Nov 14",
        "Texas DPS asked the Attorney General for a ruling on Nov 14 on Lone Star",
        "Lone Star: DPS sought an AG decision on Nov 14",
        "Lone Star went to the attorney general on Nov 14",
        "DPS requested an attorney general's decision on Lone Star on Nov 14",
        "DPS referred Lone Star to the Attorney General on 11/14",
    ],
)
def test_a_state_asks_its_attorney_general(world, line: str) -> None:
    assert events(world.say(line, surface="dm")) == [("ruling-asked", "2023-11-14", {})]


def test_what_the_attorney_general_ruled_is_told(world) -> None:
    world.say("log lone star ruling asked 2023-11-14")
    told = world.say("the AG ruled on Lone Star on Nov 29: DPS must release", surface="dm")
    assert events(told) == [("ruling-given", "2023-11-29", {"outcome": "release"})]
    told = world.say("the AG decided on Nov 29 that Lone Star may be withheld", surface="dm")
    assert events(told)[0][:2] == ("ruling-given", "2023-11-29")


def test_a_body_that_is_not_on_file_is_none_that_is(world) -> None:
    for line in (
        "the city of tulsa denied our fusion center request on Nov 20",
        "pima county denied the munitions one yesterday",
    ):
        told = world.say(line, surface="dm")
        assert not isinstance(told, Proposed), line
    denied = "the Portland Police Bureau denied the munitions one on Nov 20"
    assert [kind for kind, _, _ in events(world.say(denied, surface="dm"))] == ["determined"]


def test_a_word_that_may_name_a_request_is_asked_about(world) -> None:
    world.say("new ICE jets --to ICE --sent 2023-10-01 --received 2023-10-02")
    world.say("log ICE jets determined 2023-11-10 denied")

    told = world.say("ICE denied the whole zebra request yesterday", surface="dm")

    assert isinstance(told, Choice)
    assert len(told.buttons) == 2


def test_what_it_will_cost_was_said_and_by_when_we_pay_is_its_due_day(world) -> None:
    told = world.say("fusion center will cost $850, we have to pay by January 11", surface="dm")
    assert events(told) == [("fee-asked", "2023-12-12", {"amount": "850", "due": "2024-01-11"})]


def test_who_never_had_a_request_cannot_have_referred_it(world) -> None:
    turned = world.say("DHS referred ICE contracts to ICE", surface="dm")
    assert isinstance(turned, Notice)
    assert "DHS could not refer it" in turned.title

    told = world.say("ICE contracts was referred to USCIS by ICE on nov 9", surface="dm")
    assert events(told) == [("referred", "2023-11-09", {"agency": "USCIS"})]


def test_exemptions_are_kept_verbatim_and_nothing_after_them(world) -> None:
    line = "ICE partly denied ICE contracts on Nov 20 under exemptions 7(E) and 5, sent 40 pages"
    shown = world.say(line, surface="dm")
    assert isinstance(shown, Proposed)
    assert "· under exemptions 7(E) and 5\n" in shown.question


def test_of_what_is_on_record_already_it_is_said_so(world) -> None:
    world.say("log ICE contracts/ICE acknowledged 2023-11-06")
    shown = world.say("ICE acknowledged ICE contracts on Nov 6 and took 10 more days", surface="dm")
    assert [one[0] for one in events(shown)] == ["extended"]
    assert "On record already: ICE contracts · ICE · Acknowledged" in shown.question


def test_a_day_that_was_due_before_it_was_said_asks_when(world) -> None:
    answer = world.say("ICE says they need until November 20, 2023 on ICE contracts", surface="dm")
    assert isinstance(answer, Notice)
    assert "Which day" in answer.title


def test_what_was_asked_and_answered_in_one_breath(world) -> None:
    line = "ICE asked for clarification on Nov 20 on ICE contracts; we answered on Nov 22"
    told = events(world.say(line, surface="dm"))
    assert [(kind, on) for kind, on, _ in told] == [
        ("clarification-asked", "2023-11-20"), ("clarification-answered", "2023-11-22"),
    ]  # fmt: skip
    amid = world.say("ICE contracts: ICE asked us on Nov 20 to clarify the dates", surface="dm")
    assert [one[0] for one in events(amid)] == ["clarification-asked"]


def test_a_local_body_named_in_part_received_what_is_named(world) -> None:
    told = world.say("Portland police got the munitions request on Nov 9", surface="dm")
    assert events(told) == [("received", "2023-11-09", {})]
    assert told.left == ()


# -- New requests ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "to", "name", "sent"),
    [
        ("I filed a FOIA with the Texas Department of Public Safety on November 2 2023 about buses",
         ("Texas Department of Public Safety",), "Buses", "2023-11-02"),
        ("We sent a request to the Oregon DOJ about spending", ("Oregon DOJ",), "Spending", ""),
        ("We asked the New York State Department of Corrections for solitary numbers",
         ("New York State Department of Corrections",), "Solitary numbers", ""),
        ("please open a request to the Portland Police Bureau, Oregon, for tear gas logs",
         ("US-OR:Portland Police Bureau",), "Tear gas logs", ""),
        ("new request to NYPD about drone flights", ("NYPD",), "Drone flights", ""),
        ("new foia request to ICE and CBP about towers sent nov 3", ("ICE", "CBP"), "Towers",
         "2023-11-03"),
    ],
)  # fmt: skip
def test_a_new_request_in_words_is_a_filled_proposal(
    world, line: str, to: tuple[str, ...], name: str, sent: str
) -> None:
    before = len(rows(world))

    shown = world.say(line, surface="dm")

    assert isinstance(shown, Proposed)
    assert len(rows(world)) == before
    says = press(shown, "Record").says
    assert isinstance(says, AddRequest)
    assert (says.name, says.to, str(says.sent)) == (name, to, sent or "2023-12-12")
    form = world.say(press(shown, "Change").says, surface="button")
    assert isinstance(form, FormAnswer)
    assert {one.name: one.value for one in form.fields}["name"] == name


@pytest.mark.parametrize(
    "line",
    [
        "we sent the request to ICE on Nov 3",
        "we asked ICE for an expedited decision on the records",
        "sent a follow-up request to ICE about the breach",
        "did we send a request to ICE about towers?",
        "we sent a request to ICE to clarify",
    ],
)
def test_what_is_of_a_request_on_file_makes_no_new_one(world, line: str) -> None:
    assert new_request.read(line, world.clock[0].date()) is None


def test_log_that_begins_a_new_request_is_one(world) -> None:
    shown = world.say("log a new request to the Chicago Police Department about gang lists")
    assert isinstance(shown, Proposed)
    assert shown.command == "new"


@pytest.mark.parametrize(
    ("line", "kind", "on"),
    [
        ("ICE emailed on Dec 5 saying ICE contracts was received Nov 4", "received", "2023-11-04"),
        ("ICE refuses to confirm or deny that ICE contracts exist, Nov 18 letter", "determined",
         "2023-11-18"),
        ("ICE turned the ICE contracts request down on Nov 19", "determined", "2023-11-19"),
        ("ICE gave us until Jan 15 as the date for its answer on ICE contracts, letter of Nov 24",
         "estimate-given", "2023-11-24"),
    ],
)  # fmt: skip
def test_which_day_is_whose(world, line: str, kind: str, on: str) -> None:
    assert events(world.say(line, surface="dm"))[0][:2] == (kind, on)


def test_a_department_answers_for_the_component_below_it_that_we_appealed(team: Any) -> None:
    for name, agency in (("Courts", "EOIR"), ("Detention", "ICE")):
        team.say(f"new {name} --to {agency} --sent 2023-09-01 --received 2023-09-01")
        team.say(f"log {name}/{agency} determined 2023-09-20 denied")
        team.say(f"log {name}/{agency} appeal-filed 2023-10-02")

    shown = team.say("DOJ affirmed on our appeal on 2023-11-20", surface="dm")

    assert isinstance(shown, Proposed)
    assert "Courts" in shown.question
    assert "Detention" not in shown.question
