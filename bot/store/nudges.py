"""Nudges as rows: which deadlines to plan, what was recorded of them, what is waiting to be said.

Queries give plain values, so that a sweep over thousands of deadlines stays small and quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import (
    Component,
    DeadlineRow,
    Meta,
    Nudge,
    NudgeOverride,
    NudgePlan,
    PlaceRow,
    Reminder,
    Request,
)

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a nudge is about: a deadline with its request, or a date set by hand (no deadline)."""

    deadline_id: int | None
    component_id: int | None
    limit: str
    label: str
    version: str
    due: date | None
    whose: str
    certainty: str
    state: str
    made_at: datetime
    agency: str
    request_id: int
    slug: str
    name: str
    owner: str
    channel: str
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether there is still something to remind of."""
        return self.state == OPEN and self.due is not None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recorded step with what it is about."""

    id: int
    ref: str
    step: str
    audience: str
    version: str
    due_on: date
    due_at: datetime
    state: str
    marked: bool
    assigned_to: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """What a lead set for a place."""

    zone: str
    overrides: Mapping[str, Any]


_DEADLINE: tuple[Any, ...] = (
    DeadlineRow.id,
    DeadlineRow.component_id,
    DeadlineRow.limit,
    DeadlineRow.label,
    DeadlineRow.version,
    DeadlineRow.due,
    DeadlineRow.whose,
    DeadlineRow.certainty,
    DeadlineRow.state,
    DeadlineRow.made_at,
    Component.agency,
)
_REQUEST: tuple[Any, ...] = (
    Request.id,
    Request.slug,
    Request.name,
    Request.owner,
    Request.channel,
    Request.withdrawn_at,
)
_NUDGE: tuple[Any, ...] = (
    Nudge.id,
    Nudge.ref,
    Nudge.step,
    Nudge.audience,
    Nudge.version,
    Nudge.due_on,
    Nudge.due_at,
    Nudge.state,
    Nudge.marked,
    Nudge.assigned_to,
)


# Statements are built once: building them costs more than running them.
_OPEN: Any = (
    select(*_DEADLINE, *_REQUEST)
    .join(Component, Component.id == DeadlineRow.component_id)
    .join(Request, Request.id == Component.request_id)
    .where(
        DeadlineRow.state == OPEN,
        DeadlineRow.due.is_not(None),
        Request.withdrawn_at.is_(None),
    )
)
_OVERRIDDEN: Any = (
    _OPEN.add_columns(NudgeOverride.settings)
    .outerjoin(NudgeOverride, NudgeOverride.request_id == Request.id)
    .order_by(DeadlineRow.due, DeadlineRow.id)
)
_TO_PLAN: Any = (
    _OVERRIDDEN.outerjoin(NudgePlan, NudgePlan.deadline_id == DeadlineRow.id)
    .where(
        or_(
            NudgePlan.deadline_id.is_(None),
            NudgePlan.next_at <= bindparam("now"),
            NudgePlan.place != Request.channel,
            NudgeOverride.changed_at > NudgePlan.made_at,
            NudgePlan.made_at > bindparam("now"),  # the clock went back
        )
    )
    .limit(bindparam("most", type_=Integer))
)
_STAMPS = select(NudgePlan.place, NudgePlan.stamp).distinct()
_CLOSED_PLANS: Any = (
    select(NudgePlan.deadline_id)
    .join(DeadlineRow, DeadlineRow.id == NudgePlan.deadline_id)
    .join(Component, Component.id == DeadlineRow.component_id)
    .join(Request, Request.id == Component.request_id)
    .where(or_(DeadlineRow.state != OPEN, Request.withdrawn_at.is_not(None)))
)
_HOMES = select(Request.channel).where(Request.withdrawn_at.is_(None)).distinct()
_PLACES = select(PlaceRow.id, PlaceRow.zone, PlaceRow.settings)
_META = select(Meta.value).where(Meta.key == bindparam("wanted"))
_METAS = select(Meta.key, Meta.value).where(Meta.key.startswith(bindparam("prefix")))
_OF_DEADLINES: Any = (
    select(*_NUDGE, *_DEADLINE, *_REQUEST)
    .join(DeadlineRow, DeadlineRow.id == Nudge.deadline_id)
    .join(Component, Component.id == DeadlineRow.component_id)
    .join(Request, Request.id == Component.request_id)
)
_BY_HAND: Any = (
    select(
        *_NUDGE,
        Reminder.text,
        Reminder.on,
        Reminder.created_at,
        Reminder.ended_at,
        *_REQUEST,
    )
    .join(Reminder, Reminder.id == Nudge.reminder_id)
    .join(Request, Request.id == Reminder.request_id)
)
_WAITING = tuple(
    query.where(Nudge.state == "planned", Nudge.post_id.is_(None), Nudge.due_at <= bindparam("now"))
    for query in (_OF_DEADLINES, _BY_HAND)
)
_CARRIED = tuple(
    query.where(Nudge.post_id == bindparam("post"), Nudge.state == "taken")
    for query in (_OF_DEADLINES, _BY_HAND)
)
_ONE = tuple(query.where(Nudge.id == bindparam("one")) for query in (_OF_DEADLINES, _BY_HAND))


