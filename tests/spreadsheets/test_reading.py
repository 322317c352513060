"""Spreadsheets as people keep them: cells, headers, agencies, rows. All names are invented."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused, UsageError
from bot.spreadsheets import agency_cells, cells, columns, grid, rows
from bot.spreadsheets.cells import DAY_FIRST, MONTH_FIRST, Unread
from bot.spreadsheets.meanings import of_header
from tests.support.cases import each

TODAY = date(2026, 11, 24)


def _book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in sheets:
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(text: str, **said: str) -> rows.Read:
    reading = columns.read(grid.read("t.csv", text.encode())[0], said)
    return rows.read(reading, today=TODAY, order="", said={})


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@each("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_in_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Request", "Agency", "Date sent"])
    writer.writerow(
        ["Café, records; “all”" if encoding != "cp1252" else "Café, all", "ICE", "2023-11-09"]
    )

    (found,) = grid.read("t.csv", out.getvalue().encode(encoding))

    assert found.rows[1].cells[1:] == ("ICE", "2023-11-09")
    assert str(found.rows[1].cells[0]).startswith("Café")


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    found = grid.read("t.xlsx", _book(("A", [["x"], [None], ["y"]])))[0]

    assert [row.number for row in found.rows] == [1, 3]


def test_formulas_are_never_evaluated_and_a_saved_value_is_none() -> None:
    found = grid.read("t.xlsx", _book(("A", [["=1+1", "kept"]])))[0]

    assert found.rows[0].cells == (None, "kept")


def test_real_dates_stay_dates_and_moments_keep_their_time() -> None:
    content = _book(("A", [[datetime(2023, 11, 9, 12, 30), date(2023, 11, 10), 45239]]))

    assert grid.read("t.xlsx", content)[0].rows[0].cells == (
        "2023-11-09 12:30:00", date(2023, 11, 10), 45239.0,
    )  # fmt: skip


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 150_000_000)
    return out.getvalue()


def _entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><Types/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", lambda: b"x" * (grid.LARGEST + 1), "larger"),
        ("t.xls", lambda: b"\xd0\xcf\x11\xe0", "Save it as XLSX"),
        ("t.xlsx", lambda: b"PK\x03\x04broken", "damaged"),
        ("t.xlsx", _bomb, "unpacks"),
        ("t.xlsx", _entities, "entities|DOCTYPE|refers"),
        ("t.csv", lambda: b"\n\n", "no rows"),
        ("t.csv", lambda: b"a\n" * (grid.MOST_ROWS + 1), "Split"),
    ],
    ids=["larger", "old kind", "damaged", "bomb", "entities", "no rows", "too many rows"],
)
def test_a_file_that_is_a_trap_or_no_sheet_is_refused(
    name: str, content: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        grid.read(name, content())


@each(
    ("cell", "order", "day"),
    [
        ("2023-11-09", "", date(2023, 11, 9)),
        ("2013-10-17 18:33:47+00:00", "", date(2013, 10, 17)),
        ("11/9/2023", MONTH_FIRST, date(2023, 11, 9)),
        ("11/9/2023", DAY_FIRST, date(2023, 9, 11)),
        ("11/9/23", MONTH_FIRST, date(2023, 11, 9)),
        ("11/9/99", MONTH_FIRST, date(1999, 11, 9)),
        ("11/23/2023", "", date(2023, 11, 23)),
        ("23.11.2023", "", date(2023, 11, 23)),
        ("5/5/2023", "", date(2023, 5, 5)),
        ("11/9/2023 3:15 PM", MONTH_FIRST, date(2023, 11, 9)),
        ("Nov. 9, 2023", "", date(2023, 11, 9)),
        ("Thursday, November 9, 2023", "", date(2023, 11, 9)),
        ("45239", "", date(2023, 11, 9)),
        (45239.0, "", date(2023, 11, 9)),
        (date(2023, 11, 9), "", date(2023, 11, 9)),
        ("N/A", "", None), ("", "", None), ("-", "", None), ("None", "", None), ("TBD", "", None),
    ],
)  # fmt: skip
def test_dates_of_every_habit(cell: Any, order: str, day: date | None) -> None:
    assert cells.day(cell, order) == day


@each(
    "cell",
    [
        "02/03/2023",
        "2023-02-30",
        "13/13/2023",
        "next Friday",
        "Nov 9",
        "today",
        "1",
        7.0,
        "31.02.99",
    ],
)
def test_what_is_no_date_or_two_is_not_guessed(cell: Any) -> None:
    with pytest.raises(Unread):
        cells.day(cell, "")


def test_dates_of_the_sheet_show_which_comes_first() -> None:
    assert cells.order_of(["02/03/2023", "07/13/2017"]) == MONTH_FIRST
    assert cells.order_of(["02/03/2023", "13/07/2017"]) == DAY_FIRST
    assert cells.order_of(["02/03/2023"]) == ""
    assert cells.order_of(["07/13/2017", "13/07/2017"]) == ""
    for slip in (
        "31/6/26",
        "30/2/2026",
        "29/02/2023",
        "32/1/26",
        "2/30/2026",
        "11/31/26",
        "0/20/26",
    ):
        assert cells.order_of(["3/9/26", slip]) == "", slip  # there is no such day
    assert cells.order_of(["3/9/26", "31/6/26", "4/18/26"]) == MONTH_FIRST
    assert cells.order_of(["29/02/2024"]) == DAY_FIRST


@given(st.one_of(st.text(max_size=60), st.floats(), st.dates()))
def test_any_cell_is_a_day_nothing_or_refused(cell: Any) -> None:
    try:
        found = cells.day(cell, MONTH_FIRST)
    except (Unread, OverflowError):
        return
    assert found is None or isinstance(found, date)


@each(
    ("words", "disposition", "ended", "stage"),
    [
        ("Partial grant/partial denial", "partial-grant", True, ""),
        ("Full grant", "full-grant", True, ""),
        ("full-denial", "full-denial", True, ""),
        ("No records", "no-records", True, ""),
        ("Glomar", "glomar", True, ""),
        ("Request withdrawn", "withdrawn", True, "withdrawn"),
        ("Response received (but not complete)", "", False, "open"),
        ("New (Unsent)", "", False, "draft"),
        ("Awaiting Appeal", "", False, "appeal"),
        ("In Litigation", "", False, "litigation"),
        ("Completed", "", True, ""),
        ("Awaiting Acknowledgement", "", False, "open"),
        ("whatever", "", False, ""),
    ],
)
def test_statuses_say_how_far_it_is(words: str, disposition: str, ended: bool, stage: str) -> None:
    found = cells.outcome(words)

    assert (found.disposition, found.ended, found.stage) == (disposition, ended, stage)


@each(
    ("cell", "agencies"),
    [
        ("ICE", ["ICE"]),
        ("ICE, DHS", ["ICE", "DHS"]),
        ("ICE & CBP", ["ICE", "CBP"]),
        ("ICE/CBP", ["ICE", "CBP"]),
        ("DHS/ICE", ["ICE"]),
        ("DHS - ICE", ["ICE"]),
        ("U.S. Customs & Border Protection (CBP)", ["CBP"]),
        ("Department of Homeland Security, United States of America", ["DHS"]),
        ("Immigration and Customs Enforcement and DHS", ["ICE", "DHS"]),
        ("Department of Defense (DOD)|Department of the Army", ["Army"]),
        ("Department of Health (HHS)|Centers for Things (CMS)", ["CMS"]),
        ("Office of Things, Places, and Names", ["Office of Things Places and Names"]),
        ("", []),
    ],
)
def test_agencies_are_found_by_abbreviation_name_and_department(
    cell: str, agencies: list[str]
) -> None:
    assert [one.agency for one in agency_cells.read(cell, {})] == agencies


def test_the_header_is_found_below_titles() -> None:
    reading = columns.read(
        grid.read("t.csv", b"FOIA tracker 2023,,\nUpdated by the team,,\n,,\n"
                           b"Request,Agency,Date Sent\nA,ICE,2023-11-09\n")[0], {}
    )  # fmt: skip

    assert reading.header_row == 4
    assert [c.meaning for c in reading.columns] == ["name", "agency", "sent"]


def test_values_overrule_a_header_that_promises_a_date() -> None:
    reading = columns.read(
        grid.read("t.csv", b"Request,Agency,Sent,Acknowledged\nA,ICE,2023-11-09,yes\n"
                           b"B,ICE,2023-11-09,no\nC,ICE,2023-11-09,yes\n")[0], {}
    )  # fmt: skip

    assert reading.place("acknowledged") is None


def test_a_person_corrects_the_guess_by_header_or_letter() -> None:
    text = b"Request,Agency,Logged,Thing\nA,ICE,2023-11-09,X-1\n"

    reading = columns.read(grid.read("t.csv", text)[0], {"logged": "sent", "D": "number"})

    assert (reading.place("sent"), reading.place("number")) == (2, 3)
    with pytest.raises(UsageError, match="no column"):
        columns.read(grid.read("t.csv", text)[0], {"Nowhere": "sent"})
    with pytest.raises(UsageError, match="cannot mean"):
        columns.read(grid.read("t.csv", text)[0], {"Logged": "birthday"})


def test_running_numbers_of_rows_are_no_tracking_numbers() -> None:
    reading = columns.read(
        grid.read("t.csv", b"No,Request,Agency,Sent\n1,A,ICE,2023-11-09\n2,B,ICE,2023-11-09\n")[0],
        {},
    )

    assert reading.place("number") is None


def test_a_row_becomes_dated_facts() -> None:
    found = _read(
        "Request,Agency,Tracking #,Date Sent,Date Received,Acknowledged,Final Response,Disposition,"
        "Fee Waiver,Notes\n"
        "Old files,ICE,2024-ICFO-00001,11/9/2023,11/13/2023,12/1/2023,2/20/2024,Partial grant,"
        "Granted,called twice\n"
    )

    (line,) = found.lines
    told = [(e.kind.value, e.on.isoformat()) for e in line.entries]
    assert told == [
        ("sent", "2023-11-09"), ("received", "2023-11-13"), ("acknowledged", "2023-12-01"),
        ("fee-waiver-requested", "2023-11-09"), ("determined", "2024-02-20"),
        ("note", "2024-02-20"),
    ]  # fmt: skip
    assert line.entries[2].details == {"number": "2024-ICFO-00001"}
    assert line.entries[4].details == {"disposition": "partial-grant"}
    assert "called twice" in line.entries[-1].note
    assert "without a day: fee waiver Granted" in line.entries[-1].note


@each(
    ("row", "why"),
    [
        ("A,ICE,,", "day of sending is missing"),
        ("A,ICE,2027-01-01,", "in the future"),
        ("A,ICE,2023-02-30,", "no date"),
        ("A,ICE,2023-11-09,2023-01-01", "before the request was sent"),
        ("A,,2023-11-09,", "No agency"),
        ("A,Springfield Police Department,2023-11-09,", "state or town"),
        ("A,Oregon Department of Justice,2023-11-09,", "state or town"),
        (",ICE,2023-11-09,", "neither a name nor"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_a_reason(row: str, why: str) -> None:
    found = _read(f"Request,Agency,Sent,Received\n{row}\nB,ICE,2023-11-09,2023-11-09\n")

    assert len(found.lines) == 1
    (fault,) = found.faults
    assert fault.row == 2
    assert why in fault.why


def test_several_agencies_get_the_numbers_of_their_shape() -> None:
    (ice, dhs) = _read(
        'Request,Agency,Number,Sent\nA,"ICE, DHS","2024-HQFO-00002; 2024-ICFO-00001",2023-11-09\n'
    ).lines

    assert (ice.numbers, dhs.numbers) == (("2024-ICFO-00001",), ("2024-HQFO-00002",))


def test_a_row_of_sums_and_a_repeated_header_are_no_requests() -> None:
    found = _read(
        "Request,Agency,Sent\nA,ICE,2023-11-09\nRequest,Agency,Sent\nB,ICE,2023-11-09\nTotal,2,\n"
    )

    assert [line.name for line in found.lines] == ["A", "B"]
    assert not found.faults


@each(
    ("header", "meaning"),
    [
        ("FOIA Request", "name"), ("Name of request", "name"), ("Description of Records", "name"),
        ("Agency/Component", "agency"), ("To whom", "agency"), ("Sub-Office", "agency"),
        ("Date Submitted", "sent"), ("Date Request Sent", "sent"), ("Date of Request", "sent"),
        ("Date received by agency", "received"), ("Date Perfected", "received"),
        ("Acknowledgment Rec'd", "acknowledged"), ("Ack letter date", "acknowledged"),
        ("Tracking #", "number"), ("FOIA Control Number", "number"), ("Case No.", "number"),
        ("20-day deadline", "due"), ("Response Due Date", "due"), ("Due", "due"),
        ("Final response date", "determined"), ("Date Closed", "determined"),
        ("Date Appeal Sent", "appealed"), ("Appeal Deadline", "appeal-due"),
        ("Appeal Decision Date", "appeal-decided"), ("Appeal Number", "appeal-number"),
        ("Fee Waiver (Y/N)", "fee-waiver"), ("Expedited processing granted?", "expedited"),
        ("Complaint filed", "sued"), ("Lead attorney", "owner"), ("Notes/Updates", "notes"),
        ("Matter / subj.", "name"), ("Who we asked", "agency"), ("Mailed or e-filed", "sent"),
        ("They got it", "received"), ("Trk #", "number"), ("Whats up", "status"),
        ("Their due dt", "due"), ("Date rcvd", "received"), ("Where things stand", "status"),
        ("Sent / received", ""), ("Request / response", ""), ("Appeal filed / decided", ""),
        ("City, State", ""), ("State or local", ""), ("Name / A-number", ""),
        ("Days pending", ""), ("Estimated completion", ""), ("Confirmation number", ""),
        ("agency_id", ""), ("Certified mail #", ""), ("Track", ""), ("Docket", ""), ("id", "number"),
    ],
)  # fmt: skip
def test_headers_as_people_write_them(header: str, meaning: str) -> None:
    assert of_header(header) == meaning


def test_a_determination_in_words_is_a_disposition() -> None:
    text = (
        "Request,Agency,Sent,Determination,Determination Date\n"
        "A,ICE,2023-01-09,Denied,2023-03-01\nB,ICE,2023-01-09,Full grant,2023-03-02\n"
    )
    found = _read(text)

    assert [line.entries[1].details for line in found.lines] == [
        {"disposition": "full-denial"}, {"disposition": "full-grant"},
    ]  # fmt: skip


@each(
    ("name", "local"),
    [
        ("Springfield Public Schools", True), ("Austin ISD", True), ("NY State Commission", True),
        ("Someplace Housing Authority", True), ("University of Nowhere", True),
        ("Oregon Department of Justice", True), ("Mayor's Office", True), ("WV Division of X", True),
        ("U.S. Park Police", False), ("Federal Transit Administration", False),
        ("Bureau of Land Things", False), ("Odd Research Office, USA", True),
        ("Office of Odd Research", True),
    ],
)  # fmt: skip
def test_no_federal_date_where_nothing_shows_that_federal_law_counts(
    name: str, local: bool
) -> None:
    (found,) = agency_cells.read(name, {})

    assert (found.known, bool(found.doubt)) == (False, local)


def test_a_person_says_whose_law_counts_for_names_off_the_list() -> None:
    told = {"office of odd research": "federal", "odd bureau": "US-NY"}

    assert agency_cells.read("Office of Odd Research", told) == [
        agency_cells.Whom("Office of Odd Research", known=False)
    ]
    assert agency_cells.read("Odd Bureau", told)[0].agency == "US-NY-Odd-Bureau"
    assert not agency_cells.read("Anything Else", {"*": "federal"})[0].doubt
    assert agency_cells.read("Springfield Public Schools", {"*": "federal"})[0].doubt


@pytest.mark.parametrize(
    ("cell", "told", "agency"),
    [
        ("NYPD", {"nypd": "US-NY"}, "US-NY-NYPD"),
        ("New York", {"new york": "US-NY"}, "US-NY"),  # the state itself
        ("US-NY:NYPD", {}, "US-NY-NYPD"),
        ("federal:MSHA", {}, "MSHA"),
        ("Bureau X", {"bureau x": "ICE"}, "ICE"),
    ],
)
def test_a_local_body_keeps_its_name_below_its_state(
    cell: str, told: dict[str, str], agency: str
) -> None:
    (found,) = agency_cells.read(cell, told)

    assert (found.agency, found.doubt) == (agency, "")


@pytest.mark.parametrize(
    ("header", "cell", "on", "details"),
    [
        ("Extension", "2024-01-15", "2024-01-15", {}),
        ("Extension", "10 days", "2024-01-03", {"days": 10}),
        ("Extension", "10", "2024-01-03", {"days": 10}),
        ("Extension", "2024-02-20", "2024-01-03", {"due": "2024-02-20"}),  # no notice is so late
        ("Extended on", "2024-02-20", "2024-02-20", {}),
        ("Extended to", "2024-02-20", "2024-01-03", {"due": "2024-02-20"}),
        ("Extension deadline", "2/20/2024", "2024-01-03", {"due": "2024-02-20"}),
    ],
)
def test_more_time_that_a_sheet_tells_is_an_event(
    header: str, cell: str, on: str, details: dict[str, Any]
) -> None:
    (line,) = _read(f"Request,Agency,Date sent,{header}\nA,ICE,2024-01-03,{cell}\n").lines

    (more,) = [entry for entry in line.entries if entry.kind == "extended"]
    assert (more.on.isoformat(), dict(more.details)) == (on, details)
    assert more.certainty == ("stated" if on == cell else "inferred")


@pytest.mark.parametrize(("cell", "kept"), [("yes", True), ("no", False), ("", False)])
def test_more_time_without_day_and_length_is_kept_in_words(cell: str, kept: bool) -> None:
    (line,) = _read(f"Request,Agency,Date sent,Extension\nA,ICE,2024-01-03,{cell}\n").lines

    assert [entry.note for entry in line.entries if entry.kind == "note"] == (
        ["The sheet said, without a day: extension yes."] if kept else []
    )
    assert "extended" not in [entry.kind for entry in line.entries]


@each(
    ("agency", "status", "told"),
    [
        ("ICE", "Ack'd 11/5, answer by 12/4", {"acknowledged": "2026-11-05", "due": "2026-12-04"}),
        ("ICE", "acknowledged 10/20", {"acknowledged": "2026-10-20"}),
        ("ICE", "Ack. on 2026-10-20; response due Dec 4", {"acknowledged": "2026-10-20",
                                                           "due": "2026-12-04"}),
        ("US-TX", "Sent to AG 11/20", {"ruling-asked": "2026-11-20"}),
        ("ICE", "Sent to AG 11/20", {}),  # no other law knows it
        ("ICE", "see letter of 10/20", {}),
        ("ICE", "acknowledged 12/20", {}),  # has not come yet
        ("ICE", "not acknowledged 10/20", {}),
    ],
)  # fmt: skip
def test_a_status_tells_what_it_says_with_its_day_and_stays_as_words(
    agency: str, status: str, told: dict[str, str]
) -> None:
    (line,) = _read(
        "Request,Agency,Date sent,Date received,Status\n"
        f'A,{agency},10/19/2026,10/19/2026,"{status}"\n'
    ).lines
    found = {e.kind.value: e.on.isoformat() for e in line.entries}
    dues = [str(e.details["due"]) for e in line.entries if e.details.get("due")]
    found |= {"due": dues[0]} if dues else {}
    (note,) = [e.note for e in line.entries if e.note]

    assert {name: found[name] for name in found if name not in {"sent", "received", "note"}} == told
    assert status in note


@each(
    ("status", "told", "left"),
    [
        ("Denied 11/16/2026", {"determined": ("2026-11-16", "full-denial")}, 0),
        ("Partial denial on 11/17/2026", {"determined": ("2026-11-17", "partial-grant")}, 0),
        ("Granted in part and denied in part 11/16", {"determined": ("2026-11-16", "partial-grant")}, 0),
        ("No records found (11/16/2026)", {"determined": ("2026-11-16", "no-records")}, 0),
        ("Full grant, Nov 16 2026", {"determined": ("2026-11-16", "full-grant")}, 0),
        ("Denial letter rec'd 11/16/2026", {"determined": ("2026-11-16", "full-denial")}, 0),
        ("Denied 11/16/2026, appealed 11/20/2026",
         {"determined": ("2026-11-16", "full-denial"), "appeal-filed": ("2026-11-20", "")}, 0),
        ("Appealed 11/20/2026", {"appeal-filed": ("2026-11-20", "")}, 0),
        ("Extended to 12/18/2026", {"extended": ("2026-12-18", "")}, 0),
        ("Ack 10/30, ext. to 12/18", {"acknowledged": ("2026-10-30", ""),
                                      "extended": ("2026-12-18", "")}, 0),
        ("Withdrawn 11/16/2026", {"request-withdrawn": ("2026-11-16", "")}, 0),
        ("DENIED b5 11/16/2026", {"determined": ("2026-11-16", "full-denial")}, 0),
        ("denied, (b)(5), 11/16", {"determined": ("2026-11-16", "full-denial")}, 0),
        ("Denied 11/16/2026 under b6 and b7(C)", {"determined": ("2026-11-16", "full-denial")}, 0),
        ("Partial grant b5/b6 11/16", {"determined": ("2026-11-16", "partial-grant")}, 0),
        ("Denied under exemption b5 on 11/16; appealed 11/20",
         {"determined": ("2026-11-16", "full-denial"), "appeal-filed": ("2026-11-20", "")}, 0),
        ("Granted b5 11/16/2026", {}, 1),  # then not all of it
        ("Granted (b)(6) 11/16/2026", {}, 1),
        ("Fee waiver denied 11/16/2026", {}, 1),
        ("not denied 11/16/2026", {}, 1),
        ("Denied 12/16/2026", {}, 1),  # has not come yet
        ("Closed 11/16/2026", {}, 1),  # by whom, and how?
    ],
)  # fmt: skip
def test_what_a_status_decides_with_its_day_is_taken_or_named_in_the_preview(
    status: str, told: dict[str, tuple[str, str]], left: int
) -> None:
    found = _read(
        f'Request,Agency,Date sent,Date received,Status\nA,ICE,10/19/2026,10/19/2026,"{status}"\n'
    )
    (line,) = found.lines

    assert {
        e.kind.value: (str(e.details.get("due") or e.on), e.details.get("disposition", ""))
        for e in line.entries
        if e.kind not in {"sent", "received", "note"}
    } == told
    assert len([one for one in found.remarks if one.what.startswith("status: ")]) == left


def test_a_header_that_a_person_names_is_found_below_a_title() -> None:
    sheet = "Our tracker,,,\n,,,\nWho we asked,Topic,Date out,Ref #\nICE,Planes,10/20/2026,1\n"
    said = {"Who we asked": "agency", "Topic": "name", "Date out": "sent", "Ref #": "skip"}
    reading = columns.read(grid.read("t.csv", sheet.encode())[0], said)
    found = rows.read(reading, today=TODAY, order="", said={})

    assert reading.header_row == 3
    assert [(line.name, line.whom.agency, line.sent) for line in found.lines] == [
        ("Planes", "ICE", date(2026, 10, 20))
    ]
    assert not found.faults
