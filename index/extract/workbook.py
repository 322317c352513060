"""What a workbook holds, sheet by sheet: values as shown, and what its author did not show.

Values only: formulas are never evaluated and nothing outside the file is followed. What openpyxl
leaves out when it reads row by row (hidden rows, merged cells, notes, formulas that were never
computed) is taken from the sheet's own XML.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from zipfile import ZipFile

import openpyxl
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl.utils.cell import get_column_letter, range_boundaries

from index.extract import archive, package
from index.extract.jobs import Job
from index.extract.limits import Limits
from index.extract.number_formats import shown
from index.pages import FilingError

_BLANK_RUN = 10_000  # rows without a value, after which a sheet is at its end
_MOST_RANGES = 5_000
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FIELD = re.compile(rb'\b([\w:]+)="([^"]*)"')
_OFF = {b"0", b"false", b""}
_WHITE = {"FFFFFFFF", "00FFFFFF"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, how the sheet shows it, and whether it shows it at all."""

    value: Any
    shown: str
    hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet; places are counted from one, as in Excel."""

    title: str
    hidden: bool
    rows: list[tuple[int, tuple[Cell | None, ...]]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # left, top, right, end
    notes: list[tuple[str, str]] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)  # cells of formulas that have no value


@dataclass(slots=True)
class Book:
    """What is common to the sheets."""

    title: str
    from_1904: bool
    besides: package.Besides = field(default_factory=package.Besides)


def opened(file: BinaryIO, job: Job, columns: int) -> tuple[Book, Iterator[Sheet]]:
    """Open a workbook; its sheets come one by one. Raises FilingError."""
    with archive.opened(file, job.limits, members=2000) as zipped:
        if "[Content_Types].xml" not in zipped.namelist():
            raise FilingError("This is no workbook (XLSX). Give the file its right ending.")
        archive.refuse_entities(zipped, job.limits)
        besides = package.besides(zipped, job.limits)
    file.seek(0)
    found = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    title = found.properties.title or ""
    # openpyxl.utils.datetime: the two days from which Excel counts
    from_1904 = getattr(found.epoch, "year", 1900) == 1904  # noqa: PLR2004
    book = Book(title, from_1904, besides)
    return book, _sheets(found, file, job, columns)


def _sheets(found: Any, file: BinaryIO, job: Job, columns: int) -> Iterator[Sheet]:
    with ZipFile(file) as zipped:
        for sheet in found.worksheets:
            made = Sheet(sheet.title, sheet.sheet_state != "visible")
            _look_around(made, zipped, sheet._worksheet_path.lstrip("/"), job.limits)  # noqa: SLF001 - openpyxl has no other way to it
            made.rows = list(_rows(sheet, made, columns))
            yield made


def _rows(sheet: Any, made: Sheet, columns: int) -> Iterator[tuple[int, tuple[Cell | None, ...]]]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    blank = 0
    looks: dict[int, tuple[str, bool]] = {}
    for number, cells in enumerate(sheet.iter_rows(max_col=columns), start=1):
        values = [_cell(cell, looks) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        blank = 0 if values else blank + 1
        if blank > _BLANK_RUN:
            return
        if values:
            row = made.hidden_rows
            yield (
                number,
                tuple(
                    _in_place(one, at, made, hidden=number in row)
                    for at, one in enumerate(values, start=1)
                ),
            )


def _in_place(cell: Cell | None, column: int, made: Sheet, *, hidden: bool) -> Cell | None:
    if cell is None or not (hidden or column in made.hidden_columns):
        return cell
    return Cell(cell.value, cell.shown, hidden=True)


def _cell(cell: Any, looks: dict[int, tuple[str, bool]]) -> Cell | None:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    style = getattr(cell, "_style_id", 0)
    if style not in looks:
        looks[style] = cell.number_format or "", _is_white(cell)
    pattern, white = looks[style]
    words = shown(value, pattern)
    if not words:  # its format shows nothing, as ;;; does
        return Cell(value, shown(value, "General"), hidden=True)
    return Cell(value, words, hidden=white)


def _is_white(cell: Any) -> bool:
    """Say whether letters are white on nothing."""
    with contextlib.suppress(AttributeError, IndexError, TypeError):
        colour = cell.font.color.rgb if cell.font and cell.font.color else None
        return colour in _WHITE and cell.fill.fill_type is None
    return False


# -- The sheet's own XML -------------------------------------------------------------------------


def _look_around(made: Sheet, zipped: ZipFile, path: str, limits: Limits) -> None:
    data = archive.member(zipped, path, limits) if path in zipped.namelist() else b""
    for found in _ROW.finditer(data):
        fields = dict(_FIELD.findall(found[1]))
        if _is_hidden(fields, b"ht") and fields.get(b"r", b"").isdigit():
            made.hidden_rows.add(int(fields[b"r"]))
    for found in _COLUMN.finditer(data):
        fields = dict(_FIELD.findall(found[1]))
        if _is_hidden(fields, b"width"):
            first, last = int(fields.get(b"min", b"1")), int(fields.get(b"max", b"1"))
            made.hidden_columns.update(range(first, min(last, first + 1000) + 1))
    for found in list(_MERGED.finditer(data))[:_MOST_RANGES]:
        made.merged.append(range_boundaries(found[1].decode()))
    made.unsaved = [found[1].decode() for found in _FORMULA.finditer(data)]
    made.notes = _notes(zipped, path, limits)


def _is_hidden(fields: dict[bytes, bytes], size: bytes) -> bool:
    if fields.get(b"hidden", b"0") not in _OFF:
        return True
    try:
        return float(fields.get(size, b"1")) == 0
    except ValueError:
        return False


def _notes(zipped: ZipFile, path: str, limits: Limits) -> list[tuple[str, str]]:
    folder, name = posixpath.split(path)
    links = f"{folder}/_rels/{name}.rels"
    if links not in zipped.namelist():
        return []
    found: list[tuple[str, str]] = []
    for link in fromstring(archive.member(zipped, links, limits), forbid_dtd=True):
        kind, target = link.get("Type", ""), link.get("Target", "")
        if kind.endswith(("/comments", "/threadedComment")):
            place = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            place = target.lstrip("/") if target.startswith("/") else place
            found += _notes_of(zipped, place, limits)
    return list(dict.fromkeys(found))


def _notes_of(zipped: ZipFile, place: str, limits: Limits) -> Iterator[tuple[str, str]]:
    if place not in zipped.namelist():
        return
    try:
        tree = fromstring(archive.member(zipped, place, limits), forbid_dtd=True)
    except ParseError:
        return
    for element in tree.iter():
        if element.tag.rpartition("}")[2] in {"comment", "threadedComment"}:
            pieces = (
                one.text or ""
                for one in element.iter()
                if one.tag.rpartition("}")[2] in {"t", "text"}
            )
            if words := " ".join(" ".join(pieces).split()):
                yield element.get("ref", ""), words


def letter(column: int) -> str:
    """Give A for 1, AA for 27."""
    return str(get_column_letter(column))
