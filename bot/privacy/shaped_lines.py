"""Rows known by the shape that lines repeat, whatever parts them: "@Ana@Cuba@", "fn=Ana ln=Roe".

A line's shape is the kinds of words in it (capitals, a capital, small, a number) and the signs
between them; words of one kind that follow each other count as one. Where lines, or pairs or threes
of them, of one shape follow each other, what varies is their cells and what never does are labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.privacy import wordlists
from bot.privacy.grids import Cell, Grid, Line

_LEAST = 5  # records of one shape; as many numbers of people hold a page
_LONGEST = 140  # characters of a line
_SMALL = 4  # words in small letters, at most: more is prose
_PERIODS = (1, 2, 3)
_WORD = re.compile(
    r"(?P<code>[^\W\d_]+[0-9][^\W_]*|[0-9]+[^\W\d_][^\W_]*)|(?P<number>[0-9]+(?:[-/.:,][0-9]+)*)|(?P<caps>[A-Z]{2,}(?:['-][A-Z]+)*(?![a-z]))"
    r"|(?P<title>[A-Z][^\W\d_]*(?:['-][^\W\d_]+)?)|(?P<small>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]+|_+)|(?P<gap>[ \t]+)"
)
# Such lines have cells for sure, or mailboxes, whose parts are none.
_IN_CELLS = re.compile(r"[|\t]|\w@[\w-]{1,40}\.\w")
_PIECE = re.compile(r"[^;\s][^;\n]*")
_TO = re.compile(r"(?im)^[ \t>]{0,8}(?:to|cc|bcc|from|subject)\s?:")
_HEAD = 1_500  # characters above a line in which the head of its mail stands
_LISTED = 7  # signs between the records of one line
_LETTER = {"number": "9", "caps": "A", "title": "T", "small": "a", "code": "X"}
_FIELD = frozenset({":", "="})  # signs behind the name of a field
_JOINS = frozenset({"T", "A"})
_JOINED = _JOINS | {"a"}


class _Shape(NamedTuple):
    said: str
    cells: tuple[Cell, ...]  # places in the line


class _Shaped(NamedTuple):
    line: Line
    shape: _Shape

    @property
    def cells(self) -> list[Cell]:
        """The cells in the text."""
        return [(self.line.start + start, self.line.start + end) for start, end in self.shape.cells]


def grids(text: str, lines: Sequence[Line]) -> Iterator[Grid]:
    """Give the runs of lines, or of small groups of lines, whose shape repeats."""
    for run in _runs(text, lines):
        for period in _PERIODS:
            yield from (one for one in _repeated(text, run, period) if all(one.rows))
    for line in lines:
        if text.count(";", *line) >= _LISTED and not _is_of_a_mail(text, line):
            for run in _runs(text, _pieces(text, line)):
                yield from (one for one in _repeated(text, run, 1) if all(one.rows))


def _is_of_a_mail(text: str, line: Line) -> bool:
    """Say whether a line lists to whom a mail went: by its head, or on the lines below one."""
    above = text[max(0, line.start - _HEAD) : line.end].rpartition("\n\n")[2]
    return _TO.search(above) is not None


def _pieces(text: str, line: Line) -> list[Line]:
    """Part a line that lists its records one behind the other: "Roe, Ana; Li, Bo"."""
    return [Line(*piece.span()) for piece in _PIECE.finditer(text, *line)]


def _runs(text: str, lines: Sequence[Line]) -> Iterator[list[_Shaped]]:
    """Give runs of lines that have a shape; empty ones do not count."""
    run: list[_Shaped] = []
    for line in lines:
        if line.start == line.end:
            continue
        said = text[line.start : line.end] if line.end - line.start <= _LONGEST else "|"
        shape = None if _IN_CELLS.search(said) else _shape(said)
        if shape:
            run.append(_Shaped(line, shape))
        elif run:
            yield run
            run = []
    if run:
        yield run


@lru_cache(maxsize=4_000)
def _shape(line: str) -> _Shape | None:
    """Return the shape of a line; None for prose and for a line without a capital."""
    said: list[str] = []
    cells: list[Cell] = []
    small = 0
    for word in _WORD.finditer(line):
        kind = word.lastgroup or ""
        if kind == "gap":
            continue
        letter = _LETTER.get(kind)
        small += letter == "a"
        if letter is None:
            said.append(word[0][:2])
        elif letter in _JOINED and said[-1:] == [letter]:
            cells[-1] = (cells[-1][0], word.end())
        else:
            said.append(letter)
            cells.append(word.span())
    if small > _SMALL or _JOINS.isdisjoint(said):
        return None
    return _Shape(" ".join(said), tuple(cells))


def _repeated(text: str, run: Sequence[_Shaped], period: int) -> Iterator[Grid]:
    """Give the stretches of a run that repeat after so many lines."""
    start = 0
    while start + period * _LEAST <= len(run):
        first = run[start : start + period]
        stop = start + period
        if _can_repeat(first):
            while stop < len(run) and run[stop].shape.said == run[stop - period].shape.said:
                stop += 1
        records = (stop - start) // period
        if records >= _LEAST:
            yield _grid(text, run[start : start + records * period], period)
            start += records * period
        else:
            start += 1


def _can_repeat(first: Sequence[_Shaped]) -> bool:
    """Say whether lines can be a record: of two cells and more, and no lines of one shape."""
    shapes = {one.shape.said for one in first}
    several = len(first) == 1 or len(shapes) > 1
    return several and sum(len(one.shape.cells) for one in first) > 1


def _grid(text: str, run: Sequence[_Shaped], period: int) -> Grid:
    rows = []
    for at in range(0, len(run), period):
        record = run[at : at + period]
        rows.append(
            [(o.line.start + a, o.line.start + b) for o in record for a, b in o.shape.cells]
        )
    labels = {n for n, cells in enumerate(zip(*rows, strict=True)) if _is_label(text, cells)}
    return Grid(tuple(tuple(c for n, c in enumerate(row) if n not in labels) for row in rows))


def _is_label(text: str, cells: Sequence[Cell]) -> bool:
    """Say whether cells never vary and are no facts: a field's name, a small word; no title."""
    said = {text[start:end] for start, end in cells}
    one = said.pop()
    if said or not one.isalpha() or one.lower() in wordlists.titles():
        return False
    return one.islower() or all(text[end : end + 1] in _FIELD for _, end in cells)
