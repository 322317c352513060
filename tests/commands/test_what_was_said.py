"""What is recorded is what was said: the note is verbatim, and no event is its opposite."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.answers.values import Choice, Notice
from bot.cli import main
from bot.registry.commands import LogEvent
from bot.store.tables import EventRow

pytestmark = pytest.mark.slow


def rows(team) -> list[EventRow]:
    with team.desk.store.read() as session:
        found = list(session.scalars(select(EventRow).order_by(EventRow.id)))
        session.expunge_all()
        return found


def test_a_note_is_the_rest_of_the_line_and_nothing_in_it_is_read(team) -> None:
    team.founding()

    team.say(
        "log breach/ICE acknowledged 2023-12-01 note envelope postmarked, opened on 2023-12-05"
    )

    row = rows(team)[-1]
    assert (row.kind, row.on.isoformat()) == ("acknowledged", "2023-12-01")
    assert row.note == "envelope postmarked, opened on 2023-12-05"


NOTES = [
    'they said "no records" -- number 7 --on 2023-11-20',
    "due in March? letter to follow; assumed",
    "note of the call: paid, to DHS, on 2023-11-30:",
    "it's  two  spaces",
]


@pytest.mark.parametrize("text", NOTES)
@pytest.mark.parametrize("surface", ["slash", "dm", "mention", "terminal"])
def test_a_note_stands_verbatim_however_it_is_typed(team, text: str, surface: str) -> None:
    team.founding()

    plain = team.say(f"log breach/ICE received 2023-12-01 note {text}", surface=surface)
    with_option = team.say(
        f"log breach/DHS acknowledged --on 2023-12-01 --note {text}", surface=surface
    )

    assert isinstance(plain, Notice), plain
    assert isinstance(with_option, Notice), with_option
    assert [row.note for row in rows(team)[-2:]] == [text, text]
    assert {str(row.on) for row in rows(team)[-2:]} == {"2023-12-01"}
    assert {row.certainty for row in rows(team)[-2:]} == {"stated"}


@pytest.mark.parametrize("text", [*NOTES, '"quoted"', "--assumed"])
def test_the_command_line_and_the_form_keep_a_note_as_given(team, tmp_path, text: str) -> None:
    team.founding()
    folder = str(team.desk.settings.data)

    code = main.main([
        "--data", folder, "log", "breach/ICE", "acknowledged", "--on", "2023-12-01",
        f"--note={text}",
    ])  # fmt: skip
    team.say(
        "log", form={"target": "breach/DHS", "event": "note", "on": "2023-12-01", "note": text}
    )

    assert code == 0
    assert [row.note for row in rows(team)[-2:]] == [text, text]


def test_a_note_as_an_event_keeps_every_word(team) -> None:
    team.founding()

    team.say("log breach/ICE call: letter will come, number to follow, due in March")

    assert rows(team)[-1].note == "letter will come, number to follow, due in March"


def test_a_line_without_its_day_keeps_its_note_behind_the_day(team) -> None:
    team.founding()

    asked = team.say("log breach/ICE acknowledged note came on 2023-12-05")
    assert isinstance(asked, Choice)
    team.say(asked.buttons[0].line)

    assert (str(rows(team)[-1].on), rows(team)[-1].note) == ("2023-12-12", "came on 2023-12-05")


@pytest.mark.parametrize(
    "form", ["--note call --on 2023-12-01", '--note "a, on b" --on 2023-12-01']
)
def test_options_behind_a_note_still_count_where_the_day_is_there(team, form: str) -> None:
    team.founding()

    team.say(f"log breach/ICE note {form}")

    assert str(rows(team)[-1].on) == "2023-12-01"
    assert rows(team)[-1].note in {"call", "a, on b"}


DOUBTFUL = [
    "appeal drafted 2023-12-01",
    "appeal fizzled, not sent 2023-12-01",
    "appeal not filed",
    "appeal not filed 2023-12-01",
    "complaint drafted 2023-12-01",
    "sued? no 2023-12-01",
    "fee waiver not granted 2023-12-01",
    "expedite not granted 2023-12-01",
    "received denial 2023-12-01",
    # neighbours
    "appeal will be filed 2023-12-11",
    "acknowledged? 2023-12-01",
    "extended, never confirmed 2023-12-01",
    "received appeal decision 2023-12-01",
    "hearing cancelled 2023-12-01 due 2024-02-01",
    "case 3:23-cv-00123 not filed 2023-12-01",
]


@pytest.mark.parametrize("said", DOUBTFUL)
def test_a_line_that_denies_intends_or_names_another_event_is_asked(team, said: str) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-11-28 denied")
    before = len(rows(team))

    answer = team.say(f"log breach/ICE {said}")

    assert isinstance(answer, Choice), answer
    assert len(rows(team)) == before
    assert not any(button.label.startswith(("Today", "Yesterday")) for button in answer.buttons)


@pytest.mark.parametrize("name", ["breach not", "ice data breach never"])
def test_a_denial_before_the_event_is_no_part_of_a_name(team, name: str) -> None:
    team.founding()
    before = len(rows(team))

    team.say(f"log {name}/ICE received 2023-12-01")
    team.say(f"log {name} received 2023-12-01")

    assert len(rows(team)) == before


@pytest.mark.parametrize("said", ["appeal drafted", "received denial", "sued? no"])
def test_the_command_line_refuses_a_doubtful_line_and_says_what_to_do(
    team, capsys, said: str
) -> None:
    team.founding()
    before = len(rows(team))

    code = main.main([
        "--data", str(team.desk.settings.data), "log", "breach/ICE", *said.split(),
        "--on", "2023-12-01",
    ])  # fmt: skip

    assert code == 1
    assert "note" in capsys.readouterr().err
    assert len(rows(team)) == before


def test_what_the_words_may_mean_is_one_press_away(team) -> None:
    team.founding()

    asked = team.say("log breach/ICE received denial 2023-12-01")

    assert isinstance(asked, Choice)
    (determined,) = [one for one in asked.buttons if "determination" in one.label]
    team.say(determined.line)
    assert (rows(team)[-1].kind, str(rows(team)[-1].on)) == ("determined", "2023-12-01")

    kept = team.say("log breach/ICE appeal drafted 2023-12-01")
    (note,) = [one for one in kept.buttons if "note" in one.label]
    team.say(note.line)
    assert (rows(team)[-1].kind, rows(team)[-1].note) == ("note", "appeal drafted")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("affirmed", "affirmed"), ("remanded", "remanded"), ("reversed in part", "partly-reversed")],
)
def test_how_an_appeal_was_decided_is_its_outcome_and_no_note(
    team, said: str, outcome: str
) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-11-28 denied")
    team.say("log breach/ICE appeal-filed 2023-11-29")

    team.say(f"log breach/ICE appeal decided 2023-12-10 {said}")

    row = rows(team)[-1]
    assert (row.kind, row.details.get("outcome"), row.note) == ("appeal-decided", outcome, "")


@pytest.mark.parametrize("said", ["appeal waived", "appeal abandoned", "no appeal"])
def test_that_we_will_not_appeal_is_an_event_of_its_own(team, said: str) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-11-28 denied")
    assert "appeal" in str(team.say("owe").items).casefold()

    team.say(f"log breach/ICE {said} 2023-12-01")

    assert rows(team)[-1].kind == "appeal-waived"
    assert "appeal" not in str(team.say("owe").items).casefold()


def test_a_form_that_a_card_opened_is_about_the_request_of_the_card(team) -> None:
    team.founding()
    number = rows(team)[-1].component_id

    team.say(
        LogEvent(f"#c{number}"),
        form={"target": "", "event": "acknowledged", "on": "2023-12-01", "note": "by mail"},
    )

    row = rows(team)[-1]
    assert (row.component_id, row.kind, row.note) == (number, "acknowledged", "by mail")


def test_a_name_that_may_be_two_keeps_all_that_was_said_of_it(team) -> None:
    team.founding()
    team.say("new ICE breach two to ICE sent 2023-11-09")

    asked = team.say("log ice breach/ICE acknowledged 2023-12-01 note by mail, on 2023-11-30")

    assert isinstance(asked, Choice), asked
    team.say(asked.buttons[0].says)
    row = rows(team)[-1]
    assert (row.kind, str(row.on), row.note) == (
        "acknowledged", "2023-12-01", "by mail, on 2023-11-30",
    )  # fmt: skip
