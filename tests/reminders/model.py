"""Walks the real delivery through all interleavings of what may happen to a few nudges.

Explicit states: the store is put away and brought back between steps, equal states are walked
once. What people do (close, undo, move, mute, add), what Slack does (answers, loses the answer,
refuses), kills before and after the call, and a second worker between announcement and call.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.reminders import gather, lifecycle
from bot.reminders.lookup import MOST_COPIES
from bot.store import people, posts
from bot.store.tables import DeadlineRow, PlaceRow, Request
from tests.reminders.world import HOME, Accepted, MemoryDatabase, World

MORNING = "2023-12-12T14:00:00Z"
STEP = 400  # seconds: past every lease and wait of the shorter kind
OTHER = "CTWO"
LONG_AGO = datetime(2023, 11, 1, tzinfo=UTC)


class Kill(BaseException):
    """The process dies here."""


@dataclass
class Walk:
    """What was walked and what broke."""

    states: int = 0
    steps: int = 0
    deepest: int = 0
    settled: int = 0
    ways: set[tuple[str, str]] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Snapshot:
    """A world put away."""

    store: bytes
    accepted: tuple[Accepted, ...]
    now: Any
    ran: float
    path: tuple[str, ...]


class Model:
    """A small world and all that may happen in it."""

    def __init__(self, database: MemoryDatabase, *, readable: bool) -> None:
        database.clear()
        self.database = database
        self.raw: Any = database.engine.raw_connection().driver_connection
        self.world = World(database)
        self.world.slack.readable = readable
        self.walk = Walk()
        with database.write() as session:
            people.allow(session, HOME, by="ULEAD", now=self.world.clock.now())
            people.allow(session, OTHER, by="ULEAD", now=self.world.clock.now())
        self.first = self._deadline()
        self.world.clock.go_to(datetime.fromisoformat(MORNING))

    def _deadline(self) -> int:
        return self.world.deadline("2023-12-11", made_at=LONG_AGO)

    # What may happen

    def actions(self) -> dict[str, Callable[[], None]]:
        """Return everything that may happen now, by name."""
        return {
            "close": lambda: self._state("open", "met"),
            "undo": lambda: self._state("met", "open"),
            "move": self._move,
            "mute": self._mute,
            "more": self._more,
            "answered": self._tick,
            "lost": lambda: self._tick("lost"),
            "limited": lambda: self._tick("limited:300"),
            "archived": lambda: self._tick("refused:is_archived"),
            "killed before": lambda: self._kill(after=False),
            "killed after": lambda: self._kill(after=True),
            "two workers": self._two,
        }

    def _state(self, was: str, becomes: str) -> None:
        with self.world.session() as session:
            row = session.get_one(DeadlineRow, self.first)
            if row.state == was:
                row.state = becomes

    def _move(self) -> None:
        with self.world.session() as session:
            request: Request = session.get_one(DeadlineRow, self.first).component.request
            request.channel = OTHER if request.channel == HOME else HOME

    def _mute(self) -> None:
        with self.world.session() as session:
            place = session.get(PlaceRow, HOME)
            assert place
            place.settings = {} if place.settings else {"nudges": {"nudges": "ours"}}

    def _more(self) -> None:
        with self.world.session() as session:
            if session.query(DeadlineRow).count() > 1:
                return
        self._deadline()

    def _tick(self, fault: str = "") -> None:
        self.world.slack.script = [fault] if fault else []
        self.world.clock.sleep(STEP)
        self.world.sweep()

    def _kill(self, *, after: bool) -> None:
        slack, honest = self.world.slack, self.world.slack.post

        def dying(*given: Any, **more: Any) -> Any:
            if after:
                honest(*given, **more)
            raise Kill

        slack.post = dying  # type: ignore[method-assign]
        try:
            self._tick()
        except Kill:
            pass
        finally:
            slack.post = honest  # type: ignore[method-assign]

    def _two(self) -> None:
        slack = self.world.slack

        def another() -> None:
            slack.before_post = None
            self.world.sweep(worker="w2")

        slack.before_post = another
        self._tick()
        slack.before_post = None

    # Walking

    def put_away(self, path: tuple[str, ...]) -> Snapshot:
        clock = self.world.clock
        return Snapshot(
            self.raw.serialize(), tuple(self.world.slack.accepted), clock.true, clock.ran, path
        )

    def bring_back(self, kept: Snapshot) -> None:
        self.raw.deserialize(kept.store)
        self.world.slack.accepted = list(kept.accepted)
        self.world.slack.script, self.world.slack.before_post = [], None
        self.world.clock.true, self.world.clock.ran = kept.now, kept.ran

    def key(self) -> object:
        """Return what tells this state from others: the rows and messages, times only as past."""
        now = f"{self.world.clock.true:%Y-%m-%d %H:%M:%S}"
        queries = (
            """select n.ref, n.state, n.reason, n.marked, p.ref from nudges n
               left join posts p on p.id = n.post_id order by n.ref""",
            f"""select ref, kind, state, place, marked, since is null, looks, attempt, facts,
                coalesce(not_before, '') > '{now}', coalesce(lease_until, '') > '{now}'
                from posts where kind != 'alarm' order by ref""",
            "select id, state from deadlines order by id",
            "select id, channel from requests order by id",
            "select id, settings from places order by id",
        )
        rows = tuple(tuple(self.raw.execute(query)) for query in queries)
        said = tuple(sorted((m.key, m.place, m.marked) for m in self.world.said()))
        return rows, said

    def step(self, name: str, path: tuple[str, ...]) -> None:
        """Have one thing happen, and judge what was said meanwhile."""
        before = len(self.world.slack.accepted)
        with _watched(self.walk):
            self.actions()[name]()
        self.walk.steps += 1
        self._judge(before, (*path, name))

    def _judge(self, before: int, path: tuple[str, ...]) -> None:
        wrong = []
        for ref, said in self._by_ref().items():
            if any(not message.marked for message in said[1:]):
                wrong.append(f"an unmarked double of {ref}")
        keys = [m.key for m in self.world.said()]
        wrong += [f"{key} too often" for key in set(keys) if keys.count(key) > MOST_COPIES]
        for message in self.world.slack.accepted[before:]:
            wrong += self._misplaced(message)
        self.walk.violations += [f"{line} after {', '.join(path)}" for line in wrong]

    def _by_ref(self) -> dict[str, list[Accepted]]:
        found: dict[str, list[Accepted]] = {}
        for message in self.world.said():
            for ref in {message.key, *message.card.covers}:
                found.setdefault(ref, []).append(message)
        return found

    def _misplaced(self, message: Accepted) -> Iterator[str]:
        for ref in message.card.covers if message.place in {HOME, OTHER} else ():
            row = self.raw.execute(
                "select r.channel, d.state, p.settings from nudges n join deadlines d on "
                "d.id = n.deadline_id join component_requests c on c.id = d.component_id join "
                "requests r on r.id = c.request_id join places p on p.id = r.channel "
                "where n.ref = ?", (ref,),
            ).fetchone()  # fmt: skip
            if row and row[0] != message.place and not message.card.title.startswith("foia-bot"):
                yield f"{ref} in {message.place}, at home in {row[0]}"
            if row and row[1] != "open":
                yield f"{ref} said although {row[1]}"
            if row and "ours" in str(row[2]):
                yield f"{ref} said in a place that is muted"

    def settle(self, path: tuple[str, ...]) -> None:
        """From here on all is well: whatever is owed must be said."""
        with self.world.session() as session:
            place = session.get(PlaceRow, HOME)
            assert place
            place.settings = {}
            session.get_one(DeadlineRow, self.first).state = "open"
        before = len(self.world.slack.accepted)
        for _ in range(14):
            self._tick()
        self._judge(before, (*path, "all well"))
        owed = self.raw.execute("select ref from nudges where state != 'sent'").fetchall()
        if owed:
            self.walk.violations.append(f"{owed} never said after {', '.join(path)}")
        self.walk.settled += 1


class _watched:  # noqa: N801 - a context manager in lower case, as in the standard library
    """Holds every change of a post's state against the table of its life."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def __enter__(self) -> None:
        self.change, self.sent = posts.change, posts.sent

        def change(session: Any, post: Any, now: Any, **values: Any) -> bool:
            done = self.change(session, post, now, **values)
            if done and "state" in values:
                self._note(post.state, values["state"], post.marked or values.get("marked", False))
            return done

        def sent(session: Any, post: Any, *given: Any) -> None:
            self._note(post.state, "sent", True)
            self.sent(session, post, *given)

        posts.change, posts.sent = change, sent

    def __exit__(self, *_: object) -> None:
        posts.change, posts.sent = self.change, self.sent

    def _note(self, state: str, then: str, marked: bool) -> None:
        # A row that is held as planned is announced as *sending* under the same fence.
        self.walk.ways.add((state, then))
        ways = {state, "sending"} if state in {"planned", "dead"} else {state}
        if not any(lifecycle.may(one, then) for one in ways):
            self.walk.violations.append(f"{state} -> {then} is not in the table")
        from_ = "sending" if "sending" in ways else state
        if lifecycle.marks(from_, then) and not marked:
            self.walk.violations.append(f"{state} -> {then} without the mark")


