"""What a person should look at before the rows of a sheet are recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from bot.law import agencies
from bot.spreadsheets import agency_cells, cells
from bot.spreadsheets.cells import Unread
from bot.spreadsheets.columns import Reading
from bot.spreadsheets.grid import Cell, Remark, Row, shown
from bot.spreadsheets.lines import Line
from bot.spreadsheets.meanings import DATED


def order_of(reading: Reading, rows: Sequence[Row], today: date) -> str:
    """Return which of day and month comes first; "" where nothing shows it, or rows disagree.

    A row whose days follow one another in the other order alone was typed in that one.
    """
    order = cells.order_of(dated_cells(reading, rows))
    other = cells.DAY_FIRST if order == cells.MONTH_FIRST else cells.MONTH_FIRST
    for row in rows if order else ():
        if not _in_course(reading, row, order, today) and _in_course(reading, row, other, today):
            return ""
    return order


_FOLLOWS = ("received", "acknowledged", "determined", "due")  # the sending


def _in_course(reading: Reading, row: Row, order: str, today: date) -> bool:
    """Say whether a row's days can be so, read in that order: nothing precedes the sending."""
    days: dict[str, date] = {}
    for meaning in ("sent", *_FOLLOWS):
        try:
            found = cells.day(reading.cell(row, meaning), order)
        except Unread:
            return False
        if found:
            days[meaning] = found
    sent = days.get("sent")
    late = any(day > today for meaning, day in days.items() if meaning != "due")
    return not late and not (sent and any(days.get(one, sent) < sent for one in _FOLLOWS))


def of_times(
    reading: Reading, rows: Sequence[Row], order: str, zone: tzinfo | None
) -> Iterator[Remark]:
    """Say where a time was read as another day than it names, or names no zone beside others."""
    zoned = any(cells.has_zone(cell) for cell in dated_cells(reading, rows))
    for row in rows:
        for meaning in DATED:
            cell = reading.cell(row, meaning)
            if cells.has_zone(cell):
                yield from _of_time(row.number, meaning, str(cell), order, zone)
            elif zoned and cells.lacks_zone(cell):
                yield Remark(
                    row.number,
                    f"{meaning}: {cell} names no time zone, and other times here do; it is read"
                    " as it stands",
                )
            elif said := cells.estimated(cell):
                yield Remark(row.number, f"{meaning}: {said} is an estimate")


def _of_time(
    row: int, meaning: str, cell: str, order: str, zone: tzinfo | None
) -> Iterator[Remark]:
    with contextlib.suppress(Unread):
        day, plain = cells.day(cell, order, zone), cells.day(cell, order)
        if day and day != plain:
            yield Remark(row, f"{meaning}: {cell} is {day.isoformat()} in {zone}")


def of_twins(reading: Reading, rows: Sequence[Row]) -> Iterator[Remark]:
    """Say where two columns of one header contradict each other."""
    for meaning in DATED:
        for twin in reading.twins(meaning):
            for row in rows:
                mine = reading.cell(row, meaning)
                other = row.cells[twin.place] if twin.place < len(row.cells) else None
                if not cells.is_nothing(other) and shown(other) != shown(mine):
                    yield Remark(
                        row.number,
                        f"{meaning}: column {twin.letter} has the same header and says"
                        f" {shown(other)}, not {shown(mine) or 'nothing'}; it is left out",
                    )


def of_numbers(lines: Sequence[Line]) -> Iterator[Remark]:
    """Say where a number has the shape of another agency's."""
    for line in lines:
        for number in line.numbers:
            whose = agency_cells.by_number(number)
            related = whose and line.whom.agency in {*whose.chain, whose.abbreviation}
            above = whose and whose.abbreviation in agencies.known(line.whom.agency).chain
            if whose and not (related or above):
                yield Remark(
                    line.row,
                    f"number {number} has the shape of {whose.abbreviation}'s numbers, and the row"
                    f" says {line.whom.agency}",
                )


def dated_cells(reading: Reading, rows: Sequence[Row]) -> Iterator[Cell]:
    """Give every cell that is to hold a day."""
    for meaning in DATED:
        if reading.place(meaning) is not None:
            yield from (reading.cell(row, meaning) for row in rows)
