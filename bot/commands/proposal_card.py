"""A proposal as it is shown: its events, what they move, what is on record, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers.proposed import Proposed
from bot.answers.values import Button
from bot.answers.wording import body, spelt
from bot.commands.proposal_doubts import (
    NOT_AT_ONCE,
    is_blocked,
)
from bot.commands.proposal_effects import (
    OF_ENTRIES,
    SPOKEN,
    TAKEN_OUT,
    Effect,
    Wording,
    component_of,
    row_of,
    to_be,
)
from bot.invocation import Ask, Room
from bot.law import agencies, events, possible, standing
from bot.law.events import Event, ImpossibleEvent, Kind
from bot.registry.commands import DecideProposal
from bot.store import event_log
from bot.store.dialogue_tables import Proposal
from bot.store.tables import Component, EventRow


def card(
    room: Room,
    row: Proposal,
    effects: Sequence[Effect],
    moved: tuple[Sequence[str], str],
    said: Wording,
) -> Proposed:
    """Show what would be recorded, what that moves, and what may be pressed."""
    (moves, fault), left = moved, said.left
    out = all(one.kind == TAKEN_OUT for one in effects)
    lines = ["Take this out of the record?" if out else "Record this?"]
    lines += [*(in_words(room, one) for one in effects), *moves]
    lines += [line for one in effects for line in _otherwise(room, one)]
    lines += [f"Cannot be recorded as it stands: {fault}"] if fault else []
    lines += said.remarks
    blocked = is_blocked(effects, left, said.doubts) and not out
    kept = NOT_AT_ONCE if blocked else "They would be kept as a note."
    lines += [f"Look again: {one}" for one in said.doubts]
    lines += [f"Not understood: {', '.join(left)}. {kept}"] if left else []
    lines += [NOT_AT_ONCE] if blocked and not left else []
    label = "Record, with your words as the note" if left else "Record"
    label = "Take it out" if out else label
    change = () if out else (Button("Change", DecideProposal(row.code, "change")),)
    press = DecideProposal(row.code, "note" if left and not out else "record")
    first = (Button(label, press, style="primary"),) if not (fault or blocked) else ()
    note = DecideProposal(row.code, "keep")
    if blocked and not fault:  # a note watches no day: to put it right comes first
        first, change = (*change, Button("Keep it as a note", note)), ()
    other = next((one.other_day for one in effects if one.other_day), None)
    again = (
        (Button(f"It was {spelt(other)}", DecideProposal(row.code, "on", other)),) if other else ()
    )
    return Proposed(
        question="\n".join(lines),
        buttons=(
            *first,
            *again,
            *change,
            Button("Not this", DecideProposal(row.code, "aside")),
        ),
        understood="a statement; nothing is recorded yet",
        events=tuple(_for_scripts(room, one) for one in effects),
        left=tuple(left),
    )


_ONCE = frozenset({
    Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.DETERMINED, Kind.APPEAL_FILED, Kind.APPEAL_RECEIVED,
    Kind.APPEAL_DECIDED, Kind.COMPLAINT_FILED, Kind.REQUEST_WITHDRAWN, Kind.SERVED,
})  # fmt: skip
_OPPOSITE = {
    Kind.EXPEDITE_DENIED: Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_DENIED: Kind.FEE_WAIVER_GRANTED,
}  # fmt: skip
_AGAINST = _OPPOSITE | {no: yes for yes, no in _OPPOSITE.items()}


def _otherwise(room: Room, effect: Effect) -> list[str]:
    """Say what is on record that cannot be true beside it, or hardly: people decide."""
    kind = Kind.NOTE if effect.kind in OF_ENTRIES else Kind(effect.kind)
    against = {kind} & _ONCE | {_AGAINST[kind]} if kind in _AGAINST else {kind} & _ONCE
    return [
        f"On record is: {events.describe(Kind(row.kind))} on {spelt(row.on)}{_told(row, effect)}"
        for row in event_log.live(room.session, [effect.component_id])
        if row.kind in against
    ]


def _told(row: EventRow, effect: Effect) -> str:
    """Say what to do about an event on record: it is wrong, the same, or tells less."""
    more = [f"{name} {value}" for name, value in effect.details.items() if name not in row.details]
    agrees = all(row.details.get(name, value) == value for name, value in effect.details.items())
    if more and agrees and (row.kind, row.on) == (effect.kind, effect.on):
        return f", without {'; '.join(more)}. Record adds it."
    return ". If that is wrong, press Change; if it is the same, Not this."


def _for_scripts(room: Room, effect: Effect) -> dict[str, Any]:
    component = component_of(room, effect.component_id)
    return {
        "request": component.request.slug,
        "agency": component.agency,
        "kind": SPOKEN.get(effect.kind, effect.kind),
        "on": effect.on.isoformat(),
        "details": dict(effect.details),
    }


def in_words(room: Room, effect: Effect) -> str:
    """Say an effect in a line."""
    component = component_of(room, effect.component_id)
    if effect.kind in OF_ENTRIES:
        return _of_entry(room, component, effect)
    what = events.describe(Kind(effect.kind))
    details = "; ".join(f"{name} {value}" for name, value in effect.details.items())
    taken = " (no day said: today)" if effect.assumed_day else ""
    taken = " (the day said in the sentence)" if effect.shared_day else taken
    day = f"{spelt(effect.on)}{taken}"
    return " · ".join(
        filter(
            None, [component.request.name, body(component.agency), what, day, details, effect.note]
        )
    )


def _of_entry(room: Room, component: Component, effect: Effect) -> str:
    """Say what becomes of an entry that is on record: what it says, and what it would say."""
    row = row_of(room, effect)
    told = room.hider()("; ".join(f"{name} {value}" for name, value in row.details.items()))
    was = ", ".join(filter(None, [events.describe(Kind(row.kind)), spelt(row.on), told]))
    righted = effect.details.get("number") or effect.details.get("disposition")
    now = str(righted or spelt(effect.on))
    now = "taken out" if effect.kind == TAKEN_OUT else now
    return " · ".join([component.request.name, body(component.agency), f"{was} → {now}"])


def moves_of(room: Room, ask: Ask, effects: Sequence[Effect]) -> tuple[list[str], str]:
    """Return what the events would move, "determination Dec 1 -> Dec 15", and why they cannot be.

    Nothing is written.
    """
    said: list[str] = []
    for component_id in dict.fromkeys(one.component_id for one in effects):
        component = component_of(room, component_id)
        known = event_log.facts(room.session, component_id)
        mine = [one for one in effects if one.component_id == component_id]
        gone = {str(one.replaces) for one in mine if one.kind in OF_ENTRIES}
        after = [one for one in known if one.id not in gone]
        for one in (e for e in mine if e.kind != TAKEN_OUT):
            event = to_be(room, one)
            try:
                possible.check(event, after, today=ask.today)
            except ImpossibleEvent as error:
                return said, str(error)
            after.append(event)
        said += _differences(room, component, known, after)
    return said, ""


def _differences(
    room: Room, component: Component, before: Sequence[Event], after: Sequence[Event]
) -> list[str]:
    agency = agencies.known(component.agency)
    # By what each is called: two appeals, each with a day of its own, are one kind of limit.
    dues = [
        {
            d.label: spelt(d.due) if d.due else "unknown"
            for d in standing.fold(told, agency, choices=room.choices).deadlines
            if d.is_open
        }
        for told in (before, after)
    ]
    moved = [(label, *(one.get(label, "none") for one in dues)) for label in {**dues[0], **dues[1]}]
    return [f"{label}: {old} → {new}" for label, old, new in moved if old != new]
