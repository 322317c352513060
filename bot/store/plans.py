"""When each deadline must be looked at again, and under which policy that was computed.

A plan is no timer: it only spares looking at what cannot have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.nudge_subjects import (
    COMPONENTS,
    DEADLINES,
    OPEN,
    OVERRIDES,
    REQUESTS,
    C,
    D,
    R,
    V,
    of_open,
)
from bot.store.tables import NudgePlan


class Unplanned(NamedTuple):
    """What planning asks of an open deadline, and its request's overrides."""

    deadline_id: int
    component_id: int
    limit: str
    version: str
    due: date
    whose: str
    made_at: datetime
    channel: str
    overrides: Mapping[str, Any] | None


Place = tuple[date, int]  # in the order of planning: the day due, the deadline
FIRST: Place = (date.min, 0)

_PLAN = bulk_statements.table(NudgePlan)
_P = _PLAN.c
_WANTS_PLANNING = or_(
    _P.deadline_id.is_(None),
    _P.next_at <= bindparam("now"),
    _P.place != R.channel,
    V.changed_at > _P.made_at,
    _P.made_at > bindparam("now"),  # the clock went back
)
# Near dates before far ones.
_TO_PLAN = (
    of_open(
        D.id,
        D.component_id,
        D.limit,
        D.version,
        D.due,
        D.whose,
        D.made_at,
        R.channel,
        V.settings,
    )
    .outerjoin(OVERRIDES, V.request_id == R.id)
    .outerjoin(_PLAN, _P.deadline_id == D.id)
    .where(
        _WANTS_PLANNING,
        D.due >= bindparam("day"),
        or_(D.due > bindparam("day"), D.id > bindparam("after")),
    )
    .order_by(D.due, D.id)
    .limit(bindparam("most", type_=Integer))
)
_ANY = (
    of_open(D.id)
    .outerjoin(OVERRIDES, V.request_id == R.id)
    .outerjoin(_PLAN, _P.deadline_id == D.id)
    .where(_WANTS_PLANNING)
    .limit(1)
)
_WISHES = select(V.request_id, V.settings).where(V.request_id.in_(bindparam("ids", expanding=True)))
_ALL_WISHES = select(V.request_id, V.settings)
_STAMPS = select(_P.place, _P.stamp).distinct()
_OF_CLOSED = (
    select(_P.deadline_id)
    .join(DEADLINES, D.id == _P.deadline_id)
    .join(COMPONENTS, C.id == D.component_id)
    .join(REQUESTS, R.id == C.request_id)
    .where(or_(D.state != OPEN, R.withdrawn_at.is_not(None)))
)
_ANY_OF_CLOSED = _OF_CLOSED.limit(1)


def _note(insert: Any) -> Any:
    new = insert(_PLAN)
    changed = {name: new.excluded[name] for name in ("place", "stamp", "made_at", "next_at")}
    return new.on_conflict_do_update(index_elements=[_P.deadline_id], set_=changed)


_NOTE = bulk_statements.Upsert(_note)
_DROP = delete(_PLAN).where(_P.deadline_id.in_(bindparam("ids", expanding=True)))
_HEAL = (
    update(DEADLINES)
    .where(D.id.in_(bindparam("ids", expanding=True)))
    .values(made_at=bindparam("now"))
)
_DROP_OF_REQUEST = delete(_PLAN).where(
    _P.deadline_id.in_(
        select(D.id)
        .join(COMPONENTS, C.id == D.component_id)
        .where(C.request_id == bindparam("request"))
    )
)
_DROP_STALE = delete(_PLAN).where(
    and_(_P.place == bindparam("where"), _P.stamp == bindparam("old"))
)


def is_any_wanted(session: Session, now: datetime) -> bool:
    """Say whether a deadline wants planning, or an old plan wants forgetting."""
    return (
        bulk_statements.run(session, _ANY, {"now": now}).first() is not None
        or bulk_statements.run(session, _ANY_OF_CLOSED).first() is not None
    )


def wanted(session: Session, now: datetime, most: int, after: Place = FIRST) -> list[Unplanned]:
    """Return open deadlines that want planning, soonest due first, from a place in that order on.

    Those never planned, whose next step has come, or whose place or overrides have changed.
    """
    values = {"now": now, "most": most, "day": after[0], "after": after[1]}
    return [Unplanned(*row) for row in bulk_statements.run(session, _TO_PLAN, values)]


def overrides(session: Session, requests: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """Return what requests want other than the policy of their place, where they want it."""
    ids = list(requests)
    if not ids:
        return {}
    return dict(map(tuple, bulk_statements.run(session, _WISHES, {"ids": ids})))


def all_overrides(session: Session) -> dict[int, Mapping[str, Any]]:
    """Return what any request wants other than the policy of its place; few do."""
    return {request: wish for request, wish in bulk_statements.run(session, _ALL_WISHES) if wish}


def forget_request(session: Session, request: int) -> None:
    """Have the deadlines of a request planned again: what it wants has changed."""
    bulk_statements.run(session, _DROP_OF_REQUEST, {"request": request})


def heal(session: Session, deadlines: Sequence[int], now: datetime) -> None:
    """Date deadlines now that were recorded in the future, by a clock that was ahead."""
    bulk_statements.run(session, _HEAL, {"ids": list(deadlines), "now": now})


def note(session: Session, plans: Sequence[Mapping[str, Any]]) -> None:
    """Write down when each deadline must be looked at again."""
    if plans:
        bulk_statements.run(session, _NOTE.of(session), list(plans))


def stamps(session: Session) -> list[tuple[str, str]]:
    """Return every (place, stamp) under which plans were computed."""
    return [(place, stamp) for place, stamp in bulk_statements.run(session, _STAMPS)]


def forget_stale(session: Session, place: str, stamp: str) -> None:
    """Have the deadlines of a place planned again that were planned under this stamp."""
    bulk_statements.run(session, _DROP_STALE, {"where": place, "old": stamp})


def forget(session: Session, deadlines: Iterable[int]) -> None:
    """Have these deadlines planned again."""
    if ids := list(deadlines):
        bulk_statements.run(session, _DROP, {"ids": ids})


def forget_closed(session: Session) -> None:
    """Have a deadline that is no longer open planned anew should it open again."""
    forget(session, [deadline for (deadline,) in bulk_statements.run(session, _OF_CLOSED)])
