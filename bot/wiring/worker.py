"""The worker process: sweeps on every tick, audits itself, keeps the index up to date.

A process of its own, so that no search and no parsing can make a nudge late.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import Refused, StoreAway, StoreError
from bot.law.choices import DEFAULT, Choices
from bot.reminders.card import NudgeCard, Places, Poster
from bot.reminders.clock import SlackClock
from bot.reminders.locks import FileWitness, OneWorker
from bot.reminders.reserve import Reserve, is_full
from bot.reminders.sweep import SweepReport, hold, sweep
from bot.reminders.verify import VerifyReport, verify
from bot.settings import Settings
from bot.store import deduplication, heartbeat, meta, nudge_subjects, posts
from bot.store.database import Database
from bot.wiring import outside
from bot.wiring.patience import kept_alive, patiently
from bot.wiring.scheduler import Timetable, Watchdog

log = logging.getLogger(__name__)

TICK = 20.0  # seconds: well inside the minute that a nudge may be late
UPKEEP_EVERY = 5.0
BEAT_EVERY = 60.0
TIDY_EVERY = 6 * 3600.0
LOOKED = 3 * BEAT_EVERY  # seconds within which a look to the end must lie
SILENCE, ALARM_EVERY = 900.0, 3600.0  # seconds
AUDIT_EVERY = timedelta(hours=6)
AUDIT_GOOD_FOR = timedelta(hours=26)
RESTARTS = (1.0, 2.0, 5.0, 15.0, 60.0)
STEADY = 300.0  # seconds after which a restarted worker counts as well again
FULL = "The disk of the machine that runs the bot is full: make room."
NO_HISTORY = "Slack does not show our messages now, so nobody knows whether the store was set back"
LOOKS = 3  # at histories that cannot be read now, before only the mark beside the store tells
GUIDE = (
    "Nothing is sent. Stop the bot, keep the damaged file, and bring back the newest backup into "
    "a new folder: foia restore DIR --data NEW."
)


@dataclass
class Worker:
    """One delivery process."""

    settings: Settings
    database: Database
    poster: Poster
    places: Places
    choices: Choices = DEFAULT
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    audited_at: datetime | None = None
    audit: VerifyReport | None = None
    last: SweepReport | None = None
    told: set[str] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)
    reserve: Reserve | None = None
    progress: Callable[[], None] = lambda: None
    clock: SlackClock = field(init=False)
    began: float = field(init=False)
    alarmed: float = 0.0
    compared: int = 0  # looks at what Slack shows of us, LOOKS where it is settled
    complete_at: float | None = None  # running time of the last look that left nothing unsaid

    def __post_init__(self) -> None:
        self.clock = SlackClock(self.poster.server_time)
        self.began = self.clock.running()

    def tick(self) -> SweepReport | None:
        """Sweep once. A database in trouble is told to Slack without the database."""
        self.progress()
        try:
            report = self._sweep()
        except StoreError as error:
            log.critical("the sweep had to stop: %s", error)
            self.last = None
            if is_full(error) and self.reserve and self.reserve.release():
                self._tell_without_database(f"{FULL} What was put by for this is in use now.")
                return self.tick()
            told = FULL if is_full(error) else "The bot's database cannot be used."
            self._tell_without_database(f"{told} No nudge can be sent.")
            return None
        for alarm in {*report.alarms, *filter(None, [report.held])}:
            log.error("sweep: %s", alarm)
        self.last = report
        if report.is_complete:
            self.complete_at = self.clock.running()
        self.progress()
        return report

    def _sweep(self) -> SweepReport:
        # Before anything is said: what a store that was set back lacks would be said unmarked.
        if self.compared < LOOKS and self.clock.sync():
            self.notice_set_back()
            if self.compared < LOOKS:
                return SweepReport(held=NO_HISTORY)
        return sweep(
            self.database,
            self.poster,
            self.places,
            now=self.clock.now(),
            settings=self.settings,
            clock=self.clock,
            worker=self.name,
            witness=self._witness(),
            stop=self.stop.is_set,
            progress=self.progress,
        )

    def tidy(self) -> None:
        """Drop what Slack cannot repeat any more, and put disk space by for bad times."""
        with self.database.write() as session:
            deduplication.forget_old(session, self.clock.now())
        if self.reserve:
            self.reserve.put_by()

    def check(self) -> None:
        """Have the audit recompute what should have been said, from time to time and at start."""
        now = self.clock.now()
        if self.audited_at and self.audited_at <= now < self.audited_at + AUDIT_EVERY:
            return
        self.audit = verify(self.database, self.settings, now, choices=self.choices)
        if not self.audit.is_equal:
            log.error("audit: %s", self.audit.summary)
            self.audit.report(self.database, self.settings, now)
        self.audited_at = now  # told as well: a store that is locked now is asked again

    def sign(self) -> None:
        """Leave a sign of life in the store, where `foia doctor` looks for it.

        Life is a look to the end after which nothing due was unsaid; a tick by itself is none.
        """
        if self.complete_at is None:
            return
        age = timedelta(seconds=self.clock.running() - self.complete_at)
        with self.database.write() as session:
            heartbeat.note(session, self.clock.now() - age)

    def beat(self) -> bool:
        """Tell the outside that all is well, and only then. Silence is the alarm."""
        url, now = self.settings.heartbeat_url, self.clock.now()
        if not url or not self._is_well(now):
            return False
        with suppress(OSError, ValueError), urllib.request.urlopen(url, timeout=10):  # noqa: S310 - the operator's own address
            return True
        return False

    def _is_well(self, now: datetime) -> bool:
        return bool(
            self.complete_at is not None
            and self.clock.running() - self.complete_at < LOOKED
            and self.audit
            and self.audit.is_equal
            and self.audited_at
            and timedelta(0) <= now - self.audited_at < AUDIT_GOOD_FOR
        )

    def notice_set_back(self) -> bool:
        """Hold where Slack shows a newer message of ours than the store knows of.

        The mark in the data folder may be lost with the machine; Slack's history is not.
        """
        passing = False
        with self.database.read() as session:
            refs = set(posts.references(session))
            places = {*nudge_subjects.home_channels(session), self.settings.ops_channel} - {""}
        for place in sorted(places):
            self.progress()
            try:
                lacks = self.poster.lacks(place, refs)
            except Exception as error:  # noqa: BLE001 - an unreadable history says nothing
                passing = passing or getattr(error, "passing", False)
                log.info("a history cannot be read; only the mark beside the store can tell")
                continue
            if lacks:
                log.critical("Slack has a message that the store lacks: it was set back")
                hold(self.database, self.clock.now())
                self.compared = LOOKS
                return True
        self.compared = self.compared + 1 if passing else LOOKS
        return False

    def alarm(self) -> bool:
        """Say outside of Slack, at most once an hour, that nothing gets through; no content."""
        running = self.clock.running()
        last = self.began if self.complete_at is None else self.complete_at
        if running - last < SILENCE or (self.alarmed and running - self.alarmed < ALARM_EVERY):
            return False
        if not (self.settings.alarm_url or self.settings.alarm_command):
            return False
        log.critical("no look to the end for %d seconds: the outside is told", running - last)
        heard = outside.ring(self.settings.alarm_url, self.settings.alarm_command)
        self.alarmed = running if heard else self.alarmed
        return heard

    def _witness(self) -> FileWitness:
        return FileWitness(self.settings.data)

    def _tell_without_database(self, line: str) -> None:
        """Post to the ops place once a day and fault, unrecorded: the disk may be full."""
        key = f"{datetime.now(UTC):%Y-%m-%d} {line}"
        if key in self.told or not self.settings.ops_channel:
            return
        with suppress(Exception):
            card = NudgeCard("foia-bot needs attention", (line,), reference=key, unrecorded=True)
            if self.poster.post(self.settings.ops_channel, card, key).kind != "not_posted":
                self.told.add(key)


def check_database(database: Database, data: Path) -> None:
    """Refuse to send from a database that is missing, damaged, read-only or too old.

    A database that lost its latest rows is put in hold. Raises StoreError with what to do.
    """
    if database.is_sqlite:
        _check_file(Path(database.url.removeprefix("sqlite:///")))
    if not database.is_current():
        raise StoreError("The database is of another version. Run: foia db upgrade.")
    with database.write() as session:
        announced = int(meta.read(session, "sent.count") or 0)
        meta.write(session, "worker.started", datetime.now(UTC).isoformat())
    if FileWitness(data).count() > announced:
        log.critical("the database lost its latest rows; everything due is looked for first")
        hold(database, datetime.now(UTC))


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"There is no database {path}. {GUIDE}")
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreAway(f"The database {path} is locked by another program.") from error
        raise StoreError(f"The database {path} cannot be read ({error}). {GUIDE}") from error
    if verdict != "ok":
        raise StoreError(f"The database {path} is damaged ({verdict}). {GUIDE}")
    if not os.access(path, os.W_OK):
        raise StoreError(f"The database {path} cannot be written. {GUIDE}")


def run_worker(
    settings: Settings,
    make_poster: Callable[[], tuple[Poster, Places]],
    *,
    upkeep: Callable[[], object] | None = None,
    choices: Choices = DEFAULT,
    stop: threading.Event | None = None,
    tick: float = TICK,
) -> None:
    """Work until told to stop (SIGTERM, SIGINT or `stop`); what is under way is finished first.

    `upkeep`: whatever else wants regular doing (the index).
    Raises Refused where another worker has this SQLite store, StoreError where it is damaged.
    """
    lock = None if settings.database_url else OneWorker(settings.data)
    if lock and not lock.take():
        raise Refused("Another worker is at work on this data folder; one is enough.")
    stop = stop or stop_on_signal()
    database = Database(settings.database, settings.db_pool)
    try:
        patiently(lambda: check_database(database, settings.data), stop.wait)
        poster, places = patiently(make_poster, stop.wait)
        reserve = Reserve(settings.data) if database.is_sqlite else None
        watchdog = Watchdog()
        worker = Worker(settings, database, poster, places, choices, stop=stop, reserve=reserve,
                        progress=watchdog.progress)  # fmt: skip
        watchdog.start()
        jobs: list[tuple[float, Callable[[], object]]] = [
            (tick, worker.tick),
            (BEAT_EVERY, worker.check),
            (BEAT_EVERY, worker.beat),
            (BEAT_EVERY, worker.sign),
            (BEAT_EVERY, worker.alarm),
            (TIDY_EVERY, worker.tidy),
        ]
        if upkeep:
            jobs.append((UPKEEP_EVERY, upkeep))
        timetable = Timetable(jobs)
        # A store that is locked for some seconds now is no reason to end, as in the loops.
        for first in (worker.tick, worker.sign, worker.tidy):
            kept_alive(first)
        timetable.start()
        stop.wait()
        timetable.stop()
        watchdog.stop()
    finally:
        database.close()
        if lock:
            lock.let_go()


def stop_on_signal() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def supervise(
    command: Sequence[str],
    stop: threading.Event,
    *,
    restarts: Sequence[float] = RESTARTS,
    env: dict[str, str] | None = None,
) -> int:
    """Keep a process running until told to stop; returns how often it had to be started again."""
    again = 0
    failures = 0
    while not stop.is_set():
        began = time.monotonic()
        child = _started(command, env)
        while child and child.poll() is None and not stop.wait(0.1):
            pass
        if child and stop.is_set():
            _end(child)
            break
        failures = 0 if time.monotonic() - began > STEADY else failures + 1
        pause = restarts[min(failures, len(restarts)) - 1] if failures else restarts[0]
        ended = child.returncode if child else "no start"
        log.error("the worker ended with %s; it is started again", ended)
        again += 1
        stop.wait(pause)
    return again


def _started(command: Sequence[str], env: dict[str, str] | None) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(list(command), env=env)
    except OSError as error:  # no memory or no process left at this moment
        log.error("the worker cannot be started: %s", error.strerror)  # noqa: TRY400 - one line
        return None


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(30)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
