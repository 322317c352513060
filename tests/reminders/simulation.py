"""Deterministic simulation: one seed is one world with its faults, crashes and interleavings.

Time moves only when the world says so. Two workers run as threads of which exactly one moves at
a time; the seed picks which. A crash is an exception that no code of ours catches, thrown before
or after any transaction or call, as kill -9 would stop it there. What broke is found in judge.py;
`drawn` counts what the seed had happen.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.reminders import plan
from bot.reminders.policy import default
from bot.reminders.sweep import sweep
from bot.settings import Settings
from bot.store import people
from bot.store.tables import Component, DeadlineRow, Request
from tests.reminders import judge
from tests.reminders.edits import Edits
from tests.reminders.short_way import Light
from tests.reminders.simslack import REASONS, SimSlack
from tests.reminders.world import FakeClock, MemoryDatabase

ZONES = (
    "America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Chicago",
    "America/Menominee", "America/Denver", "America/Boise", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "America/Juneau", "America/Adak",
    "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
)  # fmt: skip
# Around both changes of the clock, the turn of the year, a leap day, a long weekend, any day.
STARTS = (
    date(2027, 3, 8), date(2026, 10, 26), date(2026, 12, 21), date(2028, 2, 21), date(2026, 6, 29),
    date(2025, 2, 26), date(2027, 10, 27), date(2026, 9, 1),
)  # fmt: skip
CHANNELS = ("CONE", "CTWO")
PLACES = (*CHANNELS, "COPS")
SIM_SETTINGS = Settings(ops_channel="COPS")
UNFINISHED = (
    "select 1 from posts where state in ('planned', 'sending', 'uncertain', 'dead') "
    "and (due_at <= ? or kind = 'alarm') limit 1"
)
NEXT = (
    "select min(max(coalesce(not_before, ''), coalesce(lease_until, ''))) from posts where state in "
    "('planned', 'sending', 'uncertain', 'dead') and due_at <= ?"
)
IN_THE_AIR = "select 1 from posts where state = 'sending' and worker in (?, ?) and lease_until > ?"


class Crash(BaseException):
    """The process died here."""


@dataclass
class Result:
    """What a seed did and every promise that it saw broken."""

    seed: int
    nudges: int = 0
    accepted: int = 0
    marked: int = 0
    found_again: int = 0
    copies: int = 0  # of the message that was posted most often
    drawn: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)


class Noted:
    """The mark beside the store, which a dump of the store does not bring back."""

    def __init__(self) -> None:
        self.number = 0

    def note(self, count: int) -> None:
        self.number = count

    def count(self) -> int:
        return self.number


class Turn:
    """One worker's thread; it moves only while it has the baton."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.baton = threading.Lock()
        self.baton.acquire()
        self.stands_before_call = False  # it has looked at the place and not yet called


