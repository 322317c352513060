"""Messages about the bot itself, by the same careful way as every other message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.reminders.plan import reference
from bot.store import posts
from bot.store.posts import NewPost
from bot.store.session import Session


def raise_alarm(
    session: Session,
    place: str,
    about: str,
    lines: Sequence[str],
    now: datetime,
    covers: Sequence[str] = (),
) -> None:
    """Make a message about the bot itself; the same one at most once a day.

    `covers`: the references of nudges that it names because they could not be said.
    """
    ref = reference("alarm", place, about, now.astimezone(UTC).date())
    facts = {"title": "foia-bot needs attention", "lines": list(lines), "owner": "", "home": place,
             "covers": list(covers)}  # fmt: skip
    posts.make(session, NewPost(ref, "alarm", "ops", place, now, facts), now)
