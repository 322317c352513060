"""Outlook's message files ([MS-OXMSG]): written anew as mail, so that one reader reads both.

A message inside the message becomes a file of its own, a mail again; what cannot be taken out is
named.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any, BinaryIO

import olefile  # type: ignore[import-untyped]

from index.extract import charsets, wrappers
from index.extract.clean import cleaned
from index.extract.parts import safe_name
from index.pages import FilingError

DEEPEST = 10
_SUBJECT, _BODY, _RTF, _HTML = 0x0037, 0x1000, 0x1009, 0x1013
_HEADERS, _SUBMITTED, _DELIVERED = 0x007D, 0x0039, 0x0E06
_MAIL_PAGE, _BODY_PAGE = 0x3FFD, 0x3FDE
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_FOR_WHOM = (0x0042, (0x5D02, 0x0065))
_SHOWN_AS = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_SORTS = {1: "To", 2: "Cc", 3: "Bcc"}
_DATA, _METHOD, _CONTENT_ID, _MIME, _PATH = 0x3701, 0x3705, 0x3712, 0x370E, 0x370D
_NAMES = (0x3707, 0x3704, 0x3001)
_MESSAGE, _OBJECT = 5, 6  # ways to attach
_BEGINS, _ENDS = 0x0060, 0x0061  # of an entry of the calendar
_TIME, _NUMBER = 0x40, 0x03
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_KEPT = re.compile(r"(?im)^(?:Date|Reply-To|Message-ID|In-Reply-To|References):.*(?:\n[ \t].*)*")
_UNREAD = "The words of this message cannot be read: save it as EML or PDF."


@dataclass(slots=True)
class Mail:
    """The message as mail, and what could not be taken along."""

    data: bytes
    left: list[str] = field(default_factory=list)


def as_mail(file: BinaryIO, most: int) -> Mail:
    """Give the message of an MSG file as mail; `most` bytes may a body unpack to."""
    try:
        package = olefile.OleFileIO(file)
    except (OSError, ValueError) as error:
        raise FilingError(
            "This Outlook message is damaged. Save it again from Outlook and add that."
        ) from error
    with package:
        top = _Storage(package, (), 32)
        if not top.exists("__properties_version1.0"):
            raise FilingError("This is no Outlook message (MSG). Give the file its right ending.")
        return _mail(top, most, 0)


class _Storage:
    """The properties of one message, recipient or attachment."""

    def __init__(self, package: Any, path: tuple[str, ...], head: int, page: str = "") -> None:
        self._package, self.path = package, path
        listed = self._stream("__properties_version1.0")[head:]
        self._listed = {
            tag >> 16: (tag & 0xFFFF, value)
            for tag, _, value in struct.iter_unpack("<II8s", listed[: len(listed) // 16 * 16])
        }
        self.page = self._code_page(_MAIL_PAGE) or page or "cp1252"

    def _stream(self, name: str) -> bytes:
        where = [*self.path, name]
        try:
            return bytes(self._package.openstream(where).read()) if self.exists(name) else b""
        except OSError:
            return b""

    def exists(self, name: str) -> bool:
        """Say whether there is such a stream or storage."""
        return bool(self._package.exists([*self.path, name]))

    def data(self, number: int) -> bytes:
        """Give a property of bytes."""
        return self._stream(f"__substg1.0_{number:04X}0102")

    def text(self, *numbers: int) -> str:
        """Give the first of these properties that holds words."""
        for number in numbers:
            wide = self._stream(f"__substg1.0_{number:04X}001F")
            said = wide.decode("utf-16-le", "replace") if wide else ""
            said = said or charsets.decoded(
                self._stream(f"__substg1.0_{number:04X}001E"), self.page
            )
            if said.strip("\0 \r\n"):
                return cleaned(said.rstrip("\0"))
        return ""

    def number(self, number: int) -> int:
        """Give a property that is a number; 0 where there is none."""
        kind, value = self._listed.get(number, (0, b""))
        return int(struct.unpack_from("<i", value)[0]) if kind == _NUMBER else 0

    def moment(self, *numbers: int) -> datetime | None:
        """Give the first of these that is a time."""
        for number in numbers:
            kind, value = self._listed.get(number, (0, b""))
            if kind == _TIME and (ticks := int(struct.unpack("<Q", value)[0])):
                try:
                    return _EPOCH + timedelta(microseconds=ticks // 10)
                except OverflowError:
                    return None
        return None

    def _code_page(self, number: int) -> str:
        return charsets.codec(f"cp{self.number(number)}") if self.number(number) else ""

    def html(self) -> bytes:
        """Give the body as a web page, in UTF-8 where its letters are known."""
        if wide := self.text(_HTML):
            return wide.encode("utf-8", "replace")
        data = self.data(_HTML)
        page = self._code_page(_BODY_PAGE)
        return charsets.decoded(data, page, charsets.declared(data)).encode("utf-8", "replace")

    def inside(self, start: str) -> Iterator[_Storage]:
        """Give the recipients or attachments."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self._package.listdir(streams=True, storages=True)
            if tuple(entry[:depth]) == self.path
            and len(entry) > depth
            and entry[depth].startswith(start)
        }
        for name in sorted(names):
            yield _Storage(self._package, (*self.path, name), 8, self.page)

    def message(self) -> _Storage | None:
        """Give the message that this attachment is."""
        name = f"__substg1.0_{_DATA:04X}000D"
        where = (*self.path, name)
        inner = _Storage(self._package, where, 24, self.page)
        return inner if inner.exists("__properties_version1.0") else None


