"""What the eye sees of a text layer: the page as a viewer draws it, against each letter.

The page is drawn twice, as it is and without its text. Where both pictures are alike, the text
there adds nothing: it is covered, clipped, switched off, off the page or of the paper's colour,
whatever made it so. Letters that are drawn invisibly (the layer that OCR leaves behind a scan) are
held against the ink of the scan instead.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from index.extract.drawn import Box, size
from index.extract.layer import Layer

_SCALE = 1.5  # pixels a point
_FINE = 4.0  # for pages of very small letters
_SMALL = 4.0  # points: letters of this height are small
_LARGEST = 5_000_000  # pixels
_SEEN = 28  # of 255: the difference that a letter must make
_SHARE = 0.15  # of a letter's box; print has a third at least
_NONE = 0.02
_PAGE = 0.5  # of the page: a picture so large may be a scan of all that is printed
_THIN = 2.5  # pixels
_DARK, _LIGHT = 90, 200  # of 255
_FILLED = 0.75  # of a word's box is dark: no print is
_LETTER_FILLED = 0.97
_EVEN = 12.0  # of 255: the spread of greys in an even surface
_STACKED = 8  # letters on one spot
_MOST_AGAIN = 2_000  # hidden letters that are looked for elsewhere
_LABEL = 3  # words; a label such as (b)(6) stands over so many at most
_KEPT = 0.85  # of the words of a layer have ink where they stand: the layer is not shifted
_TRIES = (0.0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1.0, 1.0)  # line heights

Bits = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Survey:
    """What of the page's objects matters here; `hidden` are texts drawn invisibly."""

    texts: list[Any] = field(default_factory=list)
    invisible: set[int] = field(default_factory=set)
    pictures: list[Box] = field(default_factory=list)
    covers: list[Box] = field(default_factory=list)  # laid on, but not drawn by PDFium
    written: list[tuple[Box, str]] = field(default_factory=list)  # laid on as text


