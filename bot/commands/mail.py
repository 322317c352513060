"""One look at the mailbox: what came in is filed, matched and told to those whom it concerns."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from imaplib import IMAP4

from bot.answers.wording import body
from bot.correspondence import mail_intake
from bot.correspondence.imap import Address, MailError, address, opened
from bot.correspondence.mail_intake import Looked, Mail
from bot.correspondence.matching import SURE, match
from bot.correspondence.reader import read_letter
from bot.documents.library import Library
from bot.errors import BotError, Refused, SettingsError
from bot.privacy.gate import Level
from bot.reminders.alarms import raise_alarm
from bot.settings import Settings
from bot.store import filing_changes, letter_matching, people
from bot.store.session import Session
from bot.store.tables import Component, Filing

logger = logging.getLogger(__name__)
Tell = Callable[[str, str], None]
EVERY = timedelta(minutes=1)
PATIENCE = timedelta(hours=1)
_LISTENS = 20 * 60.0  # seconds; servers end a silent IDLE after half an hour


def mailbox_of(settings: Settings) -> Address | None:
    """Return where the mailbox is; None where none is set. Raises SettingsError."""
    if not settings.mail_url:
        return None
    return address(
        settings.mail_url,
        password=settings.mail_password,
        token_command=settings.mail_token_command,
    )


def check(settings: Settings) -> list[str]:
    """Say what is wrong with the mailbox's settings; nothing where it can be looked at."""
    try:
        where = mailbox_of(settings)
        if where is None:
            return ["No mailbox is set: FOIA_MAIL_URL=imaps://user@host/folder."]
        with opened(where) as box:
            box.uids(max(0, box.next_uid - 1))
    except (SettingsError, MailError) as error:
        return [str(error)]
    if not settings.mail_authserv:
        return [_NOBODY_PROVEN]
    return []


_NOBODY_PROVEN = (
    "FOIA_MAIL_AUTHSERV is not set: no sender counts as proven, and every mail waits for a lead. "
    "It is the first word of your own server's Authentication-Results."
)


def once(
    library: Library, settings: Settings, now: datetime, *, since: date | None = None
) -> Looked:
    """Look once and tell whom it concerns. Raises BotError where it cannot be looked at."""
    where = mailbox_of(settings)
    if where is None:
        raise SettingsError("No mailbox is set: FOIA_MAIL_URL=imaps://user@host/folder.")
    with library.database.read() as session:
        if why := library.closed(session):
            raise Refused(why)  # what is not taken now would be passed over for ever
    try:
        return mail_intake.look(
            library.database, library, where, now, since=since,
            authserv=settings.mail_authserv, settle=_settling(library, now),
            aside=lambda why: _tell_aside(library, [why], now),
        )  # fmt: skip
    except MailError as error:
        raise BotError(str(error)) from error


def handed(library: Library, settings: Settings, raws: Iterable[bytes], now: datetime) -> Looked:
    """Take mails that were fetched by other means; file and tell them as the mailbox's are."""
    looked = mail_intake.handed(
        library.database, library, raws, now,
        authserv=settings.mail_authserv, settle=_settling(library, now),
    )  # fmt: skip
    _tell_aside(library, looked.aside, now)
    return looked


def _settling(library: Library, now: datetime) -> Callable[[Mail], None]:
    def settle(mail: Mail) -> None:
        with library.database.write() as session:
            _settle(session, mail, now)

    return settle


def _tell_aside(library: Library, aside: Sequence[str], now: datetime) -> None:
    if aside:
        with library.database.write() as session:
            _tell_leads(session, f"mail put aside {aside}", aside, now)


