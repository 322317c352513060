"""The export as a workbook: requests, all deadlines, all events; real dates, no formulas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bot.invocation import Room
from bot.queries import tables
from bot.queries.tables import Row, Value
from bot.store.tables import EventRow, Request

_WIDEST, _NARROWEST, _DATE = 60, 9, 12


def made(
    room: Room,
    today: date,
    chosen: Sequence[Request],
    told: Mapping[int, Sequence[tuple[EventRow, str]]],
) -> bytes:
    """Return the workbook's bytes."""
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "Requests", tables.HEADER, tables.of_requests(room, today, chosen))
    _sheet(book, "Deadlines", tables.DEADLINES, tables.of_deadlines(room, today, chosen))
    _sheet(book, "Events", tables.EVENTS, tables.of_events(chosen, told))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, title: str, header: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(header))
    widths = [max(len(name) + 2, _NARROWEST) for name in header]
    for row in rows:
        sheet.append([tables.safe(cell) if isinstance(cell, str) else cell for cell in row])
        widths = [max(width, _width(value)) for width, value in zip(widths, row, strict=True)]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for column in sheet.iter_rows(min_row=2):
        for cell in column:
            _typed(cell)


def _width(value: Value) -> int:
    return _DATE if isinstance(value, date) else min(len(str(value or "")) + 1, _WIDEST)


def _typed(cell: Any) -> None:
    if isinstance(cell.value, str):
        cell.data_type = "s"  # words, whatever they begin with
    elif cell.is_date:
        cell.number_format = "yyyy-mm-dd"