def explore(model: Model, start: tuple[str, ...], most: int, sample: int = 9) -> Walk:
    """Walk breadth first from a start until so many states were seen."""
    crowd, gather.MOST_SINGLES = gather.MOST_SINGLES, 1
    try:
        for name in start:
            model.step(name, ())
        seen = {model.key()}
        queue = deque([model.put_away(start)])
        while queue and len(seen) < most and not model.walk.violations:
            kept = queue.popleft()
            for name in model.actions():
                model.bring_back(kept)
                model.step(name, kept.path)
                if (key := model.key()) in seen:
                    continue
                seen.add(key)
                queue.append(model.put_away((*kept.path, name)))
                model.walk.deepest = max(model.walk.deepest, len(kept.path) + 1 - len(start))
                if len(seen) % sample == 0:
                    model.settle((*kept.path, name))
        model.walk.states = len(seen)
    finally:
        gather.MOST_SINGLES = crowd
    return deepcopy(model.walk)


def wander(model: Model, seed: int, walks: int, length: int = 16) -> Walk:
    """Walk at random, beyond the bound."""
    rng = random.Random(seed)
    crowd, gather.MOST_SINGLES = gather.MOST_SINGLES, 1
    try:
        begin = model.put_away(())
        for _ in range(walks):
            model.bring_back(begin)
            path: tuple[str, ...] = ()
            for _ in range(length):
                name = rng.choice(list(model.actions()))
                model.step(name, path)
                path = (*path, name)
            model.settle(path)
    finally:
        gather.MOST_SINGLES = crowd
    return deepcopy(model.walk)
