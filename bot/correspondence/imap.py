"""A mailbox over IMAP, looked at and never changed: EXAMINE and BODY.PEEK only.

Nothing is flagged, moved or deleted; whoever reads the mailbox by hand sees no trace.
"""

from __future__ import annotations

import imaplib
import re
import shlex
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from bot.errors import SettingsError

_PORTS = {"imaps": 993, "imap": 143}
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PATIENCE = 30.0  # seconds for one answer of the server
_SILENT = "The mail server broke off ({}). The next look goes on where this one ended."
LARGEST = 50 * 1024 * 1024  # bytes of a mail that is taken
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailError(OSError):
    """The mailbox cannot be looked at; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the mailbox is. The secret shows in no repr."""

    host: str
    port: int
    user: str
    folder: str
    encrypted: bool
    password: str = field(default="", repr=False)
    token_command: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """What the store calls this mailbox: no secret, no letter of the user's own."""
        return f"mail:{self.host}/{self.folder}"


def address(url: str, *, password: str = "", token_command: str = "") -> Address:
    """Read FOIA_MAIL_URL. Raises SettingsError naming the fault and the fix."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingsError("FOIA_MAIL_URL must look like imaps://user@host/folder.")
    if parts.scheme == "imap" and parts.hostname not in _LOOPBACK:
        raise SettingsError(
            "FOIA_MAIL_URL is unencrypted: use imaps:// (imap:// only to this machine)."
        )
    if parts.password:
        raise SettingsError(
            "FOIA_MAIL_URL holds a password: move it to FOIA_MAIL_PASSWORD, and have it changed."
        )
    if not parts.username:
        raise SettingsError("FOIA_MAIL_URL names no user: imaps://user@host/folder.")
    if not (password or token_command):
        raise SettingsError("Set FOIA_MAIL_PASSWORD or FOIA_MAIL_TOKEN_COMMAND for the mailbox.")
    return Address(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        encrypted=parts.scheme == "imaps",
        password=password,
        token_command=token_command,
    )


@dataclass(slots=True)
class Mailbox:
    """A folder that is open for reading. `validity` changes when the server numbers anew."""

    client: imaplib.IMAP4
    validity: int
    next_uid: int

    def uids(self, after: int, since: date | None = None) -> list[int]:
        """List the mails after a number, oldest first; since a day, where one is given."""
        wanted = f"UID {after + 1}:*"
        if since:
            wanted += f" SINCE {since.day:02}-{_MONTHS[since.month - 1]}-{since.year}"
        found = self._asked("SEARCH", wanted)
        numbers = [int(word) for word in _flat(found).split()]
        # "N:*" always names the newest mail, even where none is as new as N.
        return sorted(number for number in numbers if number > after)

    def size(self, uid: int) -> int:
        """Give the size of a mail in bytes; 0 where it is gone."""
        found = self._asked("FETCH", str(uid), "(RFC822.SIZE)")
        match = re.search(rb"RFC822\.SIZE (\d+)", _flat(found))
        return int(match[1]) if match else 0

    def raw(self, uid: int) -> bytes | None:
        """Give a mail as it lies there; None where somebody deleted it meanwhile."""
        found = self._asked("FETCH", str(uid), "(BODY.PEEK[])")
        for part in found:
            if isinstance(part, tuple):
                return bytes(part[1])
        return None

    def _asked(self, *command: str) -> list[object]:
        try:
            status, found = self.client.uid(*command)
        except OSError as error:  # it broke off, or is silent
            raise MailError(_SILENT.format(type(error).__name__)) from error
        if status != "OK":
            raise MailError(f"The mail server answered {status}.")
        return found

    def hears_of_news(self, patience: float) -> bool:
        """Wait (IDLE) until the server tells of a mail; False where it cannot, or none came.

        `patience` is in seconds. The folder is of no more use afterwards: the server may be silent.
        """
        client = self.client
        _, able = client.capability()  # what it can do once somebody is logged in
        if not able or b"IDLE" not in able[0].upper().split():
            return False
        client.sock.settimeout(patience)
        try:
            client.send(b"hint IDLE\r\n")
            while line := client.readline():
                if line.rstrip().endswith(b"EXISTS"):
                    client.send(b"DONE\r\n")
                    return True
        except TimeoutError:
            pass
        return False


def _flat(found: list[object]) -> bytes:
    parts = [part[0] if isinstance(part, tuple) else part for part in found]
    return b" ".join(part for part in parts if isinstance(part, bytes))


@contextmanager
def opened(where: Address) -> Iterator[Mailbox]:
    """Open the folder for reading. Raises MailError with what to do."""
    client = _connected(where)
    try:
        try:
            _log_in(client, where)
            box = _examined(client, where)
        except TimeoutError as error:
            raise MailError(_SILENT.format("TimeoutError")) from error
        yield box
    except imaplib.IMAP4.error as error:
        raise MailError(f"The mail server refused: {_plain(error)}.") from error
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            client.logout()
        with suppress(OSError):  # of a silent server even saying good-bye fails
            client.shutdown()


def _connected(where: Address) -> imaplib.IMAP4:
    try:
        if where.encrypted:
            trusted = ssl.create_default_context()
            return imaplib.IMAP4_SSL(where.host, where.port, ssl_context=trusted, timeout=_PATIENCE)
        return imaplib.IMAP4(where.host, where.port, timeout=_PATIENCE)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailError(
            f"{where.host}:{where.port} cannot be reached: {type(error).__name__}. Check "
            "FOIA_MAIL_URL, the network and the server's certificate."
        ) from error


def _log_in(client: imaplib.IMAP4, where: Address) -> None:
    try:
        if where.token_command:
            token = _token(where.token_command)
            said = f"user={where.user}\x01auth=Bearer {token}\x01\x01"
            client.authenticate("XOAUTH2", lambda _: said.encode())
        else:
            client.login(where.user, where.password)
    except imaplib.IMAP4.error as error:
        raise MailError(
            "The mail server did not let us in. Check the user in FOIA_MAIL_URL and "
            "FOIA_MAIL_PASSWORD (an app password), or the token that "
            "FOIA_MAIL_TOKEN_COMMAND prints."
        ) from error


def _token(command: str) -> str:
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MailError(f"FOIA_MAIL_TOKEN_COMMAND failed: {type(error).__name__}.") from error
    return done.stdout.strip()


def _examined(client: imaplib.IMAP4, where: Address) -> Mailbox:
    quoted = '"' + where.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    status, _ = client.select(quoted, readonly=True)
    if status != "OK":
        raise MailError(f"The mailbox has no folder {where.folder!r}. Name one in FOIA_MAIL_URL.")
    return Mailbox(client, _number(client, "UIDVALIDITY"), _number(client, "UIDNEXT"))


def _number(client: imaplib.IMAP4, name: str) -> int:
    _, found = client.response(name)
    value = found[0] if found else None
    return int(value) if isinstance(value, bytes) and value.isdigit() else 0


def _plain(error: Exception) -> str:
    words = re.sub(r"[^\w .:'\[\]-]", " ", str(error))
    return " ".join(words.split())[:120]
