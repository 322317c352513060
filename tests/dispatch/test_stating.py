"""A statement becomes a proposal, and only a press makes it the record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Button, Choice, FormAnswer, Notice
from bot.store.tables import EventRow

pytestmark = pytest.mark.slow


def rows(team) -> list[EventRow]:
    with team.desk.store.read() as session:
        found = list(session.scalars(select(EventRow).order_by(EventRow.id)))
        session.expunge_all()
        return found


def proposed(answer: Answer) -> Proposed:
    assert isinstance(answer, Proposed), answer
    return answer


def press(answer: Answer, label: str) -> Button:
    assert isinstance(answer, Choice), answer
    return next(one for one in answer.buttons if one.label.startswith(label))


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Phone rates --to BOP --sent 2023-11-01 --received 2023-11-02 --alias phones")
    team.say("new Border drones --to CBP,ICE --sent 2023-11-01 --received 2023-11-02")
    team.say("new Ice flights --to ICE --sent 2023-11-01 --received 2023-11-02 --alias flights")
    return team


@pytest.mark.parametrize("surface", ["slash", "dm", "mention", "terminal"])
def test_a_statement_is_shown_with_what_it_would_move_and_recorded_by_a_press(
    world, surface: str
) -> None:
    before = len(rows(world))

    shown = proposed(world.say("BOP took 10 more working days on phones 11/30", surface=surface))

    assert len(rows(world)) == before
    assert "→" in shown.question
    done = world.say(press(shown, "Record").line, surface="button")
    assert isinstance(done, Notice)
    assert done.tone == "done"
    last = rows(world)[-1]
    assert (last.kind, str(last.on), last.details) == ("extended", "2023-11-30", {"days": 10})

    world.say("undo")
    assert rows(world)[-1].kind == "withdrawn"


def test_several_facts_are_recorded_together_and_taken_back_together(world) -> None:
    shown = proposed(world.say("bop acknowledged phones 11/20 and denied the fee waiver 11/27"))
    assert [one["kind"] for one in shown.events] == ["acknowledged", "fee-waiver-denied"]
    before = len(rows(world))

    world.say(press(shown, "Record").line, surface="button")
    assert [row.kind for row in rows(world)[before:]] == ["acknowledged", "fee-waiver-denied"]
    world.say("undo")
    assert [row.kind for row in rows(world)[before + 2 :]] == ["withdrawn", "withdrawn"]


def test_a_proposal_is_decided_once_and_by_whom_it_was_shown_to(world) -> None:
    shown = proposed(world.say("bop acknowledged phones yesterday"))
    line = press(shown, "Record").line

    other = world.say(line, world.MEMBER, surface="button")
    assert isinstance(other, Notice)
    assert other.tone == "refused"
    world.say(line, surface="button")
    again = world.say(line, surface="button")
    assert isinstance(again, Notice)
    assert again.tone == "refused"
    assert [row.kind for row in rows(world)].count("acknowledged") == 1


def test_put_aside_and_expired_proposals_record_nothing(world) -> None:
    before = len(rows(world))
    shown = proposed(world.say("bop acknowledged phones yesterday"))
    world.say(press(shown, "Not this").line, surface="button")
    late = proposed(world.say("bop acknowledged phones on dec 10"))
    world.clock[0] += timedelta(days=2)

    answer = world.say(press(late, "Record").line, surface="button")

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"
    assert len(rows(world)) == before


def test_change_gives_a_form_that_is_filled_in(world) -> None:
    shown = proposed(world.say("bop acknowledged phones yesterday"))
    form = world.say(press(shown, "Change").line, surface="button")
    assert isinstance(form, FormAnswer)
    values = {field.name: field.value for field in form.fields}
    assert values["target"] == "phone-rates/BOP"

    world.say(form.says, surface="form", form=values | {"on": "2023-12-08"})

    assert (rows(world)[-1].kind, str(rows(world)[-1].on)) == ("acknowledged", "2023-12-08")


def test_where_the_record_has_changed_since_it_is_shown_again(world) -> None:
    shown = proposed(world.say("bop acknowledged phones yesterday"))
    world.say("log phones extended 2023-12-01 days 10")
    before = len(rows(world))

    answer = world.say(press(shown, "Record").line, surface="button")

    proposed(answer)
    assert len(rows(world)) == before


def test_what_is_on_record_already_is_not_recorded_again(world) -> None:
    world.say("log phones acknowledged 2023-12-01")
    before = len(rows(world))

    answer = world.say("bop acknowledged phones on 12/1")

    assert isinstance(answer, Notice)
    assert "lready on record" in answer.title
    assert len(rows(world)) == before


def test_several_that_may_be_meant_are_offered_and_the_picked_one_is_proposed(world) -> None:
    asked = world.say("ICE acknowledged yesterday")
    assert isinstance(asked, Choice)
    assert not isinstance(asked, Proposed)

    shown = proposed(world.say(press(asked, "Ice flights").line, surface="button"))

    assert [(one["request"], one["agency"]) for one in shown.events] == [("ice-flights", "ICE")]


def test_words_that_nothing_accounts_for_are_kept_as_a_note_if_at_all(world) -> None:
    shown = proposed(world.say("bop acknowledged phones yesterday through carrier pigeon"))

    assert "pigeon" in shown.left
    assert not [one for one in shown.buttons if one.label == "Record"]
    world.say(press(shown, "Record, with").line, surface="button")
    assert "carrier pigeon" in rows(world)[-1].note


@pytest.mark.parametrize(
    "line",
    [
        "bop has not acknowledged phones",
        "we will appeal phones next week",
        "maybe bop denied phones",
    ],
)
def test_what_did_not_happen_proposes_nothing(world, line: str) -> None:
    before = len(rows(world))

    answer = world.say(line)

    assert isinstance(answer, Notice)
    assert answer.tone == "clarify"
    assert len(rows(world)) == before


def test_an_appeal_that_we_waive_leaves_what_we_owe_and_comes_back_by_undo(world) -> None:
    world.say("log phones determined 2023-12-01 denied")
    assert "appeal" in str(world.say("owe")).casefold()

    shown = proposed(world.say("we are not going to appeal phones"))
    assert [one["kind"] for one in shown.events] == ["appeal-waived"]
    world.say(press(shown, "Record").line, surface="button")

    assert "appeal" not in str(world.say("owe").items).casefold()
    world.say("undo")
    assert "appeal" in str(world.say("owe").items).casefold()


def test_that_we_will_not_sue_is_for_a_lead_to_say(world) -> None:
    member = world.say("log phones suit-waived 2023-12-01", world.MEMBER)
    assert isinstance(member, Notice)
    assert member.tone == "refused"

    lead = world.say("log phones suit-waived 2023-12-01 note not worth it")
    assert isinstance(lead, Notice)
    assert lead.tone == "done"


def test_a_request_that_we_close_keeps_only_its_day_to_sue_until_it_is_reopened(world) -> None:
    shown = proposed(world.say("please close the phones request"))
    assert [one["kind"] for one in shown.events] == ["closed"]
    world.say(press(shown, "Record").line, surface="button")

    card = world.say("status phones").requests[0].components[0]
    assert card.phase == "closed"
    assert {one.limit for one in card.deadlines if one.state == "open"} <= {"suit"}

    world.say("log phones reopened 2023-12-12")
    assert world.say("status phones").requests[0].components[0].phase != "closed"


def test_a_wrong_number_is_put_right_and_undo_brings_it_back(world) -> None:
    world.say("log phones acknowledged 2023-12-01 number 2024-00417")
    shown = proposed(world.say("i logged the wrong number for phones, should be 2024-00471"))
    assert shown.events[0]["kind"] == "correction"

    world.say(press(shown, "Record").line, surface="button")
    assert "2024-00471" in str(world.say("number phones"))
    assert "2024-00417" not in str(world.say("number phones"))

    world.say("undo")
    assert "2024-00417" in str(world.say("number phones"))


def test_what_is_said_of_two_agencies_has_a_day_for_each(world) -> None:
    shown = proposed(world.say("CBP denied border drones on Nov 23 and ICE on Nov 24"))

    found = [(one["agency"], one["kind"], str(one["on"])) for one in shown.events]
    assert found == [("CBP", "determined", "2023-11-23"), ("ICE", "determined", "2023-11-24")]


@pytest.mark.parametrize("agency", ["State", "FBI"])
def test_an_agency_that_it_did_not_go_to_is_asked_about_even_if_on_record(
    world, agency: str
) -> None:
    world.say("log flights determined 2023-11-20 denied")

    answer = world.say(f"{agency} denied flights on Nov 20")

    assert isinstance(answer, Notice)
    assert f"did not go to {agency}" in answer.title


def test_days_to_appeal_that_are_said_are_recorded(world) -> None:
    shown = proposed(world.say("BOP denied phones on Nov 30, we have 30 days to appeal"))
    world.say(press(shown, "Record").line, surface="button")

    assert rows(world)[-1].details["appeal-days"] == 30


def test_a_second_appeal_is_shown_beside_the_first_and_moves_it_not(world) -> None:
    world.say("log phones expedite-denied 2023-11-21")

    shown = proposed(world.say("bop denied our fee waiver on phones on dec 4"))

    assert "Our appeal against the denial of a fee waiver: none → " in shown.question
    assert "expedited" not in shown.question


def test_another_day_counts_anew_what_the_letter_gives_so_many_days_for(world) -> None:
    shown = proposed(world.say("BOP wants $450 for phones within 10 business days of Dec 1"))
    assert [one["details"]["due"] for one in shown.events] == ["2023-12-15"]
    code = press(shown, "Record").says.code

    other = proposed(world.say(f"proposal {code} on 2023-11-30", surface="button"))

    assert [(one["on"], one["details"]["due"]) for one in other.events] == [
        ("2023-11-30", "2023-12-14")
    ]
