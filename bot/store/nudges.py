"""Nudges as rows: what was recorded of each deadline's steps, and what is waiting to be said.

Queries give plain values, so that a sweep over thousands of deadlines stays small and quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, null, or_, select, update
from sqlalchemy.orm import Session

from bot.store import bulk_statements
from bot.store.nudge_subjects import (
    COMPONENTS,
    DEADLINE,
    DEADLINES,
    OPEN,
    REQUEST,
    REQUESTS,
    C,
    D,
    R,
    Subject,
)
from bot.store.tables import Nudge, Post, Reminder


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
    acknowledged_by: str
    acknowledged_at: datetime | None
    snoozed_until: datetime | None
    snoozed_by: str
    sent_at: datetime | None
    post_id: int | None
    subject: Subject

    @property
    def asked_for(self) -> bool:
        """Whether somebody named the day: a date set by hand, or a snooze."""
        return self.subject.deadline_id is None or self.step.startswith("snooze")


_NUDGE, _POST, _REMINDER = (
    bulk_statements.table(Nudge),
    bulk_statements.table(Post),
    bulk_statements.table(Reminder),
)
_N, _P = _NUDGE.c, _POST.c
_STEP: tuple[Any, ...] = tuple(_N[name] for name in Waiting.__dataclass_fields__ if name in _N)
_IDS: Any = bindparam("ids", expanding=True)

# Statements are built once: building them costs more than running them.
_OF_DEADLINES: Any = (
    select(*_STEP, *DEADLINE, *REQUEST)
    .select_from(_NUDGE)
    .join(DEADLINES, D.id == _N.deadline_id)
    .join(COMPONENTS, C.id == D.component_id)
    .join(REQUESTS, R.id == C.request_id)
)
_BY_HAND: Any = (
    select(
        *_STEP,
        _REMINDER.c.text,
        _REMINDER.c.on,
        _REMINDER.c.created_at,
        _REMINDER.c.ended_at,
        *REQUEST,
    )
    .select_from(_NUDGE)
    .join(_REMINDER, _REMINDER.c.id == _N.reminder_id)
    .join(REQUESTS, R.id == _REMINDER.c.request_id)
)
_IS_WAITING = (_N.state == "planned", _N.post_id.is_(None), _N.due_at <= bindparam("now"))
_WAITING = tuple(query.where(*_IS_WAITING) for query in (_OF_DEADLINES, _BY_HAND))
_CARRIED = tuple(
    query.where(_N.post_id == bindparam("post"), _N.state == "taken")
    for query in (_OF_DEADLINES, _BY_HAND)
)
_ONE = tuple(query.where(_N.id == bindparam("one")) for query in (_OF_DEADLINES, _BY_HAND))
_ANY_WAITING = select(_N.id).where(*_IS_WAITING).limit(1)
_RECORDED = select(_N.deadline_id, _N.step, _N.audience, _N.state, _N.reason, _N.due_at).where(
    _N.deadline_id.in_(_IDS)
)
_ACKNOWLEDGED = (
    select(_N.deadline_id, func.max(_N.acknowledged_at))
    .where(_N.deadline_id.in_(_IDS), _N.acknowledged_at.is_not(None))
    .group_by(_N.deadline_id)
)
_HEAL = (
    update(_NUDGE)
    .where(_N.deadline_id.in_(_IDS), _N.acknowledged_at > bindparam("after"))
    .values(acknowledged_at=bindparam("now"))
)
_ASSIGNED = (
    select(_N.deadline_id, func.max(_N.assigned_to))
    .where(_N.deadline_id.in_(_IDS), _N.assigned_to != "")
    .group_by(_N.deadline_id)
)
_NEWER = (
    select(_N.deadline_id, _N.audience, func.max(_N.due_at))
    .where(
        _N.deadline_id.in_(_IDS),
        _N.due_at <= bindparam("now"),
        _N.state != "superseded",
        ~_N.step.startswith("snooze"),
    )
    .group_by(_N.deadline_id, _N.audience)
)
_RECORD = bulk_statements.Upsert(lambda insert: insert(_NUDGE).on_conflict_do_nothing())
_REVIVE = (
    update(_NUDGE)
    .where(
        _N.ref == bindparam("of"),
        _N.state == "superseded",
        _N.reason.in_(bindparam("whys", expanding=True)),
    )
    .values({name: bindparam(f"new_{name}") for name in ("state", "reason", "due_on", "due_at")})
)
# A message that carried it may stand in the place: should it ever be said again, then marked.
_MAY_STAND = exists().where(_P.id == _N.post_id, or_(_P.since.is_not(None), _P.marked))
_SUPERSEDE = (
    update(_NUDGE)
    .where(_N.id.in_(_IDS), _N.state.in_(("planned", "taken")))
    .values(
        state="superseded",
        reason=bindparam("why"),
        marked=or_(_N.marked, _MAY_STAND),
        post_id=null(),
    )
)


def recorded(
    session: Session, deadlines: Iterable[int]
) -> dict[int, dict[tuple[str, str], tuple[str, str, datetime]]]:
    """Return, for each deadline, (step, audience) -> (state, reason, due_at)."""
    found: dict[int, dict[tuple[str, str], tuple[str, str, datetime]]] = {}
    for row in bulk_statements.run(session, _RECORDED, {"ids": list(deadlines)}):
        found.setdefault(row[0], {})[row[1], row[2]] = (row[3], row[4], row[5])
    return found


def acknowledgements(session: Session, deadlines: Iterable[int]) -> dict[int, datetime]:
    """Return when somebody last acknowledged a nudge of each deadline."""
    found = bulk_statements.run(session, _ACKNOWLEDGED, {"ids": list(deadlines)})
    return {deadline: at for deadline, at in found}  # noqa: C416 - rows are not pairs to mypy


def heal_answers(
    session: Session, deadlines: Iterable[int], after: datetime, now: datetime
) -> None:
    """Date answers now that lie in the future: they were given by a clock that was ahead."""
    values = {"ids": list(deadlines), "after": after, "now": now}
    bulk_statements.run(session, _HEAL, values)


def assignees(session: Session, deadlines: Iterable[int]) -> dict[int, str]:
    """Return to whom each deadline's nudges were assigned; all of one deadline to one person."""
    return dict(map(tuple, bulk_statements.run(session, _ASSIGNED, {"ids": list(deadlines)})))


