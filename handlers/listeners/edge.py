"""Around every listener: seen before? whose workspace? run, answer, and never let an error out.

What is said goes on as an utterance, with who and where; what comes back is drawn and
delivered. Nothing is decided here but how to tell an answer.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol

from slack_sdk import WebClient

from bot.answers.values import Answer, Choice, FormAnswer, HelpAnswer, Notice
from bot.dispatch import errors
from bot.invocation import Ask
from bot.privacy.gate import Person, Place, PlaceKind, Reach, decide, may_post
from bot.registry import Operation, Pace
from bot.registry.utterance import Utterance
from bot.settings import Settings
from handlers.delivery.directory import Directory, Records
from handlers.delivery.redrawing import redraw
from handlers.listeners.lanes import QUICK_AT_ONCE, Lanes, searches_at_once
from handlers.render import blocks
from handlers.render.elements import Message, Sealer

log = logging.getLogger(__name__)

DRAIN_SECONDS = 10.0

GONE = Notice("This button is not valid any more.", ("Ask again for a fresh one.",), tone="refused")
HASTY = Notice("That is a lot at once.", ("Wait some seconds, then ask again.",), tone="refused")


class Desk(Records, Protocol):
    """What the Slack edge asks of the desk (bot.wiring.container opens it)."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def seal(self) -> Sealer:
        """Closes the lines that buttons carry."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""

    def today(self) -> date:
        """Return the agency's day."""

    def seen(self, key: str) -> bool:
        """Remember a key durably; True when it was there already."""

    def begin_press(self, key: str) -> bool:
        """Claim the press of a button; False when it was used, on whatever machine."""

    def end_press(self, key: str, *, again: bool) -> None:
        """Say that a press had its effect, or that it may be pressed `again`."""

    def unready(self) -> str:
        """Say why not everything can be answered yet; "" where it can."""

    def tell_ops(self, about: str, *lines: str) -> None:
        """Have it posted where faults are told."""

    def take_file(self, name: str, content: bytes, ask: Ask, words: str) -> Answer:
        """Take an uploaded file in."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How what is said becomes an answer (bot.dispatch): understood once, then answered."""

    hear: Callable[[Utterance | Operation | str], Utterance]
    say: Callable[[Any, Ask, Utterance], Answer]


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something, where and how; read from a payload."""

    user: str
    channel: str
    surface: str
    team: str = ""
    trigger: str = ""
    response_url: str = ""
    form: Mapping[str, str] | None = None
    thread: str = ""
    # The facts that it was asked with; a button beside the answer is offered by them.
    asked_as: list[tuple[Person, Place]] = field(default_factory=list, compare=False)


@dataclass(slots=True)
class Throttle:
    """Lets a person ask `burst` things at once and `rate` a second after that."""

    burst: float = 60.0
    rate: float = 5.0
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admits(self, user: str) -> bool:
        """Take one from what the person has left; False when nothing is."""
        with self._lock:
            now = self.clock()
            left, at = self._left.get(user, (self.burst, now))
            left = min(self.burst, left + (now - at) * self.rate)
            if len(self._left) > 10_000:  # noqa: PLR2004 - bounded, whoever asks
                self._left.clear()
            self._left[user] = (left - 1 if left >= 1 else left, now)
            return left >= 1


@dataclass(slots=True)
class Recent:
    """Keys of the last ten minutes; Slack's signatures are good for five."""

    seconds: float = 600.0
    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_new(self, key: str) -> bool:
        """Remember a key; two at once: exactly one hears True."""
        with self._lock:
            now = self.clock()
            while self._kept and next(iter(self._kept.values())) < now - self.seconds:
                self._kept.popitem(last=False)
            if key in self._kept:
                return False
            self._kept[key] = now
            return True


