"""An import asks where a sheet contradicts itself or the record, and hides nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bot.law.events import Event, Kind
from bot.spreadsheets import cells, columns, grid, groups, rows
from bot.spreadsheets.cells import Unread
from bot.spreadsheets.groups import Folds, Grouped, Held, OnFile
from tests.support.cases import each

HEAD = ["Request", "Agency", "Date sent", "Date received", "Tracking number", "Status"]
FIRST = ["Deaths", "ICE", "2024-01-08", "2024-01-10", "2024-ICFO-07001", "Open"]
NEW_YORK = ZoneInfo("America/New_York")
FOLDS = Folds(str.casefold, str.casefold)


def sheet(*data: Sequence[object]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEAD, *data)).encode()


def book(change: Callable[[Any], None], *data: Sequence[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in (HEAD, *data):
        made.active.append(list(row))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(content: bytes, name: str = "t.csv") -> rows.Read:
    reading = columns.read(grid.read(name, content)[0], {})
    return rows.read(reading, today=date(2026, 1, 2), order="", said={}, zone=NEW_YORK)


def grouped(*data: Sequence[object], on_file: OnFile | None = None) -> Grouped:
    return groups.group(read(sheet(*data)).lines, on_file or OnFile(), FOLDS)


def changed(**cells_: str) -> list[str]:
    where = {"name": 0, "agency": 1, "sent": 2, "received": 3, "number": 4, "status": 5}
    row = list(FIRST)
    for meaning, value in cells_.items():
        row[where[meaning]] = value
    return row


@each(
    ("second", "differs"),
    [
        (changed(received="2024-01-17"), "received 2024-01-10 / 2024-01-17"),
        (changed(sent="2024-01-09"), "sent 2024-01-08 / 2024-01-09"),
        (changed(status="Closed"), "status Open / Closed"),
        (changed(name="Deaths second"), "name “Deaths” / “Deaths second”"),
        (changed(agency="CBP"), "agency ICE / CBP"),
        (changed(received=""), "received 2024-01-10 / no day"),
        (FIRST, ""),
        (changed(status="OPEN"), ""),
    ],
)
def test_a_row_that_contradicts_another_is_asked_about(second: list[str], differs: str) -> None:
    (same,) = grouped(FIRST, second).same

    assert same.where == "row 2"
    assert same.differs == differs


@pytest.mark.parametrize(
    ("recorded", "added", "differs"),
    [
        ({Kind.SENT: "2024-01-08"}, ["received"], ""),
        ({Kind.SENT: "2024-01-08", Kind.RECEIVED: "2024-01-10"}, [], ""),
        ({Kind.SENT: "2024-01-08", Kind.RECEIVED: "2024-01-11"}, [], "received 2024-01-11 on record, 2024-01-10 in the sheet"),
        ({Kind.SENT: "2024-01-07"}, [], "sent 2024-01-07 on record, 2024-01-08 in the sheet"),
    ],
)  # fmt: skip
def test_a_row_adds_to_what_is_on_file_or_contradicts_it(
    recorded: dict[Kind, str], added: list[str], differs: str
) -> None:
    told = [Event(kind, date.fromisoformat(day)) for kind, day in recorded.items()]
    on_file = OnFile(numbers={"2024-icfo-07001": "deaths/ICE"}, held={"deaths/ICE": Held(7, told)})

    found = grouped(FIRST, on_file=on_file)

    assert [entry.kind.value for more in found.more for entry in more.entries] == added
    assert [same.differs for same in found.same] == ([] if added else [differs])
    assert not found.groups


@each(
    ("cell", "day"),
    [
        ("8-Jan-24", "2024-01-08"), ("8-Jan-2024", "2024-01-08"), ("08-JAN-2024", "2024-01-08"),
        ("8/Jan/2024", "2024-01-08"), ("8 Jan 24", "2024-01-08"), ("8.Jan.2024", "2024-01-08"),
        ("Jan-8-2024", "2024-01-08"), ("20240108", "2024-01-08"), (20240108.0, "2024-01-08"),
        ("8 January 2024", "2024-01-08"), ("Mon, Jan 8, 2024", "2024-01-08"), ("2024/01/08", "2024-01-08"),
        ("2024-01-11T02:15:00Z", "2024-01-10"), ("2024-01-11 02:15:00.123456+00:00", "2024-01-10"),
        ("2024-01-11 02:15 UTC", "2024-01-10"), ("2024-01-11 02:15 gmt", "2024-01-10"),
        ("2024-07-11T03:59:00Z", "2024-07-10"), ("2024-07-11T04:00:00Z", "2024-07-11"),
        ("2024-01-10T23:30:00-0500", "2024-01-10"), ("2024-01-11 02:15", "2024-01-11"),
        ("Jan 11, 2024 02:15 UTC", "2024-01-10"), ("1/11/2024 2:15 AM GMT", "2024-01-10"),
        ("11-Jan-2024 02:15 UTC", "2024-01-10"), ("Jan 10, 2024 11:30 PM PST", "2024-01-11"), ("2024-01-10 23:30 EST", "2024-01-10"),
        (grid.OldSerial(43837), "2024-01-08"), (45299.0, "2024-01-08"), ("8-Jan-99", "1999-01-08"),
    ],
)  # fmt: skip
def test_days_are_read_as_people_and_programs_write_them(cell: grid.Cell, day: str) -> None:
    assert cells.day(cell, cells.MONTH_FIRST, NEW_YORK) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "cell", ["20241301", "8-Foo-24", "32-Jan-2024", "2024-13-11T02:15:00Z", "99-Jan"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(Unread):
        cells.day(cell, "", NEW_YORK)


def test_a_time_read_as_another_day_is_told_and_one_without_a_zone_beside_it() -> None:
    said = [
        (one.row, one.what)
        for one in read(
            sheet(
                changed(received="2024-01-11T02:15:00Z"),
                changed(name="B", number="2024-ICFO-07002", received="2024-01-11 02:15"),
            )
        ).remarks
    ]

    assert said[0] == (2, "received: 2024-01-11T02:15:00Z is 2024-01-10 in America/New_York")
    assert "names no time zone" in said[1][1]


@pytest.mark.parametrize(
    "cell", ["~2024-01-10", "2024-01-10 (est.)", "about Jan 10, 2024", "1/10/2024 approx."]
)
def test_an_estimated_receipt_is_an_assumed_one_and_told(cell: str) -> None:
    found = read(
        sheet(
            changed(received=cell),
            changed(name="B", number="2024-ICFO-07002", received="01/25/2024"),
        )
    )

    received = next(entry for entry in found.lines[0].entries if entry.kind is Kind.RECEIVED)
    assert (received.on, received.certainty) == (date(2024, 1, 10), "assumed")
    assert "is an estimate" in found.remarks[0].what


def test_an_estimated_day_of_sending_is_refused() -> None:
    (fault,) = read(sheet(changed(sent="~2024-01-08"))).faults

    assert "is an estimate" in fault.why


def test_a_workbook_that_counts_from_1904_is_read_so() -> None:
    def old(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    found = read(book(old, ["Deaths", "ICE", 43837, 43839, "2024-ICFO-07001", "Open"]), "t.xlsx")

    assert [entry.on for entry in found.lines[0].entries][:2] == [
        date(2024, 1, 8),
        date(2024, 1, 10),
    ]
    assert "1904" in found.remarks[0].what


def test_rows_of_a_merged_cell_have_its_value() -> None:
    def merge(made: Any) -> None:
        made.active.merge_cells("A2:A3")

    second = [None, "CBP", datetime(2024, 1, 8), datetime(2024, 1, 11), "CBP-2024-07003", "Open"]
    found = read(
        book(
            merge, ["Deaths", "ICE", datetime(2024, 1, 8), None, "2024-ICFO-07001", "Open"], second
        ),
        "t.xlsx",
    )

    assert [line.name for line in found.lines] == ["Deaths", "Deaths"]
    assert "merged" in found.remarks[0].what


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda made: setattr(made.active.row_dimensions[2], "hidden", True),
            "row 2 is hidden in the sheet",
        ),
        (
            lambda made: setattr(made.active.column_dimensions["F"], "hidden", True),
            "column F is hidden in the sheet",
        ),
        (
            lambda made: made.active.__setitem__("D2", "=C2+2"),
            "cell D2 holds a formula without a saved value",
        ),
    ],
)
def test_what_a_sheet_does_not_show_is_told_before_anything_is_recorded(
    change: Callable[[Any], None], says: str
) -> None:
    found = read(
        book(
            change,
            [
                "Deaths",
                "ICE",
                datetime(2024, 1, 8),
                datetime(2024, 1, 10),
                "2024-ICFO-07001",
                "Open",
            ],
        ),
        "t.xlsx",
    )

    assert any(says in one.what for one in found.remarks)


def test_a_number_is_read_as_its_cell_shows_it() -> None:
    def shape(made: Any) -> None:
        made.active["E2"] = 123
        made.active["E2"].number_format = '"2024-ICFO-"00000'

    found = read(book(shape, ["Deaths", "ICE", datetime(2024, 1, 8), None, None, "Open"]), "t.xlsx")

    assert found.lines[0].numbers == ("2024-ICFO-00123",)


@each(
    "cell",
    [
        "8. Jan 2024", "Jan 8 '24", "Jan 8, 24", "2024 01 08", "2024-Jan-08", "2024 Jan 8",
        "２０２４-01-08", "2024‑01‑08", "2024–01–08", "Jan-8-2024", "8th of January 2024",
        "2024-01-09 02:15:00+00", "2024-01-09 02:15 (UTC)", "Tue Jan 9 02:15:00 UTC 2024",
        "Tue Jan 09 2024 02:15:00 GMT+0000 (Coordinated Universal Time)",
        "2024-01-09 02:15 Europe/London", "2024-01-08 8:30 PM PT", "Tue, 9 Jan 2024 02:15:00 GMT",
    ],
)  # fmt: skip
def test_days_and_moments_of_other_programs_are_read(cell: str) -> None:
    assert cells.day(cell, "", NEW_YORK) == date(2024, 1, 8)


@each(
    "cell", ["January 2024", "Jan 24", "2024", "Q1 2024", "12/31/1899", "1/13/0024", "1/13/2204",
             "2024-01-09 02:15 Nowhere/Land"],
)  # fmt: skip
def test_a_month_and_a_year_of_no_request_are_no_day(cell: str) -> None:
    with pytest.raises(Unread):
        cells.day(cell, "", NEW_YORK)


@pytest.mark.parametrize(
    "head", ["Date received (UTC)", "Received UTC", "Date received (GMT time)"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_header_that_names_a_zone_says_it_for_the_times_below(head: str, kind: str) -> None:
    def late(made: Any) -> None:
        made.active["D1"], made.active["D2"] = head, datetime(2024, 1, 11, 2, 15)

    text = sheet(changed(received="2024-01-11 02:15")).replace(b"Date received", head.encode())
    found = read(book(late, FIRST), "t.xlsx") if kind == "xlsx" else read(text)

    (line,) = found.lines
    assert {e.kind: e.on for e in line.entries}[Kind.RECEIVED] == date(2024, 1, 10)
    assert "is 2024-01-10 in America/New_York" in found.remarks[0].what


def test_columns_of_one_header_that_contradict_each_other_are_told() -> None:
    head = ",".join([*HEAD, "Date sent"])
    rest = ",".join([*FIRST, "2024-01-09"])

    (remark,) = read(f"{head}\n{rest}\n{','.join([*FIRST, FIRST[2]])}".encode()).remarks

    assert remark.row == 2
    assert "column G has the same header and says 2024-01-09, not 2024-01-08" in remark.what


def test_a_number_of_another_agencys_shape_is_told() -> None:
    (remark,) = read(sheet(changed(agency="CBP"))).remarks

    assert "2024-ICFO-07001 has the shape of ICE's numbers" in remark.what
    assert read(sheet(FIRST, changed(agency="DHS"))).remarks == ()


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#N/A", "########"])
def test_a_cell_that_shows_an_error_is_told(error: str) -> None:
    said = [remark.what for remark in read(sheet(FIRST, changed(received=error))).remarks]

    assert f"cell D3 shows an error ({error})" in said


def test_a_note_on_a_cell_is_told() -> None:
    def noted(made: Any) -> None:
        made.active["D2"].comment = openpyxl.comments.Comment("really the 17th", "Desk")

    (remark,) = read(book(noted, FIRST), "t.xlsx").remarks

    assert (remark.row, remark.what) == (
        2,
        "cell D2 has a note, which is not recorded: read it there",
    )
