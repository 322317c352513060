"""Requests that look like one that is on record: same body, near date, like name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import islice

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from bot.law.kinds import Kind
from bot.store.requests import fold
from bot.store.tables import Component, EventRow, Request

NEAR = timedelta(days=7)  # copies of one letter leave within these days
MOST = 3  # are named
LIKE = 0.75  # of the words of the shorter name
NEARLY = 0.9  # of the letters: a slip of the pen
_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Twin:
    """A component request on record that a new one looks like."""

    slug: str
    name: str
    agency: str
    sent: date


def twins(session: Session, name: str, agencies: Sequence[str], sent: date) -> list[Twin]:
    """Return the first on record that look like a request with that name, to those, that day."""
    later = aliased(EventRow)
    rows = session.execute(
        select(Component.agency, Request.slug, Request.name, EventRow.on)
        .join(Component, Component.id == EventRow.component_id)
        .join(Request, Request.id == Component.request_id)
        .where(
            EventRow.kind == Kind.SENT.value,
            EventRow.on.between(sent - NEAR, sent + NEAR),
            Component.agency.in_(agencies),
            Component.origin == "filed",
            Request.withdrawn_at.is_(None),
            ~exists().where(later.supersedes_id == EventRow.id),
        )
        .order_by(EventRow.id)
    )
    found = (Twin(row.slug, row.name, row.agency, row.on) for row in rows)
    return list(islice((one for one in found if _is_like(name, one.name)), MOST))


def _is_like(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    words = set(first.split()), set(second.split())
    if _numbers(words[0]) != _numbers(words[1]):
        return False  # "Jails 1" and "Jails 2" were named apart on purpose
    shared = sum(any(_is_same(mine, other) for other in words[1]) for mine in words[0])
    near = SequenceMatcher(None, first, second).ratio() >= NEARLY
    return near or shared >= LIKE * max(1, min(map(len, words)))


def _is_same(word: str, other: str) -> bool:
    """Whether two words are one or begin alike: "calls", "call"."""
    return word == other or word[:_BEGINNING] == other[:_BEGINNING] != ""


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if any(char.isdigit() for char in word)}
