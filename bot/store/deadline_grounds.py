"""What a deadline rests on: the event that started it, how long it runs, its amount, its letter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.law.choices import DEFAULT
from bot.law.deadline import Deadline
from bot.law.events import Kind
from bot.privacy.gate import Level
from bot.store import event_log, people
from bot.store.session import Session
from bot.store.tables import Component, DeadlineRow, EventRow, Filing


@dataclass(frozen=True, slots=True)
class Ground:
    """The starting event, and how long the deadline runs from it.

    `kind` is None where the clock runs from a day that no event has, such as a receipt that a
    letter tells of. `runs` are words like "20 working days", "" where no rule counted the date.
    `letter` is the reference of a filing that the place may hear of.
    """

    kind: Kind | None
    on: date
    amount: str = ""
    letter: str = ""
    runs: str = ""


def ground(session: Session, deadline_id: int | None, place: str) -> Ground | None:
    """Return what a deadline rests on; None where it is not on record."""
    row = session.get(DeadlineRow, deadline_id) if deadline_id else None
    if row is None or row.start is None:
        return None
    counted = _counted(session, row)
    found = [
        event
        for event in event_log.live(session, [row.component_id])
        if event.on == row.start and event.kind != Kind.NOTE
        if counted is None or event.kind == counted.start_event
    ]
    runs = counted.runs if counted else ""
    if not found:
        return Ground(None, row.start, runs=runs) if runs else None
    best = max(found, key=lambda one: (bool(one.details.get("amount")), one.filing_id is not None))
    amount = str(best.details.get("amount") or "")
    return Ground(Kind(best.kind), best.on, amount, _letter(session, best, place), runs)


def _counted(session: Session, row: DeadlineRow) -> Deadline | None:
    """Return the deadline with its arithmetic; None where the events give another one today."""
    component = session.get_one(Component, row.component_id)
    folded = event_log.standings(session, [component], DEFAULT)[component.id]
    same = [d for d in folded.deadlines if (d.limit, d.version) == (row.limit, row.version)]
    return same[0] if same else None


def amounts(session: Session, deadline_ids: Collection[int]) -> dict[int, str]:
    """Return the money that each of these fee questions is about, where the record has one sum."""
    if not deadline_ids:
        return {}
    rows = session.execute(
        select(DeadlineRow.id, DeadlineRow.component_id, DeadlineRow.start).where(
            DeadlineRow.id.in_(deadline_ids)
        )
    ).all()
    asked = [
        event
        for event in event_log.live(session, {component for _, component, _ in rows})
        if event.kind == Kind.FEE_ASKED
    ]
    found = {number: _sums(asked, component, start) for number, component, start in rows}
    return {number: sums.pop() for number, sums in found.items() if len(sums) == 1}


def _sums(asked: Sequence[EventRow], component: int, on: date | None) -> set[str]:
    mine = [event for event in asked if (event.component_id, event.on) == (component, on)]
    return {str(event.details["amount"]) for event in mine if event.details.get("amount")}


def _letter(session: Session, event: EventRow, place: str) -> str:
    """Name the letter where all who read the place may know that it is there."""
    filing = session.get(Filing, event.filing_id) if event.filing_id else None
    if filing is None or filing.state != "ready" or filing.held:
        return ""
    level = Level(people.settings_of(session, place)["level"])
    return filing.ref if filing.level <= min(level, Level.TEAM) else ""