def address(thing: Any) -> int:
    """Tell one drawn thing from another."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


class _Picture:
    """The page as drawn, to count in the boxes of letters."""

    def __init__(self, page: Any, scale: float) -> None:
        bitmap = page.render(scale=scale)
        with contextlib.closing(bitmap):
            self.colours = bitmap.to_numpy().copy()
            conversion = bitmap.get_posconv(page)
            zero = np.array(conversion.to_bitmap(0, 0), float)
            self._across = (np.array(conversion.to_bitmap(10_000, 0)) - zero) / 10_000
            self._up = (np.array(conversion.to_bitmap(0, 10_000)) - zero) / 10_000
            self._zero = zero

    @property
    def grey(self) -> NDArray[np.uint8]:
        """The page in greys."""
        planes = np.atleast_3d(self.colours)[..., :3].astype(np.uint16)
        found: NDArray[np.uint8] = (planes.sum(axis=2) // planes.shape[2]).astype(np.uint8)
        return found

    def pixels(self, boxes: Numbers) -> Numbers:
        """Give boxes of the page as left, top, right, bottom in pixels, not rounded."""
        first = self._zero + boxes[:, 0:1] * self._across + boxes[:, 1:2] * self._up
        second = self._zero + boxes[:, 2:3] * self._across + boxes[:, 3:4] * self._up
        return np.hstack([np.minimum(first, second), np.maximum(first, second)])


class _Sums:
    """Sums over boxes of a picture, each in one step."""

    def __init__(self, values: NDArray[Any]) -> None:
        height, width = values.shape
        kind = np.float64 if values.dtype == np.float64 else np.int32
        self._sums = np.zeros((height + 1, width + 1), dtype=kind)
        np.cumsum(values, axis=1, dtype=kind, out=self._sums[1:, 1:])
        np.cumsum(self._sums[1:, 1:], axis=0, out=self._sums[1:, 1:])
        self._most = np.array([width, height, width, height])

    def of(self, pixels: Numbers) -> tuple[Numbers, Numbers]:
        """Give the mean and the area of each box."""
        edges = np.concatenate([np.floor(pixels[:, :2]), np.ceil(pixels[:, 2:])], axis=1)
        left, top, right, bottom = np.clip(edges, 0, self._most).astype(int).T
        area = np.maximum((right - left) * (bottom - top), 0)
        total = (
            self._sums[bottom, right]
            - self._sums[top, right]
            - self._sums[bottom, left]
            + self._sums[top, left]
        )
        return total / np.maximum(area, 1), area.astype(float)


def unseen(page: Any, layer: Layer, survey: Survey, box: Box) -> Bits:
    """Tell of each letter whether no reader of the page can see it."""
    hidden = np.zeros(len(layer.codes), dtype=bool)
    if not layer.printed.any():
        return hidden
    ghosts = layer.of_things(survey.invisible) if survey.invisible else hidden.copy()
    drawn = layer.printed & ~ghosts
    scale = _scale(layer, box)
    shown = _Picture(page, scale)
    if drawn.any():
        hidden = drawn & _adds_nothing(page, shown, layer, survey, scale)
        scanned = hidden & _within(layer, _scans(survey, box))
        ghosts, hidden = ghosts | scanned, hidden & ~scanned
    ghosts &= layer.printed
    if ghosts.any():
        hidden |= _without_ink(shown, layer, ghosts)
    hidden |= layer.printed & _within(layer, survey.covers)
    return _settled(layer, hidden)


def _scale(layer: Layer, box: Box) -> float:
    heights = (layer.boxes[:, 3] - layer.boxes[:, 1])[layer.printed]
    wanted = _FINE if float(np.median(heights)) < _SMALL else _SCALE
    return float(min(wanted, (_LARGEST / max(size(box), 1.0)) ** 0.5))


def _scans(survey: Survey, box: Box) -> list[Box]:
    return [one for one in survey.pictures if size(one) >= _PAGE * max(size(box), 1.0)]


def _within(layer: Layer, boxes: Iterable[Box]) -> Bits:
    across = (layer.boxes[:, 0] + layer.boxes[:, 2]) / 2
    up = (layer.boxes[:, 1] + layer.boxes[:, 3]) / 2
    found = np.zeros(len(layer.codes), dtype=bool)
    for left, bottom, right, top in boxes:
        found |= (across > left) & (across < right) & (up > bottom) & (up < top)
    return found


# -- Letters that are drawn ----------------------------------------------------------------------


def _adds_nothing(page: Any, shown: _Picture, layer: Layer, survey: Survey, scale: float) -> Bits:
    """Tell which letters make no difference to the picture of the page."""
    share = _share(page, shown, layer, survey.texts, scale)
    hidden = share < _SHARE
    lower = _below_others(layer, hidden)
    if lower:
        texts = [text for text in survey.texts if address(text) in lower]
        alone = _share(page, shown, layer, texts, scale)
        hidden |= layer.of_things(lower) & (alone < _NONE)
    return hidden & ~_said_again(layer, hidden)


def _share(page: Any, shown: _Picture, layer: Layer, texts: list[Any], scale: float) -> Numbers:
    """Give the share of each letter's box that changes when these texts are not drawn."""
    for text in texts:
        raw.FPDFPageObj_SetIsActive(text, False)  # noqa: FBT003 - as the library has it
    try:
        bare = _Picture(page, scale)
    finally:
        for text in texts:
            raw.FPDFPageObj_SetIsActive(text, True)  # noqa: FBT003
    change = np.maximum(shown.colours, bare.colours) - np.minimum(shown.colours, bare.colours)
    if change.ndim > 2:  # noqa: PLR2004 - colours
        change = np.maximum(np.maximum(change[..., 0], change[..., 1]), change[..., 2])
    pixels = shown.pixels(layer.boxes)
    thin = np.minimum(pixels[:, 2] - pixels[:, 0], pixels[:, 3] - pixels[:, 1]) < _THIN
    pixels[thin] += np.array([-1, -1, 1, 1])
    means, _ = _Sums(change > _SEEN).of(pixels)
    return np.where(thin & (means > 0), 1.0, means)


