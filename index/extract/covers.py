"""What is laid on a PDF page: its notes, and those that cover words though PDFium draws none."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from index.extract.drawn import Box
from index.extract.sight import Survey

_MOST_NOTES = 500
_THIN = 2.0  # points: a thinner line covers no letter
_PAINTED = re.compile(r"(?<![\w/])(?:f\*?|F|B\*?|b\*?|sh|Do)(?!\w)")
_SHOWN = re.compile(r"(?:\((?:\\.|[^()\\])*\)|\[[^\]]*\])\s*(?:Tj|TJ|'|\")")
_STRING = re.compile(r"\(((?:\\.|[^()\\])*)\)")
_SHAPES = (
    raw.FPDF_ANNOT_FREETEXT,
    raw.FPDF_ANNOT_SQUARE,
    raw.FPDF_ANNOT_CIRCLE,
    raw.FPDF_ANNOT_POLYGON,
)
_LINES = (raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_INK)
_HARMLESS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
_HIDDEN_NOTE = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


def survey(page: Any, found: Survey) -> tuple[bool, bool]:
    """Note what is laid on and not drawn here.

    Tell whether anything is laid on, and whether words are marked for redaction.
    """
    any_note = marked = False
    for note in notes(page):
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind in _HARMLESS:
            continue
        any_note = True
        if kind == raw.FPDF_ANNOT_FREETEXT:
            found.written.append((edges(note), words_of(note, b"Contents")))
        if kind == raw.FPDF_ANNOT_REDACT:
            marked = True
            found.covers += _quads(note) or [edges(note)]
        elif _covers_undrawn(page, note, kind):
            found.covers.append(edges(note))
    return any_note, marked


def _covers_undrawn(page: Any, note: Any, kind: int) -> bool:
    """Say whether a viewer would cover words by this note, and PDFium draws nothing of it.

    A viewer draws shapes that bring no picture of themselves by their colours.
    """
    if raw.FPDFAnnot_GetFlags(note) & _HIDDEN_NOTE:
        return False
    if kind == raw.FPDF_ANNOT_WIDGET:
        return not page.formenv and bool(_PAINTED.search(_picture_of(note)))
    if raw.FPDFAnnot_HasKey(note, b"AP"):
        return False
    return (kind in _SHAPES and _is_filled(note, kind)) or (kind in _LINES and _is_thick(note))


def notes(page: Any) -> Iterator[Any]:
    """Give what is laid on the page: notes, marks, links, fields of forms."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        with contextlib.ExitStack() as last:
            last.callback(raw.FPDFPage_CloseAnnot, note)
            yield note


def _picture_of(note: Any) -> str:
    """Give how a note says it is drawn: of fields outside of a form PDFium draws nothing."""
    room = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    buffer = (ctypes.c_ushort * (room // 2 + 1))()
    raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, buffer, room)
    return bytes(buffer)[: max(room - 2, 0)].decode("utf-16-le", "replace")


def drawn_words(note: Any) -> str:
    """Give the words that the picture of a note is made of, where they stand in it as letters."""
    said = []
    for one in _SHOWN.finditer(_picture_of(note)):
        letters = "".join(_STRING.findall(one[0]))
        said.append(re.sub(r"\\([()\\])", r"\1", letters))
    words = " ".join(" ".join(said).split())
    return words if words.isprintable() else ""


def has_parent(note: Any) -> bool:
    """Say whether the note belongs to another."""
    return bool(raw.FPDFAnnot_HasKey(note, b"Parent"))


def words_of(note: Any, key: bytes) -> str:
    """Give what a note says under this key."""
    room = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (ctypes.c_ushort * (room // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, room)
    return bytes(buffer)[: max(room - 2, 0)].decode("utf-16-le", "replace")


def edges(note: Any) -> Box:
    """Give where a note stands."""
    found = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, found)
    return found.left, found.bottom, found.right, found.top


def _quads(note: Any) -> list[Box]:
    found = []
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(note), _MOST_NOTES)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(note, index, quad):
            across = quad.x1, quad.x2, quad.x3, quad.x4
            up = quad.y1, quad.y2, quad.y3, quad.y4
            found.append((min(across), min(up), max(across), max(up)))
    return found


def _is_filled(note: Any, kind: int) -> bool:
    key = b"C" if kind == raw.FPDF_ANNOT_FREETEXT else b"IC"
    return bool(raw.FPDFAnnot_HasKey(note, key))


def _is_thick(note: Any) -> bool:
    sides = [ctypes.c_float() for _ in range(3)]
    raw.FPDFAnnot_GetBorder(note, *sides)
    return sides[2].value > _THIN or bool(raw.FPDFAnnot_HasKey(note, b"BS"))
