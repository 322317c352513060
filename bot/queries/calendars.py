"""Open deadlines as a calendar file (RFC 5545) that updates what it brought before.

A deadline keeps its UID when its date changes, and its SEQUENCE rises with each version. It
tells the arithmetic and the citation, and nothing of any filing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.invocation import Room
from bot.law.deadline import Deadline
from bot.privacy.plain import clean, one_line
from bot.queries import tables
from bot.store import deadline_rows
from bot.store.tables import Component, Request

ALARMS = (timedelta(days=7), timedelta(days=1))  # before our own dates


@dataclass(frozen=True, slots=True)
class _History:
    """The versions that a limit of a component request has had."""

    versions: int = 0
    made_at: datetime | None = None
    newest: int = 0  # the row


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry says."""

    title: str
    words: str
    category: str


def made(room: Room, chosen: Sequence[Request], *, names: bool = True) -> bytes:
    """Return the calendar: one all-day event an open deadline with a date.

    Without `names` an entry shows a code that the bot knows ("#d12"), and nothing else but its day.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//foia-bot//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "FOIA deadlines")
    calendar.add("x-published-ttl", "PT4H")
    folded = tables.standings(room, chosen)
    histories = _histories(room, chosen)
    for request in chosen:
        for component in request.components:
            for number, deadline in _open(folded[component.id].deadlines):
                history = histories.get((component.id, deadline.limit), _History())
                uid = _uid(request, component, deadline.limit, number)
                told = _told(request, component, deadline, f"#d{history.newest}", names=names)
                calendar.add_component(_event(request, deadline, told, uid, history))
    return bytes(calendar.to_ical())


def _open(deadlines: Sequence[Deadline]) -> Iterator[tuple[int, Deadline]]:
    """Give each open deadline with its number among those of the same limit."""
    counts: dict[str, int] = {}
    for deadline in deadlines:
        counts[deadline.limit] = counts.get(deadline.limit, 0) + 1
        if deadline.is_open and deadline.due is not None:
            yield counts[deadline.limit], deadline


def _histories(room: Room, chosen: Sequence[Request]) -> dict[tuple[int, str], _History]:
    ids = [component.id for request in chosen for component in request.components]
    found: dict[tuple[int, str], _History] = {}
    for row in deadline_rows.of_components(room.session, ids):
        key = (row.component_id, row.limit)
        found[key] = _History(found.get(key, _History()).versions + 1, row.made_at, row.id)
    return found


def _uid(request: Request, component: Component, limit: str, number: int) -> str:
    """Return what stays the same while the deadline's date may change."""
    said = "/".join([str(request.id), request.created_at.isoformat(), component.agency,
                     component.origin, limit, str(number)])  # fmt: skip
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@foia-bot"


def _told(
    request: Request, component: Component, deadline: Deadline, code: str, *, names: bool
) -> _Told:
    if not names:
        return _Told(f"FOIA date · {code}", f"Ask the bot: why {code}", "FOIA")
    return _Told(_title(request, component, deadline), _words(deadline), str(deadline.whose))


def _event(request: Request, deadline: Deadline, told: _Told, uid: str, history: _History) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", max(history.versions - 1, 0))
    stamp = history.made_at or request.created_at
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", one_line(told.title))
    if deadline.due is not None:
        event.add("dtstart", deadline.due)
        event.add("dtend", deadline.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("categories", [told.category])
    event.add("description", clean(told.words))
    for before in ALARMS if deadline.whose == "ours" else ():
        event.add_component(_alarm(before, told.title))
    return event


def _title(request: Request, component: Component, deadline: Deadline) -> str:
    return f"{request.name} · {component.agency} · {deadline.label} ({deadline.whose})"


def _words(deadline: Deadline) -> str:
    said = [deadline.explanation]
    if deadline.citation and deadline.citation not in deadline.explanation:
        said.append(deadline.citation)
    if deadline.approved and deadline.approved not in deadline.explanation:
        said.append(f"The rule is {deadline.approved}.")
    return "\n".join(part for part in said if part)


def _alarm(before: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    alarm.add("description", one_line(words))
    return alarm
