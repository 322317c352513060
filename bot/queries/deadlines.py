"""What is due, overdue, owed, and why a date is what it is. Lists read the deadline rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.answers.values import (
    DeadlineLine,
    DueAnswer,
)
from bot.invocation import Ask, Room
from bot.queries import provisional
from bot.queries.components import chosen, days_left, is_cut
from bot.queries.status import paging
from bot.registry.queries import ListDue, ListOverdue, ListOwed
from bot.store import deadline_rows, whose_law
from bot.store.deadline_rows import Wanted
from bot.store.session import Session

PAGE = 15


def due(room: Room, ask: Ask, query: ListDue) -> DueAnswer:
    """Answer `due [days] [request]`: open deadlines from today to `days` calendar days ahead."""
    soon = Wanted(since=ask.today, until=ask.today + timedelta(days=query.days))
    return _list(room.session, ask, query, soon)


def overdue(room: Room, ask: Ask, query: ListOverdue) -> DueAnswer:
    """Answer `overdue [request]`: deadlines whose day has passed; due today is not overdue."""
    return _list(room.session, ask, query, Wanted(until=ask.today - timedelta(days=1)))


def owe(room: Room, ask: Ask, query: ListOwed) -> DueAnswer:
    """Answer `owe [request]`: what we must do, late or not."""
    return _list(room.session, ask, query, Wanted(whose="ours"))


WHOSE_LAW = "whose-law"  # the item of ours that asks whose law counts; it has no day


def _open_questions(session: Session, among: set[int] | None) -> list[DeadlineLine]:
    """Give what is ours to say before a date can be trusted: whose law counts for a body."""
    return [
        DeadlineLine(
            slug=one.slug,
            name=one.name,
            agency=one.agency,
            limit=WHOSE_LAW,
            label=f"Say whose law counts: request law {one.slug}/{one.agency} to federal, or US-NY",
            due=None,
            whose="ours",
            days_left=None,
            days=None,
            version="",
            certainty="unknown",
            state="open",
        )
        for one in whose_law.unsaid(session, sorted(among) if among is not None else None)
    ]


def lines(
    session: Session, today: date, wanted: Wanted, *, start: int, size: int | None
) -> list[DeadlineLine]:
    """Return the open deadlines that are wanted, the earliest first; `size` None: all."""
    rows = deadline_rows.listed(session, wanted, start=start, size=size)
    return [
        DeadlineLine(
            slug=row.slug,
            name=row.name,
            agency=row.agency,
            limit=row.limit,
            label=row.label,
            due=row.due,
            whose=row.whose,
            days_left=days_left(row.agency, today, row.due, row.limit, row.whose)
            if row.due
            else None,
            days=(row.due - today).days if row.due else None,
            version=row.version,
            certainty=row.certainty,
            state=row.state,
            ref=f"d{row.id}",
        )
        for row in rows
    ]


def _list(
    session: Session,
    ask: Ask,
    query: ListDue | ListOverdue | ListOwed,
    wanted: Wanted,
) -> DueAnswer:
    about, start = query.about, query.start
    components, name = chosen(session, about, ask.today) if about else ([], "")
    if about:
        wanted = replace(wanted, among=[one.id for one in components])
    unconfirmed = _unconfirmed(session, ask, query, {one.id for one in components})
    # The command line gets the whole list, for scripts; a message gets a page.
    size = None if ask.surface == "cli" else PAGE
    if is_cut(about):
        from bot.queries import cuts

        left = [
            one
            for one in lines(session, ask.today, wanted, start=0, size=None)
            if cuts.holds(about, one)
        ]
        total, items = len(left), left[start : start + size if size else None]
        unconfirmed = [one for one in unconfirmed if cuts.holds(about, one)]
    else:
        total = deadline_rows.count(session, wanted)
        items = lines(session, ask.today, wanted, start=start, size=size)
    return DueAnswer(
        today=ask.today,
        kind=query.spec.name,
        items=_with(unconfirmed, items),
        total=total + len(unconfirmed),
        start=start,
        days=query.days if isinstance(query, ListDue) else None,
        unknown=_unknown(session, {one.id for one in components} if about else None),
        buttons=paging(query, size or max(total, 1), total),
        understood=" · ".join(filter(None, [_understood(query), name])),
    )


def _unconfirmed(
    session: Session, ask: Ask, query: ListDue | ListOverdue | ListOwed, among: set[int]
) -> list[DeadlineLine]:
    """Give the dates read out of letters that fall under the question; on its first page only."""
    if query.start:
        return []
    found = provisional.lines(
        session, ask.today, ask.now, among if query.about else None, days_left
    )
    if isinstance(query, ListDue):
        last = ask.today + timedelta(days=query.days)
        return [one for one in found if one.due and ask.today <= one.due <= last]
    if isinstance(query, ListOverdue):
        return [one for one in found if one.due and one.due < ask.today]
    return [*found, *_open_questions(session, among if query.about else None)]


def _with(extra: list[DeadlineLine], rows: list[DeadlineLine]) -> tuple[DeadlineLine, ...]:
    return tuple(sorted([*extra, *rows], key=lambda one: one.due or date.max))


def _understood(query: ListDue | ListOverdue | ListOwed) -> str:
    if isinstance(query, ListDue):
        return f"what is due within {query.days} days"
    return "what is overdue" if isinstance(query, ListOverdue) else "what we owe"


def _unknown(session: Session, among: set[int] | None) -> tuple[str, ...]:
    """Name component requests whose clock cannot be computed, so that no list hides them."""
    return tuple(
        f"{slug}/{agency}"
        for slug, agency, number in deadline_rows.unknown_clocks(session)
        if among is None or number in among
    )
