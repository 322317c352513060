"""Mail becomes filings, each once: the raw mail goes to the vault before anything reads it.

Each is settled (filed where it belongs, told) before its mark moves on, so that a mail at which the
machine was killed is settled the next time. One at which it was stopped twice lets the next ones go
first and is tried again after them; one that cannot be read is put aside and named.
"""

from __future__ import annotations

import email
import email.policy
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import Message
from hashlib import sha256
from typing import Any, Protocol

from bot.correspondence.imap import LARGEST, Address, Mailbox, opened
from bot.correspondence.machine import Machine, machine
from bot.errors import BotError, StoreError
from bot.privacy.gate import Level
from bot.store import mail_marks, pages
from bot.store.database import Database

logger = logging.getLogger(__name__)

_TRIES = 2  # at once; then the next mails go first
_MOST_TRIES = 20  # after those
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


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail on file and what its headers say of it."""

    filing_id: int
    bounced: bool
    proven: bool  # our own server vouches for its sender
    answers: tuple[str, ...]  # the names under which the mails would be on file that it answers


Settle = Callable[[Mail], None]
Aside = Callable[[str], None]


@dataclass(slots=True)
class Looked:
    """What one look did."""

    taken: list[int] = field(default_factory=list)  # filings, by number
    known: int = 0
    bounced: list[str] = field(default_factory=list)  # names of filings
    aside: list[str] = field(default_factory=list)  # why, a mail
    started: bool = False  # the first look: mail before it is left alone


def look(  # noqa: PLR0913 - what a look is told, each by name
    database: Database,
    library: Takes,
    where: Address,
    now: datetime,
    *,
    since: date | None = None,
    authserv: str = "",
    settle: Settle = lambda _: None,
    aside: Aside = lambda _: None,
) -> Looked:
    """Look once; raises MailError. Killed at any point, the next look goes on: none twice.

    `aside` is told of each mail that is put aside, before its mark moves on.
    """
    looked = Looked()
    post = Post(database, library, authserv, settle, now, looked, aside)
    with opened(where) as box:
        with database.read() as session:
            mark = mail_marks.get(session, where.key)
        if mark is None and since is None:
            _begin(database, where, box, looked)
            return looked
        after = mark.uid if mark and mark.validity == box.validity and since is None else 0
        for uid in box.uids(after, since)[:_AT_ONCE]:
            _one(post, where, box, uid)
        _once_more(post, where, box)
    return looked


def handed(
    database: Database,
    library: Takes,
    raws: Iterable[bytes],
    now: datetime,
    *,
    authserv: str = "",
    settle: Settle = lambda _: None,
) -> Looked:
    """Take mails that somebody fetched by other means, as the mailbox's are taken: each once."""
    looked = Looked()
    post = Post(database, library, authserv, settle, now, looked)
    for at, raw in enumerate(raws, start=1):
        if len(raw) > LARGEST:
            post.aside(f"mail {at} is larger than {LARGEST // 1024 // 1024} megabytes")
            continue
        _take(post, raw, at, again=False)
    return looked


@dataclass(frozen=True, slots=True)
class Post:
    """What one look works with."""

    database: Database
    library: Takes
    authserv: str
    settle: Settle
    now: datetime
    looked: Looked
    tell: Aside = lambda _: None

    def aside(self, why: str) -> None:
        """Put a mail aside, and say so."""
        self.looked.aside.append(why)
        self.tell(why)


def _begin(database: Database, where: Address, box: Mailbox, looked: Looked) -> None:
    """Remember where the mailbox ends at set-up: mail from now on is taken."""
    newest = max(box.uids(0), default=max(0, box.next_uid - 1))
    with database.write() as session:
        mail_marks.put(session, where.key, box.validity, newest)
    looked.started = True


