"""What people changed, so that they can take it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.requests import fold
from bot.store.tables import Deed, FilingRequest, Request

# Long enough to notice a slip, short enough that nobody built on it yet.
WINDOW = timedelta(minutes=10)


def remember(session: Session, *, by: str, now: datetime, what: str, undo: dict[str, Any]) -> Deed:
    """Write down a change and how to take it back."""
    deed = Deed(by=by, at=now, what=what, undo=undo, undone_at=None)
    session.add(deed)
    session.flush()
    return deed


def final(session: Session, *, by: str, now: datetime, what: str) -> Deed:
    """Write down a change that has no way back, so that undo takes back nothing older instead."""
    return remember(session, by=by, now=now, what=what, undo={})


def aside(session: Session, *, by: str, now: datetime) -> Deed:
    """Write down that a proposal was put aside: undo lets it be decided again."""
    return remember(session, by=by, now=now, what="what was put aside", undo={"aside": True})


_NAMES_NOTHING = frozenset({"the", "a", "of", "on", "for", "from", "my", "new", "last", "change"})


def names(said: str, deed: Deed) -> bool:
    """Say whether words name a change: all of them stand in what it is called."""
    words = set(fold(said).split())
    return bool(words - _NAMES_NOTHING) and words <= set(fold(deed.what).split())


def since(session: Session, deed: Deed) -> list[Deed]:
    """Return the changes of anybody after that one which were not taken back, newest first."""
    chosen = select(Deed).where(Deed.id > deed.id, Deed.undone_at.is_(None))
    return list(session.scalars(chosen.order_by(Deed.id.desc())))


def last(session: Session, by: str) -> Deed | None:
    """Return this person's newest change that was not taken back."""
    return session.scalar(
        select(Deed)
        .where(Deed.by == by, Deed.undone_at.is_(None))
        .order_by(Deed.id.desc())
        .limit(1)
    )


def every(session: Session) -> Iterator[Deed]:
    """Give every change, taken back or not, newest first."""
    yield from session.scalars(select(Deed).order_by(Deed.id.desc()))


def filed_under(session: Session, request_ids: Iterable[int]) -> int:
    """Return how many letters lie under these requests."""
    chosen = select(func.count()).select_from(FilingRequest)
    return session.scalar(chosen.where(FilingRequest.request_id.in_(list(request_ids)))) or 0


def off_the_lists(session: Session, slug: str) -> list[Request]:
    """Return the requests that had that slug and were removed or taken back, the newest first."""
    chosen = select(Request).where(Request.withdrawn_at.is_not(None))
    rows = session.scalars(chosen.order_by(Request.withdrawn_at.desc()))
    return [one for one in rows if slug and one.slug == f"{slug}~{one.id}"]