def _below_others(layer: Layer, hidden: Bits) -> set[int]:
    """Give the texts on which other letters stand, as where somebody wrote over a cover."""
    places: dict[tuple[int, int], list[int]] = {}
    owners: list[int] | None = None
    lower: set[int] = set()
    for index in np.nonzero(layer.printed & ~hidden)[0]:
        left, bottom, right, top = layer.boxes[index]
        spot = (int((left + right) // 8), int((bottom + top) // 8))
        for other in places.get(spot, ())[:_STACKED]:
            if not _overlap(layer, int(index), other) or layer.codes[index] == layer.codes[other]:
                continue
            owners = owners or layer.owners()
            if owners[index] != owners[other]:
                lower.add(owners[other])
        places.setdefault(spot, []).append(int(index))
    return lower - {0}


def _overlap(layer: Layer, one: int, other: int) -> bool:
    """Say whether one letter stands on the other, by more than half of the smaller."""
    first, second = layer.boxes[one], layer.boxes[other]
    both = np.append(np.maximum(first[:2], second[:2]), np.minimum(first[2:], second[2:]))
    return size(tuple(both)) > min(size(tuple(first)), size(tuple(second))) / 2


def _said_again(layer: Layer, hidden: Bits) -> Bits:
    """Tell which hidden letters stand again, and to be seen, at the same place."""
    again = np.zeros(len(hidden), dtype=bool)
    seen = layer.printed & ~hidden
    centres = (layer.boxes[:, :2] + layer.boxes[:, 2:]) / 2
    codes = np.array(layer.codes)
    for index in np.nonzero(hidden & layer.printed)[0][:_MOST_AGAIN]:
        near = seen & (codes == codes[index])
        if near.any():
            reach = max(layer.boxes[index, 3] - layer.boxes[index, 1], 1.0) / 3
            again[index] = (np.abs(centres[near] - centres[index]).max(axis=1) < reach).any()
    return again


# -- Letters that are drawn invisibly ------------------------------------------------------------


def _without_ink(shown: _Picture, layer: Layer, ghosts: Bits) -> Bits:
    """Tell which letters have no print where they stand: nothing, or an even fill."""
    words = [span for span in layer.words() if ghosts[span[0] : span[1]].all()]
    hidden = np.zeros(len(layer.codes), dtype=bool)
    if not words:
        return hidden
    grey = shown.grey
    sums = _Sums(grey), _Sums(np.square(grey, dtype=np.float64)), _Sums(grey < _DARK)
    letters = shown.pixels(layer.boxes)
    spots = np.array([_around(letters[start:end]) for start, end in words])
    shift = _shift(sums, spots)
    filled, blank = _looks(sums, spots + shift)
    for (start, end), is_hidden in zip(words, _with_labels(filled | blank, spots), strict=True):
        hidden[start:end] = is_hidden
    dark, _ = sums[2].of(letters + shift)
    solid = ghosts & (dark >= _LETTER_FILLED)
    beside = np.zeros_like(solid)
    beside[1:] |= solid[:-1]
    beside[:-1] |= solid[1:]
    return hidden | (solid & beside)


def _with_labels(covered: Bits, spots: Numbers) -> Bits:
    """Count a few words between covered ones of a line as covered: what shows there is a label."""
    found = covered.copy()
    last = None  # the covered word before
    for place in np.nonzero(covered)[0]:
        if last is not None and 1 < place - last <= _LABEL + 1:
            between = spots[last : place + 1]
            height = float(np.median(between[:, 3] - between[:, 1]))
            middles = (between[:, 1] + between[:, 3]) / 2
            found[last:place] |= bool(np.ptp(middles) < height)
        last = place
    return found


def _around(letters: Numbers) -> Numbers:
    """Give the box of a word, a little less high than its letters' boxes."""
    left, top = letters[:, 0].min(), letters[:, 1].min()
    right, bottom = letters[:, 2].max(), letters[:, 3].max()
    less = (bottom - top) * 0.1
    return np.array([left, top + less, right, bottom - less])


def _looks(sums: tuple[_Sums, _Sums, _Sums], spots: Numbers) -> tuple[Bits, Bits]:
    """Tell which spots are filled, and which are blank."""
    mean, area = sums[0].of(spots)
    square, _ = sums[1].of(spots)
    dark, _ = sums[2].of(spots)
    even = np.sqrt(np.maximum(square - mean**2, 0)) < _EVEN
    light = mean > _LIGHT
    return (dark >= _FILLED) | (even & ~light), (even & light) | (area < 1)


def _shift(sums: tuple[_Sums, _Sums, _Sums], spots: Numbers) -> Numbers:
    """Give by how much the layer is shifted against the ink, in pixels; mostly by nothing."""
    height = float(np.median(spots[:, 3] - spots[:, 1]))
    best, kept = np.zeros(4), -1.0
    for across, up in _tries():
        shift = np.array([across, up, across, up]) * height
        filled, blank = _looks(sums, spots + shift)
        share = 1.0 - float((blank | filled).mean())
        if share > kept + 0.02:
            best, kept = shift, share
        if kept >= _KEPT:
            break
    return best


def _tries() -> Iterator[tuple[float, float]]:
    yield from sorted(
        ((across, up) for across in _TRIES for up in _TRIES),
        key=lambda place: abs(place[0]) + abs(place[1]),
    )


# -- The verdict ---------------------------------------------------------------------------------


def _settled(layer: Layer, hidden: Bits) -> Bits:
    """Let signs follow the letters beside them: a thin one adds little even where it is seen."""
    settled = hidden.copy()
    for start, end in layer.words():
        word = range(start, end)
        letters = [place for place in word if chr(layer.codes[place]).isalnum()]
        if not any(hidden[place] for place in letters):
            settled[start:end] = False
        elif all(hidden[place] for place in letters):
            settled[start:end] = True
    return settled
