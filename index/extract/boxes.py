"""What a PDF page shows besides its words: pictures, lines, laid-on notes, words nobody sees."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from pypdfium2 import raw

from index.extract import covers, order
from index.extract.drawn import Box, matrix, objects, size, within
from index.extract.judge import Look
from index.extract.layer import Layer
from index.extract.pictures import Picture, alone
from index.extract.sight import Bits, Survey, address, unseen

_SMALLEST = 2.0  # points; no reader sees smaller letters
_INVISIBLE = 3  # the render mode that draws nothing, as OCR layers have
_STROKED = (0, 2)  # render modes that fill their letters
_WHITE = 250
_MARGIN = 0.09  # of the height
_OVER = 0.2  # of the page: a picture so large may have words of which OCR left an invisible layer
_SAMPLED = 400  # text objects
_INK = 0.5  # square points; smaller ones are blanks
_MOST_LETTERS = 60_000  # of a page that can be looked at letter by letter
_MOST_PICTURES, _MOST_SPOTS = 20, 2_000  # that are compared
_MOST_MEETINGS = 20_000  # pairs of a picture and a text that are worth comparing
_OPAQUE = 200  # of 255
_APART = 90  # of 255: colours so far apart are told apart
_CROSSED = 6  # thin lines over words; more may cover them together
_SAME_WORDS = 0.85
_THIN = 2.0  # points: a thinner line covers no letter
COVER = "█"
# What may lie under a box without harm: the word that says what was done, and why.
_LABEL = re.compile(
    r"(?i)[\W_]*(?:redacted|sealed|confidential|privileged?|(?:\(?[bkj]\)?(?:\(\w\))+[\W_]*)+)[\W_]*"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """`text` is the layer without what nobody sees of it, where there is such."""

    look: Look
    hidden: bool = False
    suspect: bool = False
    ocr_layer: bool = False  # its words are drawn invisibly over a picture
    marked: bool = False  # words are marked for redaction, and were not taken out
    text: str | None = None
    layer: str = ""  # the layer as it is
    pictures: tuple[Picture, ...] = ()  # on which no text of the page stands


@dataclass(slots=True)
class _Sight:
    area: float = 0.0  # under pictures
    drawn: int = 0
    texts: int = 0
    tiny: int = 0
    white: int = 0
    crossed: int = 0  # thin lines that cross words
    plain: bool = True  # nothing on the page can hide words
    boxes: list[Box] = field(default_factory=list)  # of texts drawn so far
    spots: list[Box] = field(default_factory=list)  # of all texts
    images: list[tuple[Box, Any]] = field(default_factory=list)
    survey: Survey = field(default_factory=Survey)


def look(page: Any, textpage: Any) -> Seen:
    """Look at the page as its reader would."""
    box: Box = page.get_bbox()
    sight = _surveyed(page, box)
    laid_on, marked = covers.survey(page, sight.survey)
    sight.plain = sight.plain and not laid_on
    picture = min(1.0, sight.area / max(size(box), 1.0))
    ghosts = sight.survey.invisible
    crowded = textpage.count_chars() > _MOST_LETTERS
    odd = not crowded and order.is_odd(textpage)
    layer = Layer(textpage) if odd or not (crowded or sight.plain) else None
    found = None if layer is None or sight.plain else _hidden(page, layer, sight, box)
    hidden = found is not None and bool(found.any())
    return Seen(
        Look(picture, sight.drawn, picture > _OVER and _in_margins(textpage, box)),
        hidden=hidden or (crowded and not sight.plain),
        suspect=bool(sight.tiny or (ghosts and picture < _OVER) or (sight.white and hidden)),
        ocr_layer=bool(ghosts) and picture >= _OVER,
        marked=marked,
        pictures=tuple(alone(sight.images[:_MOST_PICTURES], sight.spots[:_MOST_SPOTS], box)),
        text=_text(layer, found, odd=odd) if layer and (odd or hidden) else None,
    )


def _hidden(page: Any, layer: Layer, sight: _Sight, box: Box) -> Bits:
    """Tell which letters nobody sees."""
    found = unseen(page, layer, sight.survey, box)
    return _without_labels(layer, found, sight.survey.written)


def _text(layer: Layer, found: Bits | None, *, odd: bool) -> str | None:
    """Give the text in the order of reading, with what nobody sees blacked out.

    None where that is the layer as it is.
    """
    spans = order.spans(layer) if odd else None
    if spans is None and (found is None or not found.any()):
        return None
    nothing = np.zeros(len(layer.codes), dtype=bool)
    return layer.text(nothing if found is None else found, COVER, spans)


def _without_labels(layer: Layer, found: Bits, written: list[tuple[Box, str]]) -> Bits:
    """Leave what only says that something was taken out and why, or was written anew on top."""
    places = np.nonzero(found)[0]
    if not len(places):
        return found
    runs = np.split(places, np.nonzero(np.diff(places) > 3)[0] + 1)  # noqa: PLR2004 - a line end
    for run in runs:
        words = "".join(map(chr, layer.codes[run[0] : run[-1] + 1]))
        plain = not any(letter.isalnum() for letter in words)
        if plain or _LABEL.fullmatch(words) or _is_corrected(layer, run, words, written):
            found[run] = False
    return found


def _is_corrected(layer: Layer, run: Any, words: str, written: list[tuple[Box, str]]) -> bool:
    """Say whether what was laid on says the same but for a slip that it mends."""
    place = (*layer.boxes[run, :2].min(axis=0), *layer.boxes[run, 2:].max(axis=0))
    over = [said for box, said in written if size(within(box, place)) > 0]
    new, old = "".join(" ".join(over).split()), "".join(words.split())
    return bool(new) and SequenceMatcher(None, old, new).ratio() >= _SAME_WORDS


# -- What is drawn -------------------------------------------------------------------------------


def _surveyed(page: Any, box: Box) -> _Sight:
    sight = _Sight()
    for kind, thing, bounds in objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            _note_text(sight, thing, bounds, box)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            inside = within(bounds, box)
            sight.area += size(inside)
            sight.survey.pictures.append(inside)
            sight.images.append((inside, thing))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            sight.drawn += 1
            sight.plain = sight.plain and not _may_cover(thing, bounds, sight)
        else:
            sight.plain = False
    sight.plain = sight.plain and not _meet(sight.survey.pictures, sight.boxes)
    return sight


def _meet(pictures: list[Box], texts: list[Box]) -> bool:
    """Say whether words stand where a picture is, on it or below it."""
    if len(pictures) * len(texts) > _MOST_MEETINGS:
        return True
    return any(size(within(one, text)) > 0 for one in pictures for text in texts)


def _note_text(sight: _Sight, thing: Any, bounds: Box, box: Box) -> None:
    sight.survey.texts.append(thing)
    sight.spots.append(bounds)
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    if mode == _INVISIBLE:
        sight.survey.invisible.add(address(thing))
    inside = within(bounds, box)
    colour = _fill(thing)
    if sight.texts < _SAMPLED and size(inside) > _INK:
        sight.texts += 1
        sight.tiny += mode != _INVISIBLE and _is_tiny(thing)
        sight.white += min(colour[:3]) >= _WHITE
    if sight.plain:
        dark = min(colour[:3]) <= 255 - _APART and colour[3] >= _OPAQUE
        sight.plain = (
            mode in _STROKED and dark and inside == bounds and not _is_special(thing, bounds)
        )
        sight.boxes.append(bounds)


def _is_special(thing: Any, bounds: Box) -> bool:
    """Say whether a thing is see-through, in a layer, or clipped."""
    if raw.FPDFPageObj_HasTransparency(thing):
        return True
    for index in range(raw.FPDFPageObj_CountMarks(thing)):
        if _mark_name(raw.FPDFPageObj_GetMark(thing, index)) == "OC":
            return True
    clip = raw.FPDFPageObj_GetClipPath(thing)
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    return any(not _clip_holds(clip, index, bounds) for index in range(max(count, 0)))


def _mark_name(mark: Any) -> str:
    room = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * 16)()
    if not mark or not raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), room):
        return "OC"  # a name that cannot be read may be this one
    return bytes(buffer)[: max(room.value - 2, 0)].decode("utf-16-le", "replace")


def _clip_holds(clip: Any, index: int, bounds: Box) -> bool:
    """Say whether a clip is an upright rectangle round these bounds."""
    count = raw.FPDFClipPath_CountPathSegments(clip, index)
    if not 4 <= count <= 6:  # noqa: PLR2004 - the sides of a rectangle
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for place in range(count):
        segment = raw.FPDFClipPath_GetPathSegment(clip, index, place)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            return False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    across, up = sorted({round(x, 1) for x, _ in points}), sorted({round(y, 1) for _, y in points})
    if len(across) != 2 or len(up) != 2:  # noqa: PLR2004 - left and right, bottom and top
        return False
    slack = 0.5
    return (
        across[0] <= bounds[0] + slack
        and bounds[2] <= across[1] + slack
        and up[0] <= bounds[1] + slack
        and bounds[3] <= up[1] + slack
    )


def _may_cover(path: Any, bounds: Box, sight: _Sight) -> bool:
    """Say whether a path may hide words, drawn over them or of their colour under them."""
    mode, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke):
        return True
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < _THIN
    filled = mode.value != raw.FPDF_FILLMODE_NONE
    if (thin or not filled) and (not stroke.value or width.value < _THIN):
        sight.crossed += any(size(within(bounds, one)) > 0 for one in sight.boxes)
        return sight.crossed > _CROSSED
    if min(_fill(path)[:3]) <= _APART + 100 and filled:
        return True  # dark letters on it would not be seen
    return stroke.value > 0 or any(size(within(bounds, one)) > 0 for one in sight.boxes)


def _fill(thing: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts):
        return 255, 255, 255, 0
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _is_tiny(text: Any) -> bool:
    points = ctypes.c_float()
    if not raw.FPDFTextObj_GetFontSize(text, points):
        return False
    a, b, c, d, _, _ = matrix(text)
    return bool(0 < points.value * abs(a * d - b * c) ** 0.5 < _SMALLEST)


def _in_margins(textpage: Any, box: Box) -> bool:
    """Tell whether all the text stands in the head or the foot of the page."""
    height = box[3] - box[1]
    low, high = box[1] + height * _MARGIN, box[3] - height * _MARGIN
    count = textpage.count_rects()
    if not count or count > _SAMPLED:
        return False
    rects = (textpage.get_rect(index) for index in range(count))
    return all(rect[3] < low or rect[1] > high for rect in rects)
