"""Tables in plain text: rows of cells by tabs, bars, commas, wide gaps; or one cell a line.

Only shapes are looked at here; what the cells hold is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Cell = tuple[int, int]  # [start, end) in the text
_LONGEST = 700  # characters of a row
_MOST_CELLS = 60
_LEAST_ROWS = 2  # with the header they are three
_TAB = re.compile(r"[ ]{0,9}\t[ ]{0,9}")
_BAR = re.compile(r"[ ]{0,9}\|[ ]{0,9}")
_SEMICOLON = re.compile(r"[ ]{0,9};[ ]{0,9}")
_GAP = re.compile(r"[ ]{2,60}|[ ]{0,9}\t[ ]{0,9}")
_COMMA = re.compile(r",(?=(?:[^\"\n]{0,200}\"[^\"\n]{0,200}\"){0,20}[^\"\n]{0,400}$)")
_RULE = re.compile(r"[-|:=+_\s]*")
_MISSES = 2  # a title or a wrapped cell between rows
_CELL = 40  # characters of a cell between commas, on average
_DASH = re.compile(r"[ ]{1,3}[-/][ ]{1,3}")
_DOTS = re.compile(r"[ ]{0,9}\.{3,90}[ ]{0,9}")
_SPLITTERS = (
    ("\t", _TAB),
    ("|", _BAR),
    (";", _SEMICOLON),
    ("  ", _GAP),
    (",", _COMMA),
    (" - ", _DASH),
    (" / ", _DASH),
    ("...", _DOTS),
    ("^", re.compile(r"[ ]{0,9}\^[ ]{0,9}")),
    (" & ", re.compile(r"[ ]{1,9}&[ ]{1,9}")),
    ("->", re.compile(r"[ ]{0,9}->[ ]{0,9}")),
)
_SPLITTER = dict(_SPLITTERS)
# What a line of a list begins with; it is no part of its first cell.
_BULLET = re.compile(r"[ \t>]{0,8}(?:[-*•·>]|[0-9]{1,3}[.)]|\([0-9]{1,3}\))[ \t]+(?=\S)")
# A row as programs write it, (1,'Ana','Roe'), and one with the heads in it, {"first":"Ana"}.
_ROW_OF_CODE = re.compile(r"[ \t]{0,8}[(\[](?=[^()\[\]\n]{3,600}[)\]][,;]?[ \t]{0,8}$)")
_OBJECT = re.compile(r"[ \t]{0,8}\{(?=\s?[\"'][^{}\n]{3,600}\}[,\]]?[ \t]{0,8}$)")
_VALUE = re.compile(
    r"[\"'][^\"'\n]{1,40}[\"']\s?:\s?(?:\"([^\"\n]{0,120})\"|'([^'\n]{0,120})'|([^\s,}]{0,40}))"
)
_SHORT = 60  # characters of a line that is one cell


class Grid(NamedTuple):
    """Rows of one table; rows may differ in their number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    placed: bool = False  # an empty cell leaves no sign: cells are told by where they stand


class Line(NamedTuple):
    """A line: where it starts and ends."""

    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """Give the lines of a text."""
    out, start = [], 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        out.append(Line(start, stop))
        start = stop + 1
    return out


def grids(text: str, lines: list[Line]) -> Iterator[Grid]:
    """Give every block of lines that one kind of sign parts into cells."""
    for mark, splitter in _SPLITTERS:
        if mark in text:
            for block in _blocks(text, lines, mark):
                rows = tuple(tuple(_cells(text, line, splitter)) for line in block)
                rows = tuple(row for row in rows if 1 < len(row) <= _MOST_CELLS)
                if len(rows) >= _LEAST_ROWS:
                    yield Grid(rows, placed=mark == "  ")


def split(text: str, line: Line, mark: str) -> Iterator[Cell]:
    """Give the cells of one line that this sign parts."""
    return _cells(text, line, _SPLITTER[mark])


def _blocks(text: str, lines: list[Line], mark: str) -> Iterator[list[Line]]:
    """Give runs of lines that hold the sign, before any is split: prose costs only a count."""
    block: list[Line] = []
    misses = last = 0
    strict = mark in {",", ";"}
    for line in lines:
        found = text.count(mark, line.start, line.end)
        if line.end - line.start > _LONGEST or not found:
            misses += not _RULE.fullmatch(text, line.start, line.end)
        else:
            if (
                strict
                and block
                and abs(found - last) > 1
                and '"' not in text[line.start : line.end]
            ):
                misses = _MISSES + 1  # by commas and semicolons only as wide a row goes on
            if misses > _MISSES:
                yield from _worth(text, block, mark)
                block = []
            block.append(line)
            misses, last = 0, found
    yield from _worth(text, block, mark)


def _worth(text: str, block: list[Line], mark: str) -> Iterator[list[Line]]:
    """Give the block if it can be a table: sentences have commas, too, but few to a line."""
    if len(block) < _LEAST_ROWS:
        return
    size = sum(line.end - line.start for line in block)
    signs = sum(text.count(mark, line.start, line.end) for line in block)
    if mark not in {",", ";"} or size <= _CELL * (signs + len(block)):
        yield block


def _cells(text: str, line: Line, splitter: re.Pattern[str]) -> Iterator[Cell]:
    start, stop = line
    if splitter is _COMMA and _OBJECT.match(text, start, stop):
        yield from (one.span(one.lastindex or 0) for one in _VALUE.finditer(text, start, stop))
        return
    if splitter is _COMMA and (code := _ROW_OF_CODE.match(text, start, stop)):
        start, stop = code.end(), max(text.rfind(")", start, stop), text.rfind("]", start, stop))
    bullet = _BULLET.match(text, start, stop)
    start = bullet.end() if bullet else start
    while start < stop and text[start] == " ":
        start += 1
    while stop > start and text[stop - 1] in " \r":
        stop -= 1
    if start < stop and text[start] == "|":  # bars around the row; without, the last cell is empty
        start += 1
        stop -= stop > start and text[stop - 1] == "|"
    last = start
    for gap in splitter.finditer(text, start, stop):
        yield last, gap.start()
        last = gap.end()
    yield last, stop


def stacks(text: str, lines: list[Line]) -> Iterator[list[Cell]]:
    """Give runs of short lines that may each be one cell, as PDF readers print tables."""
    run: list[Cell] = []
    for line in lines:
        shown = text[line.start : line.end].strip()
        if shown and len(shown) <= _SHORT and "\t" not in shown and "  " not in shown:
            run.append((line.start, line.end))
        elif shown:
            if len(run) >= 2 * _LEAST_ROWS:
                yield run
            run = []
    if len(run) >= 2 * _LEAST_ROWS:
        yield run