def open_subjects(session: Session, until: date | None = None) -> list[Subject]:
    """Return every open deadline with a date, soonest first; `until` bounds the date."""
    query = _OPEN.order_by(DeadlineRow.due, DeadlineRow.id)
    if until is not None:
        query = query.where(DeadlineRow.due <= until)
    return [Subject(*row) for row in session.execute(query)]


def with_overrides(session: Session) -> list[tuple[Subject, Mapping[str, Any]]]:
    """Return every open deadline with a date, each with its request's overrides."""
    return [(Subject(*row[:-1]), row[-1] or {}) for row in session.execute(_OVERRIDDEN)]


def to_plan(session: Session, now: datetime, limit: int) -> list[tuple[Subject, Mapping[str, Any]]]:
    """Return open deadlines that want planning, each with its request's overrides.

    Those never planned, whose next step has come, or whose place or overrides have changed.
    """
    rows = session.execute(_TO_PLAN, {"now": now, "most": limit})
    return [(Subject(*row[:-1]), row[-1] or {}) for row in rows]


def recorded(
    session: Session, deadlines: Iterable[int]
) -> dict[int, dict[tuple[str, str], tuple[str, str]]]:
    """Return, for each deadline, (step, audience) -> (state, reason)."""
    query = select(Nudge.deadline_id, Nudge.step, Nudge.audience, Nudge.state, Nudge.reason).where(
        Nudge.deadline_id.in_(list(deadlines))
    )
    found: dict[int, dict[tuple[str, str], tuple[str, str]]] = {}
    for deadline, step, audience, state, reason in session.execute(query):
        if deadline is not None:
            found.setdefault(deadline, {})[step, audience] = (state, reason)
    return found


def acknowledgements(session: Session, deadlines: Iterable[int]) -> dict[int, datetime]:
    """Return when somebody last acknowledged a nudge of each deadline."""
    query = (
        select(Nudge.deadline_id, func.max(Nudge.acknowledged_at))
        .where(Nudge.deadline_id.in_(list(deadlines)), Nudge.acknowledged_at.is_not(None))
        .group_by(Nudge.deadline_id)
    )
    return {deadline: at for deadline, at in session.execute(query) if deadline and at}


