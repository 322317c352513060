"""What in a proposal cannot be so, or may be something else: it takes more than one press."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.wording import spelt
from bot.commands.proposal_effects import (
    OF_ENTRIES,
    Effect,
    to_be,
)
from bot.invocation import Room
from bot.law.event_table import TABLE
from bot.law.events import Event, Kind
from bot.store import event_log

# What ends or moves a clock for good: with words left over, no single press records it.
DECISIONS = frozenset({
    Kind.DETERMINED, Kind.APPEAL_DECIDED, Kind.CLOSED_ADMINISTRATIVELY, Kind.REMANDED,
    Kind.EXPEDITE_DENIED, Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_DENIED, Kind.FEE_WAIVER_GRANTED,
    Kind.EXTENDED, Kind.APPEAL_EXTENDED, Kind.RULING_GIVEN, Kind.CASE_CLOSED,
    Kind.REQUEST_WITHDRAWN, Kind.CLOSED_BY_US,
})  # fmt: skip


def is_blocked(effects: Sequence[Effect], left: Sequence[str], doubts: Sequence[str]) -> bool:
    """Say whether one press must not record: what was said may be something else."""
    return bool(doubts) or bool(left and any(one.kind in DECISIONS for one in effects))


NOT_AT_ONCE = "It may mean something else, so one press does not record it: press Change."


def doubts_of(room: Room, effects: Sequence[Effect]) -> list[str]:
    """Say what contradicts the record or the order of things."""
    said: list[str] = []
    for one in effects:
        if one.kind in OF_ENTRIES:
            continue
        known = event_log.facts(room.session, one.component_id)
        mine = [to_be(room, e) for e in effects if e.component_id == one.component_id]
        said += _before_its_ground(to_be(room, one), [*known, *mine])
        said += _says_otherwise(to_be(room, one), known)
    return list(dict.fromkeys(said))


def _before_its_ground(event: Event, known: Sequence[Event]) -> list[str]:
    """Say that an event comes before what it answers: an appeal before the denial."""
    grounds = [one for one in known if one.kind in TABLE[event.kind].expects]
    if not grounds or any(one.on <= event.on for one in grounds):
        return []
    first = min(grounds, key=lambda one: one.on)
    after = f"{first.kind.about.lower()} on {spelt(first.on)}"
    return [f"{event.kind.about} on {spelt(event.on)} would come before {after}."]


def _says_otherwise(event: Event, known: Sequence[Event]) -> list[str]:
    """Say that a letter of one day is on record with another length: both would be added up."""
    if event.kind not in {Kind.EXTENDED, Kind.APPEAL_EXTENDED}:
        return []
    same = [one for one in known if one.kind is event.kind and one.on == event.on]
    return [
        f"On record for {spelt(one.on)} is {', '.join(f'{n} {v}' for n, v in one.details.items())}"
        "; this would come on top of it. If that is wrong, correct it instead."
        for one in same
        if one.details and dict(one.details) != dict(event.details)
    ]
