"""What lies on or beside the pages of a PDF: fields of forms, notes, attached files, XFA data.

Fields and notes become lines of their page, marked as what they are; files become filings.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import ParseError, fromstring
from pypdfium2 import raw

from index.extract import covers
from index.extract.clean import cleaned
from index.extract.frames import Part
from index.extract.limits import Limits
from index.extract.parts import safe_name
from index.pages import FilingError

HIDDEN = "hidden in the file"
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE
_WRITTEN = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
_SKIPPED = (raw.FPDF_ANNOT_WIDGET,)
_KEYS = (b"Contents", b"OverlayText")
_MOST_OF_LINK = 500  # characters
_NAMES = {
    raw.FPDF_ANNOT_TEXT: "note",
    raw.FPDF_ANNOT_FREETEXT: "written on the page",
    raw.FPDF_ANNOT_STAMP: "stamp",
    raw.FPDF_ANNOT_HIGHLIGHT: "note on highlighted words",
    raw.FPDF_ANNOT_UNDERLINE: "note on underlined words",
    raw.FPDF_ANNOT_STRIKEOUT: "note on struck words",
    raw.FPDF_ANNOT_CARET: "note on a word to add",
    raw.FPDF_ANNOT_FILEATTACHMENT: "attached file",
    raw.FPDF_ANNOT_REDACT: "note on a redaction",
}
_PLAYED = {
    raw.FPDF_ANNOT_SOUND: "sound",
    raw.FPDF_ANNOT_MOVIE: "film",
    raw.FPDF_ANNOT_SCREEN: "film or sound",
    raw.FPDF_ANNOT_RICHMEDIA: "film or sound",
    raw.FPDF_ANNOT_THREED: "model in space",
}
_NAMES |= _PLAYED
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_CHOSEN = (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_PASSWORD = 1 << 13  # a flag of a text field
_MOST_OPTIONS = 200
_TAG = re.compile(r"<[^>]+>")
_WAIT = re.compile(r"(?i)\bplease wait\b.{0,200}\bproper contents of the document\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one page; `hidden`: who sent it hardly meant some of them to be read."""

    text: str = ""
    hidden: bool = False


def lines(page: Any, form: Any, layer: str = "") -> Lines:
    """Give what is filled in and noted on the page; `layer` is what it says without that."""
    there = _bare(layer)
    said: list[str] = []
    hidden = False
    for note in covers.notes(page):
        kind = raw.FPDFAnnot_GetSubtype(note)
        unseen = bool(raw.FPDFAnnot_GetFlags(note) & _UNSEEN)
        if kind == raw.FPDF_ANNOT_WIDGET:
            what, words = "form field", _field(form, note) if form else _loose(note)
        elif kind == raw.FPDF_ANNOT_LINK:
            what, words, unseen = "link", _linked(page, note, there), False
        elif kind in _SKIPPED:
            continue
        else:
            what, words = _NAMES.get(kind, "note"), _note(note, kind)
            unseen = unseen or (bool(words) and kind not in _WRITTEN)
        if words:
            hidden = hidden or unseen
            said.append(f"[{what}, {HIDDEN}] {words}" if unseen else f"[{what}] {words}")
    return Lines(cleaned("\n".join(dict.fromkeys(said))), hidden)


def _bare(words: str) -> str:
    """Give a text or a link as they are compared."""
    return re.sub(r"(?i)mailto:|https?://(?:www\.)?|[\s/]+", "", words).casefold()


def _linked(page: Any, note: Any, there: str) -> str:
    """Give where a link leads, or what it says, if the page does not say it."""
    said = covers.words_of(note, b"Contents").strip()
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    room = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
    buffer = ctypes.create_string_buffer(max(room, 1))
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, room) if room else None
    where = buffer.value.decode("utf-8", "replace")[:_MOST_OF_LINK]
    return " ".join(one for one in (said, where) if one and _bare(one) not in there)


def _loose(note: Any) -> str:
    """Give a field outside of any form as "name: value"."""
    value = covers.words_of(note, b"V").strip()
    return f"{covers.words_of(note, b'T').strip() or 'without a name'}: {value}" if value else ""


def _note(note: Any, kind: int) -> str:
    words = next(filter(None, (covers.words_of(note, key).strip() for key in _KEYS)), "")
    subject = covers.words_of(note, b"Subj").strip()
    if not words and any(letter.isdigit() for letter in subject):  # else the name of the tool
        words = subject
    if kind == raw.FPDF_ANNOT_POPUP and covers.has_parent(note):
        return ""  # it shows again what its note says
    if not words:
        words = " ".join(_TAG.sub(" ", covers.words_of(note, b"RC")).split())
    if kind in _PLAYED:
        return words or "see the original"
    if not words and kind in _WRITTEN:
        return covers.drawn_words(note)
    if kind == raw.FPDF_ANNOT_FILEATTACHMENT and not words:
        return ""
    who = covers.words_of(note, b"T").strip()
    if not words or kind in _WRITTEN or not who:
        return words
    return f"{who}: {words}"


# -- Fields of forms -----------------------------------------------------------------------------


