"""A small world for reminders: a clock that tests turn, a Slack that obeys a script, a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from bot.privacy.gate import Level, Place, PlaceKind
from bot.reminders.card import NudgeCard
from bot.reminders.sweep import SweepReport, sweep
from bot.settings import Settings
from bot.store import people
from bot.store.database import Database
from bot.store.tables import Base, Component, DeadlineRow, Nudge, Post, Request

START = datetime(2023, 11, 9, 15, 0, tzinfo=UTC)
SETTINGS = Settings(ops_channel="COPS")
HOME = "CHOME"


def at(text_: str) -> datetime:
    """Return an ISO moment in UTC."""
    return datetime.fromisoformat(text_)


class FakeClock:
    """Wall time and running time, turned by hand."""

    def __init__(self, now: datetime = START) -> None:
        self.true = now  # what Slack's clock shows
        self.off = timedelta(0)  # how far ours is ahead
        self.ran = 0.0

    def now(self) -> datetime:
        return self.true + self.off

    def running(self) -> float:
        return self.ran

    def sleep(self, seconds: float) -> None:
        self.true += timedelta(seconds=seconds)
        self.ran += seconds

    def go_to(self, moment: datetime) -> None:
        self.sleep(max(0.0, (moment - self.true).total_seconds()))


@dataclass(frozen=True)
class Outcome:
    kind: str
    ts: str = ""
    error: str = ""
    permanent: bool = False
    retry_after: float | None = None


@dataclass(frozen=True)
class Accepted:
    """A message that stands in a channel."""

    place: str
    key: str
    marked: bool
    card: NudgeCard
    ts: str
    at: datetime
    safe: bool


@dataclass
class FakeSlack:
    """Slack as far as delivery sees it. `script` gives one fault a call, then all is well."""

    clock: FakeClock
    accepted: list[Accepted] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    readable: bool = True
    reachable: bool = True
    unsafe: dict[str, str] = field(default_factory=dict)  # place -> why
    calls: int = 0
    looks: int = 0
    delayed: list[tuple[datetime, Accepted]] = field(default_factory=list)
    before_post: Callable[[], None] | None = None

    def post(self, place: str, card: NudgeCard, key: str, marked: str = "") -> Outcome:
        self.calls += 1
        if self.before_post:
            self.before_post()
        fault = self.script.pop(0) if self.script else "ok"
        if not self.reachable:
            return Outcome("not_posted", error="unreachable")
        message = Accepted(
            place, key, bool(marked), card, f"{self.clock.true.timestamp():.6f}.{self.calls}",
            self.clock.true, self._is_safe(place),
        )  # fmt: skip
        return getattr(self, f"_{fault.split(':')[0]}")(message, fault.partition(":")[2])

    def _ok(self, message: Accepted, _: str) -> Outcome:
        self.accepted.append(message)
        return Outcome("sent", ts=message.ts)

    def _lost(self, message: Accepted, _: str) -> Outcome:
        """Accepted, and the answer was lost."""
        self.accepted.append(message)
        self.clock.sleep(10)
        return Outcome("uncertain")

    def _drip(self, message: Accepted, _: str) -> Outcome:
        """Accepted, and the answer comes byte by byte, until the call as a whole is given up."""
        self.accepted.append(message)
        self.clock.sleep(30)
        return Outcome("uncertain")

    def _raises(self, message: Accepted, _: str) -> Outcome:
        """Accepted, and the client raised something nobody thought of."""
        self.accepted.append(message)
        raise RuntimeError("half a body")

    def _half(self, message: Accepted, _: str) -> Outcome:
        """Accepted, and half of the answer came."""
        self.accepted.append(message)
        return Outcome("uncertain")

    def _html(self, message: Accepted, _: str) -> Outcome:
        """A page of some proxy's in the place of an answer."""
        return Outcome("uncertain")

    def _broken(self, message: Accepted, _: str) -> Outcome:
        """Status 500."""
        return Outcome("uncertain")

    def _never(self, message: Accepted, _: str) -> Outcome:
        """The request got lost, and the answer timed out."""
        self.clock.sleep(10)
        return Outcome("uncertain")

    def _late(self, message: Accepted, seconds: str) -> Outcome:
        """Accepted some time after the client had given up."""
        self.clock.sleep(10)
        self.delayed.append((self.clock.true + timedelta(seconds=int(seconds)), message))
        return Outcome("uncertain")

    def _refused(self, message: Accepted, error: str) -> Outcome:
        return Outcome("not_posted", error=error, permanent=True)

    def _error(self, message: Accepted, error: str) -> Outcome:
        return Outcome("not_posted", error=error)

    def _limited(self, message: Accepted, seconds: str) -> Outcome:
        return Outcome(
            "not_posted", error="ratelimited", retry_after=float(seconds) if seconds else None
        )

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        self.looks += 1
        self._arrive()
        if not self.readable or not self.reachable:
            raise PermissionError("missing_scope")
        for message in self.accepted:
            fits = key == message.key or key in message.card.covers
            if message.place == place and fits and message.at >= since:
                return message.ts
        return None

    def said(self, place: str, keys: Any, since: datetime, thread: str = "") -> Any:
        return {key for key in keys if FakeSlack.find(self, place, key, since, thread)}

    def _arrive(self) -> None:
        for when, message in list(self.delayed):
            if when <= self.clock.true:
                self.delayed.remove((when, message))
                self.accepted.append(message)

    @property
    def on_the_way(self) -> list[Accepted]:
        """What Slack has taken and will show some time later."""
        return [message for _, message in self.delayed]

    def lacks(self, place: str, refs: Any) -> bool:
        if not self.readable or not self.reachable:
            raise PermissionError("missing_scope")
        ours = [m for m in self.accepted if m.place == place and not m.card.unrecorded]
        return bool(ours) and ours[-1].key not in refs

    def server_time(self) -> datetime | None:
        return self.clock.true if self.reachable else None

    def place(self, place: str) -> Place:
        why = self.unsafe.get(place, "")
        if why == "raises":
            raise TimeoutError("conversations.info")
        return Place(
            place,
            PlaceKind.CHANNEL,
            allowed=why != "not allowed",
            known=why != "unknown",
            shared=why == "shared",
            archived=why == "archived",
            level=Level.TEAM,
        )

    def _is_safe(self, place: str) -> bool:
        return place not in self.unsafe


