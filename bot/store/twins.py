"""Requests that look like one that is on record: same body, near date, like name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.law.kinds import Kind
from bot.store import event_log
from bot.store.requests import fold
from bot.store.tables import Component, EventRow, Request

NEAR = timedelta(days=7)  # copies of one letter leave within these days
LIKE = 0.6  # of the letters of a name, or half of its words


@dataclass(frozen=True, slots=True)
class Twin:
    """A component request on record that a new one looks like."""

    slug: str
    name: str
    agency: str
    sent: date


def twins(session: Session, name: str, agencies: Sequence[str], sent: date) -> list[Twin]:
    """Return what is on record and looks like a request with that name, to those, of that day."""
    rows = session.execute(
        select(EventRow.id, Component.id, Component.agency, Request.slug, Request.name, EventRow.on)
        .join(Component, Component.id == EventRow.component_id)
        .join(Request, Request.id == Component.request_id)
        .where(
            EventRow.kind == Kind.SENT.value,
            EventRow.on.between(sent - NEAR, sent + NEAR),
            Component.agency.in_(agencies),
            Component.origin == "filed",
            Request.withdrawn_at.is_(None),
        )
        .order_by(EventRow.id)
    ).all()
    alike = [row for row in rows if _is_like(name, row.name)]
    live = {row.id for row in event_log.live(session, {row[1] for row in alike})}
    return [Twin(r.slug, r.name, r.agency, r.on) for r in alike if r[0] in live]


def _is_like(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    words = set(first.split()), set(second.split())
    shared = len(words[0] & words[1]) / max(1, min(map(len, words)))
    return shared >= LIKE or SequenceMatcher(None, first, second).ratio() >= LIKE
