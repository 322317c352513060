"""A letter's proposal is decided: recorded in one press, chosen from, moved or put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.values import Answer, Button, Choice, Notice
from bot.answers.wording import body, carried, spelt
from bot.commands import letter_cards, letters
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law.events import ImpossibleEvent, Kind
from bot.law.kinds import describe
from bot.privacy.gate import Level, Role
from bot.registry.commands import TakeBack
from bot.registry.filing_commands import DecideLetter, ReadLetter
from bot.registry.queries import ShowStatus
from bot.store import (
    event_log,
    filing_changes,
    filing_views,
    letter_matching,
    pages,
    proposals,
    succession,
    undo_log,
)
from bot.store.dialogue_tables import Proposal
from bot.store.event_log import NewEvent
from bot.store.session import Session
from bot.store.tables import Component, EventRow, Filing


def decide(room: Room, ask: Ask, command: DecideLetter) -> Answer:
    """Record, choose from, move or put aside a proposal. Raises Refused where it is decided."""
    row = proposals.by_code(room.session, command.code.strip())
    if row is None or not _may_read(room, ask, row.filing_id):
        raise NotFound("That proposal is not on file any more. Read the letter again: read FILING.")
    if not proposals.is_open(row, ask.now):
        raise Refused(
            f"That was decided already ({row.state}). Read the letter again: read FILING."
        )
    if not proposals.may_press(row, ask.person.id):
        raise Refused("Only those to whom it was shown decide about it.")
    chosen = {"record": _record, "choose": _choose, "other": _other, "not-ours": _put_aside}
    if command.what not in chosen:
        raise UsageError("Say record, choose, other or not-ours.")
    return chosen[command.what](room, ask, row, command)


def _may_read(room: Room, ask: Ask, filing_id: int | None) -> bool:
    """Say whether the letter is still this person's to read: it may have been restricted since."""
    sight = pages.sight_of(room.session, ask.person)
    known = filing_id is None or filing_views.seen(room.session, sight, filing_id) is not None
    return known or ask.person.role in {Role.LEAD, Role.OPERATOR}


def _record(room: Room, ask: Ask, row: Proposal, command: DecideLetter) -> Notice:
    """Record what was proposed, the letter attached to each, in one transaction with one undo."""
    component = room.session.get_one(Component, row.component_id)
    filing = room.session.get_one(Filing, row.filing_id)
    if not _still_true(room, ask, row, component, filing):
        again = letters.propose(room, ask, filing, f"#c{component.id}")
        return Notice(
            "The record has changed since; this is how it looks now.",
            (again.title, *again.lines), buttons=again.buttons, level=again.level,
        )  # fmt: skip
    told = row.effects["effects"]
    wanted = [
        n
        for n, one in enumerate(told, start=1)
        if letter_cards.is_to_record(one) and n in (command.only or (n,))
    ]
    chosen = [told[n - 1] for n in wanted]
    bare = _bare(room.session, component, told, command.only)
    if not chosen and not bare:
        raise Refused("Nothing of it is to be recorded: it is on record, or cannot be.")
    undo = _write(room, ask, row, component, (chosen, bare))
    filing_changes.link(room.session, filing, component.request_id, None)
    deed = undo_log.remember(
        room.session, by=ask.person.id, now=ask.now,
        what=f"{len(chosen) or len(bare)} from a letter for {component.request.slug}", undo=undo,
    )  # fmt: skip
    proposals.decide(
        room.session, row.code, "recorded", by=ask.person.id, now=ask.now, deed_id=deed.id
    )
    moved = letter_cards.moved(row) if len(wanted) == len(told) else []
    return _recorded(row, component, chosen, bare, moved)


def _write(
    room: Room,
    ask: Ask,
    row: Proposal,
    component: Component,
    meant: tuple[Sequence[dict[str, Any]], Sequence[EventRow]],
) -> dict[str, Any]:
    """Record the chosen effects and attach the letter to the bare events; return the undo."""
    chosen, bare = meant
    new = [_new_event(one, row.filing_id) for one in chosen if one["new"]]
    try:
        added = event_log.record_all(room.session, component, new, stamp(room, ask))
    except ImpossibleEvent as error:
        raise Refused(f"Nothing was recorded: {error}") from error
    amended = [
        _amended(room, ask, one, row.filing_id) for one in chosen if letter_cards.more_of(one)
    ]
    attached = succession.attach(room.session, bare, row.filing_id, stamp(room, ask))
    return {
        "events": [one.id for one in added], "attached": [one.id for one in attached],
        "amended": amended, "proposal": True,
    }  # fmt: skip


