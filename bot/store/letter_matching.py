"""Which component request a letter may belong to: by its number, its body, its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from bot.store.requests import UNDONE, fold_number
from bot.store.tables import Component, Filing, FilingRequest, Identifier, PageRow, Request

_SHORTEST = 6  # letters and digits from which a number's tail is enough


def with_number(session: Session, number: str) -> list[Component]:
    """Return the component requests that ever had a number, in whatever spelling."""
    folded = fold_number(number)
    if not folded:
        return []
    fits = Identifier.folded == folded
    if len(folded) >= _SHORTEST:
        fits = or_(fits, Identifier.folded.endswith(folded, autoescape=True))
    return _components(session, select(Identifier.component_id).where(fits))


def at(session: Session, agencies: Iterable[str]) -> list[Component]:
    """Return the component requests at one of these bodies."""
    named = select(Component.id).where(Component.agency.in_(list(agencies)))
    return _components(session, named)


def every(session: Session) -> list[Component]:
    """Return all component requests on record."""
    return _components(session, select(Component.id))


def of_filing(session: Session, filing_id: int) -> list[Component]:
    """Return the component requests of every request under which a filing lies."""
    belongs = select(FilingRequest.request_id).where(FilingRequest.filing_id == filing_id)
    return _components(session, select(Component.id).where(Component.request_id.in_(belongs)))


def of_docs(session: Session, docs: Sequence[str]) -> list[Component]:
    """Return the component requests of the first filing of these names that lies under one."""
    for doc in docs:
        belongs = (
            select(FilingRequest.request_id)
            .join(Filing, Filing.id == FilingRequest.filing_id)
            .where(Filing.doc == doc)
        )
        found = _components(session, select(Component.id).where(Component.request_id.in_(belongs)))
        if found:
            return found
    return []


def pages_of(session: Session, filing_id: int) -> list[tuple[int, str]]:
    """Return a filing's pages in order: number and masked text."""
    rows = select(PageRow.number, PageRow.text).where(PageRow.filing_id == filing_id)
    return [(number, text) for number, text in session.execute(rows.order_by(PageRow.number))]


def _components(session: Session, ids: object) -> list[Component]:
    rows = session.scalars(
        select(Component)
        .join(Request, Request.id == Component.request_id)
        .where(Component.id.in_(ids), Component.origin != UNDONE, Request.withdrawn_at.is_(None))  # type: ignore[arg-type]
        .options(joinedload(Component.request))
        .order_by(Component.id)
    )
    return list(rows)


def agencies(session: Session) -> set[str]:
    """Return every body to which a request went."""
    return set(session.scalars(select(Component.agency).distinct()))


def numbers_of(session: Session, components: Sequence[Component]) -> dict[int, list[str]]:
    """Return the numbers on record of each component request, folded."""
    found: dict[int, list[str]] = {}
    ids = [component.id for component in components]
    rows = select(Identifier.component_id, Identifier.folded).where(
        Identifier.component_id.in_(ids), Identifier.role == "request"
    )
    for component_id, folded in session.execute(rows):
        found.setdefault(component_id, []).append(folded)
    return found


def all_numbers_of(session: Session, component_id: int) -> set[str]:
    """Return every number on record of a component request, of whatever role, folded."""
    rows = select(Identifier.folded).where(Identifier.component_id == component_id)
    return set(session.scalars(rows))
