"""E-mail: EML by the standard library, Outlook's MSG by oxmsg; attachments become filings."""

from __future__ import annotations

import contextlib
import email
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, BinaryIO

from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Frame, Part
from index.extract.jobs import Job
from index.pages import FilingError

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_ORNAMENT = 30_000  # bytes; a smaller picture inside a letter is its design
_DEEPEST = 20
_EXTENSIONS = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}


@dataclass(slots=True)
class _Letter:
    """An e-mail taken apart."""

    headers: dict[str, str] = field(default_factory=dict)
    dated: date | None = None
    plain: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    ornaments: int = 0


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the message as pages, its headers on top, and what was attached."""
    letter = _from_msg(file) if job.kind == "msg" else _from_eml(file.read())
    _check(letter.parts, job)
    yield from letter.parts
    yield from plain.frames(plain.paged(_written(letter)), job, _facts(letter))


def _check(parts: list[Part], job: Job) -> None:
    if len(parts) > job.limits.members:
        raise FilingError(f"This message has {len(parts)} attachments; save and add them by hand.")
    if sum(len(part.data) for part in parts) > job.limits.unpacked_bytes:
        raise FilingError(
            "The attachments of this message are too large together; add them by hand."
        )


def _facts(letter: _Letter) -> Facts:
    warnings = list(letter.warnings)
    if letter.ornaments:
        warnings.append(f"{letter.ornaments} small pictures inside the message were left out.")
    return Facts(
        title=letter.headers.get("Subject", ""),
        subject=letter.headers.get("Subject", ""),
        sender=letter.headers.get("From", ""),
        dated=letter.dated,
        warnings=tuple(warnings),
    )


def _written(letter: _Letter) -> str:
    head = [f"{name}: {letter.headers[name]}" for name in _SHOWN if letter.headers.get(name)]
    attached = "; ".join(part.name for part in letter.parts)
    if attached:
        head.append(f"Attachments: {attached}")
    body = "\n\n".join(letter.plain or letter.markup).replace("\f", "\n")
    return "\n".join(head) + "\n\n" + body


def _from_eml(data: bytes) -> _Letter:
    message = email.message_from_bytes(data, policy=compat32)
    letter = _Letter({name: header(message, name) for name in _SHOWN}, _dated(message))
    if not any(letter.headers.values()) and not message.is_multipart():
        raise FilingError("This file is no e-mail: it has no sender, date or subject.")
    referred = _referred(message)
    for part in _leaves(message):
        _take(letter, part, referred)
    return letter


def header(message: Message, name: str) -> str:
    """Give a header as people read it, however badly it was encoded."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    shown = str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with contextlib.suppress(ValueError, LookupError, AssertionError):
        shown = "".join(_piece(piece, charset) for piece, charset in decode_header(shown))
    return " ".join(cleaned(shown).split())


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return _decoded(piece, charset)


def _decoded(data: bytes, charset: str | None) -> str:
    with contextlib.suppress(LookupError, UnicodeDecodeError, ValueError):
        return data.decode(charset or "utf-8")
    return plain.decoded(data)


def _dated(message: Message) -> date | None:
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(header(message, "Date")).date()
    return None


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    if message.get_content_maintype() != "multipart" or depth > _DEEPEST:
        yield message
        return
    payload = message.get_payload()
    if not isinstance(payload, list):  # says that it has parts, and has none
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1)


def _referred(message: Message) -> str:
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    return "".join(re.findall(r"cid:[^\"'\s>]+", "".join(_content(part) for part in pages)))


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    charset = part.get_content_charset()
    return _decoded(data, charset)


def _take(letter: _Letter, part: Message, referred: str) -> None:
    kind = part.get_content_type()
    attached = part.get_content_disposition() == "attachment" or part.get_filename()
    if kind == "text/html" and not attached:
        letter.markup.append(plain.from_html(_content(part).encode("utf-8", "replace"))[1])
    elif part.get_content_maintype() in {"text", "multipart"} and not attached:
        letter.plain.append(_content(part))
    else:
        _attach(letter, part, kind, referred)


def _attach(letter: _Letter, part: Message, kind: str, referred: str) -> None:
    data = _bytes(part)
    identity = header(part, "Content-ID").strip("<>")
    design = kind.startswith("image/") and identity and f"cid:{identity}" in referred
    if design and len(data) < _ORNAMENT:
        letter.ornaments += 1
    elif data:
        letter.parts.append(Part(_name(part, kind, len(letter.parts) + 1), data))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        inner = payload[0]
        return inner.as_bytes(policy=compat32) if isinstance(inner, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name(part: Message, kind: str, number: int) -> str:
    named = part.get_filename() or ""
    with contextlib.suppress(ValueError, LookupError, AssertionError):
        named = "".join(_piece(piece, charset) for piece, charset in decode_header(named))
    if not named and kind == "message/rfc822":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        named = header(inner, "Subject") if isinstance(inner, Message) else ""
        named = named and f"{named}.eml"
    return safe_name(named) or f"attachment {number}{_EXTENSIONS.get(kind, '')}"


def safe_name(name: str) -> str:
    """Give a name that is only a name: no folders, no control characters, no leading dots."""
    last = re.split(r"[/\\]", cleaned(name))[-1]
    return re.sub(r'[:*?"<>|\s]+', " ", last).strip(" .")[:150]


def _from_msg(file: BinaryIO) -> _Letter:
    from oxmsg import Message as Outlook

    found: Any = Outlook.load(file)
    to = "; ".join(filter(None, (_recipient(entry) for entry in found.recipients)))
    sent = found.sent_date
    letter = _Letter(
        headers={
            "From": cleaned(found.sender or ""),
            "To": cleaned(to),
            "Date": sent.isoformat(sep=" ") if sent else "",
            "Subject": cleaned(found.subject or ""),
        },
        dated=sent.date() if sent else None,
    )
    if found.body:
        letter.plain.append(str(found.body))
    elif found.html_body:
        letter.markup.append(plain.from_html(str(found.html_body).encode("utf-8", "replace"))[1])
    else:
        letter.warnings.append("The words of this message cannot be read: save it as EML or PDF.")
    letter.parts.extend(_outlook_parts(found.attachments))
    lost = len(found.attachments) - len(letter.parts)
    if lost:
        letter.warnings.append(
            f"{lost} attachments cannot be taken out: save and add them by hand."
        )
    return letter


def _recipient(entry: Any) -> str:
    names = getaddresses([f"{entry.name or ''} <{entry.email_address or ''}>"])
    name, address = names[0] if names else ("", "")
    return f"{name} <{address}>" if name and name != address else address


def _outlook_parts(attachments: Iterable[Any]) -> Iterator[Part]:
    for number, found in enumerate(attachments, start=1):
        data = found.file_bytes
        if data:
            yield Part(safe_name(found.file_name or "") or f"attachment {number}", data)
