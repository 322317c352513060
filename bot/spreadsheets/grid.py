"""A file becomes grids of cells: CSV in any encoding and delimiter, XLSX sheet by sheet.

Values only: formulas are never evaluated, nothing outside the file is followed, and a workbook is
read in a child process with limits. What its author did not show is told beside its rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from bot.errors import Refused
from bot.privacy.plain import clean
from index.extract import read_cells
from index.extract.charsets import decoded
from index.extract.limits import MEGABYTE, Limits
from index.pages import FilingError

LARGEST = 10 * MEGABYTE
MOST_ROWS = 20_000  # with something in them, of one sheet
MOST_COLUMNS = 200
LONGEST_CELL = 20_000  # characters; more is no cell of a tracker
_LIMITS = Limits(file_bytes=LARGEST, unpacked_bytes=100 * MEGABYTE)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"
_SAMPLE = 50  # rows that decide on the delimiter

Cell = str | date | float | None  # a real date of a workbook stays one
_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|#{2,}|N/A)")
_LEADING_ZERO = re.compile(r"0\d|\d+-\d")


class OldSerial(float):
    """A number of a workbook that counts its days from 1904."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person must know before rows are recorded; `row` is 0 for the whole sheet."""

    row: int
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it; `number` as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's rows; `name` is "" for a CSV."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()


def read(name: str, content: bytes) -> list[Grid]:
    """Read every sheet of a file that holds anything. Raises Refused with what to do.

    What the file is, its first bytes say; its name only tells a workbook of old.
    """
    if len(content) > LARGEST:
        raise Refused(f"This file is larger than {LARGEST // MEGABYTE} MB. Split it, or save less.")
    if content.startswith(_OLD_EXCEL) or name.lower().endswith((".xls", ".ods", ".numbers")):
        raise Refused("This kind of spreadsheet is not read. Save it as XLSX or CSV and try again.")
    grids = _workbook(name, content) if content.startswith(_ZIP) else [_table(content)]
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise Refused("This file has no rows. Check that it is the right one.")
    return grids


def _workbook(name: str, content: bytes) -> list[Grid]:
    """Read a workbook in the child process, with its limits."""
    called = name if name.lower().endswith((".xlsx", ".xlsm")) else f"{name}.xlsx"
    try:
        return [_sheet(sheet) for sheet in read_cells((called, content), limits=_LIMITS)]
    except FilingError as error:
        raise Refused(_in_words(str(error))) from error


def _in_words(why: str) -> str:
    if "no workbook" in why:
        return "This is no workbook. Save it as XLSX or CSV and try again."
    if "damaged, or not of the kind" in why:
        return (
            "This workbook is damaged. Open it in your spreadsheet program, save it anew as XLSX "
            "and try again."
        )
    return why


def _sheet(found: dict[str, Any]) -> Grid:
    old = bool(found["from_1904"])
    rows: dict[int, list[Cell]] = {}
    for number, cells in found["rows"]:
        rows[int(number)] = [_cell(cell, old=old) for cell in cells[:MOST_COLUMNS]]
        _refuse_many(len(rows))
    remarks = [*_of_merged(rows, found["merged"]), *_of_hidden(rows, found), *_of_errors(rows)]
    remarks += [
        Remark(_row_of(place), f"cell {place} has a note, which is not recorded: read it there")
        for place in found["notes"]
    ]
    remarks += [
        Remark(
            _row_of(place),
            f"cell {place} holds a formula without a saved value: open the file in Excel, save it,"
            " and import it again",
        )
        for place in found["unsaved"]
    ]
    if old and any(isinstance(cell, OldSerial) for cells in rows.values() for cell in cells):
        remarks.append(
            Remark(0, "this workbook counts days from 1904, as old Macs did; numbers are read so")
        )
    trimmed = ((number, _trimmed(cells)) for number, cells in sorted(rows.items()))
    kept = tuple(Row(number, cells) for number, cells in trimmed if cells)
    return Grid(_words(found["title"]), kept, bool(found["hidden"]), tuple(remarks))


def _of_merged(rows: dict[int, list[Cell]], merged: list[list[int]]) -> Iterator[Remark]:
    """Give each row of a merged cell its value: it is written in the first of them only."""
    for left, top, _, bottom in merged:
        value = _at(rows, top, left)
        filled = []
        for number in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            if value is not None and number in rows and _at(rows, number, left) is None:
                rows[number] += [None] * (left - len(rows[number]))
                rows[number][left - 1] = value
                filled.append(number)
        if filled:
            yield Remark(
                top,
                f"its cell in column {_letter(left)} is merged with those below: rows "
                f"{filled[0]} to {filled[-1]} are read with its value",
            )


