"""A file becomes grids of cells: CSV in any encoding and delimiter, XLSX sheet by sheet.

Values only: formulas are never evaluated, nothing outside the file is followed, XML comes without
entities, and a file that would unpack to more than it should is refused before it is opened.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from bot.errors import Refused
from bot.privacy.plain import clean
from index.extract import archive
from index.extract.charsets import decoded, mended
from index.extract.limits import MEGABYTE, Limits
from index.pages import FilingError

LARGEST = 10 * MEGABYTE
MOST_ROWS = 20_000  # with something in them, of one sheet
MOST_COLUMNS = 200
LONGEST_CELL = 20_000  # characters; more is no cell of a tracker
_LIMITS = Limits(file_bytes=LARGEST, unpacked_bytes=100 * MEGABYTE)
_BLANK_RUN = 5_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"
_SAMPLE = 50  # rows that decide on the delimiter

Cell = str | date | float | None  # a real date of a workbook stays one


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


def read(name: str, content: bytes) -> list[Grid]:
    """Read every sheet of a file that holds anything. Raises Refused with what to do.

    What the file is, its first bytes say; its name only tells a workbook of old.
    """
    if len(content) > LARGEST:
        raise Refused(f"This file is larger than {LARGEST // MEGABYTE} MB. Split it, or save less.")
    if content.startswith(_OLD_EXCEL) or name.lower().endswith((".xls", ".ods", ".numbers")):
        raise Refused("This kind of spreadsheet is not read. Save it as XLSX or CSV and try again.")
    grids = _workbook(content) if content.startswith(_ZIP) else [_table(content)]
    grids = [grid for grid in grids if grid.rows]
    if not grids:
        raise Refused("This file has no rows. Check that it is the right one.")
    return grids


def _workbook(content: bytes) -> list[Grid]:
    import openpyxl  # with defusedxml installed it reads XML without entities

    try:
        with archive.opened(io.BytesIO(content), _LIMITS, members=2000) as package:
            _refuse_other(package.namelist())
            archive.refuse_entities(package, _LIMITS)
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        return [
            Grid(_words(sheet.title), tuple(_sheet_rows(sheet)), sheet.sheet_state != "visible")
            for sheet in book.worksheets
        ]
    except FilingError as error:
        raise Refused(str(error)) from error
    except Refused:
        raise
    except Exception as error:  # damaged in one of many ways; the library raises what it likes
        raise Refused(
            "This workbook is damaged. Open it in your spreadsheet program, save it anew as XLSX "
            "and try again."
        ) from error


def _refuse_other(members: list[str]) -> None:
    if "[Content_Types].xml" not in members:
        raise Refused("This is no workbook. Save it as XLSX or CSV and try again.")


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    kept = blank = 0
    for number, values in enumerate(
        sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1
    ):
        cells = _trimmed(_cell(value) for value in values)
        blank = 0 if cells else blank + 1
        if blank > _BLANK_RUN:
            return
        if cells:
            kept += 1
            _refuse_many(kept)
            yield Row(number, cells)


def _table(content: bytes) -> Grid:
    text = mended(decoded(content)).replace("\0", "").lstrip("\ufeff")
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
    return Grid("", tuple(rows))


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


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool):
        return None if value is None else ("yes" if value else "no")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, int | float):
        return float(value)
    return _words(str(value)) or None


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
