"""Importing a tracker: a preview, all or nothing, twice adds nothing, undone as one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.answers.values import FileAnswer, Notice
from bot.commands import imports, previews, shared_spreadsheets, undo
from bot.commands.imports import Plan, Wishes
from bot.errors import Refused
from bot.queries import exports
from bot.registry.commands import ImportRequests, TakeBack
from bot.registry.draft_queries import ExportRequests
from bot.settings import Settings
from bot.store import event_log
from bot.store.tables import EventRow, Request, WaitingFile
from bot.wiring.container import open_desk
from tests.reminders.world import HOME, World

pytestmark = pytest.mark.slow

TRACKER = """Our requests,,,,,,,
Request,Agency,Tracking No.,Date sent,Received,Due date,Status,Notes
ICE data breach,ICE,2024-ICFO-00001,11/9/2023,11/9/2023,12/7/2023,Open,
ICE data breach,DHS,2024-HQFO-00002,11/9/2023,11/13/2023,,Open,
Detention deaths,CBP,CBP-2023-012345,3/2/2023,,,Completed,asked again on 4/1
No day,ICE,,,,,Open,
"""


def _look(team: Any, text: str = TRACKER, **wishes: Any) -> Plan:
    with team.desk.room() as room:
        return imports.look(room, team.desk.operator(), "t.csv", text.encode(), Wishes(**wishes))


def _write(team: Any, content: bytes | str = TRACKER, name: str = "t.csv", **wishes: Any) -> Notice:
    content = content.encode() if isinstance(content, str) else content
    with team.desk.room(write=True) as room:
        ask = team.desk.operator()
        return imports.write(room, ask, imports.look(room, ask, name, content, Wishes(**wishes)))


def _count(team: Any, table: Any = Request) -> int:
    with team.desk.room() as room:
        found = room.session.scalar(select(func.count()).select_from(table))
        return int(found or 0)


def test_the_preview_writes_nothing_and_tells_all(team: Any) -> None:
    plan = _look(team)
    value = previews.preview(plan).to_json()

    assert (value["requests"], value["components"]) == (2, 3)
    assert value["header_row"] == 2
    assert [fault["row"] for fault in value["refused"]] == [6]
    assert value["dates"] == "mdy"  # 11/13/2023 shows it
    assert _count(team) == 0
    assert _count(team, EventRow) == 0


def test_due_date_and_status_of_the_sheet_are_shown_and_not_followed(team: Any) -> None:
    plan = _look(team, dates="mdy")
    said = {(d.row, d.sheet): d.ours for d in plan.disagreements}

    assert said[(3, "due 2023-12-07")] == "due 2023-12-11"
    assert "unknown" in said[(5, "status “Completed”")]


def test_one_letter_to_two_agencies_is_one_request(team: Any) -> None:
    _write(team, dates="mdy")

    card = next(
        c for c in team.say("status ice data breach").requests if c.slug == "ice-data-breach"
    )
    assert [(c.agency, c.numbers) for c in card.components] == [
        ("ICE", ("2024-ICFO-00001",)),
        ("DHS", ("2024-HQFO-00002",)),
    ]
    due = {
        c.agency: d.due for c in card.components for d in c.deadlines if d.limit == "determination"
    }
    assert due == {"ICE": date(2023, 12, 11), "DHS": date(2023, 12, 12)}


def test_importing_twice_adds_nothing(team: Any) -> None:
    _write(team, dates="mdy")
    before = _count(team, EventRow)
    again = _look(team, dates="mdy")

    assert not again.grouped.groups
    assert len(again.grouped.same) == 3
    assert all(one.on_file for one in again.grouped.same)
    assert "Nothing new" in _write(team, dates="mdy").title
    assert _count(team, EventRow) == before


def test_a_number_on_file_is_the_same_request_under_another_name(team: Any) -> None:
    _write(team, dates="mdy")

    plan = _look(team, "Request,Agency,Number,Sent\nBreach!,ICE,2024 ICFO 00001,2023-11-09\n")

    assert [one.where for one in plan.grouped.same] == ["ice-data-breach/ICE, by its number"]


def test_a_further_agency_joins_the_request_on_file_and_undo_takes_it_back(team: Any) -> None:
    team.founding()
    _write(team, "Request,Agency,Sent,Received\nICE data breach,CBP,2023-11-09,2023-11-10\n")

    agencies = [c.agency for c in team.say("status breach").requests[0].components]
    assert agencies == ["ICE", "DHS", "CBP"]
    team.say("undo", person=team.desk.operator().person)
    assert [c.agency for c in team.say("status breach").requests[0].components] == ["ICE", "DHS"]


def test_a_local_body_keeps_its_name_and_is_found_again(team: Any) -> None:
    sheet = "Request,Agency,Date sent\nDrones,NYPD,2023-11-03\n"
    said = {"NYPD": "US-NY"}
    _write(team, sheet, agencies=said)

    assert team.say("status drones").requests[0].components[0].agency == "US-NY-NYPD"
    assert not _look(team, sheet, agencies=said).writes
    # A store in which an earlier version kept the state alone.
    team.say("new Tasers --to US-NY --sent 2023-11-03")
    assert not _look(team, sheet.replace("Drones", "Tasers"), agencies=said).writes


@pytest.mark.parametrize(
    ("first", "then"),
    [("New York City Police Department", "NYPD"), ("NYPD", "New York City Police Department")],
)
def test_a_body_on_file_under_another_name_is_joined_and_the_preview_says_so(
    team: Any, first: str, then: str
) -> None:
    sheet = "Request,Agency,Date sent,Status\nRobot dogs,{},2023-10-19,{}\n"
    _write(team, sheet.format(first, ""), agencies={first: "US-NY"})
    before = _count(team)

    plan = _look(team, sheet.format(then, "Acknowledged 10/23/2023"), agencies={then: "US-NY"})

    assert not plan.grouped.groups
    assert [[e.kind.value for e in more.entries] for more in plan.grouped.more] == [
        ["acknowledged"]
    ]
    assert any("on file" in one.what for one in plan.remarks)
    assert _count(team) == before


def test_undo_takes_the_whole_import_back(team: Any) -> None:
    _write(team, dates="mdy")

    said = team.say("undo", person=team.desk.operator().person)

    assert isinstance(said, Notice)
    assert said.tone == "done"
    assert "No requests on file" in team.say("status").title
    assert len(_look(team, dates="mdy").grouped.groups) == 2  # and it can be imported again
    with team.desk.room() as room:
        assert event_log.refold(room.session, room.choices) == []


def test_a_fault_in_the_middle_leaves_nothing(team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = event_log.record_all

    def broken(session: Any, component: Any, told: Any, stamp: Any) -> Any:
        if component.agency == "CBP":
            raise RuntimeError("the machine went out")
        return real(session, component, told, stamp)

    monkeypatch.setattr(event_log, "record_all", broken)
    with pytest.raises(RuntimeError):
        _write(team, dates="mdy")
    assert _count(team) == _count(team, EventRow) == 0


def test_projections_agree_with_events_after_an_import(team: Any) -> None:
    _write(team, dates="mdy")

    with team.desk.room() as room:
        assert event_log.refold(room.session, room.choices) == []


def test_free_text_is_masked_on_the_way_in(team: Any) -> None:
    text = (
        "Request,Agency,Sent,Received,Notes\n"
        'Case of A 123 456 789,ICE,2023-11-09,2023-11-09,"client A123456789, SSN 123-45-6789"\n'
        'Other,ICE,someday A123456789,2023-11-09,""\n'
    )
    plan = _look(team, text)
    _write(team, text)

    assert "123456789" not in json.dumps(previews.as_data(plan))
    with team.desk.room() as room:
        notes = " ".join(row.note for row in room.session.scalars(select(EventRow)))
        names = " ".join(row.name for row in room.session.scalars(select(Request)))
    assert "123456789" not in notes + names
    assert "6789" not in notes
    assert "client" in notes


def test_receipt_is_assumed_only_when_a_person_says_so(team: Any) -> None:
    text = "Request,Agency,Sent\nA,ICE,2023-11-09\n"
    assert not any(
        e.kind == "received" for g in _look(team, text).grouped.groups for e in g.lines[0].entries
    )

    _write(team, text, assume_received=True)

    (component,) = team.say("status a").requests[0].components
    assert component.receipt_certainty == "assumed"


def test_two_requests_of_one_name_keep_apart(team: Any) -> None:
    _write(
        team, "Request,Agency,Sent\nLogs,ICE,2021-11-09\nLogs,ICE,2022-11-09\nLogs,ICE,2023-11-09\n"
    )

    with team.desk.room() as room:
        slugs = sorted(room.session.scalars(select(Request.slug)))
    assert len(slugs) == 3
    assert "logs" in slugs


def test_what_is_no_tracker_is_refused_with_what_to_do(team: Any) -> None:
    with pytest.raises(Refused, match="--map"):
        _look(team, "id,name,pages\n1,Office of Things,12\n")


def _old(number: int) -> str:
    lines = ["Request,Agency,Sent,Received"]
    lines += [f"Old request {n},ICE,2023-01-{3 + n % 20:02d},2023-01-30" for n in range(number)]
    return "\n".join(lines)


def test_five_hundred_old_requests_are_told_in_one_digest_and_never_one_by_one(team: Any) -> None:
    _write(team, _old(500), channel=HOME)
    world = World(team.desk.store)
    world.clock.true = team.clock[0]

    world.sweeps("2023-12-12T15:05:00Z", every=60, count=5)

    told = [ref for message in world.said(HOME) for ref in message.card.covers]
    assert {post.kind for post in world.posts()} == {"digest"}
    assert len(told) == len(set(told)) == 500
    (digest,) = world.said(HOME)
    assert digest.card.lines[-1].startswith("And 450 more")
    world.sweeps("2023-12-13T15:05:00Z", every=60, count=3)
    assert len(world.said(HOME)) == 1


CELLS = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@\t\r\n\0'\"|,;\u202e\u200b＝"), st.characters(max_codepoint=0x2FFF)
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    wanted=st.lists(
        st.tuples(CELLS, st.sampled_from(["ICE", "DHS", "CBP", "National Office of Names"]),
                  st.dates(date(2015, 1, 1), date(2023, 6, 1)), st.integers(0, 40)),
        min_size=1, max_size=6,
    ),
    kind=st.sampled_from(["csv", "xlsx"]),
)  # fmt: skip
def test_what_is_exported_is_imported_again(
    wanted: list[tuple[str, str, date, int]], kind: str, tmp_path_factory: Any
) -> None:
    first, second = (
        open_desk(
            Settings(data=tmp_path_factory.mktemp("d")),
            clock=lambda: datetime(2023, 12, 12, 15, tzinfo=UTC),
        )
        for _ in range(2)
    )
    try:
        _fill(first, wanted)
        content = _exported(first, kind)
        with second.room(write=True) as room:
            ask = second.operator()
            plan = imports.look(room, ask, f"t.{kind}", content, Wishes())
            assert not plan.faults
            imports.write(room, ask, plan)
        assert _facts(first) == _facts(second)
        assert _harmless(kind, content)
    finally:
        first.close()
        second.close()


def _fill(desk: Any, wanted: list[tuple[str, str, date, int]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Request", "Agency", "Number", "Sent", "Received", "Acknowledged"])
    for at, (name, agency, sent, days) in enumerate(wanted):
        shown = f"R{at} {name}"
        received, acknowledged = sent + timedelta(days), sent + timedelta(days + 2)
        writer.writerow([shown, agency, f"N-{at:05d}", sent, received, acknowledged])
    with desk.room(write=True) as room:
        ask = desk.operator()
        plan = imports.look(room, ask, "t.csv", out.getvalue().encode(), Wishes())
        assert not plan.faults
        imports.write(room, ask, plan)


def _exported(desk: Any, kind: str) -> bytes:
    with desk.room() as room:
        answer = exports.export(room, desk.operator(), ExportRequests(kind))
    assert isinstance(answer, FileAnswer)
    return answer.content


def _facts(desk: Any) -> list[Any]:
    value = json.loads(_exported(desk, "json"))
    return [
        (r["name"], c["agency"], c["numbers"], c["received"], c["receipt_certainty"], r["sent"],
         c["phase"], [(d["limit"], d["due"]) for d in c["deadlines"]])
        for r in value["requests"] for c in r["components"]
    ]  # fmt: skip


def _harmless(kind: str, content: bytes) -> bool:
    if kind == "csv":
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        return not any(cell[:1] in "=+@\t\r" for row in table[1:] for cell in row if cell)
    book = openpyxl.load_workbook(io.BytesIO(content))
    return not any(cell.data_type == "f" for s in book for row in s.iter_rows() for cell in row)


def test_a_shared_sheet_waits_encrypted_and_for_ten_minutes_only(team: Any) -> None:
    ask = team.desk.operator()
    with team.desk.room(write=True) as room:
        shared_spreadsheets.offer(room, ask, "t.csv", TRACKER.encode(), ImportRequests(dates="mdy"))
        (row,) = room.session.scalars(select(WaitingFile))
        assert b"breach" not in row.sealed
    team.clock[0] += timedelta(minutes=11)
    with pytest.raises(Refused, match="Share it again"), team.desk.room(write=True) as room:
        wanted = ImportRequests(row.id, "yes")
        shared_spreadsheets.take(room, replace(ask, now=team.clock[0]), wanted)
    team.desk.upkeep()
    assert _count(team, WaitingFile) == 0


def test_a_waiting_sheet_is_only_for_whoever_shared_it(team: Any) -> None:
    ask = team.desk.operator()
    with team.desk.room(write=True) as room:
        shared_spreadsheets.offer(room, ask, "t.csv", TRACKER.encode(), ImportRequests(dates="mdy"))
        (row,) = room.session.scalars(select(WaitingFile))

    assert "not kept any more" in " ".join(team.say(f"import #{row.id} yes").lines)
    assert _count(team) == 0


_HEAD = "Request,Agency,Date sent,Date received,Tracking number,Status\n"


def test_a_second_import_adds_new_facts_once_asks_about_others_and_can_be_undone(team: Any) -> None:
    _write(team, f"{_HEAD}Deaths,ICE,2023-01-09,,2023-ICFO-07001,Open\n")
    before = _count(team, EventRow)
    fuller = f"{_HEAD}Deaths,ICE,2023-01-09,2023-01-11,2023-ICFO-07001,Open\n"

    said = _write(team, fuller)
    again = _look(team, fuller)
    other = previews.preview(_look(team, fuller.replace("01-11", "01-13"))).to_json()

    assert said.title == "Added to what is on file."
    assert _count(team, EventRow) == before + 1
    assert not again.writes
    assert other["contradictions"][0]["differs"] == (
        "received 2023-01-11 on record, 2023-01-13 in the sheet"
    )
    with team.desk.room(write=True) as room:
        undo.undo(room, team.desk.operator(), TakeBack())
    assert _look(team, fuller).writes


def test_two_peoples_requests_with_the_same_mask_stay_two(team: Any) -> None:
    sheet = (
        "Request,Agency,Sent\nA-file of Ana Lopez,ICE,2023-01-04\nA-file of Selam Haile,ICE,2023-01-04\n"
        "Jordan Pettibone,USCIS,2023-02-05\na-file of  ana lopez,ICE,2023-01-04\n"
    )
    plan = _look(team, sheet)
    grouped = plan.grouped

    assert plan.faults == ()
    assert [one.name for one in grouped.groups] == [
        "A-file of [name]",
        "A-file of [name] (2)",
        "[name]",
    ]
    assert [(one.row, one.where) for one in grouped.same] == [(5, "row 2")]
    _write(team, sheet)
    assert not _look(team, sheet).grouped.groups  # importing it again adds nothing


# Days as they are typed, and which rows are taken: their names.
STYLES = (
    (("A", "13/10/2023", "16/10/2023", ""), ("B", "10/31/2023", "", ""), ("C", "05/04/2023", "", ""), "AB"),
    (("A", "13/10/2023", "16/10/2023", ""), ("B", "05/04/2023", "05/05/2023", "03/06/2023"), None, "AB"),
    (("A", "13/10/2023", "16/10/2023", ""), ("B", "05/04/2023", "06/04/2023", "06/03/2023"), None, "A"),
    (("A", "13/10/2023", "", ""), ("B", "11/02/2023", "11/06/2023", ""), ("C", "2023-05-04", "", ""), "ABC"),
    (("A", "13/10/2023", "", ""), ("B", "11/12/2023", "", ""), ("C", "12/11/2023", "", ""), "ABC"),
    (("A", "13/10/2023", "", ""), ("B", "11/10/2023", "12/09/2023", ""), ("C", "03/04/2023", "", ""), "A"),
)  # fmt: skip


def test_rows_of_mixed_styles_are_flagged_not_guessed(team: Any) -> None:
    for *rows, taken in STYLES:
        cells = "".join(f"{','.join((one[0], 'ICE', *one[1:]))}\n" for one in rows if one)
        plan = _look(team, f"Request,Agency,Date sent,Received,Due\n{cells}")

        assert "".join(one.name for one in plan.grouped.groups) == taken, rows
        told = {name for name in "ABC" if any(row and row[0] == name for row in rows)} - set(taken)
        assert len(plan.faults) == len(told), rows
        assert all("can be two days" in one.why for one in plan.faults), rows


def test_the_same_name_but_for_a_year_and_the_same_receipt_is_asked_about(team: Any) -> None:
    _write(team, f"{_HEAD}Detention deaths,ICE,2023-05-04,2023-05-05,,\n")
    sheet = f"{_HEAD}Detention deaths{{}},{{}},2023-04-05,2023-05-0{{}},,\n"

    for year in ("", " 2023"):
        plan = _look(team, sheet.format(year, "ICE", 5))
        assert not plan.writes
        (same,) = plan.grouped.same
        assert same.differs == "sent 2023-05-04 on record, 2023-04-05 in the sheet"
    for others in ((" 2023", "ICE", 8), (" 2023", "CBP", 5)):
        assert _look(team, sheet.format(*others)).writes, others
