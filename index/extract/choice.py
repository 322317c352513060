"""Which text of a page is kept, the layer's or OCR's, and what is said where neither is good."""

from __future__ import annotations

from dataclasses import replace

from index.extract.judge import ODD
from index.extract.language import strange
from index.pages import Page, Quality

TOO_LONG = "Reading this page took too long or too much memory, so it was left; read the original."
BROKEN = "This page breaks its reader, so it was left; read the original."
LAID_ON = "Filled in and noted on this page:\n"
BESIDE = "pictures"  # the label of a page that holds only what pictures beside the text say
_PICTURE_ONLY = "Besides these words the page is a picture in which no others can be read."


def better(layer: Page, seen: Page) -> Page:
    """Choose the text to keep, after OCR was tried on a page whose layer was not enough.

    What was filled in and noted on the page stays under either.
    """
    if seen.label == BESIDE:
        return _with_pictures(layer, seen.text)
    text, mark, lines = layer.text.partition(LAID_ON)
    chosen = _better(replace(layer, text=text.strip("\n")), seen)
    return replace(chosen, text=with_lines(chosen.text, lines)) if mark else chosen


def _with_pictures(layer: Page, words: str) -> Page:
    """Put what pictures say under the text, above what was laid on."""
    if not words:
        return layer
    text, mark, lines = layer.text.partition(LAID_ON)
    whole = f"{text.rstrip()}\n\n{words}"
    return replace(layer, text=with_lines(whole, lines) if mark else whole)


def with_lines(text: str, lines: str) -> str:
    """Put what is filled in and noted under the text of the page."""
    return f"{text}\n\n{LAID_ON}{lines}".lstrip("\n")


def _better(layer: Page, seen: Page) -> Page:
    if layer.quality is not Quality.TEXT:
        return _without_layer(layer, seen)
    if seen.quality is Quality.OCR and _says_more(layer, seen):
        return seen
    if not seen.engine:  # it was not tried, and says why
        return _noted(layer, seen.note)
    if strange(layer.text) >= ODD:
        return layer
    return replace(layer, note=_PICTURE_ONLY)


def _says_more(layer: Page, seen: Page) -> bool:
    before, after = strange(layer.text), strange(seen.text)
    if before >= ODD and after < before:
        return True
    return len(seen.text.split()) > len(layer.text.split())


def _without_layer(layer: Page, seen: Page) -> Page:
    """Of a layer that lies nothing is kept: masking could not see what stands in it."""
    if seen.text:
        return seen
    note = seen.note if layer.quality is Quality.EMPTY else f"{layer.note} {seen.note}".strip()
    return replace(seen, text="", quality=layer.quality, note=note)


def unread(layer: Page, *, at_end: bool = False) -> Page:
    """Give a page that OCR was not tried on."""
    why = "Text recognition was given up on this file." if at_end else "Text recognition is off."
    return _noted(layer, why)


def given_up(layer: Page, why: str) -> Page:
    """Give a page that took too long or broke its reader; a layer that can be trusted stays."""
    return _noted(layer, why)


def _noted(layer: Page, note: str) -> Page:
    text, mark, lines = layer.text.partition(LAID_ON)
    kept = text.strip("\n") if layer.quality is Quality.TEXT else ""
    text = with_lines(kept, lines) if mark else kept
    return replace(layer, text=text, note=f"{layer.note} {note}".strip())
