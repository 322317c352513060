"""The failure ladder: a date of ours that does not get through is heard of, whatever the error.

After 15 minutes the ops place hears it, after 30 a lead in person; the worker tells the outside
when Slack itself is the fault. Waiting for a place's hours is not undelivered.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.reminders import words
from bot.reminders.alarms import raise_alarm
from bot.reminders.sweep_context import House
from bot.store import nudges, posts
from bot.store.posts import PostRow
from bot.store.session import Session

TO_OPS, TO_A_LEAD = timedelta(minutes=15), timedelta(minutes=30)
MOST = 40  # lines; the rest is counted


def escalate(session: Session, house: House, now: datetime) -> int:
    """Tell of our dates that are undelivered; returns how many messages hold some."""
    late = [post for post in posts.undelivered(session, now - TO_OPS) if _ours(session, post)]
    if not late:
        return 0
    ops = house.ops or next(iter(house.leads), "")
    _tell(session, house, ops, late, now)
    if very := [post for post in late if _since(post) <= now - TO_A_LEAD]:
        _tell(session, house, next(iter(house.leads), ""), very, now)
    return len(late)


def _since(post: PostRow) -> datetime:
    waited = post.facts.get("waited")
    return max(post.due_at, post.made_at, *([datetime.fromisoformat(waited)] if waited else []))


def _ours(session: Session, post: PostRow) -> bool:
    return any(item.subject.whose == "ours" for item in nudges.carried(session, post.id))


def _tell(session: Session, house: House, place: str, late: list[PostRow], now: datetime) -> None:
    """Make one message of all that does not get through, whatever the number of posts."""
    if not place:
        return
    lines: list[str] = []
    covers: list[str] = []
    for post in late:
        _, zone = house.of(post.place)
        today = now.astimezone(zone).date()
        items = [i for i in nudges.carried(session, post.id) if i.subject.whose == "ours"]
        because = f" ({post.reason})" if post.reason else ""
        lines.append(f"This could not be said in {post.place}{because}:")
        lines += [words.headline(item.subject, today) for item in items]
        covers += [item.ref for item in items]
    if len(lines) > MOST:
        lines = [*lines[:MOST], f"And {len(lines) - MOST} more lines: say owe."]
    about = f"undelivered {' '.join(sorted(post.ref for post in late))}"
    raise_alarm(session, place, about, lines, now, covers=covers)
