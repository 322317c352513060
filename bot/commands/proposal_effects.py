"""What is proposed: effects, the entries that would record them, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.errors import NotFound
from bot.invocation import Room
from bot.law import agencies, readings
from bot.law.events import Certainty, Event, Kind
from bot.registry.commands import LogEvent
from bot.store import component_views
from bot.store.tables import Component, EventRow

CORRECTION, TAKEN_OUT = "correction", "taken-out"
# What changes an entry that is on record, and is none itself.
OF_ENTRIES = frozenset({CORRECTION, TAKEN_OUT})
# Kinds whose name for people who script differs from the one that the record keeps.
SPOKEN = {Kind.CLOSED_BY_US.value: "closed"}
RECORDED = {said: kept for kept, said in SPOKEN.items()}


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that is proposed for one component request. `replaces`: an event put right.

    `term`: so many days, "calendar" or "working", that a letter gives from its day.
    """

    component_id: int
    kind: str
    on: date
    details: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""
    replaces: int = 0
    other_day: date | None = None
    assumed_day: bool = False
    shared_day: bool = False
    term: tuple[int, str] | None = None

    def kept(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return {
            "component_id": self.component_id, "kind": self.kind, "on": self.on.isoformat(),
            "details": dict(self.details), "note": self.note, "replaces": self.replaces,
            "term": list(self.term) if self.term else None,
        }  # fmt: skip


def opened(value: Mapping[str, Any]) -> Effect:
    """Return an effect as the store has kept it."""
    days, unit = value.get("term") or (0, "")
    return Effect(
        int(value["component_id"]), str(value["kind"]), date.fromisoformat(value["on"]),
        dict(value["details"]), str(value["note"]), int(value["replaces"]),
        term=(int(days), str(unit)) if days else None,
    )  # fmt: skip


def from_day(effect: Effect, on: date, agency: str) -> Effect:
    """Return an effect on a day; what its letter gives so many days for is counted from there."""
    if effect.term is None:
        return replace(effect, on=on)
    days, unit = effect.term
    due = readings.counted(on, days, unit, federal=not agencies.known(agency).state)
    return replace(effect, on=on, details={**effect.details, "due": due.isoformat()})


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement's words, those of it that nothing accounts for, and what is to be told of it.

    `doubts`: what in it cannot be so. They block one-press recording, as words left over do where
    a decision is stated.
    """

    words: str
    left: Sequence[str] = ()
    doubts: Sequence[str] = ()
    remarks: Sequence[str] = ()


def component_of(room: Room, component_id: int) -> Component:
    """Return the component request of an effect. Raises NotFound where it is gone."""
    component = room.session.get(Component, component_id)
    if component is None or component.request.withdrawn_at is not None:
        raise NotFound("The request that this was about is not on file any more.")
    return component


def entry_of(effect: Effect) -> LogEvent:
    """Return the entry that records an effect."""
    return LogEvent(
        f"#c{effect.component_id}", (), Kind(effect.kind), effect.on, note=effect.note,
        details=tuple(effect.details.items()),
    )  # fmt: skip


def plain_entries(effects: Sequence[Effect]) -> list[LogEvent]:
    """Return what is recorded beside what is on record: all but corrections."""
    return [entry_of(one) for one in effects if one.kind not in OF_ENTRIES]


def row_of(room: Room, effect: Effect) -> EventRow:
    """Return the entry that an effect puts right or takes out. Raises NotFound where it is gone."""
    row = component_views.by_id(room.session, effect.replaces)
    if row is None:
        raise NotFound("The entry is not on record any more.")
    return row


def instead_of(room: Room, effect: Effect) -> tuple[EventRow, LogEvent]:
    """Return the event that is wrong, and what is to stand in its place."""
    row = row_of(room, effect)
    details = {**row.details, **effect.details}
    on = row.on if _KEEPS_DAY & set(effect.details) else effect.on
    return row, entry_of(Effect(effect.component_id, row.kind, on, details, row.note))


_KEEPS_DAY = frozenset({"number", "disposition"})  # what is put right is not the day


def to_be(room: Room, effect: Effect) -> Event:
    """Return the event that an effect would put on record."""
    entry = entry_of(effect) if effect.kind != CORRECTION else instead_of(room, effect)[1]
    kind, on = entry.event or Kind.NOTE, entry.on or effect.on
    return Event(kind, on, Certainty.STATED, details=dict(entry.details))