# -- Written as mail -----------------------------------------------------------------------------


def _mail(top: _Storage, most: int, depth: int) -> Mail:
    made = Mail(b"")
    parts = [_body(top, most, made)]
    for number, attached in enumerate(top.inside("__attach_version1.0_#"), start=1):
        if one := _attached(attached, number, most, depth, made):
            parts.append(one)
    mark = b"=_outlook_%d" % depth
    inner = b"".join(b"--%b\r\n%b\r\n" % (mark, one) for one in parts)
    head = _head(top) + f'Content-Type: multipart/mixed; boundary="{mark.decode()}"\r\n\r\n'
    made.data = head.encode("utf-8", "replace") + inner + b"--%b--\r\n" % mark
    return made


def _head(top: _Storage) -> str:
    sent = {found.partition(":")[0].lower(): found for found in _KEPT.findall(top.text(_HEADERS))}
    if "date" not in sent and (moment := top.moment(_SUBMITTED, _DELIVERED)):
        sent["date"] = f"Date: {format_datetime(moment)}"
    people = {"From": _person(top, *_SENDER) or _person(top, *_FOR_WHOM), **_recipients(top)}
    lines = [f"{name}: {said}" for name, said in people.items() if said]
    lines += [f"Subject: {' '.join(top.text(_SUBJECT).split())}", *sent.values()]
    return "".join(f"{line}\r\n" for line in lines)


def _person(storage: _Storage, name: int, addresses: tuple[int, ...]) -> str:
    called = " ".join(storage.text(name).split())
    address = next((one for one in map(storage.text, addresses) if "@" in one), "")
    if not address or called == address:
        return called or address
    return f"{called} <{address}>".strip()


def _recipients(top: _Storage) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in top.inside("__recip_version1.0_#"):
        if said := _person(one, 0x3001, (0x39FE, 0x3003)):
            found.setdefault(_SORTS.get(one.number(0x0C15) & 0xF, "To"), []).append(said)
    if not found:
        return {name: top.text(number) for name, number in _SHOWN_AS.items()}
    return {name: "; ".join(said) for name, said in found.items()}


def _body(top: _Storage, most: int, made: Mail) -> bytes:
    plain, page = top.text(_BODY), top.html()
    begins, ends = top.moment(_BEGINS), top.moment(_ENDS)
    if begins and ends:
        plain = (
            f"Calendar entry, from {begins:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M} UTC\n\n{plain}"
        )
    forms = [_part("text/plain", plain.encode("utf-8", "replace"))] if plain.strip() else []
    if page.strip():
        forms.append(_part("text/html", page))
    elif (packed := top.data(_RTF)) and not plain.strip():
        forms += _rich(packed, most, made)
    if not forms and not any(top.inside("__attach_version1.0_#")) and _UNREAD not in made.left:
        made.left.append(_UNREAD)
    forms = forms or [_part("text/plain", b" ")]
    inner = b"".join(b"--=_forms\r\n%b\r\n" % one for one in forms)
    return (
        b'Content-Type: multipart/alternative; boundary="=_forms"\r\n\r\n%b--=_forms--\r\n' % inner
    )


def _rich(packed: bytes, most: int, made: Mail) -> list[bytes]:
    """Give the words of a body that is RTF only; Outlook hides web pages in such, too."""
    from index.extract.text import from_rtf

    try:
        words = from_rtf(wrappers.unpacked_rtf(packed, most)).strip()
    except (ValueError, IndexError):
        made.left.append(_UNREAD)
        return []
    return [_part("text/html", f"<pre>{escape(words)}</pre>".encode("utf-8", "replace"))]


def _part(kind: str, data: bytes, more: str = "") -> bytes:
    head = f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n"
    return head.encode("utf-8", "replace") + base64.encodebytes(data)


def _attached(one: _Storage, number: int, most: int, depth: int, made: Mail) -> bytes:
    name = safe_name(one.text(*_NAMES)) or f"attachment {number}"
    if inner := one.message():
        return _message(inner, name, most, depth, made)
    data = one.data(_DATA)
    if not data:
        where = one.text(_PATH)
        what = "lies elsewhere" if where else "cannot be taken out"
        made.left.append(f"The attachment {name} {what}: save and add it by hand.")
        return b""
    kind = one.text(_MIME).strip().lower() or "application/octet-stream"
    signed = kind == "multipart/signed" or kind.endswith("pkcs7-mime")
    kind = (
        "application/pkcs7-mime" if signed else kind if "/" in kind else "application/octet-stream"
    )
    if kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    more = f'Content-Disposition: attachment; filename="{name.replace(chr(34), "")}"\r\n'
    if own := " ".join(one.text(_CONTENT_ID).split()):
        more += f"Content-ID: <{own.strip('<>')}>\r\n"
    return _part(kind, data, more)


def _message(inner: _Storage, name: str, most: int, depth: int, made: Mail) -> bytes:
    if depth >= DEEPEST:
        made.left.append(f"The message {name} lies too deep in others: save and add it by hand.")
        return b""
    found = _mail(inner, most, depth + 1)
    made.left += found.left
    called = name if name.lower().endswith(".eml") else re.sub(r"(?i)\.msg$", "", name) + ".eml"
    more = f'Content-Disposition: attachment; filename="{called.replace(chr(34), "")}"\r\n'
    return _part("application/octet-stream", found.data, more)
