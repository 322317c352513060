"""Workbooks (XLSX) and tables (CSV): a block of rows is a page, with values and never formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from index.extract import archive, charsets
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Begun, Count, Facts, Flag, Frame
from index.extract.jobs import Job
from index.pages import FilingError, Page

_ROWS = 200  # a page
_CHARS = 12_000  # a page, if its rows are long
_COLUMNS = 500
_LONGEST_ROW = 1_000_000  # characters between two line ends of a CSV
_BLANK_RUN = 10_000  # rows without a value, after which a sheet is at its end
_MIDNIGHT = time(0, 0)

Row = tuple[int, str]  # its number, and its values with tabs between them


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the workbook or table."""
    if job.kind == "csv":
        yield from plain.frames(list(_blocks("", _csv_rows(file.read()), 0)), job, Facts())
    else:
        yield from _workbook(file, job)


def _workbook(file: BinaryIO, job: Job) -> Iterator[Frame]:
    import openpyxl

    with archive.opened(file, job.limits, members=2000) as package:
        if "[Content_Types].xml" not in package.namelist():
            raise FilingError("This is no workbook (XLSX). Give the file its right ending.")
        archive.refuse_entities(package, job.limits)
    file.seek(0)
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    pages: list[Page] = []
    for sheet in book.worksheets:
        for page in _blocks(f"sheet {sheet.title}, ", _rows(sheet), len(pages)):
            yield Begun(page.number)
            if sheet.sheet_state != "visible":  # who sent it hardly meant to
                yield Flag(page.number, "hidden")
            pages.append(page)
            _check(pages, job)
    facts = Facts(title=cleaned(book.properties.title or "").strip(), warnings=_warnings(book))
    yield from plain.frames(pages, job, facts) if pages else _blank(facts)


def _blank(facts: Facts) -> Iterator[Frame]:
    yield Count(0)
    yield facts
    raise FilingError("This workbook holds no values. Check that it is the right one.")


def _check(pages: list[Page], job: Job) -> None:
    if len(pages) > job.limits.pages:
        raise FilingError(
            f"This workbook fills more than {job.limits.pages:,} pages of {_ROWS} rows. Split it."
        )


def _warnings(book: Any) -> tuple[str, ...]:
    said = []
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        said.append(f"Sheets hidden in Excel were read too: {', '.join(hidden)}.")
    if book.chartsheets:
        said.append("Charts are left out.")
    return tuple(said)


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    blank = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=_COLUMNS), start=1):
        line = "\t".join(_shown(value) for value in values).rstrip()
        blank = 0 if line else blank + 1
        if blank > _BLANK_RUN:
            return
        if line:
            yield number, line


def _shown(value: Any) -> str:
    """Show a value as Excel does at its plainest; a date without a time of day is a date."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    return " ".join(str(value).split())


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
