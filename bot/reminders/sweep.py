"""One look at everything: plan what is due, make the messages, deliver them. Safe at any time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import StoreError
from bot.reminders import gather
from bot.reminders.alarms import raise_alarm
from bot.reminders.card import Places, Poster
from bot.reminders.clock import Clock, SlackClock, SystemClock
from bot.reminders.coming import Coming, preview
from bot.reminders.deliver import ANNOUNCED, GAP, Courier, Tally, Witness
from bot.reminders.escalation import TO_OPS, escalate
from bot.reminders.lookup import look
from bot.reminders.sweep_context import House, open_house
from bot.settings import Settings
from bot.store import meta, plans, posts
from bot.store.database import Database
from bot.store.posts import PostRow

log = logging.getLogger(__name__)

WORTH_A_WARNING = timedelta(minutes=2)
HOLD = "nudges.hold"
LONGEST = 60.0  # seconds: then what has come due meanwhile is looked at first
ROUNDS = 4  # a post that is sent elsewhere, or said plainer, goes out in the same sweep
POISONED = timedelta(minutes=10)
DOUBTFUL = frozenset({"sending", "uncertain"})  # looked for, which takes no turn of the place
GRACE = timedelta(minutes=2)  # a message may be under way so long; later it counts as unsaid
NO_TIME = "Slack cannot be reached, so its time is unknown"


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep did, or with `dry_run` what it would have posted."""

    posted: int = 0
    superseded: int = 0
    skipped: int = 0
    uncertain: int = 0
    dead: int = 0
    waiting: int = 0
    unsaid: int = 0  # due for more than two minutes and not delivered
    held: str = ""
    alarms: tuple[str, ...] = ()
    would_post: tuple[Coming, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether this was a look to the end, after which nothing due is unsaid."""
        return not (self.held or self.unsaid or self.dead)


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
    progress: Callable[[], None] = lambda: None,
) -> SweepReport:
    """Say everything that is due and not said. Run it as often as you like, from anywhere.

    The time is Slack's, whatever this machine's clock shows. `trust_clock`: a person named the
    moment, so that Slack is not asked. `progress` hears that the work goes on.
    `stop`: says that the program is to end, so that no further message is begun.
    """
    clock = clock or SystemClock(now)
    if dry_run:
        return SweepReport(would_post=preview(database, settings, now))
    if not trust_clock:
        # Before anything is recorded: a clock far ahead would make steps due that are not.
        clock = clock if isinstance(clock, SlackClock) else SlackClock(poster.server_time, clock)
        if not clock.sync():
            return _held(database, now)
        now = clock.now()
    notice_set_back(database, witness, now)
    seen = _look_around(database, settings, now)
    courier = Courier(
        database, poster, places, clock, worker, settings, seen.house, Tally(), witness=witness,
        stop=stop, progress=progress,
    )  # fmt: skip
    if isinstance(clock, SlackClock) and abs(clock.ahead) > WORTH_A_WARNING:
        _tell_of_clock(courier, clock.ahead)
    elif not (seen.held or seen.todo or seen.ready):
        return _report(database, courier.tally, now)
    if seen.todo:
        courier.tally.superseded = plan_now(database, seen.house, now, progress)
    if seen.held:
        release(database, now)
    _deliver(courier)
    _escalate(courier)
    return _report(database, courier.tally, clock.now())


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that a sweep wants to know before it does anything, of one moment of the store."""

    house: House
    held: bool
    todo: bool
    ready: Sequence[PostRow]


def _look_around(database: Database, settings: Settings, now: datetime) -> _Seen:
    with database.read() as session:
        house = open_house(session, settings)
        return _Seen(
            house,
            held=meta.read(session, HOLD) is not None,
            todo=gather.is_anything_to_plan(session, house, now),
            ready=posts.ready(session, now),
        )


def hold(database: Database, since: datetime) -> None:
    """Have the next sweep doubt everything first: rows newer than `since` may have been lost."""
    with database.write() as session:
        meta.write(session, HOLD, since.isoformat())


def notice_set_back(database: Database, witness: Witness | None, now: datetime) -> bool:
    """Hold where the database knows of fewer calls than were announced: its latest rows are lost.

    On any database, and while we run: a lagging copy may have taken its place a minute ago.
    """
    noted = witness.count() if witness else 0
    if not noted:
        return False
    with database.read() as session:
        announced = int(meta.read(session, ANNOUNCED) or 0)
    if noted <= announced:
        return False
    log.critical("the database lost its latest rows; everything due is looked for first")
    hold(database, now)
    with database.write() as session:
        meta.write(session, ANNOUNCED, str(noted))
    return True


def release(database: Database, now: datetime) -> int:
    """End the hold after a restore; returns how many messages are looked for in the channels.

    What was due is taken for perhaps posted: found, it is never said again; else said marked.
    """
    with database.write() as session:
        doubtful = posts.doubt_all(session, now)
        meta.write(session, HOLD, None)
        meta.write(session, gather.DOUBT, now.isoformat())
    log.warning("hold released: %s messages are looked for before anything is said", doubtful)
    return doubtful


def plan_now(
    database: Database, house: House, now: datetime, progress: Callable[[], None] = lambda: None
) -> int:
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
        progress()
    with database.write() as session:
        return silent + gather.make_posts(session, house, now)


def _held(database: Database, now: datetime) -> SweepReport:
    return _report(database, Tally(stopped=NO_TIME), now)


def _tell_of_clock(courier: Courier, ahead: timedelta) -> None:
    """Tell, once a day, that this machine's clock is wrong: other programs go by it."""
    log.warning("this machine's clock differs from Slack's by %s; Slack's is used", ahead)
    minutes = abs(round(ahead.total_seconds() / 60))
    how = "ahead of" if ahead > timedelta(0) else "behind"
    line = (
        f"The clock of the machine that runs the bot is {minutes:,} minutes {how} Slack's. "
        "Reminders go by Slack's; set the machine's right, what people record is dated by it."
    )
    if place := courier.house.ops or next(iter(courier.house.leads), ""):
        now = courier.clock.now()
        with courier.database.write() as session:
            raise_alarm(session, place, "clock", (line,), now)


def _deliver(courier: Courier) -> None:
    """Work on what is ready, and on what that made ready."""
    seen: set[tuple[int, int]] = set()
    until = courier.clock.running() + LONGEST
    for number in range(ROUNDS):
        if number:
            _gather_again(courier)
        ready = _ready(courier.database, courier.clock.now())
        todo = [post for post in ready if (post.id, post.fence) not in seen]
        seen |= {(post.id, post.fence) for post in todo}
        if not todo or not _work_off(courier, todo, until):
            return


def _work_off(courier: Courier, todo: Sequence[PostRow], until: float) -> bool:
    """Work on these posts; a place that has just had a message must not keep others waiting.

    False when the sweep must end: what is left comes in the next.
    """
    while todo:
        later, closed = [], set[str]()
        for post in todo:
            if courier.tally.stopped or courier.stop() or courier.clock.running() > until:
                return False
            courier.progress()
            # A place has one turn a round: those behind it need not ask.
            if post.place in closed or not _work(courier, post):
                later.append(post)
            if post.state not in DOUBTFUL:
                closed.add(post.place)
        if len(later) == len(todo):
            courier.clock.sleep(GAP.total_seconds())
        todo = later
    return not courier.tally.stopped


def _gather_again(courier: Courier) -> None:
    """Carry what has moved meanwhile; make one digest of the many that a refused place sent on."""
    now = courier.clock.now()
    with courier.database.read() as session:
        many = gather.is_any_crowded(session, now)
    if many or courier.tally.moved:
        courier.tally.moved = 0
        with courier.database.write() as session:
            gather.make_posts(session, courier.house, now)


def _escalate(courier: Courier) -> None:
    """Tell ops, then a lead, of dates of ours that do not get through."""
    now = courier.clock.now()
    with courier.database.read() as session:
        late = posts.undelivered(session, now - TO_OPS)
    if late:
        with courier.database.write() as session:
            escalate(session, courier.house, now)
        if not courier.tally.stopped:
            _deliver(courier)


def _work(courier: Courier, post: PostRow) -> bool:
    """Work on one post; False where its place may get it only a little later."""
    try:
        if post.state not in DOUBTFUL:
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


def _report(database: Database, tally: Tally, now: datetime) -> SweepReport:
    with database.read() as session:
        waiting, unsaid = posts.stuck(session, now), posts.unsaid(session, now - GRACE)
    return SweepReport(
        posted=tally.posted,
        superseded=tally.superseded,
        skipped=tally.dropped,
        uncertain=tally.uncertain,
        dead=tally.dead,
        waiting=waiting,
        unsaid=unsaid,
        held=tally.stopped,
        alarms=tuple(tally.alarms),
    )
