"""What a PDF page shows besides its words: pictures, black boxes over live text, unseen text.

A box is black only if it is so when drawn: text that stands on top of it is no hidden text.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from index.extract.judge import Look

_MOST_OBJECTS = 20_000
_DEEPEST = 5  # forms in forms
_DARK = 60  # of 255
_OPAQUE = 200  # of 255
_THINNEST = 4.0  # points; a thinner black rectangle is a rule
_SMALLEST = 2.0  # points; no reader sees smaller letters
_INVISIBLE = 3  # the render mode that draws nothing, as OCR layers have
_WHITE = 250
_MARGIN = 0.09  # of the height
_OVER = 0.2  # of the page: a picture so large may have words of which OCR left an invisible layer
_SAMPLED = 400  # text objects
_INK = 0.5  # square points; smaller ones are blanks
_COVER = "█"
_SAME: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
# What may lie under a box without harm: the word that says what was done, and why.
_LABEL = re.compile(
    r"(?i)[\W_]*(?:redacted|sealed|confidential|privileged?|(?:\(?[bkj]\)?(?:\(\w\))+[\W_]*)+)[\W_]*"
)

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Seen:
    """`text` is the layer without what lies under boxes, where anything does."""

    look: Look
    hidden: bool = False
    suspect: bool = False
    ocr_layer: bool = False  # its words are drawn invisibly over a picture
    text: str | None = None


@dataclass(slots=True)
class _Sight:
    pictures: float = 0.0
    drawn: int = 0
    texts: int = 0
    invisible: int = 0
    tiny: int = 0
    white: list[Box] = field(default_factory=list)
    dark: list[Box] = field(default_factory=list)


def look(page: Any, layer: Any) -> Seen:
    """Look at the page as its reader would."""
    box: Box = page.get_bbox()
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    sight = _Sight()
    for kind, thing, bounds in _objects(page):
        _note(sight, kind, thing, _within(bounds, box))
    dark = [*sight.dark, *_marks(page)]
    covered = _covered(page, layer, dark, box) if dark else None
    picture = min(1.0, sight.pictures / area)
    return Seen(
        Look(picture, sight.drawn, picture > _OVER and _in_margins(layer, box)),
        hidden=covered is not None,
        suspect=_is_suspect(page, sight, picture, box),
        ocr_layer=sight.invisible > 0 and picture >= _OVER,
        text=covered,
    )


def _is_suspect(page: Any, sight: _Sight, picture: float, box: Box) -> bool:
    """Tell whether words stand in the layer that no reader of the page sees."""
    if sight.tiny or (sight.invisible and picture < _OVER):
        return True
    if not sight.white:
        return False
    seen = _Drawing(page, box)
    return any(seen.greys(one)[0] >= _WHITE for one in sight.white if _size(one) > 1)


def _objects(page: Any) -> Iterator[tuple[int, Any, Box]]:
    """Go through what is drawn on the page, forms opened, with bounds on the page."""
    count = raw.FPDFPage_CountObjects(page)
    roots = (raw.FPDFPage_GetObject(page, index) for index in range(min(count, _MOST_OBJECTS)))
    stack: list[tuple[Iterator[Any], tuple[float, ...]]] = [(roots, _SAME)]
    left = _MOST_OBJECTS
    while stack and left:
        things, place = stack[-1]
        thing = next(things, None)
        if thing is None:
            stack.pop()
            continue
        left -= 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(stack) < _DEEPEST:
            stack.append((_inner(thing), _joined(_matrix(thing), place)))
        elif (bounds := _bounds(thing)) is not None:
            yield kind, thing, _moved(bounds, place)


def _inner(form: Any) -> Iterator[Any]:
    count = min(raw.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(count))


def _matrix(thing: Any) -> tuple[float, ...]:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _joined(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, l = outer  # noqa: E741 - as the format names them
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + l,
    )  # fmt: skip


def _bounds(thing: Any) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _moved(bounds: Box, place: tuple[float, ...]) -> Box:
    if place is _SAME:
        return bounds
    a, b, c, d, e, f = place
    corners = [(x, y) for x in (bounds[0], bounds[2]) for y in (bounds[1], bounds[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _within(bounds: Box, box: Box) -> Box:
    return (
        max(bounds[0], box[0]), max(bounds[1], box[1]),
        min(bounds[2], box[2]), min(bounds[3], box[3]),
    )  # fmt: skip


def _size(bounds: Box) -> float:
    return max(0.0, bounds[2] - bounds[0]) * max(0.0, bounds[3] - bounds[1])


def _note(sight: _Sight, kind: int, thing: Any, bounds: Box) -> None:
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        sight.pictures += _size(bounds)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        sight.drawn += 1
        if _is_dark_box(thing, bounds):
            sight.dark.append(bounds)
    elif kind == raw.FPDF_PAGEOBJ_TEXT and sight.texts < _SAMPLED and _size(bounds) > _INK:
        sight.texts += 1
        if raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE:
            sight.invisible += 1
        elif _is_tiny(thing):
            sight.tiny += 1
        elif min(_fill(thing)[:3]) >= _WHITE:
            sight.white.append(bounds)


def _is_dark_box(path: Any, bounds: Box) -> bool:
    if bounds[2] - bounds[0] < _THINNEST or bounds[3] - bounds[1] < _THINNEST:
        return False
    mode, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = _fill(path)
    return max(red, green, blue) <= _DARK and alpha >= _OPAQUE


def _fill(thing: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts):
        return 255, 255, 255, 0
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _is_tiny(text: Any) -> bool:
    size = ctypes.c_float()
    if not raw.FPDFTextObj_GetFontSize(text, size):
        return False
    a, b, c, d, _, _ = _matrix(text)
    return bool(0 < size.value * abs(a * d - b * c) ** 0.5 < _SMALLEST)


def _marks(page: Any) -> list[Box]:
    """Give the boxes that were laid on as annotations."""
    found = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 500)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        with contextlib.ExitStack() as last:
            last.callback(raw.FPDFPage_CloseAnnot, note)
            if raw.FPDFAnnot_GetSubtype(note) in (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_REDACT):
                edges = raw.FS_RECTF()
                if raw.FPDFAnnot_GetRect(note, edges):
                    found.append((edges.left, edges.bottom, edges.right, edges.top))
    return found


def _in_margins(layer: Any, box: Box) -> bool:
    """Tell whether all the text stands in the head or the foot of the page."""
    height = box[3] - box[1]
    low, high = box[1] + height * _MARGIN, box[3] - height * _MARGIN
    count = layer.count_rects()
    if not count or count > _SAMPLED:
        return False
    rects = (layer.get_rect(index) for index in range(count))
    return all(rect[3] < low or rect[1] > high for rect in rects)


def _covered(page: Any, layer: Any, dark: list[Box], box: Box) -> str | None:
    """Give the text with what lies under black boxes blacked out; None if nothing does."""
    texts = ((one, layer.get_text_bounded(*one).strip()) for one in dark[:500])
    boxes = [one for one, text in texts if text and not _LABEL.fullmatch(text)]
    under = _under(layer, boxes)
    black = _black(page, box, under) if under else {}
    hidden = {index for index, is_black in black.items() if is_black}
    return _blacked_out(layer, hidden) if hidden else None


def _under(layer: Any, boxes: list[Box]) -> dict[int, Box]:
    """Give the letters whose middle lies under a box."""
    found: dict[int, Box] = {}
    for index in range(layer.count_chars() if boxes else 0):
        left, bottom, right, top = layer.get_charbox(index)
        x, y = (left + right) / 2, (bottom + top) / 2
        printed = right - left > 0.1 and top - bottom > 0.1  # noqa: PLR2004 - a space has no ink
        if printed and any(a < x < c and b < y < d for a, b, c, d in boxes):
            found[index] = (left, bottom, right, top)
    return found


def _black(page: Any, box: Box, letters: dict[int, Box]) -> dict[int, bool]:
    """Tell which letters are nothing but black where they stand."""
    drawing = _Drawing(page, box)
    return {index: drawing.greys(place)[1] <= _DARK for index, place in letters.items()}


class _Drawing:
    """The page as it is seen, to look at places of it."""

    def __init__(self, page: Any, box: Box) -> None:
        scale = min(3.0, (4_000_000 / max(_size(box), 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        self._place = bitmap.get_posconv(page)
        self._picture = bitmap.to_pil()

    def greys(self, place: Box) -> tuple[int, int]:
        """Give the darkest and the lightest grey within these bounds."""
        x1, y1 = self._place.to_bitmap(place[0], place[1])
        x2, y2 = self._place.to_bitmap(place[2], place[3])
        crop = (min(x1, x2), min(y1, y2), max(x1, x2) + 1, max(y1, y2) + 1)
        low, high = self._picture.crop(crop).getextrema()
        return int(low), int(high)


def _blacked_out(layer: Any, hidden: set[int]) -> str:
    letters: list[str] = []
    for index in range(layer.count_chars()):
        if index not in hidden:
            letters.append(chr(raw.FPDFText_GetUnicode(layer, index)))
        elif not letters or letters[-1] != _COVER:
            letters.append(_COVER)
    return "".join(letters)