@dataclass(slots=True)
class Edge:
    """What every listener shares."""

    desk: Desk
    voice: Voice
    client: WebClient
    directory: Directory
    team: str
    bot_user: str
    lanes: Lanes = field(default_factory=Lanes)
    pace_of_users: Throttle = field(default_factory=Throttle)
    _recent: Recent = field(default_factory=Recent)
    quick: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(QUICK_AT_ONCE)
    )
    _slow: threading.BoundedSemaphore = field(init=False)
    _running: set[Future[None]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Let so many searches run as the store has connections for."""
        self._slow = threading.BoundedSemaphore(searches_at_once(self.desk.settings.db_pool))

    def ask(self, said: Said) -> Ask:
        """Return the question with the facts about who asks and where."""
        person, place = here = self._here(said)
        said.asked_as[:] = [here]
        return Ask(
            words="",
            person=person,
            place=place,
            now=self.desk.now(),
            today=self.desk.today(),
            surface=said.surface,
            form=said.form,
            facts_of=self.directory.person,
            thread=said.thread,
        )

    def _here(self, said: Said) -> tuple[Person, Place]:
        """Return who says something and where, as both are now."""
        if said.surface == "home" or not said.channel:
            return self.directory.person(said.user, team=said.team or None), self.place(said)
        return self.directory.both(said.user, said.channel, team=said.team or None)

    def place(self, said: Said) -> Place:
        """Return the facts about where something was said; Home is seen by one person only."""
        if said.surface == "home" or not said.channel:
            return Place(said.user, PlaceKind.HOME, allowed=True)
        return self.directory.place(said.channel)

    def hear(self, what: Operation | str) -> Utterance:
        """Understand what was said, once."""
        return self.voice.hear(what)

    def answer(self, said: Said, what: Utterance) -> Answer:
        """Return what is to be told; an error becomes a notice."""
        if not self.pace_of_users.admits(said.user):
            return HASTY
        try:
            if what.pace is not Pace.POOL:
                return self._redrawn(self.voice.say(self.desk, self.ask(said), what))
            with self._slow:
                return self.voice.say(self.desk, self.ask(said), what)
        except Exception as error:  # noqa: BLE001 - the last net; the person gets a reference
            return self.trouble("say", error)

    def _redrawn(self, answer: Answer) -> Answer:
        """Have posted messages drawn anew that the change concerns, wherever it was made."""
        for one in answer.redrawn if isinstance(answer, Notice) else ():
            work = partial(redraw, self.client, self.desk.seal, one)
            self.later("redraw", work, lambda _: None)
        return answer

    def answers(self, said: Said, asked: Sequence[Operation]) -> list[Answer]:
        """Ask several things as one question: App Home. Ends at the first that is refused."""
        if not self.pace_of_users.admits(said.user):
            return [HASTY]
        found: list[Answer] = []
        try:
            ask = self.ask(said)
            for one in asked:
                found.append(self.voice.say(self.desk, ask, self.hear(one)))
                if isinstance(found[-1], Notice) and found[-1].tone in {"refused", "trouble"}:
                    return found[-1:]  # one refusal stands for all
        except Exception as error:  # noqa: BLE001 - the last net; the person gets a reference
            return [self.trouble("say", error)]
        return found

    def answer_in_turn(self, said: Said, what: Utterance) -> Answer:
        """Answer from the pool, a few at a time: the acks of others come first."""
        if what.pace is Pace.POOL:
            return self.answer(said, what)  # waits for its turn there
        with self._slow:
            return self.answer(said, what)

    def message(self, said: Said, what: Utterance | None, answer: Answer) -> Message:
        """Draw an answer, with a button to share it where the place is fit for it."""
        return blocks.render(answer, seal=self.desk.seal, share=self._shareable(said, what, answer))

    def _shareable(self, said: Said, what: Utterance | None, answer: Answer) -> str:
        if what is None:
            return ""
        if isinstance(answer, Notice | Choice | FormAnswer | HelpAnswer) or said.surface == "home":
            return ""
        # Offered by the facts of the question; whoever presses passes the gate with facts of then.
        here = said.asked_as[-1] if said.asked_as else self._here(said)
        return what.sealed if self._open_to_all(here, what, answer) else ""

    def may_be_public(self, said: Said, what: Utterance, answer: Answer) -> bool:
        """Pass the gate for showing an answer to everybody in the place, with facts of now."""
        return self._open_to_all(self._here(said), what, answer)

    def _open_to_all(self, here: tuple[Person, Place], what: Utterance, answer: Answer) -> bool:
        person, place = here
        if what.spec is None or what.spec.changes:
            return False
        if may_post(place, answer.level).reach is not Reach.PUBLIC:
            return False
        return decide(person, place, answer.level, what.spec.data).reach is Reach.PUBLIC

    def trouble(self, where: str, error: Exception) -> Notice:
        """Log an error without its words, and return a notice with the same reference."""
        return errors.trouble(error, where)

    def guarded(self, name: str, work: Callable[[], None], tell: Callable[[Notice], None]) -> None:
        """Run a listener's work. Whatever happens, nothing is raised and the person is told."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - an error after an ack would lose the ack
            notice = self.trouble(name, error)
            try:
                tell(notice)
            except Exception as second:  # noqa: BLE001
                log.warning("%s could not be told: %s", name, type(second).__name__)

    def later(self, name: str, work: Callable[[], None], tell: Callable[[Notice], None]) -> None:
        """Run slow work in the pool, guarded as a listener is."""
        self._begin(self.lanes.pool, name, work, tell)

    def in_time(
        self,
        name: str,
        work: Callable[[], None],
        tell: Callable[[Notice], None],
        lane: ThreadPoolExecutor | None = None,
    ) -> bool:
        """Run what may need the store beside the ack; False where it is still going on.

        Without `lane` it is a change.
        """
        return self.lanes.ended(self._begin(lane or self.lanes.changes, name, work, tell))

    def _begin(
        self,
        lane: ThreadPoolExecutor,
        name: str,
        work: Callable[[], None],
        tell: Callable[[Notice], None],
    ) -> Future[None]:
        future = lane.submit(self.guarded, name, work, tell)
        with self._lock:
            self._running.add(future)
        future.add_done_callback(self._done)
        return future

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._running.discard(future)

    def idle(self, seconds: float) -> bool:
        """Wait until the pool has nothing to do; False when the time is over first."""
        end = time.monotonic() + seconds
        while True:
            with self._lock:
                running = set(self._running)
            if not running:
                return True
            if time.monotonic() >= end:
                return False
            wait(running, timeout=max(0.0, end - time.monotonic()))

    def close(self, seconds: float = DRAIN_SECONDS) -> bool:
        """Finish what was begun, take nothing new; False when something was still running."""
        drained = self.idle(seconds)
        self.lanes.close(drained=drained)
        return drained

    def first_time(self, key: str, *, durable: bool = True) -> bool:
        """Say whether this delivery is new; Slack repeats events, and a request can be replayed.

        What changes nothing is remembered in memory for as long as a signature is good; a write
        to the disk for each question would be most of its time.
        """
        if not self._recent.is_new(key):
            return False
        return not (durable and self.desk.seen(key))
