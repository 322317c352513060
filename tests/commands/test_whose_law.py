"""No federal rule for a body that nobody has called federal: it is asked whose law counts."""

from __future__ import annotations

import pytest

from bot.answers.values import Choice, FormAnswer, Notice
from bot.law import bodies

pytestmark = pytest.mark.slow

UNKNOWN = [
    "NYPD", "LAPD", "SPD", "ABC", "IL", "Seattle Police Department", "Oregon State Police",
    "California DOJ", "Cook County Sheriff", "MSHB", "University of Oregon",
]  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("surface", ["slash", "dm", "form"])
def test_a_body_that_we_do_not_know_is_asked_and_nothing_is_recorded(
    team, name: str, surface: str
) -> None:
    if surface == "form":
        answer = team.say("new", form={"name": "Gangs", "to": name, "sent": "2023-11-09"})
    else:
        answer = team.say(f"new Gangs to {name} sent 2023-11-09", surface=surface)

    assert isinstance(answer, Choice), answer
    assert any("state" in button.label or "law" in button.label for button in answer.buttons)
    status = team.say("status")
    assert isinstance(status, Notice)
    assert status.title == "No requests on file yet."


def test_a_federal_agency_that_we_do_not_list_is_taken_once_somebody_says_so(team) -> None:
    asked = team.say("new MSHB gangs to ICE, MSHB sent 2023-11-09")
    (federal,) = [one for one in asked.buttons if "federal" in one.label]

    done = team.say(federal.line)

    assert isinstance(done, Notice), done
    assert done.tone == "done"
    assert done.title.startswith("Recorded: MSHB gangs")
    card = team.say("status gangs").requests[0]
    assert [one.agency for one in card.components] == ["ICE", "MSHB"]


def test_a_state_is_picked_from_all_of_them(team) -> None:
    asked = team.say("new Gangs to Cook County Sheriff sent 2023-11-09 received 2023-11-09")
    (local,) = [one for one in asked.buttons if "which state" in one.label]
    form = team.say(local.line)
    assert isinstance(form, FormAnswer), form

    done = team.say(form.line, form={"law": "US-IL"})

    assert isinstance(done, Notice), done
    assert done.tone == "done"
    assert "5 U.S.C." not in str(team.say("why gangs"))


def test_the_command_line_never_asks_but_names_the_option(tmp_path, capsys) -> None:
    from bot.cli import main

    code = main.main([
        "--data", str(tmp_path / "data"), "request", "add", "Gangs", "--to", "NYPD",
        "--sent", "2023-11-09",
    ])  # fmt: skip

    assert code == 1
    assert "--to" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["NYPD", "ABC", "IL"])
def test_records_are_referred_to_federal_agencies_that_are_known_as_such(team, name: str) -> None:
    team.founding()

    answer = team.say(f"log breach/ICE referred 2023-12-01 to {name}")

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"
    assert f"federal:{name}" in answer.lines[0]


@pytest.mark.parametrize(
    ("words", "name", "law"),
    [
        ("ICE", "ICE", "federal"),
        ("Department of Homeland Security", "DHS", "federal"),
        ("State of Oregon", "US-OR", "US-OR"),
        ("US-NY:NYPD", "NYPD", "US-NY"),
        ('US-OR:"Oregon State Police"', "Oregon State Police", "US-OR"),
        ("federal:MSHB", "MSHB", "federal"),
        ("NYPD", "NYPD", "unknown"),
    ],
)
def test_a_body_is_read_with_whose_law_counts(words: str, name: str, law: str) -> None:
    body = bodies.read(words)

    assert (body.name, body.jurisdiction) == (name, law)


@pytest.mark.parametrize("words", ["", "US-ZZ:Police"])
def test_a_state_that_there_is_not_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"agency|state"):
        bodies.read(words)