class SimDatabase(MemoryDatabase):
    """Lets the simulation stop, kill or hinder a worker at every transaction."""

    sim: Simulation | None = None

    def __init__(self) -> None:
        super().__init__()
        self.raw: sqlite3.Connection = self.engine.raw_connection().driver_connection  # type: ignore[assignment]

    @contextmanager
    def read(self) -> Iterator[Session]:
        if self.sim:
            self.sim.point("read")
        with self._light(keep=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        if self.sim:
            self.sim.point("before")
        with self._light(keep=True) as session:
            yield session
        if self.sim:
            self.sim.point("after")

    @contextmanager
    def _light(self, *, keep: bool) -> Iterator[Any]:
        usual = partial(Session, bind=self.engine, autoflush=keep, expire_on_commit=not keep)
        light = Light(usual, self.raw)
        try:
            yield light
        except BaseException:
            light.end(keep=False)
            raise
        light.end(keep=keep)

    def first(self, query: str, *values: object) -> Any:
        """Look past everything: no transaction, no switching, no faults."""
        return self.raw.execute(query, values).fetchone()


class Simulation(Edits):
    """One world of one seed."""

    def __init__(
        self,
        seed: int,
        database: SimDatabase,
        days: int = 40,
        size: int = 8,
        slack: Callable[[FakeClock], SimSlack] = SimSlack,
        crowd: int = 24,
    ) -> None:
        self.rng = random.Random(seed)
        self.result = Result(seed)
        self.drawn = self.result.drawn
        database.sim = None
        database.clear()
        self.database = database
        self.clock = FakeClock()
        self.slack = slack(self.clock)
        self.slack.sim = self
        self.faulty = True
        self.running = False
        self.fault_rate = self.rng.choice((0.0, 0.1, 0.3))
        self.crash_rate = self.rng.choice((0.0, 0.01, 0.04))
        self.store_rate = self.rng.choice((0.0, 0.0, 0.01))
        self.slack.readable = self.rng.random() < 0.7
        self.days = days
        self.turn: Turn | None = None
        self.turns: list[Turn] = []  # of both workers, while there are two
        self.asleep: Turn | None = None
        self.main = threading.Lock()
        self.main.acquire()
        self.deadlines: list[int] = []
        self.versions = count(1000)
        self.witness = Noted()
        self.kept: tuple[bytes, list[int]] | None = None  # the store as a dump has it
        self.set_back = 0
        self._build(size, crowd)

    def _build(self, size: int, crowd: int) -> None:
        rng = self.rng
        start = rng.choice(STARTS) + timedelta(days=rng.randrange(7))
        self.start = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
        self.clock.true = self.start
        self.zones = {place: rng.choice(ZONES) for place in PLACES}
        busy = rng.random() < 0.15  # many dates on one day: digests
        same = start + timedelta(days=rng.randrange(4, 20))
        with self.database.write() as session:
            people.seed(session, ["ULEAD"], self.start)
            for place, zone in self.zones.items():
                people.allow(session, place, by="ULEAD", now=self.start, zone=zone)
            requests = [self._request(session, n) for n in range(2)]
            for number in range(crowd if busy else rng.randrange(2, size)):
                due = same if busy else start + timedelta(days=rng.randrange(-5, self.days))
                self._deadline(session, rng.choice(requests), number, due)
        for place, zone in self.zones.items():
            self.drawn[f"zone {zone}"] += 1
            ends = (self.start, self.start + timedelta(days=self.days))
            if len({at.astimezone(ZoneInfo(zone)).utcoffset() for at in ends}) > 1:
                self.drawn[f"change of clocks in {zone}"] += 1
                self.drawn[f"change of clocks for {place}"] += 1
        self.drawn["many on one day"] += busy

    def _request(self, session: Session, number: int) -> int:
        row = Request(
            slug=f"r{number}", name="ICE data breach", channel=self.rng.choice(CHANNELS),
            owner=self.rng.choice(("", "ULEAD")), created_by="U1", created_at=self.start,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id

    def _deadline(self, session: Session, request: int, number: int, due: date) -> None:
        whose = self.rng.choice(("ours", "theirs"))
        component = Component(request_id=request, agency=f"A{number}")
        session.add(component)
        session.flush()
        row = DeadlineRow(
            component_id=component.id, limit="determination" if whose == "theirs" else "appeal",
            label="Determination" if whose == "theirs" else "Our appeal", version="v1", due=due,
            whose=whose, certainty="stated", state="open", made_at=self.start,
        )  # fmt: skip
        session.add(row)
        session.flush()
        self.deadlines.append(row.id)

    # What may happen between any two steps

    def point(self, kind: str) -> None:
        """Stop here: the other worker may move, or this one die."""
        if self.turn is not None:
            if self.turn.stands_before_call and kind == "before" and _step() != "_announce":
                self.turn.stands_before_call = False  # the place was refused
            self._pass_on(self.turn)
        if not (self.faulty and self.running) or kind == "read":
            return
        self.maybe_crash(kind)
        if kind == "before" and self.rng.random() < self.store_rate:
            self.drawn["database locked"] += 1
            raise StoreError("database is locked")

    def maybe_crash(self, where: str) -> None:
        if self.faulty and self.running and self.rng.random() < self.crash_rate:
            self.drawn[f"killed {where} {_step()}"] += 1
            raise Crash(where)

    def enter_place(self) -> None:
        if self.turn is not None:
            self.turn.stands_before_call = True

    def leave_place(self) -> None:
        if self.turn is not None:
            self.turn.stands_before_call = False

    def between_calls(self) -> None:
        """A channel may turn shared between two calls, unless somebody stands before one."""
        if self.faulty and self.rng.random() < 0.05:
            if any(t.stands_before_call for t in self.turns if t is not self.turn):
                return
            self._turn_place("between two calls: ")

    def _turn_place(self, when: str = "") -> None:
        place = self.rng.choice(PLACES)
        if place in self.slack.unsafe:
            del self.slack.unsafe[place]
            self.drawn[f"{when}place well again"] += 1
        else:
            self.slack.unsafe[place] = self.rng.choice(REASONS)
            self.drawn[f"{when}place {self.slack.unsafe[place]}"] += 1

    # Running

    def run(self) -> Result:
        self.database.sim = self
        for moment in self._moments():
            self.clock.go_to(moment)
            self._between_sweeps()
            self._settle(6)
        self._drain()
        self.database.sim = None
        judge.judge(self)
        return self.result

    def _moments(self) -> list[datetime]:
        """Return when somebody looks: shortly after each step's time, and now and then."""
        moments = {
            self.start + timedelta(days=d, seconds=self.rng.randrange(86_400))
            for d in range(0, self.days, 9)
        }
        end = self.start + timedelta(days=self.days)
        rows = self.database.raw.execute(
            "select d.due, d.whose, r.channel from deadlines d join component_requests c on "
            "c.id = d.component_id join requests r on r.id = c.request_id order by d.id"
        )
        times = set()  # many dates of a day are looked at together
        for due, whose, channel in rows:
            day, zone = date.fromisoformat(due), ZoneInfo(self.zones[channel])
            fact = plan.Fact(1, 1, "any", "v1", day, whose, self.start)
            times |= {step.due_at for step in plan.steps(fact, default(), zone, self.start)}
        for due_at in sorted(times):
            if self.start <= due_at < end and self.rng.random() < 0.75:
                moments.add(due_at + timedelta(seconds=self.rng.randrange(40)))
        return sorted(moments)

    def _between_sweeps(self) -> None:
        roll = self.rng.random()
        if roll < 0.12:
            self.edit()
        elif roll < 0.18:
            self._turn_place()
        elif roll < 0.22:
            self.slack.reachable = not self.slack.reachable
            self.drawn["Slack out of reach"] += not self.slack.reachable
        elif roll < 0.26:
            self._turn_clock()
        elif roll < 0.30:
            days = self.rng.randrange(4)
            self.drawn[f"off for {days} days"] += 1
            self.clock.sleep(days * 86_400)  # asleep, or switched off
        elif roll < 0.36:
            self._dump_or_restore()

    def _dump_or_restore(self) -> None:
        """Put the store away, or bring it back as it was: all that came after is lost."""
        if self.kept is None:
            self.kept = self.database.raw.serialize(), list(self.deadlines)
            return
        store, self.deadlines = self.kept
        self.kept = None
        self.database.raw.deserialize(store)
        self.set_back += 1
        self.drawn["database set back"] += 1

    def _turn_clock(self) -> None:
        hours = self.rng.choice((0, 0, -24 * 366, -24, -2, -0.1, 0.1, 2, 11, 25, 24 * 366))
        off = timedelta(hours=hours)
        self.drawn["clock set back"] += off < self.clock.off
        self.drawn[f"clock {hours} hours off"] += 1
        self.clock.off = off

    def _settle(self, most: int) -> bool:
        """Sweep until nothing is under way, or somebody's patience ends."""
        for _ in range(most):
            if self.rng.random() < 0.25 and self.faulty:
                self._two_sweeps()
            else:
                self._one_sweep("w1")
            if not self.database.first(UNFINISHED, _stored(self.clock.true)):
                return True
            if self._opens() > self.clock.true + timedelta(minutes=2):
                return False  # all that is left waits for its hours, or for Slack's
            self.clock.sleep(self.rng.choice((5, 20, 30, 61)))
        return False

    def _one_sweep(self, worker: str) -> None:
        self.running = True
        with suppress(Crash, StoreError):
            sweep(
                self.database, self.slack, self.slack.place, now=self.clock.now(),
                settings=SIM_SETTINGS, clock=self.clock, worker=worker, witness=self.witness,
            )  # fmt: skip

    def _two_sweeps(self) -> None:
        """Two workers at once; the seed picks who moves, and lets one sleep past its lease."""
        self.drawn["two workers"] += 1
        self.turns = [Turn("w1"), Turn("w2")]
        threads = [threading.Thread(target=self._in_thread, args=(turn,)) for turn in self.turns]
        for thread in threads:
            thread.start()
        self._choose().baton.release()
        self.main.acquire()
        for thread in threads:
            thread.join()

    def _in_thread(self, turn: Turn) -> None:
        turn.baton.acquire()
        try:
            self._one_sweep(turn.name)
        except BaseException as error:
            self.result.violations.append(f"a sweep raised {error!r}")
        self.turns.remove(turn)
        self.asleep = self.turn = None
        (self._choose().baton if self.turns else self.main).release()

    def _pass_on(self, turn: Turn) -> None:
        chosen = self._choose()
        if chosen is not turn:
            self.drawn["switches between workers"] += 1
            chosen.baton.release()
            turn.baton.acquire()

    def _choose(self) -> Turn:
        """Pick who moves next; before that one may fall asleep, or somebody record something."""
        self.turn = None
        chosen = self.rng.choice([t for t in self.turns if t is not self.asleep])
        if len(self.turns) == 2 and self.asleep is None and self.rng.random() < 0.02:
            if not chosen.stands_before_call:
                self.asleep = chosen
                self.drawn["slept past the lease"] += 1
                self.clock.sleep(self.rng.choice((90, 600)))
                chosen = next(t for t in self.turns if t is not chosen)
        elif self.rng.random() < 0.05 and not self._is_called_out():
            self.edit()
        self.turn = chosen
        return chosen

    def _is_called_out(self) -> bool:
        """Whether a worker has announced a call and not yet made it: no edit can stop it now."""
        names = [turn.name for turn in self.turns] * 2
        return bool(self.database.first(IN_THE_AIR, *names[:2], _stored(self.clock.true)))

    def _drain(self) -> None:
        """All is well again: whatever is owed must now be said."""
        self.faulty = False
        self.slack.reachable, self.slack.script = True, []
        self.slack.unsafe.clear()
        self.clock.off = timedelta(0)
        # Past every Retry-After and dead letter, and through the nights and weekends of places.
        for _ in range(300):
            if self._settle(1):
                break
            self.clock.go_to(max(self._opens(), self.clock.true + timedelta(seconds=61)))
        if not self._settle(5):
            self.result.violations.append(f"unfinished after all was well: {judge.left(self)}")

    def _opens(self) -> datetime:
        """Return when the first of the unfinished posts may be worked on."""
        waits = self.database.first(NEXT, _stored(self.clock.true))[0]
        return datetime.fromisoformat(waits).replace(tzinfo=UTC) if waits else self.clock.true

    def check_place(self, ref: str, place: str) -> None:
        """Check that a channel that hears it is its home, and wants to hear it, at this moment."""
        row = self.database.first(
            "select r.channel, p.settings, d.whose, v.settings from nudges n "
            "join deadlines d on d.id = n.deadline_id "
            "join component_requests c on c.id = d.component_id "
            "join requests r on r.id = c.request_id join places p on p.id = r.channel "
            "left join nudge_overrides v on v.request_id = r.id where n.ref = ? and n.step not like 'snooze%'",
            ref,
        )
        if not row or place not in CHANNELS:
            return
        which = json.loads(row[1] or "{}").get("nudges", {}).get("nudges", "all")
        if place != row[0]:
            self.result.violations.append(f"{ref}: said in {place}, at home in {row[0]}")
        if which == "off" or which not in {"all", row[2]}:
            self.result.violations.append(f"{ref}: said in {place}, which wants {which}")

    def check_open(self, ref: str) -> None:
        """Check that what is called out now is still owed; nobody can have changed it since."""
        row = self.database.first(
            "select d.state, d.version, n.version, n.state from nudges n join deadlines d "
            "on d.id = n.deadline_id where n.ref = ?",
            ref,
        )
        if row and (row[0] != "open" or row[1] != row[2]):
            self.result.violations.append(f"{ref}: said although its deadline is {row[0]}")
        if row and row[3] == "superseded":
            self.result.violations.append(f"{ref}: said although superseded")

    def check_due(self, ref: str) -> None:
        """Check that its time has come, by Slack's clock and by the settings of this moment."""
        row = self.database.first("select step, due_at from nudges where ref = ?", ref)
        if row and datetime.fromisoformat(row[1]).replace(tzinfo=UTC) > self.clock.true:
            self.result.violations.append(f"{ref} {row[0]}: early")


def _stored(moment: datetime) -> str:
    """Return a moment as SQLite holds it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def _step() -> str:
    """Return the name of the delivery step that is under way."""
    frame: Any = sys._getframe(1)
    while frame and "/bot/reminders/" not in frame.f_code.co_filename.replace("\\", "/"):
        frame = frame.f_back
    return frame.f_code.co_name if frame else "nothing"


def run(seed: int, database: SimDatabase, **more: Any) -> Result:
    """Run one seed."""
    return Simulation(seed, database, **more).run()
