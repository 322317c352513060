"""Calendar feeds: who subscribes by which token. Of a token only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select

from bot.store import meta
from bot.store.personal_tables import Feed
from bot.store.session import Session

BYTES = 16  # 128 bits: nobody guesses one, so that a plain hash of it is enough
NAMES = "feeds.names"


def hashed(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(session: Session, whose: str, by: str, now: datetime) -> tuple[Feed, str]:
    """Make the feed of a person or channel; one that there was ends. Returns it and its token."""
    revoke(session, whose, now)
    token = secrets.token_hex(BYTES)
    feed = Feed(hash=hashed(token), whose=whose, made_by=by, made_at=now, revoked_at=None)
    session.add(feed)
    session.flush()
    return feed, token


def by_token(session: Session, token: str) -> Feed | None:
    """Return the feed of a token; None for an unknown or revoked one."""
    return session.scalar(select(Feed).where(Feed.hash == hashed(token), Feed.revoked_at.is_(None)))


def of(session: Session, whose: str) -> Feed | None:
    """Return the feed of a person or channel; None where there is none."""
    return session.scalar(select(Feed).where(Feed.whose == whose, Feed.revoked_at.is_(None)))


def revoke(session: Session, whose: str, now: datetime) -> int | None:
    """End the feed of a person or channel; returns its id, None where there was none."""
    feed = of(session, whose)
    if feed is None:
        return None
    feed.revoked_at = now
    return feed.id


def reopen(session: Session, feed: int) -> None:
    """Take the end of a feed back: its old address is good again."""
    session.get_one(Feed, feed).revoked_at = None


def end(session: Session, feed: int, now: datetime) -> None:
    """End one feed."""
    session.get_one(Feed, feed).revoked_at = now


def with_names(session: Session) -> bool:
    """Say whether a lead allowed names of requests and agencies in calendars."""
    return meta.read(session, NAMES) is not None


def allow_names(session: Session, *, allowed: bool) -> None:
    """Allow them, or no longer."""
    meta.write(session, NAMES, "1" if allowed else None)
