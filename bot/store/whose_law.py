"""Whose law counts for bodies that are on no list of ours: who said so, and of which nobody did.

Earlier versions took a name that they did not know for a federal agency. What a person says now is
kept; the others are asked about, and their dates are marked until somebody says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select

from bot.frozen import Frozen, value
from bot.law import agencies
from bot.store import meta
from bot.store.bulk_statements import Prepared
from bot.store.request_views import FiledPart
from bot.store.requests import UNDONE
from bot.store.session import Session
from bot.store.tables import Component, Request

_KEY = "law-said:"


@value
class Unsaid(Frozen):
    """A component request whose body was taken for a federal one, unasked."""

    component_id: int
    request_id: int
    slug: str
    name: str
    agency: str

    @property
    def question(self) -> str:
        """Say what is asked, and what to type."""
        return (
            f"Whose law counts for {self.agency} ({self.name})? It was taken as federal unasked. "
            f"Say: request law {self.slug}/{self.agency} to federal, or to a state, like US-NY."
        )


UNCONFIRMED = "Whose law counts is not confirmed: these dates take it as federal."


def is_listed(agency: str) -> bool:
    """Say whether the directory shows whose law counts for a body."""
    return agencies.find(agency) is not None


def say(session: Session, components: Iterable[Component], by: str) -> None:
    """Keep who said whose law counts, for those that the directory does not know."""
    for one in components:
        if not is_listed(one.agency):
            meta.write(session, f"{_KEY}{one.id}", by)


def take_back(session: Session, component_id: int) -> None:
    """Ask again whose law counts there."""
    meta.write(session, f"{_KEY}{component_id}", None)


def is_said(session: Session, component: Component | FiledPart) -> bool:
    """Say whether whose law counts is known for a component request."""
    return is_listed(component.agency) or bool(meta.read(session, f"{_KEY}{component.id}"))


_BODIES = Prepared(lambda: select(Component.agency).distinct())
_OPEN = Prepared(
    lambda: (
        select(
            Component.id, Request.id.label("request_id"), Request.slug, Request.name,
            Component.agency,
        )
        .join(Request, Component.request_id == Request.id)
        .where(
            Request.withdrawn_at.is_(None),
            Component.origin != UNDONE,
            Component.phase != "closed",
            Component.agency.in_(bindparam("unlisted", expanding=True)),
        )
        .order_by(Request.slug, Component.id)
    )
)  # fmt: skip


def unsaid(session: Session, among: Sequence[int] | None = None) -> list[Unsaid]:
    """Return the open component requests whose law nobody has said, by request."""
    unlisted = [one for one in _BODIES.run(session).scalars().all() if not is_listed(one)]
    if not unlisted:
        return []
    found = [Unsaid(*row) for row in _OPEN.run(session, unlisted=unlisted).all()]
    said = meta.read_all(session, _KEY) if found else {}
    return [
        one
        for one in found
        if f"{_KEY}{one.component_id}" not in said and (among is None or one.component_id in among)
    ]
