"""What somebody stated, shown to be confirmed: recorded, changed or put aside by a press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.values import Answer, FieldSpec, FormAnswer, Notice
from bot.commands import log, suit_bars, taking_back
from bot.commands.proposal_card import (
    card,
    in_words,
    moves_of,
)
from bot.commands.proposal_doubts import (
    NOT_AT_ONCE,
    doubts_of,
    is_blocked,
)
from bot.commands.proposal_effects import (
    CORRECTION,
    OF_ENTRIES,
    TAKEN_OUT,
    Effect,
    Wording,
    component_of,
    from_day,
    instead_of,
    opened,
    plain_entries,
    row_of,
)
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.events import Kind
from bot.queries.components import request_and_agency
from bot.registry.commands import DecideProposal, LogEvent
from bot.store import event_log, proposals, undo_log
from bot.store.dialogue_tables import Proposal
from bot.store.proposals import NewProposal
from bot.store.tables import Component, Deed

KEPT = timedelta(hours=24)


def offer(room: Room, ask: Ask, effects: Sequence[Effect], said: Wording) -> Answer:
    """Show what would be recorded and keep it for a day; nothing is recorded."""
    words = said.words
    fresh = [one for one in effects if not _on_record(room, one)]
    left = _fit_to_keep(said.left, words, room.masked(words))
    if not fresh:
        return _already(room, effects, left)
    masked = [_masked(room, one) for one in fresh]
    moves, fault = moves_of(room, ask, masked)
    doubts = [*said.doubts, *doubts_of(room, masked)]
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
            evidence=[
                {
                    "left": list(left),
                    "words": room.masked(words),
                    "doubts": doubts,
                    "of_words": list(said.doubts),
                }
            ],
            record_version=proposals.record_version(
                room.session, [one.component_id for one in masked]
            ),
            expires_at=ask.now + KEPT,
        ),
        ask.now,
    )
    known = [f"On record already: {in_words(room, one)}" for one in effects if one not in fresh]
    shown = replace(said, left=left, doubts=doubts)
    return card(room, row, masked, ([*moves, *known], fault), shown)


def _masked(room: Room, one: Effect) -> Effect:
    details = log.masked_details(room, dict(one.details))
    return replace(one, note=room.masked(one.note), details=details)


def _on_record(room: Room, effect: Effect) -> bool:
    if effect.kind in {*OF_ENTRIES, Kind.NOTE, Kind.CONTACT, Kind.ITEM}:
        return False
    return any(
        row.kind == effect.kind
        and row.on == effect.on
        and all(row.details.get(name) == value for name, value in effect.details.items())
        for row in event_log.live(room.session, [effect.component_id])
    )


def _already(room: Room, effects: Sequence[Effect], left: Sequence[str]) -> Notice:
    lines = tuple(in_words(room, one) for one in effects)
    if not left:
        return Notice("Already on record; nothing to add.", lines)
    return Notice(
        "This is on record already, but not all of what you say.",
        (*lines, f"Not understood: {', '.join(left)}. Nothing is recorded.", _AS_A_NOTE),
        tone="clarify",
    )


_AS_A_NOTE = "To keep it all the same, type: log REQUEST note ..."


def _fit_to_keep(left: Sequence[str], words: str, masked: str) -> list[str]:
    """Give the words that were not understood; one that the mask hides stands as a name."""
    before, after = words.casefold(), masked.casefold()
    hidden = {one for one in left if one.casefold() in before and one.casefold() not in after}
    return list(dict.fromkeys("[name]" if one in hidden else one for one in left))


def decide(room: Room, ask: Ask, command: DecideProposal) -> Answer:
    """Record, change, move to another day or put aside. Raises Refused, NotFound."""
    what = command.what
    row = _open(room, ask, command.code)
    effects = [opened(one) for one in row.effects["effects"]]
    if command.event is not None:
        return _changed(room, ask, row, [command.event, *plain_entries(effects[1:])])
    if what == "aside":
        deed = undo_log.aside(room.session, by=ask.person.id, now=ask.now)
        proposals.decide(
            room.session, row.code, "put-aside", by=ask.person.id, now=ask.now, deed_id=deed.id
        )
        return Notice("Put aside; nothing is recorded.", tone="done")
    if what == "change":
        return _form(room, row, effects)
    if command.on is not None or what.startswith(("to-", "as-")):
        otherwise = _put_otherwise(room, command, effects)
        return _again(room, ask, row, otherwise, doubted=not what.startswith("as-"))
    if what == "keep":
        done = _record(room, ask, row, _noted(row, effects))
        return replace(done, lines=(*done.lines, _UNWATCHED))
    return _recorded(room, ask, row, effects, with_words=what == "note")


_UNWATCHED = (
    "A note moves no date and none is watched for it. If it happened, say it again in other words "
    "or type: log REQUEST EVENT."
)


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
    if is_blocked(effects, said.get("left", ()), said.get("doubts", ())) and not out:
        raise Refused(f"Nothing is recorded. {NOT_AT_ONCE}")
    if row.record_version != proposals.record_version(room.session, ids):
        return _again(room, ask, row, effects)
    words = str(said.get("words", "")) if with_words else ""
    return _record(room, ask, row, [replace(one, note=one.note or words) for one in effects])


_HOW = frozenset({
    "full-denial", "partial-denial", "partial-grant", "full-grant", "no-records", "glomar",
})  # fmt: skip


_PARTS = {"full-denial": "partial-denial", "full-grant": "partial-grant"}


def _in_part(effect: Effect) -> dict[str, str | int]:
    """Return the details of a decision that was said to be one in part."""
    said = str(effect.details.get("disposition", ""))
    return {**effect.details, **({"disposition": _PARTS[said]} if said in _PARTS else {})}


def _put_otherwise(room: Room, command: DecideProposal, effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects on another day, at another agency of the request, or decided otherwise."""
    if command.on is not None:
        return [
            from_day(one, command.on, component_of(room, one.component_id).agency)
            for one in effects
        ]
    how, _dash, said = command.what.partition("-")
    if how == "as" and said == "in-part":
        return [replace(one, details=_in_part(one)) for one in effects]
    if how == "as" and said in _HOW and any(one.kind == Kind.DETERMINED for one in effects):
        told = {"disposition": said}
        return [
            replace(one, details={**one.details, **told}) if one.kind == Kind.DETERMINED else one
            for one in effects
        ]
    if how == "to" and said.startswith("#r"):
        return _of_another(room, effects, said)
    request = component_of(room, effects[0].component_id).request
    there = next((one.id for one in request.components if one.agency == said), 0)
    if how != "to" or not there:
        raise Refused(f"{request.name} did not go there. Say again what happened.")
    return [replace(one, component_id=there) for one in effects]


