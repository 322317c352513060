"""Answers `timeline`: a request's events and clocks as lanes of marks, stretches and due dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answers.values import Button
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law import agencies
from bot.law.deadline import Deadline, State
from bot.law.event_table import TABLE
from bot.law.events import Event, Kind
from bot.law.standing import Standing
from bot.queries import status
from bot.queries.components import request_and_agency
from bot.queries.timeline_values import (
    COURT,
    LATE,
    RUNNING,
    STAYED,
    TOLLED,
    Due,
    Lane,
    Mark,
    Stretch,
    TimelineAnswer,
)
from bot.registry.queries import ExplainDeadline, ShowHistory, ShowStatus, ShowTimeline
from bot.store import event_log

_DAY = timedelta(days=1)

_LIMITS = {
    "determination": "Determination due",
    "routing": "Routing due",
    "expedite-decision": "Expedite decision due",
    "appeal": "Our appeal due",
    "appeal-determination": "Appeal decision due",
    "answer": "Answer in court due",
    "service": "Our service due",
    "conference": "Our Rule 26(f) conference due",
    "fees-motion": "Our motion for fees due",
    "notice-of-appeal": "Our notice of appeal due",
    "ruling": "Ruling due",
    "ruling-brief": "Their reasons due",
    "ruling-suit": "Their suit against the ruling due",
    "suit": "Last day to sue",
    "reply": "Our reply due",
    "still-interested": "Our reply due",
    "production": "Production due",
    "court-date": "Court date",
    "manual": "Date set by hand",
}
_CLOCKS = {"determination": "", "appeal-determination": "appeal"}


def timeline(room: Room, ask: Ask, query: ShowTimeline) -> TimelineAnswer:
    """Answer `timeline WORDS`: the life of one request, or of one component of it."""
    if not query.about:
        raise UsageError("Which request's timeline? For example: timeline ice data breach.")
    request, agency = request_and_agency(room.session, query.about)
    chosen = [c for c in request.components if agency in {None, c.agency}]
    folded = event_log.standings(room.session, chosen, room.choices)
    (card,) = status.cards(room, [request.id], ask.today)
    headlines = {component.ref: component.headline for component in card.components}
    lanes = []
    for component in chosen:
        events = event_log.facts(room.session, component.id)
        headline = headlines[f"c{component.id}"]
        lanes.append(lane(component.agency, headline, events, folded[component.id], ask.today))
    return TimelineAnswer(
        slug=request.slug,
        name=request.name,
        today=ask.today,
        headline=card.headline,
        lanes=tuple(lanes),
        buttons=(
            Button("Status", ShowStatus(f"#r{request.id}")),
            Button("Why these dates?", ExplainDeadline(f"#r{request.id}")),
            Button("History", ShowHistory(f"#r{request.id}")),
        ),
        understood=f"the timeline of {request.name}",
    )


def lane(
    agency: str, headline: str, events: Sequence[Event], standing: Standing, today: date
) -> Lane:
    """Return one component request's lane."""
    stretches = [*_clocks(standing, today), *_court(events, today)]
    return Lane(
        agency=agency,
        agency_name=agencies.known(agency).name,
        headline=headline,
        marks=tuple(sorted(_marks(events), key=lambda mark: mark.on)),
        stretches=tuple(sorted(stretches, key=lambda s: (s.first, s.last))),
        dues=tuple(sorted(_dues(standing, today), key=lambda d: (d.on is None, d.on or today))),
    )


def _marks(events: Iterable[Event]) -> Iterator[Mark]:
    for event in events:
        row = TABLE[event.kind]
        if row.drawn:
            yield Mark(event.on, row.short, row.by, str(event.certainty))


def _dues(standing: Standing, today: date) -> Iterator[Due]:
    for deadline in standing.deadlines:
        if deadline.state in {State.SUPERSEDED, State.WITHDRAWN}:
            continue  # nobody has to keep these any more
        yield Due(
            on=deadline.due,
            label=_LIMITS.get(deadline.limit, f"{deadline.limit} due".capitalize()),
            whose=str(deadline.whose),
            state=str(deadline.state),
            days_left=deadline.days_left(today) if deadline.due else None,
            days=(deadline.due - today).days if deadline.due else None,
            certainty=str(deadline.certainty),
        )


def _clocks(standing: Standing, today: date) -> Iterator[Stretch]:
    """Give how the agency's clocks ran, stood and were late, up to today."""
    for deadline in standing.deadlines:
        if deadline.limit in _CLOCKS and deadline.start is not None and deadline.start <= today:
            of = _CLOCKS[deadline.limit]
            for stretch in _clock(deadline, deadline.start, standing, today):
                yield replace(stretch, of=of)


def _clock(deadline: Deadline, start: date, standing: Standing, today: date) -> Iterator[Stretch]:
    ended = deadline.met_on or (None if deadline.is_open else standing.closed_on or deadline.due)
    goes_on = ended is None or ended > today
    end = today if ended is None else min(ended, today)
    running = min(deadline.due, end) if deadline.due else end
    at = start
    for stop in deadline.tolled:
        if stop.start > running:
            break
        if stop.start > at:
            yield Stretch(RUNNING, at, stop.start)
        last = min(stop.end or end, running)
        at = max(at, last)
        if last > stop.start or stop.end is None:  # asked and answered on one day stops nothing
            yield Stretch(TOLLED, stop.start, last, open=stop.end is None and goes_on)
        if stop.end is None:
            return
    if running > at or not deadline.tolled:
        still = goes_on and (deadline.due is None or deadline.due >= today)
        yield Stretch(RUNNING, at, running, open=still)
    if deadline.due is not None and end > deadline.due:
        yield Stretch(LATE, deadline.due + _DAY, end, open=goes_on)


def _court(events: Iterable[Event], today: date) -> Iterator[Stretch]:
    """Give how long the case has been in court, and its stays."""
    begun: dict[str, date] = {}
    opens = {Kind.COMPLAINT_FILED: COURT, Kind.STAYED: STAYED}
    closes = {Kind.CASE_CLOSED: (STAYED, COURT), Kind.STAY_LIFTED: (STAYED,)}
    for event in sorted(events, key=lambda each: (each.on, each.kind.rank)):
        if event.kind in opens:
            begun.setdefault(opens[event.kind], event.on)
        for name in closes.get(event.kind, ()):
            if name in begun:
                yield Stretch(name, begun.pop(name), event.on)
    for name, first in begun.items():
        yield Stretch(name, first, max(first, today), open=True)
