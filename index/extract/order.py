"""The order in which a page is read, where its file draws it in another.

A text layer comes in the order of drawing. That is left alone, but where lines were drawn from the
foot of the page upwards or in no order, or line by line across two columns of prose.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median
from typing import Any

from pypdfium2 import raw

from index.extract.drawn import Box
from index.extract.layer import Layer, Span

_MOST_RECTS = 1_500  # a page of more is a drawing
_UPWARDS = 3  # steps up before anybody wonders
_SAME_EDGE = 3.0  # points
_JUMBLED = 0.3  # of the steps in a column
_BESIDE = 1.2  # heights of a line: columns need not share their lines
_LEAP = 6  # heights of a line
_WIDE = 1.5  # heights of a line: a gap so wide parts columns
_LINES = 4  # of both columns, to be columns
_WORDS = 3.5  # a line and column, on the mean: cells of tables have fewer
_FULL = 0.6  # of the column's width that its lines fill
_SAMPLE = 8  # letters
_TURNED = 0.1  # radians
_UPRIGHT = 0.7  # of the rects are wider than high: the page's lines lie level


@dataclass(frozen=True, slots=True)
class _Piece:
    """Letters that stand together on one line."""

    span: Span
    box: Box
    words: int

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def is_odd(textpage: Any) -> bool:
    """Say cheaply whether the order of drawing may not be that of reading."""
    count = textpage.count_rects()
    if not _LINES <= count <= _MOST_RECTS or _is_turned(textpage):
        return False
    rects = [textpage.get_rect(index) for index in range(count)]
    level = sum(right - left > top - bottom for left, bottom, right, top in rects)
    if level < count * _UPRIGHT:
        return False
    return _rises(rects) or _is_jumbled(rects) or _leaps(rects)


def _is_turned(textpage: Any) -> bool:
    """Say whether letters stand upside down or on their side: up is another way for them."""
    count = textpage.count_chars()
    sample = range(0, count, max(count // _SAMPLE, 1))
    place = raw.FS_MATRIX()
    return any(
        abs(raw.FPDFText_GetCharAngle(textpage, at)) > _TURNED
        or (raw.FPDFText_GetMatrix(textpage, at, place) and place.d < 0)
        for at in sample
    )


def _rises(rects: list[Box]) -> bool:
    """Say whether line after line stands above the one before it."""
    up = down = 0
    for before, after in itertools.pairwise(rects):
        height = max(before[3] - before[1], 1.0)
        step = (after[1] + after[3] - before[1] - before[3]) / 2
        if abs(step) > _LEAP * height:  # to the next column, or past a picture
            continue
        up += step > height / 2
        down += step < -height / 2
    return up >= _UPWARDS and up > 2 * down


def _is_jumbled(rects: list[Box]) -> bool:
    """Say whether lines of one column are drawn in no order: many a step leads up again."""
    up = down = 0
    for before, after in itertools.pairwise(rects):
        if abs(before[0] - after[0]) <= _SAME_EDGE:
            up += after[1] > before[3]
            down += after[3] < before[1]
    return up >= _UPWARDS and up > _JUMBLED * (up + down)


def _leaps(rects: list[Box]) -> bool:
    """Say whether line after line leaps over a gap at the same place."""
    gaps = [
        (before[2], after[0])
        for before, after in itertools.pairwise(rects)
        if _stand_beside(before, after) and after[0] - before[2] > _gap(before)
    ]
    if len(gaps) < _LINES:
        return False
    middle = median((left + right) / 2 for left, right in gaps)
    return sum(left < middle < right for left, right in gaps) >= _LINES


def _stand_beside(first: Box, second: Box) -> bool:
    height = max(first[3] - first[1], second[3] - second[1])
    return abs(first[1] + first[3] - second[1] - second[3]) / 2 < height * _BESIDE


def _gap(box: Box) -> float:
    return _WIDE * max(box[3] - box[1], 1.0)


def spans(layer: Layer) -> list[list[Span]] | None:
    """Give the lines of a page in the order of reading, each as the pieces that stand on it.

    None where its own order is as good.
    """
    pieces = _pieces(layer)
    if len(pieces) < _LINES:
        return None
    boxes = [piece.box for piece in pieces]
    rising = _rises(boxes) or _is_jumbled(boxes)
    gutter = _gutter(pieces)
    if gutter is None and not rising:
        return None
    lines = [[piece] for piece in pieces]
    if rising:
        lines = _by_lines(sorted(pieces, key=lambda piece: (-piece.middle, piece.box[0])))
    if gutter:
        in_order = [piece for line in lines for piece in line]
        lines = [[piece] for piece in _by_columns(in_order, gutter)]
    return [[piece.span for piece in line] for line in lines]


def _pieces(layer: Layer) -> list[_Piece]:
    """Part the layer where a line ends, and where a wide gap opens in one."""
    found: list[_Piece] = []
    start = last = None
    for index in range(len(layer.codes)):
        if not layer.printed[index]:
            continue
        box = tuple(layer.boxes[index])
        if last is not None and start is not None:
            known = tuple(layer.boxes[last])
            apart = not _near_line(known, box) or box[0] - known[2] > _gap(known)
            if apart or box[2] < known[0]:
                found.append(_piece(layer, start, last + 1))
                start = index
        start = index if start is None else start
        last = index
    if start is not None and last is not None:
        found.append(_piece(layer, start, last + 1))
    return found


def _near_line(first: Box, second: Box) -> bool:
    """Say whether two letters stand on one line; a comma hangs lower, a quote higher."""
    return min(first[3], second[3]) > max(first[1], second[1]) - max(
        first[3] - first[1], second[3] - second[1], 2.0
    )


def _piece(layer: Layer, start: int, end: int) -> _Piece:
    printed = layer.printed[start:end]
    boxes = layer.boxes[start:end][printed]
    box = (
        float(boxes[:, 0].min()),
        float(boxes[:, 1].min()),
        float(boxes[:, 2].max()),
        float(boxes[:, 3].max()),
    )
    words = sum(1 for at in range(start, end) if layer.codes[at] in {0x20, 0xA0}) + 1
    return _Piece((start, end), box, words)


def _gutter(pieces: list[_Piece]) -> tuple[float, float] | None:
    """Give the gap between two columns of prose that are drawn line by line across both."""
    pairs = [
        (before, after)
        for before, after in itertools.pairwise(pieces)
        if abs(before.middle - after.middle) < max(before.height, after.height) * _BESIDE
        and after.box[0] - before.box[2] > before.height / 2
    ]
    if len(pairs) < _LINES:
        return None
    left = max(before.box[2] for before, _ in pairs)
    right = min(after.box[0] for _, after in pairs)
    if right <= left or not all(_is_prose([pair[side] for pair in pairs]) for side in (0, 1)):
        return None
    return left, right


def _is_prose(column: list[_Piece]) -> bool:
    """Say whether these are lines of running text, and not cells of a table."""
    width = max(piece.box[2] for piece in column) - min(piece.box[0] for piece in column)
    full = [piece for piece in column if piece.box[2] - piece.box[0] >= width * _FULL]
    mean = sum(piece.words for piece in column) / len(column)
    return mean >= _WORDS and len(full) >= len(column) * _FULL


def _by_columns(pieces: list[_Piece], gutter: tuple[float, float]) -> list[_Piece]:
    """Give each run of lines that keeps to its columns, column by column."""
    left, right = gutter
    done: list[_Piece] = []
    columns: tuple[list[_Piece], list[_Piece]] = ([], [])
    for piece in pieces:
        if piece.box[2] <= left + 1:
            columns[0].append(piece)
        elif piece.box[0] >= right - 1:
            columns[1].append(piece)
        else:
            done += [*columns[0], *columns[1], piece]
            columns = ([], [])
    return [*done, *columns[0], *columns[1]]


def _by_lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Put pieces of one line beside each other, though some stand a little higher."""
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0].middle - piece.middle) < lines[-1][0].height / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.box[0]) for line in lines]
