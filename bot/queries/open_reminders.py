"""How to end, snooze or hand on a reminder: the open ones with their buttons. Changes nothing."""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.queries.components import Part, chosen, parts, status_button
from bot.registry.commands import AssignOwner, MarkDone, SnoozeNudge
from bot.registry.queries import ListMarks
from bot.store import deadline_rows, nudge_series
from bot.store.tables import DeadlineRow

_SHOWN = 6
_BUTTONS = 2  # reminders with buttons; three each fill a row
# What ends a deadline is the event that meets it, never the mark that somebody saw a reminder.
MET_BY = {
    "determination": "determined",
    "appeal": "appeal-filed",
    "appeal-determination": "appeal-decided",
    "expedite-decision": "expedite-denied",
    "reply": "clarification-answered",
    "still-interested": "still-interested-answered",
    "suit": "complaint-filed",
    "answer": "complaint-answered",
    "production": "produced",
    "court-date": "done",
    "manual": "done",
    "service": "served",
    "conference": "done",
    "fees-motion": "done",
    "notice-of-appeal": "done",
    "ruling": "ruling-given",
    "ruling-brief": "done",
    "ruling-suit": "done",
}


def mark(room: Room, ask: Ask, query: ListMarks) -> FactsAnswer:
    """Answer `mark [REQUEST]`: open reminders with Done, Snooze and Assign; and how to end each."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    rows = deadline_rows.open_of(room.session, [part.component.id for part in found], query.limit)
    nudged = nudge_series.newest_unseen(room.session, [row.id for row in rows])
    shown = sorted(rows, key=lambda row: (row.id not in nudged, row.due is None, row.due))[:_SHOWN]
    by = {part.component.id: part for part in found}
    return FactsAnswer(
        title="A question changes nothing. This is the way",
        facts=(
            Fact("Seen to, snooze, assign", "press below the reminder, or here"),
            Fact("Ended for good", "log what happened; the deadline then closes by itself"),
        ),
        sections=tuple(
            (f"{by[row.component_id].request.name} · {by[row.component_id].agency}",
             (_fact(row, by[row.component_id], ask),))
            for row in shown
        ),
        buttons=(
            *(
                button
                for row in shown
                if row.id in nudged
                for button in _buttons(nudged[row.id], row, by[row.component_id])
            ),
            *status_button(found),
        )[: 3 * _BUTTONS + 1],
        understood=f"how to mark a reminder · {name or 'everything'}",
    )  # fmt: skip


def _fact(row: DeadlineRow, part: Part, ask: Ask) -> Fact:
    event = "fee-answered" if "fee" in row.label else MET_BY.get(row.limit, "done")
    return Fact(
        row.label,
        f"{spelt(row.due)}. When it is done: log {part.target} {event} {ask.today.isoformat()}",
    )


def _buttons(nudge: int, row: DeadlineRow, part: Part) -> tuple[Button, ...]:
    what = f"{part.agency} {row.limit}"
    return (
        Button(f"Done: {what}", MarkDone(nudge)),
        Button(f"Snooze: {what}", SnoozeNudge(nudge)),
        Button(f"Assign: {what}", AssignOwner(nudge=nudge)),
    )