def _settle(session: Session, mail: Mail, now: datetime) -> None:
    """File a mail where it belongs and say so; what matches nothing waits for a lead."""
    filing = session.get_one(Filing, mail.filing_id)
    if mail.bounced:
        line = f"A mail of ours came back: {filing.doc}. What it carried has not arrived."
        _for_leads(session, filing, [line], now)
        return
    pages = letter_matching.pages_of(session, filing.id)
    text = "\n".join(text for _, text in pages)
    found = match(session, read_letter(pages), text, mail.answers)
    component = found.component if found.sure >= SURE else None
    if component is None or not mail.proven:
        why = found.why if component is None else "its sender is not proven"
        line = f"Mail waits for a lead: {filing.doc} ({why}). Read it: read #f{filing.id}"
        _for_leads(session, filing, [line], now)
        return
    filing_changes.link(session, filing, component.request_id, None)
    if not filing.held:
        filing_changes.set_level(session, filing, Level.TEAM)
    _tell_home(session, component, filing, found.why, now)


def _tell_home(
    session: Session, component: Component, filing: Filing, why: str, now: datetime
) -> None:
    request = component.request
    lines = [
        f"A letter for {request.name}, {body(component.agency)}, came in by mail ({why}).",
        f"What it says, to record in one press: read #f{filing.id}",
    ]
    places = [request.channel or request.owner] if request.channel or request.owner else []
    for place in places or people.leads(session):
        raise_alarm(session, place, f"mail {filing.id} {place}", lines, now)


def _for_leads(session: Session, filing: Filing, lines: Sequence[str], now: datetime) -> None:
    for lead in people.leads(session):
        filing_changes.name_person(session, filing.id, lead)
    _tell_leads(session, f"mail {filing.id}", lines, now)


def _tell_leads(session: Session, about: str, lines: Sequence[str], now: datetime) -> None:
    for lead in people.leads(session):
        raise_alarm(session, lead, f"{about} {lead}", lines, now)


class Hint:
    """Hears from the server that a mail came (IDLE), so that the next look need not wait.

    It is a hint alone: what it misses, the look of the next minute finds.
    """

    def __init__(self, settings: Settings, heard: Callable[[], None]) -> None:
        """`heard` is called, in a thread of its own, whenever the server tells of news."""
        self._settings, self._heard = settings, heard

    def start(self) -> None:
        """Begin to listen, in a thread that keeps no process from ending."""
        threading.Thread(target=self._listen, name="mail hint", daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.once(_LISTENS)
            except (OSError, IMAP4.error, SettingsError) as error:
                logger.info("no hint from the mail server: %s", type(error).__name__)
            time.sleep(EVERY.total_seconds())

    def once(self, patience: float) -> bool:
        """Listen for at most so many seconds; whether the server told of a mail."""
        where = mailbox_of(self._settings)
        if where is None:
            return False
        with opened(where) as box:
            told = box.hears_of_news(patience)
        if told:
            self._heard()
        return told


class Watch:
    """Looks once a minute; a mailbox that cannot be looked at for an hour is told."""

    def __init__(
        self, library: Library, settings: Settings, now: Callable[[], datetime], tell: Tell
    ) -> None:
        """`tell` says to those who keep the bot running what is wrong."""
        self._library, self._settings, self._now, self._tell = library, settings, now, tell
        self._next: datetime | None = None
        self._failing: datetime | None = None

    def listen(self) -> None:
        """Look at once, too, when the server says that a mail came."""
        if self._settings.mail_url:
            Hint(self._settings, self._soon).start()

    def _soon(self) -> None:
        self._next = None

    def __call__(self) -> None:
        """Look, where a minute has passed since the last look."""
        now = self._now()
        if not self._settings.mail_url or (self._next and self._next - EVERY <= now < self._next):
            return
        self._next = now + EVERY
        try:
            once(self._library, self._settings, now)
        except Exception as error:  # noqa: BLE001 - whatever it is, letters are not read
            self._failing = self._failing or now
            logger.warning("the mailbox cannot be looked at: %s", type(error).__name__)
            why = error if isinstance(error, BotError) else type(error).__name__
            if now - self._failing >= PATIENCE:
                self._tell("the mailbox", f"The mailbox was not read for an hour. {why}")
        else:
            self._failing = None
