"""Which text of a page is kept, the layer's or OCR's, or neither's."""

from __future__ import annotations

from dataclasses import replace

from index.pages import Page, Quality

_TOO_LONG = "Reading this page took too long, so it was left; read the original."
_BROKEN = "This page breaks its reader, so it was left; read the original."
_PICTURE_ONLY = "Besides these words the page is a picture in which no words were found."


def better(layer: Page, seen: Page) -> Page:
    """Give the text to keep, after OCR was tried on a page whose layer was not enough."""
    trusted = layer.quality is Quality.TEXT
    if seen.quality is Quality.OCR and len(seen.text.split()) >= len(layer.text.split()) * trusted:
        return seen
    if trusted and layer.text and seen.quality is not Quality.GARBLED:
        note = seen.note if seen.quality is Quality.EMPTY and not seen.engine else _PICTURE_ONLY
        return replace(layer, note=note if seen.quality is Quality.EMPTY else "")
    if seen.text:
        return seen
    return replace(seen, quality=_unreadable(layer), note=f"{layer.note} {seen.note}".strip())


def _unreadable(layer: Page) -> Quality:
    return Quality.GARBLED if layer.quality is Quality.GARBLED else Quality.EMPTY


def unread(layer: Page, *, given_up: bool = False) -> Page:
    """Give a page that OCR was not tried on."""
    why = "Text recognition was given up on this file." if given_up else "Text recognition is off."
    return replace(layer, note=f"{layer.note} {why}".strip())


def given_up(number: int, *, overrun: bool, layer: Page | None = None) -> Page:
    """Give a page that took too long or broke its reader; a layer that can be trusted stays."""
    note = _TOO_LONG if overrun else _BROKEN
    if layer is None:
        return Page(number, "", Quality.EMPTY, note=note)
    return replace(layer, note=f"{layer.note} {note}".strip())
