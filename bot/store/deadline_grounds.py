"""What a deadline rests on: the event that started it, its amount, and the letter that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.events import Kind
from bot.privacy.gate import Level
from bot.store import event_log, people
from bot.store.session import Session
from bot.store.tables import DeadlineRow, EventRow, Filing


@dataclass(frozen=True, slots=True)
class Ground:
    """The starting event; `letter` is the reference of a filing that the place may hear of."""

    kind: Kind
    on: date
    amount: str = ""
    letter: str = ""


def ground(session: Session, deadline_id: int | None, place: str) -> Ground | None:
    """Return what a deadline rests on; None where it is not on record."""
    row = session.get(DeadlineRow, deadline_id) if deadline_id else None
    if row is None or row.start is None:
        return None
    found = [
        event
        for event in event_log.live(session, [row.component_id])
        if event.on == row.start and event.kind != Kind.NOTE
    ]
    if not found:
        return None
    best = max(found, key=lambda one: (bool(one.details.get("amount")), one.filing_id is not None))
    amount = str(best.details.get("amount") or "")
    return Ground(Kind(best.kind), best.on, amount, _letter(session, best, place))


def _letter(session: Session, event: EventRow, place: str) -> str:
    """Name the letter where all who read the place may know that it is there."""
    filing = session.get(Filing, event.filing_id) if event.filing_id else None
    if filing is None or filing.state != "ready" or filing.held:
        return ""
    level = Level(people.settings_of(session, place)["level"])
    return filing.ref if filing.level <= min(level, Level.TEAM) else ""
