"""What was recorded lately."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.answers.values import Button, NewsAnswer, NewsItem
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.event_table import TABLE, US
from bot.queries.components import chosen, request_and_agency
from bot.queries.status import paging
from bot.registry.queries import ShowHistory, ShowNews, ShowStatus
from bot.store import event_log, recorded_events
from bot.store.tables import Component, EventRow, Request

PAGE = 15
DEFAULT_DAYS = 7


def news(room: Room, ask: Ask, query: ShowNews) -> NewsAnswer:
    """Answer `news [since] [DATE]`: what was recorded since that day, newest first."""
    about, start = query.about, query.start
    since = query.since or ask.today - timedelta(days=DEFAULT_DAYS)
    components, name = chosen(room.session, about) if about else ([], "")
    moment = datetime.combine(since, time(), tzinfo=room.settings.zone)
    among = [one.id for one in components] if about else None
    size = None if ask.surface == "cli" else PAGE
    kinds = _THEIRS if query.theirs else None
    rows, total = recorded_events.since(room.session, moment, among, kinds, start=start, size=size)
    hide = room.hider()
    did = "they did, as" if query.theirs else "was"
    shown = [_item(*row, hide) for row in rows]
    return NewsAnswer(
        since=since,
        items=tuple(shown),
        total=total,
        start=start,
        buttons=paging(replace(query, since=since), PAGE, total),
        understood=" · ".join(filter(None, [f"what {did} recorded since {spelt(since)}", name])),
    )


# What an agency or a court did: "any word from ICE?" asks for no call of ours.
_THEIRS = frozenset(kind.value for kind, row in TABLE.items() if row.by != US)


def _item(
    row: EventRow, component: Component, request: Request, hide: Callable[[str], str]
) -> NewsItem:
    return NewsItem(
        slug=request.slug,
        name=request.name,
        agency=component.agency,
        what=_what(row, hide),
        on=row.on,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        ref=f"r{request.id}",
    )


def _life(
    rows: Sequence[tuple[EventRow, Component]], request: Request, hide: Callable[[str], str]
) -> Iterator[NewsItem]:
    """Tell each event with its details; what was taken back is one line, said to be so."""
    by_id = {row.id: row for row, _ in rows}
    back = {
        row.supersedes_id
        for row, _ in rows
        if row.kind == event_log.WITHDRAWN and row.supersedes_id
    }
    for row, component in rows:
        if row.id in back:
            continue
        item = _item(row, component, request, hide)
        was = by_id.get(row.supersedes_id or 0)
        if row.kind == event_log.WITHDRAWN and was is not None:
            item = replace(item, what=f"taken back: {_named(was, hide)}")
        elif row.supersedes_id in back:
            item = replace(item, what=f"put back: {_named(row, hide)}")
        elif row.details and row.kind != event_log.WITHDRAWN:
            told = "; ".join(f"{name} {hide(str(value))}" for name, value in row.details.items())
            item = replace(item, what=f"{item.what} ({told})")
        yield item


def _what(row: EventRow, hide: Callable[[str], str]) -> str:
    if row.kind == event_log.WITHDRAWN:
        return "an entry was taken back"
    if row.supersedes_id:
        said = events.describe(events.Kind(row.kind))
        return f"{said}: put back, or its letter was attached or taken off again"
    return _named(row, hide)


def _named(row: EventRow, hide: Callable[[str], str]) -> str:
    said = events.describe(events.Kind(row.kind))
    note = f": {hide(row.note)}" if row.note else ""
    assumed = " (assumed)" if row.certainty == "assumed" else ""
    return f"{said}{assumed}{note}"


def history(room: Room, ask: Ask, query: ShowHistory) -> NewsAnswer:
    """Answer `history WORDS`: everything recorded about one request, newest first."""
    start = query.start
    request, agency = request_and_agency(room.session, query.about)
    hide = room.hider()
    rows = recorded_events.of_request(room.session, request.id, agency)
    items = tuple(_life(rows, request, hide))
    since = min((item.on for item in items), default=ask.today)
    size = len(items) or 1 if ask.surface == "cli" else PAGE
    reference = f"#r{request.id}" + (f"/{agency}" if agency else "")
    about = " · ".join(filter(None, [request.name, agency]))
    return NewsAnswer(
        since=since,
        items=items[start : start + size],
        about=about,
        total=len(items),
        start=start,
        buttons=(
            Button("Status", ShowStatus(f"#r{request.id}")),
            *paging(replace(query, about=reference), size, len(items)),
        ),
        understood=f"everything about {about}",
    )
