"""One part of a message: its bytes, letters, headers and name, however badly it was written."""

from __future__ import annotations

import contextlib
import re
from copy import copy
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from typing import Any
from urllib.parse import unquote_to_bytes

from index.extract import charsets, transfer
from index.extract.clean import cleaned

LETTERS = frozenset({"message/rfc822", "message/global", "message/news"})
_PACKED = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})
_FOLDED = re.compile(r"(=\?[^?\s]+\?[BbQq]\?[^?]*\?=)[ \t]*\r?\n[ \t]+(?==\?)")


def is_attached(part: Message) -> bool:
    """Say whether the part is a file, not words to be shown."""
    return part.get_content_disposition() == "attachment" or bool(file_name(part, ""))


def identity(part: Message) -> str:
    """Give the Content-ID by which a page refers to the part."""
    return header(part, "Content-ID").strip("<>")


def charset(part: Message) -> str:
    """Give the label of the part's letters, however it was written."""
    value = part.get_param("charset") or ""
    return str(value[2] if isinstance(value, tuple) else value).strip()


def content(part: Message) -> str:
    """Give the words of a part of text."""
    return charsets.decoded(payload(part), charset(part))


def payload(part: Message) -> bytes:
    """Give the bytes of a part, its encoding for sending undone; a letter as its source."""
    inner = part.get_payload()
    if isinstance(inner, list):
        # The library takes every "message/..." for a letter, also what is only the head of one.
        first = inner[0] if inner and part.get_content_maintype() == "message" else None
        return first.as_bytes(policy=compat32) if isinstance(first, Message) else b""
    encoding = header(part, "Content-Transfer-Encoding").lower()
    if encoding not in _PACKED:
        part = copy(part)  # the library undoes what the head says, and not well
        del part["Content-Transfer-Encoding"]
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    return transfer.undone(raw, encoding, text=part.get_content_maintype() == "text")


def header(message: Message, name: str) -> str:
    """Give a header as people read it, however badly it was encoded."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    data = str(raw).encode("utf-8", "surrogateescape")
    return " ".join(cleaned(charsets.mended(words(charsets.decoded(data)))).split())


def words(shown: str) -> str:
    """Give a text with its encoded words read ([RFC 2047])."""
    shown = _FOLDED.sub(r"\1 ", shown)
    with contextlib.suppress(ValueError, LookupError, AssertionError):
        return "".join(_piece(piece, label) for piece, label in decode_header(shown))
    return shown


def _piece(piece: bytes | str, label: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if label is None:  # between encoded words stands plain text, given raw
        return piece.decode("raw-unicode-escape", "replace")
    return charsets.decoded(piece, label)


def file_name(part: Message, kind: str) -> str:
    """Give the name of the part, by [RFC 2231] or as mail programs write it."""
    named = _parameter(part, "filename", "content-disposition") or _parameter(
        part, "name", "content-type"
    )
    if not named and kind in LETTERS:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = header(first, "Subject") if isinstance(first, Message) else ""
        return f"{subject}.eml" if subject else ""
    return named


def _parameter(part: Message, name: str, where: str) -> str:
    """Give a parameter; one that says its letters ([RFC 2231]) before one that does not."""
    found = [value for key, value in _parameters(part, where) if key.lower() == name]
    if not found:
        return ""
    value = next((one for one in found if isinstance(one, tuple)), found[0])
    if isinstance(value, tuple):
        label, _, raw = value
        return charsets.decoded(raw.encode("latin-1", "replace"), label)
    shown = charsets.decoded(str(value).encode("utf-8", "surrogateescape"))
    if re.fullmatch(r"(?i)utf-8''.*%[0-9a-f]{2}.*", shown):
        return unquote_to_bytes(shown[len("utf-8''") :]).decode("utf-8", "replace")
    return words(shown)


def _parameters(part: Message, where: str) -> list[Any]:
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == where), "")
    if not raw.isascii():  # the library would lose letters that were sent raw
        part = Message()
        part[where] = charsets.decoded(raw.encode("utf-8", "surrogateescape"))
    try:
        return part.get_params(failobj=[], header=where, unquote=True) or []
    except (ValueError, IndexError, TypeError):
        return []


def safe_name(name: str) -> str:
    """Give a name that is only a name: no folders, no control characters, no leading dots."""
    last = re.split(r"[/\\]", cleaned(name))[-1]
    return re.sub(r'[:*?"<>|\s]+', " ", last).strip(" .")[:150]
