"""Two requests made one, and parted again; a twin is asked about; what contradicts is shown."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.values import Notice, StatusAnswer
from tests.dispatch.test_stating import proposed

pytestmark = pytest.mark.slow

OLD = "new Breach of 2022 --to ICE,CBP --sent 2023-10-02 --received 2023-10-03 --alias old breach"


@pytest.fixture
def world(team: Any) -> Any:
    team.founding()
    team.say(OLD)
    team.say("log old breach/ICE acknowledged 2023-10-10")
    return team


def card(answer: object) -> Any:
    assert isinstance(answer, StatusAnswer), answer
    return answer.requests[0]


def merged(team: Any) -> Notice:
    asked = team.say("request merge old breach into ice data breach")
    assert isinstance(asked, Notice)
    done = team.say(asked.buttons[0].says, surface="button")
    assert isinstance(done, Notice)
    return done


def test_parts_names_and_events_go_over(world: Any) -> None:
    assert merged(world).tone == "done"

    one = card(world.say("status old breach"))
    assert one.slug == "ice-data-breach"
    assert {part.agency for part in one.components} == {"ICE", "DHS", "CBP"}
    assert "Acknowledged" in str(world.say("history ice data breach/ICE"))


def test_undo_parts_them_again(world: Any) -> None:
    merged(world)

    world.say("undo")

    one, other = (card(world.say(f"status {name}")) for name in ("old breach", "ice-data-breach"))
    assert (one.slug, other.slug) == ("breach-of-2022", "ice-data-breach")
    assert {part.agency for part in one.components} == {"ICE", "CBP"}
    assert {part.agency for part in other.components} == {"ICE", "DHS"}
    (ice,) = [part for part in other.components if part.agency == "ICE"]
    assert "Acknowledged" not in ice.last_event


def test_a_request_is_not_merged_with_itself(world: Any) -> None:
    said = world.say("request merge old breach into breach of 2022")

    assert isinstance(said, Notice)
    assert "Both names mean" in " ".join([said.title, *said.lines])


def test_people_are_asked_about_a_twin_and_scripts_are_not(world: Any) -> None:
    asked = world.say("new ICE breach data --to ICE --sent 2023-11-10")

    assert isinstance(asked, Notice)
    assert "on record" in asked.title
    done = world.say(asked.buttons[0].says, surface="button")
    assert "Recorded" in done.title


def test_what_contradicts_the_record_is_shown_beside_it(world: Any) -> None:
    shown = proposed(world.say("ICE acknowledged the old breach on 11/30", surface="dm"))

    assert "On record is: Acknowledged by the agency on Tue Oct 10, 2023" in shown.question
