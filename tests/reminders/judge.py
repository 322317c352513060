"""What a simulated world is judged by: promises 5 and 6 of the design, over all that happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.reminders.lookup import MOST_COPIES
from bot.reminders.verify import Owed, verify
from bot.store.nudge_audit import Part
from bot.store.tables import Component, DeadlineRow, Post, Request
from tests.reminders.world import Accepted

if TYPE_CHECKING:
    from tests.reminders.simulation import Simulation


def judge(sim: Simulation) -> None:
    """Write down every promise that was broken."""
    from tests.reminders.simulation import SIM_SETTINGS

    result = sim.result
    messages: dict[str, list[Accepted]] = defaultdict(list)
    copies: Counter[str] = Counter()
    for message in (*sim.slack.accepted, *sim.slack.on_the_way):
        result.accepted += 1
        result.marked += message.marked
        if not message.safe:
            result.violations.append(f"{message.key}: posted to {message.place}, which is not safe")
        for ref in {message.key, *message.card.covers}:
            messages[ref].append(message)
        copies[message.key] += not is_alarm(message)
    # A store that was set back has forgotten how often a message perhaps stands there already.
    most = MOST_COPIES * (1 + sim.set_back)
    result.violations += [f"{key}: {n} copies" for key, n in copies.items() if n > most]
    result.copies = max(copies.values(), default=0)
    _judge_rows(sim, messages)
    report = verify(sim.database, SIM_SETTINGS, sim.clock.now(), source=owed_by_rows)
    result.violations += [f"missed: {line}" for line in report.missing]
    result.violations += [f"doubled: {line}" for line in report.doubled]


def is_alarm(message: Accepted) -> bool:
    """Whether a message is about the bot: it names what could not be said, and says that."""
    return message.card.title.startswith("foia-bot needs")


def _judge_rows(sim: Simulation, messages: dict[str, list[Accepted]]) -> None:
    result, now = sim.result, sim.clock.now()
    rows = sim.database.raw.execute("select ref, step, state, due_at from nudges order by id")
    for ref, step, state, due in rows:
        due_at = datetime.fromisoformat(due).replace(tzinfo=UTC)
        got = sorted(messages.get(ref, ()), key=lambda m: m.at)
        if state == "sent":
            result.nudges += 1
            if not got:
                result.violations.append(f"{ref}: counted as sent, never accepted")
        elif state in {"planned", "taken"} and due_at <= now:
            result.violations.append(f"{ref}: due and never said ({state})")
        said = [m for m in got if not is_alarm(m)]
        if any(not m.marked for m in said[1:]):
            result.violations.append(f"{ref} {step}: an unmarked repeat")


def left(sim: Simulation) -> list[str]:
    """Return the posts that are not finished, in words."""
    sim.database.sim = None
    with sim.database.read() as session:
        rows = session.scalars(select(Post).where(Post.state.not_in(("sent", "dropped"))))
        return [
            f"{p.kind} {p.state} in {p.place}, {p.reason!r}, due {p.due_at}, not before "
            f"{p.not_before}, lease {p.lease_until}, changed {p.changed_at}, now {sim.clock.now()}"
            for p in rows
        ]


def owed_by_rows(session: Session, part: Part) -> Iterator[Owed]:
    """Give the open deadlines as the rows have them: simulated worlds have no events."""
    query = (
        select(DeadlineRow)
        .join(Component, Component.id == DeadlineRow.component_id)
        .join(Request, Request.id == Component.request_id)
        .where(DeadlineRow.state == "open", Request.withdrawn_at.is_(None))
        .where(Component.id.between(*part))
    )
    for row in session.scalars(query):
        if row.due:
            yield Owed(row.component_id, row.limit, row.version, row.due, row.whose)
