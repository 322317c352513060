"""Everything that status and history know, as a file to take along. Masked text only."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.values import FileAnswer, Notice, plain
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.queries import public_page, status, tables
from bot.registry.draft_queries import ExportRequests
from bot.store import deadline_rows, event_log, requests
from bot.store.tables import EventRow, Request

VERSION = 1  # of the JSON form


def export(room: Room, ask: Ask, query: ExportRequests) -> FileAnswer | Notice:
    """Answer `export KIND [request]`: a file of every request, or of those that the words mean.

    Raises UsageError for a kind that there is not, NotFound where no request is meant.
    """
    make = KINDS.get(query.kind)
    if make is None:
        raise UsageError(f"Export as what? One of {', '.join(KINDS)}: export csv.")
    chosen = _chosen(room, query.about, ask.today)
    if not chosen:
        return Notice("There is nothing to export: no requests are on file yet.")
    return make(room, ask, chosen)


def _chosen(room: Room, words: str, today: date) -> list[Request]:
    ordered = deadline_rows.by_urgency(room.session, today)
    if words.strip() and ordered:
        one = requests.one(room.session, words)
        ordered = [one.id]
    return requests.by_ids(room.session, ordered)


def _file_name(ask: Ask, chosen: Sequence[Request], ending: str) -> str:
    which = chosen[0].slug if len(chosen) == 1 else "requests"
    return f"foia-{which}-{ask.today.isoformat()}.{ending}"


def _json(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    value = everything(room, ask.today, chosen)
    content = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
    name = _file_name(ask, chosen, "json")
    return FileAnswer(name, "application/json", content, _title(chosen), data=value)


def _title(chosen: Sequence[Request]) -> str:
    return f"{len(chosen)} request{'s' if len(chosen) > 1 else ''} on file"


def everything(room: Room, today: date, chosen: Sequence[Request]) -> dict[str, Any]:
    """Return all that is on file about the requests, in the order of their slugs.

    The same store gives the same value, key for key and line for line.
    """
    ordered = sorted(chosen, key=lambda request: request.slug)
    cards = status.cards(room, [one.id for one in ordered], today)
    events = events_of(room, ordered)
    hide = room.hider()
    return {
        "foia-export": VERSION,
        "today": today.isoformat(),
        "requests": [
            {
                **plain(card),
                "events": [_event(row, agency, hide) for row, agency in events[request.id]],
            }
            for request, card in zip(ordered, cards, strict=True)
        ],
    }


def events_of(room: Room, chosen: Sequence[Request]) -> dict[int, list[tuple[EventRow, str]]]:
    """Return each request's events that count, by day, with their agency."""
    agencies = {c.id: (request.id, c.agency) for request in chosen for c in request.components}
    found: dict[int, list[tuple[EventRow, str]]] = {request.id: [] for request in chosen}
    for row in sorted(event_log.live(room.session, agencies), key=lambda row: (row.on, row.id)):
        request_id, agency = agencies[row.component_id]
        found[request_id].append((row, agency))
    return found


def _event(row: EventRow, agency: str, hide: Callable[[str], str]) -> Mapping[str, Any]:
    return {
        "agency": agency,
        "event": row.kind,
        "on": row.on.isoformat(),
        "certainty": row.certainty,
        "details": dict(row.details),
        "note": hide(row.note),
        "recorded_by": row.recorded_by,
        "recorded_at": row.recorded_at.isoformat(),
    }


def _csv(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (tables.HEADER, *tables.of_requests(room, ask.today, chosen)):
        writer.writerow([tables.flat(cell) for cell in row])
    # The mark at the start lets Excel read it as UTF-8.
    content = b"\xef\xbb\xbf" + out.getvalue().encode()
    return FileAnswer(_file_name(ask, chosen, "csv"), "text/csv", content, _title(chosen))


def _xlsx(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    from bot.queries import workbooks  # its library takes a moment to load

    content = workbooks.made(room, ask.today, chosen, events_of(room, chosen))
    return FileAnswer(_file_name(ask, chosen, "xlsx"), XLSX, content, _title(chosen))


def _ics(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    from bot.queries import calendars

    content = calendars.made(room, chosen)
    return FileAnswer(_file_name(ask, chosen, "ics"), "text/calendar", content, _title(chosen))


def _page(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    return public_page.made(room, ask, chosen, html=False)


def _html(room: Room, ask: Ask, chosen: Sequence[Request]) -> FileAnswer:
    return public_page.made(room, ask, chosen, html=True)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Mapping[str, Callable[[Room, Ask, Sequence[Request]], FileAnswer]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
    "json": _json,
    "page": _page,
    "html": _html,
}