def record(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write steps down. A step already there stays, unless it had only been closed."""
    if not rows:
        return
    session.execute(_insert(session, Nudge).on_conflict_do_nothing(), list(rows))


def revive(session: Session, refs: Iterable[str], reason: str, values: Mapping[str, Any]) -> None:
    """Set superseded steps again whose superseding had that reason."""
    session.execute(
        update(Nudge)
        .where(Nudge.ref.in_(list(refs)), Nudge.state == "superseded", Nudge.reason == reason)
        .values(**values)
    )


def note_plans(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down when each deadline must be looked at again."""
    if not rows:
        return
    session.execute(
        delete(NudgePlan).where(NudgePlan.deadline_id.in_([row["deadline_id"] for row in rows]))
    )
    session.execute(insert(NudgePlan), list(rows))


def plan_stamps(session: Session) -> list[tuple[str, str]]:
    """Return every (place, stamp) under which plans were computed."""
    return [(row.place, row.stamp) for row in session.execute(_STAMPS)]


def forget_plans(session: Session, place: str, stamp: str) -> None:
    """Have the deadlines of a place planned again that were planned under this stamp."""
    session.execute(delete(NudgePlan).where(NudgePlan.place == place, NudgePlan.stamp == stamp))


def forget_plan(session: Session, deadline_id: int) -> None:
    """Have one deadline planned again."""
    session.execute(delete(NudgePlan).where(NudgePlan.deadline_id == deadline_id))


def has_closed_plans(session: Session) -> bool:
    """Say whether a deadline that is no longer open has a plan."""
    return session.scalars(_CLOSED_PLANS).first() is not None


def forget_closed_plans(session: Session) -> None:
    """Have a deadline that is no longer open planned anew should it open again."""
    ids = list(session.scalars(_CLOSED_PLANS))
    if ids:
        session.execute(delete(NudgePlan).where(NudgePlan.deadline_id.in_(ids)))


def home_channels(session: Session) -> list[str]:
    """Return the home channels of all requests that were not taken back."""
    return [channel for channel in session.scalars(_HOMES) if channel]


def waiting(session: Session, now: datetime) -> list[Waiting]:
    """Return the planned steps whose time has come and that no post carries, oldest first."""
    return _read(session, _WAITING, now=now)


def carried(session: Session, post_id: int) -> list[Waiting]:
    """Return the steps that a post is to say, oldest first."""
    return _read(session, _CARRIED, post=post_id)


def one(session: Session, nudge_id: int) -> Waiting | None:
    """Return one recorded step."""
    found = _read(session, _ONE, one=nudge_id)
    return found[0] if found else None


def _read(session: Session, queries: tuple[Any, ...], **values: Any) -> list[Waiting]:
    of_deadlines, by_hand = (list(session.execute(query, values)) for query in queries)
    width = len(_NUDGE)
    found = [_row(row, Subject(*row[width:])) for row in of_deadlines]
    found += [_row(row, _by_hand(*row[width:])) for row in by_hand]
    return sorted(found, key=lambda item: (item.due_at, item.id))


def _row(row: Any, subject: Subject) -> Waiting:
    values: list[Any] = [*row[: len(_NUDGE)], subject]
    return Waiting(*values)


def _by_hand(
    words: str, on: date, made_at: datetime, ended_at: datetime | None, *request: Any
) -> Subject:
    return Subject(
        None,
        None,
        "reminder",
        words,
        "",
        on,
        "ours",
        "stated",
        OPEN if ended_at is None else "met",
        made_at,
        "",
        *request,
    )


def newer(
    session: Session, deadlines: Iterable[int], now: datetime
) -> dict[tuple[int, str], datetime]:
    """Return the time of the newest step of each (deadline, audience) that is said or will be."""
    query = (
        select(Nudge.deadline_id, Nudge.audience, func.max(Nudge.due_at))
        .where(
            Nudge.deadline_id.in_(list(deadlines)),
            Nudge.due_at <= now,
            Nudge.state.in_(("planned", "taken", "sent")),
            ~Nudge.step.startswith("snooze"),
        )
        .group_by(Nudge.deadline_id, Nudge.audience)
    )
    return {
        (deadline, audience): at
        for deadline, audience, at in session.execute(query)
        if deadline and at
    }


def supersede(session: Session, nudge_ids: Iterable[int], reason: str) -> int:
    """Say for good that these steps are not to be said, and why. Returns how many there were."""
    result = session.execute(
        update(Nudge)
        .where(Nudge.id.in_(list(nudge_ids)), Nudge.state.in_(("planned", "taken")))
        .values(state="superseded", reason=reason, post_id=None)
    )
    return _count(result)


def superseded(session: Session) -> int:
    """Return how many steps were made silent so far."""
    return session.scalar(select(func.count()).where(Nudge.state == "superseded")) or 0


def place_settings(session: Session) -> dict[str, PlaceSettings]:
    """Return zone and overrides of every place that has settings."""
    rows = session.execute(_PLACES)
    return {row.id: PlaceSettings(row.zone, (row.settings or {}).get("nudges", {})) for row in rows}


def meta(session: Session, key: str) -> str | None:
    """Return a single fact about this store."""
    return session.scalar(_META, {"wanted": key})


def metas(session: Session, prefix: str) -> dict[str, str]:
    """Return the facts about this store whose keys begin so."""
    rows = session.execute(_METAS, {"prefix": prefix})
    return {row.key: row.value for row in rows}


def set_meta(session: Session, key: str, value: str | None) -> None:
    """Write a single fact about this store; None takes it away."""
    if value is None:
        session.execute(delete(Meta).where(Meta.key == key))
        return
    statement = _insert(session, Meta).values(key=key, value=value)
    session.execute(
        statement.on_conflict_do_update(index_elements=[Meta.key], set_={"value": value})
    )


def _insert(session: Session, table: Any) -> Any:
    dialect = session.get_bind().dialect.name
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def _count(result: Any) -> int:
    return int(result.rowcount)