def _one(post: Post, where: Address, box: Mailbox, uid: int) -> None:
    with post.database.read() as session:
        tries = mail_marks.tries(session, where.key, box.validity, uid)
    if tries >= _TRIES:
        with post.database.write() as session:
            mail_marks.postpone(session, where.key, box.validity, uid)
        _mark(post.database, where, box, uid)
        return
    with post.database.write() as session:
        mail_marks.tried(session, where.key, box.validity, uid, tries + 1)
    if box.size(uid) > LARGEST:
        most = LARGEST // 1024 // 1024
        post.aside(f"mail {uid} is larger than {most} megabytes")
        _mark(post.database, where, box, uid)
        return
    raw = box.raw(uid)
    if raw is not None:
        _take(post, raw, uid, again=tries > 0)
    _mark(post.database, where, box, uid)


def _once_more(post: Post, where: Address, box: Mailbox) -> None:
    """Try the mails that were passed over: the machine may have been stopped, not by them."""
    with post.database.read() as session:
        later = mail_marks.postponed(session, where.key, box.validity)
    for uid, begun in later.items():
        with post.database.write() as session:
            mail_marks.postpone(session, where.key, box.validity, uid, begun + 1)
        raw = box.raw(uid) if begun < _MOST_TRIES else None
        try:
            if raw is not None:
                _take(post, raw, uid, again=True)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a mail does, the mailbox goes on
            logger.warning("mail put aside: %s", type(error).__name__)
            raw = None
        if raw is None:
            post.aside(f"mail {uid} broke its reader again and again: put aside")
        with post.database.write() as session:
            mail_marks.settle_postponed(session, where.key, box.validity, uid)


def _take(post: Post, raw: bytes, uid: int, *, again: bool) -> None:
    """Put a mail on file and settle it; `again`: it was begun before, and perhaps not settled."""
    looked = post.looked
    name = name_of(raw, uid)
    try:
        report = post.library.take_bytes(
            name, raw, by="mailbox", now=post.now, level=Level.RESTRICTED, source="mailbox"
        )
    except StoreError:
        raise  # the store is in trouble, and not the mail: it is tried again
    except BotError as error:
        post.aside(f"mail {uid} was not taken: {error}")
        return
    if report.refused:
        post.aside(f"mail {uid} was not taken: {report.refused[0].why}")
        return
    if report.added:
        looked.taken += report.filings[:1]
    else:
        looked.known += 1
    if report.added or again:
        _settled(post, raw, name)


def _settled(post: Post, raw: bytes, name: str) -> None:
    with post.database.read() as session:
        filing = pages.by_hash(session, sha256(raw).hexdigest())
        number = filing.id if filing else 0
    if not number:
        return
    bounced = kind_of(raw) is Machine.BOUNCE
    if bounced:
        post.looked.bounced.append(name)
    proven = not bounced and is_proven(raw, post.authserv)
    post.settle(Mail(number, bounced, proven, answers(raw)))


def _mark(database: Database, where: Address, box: Mailbox, uid: int) -> None:
    with database.write() as session:
        mail_marks.put(session, where.key, box.validity, uid)


def name_of(raw: bytes, uid: int) -> str:
    """Name the filing: by its Message-ID, so that the same mail sent again is seen as the same."""
    headers = email.message_from_bytes(raw[:65_536], policy=email.policy.compat32)
    return _name(str(headers.get("Message-ID", "")).strip() or f"{uid}")


def _name(message_id: str) -> str:
    return f"mail/{sha256(message_id.encode()).hexdigest()[:16]}.eml"


_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_MOST_ANSWERED = 50  # mails of a thread that are looked for


def answers(raw: bytes) -> tuple[str, ...]:
    """Name the mails that this one answers, as they would be on file: the newest first."""
    headers = email.message_from_bytes(raw[:65_536], policy=email.policy.compat32)
    named = [str(headers.get("In-Reply-To", "")), str(headers.get("References", ""))]
    found = [m for words in named for m in reversed(_MESSAGE_ID.findall(words))]
    return tuple(_name(one) for one in dict.fromkeys(found))[:_MOST_ANSWERED]


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
        plain = re.sub(r"\([^()]*\)", " ", " ".join(str(value).split())).lower()
        server, *results = plain.split(";")
        dmarc = [one.split() for one in results if one.strip().startswith("dmarc=")]
        ours = server.split()[:1] == [authserv.lower()]
        return ours and bool(dmarc) and all(one[0] == "dmarc=pass" for one in dmarc)
    return False
