"""Deterministic simulation: one seed is one world with its faults, crashes and interleavings.

Time moves only when the world says so. Two workers run as threads of which exactly one moves at
a time; the seed picks which. A crash is an exception that no code of ours catches, thrown before
or after any transaction or call, as kill -9 would stop it there.
"""

from __future__ import annotations

import random
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.privacy.gate import Place
from bot.reminders import plan, replies
from bot.reminders.policy import default
from bot.reminders.sweep import sweep
from bot.reminders.verify import Owed, verify
from bot.settings import Settings
from bot.store import people
from bot.store.tables import DeadlineRow, Nudge, Post
from tests.reminders.world import FakeSlack, MemoryDatabase, Outcome, World

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
FAULTS = (
    "lost", "never", "raises", "late:5", "late:30", "late:45", "limited:30", "limited:", "limited:3600",
    "error:internal", "error:unreachable", "refused:channel_not_found", "refused:is_archived",
    "refused:msg_too_long", "refused:invalid_auth",
)  # fmt: skip
CHANNELS = ("CONE", "CTWO")
SIM_SETTINGS = Settings(ops_channel="COPS")


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
    crashes: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)


@dataclass
class Turn:
    """One worker's thread; it moves only while main waits for it."""

    name: str
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    back: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    done: bool = False
    window: int = 0  # 1: the place was looked at; 2: the call is announced


class SimDatabase(MemoryDatabase):
    """Lets the simulation stop, kill or hinder a worker at every transaction."""

    sim: Simulation | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        if self.sim:
            self.sim.point("read")
        with super().read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        if self.sim:
            self.sim.point("write")
        with super().write() as session:
            yield session
        if self.sim:
            self.sim.point("written")


class SimSlack(FakeSlack):
    """Draws its faults from the seed."""

    sim: Simulation

    def post(self, place: str, card: Any, key: str, marked: str = "") -> Outcome:
        sim = self.sim
        sim.maybe_crash("before the call")
        if sim.faulty and sim.rng.random() < sim.fault_rate:
            fault = sim.rng.choice(FAULTS)
            self.script.append(fault)
            sim.result.faults[fault.partition(":")[0]] += 1
        for ref in card.covers or (key,):
            sim.check_open(ref)
        try:
            return super().post(place, card, key, marked)
        finally:
            sim.set_window(0)
            sim.maybe_crash("after the call")
            sim.between_calls()

    def find(self, place: str, key: str, since: datetime) -> str | None:
        found = super().find(place, key, since)
        self.sim.result.found_again += found is not None
        return found

    def place(self, place: str) -> Place:
        self.sim.set_window(1)
        return super().place(place)


