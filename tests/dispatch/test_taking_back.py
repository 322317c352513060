"""One entry is taken out of the record, whichever it is, or its day put right; undo restores it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Choice, Notice
from bot.store import event_log
from bot.store.tables import EventRow

pytestmark = pytest.mark.slow


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Phone rates --to BOP --sent 2023-11-01 --received 2023-11-02 --alias phones")
    team.say("new Border drones --to CBP,ICE --sent 2023-11-01 --received 2023-11-02")
    team.say("log phones acknowledged 2023-11-06")
    team.say("log phones acknowledged 2023-11-16 number BOP-2024-1")
    team.say("log phones determined 2023-12-01 denied")
    team.say("log phones appeal filed 2023-12-05")
    return team


def live(world: Any) -> list[tuple[str, str]]:
    with world.desk.store.read() as session:
        rows = event_log.live(session, {row.component_id for row in session.query(EventRow)})
        return sorted((row.kind, str(row.on)) for row in rows)


def without(entries: list[tuple[str, str]], one: tuple[str, str]) -> list[tuple[str, str]]:
    at = entries.index(one)
    return [*entries[:at], *entries[at + 1 :]]


def taken_out(answer: Answer) -> tuple[str, str]:
    assert isinstance(answer, Proposed), answer
    assert [one["kind"] for one in answer.events] == ["taken-out"]
    assert "taken out" in answer.question
    return answer.events[0]["on"], answer.buttons[0].line


@pytest.mark.parametrize(
    "line",
    [
        "remove the Nov 16 acknowledgment of BOP",
        "the phones ack on Nov 16 was a mistake",
        "the Nov 16 acknowledgment on phones is wrong, take it back",
        "can you take the Nov 16 ack on phones off the record?",
        "I logged the nov 16 phones ack by mistake",
        "the nov 16 phones acknowledgment never happened",
        "BOP never acknowledged phones on nov 16, take that entry out",
    ],
)
def test_a_sentence_takes_out_just_the_entry_that_it_means(world, line: str) -> None:
    before = live(world)

    on, press = taken_out(world.say(line, surface="dm"))

    assert on == "2023-11-16"
    assert live(world) == before
    world.say(press, surface="button")
    assert live(world) == without(before, ("acknowledged", "2023-11-16"))
    world.say("undo")
    assert live(world) == before


@pytest.mark.parametrize(
    "line",
    [
        "do not remove the nov 16 ack on phones",
        "the nov 16 ack on phones was not a mistake",
        "I think the nov 16 ack on phones was wrong",
    ],
)
def test_what_is_not_said_takes_nothing_out(world, line: str) -> None:
    assert not isinstance(world.say(line, surface="dm"), Choice)


def test_that_a_decision_is_wrong_may_be_an_opinion_and_is_asked(world) -> None:
    answer = world.say("the phones denial was wrong", surface="dm")

    assert isinstance(answer, Choice)
    assert not isinstance(answer, Proposed)
    assert "for an appeal to say" in answer.question
    assert taken_out(world.say("the phones denial was wrong, take it back"))[0] == "2023-12-01"


def test_several_entries_are_offered_and_one_press_takes_one_out(world) -> None:
    before = live(world)
    asked = world.say("please remove the ack entry for phones", surface="dm")
    assert isinstance(asked, Choice)
    assert len(asked.buttons) == 2

    world.say("the second one", surface="dm")

    assert live(world) == without(before, ("acknowledged", "2023-11-06"))


def test_what_is_spoken_of_is_meant_and_a_wrong_day_offers_the_right_ones(world) -> None:
    world.say("status phones", surface="dm")

    assert taken_out(world.say("remove the Nov 16 acknowledgment", surface="dm"))[0] == "2023-11-16"
    other = world.say("remove the Nov 3 acknowledgment", surface="dm")
    assert isinstance(other, Choice)
    assert len(other.buttons) == 2


def test_the_command_takes_one_out_at_once_and_says_what_stands_on_it(world) -> None:
    world.say("log phones appeal received 2023-12-06")
    world.say("log phones appeal decided 2023-12-08 affirmed")
    before = live(world)

    done = world.say("unlog phones appeal filed 2023-12-05", surface="slash")

    assert isinstance(done, Notice)
    assert done.tone == "done"
    assert any("needs that one: Appeal" in line for line in done.lines)
    world.say("undo")
    assert live(world) == before


def test_the_command_asks_which_but_the_command_line_is_told_to_say(world) -> None:
    assert isinstance(world.say("unlog phones acknowledged", surface="slash"), Choice)
    told = world.say("unlog phones acknowledged", surface="cli")
    assert isinstance(told, Notice)
    assert "add the day" in " ".join(told.lines)
    none = world.say("unlog phones extended", surface="slash")
    assert isinstance(none, Notice)
    assert none.tone == "refused"


def test_a_corrected_day_finds_its_event_by_the_wrong_day(world) -> None:
    shown = world.say("phones was sent Oct 31 not Nov 1", surface="dm")
    assert isinstance(shown, Proposed)
    assert "Request sent, Wed Nov 1, 2023 → Tue Oct 31, 2023" in shown.question
    world.say(shown.buttons[0].line, surface="button")
    assert ("sent", "2023-10-31") in live(world)
    assert ("sent", "2023-11-01") in live(world)  # the other request's

    both = world.say("border drones was sent Oct 31, not Nov 1", surface="dm")
    assert isinstance(both, Proposed)
    assert [one["agency"] for one in both.events] == ["CBP", "ICE"]


def test_a_correction_shows_what_it_moves(world) -> None:
    world.say("log border drones/CBP extended 2023-11-28 days 10")
    shown = world.say("the CBP determination was received on Nov 3, not Nov 2", surface="dm")
    assert isinstance(shown, Proposed)
    assert "→ Fri Nov 3, 2023" in shown.question
    assert "Determination: " in shown.question


def test_what_was_on_record_already_leaves_nothing_to_undo(world) -> None:
    before = live(world)
    world.say("log phones acknowledged 2023-11-06")

    done = world.say("undo")

    assert isinstance(done, Notice)
    assert "appeal" in done.title.lower()  # the change before it, by its name
    assert live(world) == without(before, ("appeal-filed", "2023-12-05"))
