"""What may have arrived is looked for in the place's history before anything is said again."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from bot.reminders import words
from bot.reminders.alarms import raise_alarm
from bot.reminders.deliver import LEASE, Courier
from bot.store import nudges, posts
from bot.store.posts import PostRow
from bot.store.session import Session

log = logging.getLogger(__name__)

BEFORE_SENDING = timedelta(seconds=60)
IN_DOUBT = timedelta(days=1)  # by settings that were lost it may have been due at another hour
LOOK_AGAIN = timedelta(seconds=60)
LOOKS = 2  # Slack may show a message some time after it lost the answer
GIVE_UP_LOOKING = timedelta(minutes=5)  # three times as long before each further copy
MOST_COPIES = 3
REPEATED = (
    "Slack lost the answer to a post, and its history cannot be read: it is said again, marked."
)


def look(courier: Courier, post: PostRow) -> None:
    """Look for a post whose fate is unknown; what cannot be found is said again, marked."""
    now = courier.clock.now()
    with courier.database.write() as session:
        held = posts.claim(session, post, courier.worker, now, LEASE)
    if held is None:
        return
    since = held.since if held.since and held.since <= now else now - GIVE_UP_LOOKING
    since -= IN_DOUBT if held.marked else BEFORE_SENDING
    try:
        thread = str(held.facts.get("thread", ""))
        ts = courier.poster.find(held.place, held.ref, since, thread)
        lacking = _lacking(courier, held, since, thread) if ts is not None else []
    except Exception as error:  # noqa: BLE001 - whatever it is, the history says nothing
        log.warning("a look ended with %s", type(error).__name__)
        _unreadable(courier, held, since)
        return
    now = courier.clock.now()
    with courier.database.write() as session:
        if ts is not None:
            posts.let_go(session, lacking)
            posts.sent(session, held, ts, now)
            courier.tally.posted += 1
        elif held.looks + 1 < LOOKS:
            posts.release(session, held, now, state="uncertain", looks=held.looks + 1,
                          not_before=now + LOOK_AGAIN)  # fmt: skip
        else:
            _repeat(session, held, now)


def _lacking(courier: Courier, held: PostRow, since: datetime, thread: str) -> list[int]:
    """Return the nudges that a post carries and the message that was found does not say.

    In a store that was set back the post may carry others than the one that was said.
    """
    if held.kind == "nudge" or not held.marked:
        return []
    with courier.database.read() as session:
        items = nudges.carried(session, held.id)
    said = courier.poster.said(held.place, [item.ref for item in items], since, thread)
    return [item.id for item in items if item.ref not in said]


def _unreadable(courier: Courier, held: PostRow, since: datetime) -> None:
    """Wait where the history says nothing, longer each time; then say it again, thrice at most."""
    now = courier.clock.now()
    copies = int(held.facts.get("copies", 1))
    patience = GIVE_UP_LOOKING * 3 ** min(copies - 1, 3)
    with courier.database.write() as session:
        if now - since < patience:
            posts.release(session, held, now, state="uncertain", not_before=now + LOOK_AGAIN)
        elif copies >= MOST_COPIES and held.kind != "alarm":
            _tell_instead(session, courier, held, now)
        else:
            _repeat(session, held, now, facts={**held.facts, "copies": copies + 1})
            owner = courier.house.hears_of_trouble(str(held.facts.get("owner", "")))
            if owner and held.kind != "alarm":
                raise_alarm(session, owner, f"repeat {held.ref}", (REPEATED,), now)


def _tell_instead(session: Session, courier: Courier, held: PostRow, now: datetime) -> None:
    """After three messages of which Slack confirmed none: one line to ops in their place."""
    items = nudges.carried(session, held.id)
    _, zone = courier.house.of(held.place)
    today = now.astimezone(zone).date()
    lines = [words.headline(item.subject, today) for item in items]
    first = (
        f"Slack confirmed none of {MOST_COPIES} messages to {held.place}; "
        "it is not said there again. See whether it stands there:"
    )
    place = courier.house.ops or next(iter(courier.house.leads), "") or held.place
    raise_alarm(session, place, f"unconfirmed {held.ref}", (first, *lines), now,
                covers=[held.ref, *(item.ref for item in items)])  # fmt: skip
    courier.tally.alarms.append(f"Post {held.ref} was never confirmed; ops are told.")
    posts.sent(session, held, "", now)


def _repeat(session: Session, held: PostRow, now: datetime, **more: Any) -> None:
    posts.release(session, held, now, state="planned", marked=True, since=None, looks=0,
                  not_before=None, reason="perhaps posted before", **more)  # fmt: skip
