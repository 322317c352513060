"""Recording by words: what is taken, what is refused and why, and taking back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers.values import Choice, FormAnswer, NewsAnswer, Notice, StatusAnswer
from bot.commands import undo
from bot.store.tables import EventRow

pytestmark = pytest.mark.slow


def notice(answer: object) -> Notice:
    assert isinstance(answer, Notice), answer
    return answer


def headline(team, agency: str = "ICE") -> str:
    answer = team.say("status breach")
    assert isinstance(answer, StatusAnswer)
    return next(c.headline for c in answer.requests[0].components if c.agency == agency)


@pytest.mark.parametrize(
    "line",
    [
        "new ICE data breach --to ICE,DHS --sent 2023-11-09 --assume-received",
        "new ICE data breach to ICE, DHS sent 2023-11-09 assume received",
        "new ICE data breach to ICE and DHS sent Nov 9, 2023 received 9 November 2023",
    ],
)
def test_a_new_request_says_its_determination_dates_at_once(team, line: str) -> None:
    answer = notice(team.say(line))

    assert answer.tone == "done"
    assert [text.split(" (")[0] for text in answer.lines] == [
        "ICE: determination due Mon Dec 11, 2023",
        "DHS: determination due Mon Dec 11, 2023",
    ]


def test_without_a_day_of_receipt_the_clock_is_unknown_and_said_so(team) -> None:
    answer = notice(team.say("new Detention contracts to ICE sent 2023-11-09"))

    assert "unknown" in answer.lines[0]
    assert any("received" in line for line in answer.lines)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("new", ""),
        ("new to ICE sent 2023-11-09", "name"),
        ("new Breach sent 2023-11-09", "agencies"),
        ("new Breach to ICE", "sent"),
        ("new Breach to ICE sent 2024-11-09", "ahead"),
        ("new Breach to ICE sent 2023-11-09 received 2023-11-01", "before"),
        ("new Breach to ICE sent 02/03/2023", "2023"),
        ("new Breach --to ICE --sent 2023-11-09 --colour red", "--colour"),
    ],
)
def test_a_new_request_that_lacks_something_is_asked_back_and_nothing_is_kept(
    team, line: str, why: str
) -> None:
    answer = team.say(line)

    if line == "new":
        assert isinstance(answer, FormAnswer)
    else:
        assert notice(answer).tone == "refused"
        assert why in answer.lines[0]
    assert notice(team.say("status")).title == "No requests on file yet."


@pytest.mark.parametrize(
    "line",
    [
        "log breach/ICE acknowledged --on 2023-12-01 --number 2024-ICFO-00001",
        "log breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001",
        "log ice data breach/ICE acknowledged on Dec 1, 2023 number 2024-ICFO-00001",
    ],
)
def test_an_acknowledgment_with_its_number_is_recorded_and_found_by_number(team, line: str) -> None:
    team.founding()

    assert notice(team.say(line)).tone == "done"

    found = team.say("status 2024 ICFO 00001")
    assert isinstance(found, StatusAnswer)
    assert found.requests[0].slug == "ice-data-breach"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("log breach acknowledged 2023-12-01", "which"),
        ("log breach/CBP acknowledged 2023-12-01", "CBP"),
        ("log breach/ICE determined --on 2023-01-01", "before"),
        ("log breach/ICE determined --on 2023-02-30", "no such day"),
        ("log breach/ICE determined --on next Friday", "date"),
        ("log breach/ICE determined --on 2030-01-01", ""),
        ("log breach/ICE exploded --on 2023-12-01", "no event"),
        ("log zebra/ICE determined --on 2023-12-01", "No request"),
        ("log breach/ICE extended --on 2023-12-01 --days ten", "whole number"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_the_reason(team, line: str, why: str) -> None:
    team.founding()
    before = team.say("history breach")

    answer = notice(team.say(line))

    assert answer.tone == "refused"
    assert why in answer.lines[0]
    after = team.say("history breach")
    assert isinstance(after, NewsAnswer)
    assert after.total == before.total


def test_undo_takes_the_last_change_back(team) -> None:
    team.founding()
    before = headline(team)
    team.say("log breach/ICE determined --on 2023-12-08 --disposition full-grant")
    assert headline(team) != before

    assert notice(team.say("undo")).tone == "done"

    assert headline(team) == before


def test_undo_is_refused_after_ten_minutes_and_without_a_change(team) -> None:
    assert notice(team.say("undo")).tone == "refused"
    team.founding()
    team.clock[0] += timedelta(minutes=11)

    assert "ten minutes" in notice(team.say("undo")).lines[0]


def test_a_change_without_a_way_back_is_never_said_to_be_taken_back(
    team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.founding()
    team.say("assign breach to me")
    ways = {key: way for key, way in undo._WAYS.items() if key != "owner_of"}
    monkeypatch.setattr(undo, "_WAYS", ways)

    answer = notice(team.say("undo"))

    assert answer.tone == "refused"
    assert "no way back" in answer.lines[0]


def test_undo_of_a_new_request_frees_its_name(team) -> None:
    team.founding()
    team.say("undo")

    assert notice(team.say("status")).title == "No requests on file yet."
    team.founding()
    assert isinstance(team.say("status breach"), StatusAnswer)


def test_nobody_takes_back_what_another_did(team) -> None:
    team.founding()

    assert notice(team.say("undo", team.MEMBER)).tone == "refused"


def test_an_identifier_in_a_note_is_masked_before_it_is_stored(team) -> None:
    team.founding()

    team.say("log breach/ICE note --on 2023-12-01 --note call about A 205-113-482")

    answer = team.say("history breach")
    assert isinstance(answer, NewsAnswer)
    assert "205" not in answer.items[0].what
    assert b"205-113-482" not in (team.desk.settings.data / "foia.db").read_bytes()


def test_assigning_changes_the_owner_and_can_be_taken_back(team) -> None:
    team.founding()

    team.say("assign breach to <@U0MEMBER>")
    answer = team.say("status breach")
    assert isinstance(answer, StatusAnswer)
    assert answer.requests[0].owner == "U0MEMBER"
    team.say("undo")
    answer = team.say("status breach")
    assert isinstance(answer, StatusAnswer)
    assert answer.requests[0].owner == "U0LEAD"


def test_an_ambiguous_name_offers_buttons_instead_of_guessing(team) -> None:
    team.founding()
    team.say("new ICE data contracts to ICE sent 2023-11-09")

    answer = team.say("log ice data/ICE acknowledged 2023-12-01")

    assert isinstance(answer, Choice | Notice)
    assert not (isinstance(answer, Notice) and answer.tone == "done")


def test_a_reminder_set_by_hand_stands_among_the_nudges_to_come(team) -> None:
    team.founding()

    assert notice(team.say("remind breach on 2023-12-20 to call the liaison")).tone == "done"

    assert "call the liaison" in str(team.say("nudges 30"))


@pytest.mark.parametrize(
    "line",
    [
        "remind breach",
        "remind breach on 2020-01-01 to call",
        "done",
        "snooze #n999 until 2024-01-05",
    ],
)
def test_a_nudge_that_is_not_there_or_not_possible_is_said(team, line: str) -> None:
    team.founding()

    assert notice(team.say(line)).tone == "refused"


def test_a_line_without_its_day_is_asked_when_with_two_days_to_press(team) -> None:
    team.founding()

    asked = team.say("log breach/ICE determined")
    assert isinstance(asked, Choice)
    assert [button.line[-10:] for button in asked.buttons] == ["2023-12-12", "2023-12-11"]

    assert notice(team.say(asked.buttons[1].line)).tone == "done"
    assert "date(2023, 12, 11)" in str(team.say("why breach/ICE appeal"))


EVENTS = [
    (
        "log breach/ICE produced 2023-12-01 pages 120 bates ICE-0001..ICE-0120 items 1,2",
        "production",
        {"pages": 120, "bates": "ICE-0001..ICE-0120", "items": "1,2"},
    ),
    (
        "log breach/ICE produced Dec 1, 2023 bates ICE-0001 to ICE-0120",
        "production",
        {"bates": "ICE-0001..ICE-0120"},
    ),
    (
        'log breach/DHS contact "FOIA Officer" phone 202-555-0100 email foia@hq.dhs.gov',
        "contact",
        {"contact": "FOIA Officer", "phone": "202-555-0100", "email": "foia@hq.dhs.gov"},
    ),
    ("log breach/ICE fee-waiver granted 2023-12-01", "fee-waiver-granted", {}),
    ("log breach/ICE fee letter 2023-12-01 amount $1,250", "fee-asked", {"amount": "1250"}),
    (
        "log breach case 3:23-cv-00123 D. Or. filed 2023-12-11",
        "complaint-filed",
        {"number": "3:23-cv-00123", "court": "D. Or.", "role": "litigation"},
    ),
    (
        "log breach item 2 who downloaded the file",
        "item",
        {"item": 2, "text": "who downloaded the file"},
    ),
    (
        "log breach/ICE referred 2023-12-01 to USCIS pages 12",
        "referred",
        {"agency": "USCIS", "pages": 12},
    ),
    (
        "log breach/ICE determined 2023-12-01 denied in part",
        "determined",
        {"disposition": "partial"},
    ),
    ("log: breach/ICE called: new analyst, estimate March", "note", {}),
]


@pytest.mark.parametrize(("line", "kind", "details"), EVENTS, ids=[line for line, *_ in EVENTS])
def test_an_event_with_its_details_takes_few_words(
    team, line: str, kind: str, details: dict
) -> None:
    team.founding()

    assert notice(team.say(line)).tone == "done"

    with team.desk.store.read() as session:
        rows = session.scalars(select(EventRow).order_by(EventRow.id.desc()))
        recorded = [one.details for one in rows if one.kind == kind]
    assert recorded
    assert recorded[0] == details


def test_a_production_schedule_is_read_from_words(team) -> None:
    team.founding()
    team.say("log breach case 3:23-cv-00123 D. Or. filed 2023-12-11")

    answer = notice(team.say(
        "log breach/ICE schedule 500 pages processed monthly from 2024-01-15 on 2023-12-12"
    ))  # fmt: skip

    assert answer.tone == "done"
    assert "quantity 500" in answer.lines[0]
    assert "per month" in answer.lines[0]
    # The fifteenth is a holiday: of the two readings the later one is on the agency.
    assert "2024, 1, 16" in str(team.say("due 60"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("log breach/ICE produced 2023-12-01 bates ICE-0120..ICE-0001", "first and the last"),
        ("log breach/ICE produced 2023-12-01 pages many", "whole number"),
        ("log breach/DHS contact Maria Lopez phone 202-555-0100", "office or role"),
        ("log breach/DHS contact FOIA Officer phone 12", "ten digits"),
        ("log breach/DHS contact FOIA Officer email someone@gmail.com", "public office"),
        ("log breach/ICE fee letter 2023-12-01 amount lots", "dollars"),
        ("log breach/ICE produced 2023-02-30", "no such day"),
    ],
)
def test_a_detail_that_cannot_be_is_refused_with_an_example(team, line: str, why: str) -> None:
    team.founding()

    answer = notice(team.say(line))

    assert answer.tone == "refused"
    assert why in answer.lines[0]


def test_a_referral_opens_a_component_request_there_and_undo_closes_it(team) -> None:
    team.founding()

    team.say("log breach/ICE referred 2023-12-01 to USCIS")

    card = team.say("status breach").requests[0]
    child = next(one for one in card.components if one.agency == "USCIS")
    assert child.clock == "unknown"
    assert "received date" in child.headline

    team.say("undo")
    assert [one.agency for one in team.say("status breach").requests[0].components] == [
        "ICE",
        "DHS",
    ]

    team.say("log breach/ICE referred 2023-12-04 to USCIS")
    assert notice(team.say("log breach/USCIS received 2023-12-08")).tone == "done"
    assert "USCIS" in {one.agency for one in team.say("status breach").requests[0].components}


def test_the_form_takes_details_as_they_are_typed(team) -> None:
    team.founding()
    fields = {
        "target": "breach/ICE",
        "event": "production",
        "on": "2023-12-01",
        "pages": "120",
        "bates": "ICE-0001..ICE-0120",
        "more": "items 1,2 withheld 30",
    }

    assert notice(team.say("log", form=fields)).tone == "done"
    wrong = notice(team.say("log", form=fields | {"bates": "nonsense"}))
    assert wrong.tone == "refused"
    assert "first and the last stamp" in wrong.lines[0]
    assert "items 1,2" in str(team.say("history breach")) or team.say("produced breach")


def test_a_receipt_that_lies_ahead_is_refused_with_a_sentence(team) -> None:
    said = notice(team.say("new Early --to ICE --sent 2023-12-11 --received 2023-12-20"))

    assert said.tone == "refused"
    assert "lies ahead" in said.lines[0]


def test_a_day_that_is_typed_beside_options_is_the_day(team) -> None:
    team.founding()

    noted = notice(team.say("log breach/ICE note 2023-11-15 --note call"))
    numbered = notice(team.say("log breach/ICE acknowledged 2023-11-16 --number 2024-ICFO-00001"))

    assert "Wed Nov 15, 2023" in noted.title
    assert "Thu Nov 16, 2023" in numbered.title


@pytest.mark.parametrize(
    ("said", "disposition"),
    [("denied", "full-denial"), ("denied in part", "partial"), ("no records", "no-records"),
     ("granted in full", "full-grant"), ("glomar", "glomar"), ("determined", None)],
)  # fmt: skip
def test_a_word_for_how_it_went_is_kept(team, said: str, disposition: str | None) -> None:
    team.founding()

    team.say(f"log breach/ICE {said} 2023-12-01")

    with team.desk.store.read() as session:
        (row,) = session.scalars(select(EventRow).where(EventRow.kind == "determined"))
        assert row.details.get("disposition") == disposition