def _text(call: Any, *given: Any) -> str:
    room = call(*given, None, 0)
    buffer = (ctypes.c_ushort * (room // 2 + 1))()
    call(*given, buffer, room)
    return bytes(buffer)[: max(room - 2, 0)].decode("utf-16-le", "replace")


def _field(form: Any, note: Any) -> str:
    """Give a field as "name: value"; one that holds nothing gives nothing."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, note)
    name = _text(raw.FPDFAnnot_GetFormFieldAlternateName, form, note).strip()
    name = name or _text(raw.FPDFAnnot_GetFormFieldName, form, note).strip() or "without a name"
    if kind in _TICKED:
        value = _text(raw.FPDFAnnot_GetFormFieldExportValue, form, note).strip()
        known = value and value.casefold() not in {"yes", "on", "1", name.casefold()}
        called = f"{name} ({value})" if known else name
        return f"{called}: {'checked' if raw.FPDFAnnot_IsChecked(form, note) else 'not checked'}"
    if kind in (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_UNKNOWN):
        return ""
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        return f"{name}: signature"
    value = _value(form, note, kind)
    return f"{name}: {value}" if value else ""


def _value(form: Any, note: Any, kind: int) -> str:
    value = _text(raw.FPDFAnnot_GetFormFieldValue, form, note).strip()
    flags = raw.FPDFAnnot_GetFormFieldFlags(form, note)
    if kind == raw.FPDF_FORMFIELD_TEXTFIELD and flags & _PASSWORD:
        return "[a password, withheld]" if value else ""
    if kind in _CHOSEN:
        count = min(max(raw.FPDFAnnot_GetOptionCount(form, note), 0), _MOST_OPTIONS)
        chosen = [
            _text(raw.FPDFAnnot_GetOptionLabel, form, note, index)
            for index in range(count)
            if raw.FPDFAnnot_IsOptionSelected(form, note, index)
        ]
        return "; ".join(chosen) or value
    return value


# -- Files ---------------------------------------------------------------------------------------


def files(document: Any, limits: Limits) -> Iterator[Part | str]:
    """Give the files that are attached to the document; of one that cannot be read, its name."""
    count = raw.FPDFDoc_GetAttachmentCount(document)
    if count > limits.members:
        raise FilingError(
            f"This PDF holds {count:,} files; the limit is {limits.members}. Save them from it and"
            " add the folder."
        )
    left = limits.unpacked_bytes
    for index in range(max(count, 0)):
        found = _file(raw.FPDFDoc_GetAttachment(document, index), index, left)
        left -= len(found.data) if isinstance(found, Part) else 0
        yield found


def pinned(page: Any, limits: Limits) -> Iterator[Part | str]:
    """Give the files that are pinned to the page."""
    for index, note in enumerate(covers.notes(page)):
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_FILEATTACHMENT:
            attachment = raw.FPDFAnnot_GetFileAttachment(note)
            yield _file(attachment, index, limits.unpacked_bytes) if attachment else "without name"


def _file(attachment: Any, index: int, most: int) -> Part | str:
    name = safe_name(_text(raw.FPDFAttachment_GetName, attachment)) or f"attachment {index + 1}"
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size):
        return name
    if size.value > most:
        raise FilingError(
            "The files inside this PDF are too large together. Save them from it and add them."
        )
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    if not raw.FPDFAttachment_GetFile(attachment, buffer, size.value, size) or not size.value:
        return name
    return Part(name, buffer.raw[: size.value])


# -- XFA -----------------------------------------------------------------------------------------


def is_placeholder(text: str) -> bool:
    """Say whether a page only asks for another program, as XFA forms do."""
    return bool(_WAIT.search(text))


def has_xfa(document: Any) -> bool:
    """Say whether the form is one of Adobe's, whose pages are made by Adobe's program only."""
    return bool(raw.FPDF_GetXFAPacketCount(document) > 0)


def xfa_lines(document: Any, limits: Limits) -> str:
    """Give the data of an XFA form, a line a field; "" where none can be read."""
    said: list[str] = []
    for index in range(max(raw.FPDF_GetXFAPacketCount(document), 0)):
        if _packet_name(document, index) in {"datasets", "template", "xdp:xdp", ""}:
            said += _data_lines(_packet(document, index, limits))
    return cleaned("\n".join(dict.fromkeys(said)))


def _packet_name(document: Any, index: int) -> str:
    room = raw.FPDF_GetXFAPacketName(document, index, None, 0)
    buffer = ctypes.create_string_buffer(max(room, 1))
    raw.FPDF_GetXFAPacketName(document, index, buffer, room)
    return buffer.value.decode("utf-8", "replace")


def _packet(document: Any, index: int, limits: Limits) -> bytes:
    size = ctypes.c_ulong()
    raw.FPDF_GetXFAPacketContent(document, index, None, 0, size)
    if not 0 < size.value <= limits.unpacked_bytes:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    raw.FPDF_GetXFAPacketContent(document, index, buffer, size.value, size)
    return buffer.raw[: size.value]


def _data_lines(data: bytes) -> list[str]:
    try:
        tree = fromstring(data, forbid_dtd=True)
    except (ParseError, ValueError):
        return []
    lines = []
    for element in tree.iter():
        words = " ".join((element.text or "").split())
        name = str(element.tag).rpartition("}")[2]
        if words and not len(element) and "xfa-template" not in str(element.tag):
            lines.append(f"[form field] {name}: {words}")
        elif words and name in {"text", "p", "span"}:
            lines.append(f"[form] {words}")
    return lines
