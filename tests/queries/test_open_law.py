"""Bodies that an earlier version took as federal unasked: an item of ours until a lead says it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete

from bot.reminders import digest
from bot.store import whose_law
from bot.store.tables import Meta
from tests.conftest import NOW


@pytest.fixture
def taken(team: Any) -> Any:
    """A request as 0.1.0 kept it: its body is on no list, and nobody said whose law counts."""
    team.say("new Gangs --to federal:HPD,ICE --sent 2023-11-01 --received 2023-11-01")
    with team.desk.store.write() as session:
        session.execute(delete(Meta).where(Meta.key.startswith("law-said:")))
    return team


def owed(team: Any) -> list[str]:
    return [one.agency for one in team.say("owe").items if one.limit == "whose-law"]


def test_what_a_person_says_is_kept_and_asks_nothing(team: Any) -> None:
    team.say("new Gangs --to federal:HPD,ICE --sent 2023-11-01 --received 2023-11-01")

    assert owed(team) == []
    assert "not confirmed" not in str(team.say("status gangs").to_json())


def test_a_body_taken_unasked_is_ours_to_say_and_its_dates_are_marked(taken: Any) -> None:
    assert owed(taken) == ["HPD"]
    parts = {one.agency: one for one in taken.say("status gangs").requests[0].components}
    assert whose_law.UNCONFIRMED in parts["HPD"].flags
    assert whose_law.UNCONFIRMED not in parts["ICE"].flags
    assert "whose law not confirmed: HPD" in taken.say("why gangs").understood


def test_a_lead_says_it_is_federal_and_undo_asks_again(taken: Any) -> None:
    refused = taken.say("request law gangs/HPD to federal", person=taken.MEMBER)
    told = taken.say("request law gangs/HPD to federal")

    assert (refused.tone, told.tone) == ("refused", "done")
    assert owed(taken) == []
    taken.say("undo")
    assert owed(taken) == ["HPD"]


def test_a_lead_says_its_state_and_no_federal_date_stays(taken: Any) -> None:
    told = taken.say("request law gangs/HPD to US-OR")

    assert "Oregon" in told.title
    assert owed(taken) == []
    assert "552" not in str(taken.say("why gangs/HPD").to_json())
    taken.say("undo")
    assert [one.agency for one in taken.say("status gangs").requests[0].components] == [
        "HPD",
        "ICE",
    ]


def test_of_a_listed_body_there_is_nothing_to_say(taken: Any) -> None:
    assert taken.say("request law gangs/ICE to US-OR").tone == "refused"


def test_the_weekly_digest_says_it_first() -> None:
    asked = whose_law.Unsaid(1, 1, "gangs", "Gangs", "HPD").question

    card = digest.weekly_card(
        [], ZoneInfo("America/New_York"), NOW, "ref", (), digest.DateFacts(asked=[asked])
    )

    assert card.lines[0] == f"Ours: {asked}"
    assert "request law gangs/HPD to federal" in asked
