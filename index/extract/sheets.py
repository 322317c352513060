"""Workbooks (XLSX) and tables (CSV): a block of rows is a page, with values and never formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, BinaryIO

from index.extract import charsets, workbook
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Begun, Count, Facts, Flag, Frame, Part
from index.extract.jobs import Job
from index.pages import FilingError, Page

_ROWS = 200  # a page
_CHARS = 12_000  # a page, if its rows are long
_COLUMNS = 500
_LONGEST_ROW = 1_000_000  # characters between two line ends of a CSV
_HIDDEN = "hidden in the file"

Row = tuple[int, str]  # its number, and its values with tabs between them


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the workbook or table."""
    if job.kind == "csv":
        yield from plain.frames(list(_blocks("", _csv_rows(file.read()), 0)), job, Facts())
    else:
        yield from _workbook(file, job)


def _workbook(file: BinaryIO, job: Job) -> Iterator[Frame]:
    book, sheets = workbook.opened(file, job, _COLUMNS)
    if job.kind == "cells":
        yield from _cells(book, sheets, job)
        return
    pages: list[Page] = []
    said: list[str] = []
    hidden: list[str] = []
    for sheet in sheets:
        flagged = sheet.hidden or bool(sheet.notes)
        hidden += [sheet.title] if sheet.hidden else []
        said += _told(sheet)
        for page in _sheet_pages(sheet, len(pages)):
            yield Begun(page.number)
            if flagged or _HIDDEN in page.text:  # who sent it hardly meant to
                yield Flag(page.number, "hidden")
            pages.append(page)
            _check(pages, job)
    if hidden:
        said.insert(0, f"Sheets hidden in Excel were read too: {', '.join(hidden)}.")
    if book.besides.words:
        pages.append(Page(len(pages) + 1, cleaned(book.besides.words), label="drawings and charts"))
    said += book.besides.left_out
    yield from book.besides.files
    facts = Facts(title=cleaned(book.title).strip(), warnings=tuple(said))
    yield from plain.frames(pages, job, facts) if pages else _blank(facts)


def _sheet_pages(sheet: workbook.Sheet, before: int) -> Iterator[Page]:
    rows = [(number, _line(cells, sheet, number)) for number, cells in sheet.rows]
    pages = list(_blocks(f"sheet {sheet.title}, ", rows, before))
    if columns := sorted(sheet.hidden_columns & _used(sheet)):
        mark = f"\n[columns {_few(map(workbook.letter, columns))}: {_HIDDEN}]"
        pages = [replace(page, text=page.text + mark) for page in pages]
    notes = "\n".join(f"[note on cell {place}, {_HIDDEN}] {words}" for place, words in sheet.notes)
    if notes and pages:
        pages[-1] = replace(pages[-1], text=cleaned(f"{pages[-1].text}\n\n{notes}"))
    elif notes:
        pages = [Page(before + 1, cleaned(notes), label=f"sheet {sheet.title}, notes")]
    yield from pages


def _line(cells: Sequence[workbook.Cell | None], sheet: workbook.Sheet, number: int) -> str:
    """Give a row with tabs between its values; what is hidden of it is said at its end."""
    line = "\t".join(" ".join(cell.shown.split()) if cell else "" for cell in cells)
    if number in sheet.hidden_rows:
        return f"{line}\t[this row is {_HIDDEN}]"
    places = [
        at
        for at, cell in enumerate(cells, start=1)
        if cell and cell.hidden and at not in sheet.hidden_columns
    ]
    if not places:
        return line
    return f"{line}\t[{', '.join(map(workbook.letter, places))} {_HIDDEN}]"


def _told(sheet: workbook.Sheet) -> Iterator[str]:
    """Say what of the sheet a person must know."""
    if sheet.hidden_rows and (rows := sorted(sheet.hidden_rows & {n for n, _ in sheet.rows})):
        yield f"Sheet {sheet.title}: hidden rows were read too: {_few(map(str, rows))}."
    if columns := sorted(sheet.hidden_columns & _used(sheet)):
        names = _few(map(workbook.letter, columns))
        yield f"Sheet {sheet.title}: hidden columns were read too: {names}."
    if sheet.unsaved:
        yield (
            f"Sheet {sheet.title}: formulas without a saved value are left out"
            f" ({_few(sheet.unsaved)}). Open the file in Excel, save it, and add it again."
        )


def _used(sheet: workbook.Sheet) -> set[int]:
    return {at for _, cells in sheet.rows for at, cell in enumerate(cells, start=1) if cell}


def _few(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:10]) + (" and more" if len(shown) > 10 else "")  # noqa: PLR2004


def _cells(book: workbook.Book, sheets: Iterable[workbook.Sheet], job: Job) -> Iterator[Frame]:
    """Give the cells as data, for one who reads them as a tracker."""
    yield Count(0)
    for sheet in sheets:
        rows = [[number, [_as_data(cell) for cell in cells]] for number, cells in sheet.rows]
        if len(rows) > job.limits.pages * _ROWS:
            raise FilingError("This sheet has too many rows. Split it.")
        about = {
            "title": sheet.title,
            "hidden": sheet.hidden,
            "from_1904": book.from_1904,
            "rows": rows,
            "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns),
            "merged": sheet.merged,
            "unsaved": sheet.unsaved,
            "notes": [place for place, _ in sheet.notes],
        }
        yield Part(sheet.title, json.dumps(about, ensure_ascii=False).encode("utf-8", "replace"))
    yield Facts()


def _as_data(cell: workbook.Cell | None) -> list[Any] | None:
    """Give kind, value and how it is shown."""
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, bool):
        return ["bool", value, cell.shown]
    if isinstance(value, int | float):
        return ["number", float(value), cell.shown]
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat(), cell.shown]
    return ["text", str(value), cell.shown]


def _blank(facts: Facts) -> Iterator[Frame]:
    yield Count(0)
    yield facts
    raise FilingError("This workbook holds no values. Check that it is the right one.")


def _check(pages: list[Page], job: Job) -> None:
    if len(pages) > job.limits.pages:
        raise FilingError(
            f"This workbook fills more than {job.limits.pages:,} pages of {_ROWS} rows. Split it."
        )


def _blocks(sheet: str, rows: Iterable[Row], before: int) -> Iterator[Page]:
    block: list[Row] = []
    size = 0
    for row in rows:
        if block and (len(block) >= _ROWS or size + len(row[1]) > _CHARS):
            before += 1
            yield _page(before, sheet, block)
            block, size = [], 0
        block.append(row)
        size += len(row[1])
    if block:
        yield _page(before + 1, sheet, block)


def _page(number: int, sheet: str, block: list[Row]) -> Page:
    label = f"{sheet}rows {block[0][0]} to {block[-1][0]}"
    return Page(number, cleaned("\n".join(line for _, line in block)), label=label)


def _csv_rows(data: bytes) -> Iterator[Row]:
    text = charsets.decoded(data).replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(_LONGEST_ROW)
    start = 1
    try:
        for values in reader:
            line = "\t".join(" ".join(value.split()) for value in values).rstrip()
            if line:
                yield start, line
            start = reader.line_num + 1
    except csv.Error as error:
        raise FilingError(
            f"This table cannot be read from line {start} on ({error})."
            " Check the quotes there, and add it again."
        ) from error


def _delimiter(text: str) -> str:
    """Take the sign that parts the first lines into the same number of columns, most of them."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]

    def columns(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        return (min(counts, default=0), sum(counts))

    return max(",;\t|", key=columns)
