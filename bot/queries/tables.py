"""Exports as rows: one a component request, one a deadline, one an event. Cells are values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.answers.values import ComponentCard, DeadlineLine, RequestCard
from bot.invocation import Room
from bot.law import agencies, events
from bot.law.standing import Standing
from bot.privacy.plain import clean, neutralise_cell, one_line, shorten
from bot.queries import status
from bot.store import event_log
from bot.store.tables import EventRow, Request

Value = str | int | date | None
Row = tuple[Value, ...]

# Import reads these headers again, so that what was exported can be taken in elsewhere.
HEADER = (
    "Request", "Slug", "Agency", "Numbers", "Sent", "Received", "Receipt certainty",
    "Acknowledged", "Determined", "Disposition", "Appeal filed", "Phase", "Headline",
    "Next deadline", "Next date", "Whose", "Days left", "Citation", "Owner", "Last event",
)  # fmt: skip
DEADLINES = (
    "Request", "Agency", "Deadline", "Due", "Whose", "State", "Days left", "Certainty", "Citation",
    "Approved", "Explanation",
)  # fmt: skip
EVENTS = (
    "Request", "Agency", "Event", "On", "Certainty", "Details", "Note", "Recorded by", "Recorded",
)  # fmt: skip
LONGEST = 32_000  # characters of a cell; Excel takes 32,767
_OPEN = "open"


def flat(value: Value) -> str | int:
    """Return a cell as CSV holds it: never a formula, on one line, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return safe(value) if isinstance(value, str) else value


def safe(words: str) -> str:
    """Return words that a spreadsheet program takes as words, without what cannot be seen."""
    return neutralise_cell(shorten(one_line(clean(words)), LONGEST))


def of_requests(room: Room, today: date, chosen: Sequence[Request]) -> Iterator[Row]:
    """Give one row a component request."""
    folded = standings(room, chosen)
    days = _first_days(room, chosen)
    cards = status.cards(room, [one.id for one in chosen], today)
    for request, card in zip(chosen, cards, strict=True):
        for component, shown in zip(request.components, card.components, strict=True):
            yield _row(card, shown, folded[component.id], days.get(component.id, {}), today)


def standings(room: Room, chosen: Sequence[Request]) -> dict[int, Standing]:
    """Fold every component request of these requests at once."""
    components = [component for request in chosen for component in request.components]
    return event_log.standings(room.session, components, room.choices)


def _first_days(room: Room, chosen: Sequence[Request]) -> dict[int, dict[str, date]]:
    ids = [component.id for request in chosen for component in request.components]
    days: dict[int, dict[str, date]] = {}
    for row in sorted(event_log.live(room.session, ids), key=lambda row: (row.on, row.id)):
        days.setdefault(row.component_id, {}).setdefault(row.kind, row.on)
    return days


def _row(
    card: RequestCard,
    shown: ComponentCard,
    standing: Standing,
    days: Mapping[str, date],
    today: date,
) -> Row:
    following = _next(shown, today)
    cited = {(d.limit, d.version): d.citation for d in standing.deadlines}
    return (
        card.name, card.slug, shown.agency, "; ".join(shown.numbers), standing.sent_on,
        shown.received, shown.receipt_certainty, days.get("acknowledged"), days.get("determined"),
        standing.disposition, days.get("appeal-filed"), shown.phase, shown.headline,
        following.label if following else "", following.due if following else None,
        following.whose if following else "", following.days_left if following else None,
        cited.get((following.limit, following.version), "") if following else "",
        card.owner, shown.last_event,
    )  # fmt: skip


_NEAR = 90  # calendar days from which the last day to sue comes before what is late
_ALL = 36_500


def _next(shown: ComponentCard, today: date) -> DeadlineLine | None:
    """Return the open deadline that comes next, else the one missed last."""
    dated = [line for line in shown.deadlines if line.state == _OPEN and line.due]
    late = [line for line in dated if line.due and line.due < today]
    near = today + timedelta(days=_NEAR if late else _ALL)
    ahead = [
        line
        for line in dated
        if line.due and today <= line.due and (line.limit != "suit" or line.due <= near)
    ]
    if ahead:
        return min(ahead, key=lambda line: (line.due or today, line.whose))
    return max(late, key=lambda line: line.due or today, default=None)


def of_deadlines(room: Room, today: date, chosen: Sequence[Request]) -> Iterator[Row]:
    """Give one row a deadline of the version in force, met ones too."""
    folded = standings(room, chosen)
    for request in chosen:
        for component in request.components:
            for line in folded[component.id].deadlines:
                yield (
                    request.name, component.agency, line.label, line.due, str(line.whose),
                    str(line.state), line.days_left(today), str(line.certainty), line.citation,
                    line.approved, line.explanation,
                )  # fmt: skip


def of_events(
    chosen: Sequence[Request], told: Mapping[int, Sequence[tuple[EventRow, str]]]
) -> Iterator[Row]:
    """Give one row an event."""
    for request in chosen:
        for row, agency in told[request.id]:
            details = ", ".join(f"{name} {value}" for name, value in row.details.items())
            yield (
                request.name, agencies.known(agency).abbreviation,
                events.describe(events.Kind(row.kind)), row.on, row.certainty, details, row.note,
                row.recorded_by, row.recorded_at.isoformat(timespec="seconds"),
            )  # fmt: skip
