"""What rows tell: component requests with dated events, and rows that are not taken, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.law.events import Certainty, Event, Kind
from bot.spreadsheets.agency_cells import Whom
from bot.spreadsheets.cells import Outcome
from bot.spreadsheets.grid import Remark


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated fact that a row states."""

    kind: Kind
    on: date
    certainty: Certainty = Certainty.STATED
    details: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""

    def event(self) -> Event:
        """Return it as the law reads it."""
        return Event(self.kind, self.on, self.certainty, details=self.details)


@dataclass(frozen=True, slots=True)
class Line:
    """One component request as one row tells it."""

    row: int
    name: str
    whom: Whom
    sent: date | None
    numbers: tuple[str, ...]
    entries: tuple[Entry, ...]
    owner: str = ""
    due: date | None = None  # the sheet's own: shown, never followed
    status: str = ""
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def began(self) -> date:
        """The first day that the row states."""
        return self.sent or min(entry.on for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not taken, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    """All rows of a sheet: what they tell, and what cannot be read."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    order: str  # which of day and month comes first, "" where nothing had to be decided
    remarks: tuple[Remark, ...] = ()  # what a person should look at before anything is recorded


SHOWS_RECEIPT = frozenset({
    Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.DETERMINED, Kind.REQUEST_WITHDRAWN,
})  # fmt: skip


def assumed(line: Line) -> Line:
    """Return the line with receipt on the day of sending, where nothing in it shows receipt."""
    if line.sent is None or any(entry.kind in SHOWS_RECEIPT for entry in line.entries):
        return line
    receipt = Entry(Kind.RECEIVED, line.sent, Certainty.ASSUMED)
    return replace(line, entries=(line.entries[0], receipt, *line.entries[1:]))
