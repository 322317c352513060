"""Words inside pictures that stand on a page beside its text: only these are read by OCR."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from index.extract import ocr
from index.extract.choice import BESIDE
from index.extract.drawn import Box, size
from index.extract.judge import ODD
from index.extract.language import strange
from index.pages import Page, Quality

_SHARE = 0.03  # of the page; a smaller picture is a seal, a logo or a signature
_SIDE = 36.0  # points
_SURE = 0.6  # mean confidence; photographs read as letters have less
_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture stands, and by what it is known again on another page."""

    box: Box
    mark: tuple[int, int, int]


def alone(images: Sequence[tuple[Box, Any]], texts: Sequence[Box], page: Box) -> list[Picture]:
    """Give the pictures of some size that no text of the page stands on."""
    found = []
    for box, thing in images:
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) < _SIDE or size(box) < _SHARE * size(page):
            continue
        if not any(_holds(box, text) for text in texts):
            found.append(Picture(box, _mark(thing)))
    return found


def _holds(box: Box, text: Box) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _mark(thing: Any) -> tuple[int, int, int]:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(thing, wide, high)
    return wide.value, high.value, raw.FPDFImageObj_GetImageDataRaw(thing, None, 0)


def words(reader: ocr.Reader, page: Any, number: int, boxes: Sequence[Box], seconds: float) -> Page:
    """Give what the pictures in these boxes say, as a page of that label; without words if none."""
    said = [
        text for one in _cut_out(page, boxes) if (text := _said(reader.page(number, one, seconds)))
    ]
    text = "\n".join(f"[in a picture on this page] {one}" for one in said)
    return Page(number, text, Quality.OCR if text else Quality.EMPTY, label=BESIDE, engine="ocr")


def _said(read: Page) -> str:
    if read.quality is not Quality.OCR or (read.confidence or 0.0) < _SURE:
        return ""
    enough = len(_WORD.findall(read.text)) >= _WORDS or re.search(r"\d{4}", read.text)
    return read.text if enough and strange(read.text) < ODD else ""


def _cut_out(page: Any, boxes: Sequence[Box]) -> Iterator[ocr.Picture]:
    width, height = page.get_size()
    dpi = ocr.resolution(width / 72, height / 72)
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    with contextlib.closing(bitmap):
        place = bitmap.get_posconv(page)
        whole = bitmap.to_pil()
        for box in boxes:
            corners = [place.to_bitmap(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
            across, down = [x for x, _ in corners], [y for _, y in corners]
            edges = (min(across), min(down), max(across), max(down))
            cut = whole.crop(tuple(map(int, edges))).convert("L")
            if min(cut.size) > 0:
                yield ocr.Picture(cut.width, cut.height, cut.width, cut.tobytes(), dpi)
