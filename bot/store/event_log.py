"""Writes events (with `succession`); each time it projects them, in the same transaction.

`refold` computes everything again from the events: `foia check` compares it with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.frozen import Frozen
from bot.frozen import value as frozen_value
from bot.law import agencies, possible, standing
from bot.law.choices import Choices
from bot.law.events import Certainty, Event, Kind
from bot.law.standing import Deadline, Standing
from bot.store.bulk_statements import Prepared
from bot.store.request_views import FiledPart
from bot.store.requests import fold_number
from bot.store.tables import Component, DeadlineRow, EventRow, Identifier, Request

WITHDRAWN = "withdrawn"  # an event of this kind takes back the one that it supersedes
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A dated fact about to be recorded."""

    kind: Kind
    on: date
    certainty: Certainty = Certainty.STATED
    details: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""
    filing_id: int | None = None


@frozen_value
class Recorded(Frozen):
    """What recording did: the row, what to tell the person, the standing after it."""

    row: EventRow
    warnings: tuple[str, ...]
    standing: Standing


@frozen_value
class Stamp(Frozen):
    """Who records, when, on which civil day, and the lawyer's choices in force."""

    by: str
    now: datetime
    today: date
    choices: Choices


def record(session: Session, component: Component, new: NewEvent, stamp: Stamp) -> Recorded:
    """Append an event and project its component request.

    Raises law's ImpossibleEvent, with nothing written, for what cannot have happened.
    """
    before = facts(session, component.id)
    warnings = possible.check(_event(new), before, today=stamp.today)
    row = _row(component, new, stamp)
    session.add(row)
    session.flush()
    return Recorded(row, tuple(warnings), project(session, component, stamp.choices, stamp.now))


def record_all(
    session: Session, component: Component, told: Sequence[NewEvent], stamp: Stamp
) -> list[EventRow]:
    """Append several events, each possible after those before it, and project once.

    Raises law's ImpossibleEvent, with nothing written.
    """
    known = facts(session, component.id)
    for new in told:
        possible.check(_event(new), known, today=stamp.today)
        known.append(_event(new))
    added = [_row(component, new, stamp) for new in told]
    session.add_all(added)
    session.flush()
    project(session, component, stamp.choices, stamp.now)
    return added


def on_record(session: Session, component_id: int, new: NewEvent) -> EventRow | None:
    """Return the live event that is alike in every detail, or None."""
    wanted = (new.kind.value, new.on, new.certainty.value, dict(new.details), new.note)
    for row in live(session, [component_id]):
        told = (row.kind, row.on, row.certainty, dict(row.details), row.note)
        if told == wanted and new.filing_id in {None, row.filing_id}:
            return row
    return None


def _event(new: NewEvent) -> Event:
    return Event(kind=new.kind, on=new.on, certainty=new.certainty, details=dict(new.details))


def _row(component: Component, new: NewEvent, stamp: Stamp) -> EventRow:
    return EventRow(
        component_id=component.id,
        kind=new.kind.value,
        on=new.on,
        certainty=new.certainty.value,
        details=dict(new.details),
        note=new.note,
        filing_id=new.filing_id,
        recorded_by=stamp.by,
        recorded_at=stamp.now,
    )


def withdraw(session: Session, row_id: int, stamp: Stamp) -> Component:
    """Take an event back: it changes nothing any more, and stays in the log."""
    row = session.get_one(EventRow, row_id)
    withdraw_all(session, [row], stamp)
    return session.get_one(Component, row.component_id)


def withdraw_all(session: Session, taken: Sequence[EventRow], stamp: Stamp) -> None:
    """Take several events back, projecting each component request once."""
    for row in taken:
        session.add(
            EventRow(
                component_id=row.component_id,
                kind=WITHDRAWN,
                on=row.on,
                certainty=row.certainty,
                details={},
                supersedes_id=row.id,
                recorded_by=stamp.by,
                recorded_at=stamp.now,
            )
        )
    session.flush()
    for component_id in dict.fromkeys(row.component_id for row in taken):
        project(session, session.get_one(Component, component_id), stamp.choices, stamp.now)


def bars(session: Session, component_ids: Iterable[int]) -> dict[int, date]:
    """Return the last day to sue of component requests, by their ids, where there is one."""
    rows = session.execute(
        select(DeadlineRow.component_id, DeadlineRow.due).where(
            DeadlineRow.component_id.in_(list(component_ids)),
            DeadlineRow.limit == "suit",
            DeadlineRow.state != SUPERSEDED,
            DeadlineRow.due.is_not(None),
        )
    )
    return {component_id: due for component_id, due in rows if due is not None}


def live(session: Session, component_ids: Iterable[int]) -> list[EventRow]:
    """Return the events that count: neither superseded nor the note that supersedes."""
    rows = session.scalars(
        select(EventRow).where(EventRow.component_id.in_(list(component_ids))).order_by(EventRow.id)
    )
    return _living(list(rows))


_Row = TypeVar("_Row", EventRow, "Noted")


def _living(rows: list[_Row]) -> list[_Row]:
    """Return those that count; one that stands in another's place stands where that one stood."""
    gone = {row.supersedes_id for row in rows if row.supersedes_id}
    first: dict[int, int] = {}
    for row in rows:
        first[row.id] = first.get(row.supersedes_id or 0, row.supersedes_id or row.id)
    alive = [row for row in rows if row.id not in gone and row.kind != WITHDRAWN]
    return sorted(alive, key=lambda row: first[row.id])


