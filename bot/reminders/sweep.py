"""One look at everything: plan what is due, make the messages, deliver them. Safe at any time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import StoreError
from bot.reminders import gather
from bot.reminders.card import Places, Poster
from bot.reminders.clock import Clock, SystemClock
from bot.reminders.coming import Coming, preview
from bot.reminders.deliver import GAP, Courier, Tally, Witness
from bot.reminders.lookup import look
from bot.reminders.sweep_context import House, open_house
from bot.settings import Settings
from bot.store import meta, plans, posts
from bot.store.database import Database
from bot.store.posts import PostRow

log = logging.getLogger(__name__)

MOST_AHEAD = timedelta(hours=12)
WORTH_A_WARNING = timedelta(minutes=2)
HOLD = "nudges.hold"
LONGEST = 60.0  # seconds: then what has come due meanwhile is looked at first
ROUNDS = 4  # a post that is sent elsewhere, or said plainer, goes out in the same sweep
POISONED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep did, or with `dry_run` what it would have posted."""

    posted: int = 0
    superseded: int = 0
    skipped: int = 0
    uncertain: int = 0
    dead: int = 0
    waiting: int = 0
    held: str = ""
    alarms: tuple[str, ...] = ()
    would_post: tuple[Coming, ...] = ()


def sweep(  # noqa: PLR0913 - each is a different part of the surroundings
    database: Database,
    poster: Poster,
    places: Places,
    *,
    now: datetime,
    settings: Settings,
    clock: Clock | None = None,
    worker: str = "sweep",
    dry_run: bool = False,
    trust_clock: bool = False,
    witness: Witness | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> SweepReport:
    """Say everything that is due and not said. Run it as often as you like, from anywhere.

    `trust_clock`: a person named the moment, so that Slack's clock is not asked.
    `stop`: says that the program is to end, so that no further message is begun.
    """
    clock = clock or SystemClock(now)
    if dry_run:
        return SweepReport(would_post=preview(database, settings, now))
    seen = _look_around(database, settings, now)
    courier = Courier(
        database, poster, places, clock, worker, seen.house, Tally(), witness=witness, stop=stop
    )
    if not (seen.held or seen.todo or seen.ready):
        return _report(courier.tally, seen.stuck)
    # Before anything is recorded: a clock far ahead would make steps due that are not.
    if _is_clock_wrong(courier, now, trust=trust_clock):
        return _report(courier.tally, seen.stuck)
    if seen.todo:
        courier.tally.superseded = plan_now(database, seen.house, now)
    if seen.held:
        release(database, now)
    changed = seen.todo or seen.held
    _deliver(courier, None if changed else seen.ready)
    with database.read() as session:
        return _report(courier.tally, posts.stuck(session, clock.now()))


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that a sweep wants to know before it does anything, of one moment of the store."""

    house: House
    held: bool
    todo: bool
    ready: Sequence[PostRow]
    stuck: int


def _look_around(database: Database, settings: Settings, now: datetime) -> _Seen:
    with database.read() as session:
        house = open_house(session, settings)
        return _Seen(
            house,
            held=meta.read(session, HOLD) is not None,
            todo=gather.is_anything_to_plan(session, house, now),
            ready=posts.ready(session, now),
            stuck=posts.stuck(session, now),
        )


def hold(database: Database, since: datetime) -> None:
    """Have the next sweep doubt everything first: rows newer than `since` may have been lost."""
    with database.write() as session:
        meta.write(session, HOLD, since.isoformat())


def release(database: Database, now: datetime) -> int:
    """End the hold after a restore; returns how many messages are looked for in the channels.

    What was due is taken for perhaps posted: found, it is never said again; else said marked.
    """
    with database.write() as session:
        doubtful = posts.doubt_all(session, now)
        meta.write(session, HOLD, None)
    log.warning("hold released: %s messages are looked for before anything is said", doubtful)
    return doubtful


def plan_now(database: Database, house: House, now: datetime) -> int:
    """Record every step that is due and make the messages that say them.

    Returns how many steps a newer one, or a change of the facts, has made silent.
    """
    with database.write() as session:
        gather.forget_old_plans(session, house, now)
    silent = 0
    after: plans.Place | None = plans.FIRST
    while after:
        with database.write() as session:
            count, after = gather.record_due(session, house, now, after)
        silent += count
    with database.write() as session:
        return silent + gather.make_posts(session, house, now)


def _is_clock_wrong(courier: Courier, now: datetime, *, trust: bool) -> bool:
    """Compare our clock with Slack's: far ahead, all future nudges would be said at once."""
    if trust:
        return False
    slack = courier.poster.server_time()
    if slack is None:
        courier.tally.stopped = "Slack cannot be reached"
        return True
    courier.ahead = now - slack
    if courier.ahead > MOST_AHEAD:
        courier.tally.stopped = "this machine's clock is ahead of Slack's"
        courier.tally.alarms.append(
            f"This machine's clock is {courier.ahead} ahead of Slack's; "
            "nothing is sent until it is set right."
        )
        return True
    if abs(courier.ahead) > WORTH_A_WARNING:
        log.warning("this machine's clock differs from Slack's by %s", courier.ahead)
    return False


def _deliver(courier: Courier, ready: Sequence[PostRow] | None) -> None:
    """Work on what is ready (None: look now), and on what that made ready."""
    seen: set[tuple[int, int]] = set()
    until = courier.clock.running() + LONGEST
    for number in range(ROUNDS):
        if number:
            _gather_again(courier)
        if ready is None:
            ready = _ready(courier.database, courier.clock.now())
        todo = [post for post in ready if (post.id, post.fence) not in seen]
        ready = None
        seen |= {(post.id, post.fence) for post in todo}
        if not todo or not _work_off(courier, todo, until):
            return


def _work_off(courier: Courier, todo: Sequence[PostRow], until: float) -> bool:
    """Work on these posts; a place that has just had a message must not keep others waiting.

    False when the sweep must end: what is left comes in the next.
    """
    while todo:
        later = []
        for post in todo:
            if courier.tally.stopped or courier.stop() or courier.clock.running() > until:
                return False
            if not _work(courier, post):
                later.append(post)
        if len(later) == len(todo):
            courier.clock.sleep(GAP.total_seconds())
        todo = later
    return not courier.tally.stopped


def _gather_again(courier: Courier) -> None:
    """Make one digest of the many that a refused place sent to another."""
    now = courier.clock.now()
    with courier.database.read() as session:
        many = gather.is_any_crowded(session, now)
    if many:
        with courier.database.write() as session:
            gather.make_posts(session, courier.house, now)


def _work(courier: Courier, post: PostRow) -> bool:
    """Work on one post; False where its place may get it only a little later."""
    try:
        if post.state not in {"sending", "uncertain"}:
            return courier.send(post)
        look(courier, post)
    except StoreError:
        raise  # the database is in trouble: nothing more may be sent now
    except Exception:
        # One post that cannot be worked on must not stop the others.
        log.exception("post %s failed", post.ref)
        courier.tally.alarms.append("A message could not be worked on; see the log.")
        now = courier.clock.now()
        with courier.database.write() as session:
            current = posts.by_id(session, post.id)
            if current:
                posts.change(session, current, now, not_before=now + POISONED)
    return True


def _ready(database: Database, now: datetime) -> list[PostRow]:
    with database.read() as session:
        return posts.ready(session, now)


def _report(tally: Tally, stuck: int) -> SweepReport:
    return SweepReport(
        posted=tally.posted,
        superseded=tally.superseded,
        skipped=tally.dropped,
        uncertain=tally.uncertain,
        dead=tally.dead,
        waiting=stuck,
        held=tally.stopped,
        alarms=tuple(tally.alarms),
    )
