"""Two requests that are one: the first is taken into the second, with undo."""

from __future__ import annotations

from bot.answers.values import Button, Notice
from bot.commands.requests import stamp
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.law.events import Certainty, ImpossibleEvent, Kind
from bot.registry.commands import ChangeRequest, TakeBack
from bot.registry.queries import ShowStatus
from bot.store import event_log, merging, requests, undo_log
from bot.store.event_log import NewEvent
from bot.store.tables import Component, EventRow, Request

USAGE = "For example: request merge ICE breach 2022 into ice data breach."


def merge(room: Room, ask: Ask, command: ChangeRequest, source: Request) -> Notice:
    """Take one request into another; what both have stays once. Raises UsageError, Refused.

    A part at the same agency is not moved: what it knows and the other does not is recorded there.
    """
    if not command.name:
        raise UsageError(USAGE)
    target = requests.one(room.session, command.name)
    if target.id == source.id:
        raise UsageError(f"Both names mean {source.name}. {USAGE}")
    if ask.surface != "cli" and not command.sure:
        return _asked(source, target)
    slug, name = source.slug, source.name
    there = {one.agency: one for one in target.components}
    alike = [one for one in source.components if one.agency in there]
    rows = [row for one in alike for row in _told(room, ask, one, there[one.agency])]
    others = [one for one in source.components if one.agency not in there]
    how = merging.move(room.session, source, target, others)
    source.withdrawn_at, source.slug = ask.now, f"{slug}~{source.id}"
    undo = {"merged": source.id, "was": slug, "events": rows, **how}
    what = f"the merging of {slug} into {target.slug}"
    undo_log.remember(room.session, by=ask.person.id, now=ask.now, what=what, undo=undo)
    return Notice(
        f"{name} is a part of {target.name} from now on ({target.slug}).",
        ("By its old name it is found there. Undo parts them again.",),
        tone="done",
        buttons=(Button("Undo", TakeBack()), Button("Status", ShowStatus(f"#r{target.id}"))),
    )


def _asked(source: Request, target: Request) -> Notice:
    sure = ChangeRequest("merge", f"#r{source.id}", name=f"#r{target.id}", sure=True)
    return Notice(
        f"Take {source.name} ({source.slug}) into {target.name} ({target.slug})?",
        ("Its agencies, filings, events and names go over; it leaves the lists.",),
        buttons=(Button("Merge them", sure, style="primary"),),
    )


def _told(room: Room, ask: Ask, source: Component, target: Component) -> list[int]:
    """Record at the target what only the source has; return the new rows."""
    known = {_fact(row) for row in event_log.live(room.session, [target.id])}
    missing = [r for r in event_log.live(room.session, [source.id]) if _fact(r) not in known]
    try:
        return [
            event_log.record(room.session, target, _again(row), stamp(room, ask)).row.id
            for row in sorted(missing, key=lambda row: (row.on, row.id))
        ]
    except ImpossibleEvent as error:
        raise Refused(f"They cannot be one: {error} Correct one of them first.") from error


def _fact(row: EventRow) -> tuple[str, str, str]:
    return row.kind, row.on.isoformat(), str(sorted(row.details.items()))


def _again(row: EventRow) -> NewEvent:
    certainty, details = Certainty(row.certainty), dict(row.details)
    return NewEvent(Kind(row.kind), row.on, certainty, details, row.note, row.filing_id)