def _of_another(room: Room, effects: Sequence[Effect], target: str) -> list[Effect]:
    """Return the effects as of another request's part, "#r3/ICE"; days given are counted anew."""
    request, agency = request_and_agency(room.session, target)
    there = next((one.id for one in request.components if one.agency == agency), 0)
    if not there or any(one.replaces for one in effects):
        raise Refused("That cannot be said of another request. Say again what happened.")
    return [from_day(replace(one, component_id=there), one.on, agency or "") for one in effects]


def _open(room: Room, ask: Ask, code: str) -> Proposal:
    row = proposals.by_code(room.session, code)
    if row is None:
        raise NotFound("This proposal is not here any more. Say again what happened.")
    if not proposals.may_press(row, ask.person.id):
        raise Refused("Only the person who said it can record it.")
    if not proposals.is_open(row, ask.now):
        raise Refused(f"This was decided already: {row.state}.")
    return row


def _again(
    room: Room, ask: Ask, row: Proposal, effects: Sequence[Effect], *, doubted: bool = True
) -> Answer:
    """Show it anew: the record has changed since, or the day.

    `doubted`: what the words left open is still open.
    """
    proposals.decide(room.session, row.code, "changed", by=ask.person.id, now=ask.now)
    said = row.evidence["quotes"][0]
    doubts = said.get("of_words", ()) if doubted else ()
    return offer(room, ask, effects, Wording(str(said["words"]), said["left"], doubts))


def _record(room: Room, ask: Ask, row: Proposal, effects: Sequence[Effect]) -> Notice:
    if out := [one for one in effects if one.kind == TAKEN_OUT]:
        done = taking_back.take(room, ask, [row_of(room, one) for one in out])
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
    entries = [*plain_entries(effects), *(_righted(room, ask, one) for one in wrong)]
    done, deed = log.recorded(room, ask, entries, [one.replaces for one in wrong])
    moved = suit_bars.corrected(ask, before, event_log.bars(room.session, ids))
    return replace(done, lines=(*done.lines, *moved)), deed


def _righted(room: Room, ask: Ask, effect: Effect) -> LogEvent:
    """Take the wrong event back, and return the right one in its place."""
    row, right = instead_of(room, effect)
    event_log.withdraw(room.session, row.id, stamp(room, ask))
    return right


def _form(room: Room, row: Proposal, effects: Sequence[Effect]) -> FormAnswer:
    one = effects[0]
    component = component_of(room, one.component_id)
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
