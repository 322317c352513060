"""After an upgrade: the rows that are computed from events, computed by the law of this release.

A release may correct a rule. What it computes alike keeps its row and the nudges that were said
of it, even where the version's hash changed; what it computes otherwise is a new deadline, whose
steps before now are born superseded and told once (reminders.plan: the baseline).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.law.standing import Deadline
from bot.store import event_log, legal_choices, meta
from bot.store.database import Database
from bot.store.tables import Component, DeadlineRow

log = logging.getLogger(__name__)

MARK = "law.folded"  # by which law the rows were computed
UPGRADED = "law.upgraded"  # when a store of a release without alarms for suits was first opened
OPEN = "open"


@cache
def law_mark() -> str:
    """Return a mark of the law as this release has it: code and data, whatever changes either."""
    found = hashlib.blake2b(digest_size=8)
    for one in sorted(_sources(files("bot.law")), key=lambda one: one.name):
        found.update(one.name.encode() + one.read_bytes())
    return found.hexdigest()


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in folder.iterdir():
        if one.is_dir():
            found += _sources(one)
        elif one.name.endswith((".py", ".toml")):
            found.append(one)
    return found


def is_current(session: Session) -> bool:
    """Say whether the rows were computed by the law of this release."""
    return meta.read(session, MARK) == law_mark()


def bring_up_to_date(database: Database, now: datetime, *, anyway: bool = False) -> int:
    """Compute everything again where another release's law did; return how many dates changed.

    `anyway`: also where the mark is ours, since a process of the release before may have gone on
    recording for a while by its own law.
    """
    with database.read() as session:
        if is_current(session) and not anyway:
            return 0
    with database.write() as session:
        changed = _refold(session, now)
        if changed and meta.read(session, MARK) is None:
            meta.write(session, UPGRADED, now.isoformat())
        meta.write(session, MARK, law_mark())
    if changed:
        log.warning("upgrade: %s deadlines are computed otherwise by this release", changed)
    return changed


def upgraded(session: Session) -> datetime | None:
    """Return when a store of an older release was first opened; None for one made since.

    Alarms of the last day to sue that were past by then are not said: that release had none.
    """
    kept = meta.read(session, UPGRADED)
    return datetime.fromisoformat(kept) if kept else None


def _refold(session: Session, now: datetime) -> int:
    choices = legal_choices.in_force(session)
    components = list(session.scalars(select(Component).order_by(Component.id)))
    folded = event_log.standings(session, components, choices)
    changed = 0
    for component in components:
        rows = session.scalars(select(DeadlineRow).where(DeadlineRow.component_id == component.id))
        changed += _carry(session, list(rows), folded[component.id].deadlines)
        event_log.project(session, component, choices, now)
    return changed


def _carry(session: Session, rows: Sequence[DeadlineRow], deadlines: Sequence[Deadline]) -> int:
    """Give rows whose date stands the version of today; return how many dates are new."""
    from bot.store.tables import Nudge

    known = {(row.limit, row.version) for row in rows}
    wanted = {(deadline.limit, deadline.version) for deadline in deadlines}
    loose = [row for row in rows if (row.limit, row.version) not in wanted and row.state == OPEN]
    new = 0
    for deadline in deadlines:
        if (deadline.limit, deadline.version) in known or str(deadline.state) != OPEN:
            continue
        alike = [row for row in loose if _is_same_date(row, deadline)]
        if not alike:
            new += 1
            continue
        loose.remove(alike[0])
        alike[0].version = deadline.version
        session.execute(
            update(Nudge).where(Nudge.deadline_id == alike[0].id).values(version=deadline.version)
        )
    session.flush()
    return new


def _is_same_date(row: DeadlineRow, deadline: Deadline) -> bool:
    return (row.limit, row.due, row.whose) == (deadline.limit, deadline.due, str(deadline.whose))
