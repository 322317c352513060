"""What somebody stated, shown to be confirmed: recorded, changed or put aside by a press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Button, FieldSpec, FormAnswer, Notice
from bot.answers.wording import spelt
from bot.commands import log, suit_bars, taking_back
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused
from bot.invocation import Ask, Room
from bot.law import agencies, events, possible, standing
from bot.law.event_table import TABLE
from bot.law.events import Certainty, Event, ImpossibleEvent, Kind
from bot.registry.commands import DecideProposal, LogEvent
from bot.store import component_views, event_log, proposals, undo_log
from bot.store.dialogue_tables import Proposal
from bot.store.proposals import NewProposal
from bot.store.tables import Component, Deed, EventRow

CORRECTION, TAKEN_OUT = "correction", "taken-out"
# What changes an entry that is on record, and is none itself.
_OF_ENTRIES = frozenset({CORRECTION, TAKEN_OUT})
KEPT = timedelta(hours=24)
# Kinds whose name for people who script differs from the one that the record keeps.
SPOKEN = {Kind.CLOSED_BY_US.value: "closed"}
RECORDED = {said: kept for kept, said in SPOKEN.items()}


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that is proposed for one component request. `replaces`: an event put right."""

    component_id: int
    kind: str
    on: date
    details: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""
    replaces: int = 0
    other_day: date | None = None
    assumed_day: bool = False
    shared_day: bool = False

    def kept(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return {
            "component_id": self.component_id, "kind": self.kind, "on": self.on.isoformat(),
            "details": dict(self.details), "note": self.note, "replaces": self.replaces,
        }  # fmt: skip


def _opened(value: Mapping[str, Any]) -> Effect:
    return Effect(
        int(value["component_id"]), str(value["kind"]), date.fromisoformat(value["on"]),
        dict(value["details"]), str(value["note"]), int(value["replaces"]),
    )  # fmt: skip


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


def offer(room: Room, ask: Ask, effects: Sequence[Effect], said: Wording) -> Answer:
    """Show what would be recorded and keep it for a day; nothing is recorded."""
    words = said.words
    fresh = [one for one in effects if not _on_record(room, one)]
    left = _fit_to_keep(said.left, words, room.masked(words))
    if not fresh:
        return _already(room, effects, left)
    masked = [replace(one, note=room.masked(one.note)) for one in fresh]
    moves, fault = _moves(room, ask, masked)
    doubts = [*said.doubts, *_doubts(room, masked)]
    row = proposals.add(
        room.session,
        NewProposal(
            source="statement",
            place=ask.place.id,
            level=0,
            effects=[one.kept() for one in masked],
            made_for=ask.person.id,
            may_press=[ask.person.id],
            component_id=masked[0].component_id,
            evidence=[{"left": list(left), "words": room.masked(words), "doubts": doubts}],
            record_version=proposals.record_version(
                room.session, [one.component_id for one in masked]
            ),
            expires_at=ask.now + KEPT,
        ),
        ask.now,
    )
    known = [f"On record already: {_in_words(room, one)}" for one in effects if one not in fresh]
    shown = replace(said, left=left, doubts=doubts)
    return _shown(room, row, masked, ([*moves, *known], fault), shown)


def _on_record(room: Room, effect: Effect) -> bool:
    if effect.kind in {*_OF_ENTRIES, Kind.NOTE, Kind.CONTACT, Kind.ITEM}:
        return False
    return any(
        row.kind == effect.kind
        and row.on == effect.on
        and all(row.details.get(name) == value for name, value in effect.details.items())
        for row in event_log.live(room.session, [effect.component_id])
    )


def _already(room: Room, effects: Sequence[Effect], left: Sequence[str]) -> Notice:
    lines = tuple(_in_words(room, one) for one in effects)
    if not left:
        return Notice("Already on record; nothing to add.", lines)
    return Notice(
        "This is on record already, but not all of what you say.",
        (*lines, f"Not understood: {', '.join(left)}. Nothing is recorded.", _AS_A_NOTE),
        tone="clarify",
    )


_AS_A_NOTE = "To keep it all the same, type: log REQUEST note ..."


# -- What cannot be so ---------------------------------------------------------------------------

# What ends or moves a clock for good: with words left over, no single press records it.
_DECISIONS = frozenset({
    Kind.DETERMINED, Kind.APPEAL_DECIDED, Kind.CLOSED_ADMINISTRATIVELY, Kind.REMANDED,
    Kind.EXPEDITE_DENIED, Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_DENIED, Kind.FEE_WAIVER_GRANTED,
    Kind.EXTENDED, Kind.APPEAL_EXTENDED, Kind.RULING_GIVEN, Kind.CASE_CLOSED,
    Kind.REQUEST_WITHDRAWN, Kind.CLOSED_BY_US,
})  # fmt: skip


def _is_blocked(effects: Sequence[Effect], left: Sequence[str], doubts: Sequence[str]) -> bool:
    """Say whether one press must not record: what was said may be something else."""
    return bool(doubts) or bool(left and any(one.kind in _DECISIONS for one in effects))


def _doubts(room: Room, effects: Sequence[Effect]) -> list[str]:
    """Say what contradicts the record or the order of things."""
    said: list[str] = []
    for one in effects:
        if one.kind in _OF_ENTRIES:
            continue
        known = event_log.facts(room.session, one.component_id)
        mine = [_to_be(room, e) for e in effects if e.component_id == one.component_id]
        said += _before_its_ground(_to_be(room, one), [*known, *mine])
        said += _says_otherwise(_to_be(room, one), known)
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


def _fit_to_keep(left: Sequence[str], words: str, masked: str) -> list[str]:
    """Give the words that were not understood; one that the mask hides stands as a name."""
    before, after = words.casefold(), masked.casefold()
    hidden = {one for one in left if one.casefold() in before and one.casefold() not in after}
    return list(dict.fromkeys("[name]" if one in hidden else one for one in left))


def _shown(
    room: Room,
    row: Proposal,
    effects: Sequence[Effect],
    moved: tuple[Sequence[str], str],
    said: Wording,
) -> Proposed:
    (moves, fault), left = moved, said.left
    out = all(one.kind == TAKEN_OUT for one in effects)
    lines = ["Take this out of the record?" if out else "Record this?"]
    lines += [*(_in_words(room, one) for one in effects), *moves]
    lines += [line for one in effects for line in _otherwise(room, one)]
    lines += [f"Cannot be recorded as it stands: {fault}"] if fault else []
    lines += said.remarks
    blocked = _is_blocked(effects, left, said.doubts) and not out
    kept = _NOT_AT_ONCE if blocked else "They would be kept as a note."
    lines += [f"Look again: {one}" for one in said.doubts]
    lines += [f"Not understood: {', '.join(left)}. {kept}"] if left else []
    lines += [_NOT_AT_ONCE] if blocked and not left else []
    label = "Record, with your words as the note" if left else "Record"
    label = "Take it out" if out else label
    change = () if out else (Button("Change", DecideProposal(row.code, "change")),)
    press = DecideProposal(row.code, "note" if left and not out else "record")
    first = (Button(label, press, style="primary"),) if not (fault or blocked) else ()
    note = DecideProposal(row.code, "keep")
    first = (Button("Keep it as a note", note),) if blocked and not fault else first
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


_NOT_AT_ONCE = "It may mean something else, so one press does not record it: press Change."
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
    kind = Kind.NOTE if effect.kind in _OF_ENTRIES else Kind(effect.kind)
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


def _component(room: Room, component_id: int) -> Component:
    component = room.session.get(Component, component_id)
    if component is None or component.request.withdrawn_at is not None:
        raise NotFound("The request that this was about is not on file any more.")
    return component


def _for_scripts(room: Room, effect: Effect) -> dict[str, Any]:
    component = _component(room, effect.component_id)
    return {
        "request": component.request.slug,
        "agency": component.agency,
        "kind": SPOKEN.get(effect.kind, effect.kind),
        "on": effect.on.isoformat(),
        "details": dict(effect.details),
    }


def _in_words(room: Room, effect: Effect) -> str:
    component = _component(room, effect.component_id)
    if effect.kind in _OF_ENTRIES:
        return _of_entry(room, component, effect)
    what = events.describe(Kind(effect.kind))
    details = "; ".join(f"{name} {value}" for name, value in effect.details.items())
    taken = " (no day said: today)" if effect.assumed_day else ""
    taken = " (the day said in the sentence)" if effect.shared_day else taken
    day = f"{spelt(effect.on)}{taken}"
    return " · ".join(
        filter(None, [component.request.name, component.agency, what, day, details, effect.note])
    )


def _of_entry(room: Room, component: Component, effect: Effect) -> str:
    """Say what becomes of an entry that is on record: what it says, and what it would say."""
    row = _row(room, effect)
    told = room.hider()("; ".join(f"{name} {value}" for name, value in row.details.items()))
    was = ", ".join(filter(None, [events.describe(Kind(row.kind)), spelt(row.on), told]))
    now = str(effect.details.get("number") or spelt(effect.on))
    now = "taken out" if effect.kind == TAKEN_OUT else now
    return " · ".join([component.request.name, component.agency, f"{was} → {now}"])


def _moves(room: Room, ask: Ask, effects: Sequence[Effect]) -> tuple[list[str], str]:
    """Return what the events would move, "determination Dec 1 -> Dec 15", and why they cannot be.

    Nothing is written.
    """
    said: list[str] = []
    for component_id in dict.fromkeys(one.component_id for one in effects):
        component = _component(room, component_id)
        known = event_log.facts(room.session, component_id)
        mine = [one for one in effects if one.component_id == component_id]
        gone = {str(one.replaces) for one in mine if one.kind in _OF_ENTRIES}
        after = [one for one in known if one.id not in gone]
        for one in (e for e in mine if e.kind != TAKEN_OUT):
            event = _to_be(room, one)
            try:
                possible.check(event, after, today=ask.today)
            except ImpossibleEvent as error:
                return said, str(error)
            after.append(event)
        said += _differences(room, component, known, after)
    return said, ""


def _to_be(room: Room, effect: Effect) -> Event:
    """Return the event that an effect would put on record."""
    entry = _entry(effect) if effect.kind != CORRECTION else _instead(room, effect)[1]
    kind, on = entry.event or Kind.NOTE, entry.on or effect.on
    return Event(kind, on, Certainty.STATED, details=dict(entry.details))


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


# -- Deciding ------------------------------------------------------------------------------------


def decide(room: Room, ask: Ask, command: DecideProposal) -> Answer:
    """Record, change, move to another day or put aside. Raises Refused, NotFound."""
    what = command.what
    row = _open(room, ask, command.code)
    effects = [_opened(one) for one in row.effects["effects"]]
    if command.event is not None:
        return _changed(room, ask, row, [command.event, *_plain(effects[1:])])
    if what == "aside":
        proposals.decide(room.session, row.code, "put-aside", by=ask.person.id, now=ask.now)
        return Notice("Put aside; nothing is recorded.", tone="done")
    if what == "change":
        return _form(room, row, effects)
    if command.on is not None or what.startswith(("to-", "as-")):
        return _again(room, ask, row, _put_otherwise(room, command, effects))
    if what == "keep":
        return _record(room, ask, row, _noted(row, effects))
    return _recorded(room, ask, row, effects, with_words=what == "note")


def _noted(row: Proposal, effects: Sequence[Effect]) -> list[Effect]:
    words = str(row.evidence["quotes"][0]["words"])
    ids = dict.fromkeys(one.component_id for one in effects)
    return [Effect(one, Kind.NOTE, effects[0].on, note=words) for one in ids]


def _recorded(
    room: Room, ask: Ask, row: Proposal, effects: Sequence[Effect], *, with_words: bool
) -> Answer:
    """Record, where one press may; shown anew where the record has changed since."""
    ids, said = [one.component_id for one in effects], row.evidence["quotes"][0]
    out = all(one.kind == TAKEN_OUT for one in effects)
    if _is_blocked(effects, said.get("left", ()), said.get("doubts", ())) and not out:
        raise Refused(f"Nothing is recorded. {_NOT_AT_ONCE}")
    if row.record_version != proposals.record_version(room.session, ids):
        return _again(room, ask, row, effects)
    words = str(said.get("words", "")) if with_words else ""
    return _record(room, ask, row, [replace(one, note=one.note or words) for one in effects])


_HOW = frozenset({
    "full-denial", "partial-denial", "partial-grant", "full-grant", "no-records", "glomar",
})  # fmt: skip


def _put_otherwise(room: Room, command: DecideProposal, effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects on another day, at another agency of the request, or decided otherwise."""
    if command.on is not None:
        return [replace(one, on=command.on) for one in effects]
    how, _dash, said = command.what.partition("-")
    if how == "as" and said in _HOW and any(one.kind == Kind.DETERMINED for one in effects):
        told = {"disposition": said}
        return [
            replace(one, details={**one.details, **told}) if one.kind == Kind.DETERMINED else one
            for one in effects
        ]
    request = _component(room, effects[0].component_id).request
    there = next((one.id for one in request.components if one.agency == said), 0)
    if how != "to" or not there:
        raise Refused(f"{request.name} did not go there. Say again what happened.")
    return [replace(one, component_id=there) for one in effects]


def _open(room: Room, ask: Ask, code: str) -> Proposal:
    row = proposals.by_code(room.session, code)
    if row is None:
        raise NotFound("This proposal is not here any more. Say again what happened.")
    if not proposals.may_press(row, ask.person.id):
        raise Refused("Only the person who said it can record it.")
    if not proposals.is_open(row, ask.now):
        raise Refused(f"This was decided already: {row.state}.")
    return row


def _again(room: Room, ask: Ask, row: Proposal, effects: Sequence[Effect]) -> Answer:
    """Show it anew: the record has changed since, or the day."""
    proposals.decide(room.session, row.code, "changed", by=ask.person.id, now=ask.now)
    said = row.evidence["quotes"][0]
    return offer(room, ask, effects, Wording(str(said["words"]), said["left"]))


def _record(room: Room, ask: Ask, row: Proposal, effects: Sequence[Effect]) -> Notice:
    if out := [one for one in effects if one.kind == TAKEN_OUT]:
        done = taking_back.take(room, ask, [_row(room, one) for one in out])
        deed = undo_log.last(room.session, ask.person.id)
    else:
        done, deed = _put_right(room, ask, effects)
    proposals.decide(
        room.session, row.code, "recorded", by=ask.person.id, now=ask.now,
        deed_id=deed.id if deed else None,
    )  # fmt: skip
    return done


def _put_right(room: Room, ask: Ask, effects: Sequence[Effect]) -> tuple[Notice, Deed | None]:
    """Record what is new and what is put right, in place of what was wrong."""
    wrong = [one for one in effects if one.kind == CORRECTION]
    ids = [one.component_id for one in wrong]
    before = event_log.bars(room.session, ids)
    entries = [*_plain(effects), *(_righted(room, ask, one) for one in wrong)]
    done, deed = log.recorded(room, ask, entries, [one.replaces for one in wrong])
    moved = suit_bars.corrected(ask, before, event_log.bars(room.session, ids))
    return replace(done, lines=(*done.lines, *moved)), deed


def _plain(effects: Sequence[Effect]) -> list[LogEvent]:
    """Return what is recorded beside what is on record: all but corrections."""
    return [_entry(one) for one in effects if one.kind not in _OF_ENTRIES]


def _entry(effect: Effect) -> LogEvent:
    return LogEvent(
        f"#c{effect.component_id}", (), Kind(effect.kind), effect.on, note=effect.note,
        details=tuple(effect.details.items()),
    )  # fmt: skip


def _righted(room: Room, ask: Ask, effect: Effect) -> LogEvent:
    """Take the wrong event back, and return the right one in its place."""
    row, right = _instead(room, effect)
    event_log.withdraw(room.session, row.id, stamp(room, ask))
    return right


def _row(room: Room, effect: Effect) -> EventRow:
    row = component_views.by_id(room.session, effect.replaces)
    if row is None:
        raise NotFound("The entry is not on record any more.")
    return row


def _instead(room: Room, effect: Effect) -> tuple[EventRow, LogEvent]:
    """Return the event that is wrong, and what is to stand in its place."""
    row = _row(room, effect)
    details = {**row.details, **effect.details}
    on = row.on if "number" in effect.details else effect.on
    return row, _entry(Effect(effect.component_id, row.kind, on, details, row.note))


def _form(room: Room, row: Proposal, effects: Sequence[Effect]) -> FormAnswer:
    one = effects[0]
    component = _component(room, one.component_id)
    kinds = tuple((kind.value, events.describe(kind)) for kind in events.LOGGABLE)
    return FormAnswer(
        title="Change and record",
        says=DecideProposal(row.code, "change"),
        fields=(
            FieldSpec("target", "Request and agency", value=_target(component)),
            FieldSpec("event", "What happened", kind="choice", options=kinds, value=one.kind),
            FieldSpec("on", "On", kind="date", value=one.on.isoformat()),
            FieldSpec(
                "more", "Details, as you would type them", optional=True,
                value=" ".join(f"{name} {value}" for name, value in one.details.items()),
                hint="e.g. days 10; amount 120; due 2027-01-05",
            ),
            FieldSpec("note", "Note", kind="lines", optional=True, value=one.note),
        ),
        submit="Record",
    )  # fmt: skip


def _target(component: Component) -> str:
    return f"{component.request.slug}/{component.agency}"


def _changed(room: Room, ask: Ask, row: Proposal, entries: Sequence[LogEvent]) -> Notice:
    done, deed = log.recorded(room, ask, entries)
    proposals.decide(
        room.session, row.code, "changed", by=ask.person.id, now=ask.now,
        deed_id=deed.id if deed else None,
    )  # fmt: skip
    return done
