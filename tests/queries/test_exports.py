"""Exports: rows, a workbook, a calendar, JSON; masked, harmless, the same twice."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from bot.answers.values import FileAnswer, Notice
from bot.queries import exports
from bot.registry.draft_queries import ExportRequests

pytestmark = pytest.mark.slow


def _made(team: Any, words: str) -> FileAnswer:
    with team.desk.room() as room:
        answer = exports.export(room, team.desk.operator(), ExportRequests(*words.split(" ", 1)))
    assert isinstance(answer, FileAnswer)
    return answer


def _events(team: Any) -> dict[str, Any]:
    calendar = Calendar.from_ical(_made(team, "ics").content)
    return {str(e["summary"]): e for e in calendar.walk("VEVENT")}


def test_csv_has_one_row_a_component_request(team: Any) -> None:
    team.founding()
    team.say("log breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001")

    content = _made(team, "csv").content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    assert [(r["Agency"], r["Numbers"], r["Acknowledged"]) for r in rows] == [
        ("ICE", "2024-ICFO-00001", "2023-12-01"),
        ("DHS", "", ""),
    ]
    assert rows[0]["Received"] == "2023-12-01"
    assert rows[0]["Receipt certainty"] == "inferred"  # the letter is surer than the assumption
    assert rows[1]["Receipt certainty"] == "assumed"
    assert rows[1]["Next date"] == "2029-12-11" or rows[1]["Next date"] >= "2023-12-11"
    assert "U.S.C." in rows[1]["Citation"]


def test_what_is_late_comes_next_and_not_the_day_to_sue_years_off(team: Any) -> None:
    team.founding()
    team.clock[0] = datetime(2024, 1, 3, 15, tzinfo=UTC)
    rows = list(csv.DictReader(io.StringIO(_made(team, "csv").content.decode("utf-8-sig"))))

    assert [(r["Next deadline"], r["Next date"]) for r in rows] == [
        ("Determination", "2023-12-11")
    ] * 2


def test_the_workbook_has_real_dates_three_sheets_and_a_frozen_header(team: Any) -> None:
    team.founding()

    book = openpyxl.load_workbook(io.BytesIO(_made(team, "xlsx breach").content))

    assert book.sheetnames == ["Requests", "Deadlines", "Events"]
    sheet = book["Requests"]
    sent = [cell.value for cell in sheet[1]].index("Sent")
    assert sheet[2][sent].value == datetime(2023, 11, 9)
    assert sheet[2][sent].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "B2"
    assert {row[2].value for row in book["Deadlines"].iter_rows(min_row=2)} >= {"Determination"}
    assert book["Events"].max_row == 5  # sent and received, twice, below the header


def test_an_export_holds_no_formula_and_nothing_unseen(team: Any) -> None:
    team.say("new =cmd|'/c calc'!A0\u202e --to ICE --sent 2023-11-09")

    rows = list(csv.reader(io.StringIO(_made(team, "csv").content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(_made(team, "xlsx").content))

    assert rows[1][0] == "'=cmd|'/c calc'!A0"
    cell = book["Requests"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "'=cmd|'/c calc'!A0")


def test_each_open_deadline_is_one_all_day_event(team: Any) -> None:
    team.founding()

    found = _events(team)

    event = next(e for summary, e in found.items() if "ICE · Determination" in summary)
    assert event["dtstart"].dt == date(2023, 12, 11)
    assert event["dtend"].dt == date(2023, 12, 12)
    assert "20 working days" in event["description"]
    assert "5 U.S.C. 552" in event["description"]
    assert list(event.walk("VALARM")) == []


def test_our_own_dates_ring_a_week_and_a_day_before(team: Any) -> None:
    team.founding()
    team.say("log breach/ICE determined --on 2023-12-01 --disposition full-denial")

    event = next(e for summary, e in _events(team).items() if "appeal" in summary.casefold())

    triggers = sorted(alarm["trigger"].dt.days for alarm in event.walk("VALARM"))
    assert triggers == [-7, -1]


def test_a_moved_deadline_keeps_its_uid_and_rises_in_sequence(team: Any) -> None:
    team.founding()
    before = _events(team)
    team.say("log breach/ICE extended 2023-12-04 days 10")
    after = _events(team)

    (summary,) = [one for one in before if "ICE · Determination" in one]
    assert before[summary]["uid"] == after[summary]["uid"]
    assert after[summary]["dtstart"].dt > before[summary]["dtstart"].dt
    assert after[summary]["sequence"] > before[summary]["sequence"]
    assert len({str(e["uid"]) for e in after.values()}) == len(after)


@pytest.mark.parametrize("kind", ["csv", "ics", "json"])
def test_the_same_store_gives_the_same_bytes(team: Any, kind: str) -> None:
    team.founding()

    assert _made(team, kind).content == _made(team, kind).content


def test_json_holds_what_status_and_history_know(team: Any) -> None:
    team.founding()
    team.say("log breach/ICE note --on 2023-12-01 --note asked of A123456789")

    answer = _made(team, "json")
    value = json.loads(answer.content)

    assert value == answer.to_json()
    (request,) = value["requests"]
    status = team.say("status breach").to_json()["requests"][0]
    assert {key: request[key] for key in status} == status
    told = sorted(e["event"] for e in request["events"])
    assert told == ["note", "received", "received", "sent", "sent"]
    assert b"123456789" not in answer.content


def test_nothing_on_file_is_said_and_a_wrong_kind_too(team: Any) -> None:
    assert "nothing to export" in team.say("export csv").title
    said = team.say("export pdf")
    assert isinstance(said, Notice)
    assert "csv, xlsx, ics, json" in " ".join(said.lines)


def test_an_outsider_exports_nothing(team: Any) -> None:
    team.founding()

    said = team.say("export csv", person=team.OUTSIDER)

    assert "members of the team only" in said.title
