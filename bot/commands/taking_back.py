"""Take one entry out of the record, whichever it is: it counts no more and stays in the history."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.values import Answer, Button, Choice, Notice
from bot.answers.wording import body, spelt
from bot.commands import suit_bars
from bot.commands.requests import stamp
from bot.errors import NotFound, UsageError
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.event_table import TABLE
from bot.law.events import Kind
from bot.registry.commands import TakeBack, TakeOut
from bot.registry.queries import ShowHistory, ShowStatus
from bot.store import component_views, event_log, requests, undo_log
from bot.store.tables import Component, EventRow

_OFFERED = 5


def take_out(room: Room, ask: Ask, command: TakeOut) -> Answer:
    """Take the entry out that is named; where several fit, ask which. Raises NotFound, UsageError.

    The command line is never asked: there the day has to be named.
    """
    rows = _meant(room, command)
    if len(rows) == 1:
        return take(room, ask, rows)
    if ask.surface == "cli":
        listed = "; ".join(in_words(room, row) for row in rows[:_OFFERED])
        raise UsageError(f"Several entries fit; add the day: {listed}.")
    return which(room, rows)


def _meant(room: Room, command: TakeOut) -> list[EventRow]:
    """Return the entries that are meant, the newest first. Raises NotFound where none is."""
    if command.about.startswith("#e"):
        row = component_views.by_id(room.session, int(command.about[2:]))
        if row is None:
            raise NotFound("That entry is not on record any more.")
        return [row]
    request = requests.one(room.session, command.about)
    parts = [requests.component(request, name) for name in command.agencies]
    parts = parts or requests.filed(request)
    alike = component_views.entries(
        room.session, [one.id for one in parts], [str(command.event or "")]
    )
    found = [row for row in alike if command.on in {None, row.on}]
    if not found:
        what = events.describe(command.event) if command.event else "such entry"
        days = ", ".join(spelt(row.on) for row in alike)
        raise NotFound(f"Not on record: {what}." if not days else f"On record is: {what}, {days}.")
    return found


def which(room: Room, rows: Sequence[EventRow], question: str = "") -> Choice:
    """Offer entries to take out, each one press away."""
    return Choice(
        question=question or "Which entry shall I take out? Nothing is changed yet.",
        buttons=tuple(
            Button(f"Take out: {in_words(room, row)}", TakeOut(f"#e{row.id}"))
            for row in rows[:_OFFERED]
        ),
        understood="taking an entry out of the record",
    )


def take(room: Room, ask: Ask, rows: Sequence[EventRow]) -> Notice:
    """Take entries out, and remember how to put them back with one undo."""
    said = [in_words(room, row) for row in rows]
    ids = list(dict.fromkeys(row.component_id for row in rows))
    before = event_log.bars(room.session, ids)
    event_log.withdraw_all(room.session, rows, stamp(room, ask))
    undo_log.remember(
        room.session, by=ask.person.id, now=ask.now, what=f"taking out {'; '.join(said)}",
        undo={"taken": [row.id for row in rows]},
    )  # fmt: skip
    moved = suit_bars.corrected(ask, before, event_log.bars(room.session, ids))
    parts = [room.session.get_one(Component, one) for one in ids]
    return Notice(
        f"Taken out: {'; '.join(said)}.",
        (
            "It stays in the history, marked as taken back.",
            *(f"{body(one.agency)}: {_headline(room, ask, one)}" for one in parts),
            *moved,
            *(line for row in rows for line in _standing_on(room, row)),
        ),
        tone="done",
        buttons=(
            Button("Undo", TakeBack()),
            Button("Status", ShowStatus(f"#r{parts[0].request_id}")),
            Button("History", ShowHistory(f"#r{parts[0].request_id}")),
        ),
    )


def _headline(room: Room, ask: Ask, part: Component) -> str:
    folded = event_log.standings(room.session, [part], room.choices)[part.id]
    return folded.headline(ask.today)


def _standing_on(room: Room, row: EventRow) -> list[str]:
    """Say what stays on record and cannot be true without what was taken out."""
    rest = event_log.live(room.session, [row.component_id])
    kinds = {Kind(one.kind) for one in rest}
    needs = {kind: set(TABLE[kind].needs) for kind in kinds}
    needing = [
        one
        for one in rest
        if Kind(row.kind) in needs[Kind(one.kind)] and not kinds & needs[Kind(one.kind)]
    ]
    said = [f"Still on record, though it needs that one: {in_words(room, one)}." for one in needing]
    child = row.details.get("agency") if row.kind == Kind.REFERRED else ""
    return said + ([f"The request that it opened at {child} stays on record."] if child else [])


def in_words(room: Room, row: EventRow) -> str:
    """Name an entry: what, when, where."""
    part = room.session.get_one(Component, row.component_id)
    what = events.describe(Kind(row.kind))
    return f"{what}, {spelt(row.on)}, {part.request.name}, {body(part.agency)}"
