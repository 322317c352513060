"""Two local bodies of one state are two component requests, each with the state's law."""

from __future__ import annotations

from typing import Any

from bot.answers.values import StatusAnswer
from bot.law import agencies, bodies
from bot.store import component_views

NEW = 'new City cameras --to US-NY:NYPD,US-NY:"New York State Police" --sent 2023-11-01'


def test_two_bodies_of_a_state_in_one_request_are_two(team: Any) -> None:
    team.say(f"{NEW} --received 2023-11-01")

    with team.desk.store.read() as session:
        kept = [one.agency for one in component_views.read(session)]

    assert kept == ["US-NY-NYPD", "US-NY-New-York-State-Police"]


def test_each_has_its_own_record_and_is_called_by_its_name(team: Any) -> None:
    team.say(f"{NEW} --received 2023-11-01")
    team.say("log city cameras/NYPD acknowledged 2023-11-08")

    shown = team.say("status city cameras")

    assert isinstance(shown, StatusAnswer)
    parts = {one.agency: one for one in shown.requests[0].components}
    assert "Acknowledged" in parts["US-NY-NYPD"].last_event
    assert "Acknowledged" not in parts["US-NY-New-York-State-Police"].last_event
    assert {one.jurisdiction for one in parts.values()} == {"US-NY"}


def test_a_body_in_a_state_never_has_a_federal_date(team: Any) -> None:
    team.say(f"{NEW} --received 2023-11-01")

    shown = team.say("why city cameras/NYPD")

    assert "552" not in str(shown)


def test_the_key_of_a_body_carries_its_state_and_reads_as_a_name() -> None:
    key = bodies.read('US-OR:"Oregon State Police"').key

    assert key == "US-OR-Oregon-State-Police"
    assert agencies.known(key).law == "US-OR"
    assert agencies.known(key).shown == "Oregon State Police (OR)"
    assert bodies.read("US-OR:Oregon").key == "US-OR"  # the state itself
    assert bodies.read("federal:MSHA").key == "MSHA"