def _of_hidden(rows: dict[int, list[Cell]], found: dict[str, Any]) -> Iterator[Remark]:
    for number in found["hidden_rows"]:
        if number in rows:
            yield Remark(number, f"row {number} is hidden in the sheet")
    for column in found["hidden_columns"]:
        if any(_at(rows, number, column) is not None for number in rows):
            yield Remark(0, f"column {_letter(column)} is hidden in the sheet")


def _of_errors(rows: dict[int, list[Cell]]) -> Iterator[Remark]:
    for number, cells in rows.items():
        for place, cell in enumerate(cells, start=1):
            if isinstance(cell, str) and _ERROR.fullmatch(cell):
                yield Remark(number, f"cell {_letter(place)}{number} shows an error ({cell})")


def _at(rows: dict[int, list[Cell]], number: int, column: int) -> Cell:
    cells = rows.get(number, [])
    return cells[column - 1] if column <= len(cells) else None


def _row_of(place: str) -> int:
    return int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _letter(column: int) -> str:
    head, tail = divmod(column - 1, 26)
    return (_letter(head) if head else "") + chr(ord("A") + tail)


def _table(content: bytes) -> Grid:
    text = decoded(content).replace("\0", "").lstrip("\ufeff")
    delimiter, text = _delimiter(text)
    csv.field_size_limit(MEGABYTE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    number = 0
    try:
        for number, values in enumerate(reader, start=1):
            if cells := _trimmed(_words(value) or None for value in values[:MOST_COLUMNS]):
                rows.append(Row(number, cells))
                _refuse_many(len(rows))
    except csv.Error as error:
        raise Refused(f"Row {number + 1} cannot be read ({error}). Check the quotes there.") from (
            error
        )
    errors = _of_errors({row.number: list(row.cells) for row in rows})
    return Grid("", tuple(rows), remarks=tuple(errors))


def _delimiter(text: str) -> tuple[str, str]:
    """Return the sign that parts the first rows most evenly into several cells, and the rest."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], rest
    sample = text[:100_000]

    def evenness(sign: str) -> tuple[int, int]:
        try:
            rows = csv.reader(io.StringIO(sample), delimiter=sign)
            widths = [len(row) for row in islice(rows, _SAMPLE)]
        except csv.Error:
            return (0, 0)
        common = max(set(widths), key=widths.count, default=0)
        return (widths.count(common) if common > 1 else 0, common)

    return max(_DELIMITERS, key=evenness), text


def _refuse_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Refused(f"This sheet has more than {MOST_ROWS:,} rows. Split it.")


def _trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    kept = list(cells)
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


def _cell(found: list[Any] | None, *, old: bool) -> Cell:
    """Make a cell of what the child read: its kind, its value, how it is shown."""
    if found is None:
        return None
    kind, value, shown_as = found
    if kind == "bool":
        return "yes" if value else "no"
    if kind == "datetime":
        return _moment(datetime.fromisoformat(value))
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "number":
        return _number(float(value), str(shown_as), old=old)
    return _words(str(value)) or None


def _moment(value: datetime) -> Cell:
    """Keep a day; one with a time of day as words, for its column may name the zone of its times.

    Programs that count in fractions of a day miss midnight by a hair.
    """
    day = (value + timedelta(seconds=1)).date()
    midnight = datetime.combine(day, datetime.min.time())
    return day if abs(value - midnight) <= timedelta(seconds=1) else value.isoformat(" ", "seconds")


def _number(value: float, shown_as: str, *, old: bool) -> Cell:
    """Keep a number; where its cell shows letters or leading zeros, what it shows is meant."""
    if any(letter.isalpha() for letter in shown_as) or _LEADING_ZERO.match(shown_as):
        return _words(shown_as)
    return OldSerial(value) if old else value


def _words(value: str) -> str:
    """Return a cell's words, without what cannot be seen and our own mark against formulas."""
    said = clean(value[:LONGEST_CELL]).strip()
    if len(said) > 1 and said[0] == "'" and not said[1].isalnum():
        said = said[1:].strip()
    return said


def shown(cell: Cell) -> str:
    """Return a cell as words: dates in ISO form, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
