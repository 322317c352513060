"""Requests as most answers read them: plain values, with their parts and names, in two statements.

A mapped object costs ten times as much, and only who changes something needs one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from bot.store import requests
from bot.store.bulk_statements import Prepared
from bot.store.tables import Alias, Component, Request


class FiledPart(NamedTuple):
    """A component request that is listed."""

    id: int
    agency: str


class Filed(NamedTuple):
    """A request that is listed; what was taken back is not among its parts."""

    id: int
    slug: str
    name: str
    owner: str
    channel: str
    components: tuple[FiledPart, ...]
    aliases: tuple[str, ...]


_READ = Prepared(
    lambda: (
        select(
            Request.id, Request.slug, Request.name, Request.owner, Request.channel,
            Component.id.label("part"), Component.agency,
        )
        .outerjoin(
            Component,
            and_(Component.request_id == Request.id, Component.origin != requests.UNDONE),
        )
        .where(Request.withdrawn_at.is_(None), Request.id.in_(bindparam("ids", expanding=True)))
        .order_by(Component.id)
    )
)  # fmt: skip
_ALIASES = Prepared(
    lambda: (
        select(Alias.request_id, Alias.alias)
        .where(Alias.request_id.in_(bindparam("ids", expanding=True)))
        .order_by(Alias.id)
    )
)


def read(session: Session, ids: Sequence[int]) -> list[Filed]:
    """Return these requests, in this order; one that was taken back is left out."""
    parts: dict[int, list[FiledPart]] = {}
    about: dict[int, tuple[str, str, str, str]] = {}
    for number, slug, name, owner, channel, part, agency in _READ.run(session, ids=list(ids)).all():
        about[number] = (slug, name, owner, channel)
        found = parts.setdefault(number, [])
        if part is not None:
            found.append(FiledPart(part, agency))
    names: dict[int, list[str]] = {}
    for number, alias in _ALIASES.run(session, ids=list(about)).all() if about else ():
        names.setdefault(number, []).append(alias)
    return [
        Filed(one, *about[one], tuple(parts[one]), tuple(names.get(one, ())))
        for one in ids
        if one in about
    ]


def one(session: Session, words: str) -> Filed:
    """Return the one request that words mean. Raises NotFound, or Ambiguous with the candidates."""
    ids = requests.matching_ids(session, words)
    found = read(session, ids) if len(ids) == 1 else []
    return found[0] if found else read(session, [requests.one(session, words).id])[0]