class MemoryDatabase(Database):
    """SQLite in memory, one connection for all threads; `clear` makes it new."""

    def __init__(self) -> None:
        self.url, self.is_sqlite = "sqlite://", True
        self.before_commit = None
        self.engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
        event.listen(self.engine, "connect", _plain)
        event.listen(self.engine, "begin", _begin)
        self._writer = self.engine
        Base.metadata.create_all(self.engine)

    def clear(self) -> None:
        connection: Any = self.engine.raw_connection().driver_connection
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(f'delete from "{table.name}"')


def _begin(connection: Any) -> None:
    if not connection.connection.in_transaction:
        connection.exec_driver_sql("BEGIN")


def _plain(connection: Any, _: Any) -> None:
    connection.isolation_level = None


class World:
    """A store, a clock and a Slack, with shorthands for tests."""

    def __init__(self, database: Database, settings: Settings = SETTINGS) -> None:
        self.database = database
        self.settings = settings
        self.clock = FakeClock()
        self.slack = FakeSlack(self.clock)
        with database.write() as session:
            people.seed(session, ["ULEAD"], self.clock.now())

    def request(self, slug: str = "ice-data-breach", channel: str = HOME, **more: Any) -> int:
        with self.database.write() as session:
            row = Request(
                slug=slug, name=more.pop("name", "ICE data breach"), channel=channel,
                created_by="U1", created_at=self.clock.now(), owner=more.pop("owner", "ULEAD"),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def deadline(
        self, due: str | date, whose: str = "theirs", *, request: int | None = None, **more: Any
    ) -> int:
        """Add a component request with one open deadline; returns the deadline's id."""
        request = request or self.request(slug=more.pop("slug", f"r{self._count(Request)}"))
        with self.database.write() as session:
            component = Component(request_id=request, agency=more.pop("agency", "ICE"))
            session.add(component)
            session.flush()
            row = DeadlineRow(
                component_id=component.id,
                limit=more.pop("limit", "determination" if whose == "theirs" else "appeal"),
                label=more.pop("label", "Determination" if whose == "theirs" else "Our appeal"),
                version=more.pop("version", "v1"),
                due=date.fromisoformat(due) if isinstance(due, str) else due,
                whose=whose,
                certainty="stated",
                state=more.pop("state", "open"),
                made_at=more.pop("made_at", self.clock.now()),
            )
            session.add(row)
            session.flush()
            return row.id

    def change(self, deadline: int, **values: Any) -> None:
        with self.session() as session:
            row = session.get_one(DeadlineRow, deadline)
            for name, value in values.items():
                setattr(row, name, value)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self.database.write() as session:
            yield session

    def _count(self, table: Any) -> int:
        with self.database.read() as session:
            return session.query(table).count()

    def sweep(self, moment: str = "", **more: Any) -> SweepReport:
        """Go to a moment and sweep."""
        if moment:
            self.clock.go_to(at(moment))
        return sweep(
            self.database, self.slack, self.slack.place, now=self.clock.now(), clock=self.clock,
            settings=self.settings, **more,
        )  # fmt: skip

    def sweeps(
        self, moment: str, every: int = 30, count: int = 10, **more: Any
    ) -> list[SweepReport]:
        """Sweep several times from a moment on, as the ticker does."""
        self.clock.go_to(at(moment))
        reports = []
        for _ in range(count):
            reports.append(self.sweep(**more))
            self.clock.sleep(every)
        return reports

    def nudges(self) -> list[Nudge]:
        with self.database.read() as session:
            found = list(session.query(Nudge).order_by(Nudge.due_at, Nudge.id))
            session.expunge_all()
            return found

    def posts(self) -> list[Post]:
        with self.database.read() as session:
            found = list(session.query(Post).order_by(Post.id))
            session.expunge_all()
            return found

    def said(self, place: str | None = None) -> list[Accepted]:
        """Return the messages that stand in a place (default: anywhere), alarms left out."""
        return [
            m
            for m in self.slack.accepted
            if (place is None or m.place == place) and not m.card.title.startswith("foia-bot needs")
        ]
