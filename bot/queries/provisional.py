"""Dates that a letter was read to set, and nobody confirmed yet: they only add to what is due.

Kind and day alone are shown, never the letter's words; they meet, move and silence nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bot.answers.values import DeadlineLine
from bot.store import proposals
from bot.store.session import Session
from bot.store.tables import Component

CERTAINTY = "read, not confirmed"


def lines(
    session: Session,
    today: date,
    now: datetime,
    among: set[int] | None,
    days_left: Callable[[str, date, date, str], int],
) -> list[DeadlineLine]:
    """Return the unconfirmed dates of open proposals from letters; `among`: component requests."""
    found = []
    for row in proposals.open_ones(session, now):
        component = session.get(Component, row.component_id) if row.component_id else None
        if row.source == "statement" or component is None or component.request.withdrawn_at:
            continue
        if among is not None and component.id not in among:
            continue
        for one in row.evidence.get("quotes", ()):
            due = date.fromisoformat(one["due"])
            found.append(
                DeadlineLine(
                    slug=component.request.slug,
                    name=component.request.name,
                    agency=component.agency,
                    limit=one["limit"],
                    label=f"{one['label']} ({CERTAINTY})",
                    due=due,
                    whose="ours",
                    days_left=days_left(component.agency, today, due, one["limit"]),
                    days=(due - today).days,
                    version=f"provisional-{row.code}",
                    certainty=CERTAINTY,
                )
            )
    return sorted(found, key=lambda line: (line.due or date.max, line.slug))
