"""Decides whether the text layer of a page can be trusted, or its picture must be read."""

from __future__ import annotations

from dataclasses import dataclass

from index.pages import Quality

_FEW = 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the layer can be trusted, and whether OCR must have a try."""

    quality: Quality
    needs_ocr: bool = False
    note: str = ""


def page(text: str, picture: float) -> Verdict:
    """Give the verdict on a layer of this text, on a page of which pictures cover this share."""
    del picture
    if len("".join(text.split())) < _FEW:
        return Verdict(Quality.EMPTY, needs_ocr=True, note="few characters")
    return Verdict(Quality.TEXT)
