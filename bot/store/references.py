"""References of ours in words, #r3 and #c5, and requests by what they are called in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.tables import Component, DeadlineRow, Request

_MEANT = re.compile(r"#(?P<what>[rcd])(?P<id>\d+)(?:/(?P<agency>[\w-]+))?")


def meant(session: Session, words: str) -> tuple[str, str] | None:
    """Return the slug, and the agency if one is named, of the reference that words hold."""
    found = _MEANT.search(words)
    if found is None:
        return None
    number, agency = int(found["id"]), found["agency"] or ""
    if found["what"] == "r":
        request = session.get(Request, number)
        return (request.slug, agency) if request else None
    if found["what"] == "d":
        row = session.get(DeadlineRow, number)
        number = row.component_id if row else 0
    component = session.get(Component, number)
    return (component.request.slug, component.agency) if component else None


def names(session: Session) -> list[tuple[str, str]]:
    """Return slug and name of every request on file."""
    rows = session.execute(select(Request.slug, Request.name).where(Request.withdrawn_at.is_(None)))
    return [(row.slug, row.name) for row in rows]


def ids_of(session: Session, slugs: Iterable[str]) -> dict[str, int]:
    """Return the ids of requests that are listed, by their slugs."""
    wanted = list(dict.fromkeys(slugs))
    if not wanted:
        return {}
    rows = session.execute(
        select(Request.slug, Request.id).where(
            Request.slug.in_(wanted), Request.withdrawn_at.is_(None)
        )
    )
    return {row.slug: row.id for row in rows}
