"""Where a line may mean another request, another agency or another day, it is asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.answers.proposed import Proposed
from bot.answers.values import Choice, DueAnswer, NewsAnswer, Notice, StatusAnswer
from bot.dispatch import trace
from tests.dispatch.test_stating import proposed

pytestmark = pytest.mark.slow


@pytest.fixture
def world(team: Any) -> Any:
    team.say("new Jail calls --to BOP --sent 2023-11-01 --received 2023-11-02")
    team.say("new Border drones --to CBP,ICE --sent 2023-11-01 --received 2023-11-02")
    return team


@pytest.mark.parametrize("line", ["what's the number for jail food", "status of the jail food one"])
def test_one_shared_word_with_a_strange_one_beside_it_is_asked(world: Any, line: str) -> None:
    asked = world.say(line, surface="dm")

    assert isinstance(asked, Choice)
    assert "Jail calls" in asked.buttons[0].label


@pytest.mark.parametrize(
    "line",
    ["did DHS deny jail calls?", "when is EOIR due on jail calls", "write to DHS on jail calls"],
)
def test_an_agency_to_which_it_did_not_go_is_said(world: Any, line: str) -> None:
    said = world.say(line, surface="dm")

    assert isinstance(said, Notice)
    assert "did not go to" in " ".join([said.title, *said.lines])


def test_a_department_above_the_recipient_is_part_of_it(world: Any) -> None:
    assert isinstance(
        world.say("what is the status of border drones at DHS", surface="dm"), StatusAnswer
    )


def test_a_statement_of_an_agency_to_which_it_did_not_go_records_nothing(world: Any) -> None:
    said = world.say("EOIR acknowledged jail calls on 11/30", surface="dm")

    assert isinstance(said, Notice)
    assert "did not go to EOIR" in said.title


def test_what_happened_has_no_reading_in_a_year_to_come(world: Any) -> None:
    shown = proposed(world.say("BOP took 10 more working days on jail calls 11/30", surface="dm"))

    assert not [one for one in shown.buttons if one.label.startswith("It was")]


def test_a_reason_is_kept_word_for_word(world: Any) -> None:
    shown = proposed(world.say("BOP denied jail calls on 11/30 because of b7A", surface="dm"))

    assert shown.left == ()
    assert "because of b7A" in shown.question


def test_two_weeks_are_fourteen_days(world: Any) -> None:
    shown = world.say("what is due in the next two weeks?", surface="dm")

    assert isinstance(shown, DueAnswer)
    assert shown.days == 14


def test_days_below_zero_are_refused_with_what_to_type(world: Any) -> None:
    said = world.say("due --days -4")

    assert isinstance(said, Notice)
    assert "How many days ahead" in " ".join([said.title, *said.lines])


def test_quotes_around_a_name_are_no_part_of_it(team: Any) -> None:
    team.say('new "Prison mail" to BOP sent 2023-11-01')

    shown = team.say("status prison mail")

    assert isinstance(shown, StatusAnswer)
    assert shown.requests[0].name == "Prison mail"


SPANISH = [
    ("¿cuándo vence jail calls?", "why"), ("qué está atrasado", "overdue"),
    ("estado de jail calls", "status"), ("¿qué vence este mes?", "due"),
    ("¿qué nos toca?", "owe"), ("busca llamadas en los documentos", "find"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "verb"), SPANISH)
def test_the_commonest_questions_are_answered_in_spanish(world: Any, line: str, verb: str) -> None:
    trace.clear()
    answer = world.say(line, surface="dm")

    assert trace.ran()[0] == verb
    assert "Entendido" in getattr(answer, "understood", "Entendido")


def test_a_date_in_spanish_is_written_out_and_in_iso(world: Any) -> None:
    answer = world.say("estado de jail calls", surface="dm")

    assert isinstance(answer, Notice)
    assert "de diciembre de 2023 (2023-12-" in answer.lines[0]


SAID_IN_SPANISH = [
    ("BOP acusó recibo de jail calls el 30 de noviembre", "acknowledged", date(2023, 11, 30)),
    ("BOP negó la solicitud jail calls ayer", "determined", date(2023, 12, 11)),
    ("BOP tomó 10 días hábiles más en jail calls hoy", "extended", date(2023, 12, 12)),
    ("no vamos a apelar jail calls", "appeal-waived", date(2023, 12, 12)),
]


@pytest.mark.parametrize(("line", "kind", "on"), SAID_IN_SPANISH)
def test_statements_in_spanish_are_proposed(world: Any, line: str, kind: str, on: date) -> None:
    shown = world.say(line, surface="dm")

    assert isinstance(shown, Proposed), shown
    assert shown.events[0]["kind"] == kind
    assert shown.events[0]["on"] == on.isoformat()
    assert shown.question.startswith("¿Registrar esto?")


def test_what_has_not_happened_is_not_recorded_in_spanish(world: Any) -> None:
    said = world.say("todavía no han respondido los de BOP", surface="dm")

    assert isinstance(said, Notice)
    assert "No se registra nada" in said.title


def test_news_of_an_agency_are_what_it_did(world: Any) -> None:
    world.say("log jail calls acknowledged 2023-11-30")
    trace.clear()

    shown = world.say("any word from BOP?", surface="dm")

    assert isinstance(shown, NewsAnswer)
    assert {one.what for one in shown.items} <= {
        "Acknowledged by the agency",
        "Received by the agency",
    }


@pytest.mark.parametrize("line", ["show table.csv", "show board.xlsx"])
def test_a_file_that_is_not_there_is_no_wish_for_an_export(world: Any, line: str) -> None:
    said = world.say(line, person=world.MEMBER, surface="dm")

    assert isinstance(said, Notice)
    assert "table" not in said.title


def test_a_number_with_no_before_it_is_a_number(world: Any) -> None:
    shown = proposed(world.say("BOP acked jail calls 11/30, no. 2024-01234", surface="dm"))

    assert shown.left == ()
    assert shown.events[0]["details"]["number"] == "2024-01234"
