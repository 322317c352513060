"""E-mail: EML, Outlook's MSG and winmail.dat, mailboxes; attachments become filings."""

from __future__ import annotations

import codecs
import contextlib
import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from index.extract import mime, outlook, tnef, wrappers
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Count, Facts, Frame, Part
from index.extract.jobs import Job
from index.extract.parts import header, safe_name
from index.pages import FilingError

_SHOWN = ("From", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_ENVELOPE = re.compile(rb"(?m)(?:\A|(?<=\n\n)|(?<=\r\n\r\n))>*From \S+ .*\b(?:19|20)\d\d\b.*\r?\n")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")


@dataclass(slots=True)
class _Letter:
    """An e-mail taken apart."""

    headers: dict[str, str] = field(default_factory=dict)
    dated: date | None = None
    body: str = ""
    parts: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the message as pages, its headers on top, and what was attached.

    A file of several messages gives each as a filing of its own.
    """
    if job.kind == "msg":
        yield from _frames(_from_msg(file, job), job)
        return
    if job.kind == "tnef":
        yield from _frames(_from_tnef(file.read(), job), job)
        return
    messages = several(_opened(file.read()) if job.kind == "p7m" else file.read())
    if len(messages) == 1:
        yield from _frames(_from_eml(messages[0], job), job)
    else:
        yield from _mailbox(messages, job)


def _frames(letter: _Letter, job: Job) -> Iterator[Frame]:
    _check(letter.parts, job)
    yield from letter.parts
    yield from plain.frames(plain.paged(_written(letter)), job, _facts(letter))


def several(data: bytes) -> list[bytes]:
    """Give the messages of a mailbox file (mbox), or the one message that the file is."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    if found := re.match(rb"(\d{2,9})[ \t]*\r?\n(?=[\w-]+:)", data):  # Apple's: its length first
        data = data[found.end() : found.end() + int(found[1])]
    if not data.startswith(b"From "):
        return [data]
    starts = [found for found in _ENVELOPE.finditer(data) if not found[0].startswith(b">")]
    if not starts:
        return [data.partition(b"\n")[2]]
    ends = [*(found.start() for found in starts[1:]), len(data)]
    messages = (data[one.end() : end] for one, end in zip(starts, ends, strict=True))
    return [_QUOTED_FROM.sub(rb"\1", one) for one in messages if one.strip()]


def _mailbox(messages: list[bytes], job: Job) -> Iterator[Frame]:
    if len(messages) > job.limits.members:
        raise FilingError(
            f"This mailbox holds {len(messages):,} messages; the limit is {job.limits.members}."
            " Split it, or export the messages one by one."
        )
    yield Count(0)
    for number, data in enumerate(messages, start=1):
        subject = header(email.message_from_bytes(data, policy=compat32), "Subject")
        yield Part(safe_name(f"message {number} {subject}"[:120]) + ".eml", data)
    yield Facts(warnings=(f"This file is a mailbox: its {len(messages)} messages are filings.",))


def _check(parts: list[Part], job: Job) -> None:
    if len(parts) > job.limits.members:
        raise FilingError(f"This message has {len(parts)} attachments; save and add them by hand.")
    if sum(len(part.data) for part in parts) > job.limits.unpacked_bytes:
        raise FilingError(
            "The attachments of this message are too large together; add them by hand."
        )


def _facts(letter: _Letter) -> Facts:
    return Facts(
        title=letter.headers.get("Subject", ""),
        subject=letter.headers.get("Subject", ""),
        sender=letter.headers.get("From", ""),
        dated=letter.dated,
        warnings=tuple(letter.warnings),
    )


def _written(letter: _Letter) -> str:
    head = [f"{name}: {letter.headers[name]}" for name in _SHOWN if letter.headers.get(name)]
    attached = "; ".join(part.name for part in letter.parts)
    if attached:
        head.append(f"Attachments: {attached}")
    return "\n".join(head) + "\n\n" + letter.body.replace("\f", "\n")


def _walked(letter: _Letter, walk: mime.Walk) -> _Letter:
    """Put what the walk found into the letter."""
    letter.parts += walk.parts
    letter.warnings += walk.warnings
    if walk.ornaments:
        letter.warnings.append(f"{walk.ornaments} small pictures inside the message were left out.")
    if walk.unseen:
        letter.warnings.append(
            f"{walk.unseen} passages that no mail program shows were left out; see the original."
        )
    return letter


def _from_eml(data: bytes, job: Job) -> _Letter:
    message = email.message_from_bytes(data, policy=compat32)
    letter = _Letter({name: header(message, name) for name in _SHOWN}, _dated(message))
    if not any(letter.headers.values()) and not message.keys():
        raise FilingError("This file is no e-mail: it has no sender, date or subject.")
    if letter.headers["Reply-To"] == letter.headers["From"]:
        del letter.headers["Reply-To"]
    walk = mime.Walk(most=job.limits.unpacked_bytes)
    letter.body = mime.text_of(message, walk)
    return _walked(letter, walk)


def _opened(data: bytes) -> bytes:
    """Open a signed message; one that is mail already, with its headers, stays as it is."""
    if data[:1] != b"0":
        return data
    kind, inner = wrappers.signed_content(data)
    if kind == "signed" and inner:
        return inner
    raise FilingError(
        "This message is encrypted or damaged (S/MIME). Open it in the mail program that has the"
        " key, save it there without encryption, and add that."
    )


def _from_tnef(data: bytes, job: Job) -> _Letter:
    """Give Outlook's wrapper as a message of its own."""
    walk = mime.Walk(most=job.limits.unpacked_bytes)
    found = tnef.read(data)
    letter = _Letter({"Subject": cleaned(found.subject)}, body=mime.opened(found, walk))
    return _walked(letter, walk)


def _dated(message: Message) -> date | None:
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(header(message, "Date")).date()
    return None


def _from_msg(file: BinaryIO, job: Job) -> _Letter:
    """Read an Outlook message as the mail that it is."""
    found = outlook.as_mail(file, job.limits.unpacked_bytes)
    letter = _from_eml(found.data, job)
    letter.warnings += [line for line in found.left if line not in letter.warnings]
    return letter
