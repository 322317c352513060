"""Which entry of the record somebody means who says that it is wrong: to put right, to take out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.values import Answer, Button, Notice
from bot.answers.wording import spelt
from bot.commands import proposal_effects, proposals, taking_back
from bot.dispatch.run import Tools, opened
from bot.invocation import Ask, Room
from bot.language.happenings import CORRECTION, TAKEN_OUT
from bot.language.statements import Effect
from bot.language.takebacks import OPINION
from bot.law.events import Kind
from bot.registry.commands import LogEvent
from bot.registry.queries import ShowHistory
from bot.store import component_views
from bot.store.component_views import ComponentView
from bot.store.tables import EventRow

_OPINION = (
    "Is the entry wrong? Nothing is changed. That a decision is wrong is for an appeal to say."
)
OF_ENTRIES = frozenset({CORRECTION, TAKEN_OUT})


def holding(effect: Effect, views: Sequence[ComponentView]) -> list[ComponentView]:
    """Return those that have such an entry on that day; else those with such an entry; else all."""
    days = {one.isoformat() for one in effect.of_days}
    kinds = set(effect.of_kinds)
    for wanted_kinds, wanted_days in ((kinds, days), (set(), days), (kinds, set())):
        if not (wanted_kinds or wanted_days):
            continue
        found = [one for one in views if _has(one, wanted_kinds, wanted_days)]
        if found:
            return found
    return list(views)


def _has(view: ComponentView, kinds: set[str], days: set[str]) -> bool:
    return any(
        (not kinds or kind in kinds) and (not days or day in days) for kind, day in view.events
    )


def of_all(effect: Effect, views: Sequence[ComponentView]) -> bool:
    """Say whether one letter to several agencies is meant: it was sent to all on one day."""
    whole = len({one.request_id for one in views}) == 1 and bool(effect.of_days)
    days = {one.isoformat() for one in effect.of_days}
    return (
        effect.kind == CORRECTION
        and whole
        and all({kind for kind, on in one.events if on in days} == {Kind.SENT} for one in views)
    )


def wrong(room: Room, view: ComponentView, effect: Effect) -> EventRow | None:
    """Return the entry that a correction means, the newest of several; None where none is."""
    if "number" in effect.details:
        return component_views.newest_event(room.session, view.id, detail="number")
    rows = component_views.entries(room.session, [view.id], ())
    on_day = [row for row in rows if row.on in effect.of_days]
    if "disposition" in effect.details and effect.of_days:
        rows = on_day  # a decision of another day is another decision
    for kept in (on_day, rows if effect.of_kinds else []):
        for kind in (*effect.of_kinds, ""):
            found = [row for row in kept if kind in {"", row.kind}]
            if found and (kind or len(found) == 1):
                return found[0]
    return None


def taken_out(
    tools: Tools, ask: Ask, line: str, effect: Effect, views: Sequence[ComponentView]
) -> Answer:
    """Propose to take one entry out; offer several that may be meant; else show the history."""
    with opened(tools, LogEvent.spec) as room:
        rows = component_views.entries(room.session, [one.id for one in views], ())
        found = _found(rows, effect)
        if found and OPINION in effect.details:
            return taking_back.which(room, found, _OPINION)
        if len(found) == 1:
            row = found[0]
            taken = proposal_effects.Effect(
                row.component_id, TAKEN_OUT, row.on, {}, replaces=row.id
            )
            return proposals.offer(room, ask, [taken], proposal_effects.Wording(line))
        if found:
            return taking_back.which(room, found)
        alike = _found(rows, replace(effect, of_days=()))
        if alike and effect.of_days:
            day = spelt(effect.of_days[0])
            asked = f"Nothing of the kind is on record for {day}. Take out one of these?"
            return taking_back.which(room, alike, asked)
    return Notice(
        "I find no such entry. Nothing is changed.",
        ("The history shows all that is on record.",),
        tone="clarify",
        buttons=tuple(
            Button(f"History of {name}", ShowHistory(f"#r{request}"))
            for request, name in dict.fromkeys((one.request_id, one.name) for one in views[:3])
        ),
    )


def _found(rows: Sequence[EventRow], effect: Effect) -> list[EventRow]:
    """Return the entries of the likeliest kind that has any, on the days that were said."""
    there = [row for row in rows if not effect.of_days or row.on in effect.of_days]
    if not effect.of_kinds:
        return there if effect.of_days else []
    return next(
        (mine for kind in effect.of_kinds if (mine := [r for r in there if r.kind == kind])), []
    )
