"""The wiring without Slack: settings in, a working desk out (store, library, verbs)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.answers.values import Answer, Notice
from bot.dispatch import dispatch
from bot.documents.library import Library
from bot.errors import BotError, Refused, StoreError
from bot.frozen import Frozen, value
from bot.invocation import Ask, Room
from bot.law.choices import Choices
from bot.privacy.gate import (
    NOT_FOR_YOU,
    Data,
    Level,
    Person,
    Place,
    PlaceKind,
    Reach,
    Role,
    decide,
    may_post,
)
from bot.privacy.seal import Seal
from bot.registry import Operation
from bot.registry.utterance import Utterance
from bot.settings import Settings
from bot.store import meta, migrations
from bot.store import people as roll
from bot.store.audit_log import Ledger
from bot.store.database import Database

log = logging.getLogger(__name__)

# Federal deadlines are days of the agency, and the agency sits in Washington.
AGENCY_ZONE = ZoneInfo("America/New_York")
SEAL_KEY = "seal_key"

OPERATOR = Person(id="operator", role=Role.OPERATOR)
TERMINAL = Place(id="terminal", kind=PlaceKind.TERMINAL, level=Level.RESTRICTED)


def utc_now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


@value
class PlaceFacts(Frozen):
    """What the store knows of a place."""

    allowed: bool
    level: Level


@value
class Desk(Frozen):
    """What stands ready for every surface. `clock` can be set in tests and demos."""

    settings: Settings
    store: Database
    library: Library
    seal: Seal
    ledger: Ledger
    clock: Callable[[], datetime] = utc_now

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self.clock()

    def today(self) -> date:
        """Return the agency's day: the one that deadlines are compared with."""
        return self.now().astimezone(AGENCY_ZONE).date()

    @property
    def choices(self) -> Choices:
        """What counsel chose where the law is unsettled, as it stands now."""
        from bot.store import legal_choices

        with self.store.read() as session:
            return legal_choices.in_force(session)

    def say(self, ask: Ask, said: Utterance | Operation | str) -> Answer:
        """Answer what was said; never raises."""
        return dispatch.say(self, ask, said)

    def operator(self, surface: str = "cli") -> Ask:
        """Return a question of whoever sits at the command line: all levels, masked."""
        return Ask("", OPERATOR, TERMINAL, self.now(), self.today(), surface)

    def seen(self, key: str) -> bool:
        """Remember a delivery durably; True when it was there already."""
        from bot.store import deduplication

        with self.store.write() as session:
            return not deduplication.first_time(session, key, self.now())

    def begin_press(self, key: str) -> bool:
        """Claim the press of a button; False when it was used, on whatever machine."""
        from bot.store import presses

        with self.store.write() as session:
            return presses.begin(session, key, self.now())

    def end_press(self, key: str, *, again: bool) -> None:
        """Say that a press had its effect, or that it may be pressed `again`."""
        from bot.store import presses

        with self.store.write() as session:
            if again:
                presses.undo(session, key)
            else:
                presses.finish(session, key, self.now())

    def role_of(self, user_id: str) -> Role | None:
        """Return the role of somebody on the team's list."""
        with self.store.read() as session:
            return roll.role_of(session, user_id)

    def place_facts(self, channel_id: str) -> PlaceFacts:
        """Return what a lead said about a place; nothing said: not allowed."""
        with self.store.read() as session:
            allowed, level = roll.shown_in(session, channel_id)
            return PlaceFacts(allowed, Level(level))

    def facts_of(self, user_id: str, channel_id: str) -> tuple[Role | None, PlaceFacts]:
        """Return what is on record of a person and a place, read at one moment."""
        with self.store.read() as session:
            role, allowed, level = roll.both(session, user_id, channel_id)
            return role, PlaceFacts(allowed, Level(level))

    def take_file(self, name: str, content: bytes, ask: Ask, words: str) -> Answer:
        """Take an uploaded file in, for those who may record."""
        if decide(ask.person, ask.place, Level.TEAM, Data.CHANGE).reach is Reach.REFUSE:
            return Notice(NOT_FOR_YOU, tone="refused")
        from bot.commands import filings, shared_spreadsheets  # a status command needs no intake

        try:
            if shared_spreadsheets.is_meant(name, words) and (
                sheet := self._sheet(name, content, ask, words)
            ):
                return sheet
            taken = filings.take_upload(self.library, name, content, ask, words)
            return self._with_letter(taken, ask)
        except BotError as error:
            from bot.privacy.echo import unrepeated

            why = unrepeated(str(error), [words, name])
            return Notice("This file was not taken.", (why,), tone="refused")

    def _with_letter(self, taken: Notice, ask: Ask) -> Notice:
        """Add what a letter says to the word that it was taken, where it may be said."""
        from bot.commands.letter_cards import READ
        from bot.dispatch import dispatch
        from bot.registry.filing_commands import ReadLetter
        from bot.registry.filing_queries import ShowPage

        shown = next((b.says for b in taken.buttons if isinstance(b.says, ShowPage)), None)
        if shown is None:
            return taken
        card = dispatch.say(self, ask, ReadLetter(shown.filing))
        if not isinstance(card, Notice) or card.understood != READ:
            return taken
        if may_post(ask.place, card.level).reach is Reach.REFUSE:
            hint = "It reads like a letter of an agency. Ask me in a direct message: read FILING."
            return replace(taken, lines=(*taken.lines, hint))
        return replace(card, lines=(*card.lines, taken.title, *taken.lines))

    def tell_ops(self, about: str, *lines: str) -> None:
        """Have the worker post this where faults are told, else to every lead; once a day."""
        from bot.reminders.alarms import raise_alarm

        with self.store.write() as session:
            ops = self.settings.ops_channel
            for place in [ops] if ops else roll.leads(session):
                raise_alarm(session, place, f"{about} {place}", lines, self.now())

    def _held(self) -> int:
        from bot.store import pages

        with self.store.read() as session:
            return pages.held_count(session)

    def tell_if_closed(self) -> None:
        """Tell ops, once a day, that this machine shows no page, and what brings it back."""
        with self.store.read() as session:
            why = self.library.closed(session)
        if why:
            self.tell_ops("a machine without the vault's key", why)

    def tell_if_other(self) -> None:
        """Tell log and ops what this machine has otherwise than the others of this store."""
        from bot.store import agreement

        with self.store.read() as session:
            found = agreement.differences(session, self.settings)
        for line in found:
            log.error("settings: %s", line)
        if found:
            self.tell_ops("settings that differ", *found)

    def _sheet(self, name: str, content: bytes, ask: Ask, words: str) -> Answer | None:
        """Offer the import of a list of requests; None for a sheet that is an ordinary filing."""
        from bot.commands import shared_spreadsheets
        from bot.language.typed_commands import import_wishes

        try:
            with self.room(write=True) as room:
                return shared_spreadsheets.offer(room, ask, name, content, import_wishes(words))
        except Refused:
            if words.strip():
                raise  # an import was asked for
            return None

    def warm(self) -> None:
        """Say one of each kind to nobody, so that no person waits for what a first use loads.

        On an empty disk the index is built first: on a machine that serves, beside its answers.
        """
        for line in ("status", "find request", "ask which letter came last"):
            self.say(self.operator(), line)

    def unready(self) -> str:
        """Say why this process cannot answer everything yet; "" where it can."""
        from bot.store import index_changes

        try:
            with self.store.read() as session:
                count = index_changes.ready_count(session)
            health = self.library.health() if count else None
        except BotError as error:
            return str(error)
        return "" if health is None or health.searchable else health.sentence

    def upkeep(self) -> None:
        """Do what wants regular doing: the library's, and files that waited too long."""
        self.tell_if_closed()
        before = self._held()
        self.library.upkeep()
        if (more := self._held() - before) > 0:
            self.tell_ops(
                "lists of people on file",
                f"{more} filings that were on file hold lists of people. They are restricted until "
                "a lead decides: filings lists them; level FILING public, team or restricted.",
            )
        from bot.store import conversations, pending_files, presses

        with self.store.write() as session:
            pending_files.forget_old(session, self.now())
            presses.forget_old(session, self.now())
            conversations.forget_old(session, self.now())

    @contextmanager
    def room(self, *, write: bool = False) -> Iterator[Room]:
        """Open a room for answers and actions that are called by name."""
        with self.store.write() if write else self.store.read() as session:
            yield Room(session, self.settings, self.library)

    def close(self) -> None:
        """Give everything back."""
        self.ledger.close()
        self.library.close()
        self.store.close()


