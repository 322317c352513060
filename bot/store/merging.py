"""One request taken into another: its parts, nicknames and filings go over, and can come back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.tables import Alias, Component, FilingRequest, Request


def move(
    session: Session, source: Request, target: Request, parts: list[Component]
) -> dict[str, Any]:
    """Give the target these parts of the source, its names and its filings.

    Returns what `move_back` needs.
    """
    had = {one.folded for one in target.aliases}
    names = {one.folded: one.alias for one in source.aliases}
    names |= {name.replace("-", " ").casefold(): name for name in (source.slug, source.name)}
    added = [Alias(alias=said, folded=key) for key, said in names.items() if key not in had]
    target.aliases.extend(added)
    for part in parts:
        part.request_id = target.id
    filings = _linked(session, source.id) - _linked(session, target.id)
    session.add_all(FilingRequest(filing_id=one, request_id=target.id) for one in filings)
    session.flush()
    session.expire_all()
    return {
        "into": target.id,
        "parts": [part.id for part in parts],
        "names": [one.id for one in added],
        "filings": sorted(filings),
    }


def move_back(session: Session, source: Request, how: dict[str, Any]) -> None:
    """Give the source back what `move` took, as far as it is still there."""
    for number in how["parts"]:
        session.get_one(Component, number).request_id = source.id
    session.execute(delete(Alias).where(Alias.id.in_(how["names"])))
    session.execute(
        delete(FilingRequest).where(
            FilingRequest.request_id == how["into"], FilingRequest.filing_id.in_(how["filings"])
        )
    )
    session.flush()
    session.expire_all()


def _linked(session: Session, request_id: int) -> set[int]:
    chosen = select(FilingRequest.filing_id).where(FilingRequest.request_id == request_id)
    return set(session.scalars(chosen))