def _recorded(
    row: Proposal,
    component: Component,
    chosen: Sequence[dict[str, Any]],
    bare: Sequence[EventRow],
    moved: Sequence[str],
) -> Notice:
    lines = [_recorded_line(one) for one in chosen]
    lines += [f"Attached to: {describe(Kind(one.kind))}, {spelt(one.on)}" for one in bare]
    whose = f"{component.request.name}, {body(component.agency)}"
    return Notice(
        f"Recorded from the letter: {len(chosen)} for {whose}.",
        (*lines, *moved),
        tone="done",
        buttons=(
            Button("Undo", TakeBack()),
            Button("Status", ShowStatus(f"#r{component.request_id}")),
        ),
        level=Level(row.level),
    )


def _amended(room: Room, ask: Ask, one: Mapping[str, Any], filing_id: int | None) -> dict[str, Any]:
    """Add to an event on record what the letter tells beyond it; return how to take that back."""
    row = succession.follower(room.session, int(one["event"]))
    was = {"details": dict(row.details), "filing": row.filing_id}
    told = succession.amend(
        room.session, row, {**row.details, **letter_cards.more_of(one)}, filing_id, stamp(room, ask)
    )
    return {"event": told.id, **was}


def _recorded_line(one: Mapping[str, Any]) -> str:
    what = f"{describe(Kind(one['kind']))}, {spelt(date.fromisoformat(one['on']))}"
    added = carried(letter_cards.more_of(one))
    return f"Added to {what}: {added}" if added and not one["new"] else what


def _bare(
    session: Session, component: Component, told: Sequence[dict[str, Any]], only: Sequence[int]
) -> list[EventRow]:
    """Return the events on record that the letter shows and that no letter is attached to."""
    meant = {
        one.get("event", 0)
        for number, one in enumerate(told, start=1)
        if number in (only or (number,)) and not letter_cards.more_of(one)
    }
    live = event_log.live(session, [component.id])
    return [row for row in live if row.id in meant and row.filing_id is None]


def _still_true(room: Room, ask: Ask, row: Proposal, component: Component, filing: Filing) -> bool:
    """Whether the record is as it was, or the letter would still do to it what was shown."""
    if row.record_version == proposals.record_version(room.session, [component.id]):
        return True
    letter, _ = letters.letter_of(room.session, filing)
    plan = letters.plan_of(room, ask, filing, component, letter)
    was = [(one["new"], bool(letter_cards.more_of(one))) for one in row.effects["effects"]]
    return [(one.is_new, bool(one.more)) for one in plan.planned] == was and dict(
        plan.after
    ) == row.after


def _new_event(one: dict[str, object], filing_id: int | None) -> NewEvent:
    details = one["details"] if isinstance(one["details"], dict) else {}
    return NewEvent(
        kind=Kind(str(one["kind"])),
        on=date.fromisoformat(str(one["on"])),
        details=details,
        note=str(one["quote"]) if one["kind"] == Kind.NOTE.value else "",
        filing_id=filing_id,
    )


def _choose(_: Room, __: Ask, row: Proposal, ___: DecideLetter) -> Choice:
    """Offer each effect alone."""
    told = row.effects["effects"]
    return Choice(
        "Which of these shall be recorded?",
        tuple(
            Button(describe(Kind(one["kind"])), DecideLetter(row.code, "record", (number,)))
            for number, one in enumerate(told, start=1)
            if letter_cards.is_to_record(one)
        ),
    )


def _other(room: Room, _: Ask, row: Proposal, __: DecideLetter) -> Choice:
    """Offer the other requests at that body, then those of the newest."""
    mine = room.session.get_one(Component, row.component_id)
    near = [one for one in letter_matching.at(room.session, [mine.agency]) if one.id != mine.id]
    near += [one for one in mine.request.components if one.id != mine.id]
    if not near:
        raise Refused(
            "No other request is on record there. Say whose it is: link FILING REQUEST/AGENCY."
        )
    return Choice(
        "Whose letter is it?",
        tuple(
            Button(
                f"{one.request.name} · {body(one.agency)}",
                ReadLetter(f"#f{row.filing_id}", f"#c{one.id}"),
            )
            for one in near[: letter_cards.MOST_BUTTONS]
        ),
    )


def _put_aside(room: Room, ask: Ask, row: Proposal, _: DecideLetter) -> Notice:
    deed = undo_log.aside(room.session, by=ask.person.id, now=ask.now)
    proposals.decide(
        room.session, row.code, "put-aside", by=ask.person.id, now=ask.now, deed_id=deed.id
    )
    return Notice("Put aside. Nothing is recorded; the letter stays on file.", tone="done")
