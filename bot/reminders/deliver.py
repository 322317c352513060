"""Says one post exactly once, as far as Slack lets anybody know.

claim (conditional, with a fence) -> is the place safe? -> still to be said? -> *sending* recorded
-> the call -> sent / surely not posted / uncertain. What is uncertain is looked for; what cannot
be found is said again, marked. A miss is worse than a marked repeat; an unmarked one never happens.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.privacy.gate import Level, Place, PlaceKind, Reach, may_post
from bot.reminders import words
from bot.reminders.alarms import raise_alarm
from bot.reminders.card import NudgeCard, Outcome, Places, Poster
from bot.reminders.clock import Clock
from bot.reminders.decide import Decision, decide
from bot.reminders.morning import KIND as MORNING
from bot.reminders.sweep_context import House, is_person, open_house
from bot.settings import Settings
from bot.store import meta, people, post_pace, posts
from bot.store.database import Database
from bot.store.posts import PostRow
from bot.store.session import Session

log = logging.getLogger(__name__)

ANNOUNCED = "sent.count"
LEASE = timedelta(seconds=120)
GAP = timedelta(seconds=1)  # Slack: one message a second and channel
AGAIN_LATER = timedelta(seconds=60)
UNKNOWN_AT_MOST = 10  # looks, a minute apart; then another place hears it
NO_FACTS = "facts about the place could not be had"
MOST_WAIT = timedelta(minutes=10)
DEAD_LATER = timedelta(hours=1)

# Slack's words for: this token is not good for anything now. All posting stops, nothing is lost.
BAD_TOKEN = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
TRIES = 3
# These pass by themselves: Slack said when, or cannot be reached at all.
PASSING = frozenset({"ratelimited", "unreachable"})
# Slack's words for: not this message, but perhaps a plainer one.
BAD_MESSAGE = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    }
)


@dataclass(slots=True)
class Tally:
    """What a sweep did. `stopped` names why it had to stop."""

    posted: int = 0
    superseded: int = 0
    dropped: int = 0
    uncertain: int = 0
    refused: int = 0
    dead: int = 0
    moved: int = 0
    stopped: str = ""
    alarms: list[str] = field(default_factory=list)


class Witness(Protocol):
    """Remembers outside of the database how many calls were announced in it."""

    def note(self, count: int) -> None:
        """Remember durably."""

    def count(self) -> int:
        """Return what is remembered."""


@dataclass(slots=True)
class Courier:
    """One worker's way to Slack. `clock` shows Slack's time; `progress` hears of each step."""

    database: Database
    poster: Poster
    places: Places
    clock: Clock
    worker: str
    settings: Settings
    house: House
    tally: Tally
    witness: Witness | None = None
    stop: Callable[[], bool] = lambda: False
    progress: Callable[[], None] = lambda: None

    def send(self, post: PostRow) -> bool:
        """Say a post, unless somebody else is at it or it is no longer to be said.

        False where its place has just had a message: try again in a second.
        """
        started = self.clock.running()
        held, is_later = self._claim_with_turn(post)
        if held is None:
            return not is_later
        if refusal := self._refusal(held):
            self._move_on(held, refusal)
            return True
        card = self._announce(held)
        if card is None:
            return True
        held = replace(held, facts={**held.facts, "thread": card.thread})
        if self._has_overrun(started):
            # Somebody else may hold it by now; if not, nothing was posted and it simply waits.
            with self.database.write() as session:
                posts.release(session, held, self.clock.now(), state="planned")
            return True
        outcome = self._call(held, card)
        self._record(held, outcome)
        return True

    def _claim_with_turn(self, post: PostRow) -> tuple[PostRow | None, bool]:
        """Claim a post if its place may get a message; else say whether it soon may."""
        now = self.clock.now()
        with self.database.write() as session:
            if post_pace.take_turn(session, post.place, now, GAP):
                return posts.claim(session, post, self.worker, now, LEASE), False
            opens = post_pace.opens_at(session, post.place) or now
        return None, opens - now <= GAP

    def _refusal(self, post: PostRow) -> str:
        """Say why the place must not get it; "" if it may. "?" where nobody can know now."""
        if is_person(post.place):
            with self.database.read() as session:
                known = people.role_of(session, post.place) is not None
            return "" if known else "not on the team's list"
        place = self._facts(post.place)
        if not place.known:
            return "?"
        decision = may_post(place, Level.TEAM)
        return decision.reason or "not allowed" if decision.reach is Reach.REFUSE else ""

    def _facts(self, place: str) -> Place:
        try:
            return self.places(place)
        except Exception:  # noqa: BLE001 - whatever it is, the facts are unknown
            log.warning("facts about a place could not be had")
            return Place(place, PlaceKind.CHANNEL, known=False)

    def _announce(self, held: PostRow) -> NudgeCard | None:
        """Decide a last time what is to be said, and write *sending* before anything leaves."""
        now = self.clock.now()
        with self.database.write() as session:
            self.house = open_house(session, self.settings)
            decision = decide(session, self.house, held, now)
            self.tally.moved += decision.moved
            if decision.card is None:
                self._put_off(session, held, decision, now)
                return None
            mine = posts.change(
                session,
                held,
                now,
                state="sending",
                attempt=held.attempt + 1,
                since=held.since or now,
                lease_until=now + LEASE,
                facts={**held.facts, "thread": decision.card.thread},
            )
            count = meta.count_on(session, ANNOUNCED) if self.witness else 0
        if mine and self.witness:
            self.witness.note(count)
        return decision.card if mine else None

    def _put_off(self, session: Session, held: PostRow, decision: Decision, now: datetime) -> None:
        """Have a post wait for the hours of its place, or drop what has nothing left to say."""
        if decision.until is None:
            posts.release(session, held, now, state="dropped", reason="nothing left to say")
            self.tally.dropped += 1
            return
        facts = {**held.facts, "waited": decision.until.isoformat()}
        posts.release(session, held, now, state="planned", since=None, not_before=decision.until,
                      reason=posts.HOURS, facts=facts)  # fmt: skip

    def _has_overrun(self, started: float) -> bool:
        return self.clock.running() - started > LEASE.total_seconds() / 2

    def _call(self, held: PostRow, card: NudgeCard) -> Outcome:
        try:
            return self.poster.post(
                held.place,
                card.plain() if held.plain else card,
                held.ref,
                words.MARKED if held.marked else "",
            )
        except Exception as error:  # noqa: BLE001 - the request may have left: not knowing is a result
            log.warning("a post ended with %s", type(error).__name__)
            return _Unknown()

    # What became of it

    def _record(self, held: PostRow, outcome: Outcome) -> None:
        now = self.clock.now()
        if outcome.kind == "sent":
            with self.database.write() as session:
                posts.sent(session, held, outcome.ts, now)
            self.tally.posted += 1
        elif outcome.kind == "not_posted":
            self.tally.refused += 1
            self._refused(held, outcome, now)
        else:
            self.tally.uncertain += 1
            with self.database.write() as session:
                posts.release(
                    session, held, now, state="uncertain", looks=0, reason="answer lost",
                    not_before=None,
                )  # fmt: skip

    def _refused(self, held: PostRow, outcome: Outcome, now: datetime) -> None:
        """Surely nothing was posted: wait, say it plainer, or go elsewhere."""
        error = outcome.error
        if error in BAD_TOKEN:
            self.tally.stopped = error
            self._wait(held, now, AGAIN_LATER, error)
        elif error in BAD_MESSAGE and not held.plain:
            with self.database.write() as session:
                posts.release(session, held, now, state="planned", since=None, plain=True,
                              not_before=None, reason=error)  # fmt: skip
        elif held.facts.get("thread") and outcome.permanent:
            # What it replies to is gone, or the channel allows no replies: said by itself.
            with self.database.write() as session:
                posts.release(session, held, now, state="planned", since=None, not_before=None,
                              reason=error, facts={**held.facts, "unthreaded": True})  # fmt: skip
        elif outcome.permanent or (error not in PASSING and held.refusals + 1 >= TRIES):
            self._elsewhere(held, error, now)  # a word on no list helps nobody by being repeated
        else:
            wait = min(timedelta(seconds=30 * 2 ** min(held.refusals, 5)), MOST_WAIT)
            if outcome.retry_after is not None:
                wait = timedelta(seconds=outcome.retry_after)
            if error == "ratelimited":
                with self.database.write() as session:
                    post_pace.close(session, held.place, now, now + wait)
            self._wait(held, now, wait, error)

    def _wait(self, held: PostRow, now: datetime, wait: timedelta, reason: str) -> None:
        with self.database.write() as session:
            posts.release(
                session, held, now, state="planned", since=None, refusals=held.refusals + 1,
                not_before=now + wait, reason=reason,
            )  # fmt: skip

    def _move_on(self, held: PostRow, refusal: str) -> None:
        now = self.clock.now()
        if refusal == "?" and held.refusals < UNKNOWN_AT_MOST:
            self._wait(held, now, AGAIN_LATER, NO_FACTS)
        elif refusal == "?":  # deleted, or the bot was taken out: nobody will ever know more
            self._elsewhere(held, NO_FACTS, now)
        else:
            self._elsewhere(held, refusal, now)

    def _elsewhere(self, held: PostRow, reason: str, now: datetime) -> None:
        """Try the next place, loudly, as this one will never take it; never give up."""
        if held.kind == MORNING:
            self._drop(held, reason, now)
            return
        log.error("post %s cannot go to its place (%s)", held.ref, reason)
        owner = str(held.facts.get("owner", ""))
        place = self.house.next_place(held.place, owner)
        values: dict[str, Any] = {
            "state": "planned", "place": place, "not_before": None,
            # Perhaps it stands in the place that was tried: elsewhere it is said with the mark.
            "marked": held.marked or held.state == "uncertain",
        }  # fmt: skip
        if not place:
            self.tally.dead += 1
            first = str(held.facts.get("home", "")) or held.place
            values = {"state": "dead", "place": first, "not_before": now + DEAD_LATER}
        with self.database.write() as session:
            mine = posts.release(
                session, held, now, reason=reason, since=None, looks=0, refusals=0, plain=False,
                **values,
            )  # fmt: skip
            if mine and held.kind != "alarm":
                self._tell(session, held, owner, reason, now)

    def _drop(self, held: PostRow, reason: str, now: datetime) -> None:
        """Let a message fall that is for one person alone: what is in it is said elsewhere."""
        log.warning("a morning message cannot be delivered (%s)", reason)
        with self.database.write() as session:
            posts.release(session, held, now, state="dropped", reason=reason)
        self.tally.dropped += 1

    def _tell(
        self, session: Session, held: PostRow, owner: str, reason: str, now: datetime
    ) -> None:
        alarm = f"Messages cannot go to {held.place} ({reason}); they go elsewhere."
        self.tally.alarms.append(alarm)
        if receiver := self.house.hears_of_trouble(owner):
            raise_alarm(session, receiver, f"undelivered {held.place} {reason}", (alarm,), now)


@dataclass(frozen=True, slots=True)
class _Unknown:
    """The outcome of a call that ended in an error nobody translated."""

    kind: str = "uncertain"
    ts: str = ""
    error: str = ""
    permanent: bool = False
    retry_after: float | None = None
