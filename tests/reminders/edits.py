"""What people do in a simulated world, between any two steps of delivery."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.reminders import replies
from bot.store import meta
from bot.store.tables import DeadlineRow, Nudge, PlaceRow, Request
from tests.reminders.world import FakeClock

if TYPE_CHECKING:
    from tests.reminders.simulation import SimDatabase

KINDS = (
    "close", "version", "version", "reopen", "acknowledge", "acknowledge", "take back", "snooze",
    "assign", "set by hand", "move", "other settings", "withdraw", "hold",
)  # fmt: skip


# What a place may want other than the policy.
WISHES: tuple[dict[str, object], ...] = (
    {"at": "08:00"}, {"at": "16:30"}, {"hours": "10-16"}, {"nudges": "off"}, {"nudges": "ours"},
    {"nudges": "theirs"}, {"before": [10, 5, 1]}, {"after": [2, 5]}, {"hours": "no hours"}, {},
)  # fmt: skip


class Edits:
    """The edits of a simulation; what they need of it stands here."""

    rng: random.Random
    drawn: Counter[str]
    clock: FakeClock
    database: SimDatabase
    deadlines: list[int]
    zones: dict[str, str]
    versions: Iterator[int]  # never the same again, even in a store that was set back

    def edit(self) -> None:
        """Somebody records something."""
        what = self.rng.choice(KINDS)
        deadline = self.rng.choice(self.deadlines)
        sim, self.database.sim = self.database.sim, None
        try:
            with self.database.write() as session:
                row = session.get_one(DeadlineRow, deadline)
                done = getattr(self, f"_{what.replace(' ', '_')}")(session, row)
        finally:
            self.database.sim = sim
        self.drawn[f"edit: {what}"] += done is not False

    def _close(self, session: Session, row: DeadlineRow) -> bool:
        is_open = row.state == "open"
        if is_open:
            row.state = "met"
        return is_open

    def _reopen(self, session: Session, row: DeadlineRow) -> bool:
        is_met = row.state == "met"
        if is_met:
            row.state = "open"
        return is_met

    def _version(self, session: Session, row: DeadlineRow) -> bool:
        if row.state != "open" or row.due is None:
            return False
        row.state = "superseded"
        new = DeadlineRow(
            component_id=row.component_id, limit=row.limit, label=row.label,
            version=f"v{next(self.versions)}", due=row.due + timedelta(days=self.rng.randrange(-3, 15)),
            whose=row.whose, certainty="stated", state="open", made_at=self.clock.now(),
        )  # fmt: skip
        session.add(new)
        session.flush()
        self.deadlines.append(new.id)
        return True

    def _said(self, session: Session, row: DeadlineRow, *conditions: object) -> Nudge | None:
        query = select(Nudge).where(Nudge.deadline_id == row.id, Nudge.state == "sent", *conditions)  # type: ignore[arg-type]
        return session.scalars(query.order_by(Nudge.id)).first()

    def _acknowledge(self, session: Session, row: DeadlineRow) -> bool:
        nudge = self._said(session, row)
        if nudge:
            replies.acknowledge(session, nudge.id, "U1", self.clock.now())
        return nudge is not None

    def _take_back(self, session: Session, row: DeadlineRow) -> bool:
        nudge = self._said(session, row, Nudge.acknowledged_at.is_not(None))
        if nudge:
            replies.unacknowledge(session, nudge.id)
        return nudge is not None

    def _snooze(self, session: Session, row: DeadlineRow) -> bool:
        nudge = self._said(session, row)
        if nudge:
            until = self.clock.now() + timedelta(hours=self.rng.randrange(1, 72))
            replies.snooze(session, nudge.id, until, "U1", self.clock.now())
        return nudge is not None

    def _assign(self, session: Session, row: DeadlineRow) -> bool:
        nudge = self._said(session, row)
        if nudge:
            replies.assign(session, nudge.id, "ULEAD")
        return nudge is not None

    def _set_by_hand(self, session: Session, row: DeadlineRow) -> None:
        from tests.reminders.simulation import SIM_SETTINGS

        request = row.component.request
        on: date = self.clock.now().date() + timedelta(days=self.rng.randrange(1, 5))
        replies.remind(
            session, request, on, "Call", by="U1", now=self.clock.now(), settings=SIM_SETTINGS
        )

    def _move(self, session: Session, row: DeadlineRow) -> None:
        row.component.request.channel = self.rng.choice(("CONE", "CTWO"))

    def _other_settings(self, session: Session, row: DeadlineRow) -> None:
        place = session.get(PlaceRow, row.component.request.channel)
        assert place
        place.settings = {"nudges": self.rng.choice(WISHES)}

    def _withdraw(self, session: Session, row: DeadlineRow) -> bool:
        request: Request = row.component.request
        if self.rng.random() < 0.7 and request.withdrawn_at is None:
            return False  # rarely, or nothing would be left
        request.withdrawn_at = None if request.withdrawn_at else self.clock.now()
        return True

    def _hold(self, session: Session, row: DeadlineRow) -> None:
        """The store may have lost its latest rows (nothing was lost here)."""
        meta.write(session, "nudges.hold", self.clock.now().isoformat())