def open_desk(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> Desk:
    """Open the store (migrating SQLite by itself), the library and the seal.

    Raises StoreError when a PostgreSQL database waits for `foia db upgrade`.
    """
    store = Database(settings.database, settings.db_pool)
    try:
        _make_current(store, clock())
    except StoreError:
        store.close()
        raise
    seal = Seal(_prepare(store, settings, clock()))
    library = Library(store, settings.data, settings)
    return Desk(settings, store, library, seal, Ledger(store), clock=clock)


def open_warm(settings: Settings) -> Desk:
    """Open a desk that serves at once (see open_desk); it is warmed beside what it answers."""
    from bot.wiring.patience import kept_alive

    desk = open_desk(settings)
    kept_alive(desk.tell_if_other)
    threading.Thread(target=desk.warm, name="warm", daemon=True).start()
    return desk


def _make_current(store: Database, now: datetime) -> None:
    if store.is_sqlite:
        if not store.is_current():
            migrations.upgrade(store.engine)
        from bot.store import refolding

        refolding.bring_up_to_date(store, now)
    elif (version := store.version()) != migrations.HEAD:
        if version and version > migrations.HEAD:
            raise StoreError(migrations.NEWER.format(version=version, known=migrations.HEAD))
        raise StoreError("The database waits for its tables. Run: foia db upgrade")


def _prepare(store: Database, settings: Settings, now: datetime) -> bytes:
    """Seed the team from FOIA_ADMINS and return the key that closes button values."""
    with store.read() as session:
        key = meta.read(session, SEAL_KEY)
        missing = [user for user in settings.admins if roll.role_of(session, user) is not Role.LEAD]
    if key and not missing:
        return key.encode()
    from cryptography.fernet import Fernet

    with store.write() as session:  # other machines may start for the first time at this moment
        roll.seed(session, settings.admins, now)
        return meta.settle(session, SEAL_KEY, Fernet.generate_key().decode()).encode()
