"""A request that was removed, or taken back with undo, comes back whole."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.values import Button, Notice
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.queries.filings import may_decide
from bot.registry.commands import TakeBack
from bot.registry.queries import ShowStatus
from bot.store import requests, undo_log
from bot.store.session import Session
from bot.store.tables import Deed, Request

_NAMED = 3


def told(session: Session, deed: Deed) -> Sequence[str]:
    """Say how what an undo took off the lists comes back."""
    gone = _made_by(deed)
    slugs = [session.get_one(Request, one).slug.partition("~")[0] for one in gone[:_NAMED]]
    if not slugs:
        return ()
    more = f" (so with each of the {len(gone)})" if len(gone) > _NAMED else ""
    return (f"Kept whole; to bring it back: request reopen {' · '.join(slugs)}{more}.",)


def bring_back(room: Room, ask: Ask, name: str) -> Notice | None:
    """List a request again that was taken off the lists; None where none was called that.

    Raises Refused for what a lead removed, unless a lead asks, and where the name is taken.
    """
    slug = requests.slug_of(name)
    for request in undo_log.off_the_lists(room.session, slug):
        deed = _taken_off_by(room.session, request.id)
        if deed is None:
            continue
        if "removed" in deed.undo and not may_decide(ask):
            raise Refused("A lead removed it; only a lead brings it back. people lists them.")
        if other := requests.holder_of(room.session, slug, but=request):
            raise Refused(f"Another request is called {other} by now. Rename that one first.")
        request.withdrawn_at, request.slug = None, slug
        deed.undone_at = ask.now
        undo_log.remember(
            room.session, by=ask.person.id, now=ask.now, what=f"bringing back {slug}",
            undo={"request": request.id},
        )  # fmt: skip
        buttons = (Button("Undo", TakeBack()), Button("Status", ShowStatus(f"#r{request.id}")))
        return Notice(f"Back on the lists: {request.name} ({slug}).", tone="done", buttons=buttons)
    return None


def _taken_off_by(session: Session, request_id: int) -> Deed | None:
    """Return the removal, or the change whose undo took it off the lists."""
    for deed in undo_log.every(session):
        if deed.undo.get("removed") == request_id and deed.undone_at is None:
            return deed
        if request_id in _made_by(deed) and deed.undone_at is not None:
            return deed
    return None


def _made_by(deed: Deed) -> list[int]:
    one = deed.undo.get("request")
    return [*deed.undo.get("requests", ()), *([one] if one else [])]