def record(session: Session, steps: Sequence[Mapping[str, Any]]) -> None:
    """Write steps down. A step already there stays."""
    if steps:
        bulk_statements.run(session, _RECORD.of(session), list(steps))


def revive(session: Session, ref: str, reasons: Sequence[str], values: Mapping[str, Any]) -> None:
    """Set a superseded step again whose superseding had one of these reasons.

    `values`: its new state, reason, due_on and due_at.
    """
    given = {f"new_{name}": value for name, value in values.items()}
    bulk_statements.run(session, _REVIVE, {"of": ref, "whys": list(reasons), **given})


def is_any_waiting(session: Session, now: datetime) -> bool:
    """Say whether `waiting` would return anything."""
    return bulk_statements.run(session, _ANY_WAITING, {"now": now}).first() is not None


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
    of_deadlines, by_hand = (bulk_statements.run(session, query, values).all() for query in queries)
    width = len(_STEP)
    found = [_row(row, Subject(*row[width:])) for row in of_deadlines]
    found += [_row(row, _by_hand(*row[width:])) for row in by_hand]
    return sorted(found, key=lambda item: (item.due_at, item.id))


def _row(row: Any, subject: Subject) -> Waiting:
    values: list[Any] = [*row[: len(_STEP)], subject]
    return Waiting(*values)


def _by_hand(
    words: str, on: date, made_at: datetime, ended_at: datetime | None, *request: Any
) -> Subject:
    state = OPEN if ended_at is None else "met"
    return Subject(
        None, None, "reminder", words, "", on, "ours", "stated", state, made_at, "", *request
    )


def newer(
    session: Session, deadlines: Iterable[int], now: datetime
) -> dict[tuple[int, str], datetime]:
    """Return the time of the newest step of each (deadline, audience) that is said or will be."""
    found = bulk_statements.run(session, _NEWER, {"ids": list(deadlines), "now": now})
    return {(deadline, audience): at for deadline, audience, at in found}


def supersede(session: Session, nudge_ids: Iterable[int], reason: str) -> int:
    """Say for good that these steps are not to be said, and why. Returns how many there were."""
    ids = list(nudge_ids)
    return bulk_statements.count(session, _SUPERSEDE, {"ids": ids, "why": reason}) if ids else 0