def facts(session: Session, component_id: int) -> list[Event]:
    """Return the component request's events as the law reads them."""
    return [fact(row) for row in live(session, [component_id])]


class Noted(NamedTuple):
    """An event as folding reads it, without its words."""

    id: int
    component_id: int
    kind: str
    on: date
    certainty: str
    details: dict[str, Any]
    supersedes_id: int | None


_NOTED = Prepared(
    lambda: (
        select(*(getattr(EventRow, name) for name in Noted._fields))
        .where(EventRow.component_id.in_(bindparam("ids", expanding=True)))
        .order_by(EventRow.id)
    )
)


def noted(session: Session, component_ids: Iterable[int]) -> list[Noted]:
    """Return the events that count, as `live` does; a tenth of its cost where many are read."""
    return _living([Noted._make(row) for row in _NOTED.run(session, ids=list(component_ids)).all()])


def fact(row: EventRow | Noted) -> Event:
    """Return one row as the law reads it."""
    return Event(
        kind=Kind(row.kind),
        on=row.on,
        certainty=Certainty(row.certainty),
        id=str(row.id),
        details=row.details,
    )


def standings(
    session: Session,
    components: Sequence[Component | FiledPart],
    choices: Choices,
    rows: Sequence[EventRow | Noted] | None = None,
) -> dict[int, Standing]:
    """Fold several component requests with one look at the events: `rows`, where they are read."""
    grouped: dict[int, list[Event]] = {component.id: [] for component in components}
    for row in noted(session, grouped) if rows is None else rows:
        grouped[row.component_id].append(fact(row))
    return {
        component.id: standing.fold(
            grouped[component.id], agencies.known(component.agency), choices=choices
        )
        for component in components
    }


def project(session: Session, component: Component, choices: Choices, now: datetime) -> Standing:
    """Write what the events give: phase, clock, deadlines, numbers."""
    folded = standings(session, [component], choices)[component.id]
    for name, value in columns(folded).items():
        setattr(component, name, value)
    _project_deadlines(session, component.id, folded, now)
    _project_numbers(session, component.id, folded)
    session.flush()
    return folded


def columns(folded: Standing) -> dict[str, Any]:
    """Return the component request's projected columns."""
    dues = [d.due for d in folded.deadlines if d.state == "open" and d.due is not None]
    return {
        "phase": str(folded.phase),
        "clock": str(folded.clock),
        "disposition": str(folded.disposition or ""),
        "next_due": min(dues, default=None),
    }


def _project_deadlines(
    session: Session, component_id: int, folded: Standing, now: datetime
) -> None:
    rows = {
        (row.limit, row.version): row
        for row in session.scalars(
            select(DeadlineRow).where(DeadlineRow.component_id == component_id)
        )
    }
    for deadline in folded.deadlines:
        row = rows.pop((deadline.limit, deadline.version), None)
        if row is None:
            row = DeadlineRow(component_id=component_id, made_at=now)
            session.add(row)
        for name, value in deadline_columns(deadline).items():
            setattr(row, name, value)
    for row in rows.values():
        row.state = SUPERSEDED


def deadline_columns(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline's row without its ids."""
    return {
        "limit": deadline.limit,
        "label": deadline.label,
        "version": deadline.version,
        "due": deadline.due,
        "whose": str(deadline.whose),
        "certainty": str(deadline.certainty),
        "state": str(deadline.state),
        "start": deadline.start,
        "met_on": deadline.met_on,
    }


def _project_numbers(session: Session, component_id: int, folded: Standing) -> None:
    rows = {
        row.value: row
        for row in session.scalars(
            select(Identifier).where(Identifier.component_id == component_id)
        )
    }
    for value, role in folded.numbers:
        row = rows.pop(value, None)
        if row is None:
            row = Identifier(component_id=component_id, value=value, folded=fold_number(value))
            session.add(row)
        row.role = str(role)
    for row in rows.values():
        session.delete(row)


def refold(session: Session, choices: Choices) -> list[str]:
    """Compute every projection again and return each difference as a sentence; none is right."""
    components = list(session.scalars(select(Component).order_by(Component.id)))
    folded = standings(session, components, choices)
    names = {row.id: row.slug for row in session.execute(select(Request.id, Request.slug))}
    wrong: list[str] = []
    for component in components:
        where = f"{names[component.request_id]}/{component.agency}"
        for name, value in columns(folded[component.id]).items():
            if getattr(component, name) != value:
                wrong.append(f"{where}: {name} is {getattr(component, name)}, events give {value}")
        wrong += _deadline_differences(session, component.id, folded[component.id], where)
    return wrong


def _deadline_differences(
    session: Session, component_id: int, folded: Standing, where: str
) -> list[str]:
    rows = session.scalars(
        select(DeadlineRow).where(
            DeadlineRow.component_id == component_id, DeadlineRow.state != SUPERSEDED
        )
    )
    have = {(row.limit, row.version): (row.due, row.state) for row in rows}
    want = {(d.limit, d.version): (d.due, str(d.state)) for d in folded.deadlines}
    return [
        f"{where}: deadline {key[0]} is {have.get(key)}, events give {want.get(key)}"
        for key in sorted({*have, *want})
        if have.get(key) != want.get(key)
    ]