class Simulation:
    """One world of one seed."""

    def __init__(self, seed: int, database: SimDatabase, days: int = 40, size: int = 8) -> None:
        self.rng = random.Random(seed)
        self.result = Result(seed)
        database.sim = None
        database.clear()
        self.world = World(database, SIM_SETTINGS)
        self.slack = SimSlack(self.world.clock)
        self.slack.sim = self
        self.world.slack = self.slack
        self.clock = self.world.clock
        self.database = database
        self.faulty = True
        self.fault_rate = self.rng.choice((0.0, 0.1, 0.3))
        self.crash_rate = self.rng.choice((0.0, 0.01, 0.04))
        self.store_rate = self.rng.choice((0.0, 0.0, 0.01))
        self.slack.readable = self.rng.random() < 0.7
        self.days = days
        self.turn: Turn | None = None
        self.turns: list[Turn] = []
        self.shifted = timedelta(0)  # the most that our clock was ahead
        self.moved_back = False
        self.deadlines: list[int] = []
        self._build(size)

    def _build(self, size: int) -> None:
        rng = self.rng
        start = rng.choice(STARTS) + timedelta(days=rng.randrange(7))
        self.start = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
        self.clock.true = self.start
        with self.database.write() as session:
            for channel in (*CHANNELS, "COPS"):
                people.allow(session, channel, by="ULEAD", now=self.start, zone=rng.choice(ZONES))
        busy = rng.random() < 0.15  # many dates on one day: digests
        same = start + timedelta(days=rng.randrange(4, 20))
        requests = [
            self.world.request(
                slug=f"r{n}", channel=rng.choice(CHANNELS), owner=rng.choice(("", "ULEAD"))
            )
            for n in range(2)
        ]
        for number in range(size * 3 if busy else rng.randrange(2, size)):
            due = same if busy else start + timedelta(days=rng.randrange(-5, self.days))
            self.deadlines.append(
                self.world.deadline(
                    due,
                    rng.choice(("ours", "theirs")),
                    request=rng.choice(requests),
                    agency=f"A{number}",
                    made_at=self.start,
                )
            )

    # What may happen between any two steps

    def point(self, kind: str) -> None:
        """Stop here: the other worker may move, or this one die."""
        turn = self.turn
        if turn is not None:
            if kind == "write" and turn.window == 2:
                turn.window = 0  # announced, and then not called
            if kind == "written" and turn.window == 1:
                turn.window = 2
            turn.back.release()
            turn.go.acquire()
            self.turn = turn
        if not self.faulty or self.running == 0:
            return
        if kind != "read":
            self.maybe_crash(kind)
        if kind == "write" and self.rng.random() < self.store_rate:
            self.result.faults["store"] += 1
            raise StoreError("database is locked")

    running = 0

    def maybe_crash(self, where: str) -> None:
        if self.faulty and self.running and self.rng.random() < self.crash_rate:
            self.result.crashes += 1
            raise Crash(where)

    def set_window(self, value: int) -> None:
        if self.turn is not None:
            self.turn.window = value

    def between_calls(self) -> None:
        """A channel may turn shared between two calls, unless somebody stands before one."""
        others = [turn for turn in self.turns if turn is not self.turn and not turn.done]
        if self.faulty and self.rng.random() < 0.05 and not any(t.window for t in others):
            self._turn_place()

    def _turn_place(self) -> None:
        place = self.rng.choice((*CHANNELS, "COPS"))
        if place in self.slack.unsafe:
            del self.slack.unsafe[place]
        else:
            self.slack.unsafe[place] = self.rng.choice(
                ("shared", "unknown", "raises", "archived", "not allowed")
            )

    def _edit(self) -> None:
        """Somebody records something."""
        what = self.rng.choice(("close", "version", "reopen", "acknowledge", "snooze", "hold"))
        deadline = self.rng.choice(self.deadlines)
        sim, self.database.sim = self.database.sim, None
        try:
            with self.database.write() as session:
                row = session.get_one(DeadlineRow, deadline)
                getattr(self, f"_{what}")(session, row)
        finally:
            self.database.sim = sim

    def _close(self, session: Session, row: DeadlineRow) -> None:
        if row.state == "open":
            row.state = "met"

    def _reopen(self, session: Session, row: DeadlineRow) -> None:
        if row.state == "met":
            row.state = "open"

    def _version(self, session: Session, row: DeadlineRow) -> None:
        if row.state != "open" or row.due is None:
            return
        row.state = "superseded"
        new = DeadlineRow(
            component_id=row.component_id, limit=row.limit, label=row.label,
            version=f"v{len(self.deadlines)}", due=row.due + timedelta(days=self.rng.randrange(-3, 15)),
            whose=row.whose, certainty="stated", state="open", made_at=self.clock.now(),
        )  # fmt: skip
        session.add(new)
        session.flush()
        self.deadlines.append(new.id)

    def _nudge(self, session: Session, row: DeadlineRow) -> Nudge | None:
        return session.scalars(
            select(Nudge).where(Nudge.deadline_id == row.id, Nudge.state == "sent")
        ).first()

    def _acknowledge(self, session: Session, row: DeadlineRow) -> None:
        if nudge := self._nudge(session, row):
            replies.acknowledge(session, nudge.id, "U1", self.clock.now())

    def _snooze(self, session: Session, row: DeadlineRow) -> None:
        if nudge := self._nudge(session, row):
            until = self.clock.now() + timedelta(hours=self.rng.randrange(1, 72))
            replies.snooze(session, nudge.id, until, "U1", self.clock.now())

    def _hold(self, session: Session, row: DeadlineRow) -> None:
        """The store may have lost its latest rows (nothing was lost here)."""
        self.result.faults["hold"] += 1
        from bot.store import nudges

        nudges.set_meta(session, "nudges.hold", self.clock.now().isoformat())

    # Running

    def run(self) -> Result:
        self.database.sim = self
        for moment in self._moments():
            self.clock.go_to(moment)
            self._between_sweeps()
            self._settle(6)
        self._drain()
        self.database.sim = None
        self._judge()
        return self.result

    def _moments(self) -> list[datetime]:
        """Return when somebody looks: shortly after each step's time, and now and then."""
        moments = {
            self.start + timedelta(days=d, seconds=self.rng.randrange(86_400))
            for d in range(0, self.days, 9)
        }
        from zoneinfo import ZoneInfo

        with self.database.read() as session:
            zones = {row.id: ZoneInfo(row.zone) for row in people.places(session)}
            rows = session.scalars(select(DeadlineRow)).all()
            end = self.start + timedelta(days=self.days)
            for row in rows:
                channel = row.component.request.channel
                fact = plan.Fact(
                    row.id,
                    row.component_id,
                    row.limit,
                    row.version,
                    row.due,
                    row.whose,
                    row.made_at,
                )  # type: ignore[arg-type]
                for step in plan.steps(fact, default(), zones[channel], self.start):
                    if self.start <= step.due_at < end and self.rng.random() < 0.75:
                        moments.add(step.due_at + timedelta(seconds=self.rng.randrange(40)))
        return sorted(moments)

    def _between_sweeps(self) -> None:
        roll = self.rng.random()
        if roll < 0.12:
            self._edit()
        elif roll < 0.18:
            self._turn_place()
        elif roll < 0.22:
            self.slack.reachable = not self.slack.reachable
        elif roll < 0.26:
            self._turn_clock()
        elif roll < 0.30:
            self.clock.sleep(self.rng.randrange(4) * 86_400)  # asleep, or switched off

    def _turn_clock(self) -> None:
        off = timedelta(hours=self.rng.choice((0, 0, -24, -2, 2, 11, 25, 24 * 366)))
        self.moved_back |= off < self.clock.off
        self.clock.off = off
        if off <= timedelta(hours=12):
            self.shifted = max(self.shifted, off)

    def _settle(self, most: int) -> bool:
        """Sweep until nothing is under way, or somebody's patience ends."""
        for _ in range(most):
            if self.rng.random() < 0.25 and self.faulty:
                self._two_sweeps()
            else:
                self._one_sweep("w1")
            if not self._unfinished():
                return True
            self.clock.sleep(self.rng.choice((5, 20, 30, 61)))
        return False

    def _unfinished(self) -> bool:
        sim, self.database.sim = self.database.sim, None
        with self.database.read() as session:
            states = set(session.scalars(select(Post.state).distinct()))
        self.database.sim = sim
        return bool(states & {"planned", "sending", "uncertain", "dead"})

    def _one_sweep(self, worker: str) -> None:
        self.running += 1
        try:
            with suppress(Crash, StoreError):
                sweep(
                    self.database, self.slack, self.slack.place, now=self.clock.now(),
                    settings=SIM_SETTINGS, clock=self.clock, worker=worker,
                )  # fmt: skip
        finally:
            self.running -= 1

    def _two_sweeps(self) -> None:
        """Two workers at once; the seed picks who moves, and lets one sleep past its lease."""
        self.turns = [Turn("w1"), Turn("w2")]
        threads = [threading.Thread(target=self._in_thread, args=(turn,)) for turn in self.turns]
        for thread in threads:
            thread.start()
        alive = list(self.turns)
        asleep: Turn | None = None
        while alive:
            awake = [turn for turn in alive if turn is not asleep] or alive
            turn = self.rng.choice(awake)
            if self.rng.random() < 0.02 and len(alive) == 2 and turn.window != 1:
                asleep = turn
                self.clock.sleep(self.rng.choice((90, 600)))
                continue
            if self.rng.random() < 0.05 and not any(t.window == 2 for t in alive):
                self.turn = None
                self._edit()
            self.turn = turn
            turn.go.release()
            turn.back.acquire()
            if turn.done:
                alive.remove(turn)
                asleep = None
        for thread in threads:
            thread.join()
        self.turn, self.turns = None, []

    def _in_thread(self, turn: Turn) -> None:
        turn.go.acquire()
        try:
            self._one_sweep(turn.name)
        except BaseException as error:
            self.result.violations.append(f"a sweep raised {error!r}")
        finally:
            turn.done = True
            turn.back.release()

    def _drain(self) -> None:
        """All is well again: whatever is owed must now be said."""
        self.faulty = False
        self.slack.reachable, self.slack.script = True, []
        self.slack.unsafe.clear()
        self.clock.off = timedelta(0)
        for _ in range(3):
            for _ in range(30):
                if self._settle(1):
                    break
                self.clock.sleep(120)
            self.clock.sleep(3700)  # past every Retry-After, dead letter and snooze that is due
        if not self._settle(40):
            self.result.violations.append(f"unfinished after all was well: {self._left()}")

    def _left(self) -> list[str]:
        self.database.sim = None
        with self.database.read() as session:
            rows = session.scalars(select(Post).where(Post.state.not_in(("sent", "dropped"))))
            return [
                f"{p.kind} {p.state} in {p.place}, {p.reason!r}, due {p.due_at}, not before "
                f"{p.not_before}, lease {p.lease_until}, changed {p.changed_at}, now {self.clock.now()}"
                for p in rows
            ]

    # Judging

    def check_open(self, ref: str) -> None:
        """Check that what is called out now is still owed; nobody can have changed it since."""
        sim, self.database.sim = self.database.sim, None
        try:
            with self.database.read() as session:
                row = session.execute(
                    select(DeadlineRow.state, DeadlineRow.version, Nudge.version, Nudge.state)
                    .join(Nudge, Nudge.deadline_id == DeadlineRow.id)
                    .where(Nudge.ref == ref)
                ).one_or_none()
        finally:
            self.database.sim = sim
        if row and (row[0] != "open" or row[1] != row[2]):
            self.result.violations.append(f"{ref}: said although its deadline is {row[0]}")
        if row and row[3] == "superseded":
            self.result.violations.append(f"{ref}: said although superseded")

    def _judge(self) -> None:
        result = self.result
        messages = defaultdict(list)
        for message in [*self.slack.accepted, *(m for _, m in self.slack.delayed)]:
            result.accepted += 1
            result.marked += message.marked
            if not message.safe:
                result.violations.append(
                    f"{message.key}: posted to {message.place}, which is not safe"
                )
            for ref in {message.key, *message.card.covers}:
                messages[ref].append(message)
        self._judge_rows(messages)
        report = verify(self.database, SIM_SETTINGS, self.clock.now(), source=_owed_by_rows)
        result.violations += [f"missed: {line}" for line in report.missing]
        result.violations += [f"doubled: {line}" for line in report.doubled]

    def _judge_rows(self, messages: dict[str, list[Any]]) -> None:
        result = self.result
        with self.database.read() as session:
            rows = session.scalars(select(Nudge)).all()
            session.expunge_all()
        for row in rows:
            got = sorted(messages.get(row.ref, ()), key=lambda m: m.at)
            if row.state == "sent":
                result.nudges += 1
                if not got:
                    result.violations.append(f"{row.ref}: counted as sent, never accepted")
            elif row.state in {"planned", "taken"} and row.due_at <= self.clock.now():
                result.violations.append(f"{row.ref}: due and never said ({row.state})")
            if any(m.at < row.due_at - self.shifted for m in got):
                result.violations.append(f"{row.ref} {row.step}: early")
            if any(not m.marked for m in got[1:]):
                result.violations.append(f"{row.ref} {row.step}: an unmarked repeat")


def _owed_by_rows(session: Session) -> Iterator[Owed]:
    for row in session.scalars(select(DeadlineRow).where(DeadlineRow.state == "open")):
        if row.due:
            yield Owed(row.component_id, row.limit, row.version, row.due, row.whose)


def run(seed: int, database: SimDatabase, **more: int) -> Result:
    """Run one seed."""
    return Simulation(seed, database, **more).run()
