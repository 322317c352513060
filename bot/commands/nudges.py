"""What people do with a nudge: done, snooze, assign. Each is checked again when it is pressed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from bot.answers.values import Answer, Button, Choice, Notice, Redrawn
from bot.answers.wording import spelt
from bot.commands.identifiers import identifier
from bot.errors import NotFound, UsageError
from bot.invocation import Ask, Room
from bot.law import calendar
from bot.law.kinds import Kind
from bot.registry.commands import AssignOwner, MarkDone, SnoozeNudge, TakeBack
from bot.reminders import replies, words
from bot.reminders.sweep_context import open_house
from bot.store import deadline_grounds, event_log, nudges, posts, undo_log
from bot.store.event_log import NewEvent, Stamp
from bot.store.nudges import Waiting
from bot.store.tables import Component

UNDO = (Button("Undo", TakeBack()),)
MORNING = time(9)


def _named(nudge: int) -> int:
    """Return the reminder's number. Raises UsageError where none is named."""
    if not nudge:
        raise UsageError("Press the button below a reminder; or set a date by hand with: remind.")
    return nudge


def done(room: Room, ask: Ask, command: MarkDone) -> Notice:
    """Answer `done #n5`: somebody saw to it; the daily and weekly repeats end."""
    nudge_id = _named(command.nudge)
    item = found(room, nudge_id)
    if told := over(room, item):
        return told
    if item.acknowledged_at:
        who = "you" if item.acknowledged_by == ask.person.id else item.acknowledged_by
        on = item.acknowledged_at.astimezone(_zone(room, item)).date()
        return Notice(
            f"Already done, by {who} on {on.isoformat()}.", redrawn=redrawn(room, nudge_id)
        )
    replies.acknowledge(room.session, nudge_id, ask.person.id, ask.now)
    _remember(room, ask, item, "Reminder seen to", {"acknowledged": nudge_id})
    line = f"{room.settings.command} log {_target(item)}"
    return Notice(
        "Noted: seen to. This reminder is not repeated.",
        (f"The deadline stays open until you log what happened: {line}",),
        tone="done",
        buttons=UNDO,
        redrawn=redrawn(room, nudge_id),
    )


def _target(item: Waiting) -> str:
    agency = f"/{item.subject.agency}" if item.subject.agency else ""
    return f"{item.subject.slug}{agency}"


def snooze(room: Room, ask: Ask, command: SnoozeNudge) -> Answer:
    """Answer `snooze #n5 until DAY`: this one nudge comes again that morning."""
    nudge_id = _named(command.nudge)
    item = found(room, nudge_id)
    if told := over(room, item):
        return told
    chosen = command.until
    if chosen is None:
        return _until(ask, nudge_id)
    until = datetime.combine(chosen, MORNING, tzinfo=_zone(room, item))
    replies.snooze(room.session, nudge_id, until, ask.person.id, ask.now)
    was = item.snoozed_until.isoformat() if item.snoozed_until else ""
    undo = {"snoozed": nudge_id, "was": was, "was_by": item.snoozed_by}
    _remember(room, ask, item, f"Reminder put off until {chosen.isoformat()}", undo)
    return Notice(
        f"Snoozed until {spelt(chosen)}, in the morning.",
        ("Only this reminder moved; the others of the deadline come as planned.",),
        tone="done",
        buttons=UNDO,
        redrawn=redrawn(room, nudge_id),
    )


def _until(ask: Ask, nudge_id: int) -> Choice:
    days = calendar.federal()
    choices = {
        "Next working day": days.add(ask.today, 1),
        "In three working days": days.add(ask.today, 3),
        "In a week": ask.today + timedelta(days=7),
    }
    return Choice(
        question="Until when?",
        buttons=tuple(
            Button(f"{label}, {spelt(on)}", SnoozeNudge(nudge_id, on))
            for label, on in choices.items()
        ),
    )


def assign(room: Room, ask: Ask, command: AssignOwner) -> Answer:
    """Answer `assign #n5 to PERSON`: all nudges of the deadline name the person."""
    nudge_id = _named(command.nudge)
    item = found(room, nudge_id)
    if told := over(room, item):
        return told
    person = identifier(room, command.to)
    if not person:
        mine = Button("To me", AssignOwner(nudge=nudge_id, to="me"))
        return Choice(question="To whom? To somebody else: assign the request.", buttons=(mine,))
    to = ask.person.id if person == "me" else person
    if to == item.assigned_to:
        return Notice(f"It is assigned to {to} already.", redrawn=redrawn(room, nudge_id))
    replies.assign(room.session, nudge_id, to)
    undo = {"assigned": nudge_id, "was": item.assigned_to}
    _remember(room, ask, item, f"Reminder assigned to {to}", undo)
    return Notice(
        "Assigned. Later reminders of this deadline say so.",
        tone="done",
        buttons=UNDO,
        redrawn=redrawn(room, nudge_id),
    )


def redrawn(room: Room, nudge_id: int) -> tuple[Redrawn, ...]:
    """Return the posted message of a nudge as it must look now; nothing where it has none."""
    room.session.flush()
    item = nudges.one(room.session, nudge_id)
    post = posts.by_id(room.session, item.post_id) if item and item.post_id else None
    if item is None or post is None or post.kind != "nudge" or not post.ts:
        return ()
    said_at = item.sent_at or item.due_at
    ground = deadline_grounds.ground(room.session, item.subject.deadline_id, post.place)
    card = words.nudge_card(item, _zone(room, item), said_at, ground)
    return (Redrawn(post.place, post.ts, post.ref, card),)


def found(room: Room, nudge_id: int) -> Waiting:
    """Return a reminder. Raises NotFound."""
    item = nudges.one(room.session, nudge_id)
    if item is None:
        raise NotFound("That reminder is not on file any more.")
    return item


def over(room: Room, item: Waiting) -> Notice | None:
    """Say that there is nothing left to do, where the deadline was met or changed meanwhile."""
    if item.subject.is_open and item.subject.version == item.version:
        return None
    return Notice(
        "Nothing left to do here: this deadline was met, changed or taken back meanwhile.",
        ("Say status to see where the request stands.",),
        redrawn=redrawn(room, item.id),
    )


def _zone(room: Room, item: Waiting) -> Any:
    _, zone = open_house(room.session, room.settings).of(item.subject.channel)
    return zone


def _remember(room: Room, ask: Ask, item: Waiting, what: str, undo: dict[str, Any]) -> None:
    """Write a line into the event log of the component request, and how to take all back."""
    subject = item.subject
    events: list[int] = []
    if subject.component_id is not None and subject.due is not None:
        stamp = Stamp(ask.person.id, ask.now, ask.today, room.choices)
        line = f"{what}: {subject.label}, due {subject.due.isoformat()}"
        component = room.session.get_one(Component, subject.component_id)
        note = NewEvent(Kind.NOTE, on=ask.today, note=line)
        events.append(event_log.record(room.session, component, note, stamp).row.id)
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"{what[0].lower()}{what[1:]}",
        undo={**undo, "events": events},
    )
