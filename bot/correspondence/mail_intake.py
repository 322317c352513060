"""Mail becomes filings, each once: the raw mail goes to the vault before anything reads it.

What matches a request is filed there; what matches none is restricted and a lead is told. A mail
that cannot be read is put aside after two tries and named; the next ones go on.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import Message
from hashlib import sha256
from typing import Any, Protocol

from bot.correspondence.imap import LARGEST, Address, Mailbox, opened
from bot.correspondence.machine import Machine, machine
from bot.errors import BotError
from bot.privacy.gate import Level
from bot.store import mail_marks
from bot.store.database import Database

_TRIES = 2
_AT_ONCE = 200  # mails of one look; the next look goes on


class Takes(Protocol):
    """What takes a file in: the library."""

    def take_bytes(  # noqa: PLR0913 - the library's own
        self,
        name: str,
        data: bytes,
        *,
        by: str,
        now: datetime,
        request: str = "",
        level: Level | None = None,
        source: str = "upload",
    ) -> Any:
        """Take one file that was handed over."""


@dataclass(slots=True)
class Looked:
    """What one look did."""

    taken: list[int] = field(default_factory=list)  # filings, by number
    known: int = 0
    bounced: list[str] = field(default_factory=list)  # names of filings
    proven: list[str] = field(default_factory=list)  # names of filings whose sender is proven
    aside: list[str] = field(default_factory=list)  # why, a mail
    started: bool = False  # the first look: mail before it is left alone
    authserv: str = ""  # whose word on senders counts


def look(
    database: Database,
    library: Takes,
    where: Address,
    now: datetime,
    *,
    since: date | None = None,
    authserv: str = "",
) -> Looked:
    """Look once; raises MailError. Killed at any point, the next look goes on: none twice."""
    looked = Looked(authserv=authserv)
    with opened(where) as box:
        with database.read() as session:
            mark = mail_marks.get(session, where.key)
        if mark is None and since is None:
            _begin(database, where, box, looked)
            return looked
        after = mark.uid if mark and mark.validity == box.validity and since is None else 0
        for uid in box.uids(after, since)[:_AT_ONCE]:
            _one(database, library, where, box, uid, now, looked)
    return looked


def _begin(database: Database, where: Address, box: Mailbox, looked: Looked) -> None:
    """Remember where the mailbox ends at set-up: mail from now on is taken."""
    newest = max(box.uids(0), default=max(0, box.next_uid - 1))
    with database.write() as session:
        mail_marks.put(session, where.key, box.validity, newest)
    looked.started = True


def _one(  # noqa: PLR0913, PLR0917 - one mail of one look
    database: Database, library: Takes, where: Address, box: Mailbox, uid: int, now: datetime,
    looked: Looked,
) -> None:  # fmt: skip
    with database.read() as session:
        tries = mail_marks.tries(session, where.key, box.validity, uid)
    if tries >= _TRIES:
        looked.aside.append(f"mail {uid} broke its reader twice and is put aside")
        _mark(database, where, box, uid)
        return
    with database.write() as session:
        mail_marks.tried(session, where.key, box.validity, uid, tries + 1)
    if box.size(uid) > LARGEST:
        looked.aside.append(f"mail {uid} is larger than {LARGEST // 1024 // 1024} megabytes")
        _mark(database, where, box, uid)
        return
    raw = box.raw(uid)
    if raw is not None:
        _take(library, raw, now, looked, uid)
    _mark(database, where, box, uid)


def _take(library: Takes, raw: bytes, now: datetime, looked: Looked, uid: int) -> None:
    name = name_of(raw, uid)
    try:
        report = library.take_bytes(
            name, raw, by="mailbox", now=now, level=Level.RESTRICTED, source="mailbox"
        )
    except BotError as error:
        looked.aside.append(f"mail {uid} was not taken: {error}")
        return
    if report.refused:
        looked.aside.append(f"mail {uid} was not taken: {report.refused[0].why}")
    elif report.added:
        looked.taken += report.filings[:1]
        if kind_of(raw) is Machine.BOUNCE:
            looked.bounced.append(name)
        elif is_proven(raw, looked.authserv):
            looked.proven.append(name)
    else:
        looked.known += 1


def _mark(database: Database, where: Address, box: Mailbox, uid: int) -> None:
    with database.write() as session:
        mail_marks.put(session, where.key, box.validity, uid)


def name_of(raw: bytes, uid: int) -> str:
    """Name the filing: by its Message-ID, so that the same mail sent again is seen as the same."""
    headers = email.message_from_bytes(raw[:65_536], policy=email.policy.compat32)
    said = str(headers.get("Message-ID", "")).strip() or f"{uid}"
    return f"mail/{sha256(said.encode()).hexdigest()[:16]}.eml"


def kind_of(raw: bytes) -> Machine | None:
    """Say whether a machine wrote the mail, by its headers first."""
    headers = email.message_from_bytes(raw[:65_536], policy=email.policy.compat32)
    report = str(headers.get_content_type()) == "multipart/report"
    if report or re.match(r"(?i)<?mailer-daemon|<?postmaster|.*mail delivery", _from(headers)):
        return Machine.BOUNCE
    automatic = str(headers.get("Auto-Submitted", "")).lower()
    top = f"Subject: {headers.get('Subject', '')}\n"
    if automatic.startswith("auto-replied"):
        return Machine.OUT_OF_OFFICE
    return machine(top)


def _from(headers: Message) -> str:
    return str(headers.get("From", ""))


def is_proven(raw: bytes, authserv: str) -> bool:
    """Whether our own server vouches for the sender: its topmost Authentication-Results.

    Senders can write such lines themselves; only the one with our server's id counts.
    """
    if not authserv:
        return False
    headers = email.message_from_bytes(raw[:65_536], policy=email.policy.compat32)
    for value in headers.get_all("Authentication-Results", [])[:1]:
        plain = " ".join(str(value).split())
        server, _, said = plain.partition(";")
        return server.split()[0].lower() == authserv.lower() and "dmarc=pass" in said.lower()
    return False
