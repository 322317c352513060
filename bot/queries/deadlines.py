"""What is due, overdue, owed, and why a date is what it is. Lists read the deadline rows."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.answers.values import (
    DeadlineLine,
    DueAnswer,
)
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, calendar
from bot.law.calendar import OutsideCalendar
from bot.queries.components import chosen
from bot.queries.news import WEEKDAYS
from bot.queries.status import OPEN, paging, split_page
from bot.store.tables import Component, DeadlineRow, Request

DEFAULT_DAYS = 30
PAGE = 15
MAX_DAYS = 3660


def due(room: Room, ask: Ask) -> DueAnswer:
    """Answer `due [days] [request]`: open deadlines from today to `days` calendar days ahead."""
    words, start = split_page(ask.words)
    days, about = _days(words, ask.today)
    soon = DeadlineRow.due.between(ask.today, ask.today + timedelta(days=days))
    return _list(room.session, ask, "due", soon, start, about=about, days=days)


def overdue(room: Room, ask: Ask) -> DueAnswer:
    """Answer `overdue [request]`: deadlines whose day has passed; due today is not overdue."""
    words, start = split_page(ask.words)
    return _list(room.session, ask, "overdue", DeadlineRow.due < ask.today, start, about=words)


def owe(room: Room, ask: Ask) -> DueAnswer:
    """Answer `owe [request]`: what we must do, late or not."""
    words, start = split_page(ask.words)
    return _list(room.session, ask, "owe", DeadlineRow.whose == "ours", start, about=words)


_NAMED = {
    "today": 0, "tomorrow": 1, "week": 7, "this week": 7, "next week": 14, "month": 30,
    "this month": 30, "next month": 60, "quarter": 91, "year": 366,
}  # fmt: skip
_UNITS = {"": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_SPAN = re.compile(r"(?:--days\s+)?(\d{1,5})\s*(days?|weeks?|months?)?(?:\s+(?:for\s+)?(.+))?")


def _days(words: str, today: date) -> tuple[int, str]:
    """Read "30", "2 weeks", "this week", "by friday"; what follows names a request."""
    text = " ".join(words.removeprefix("--days").casefold().split()).removeprefix("by ")
    if not text:
        return DEFAULT_DAYS, ""
    named = _NAMED | {name: (n - today.weekday()) % 7 for n, name in enumerate(WEEKDAYS)}
    for name in sorted(named, key=len, reverse=True):
        if text == name or text.startswith(f"{name} "):
            return named[name], text[len(name) :].strip().removeprefix("for ")
    if match := _SPAN.fullmatch(text):
        days = int(match[1]) * _UNITS[match[2] or ""]
        if days <= MAX_DAYS:
            return days, match[3] or ""
    if text[:1].isalpha() or text.startswith("#"):
        return DEFAULT_DAYS, words.removeprefix("for ").strip()
    raise UsageError(f"How many days ahead? A number up to {MAX_DAYS}, for example: due 30.")


def lines(
    session: Session, today: date, *conditions: ColumnElement[bool], start: int, size: int | None
) -> list[DeadlineLine]:
    """Return open deadlines under the conditions, the earliest first; `size` None: all."""
    chosen = _open(*conditions).order_by(DeadlineRow.due, DeadlineRow.id).offset(start)
    rows = session.execute(chosen if size is None else chosen.limit(size))
    return [
        DeadlineLine(
            slug=slug,
            name=name,
            agency=agency,
            limit=row.limit,
            label=row.label,
            due=row.due,
            whose=row.whose,
            days_left=days_left(agency, today, row.due) if row.due else None,
            version=row.version,
            certainty=row.certainty,
            state=row.state,
            ref=f"d{row.id}",
        )
        for row, agency, slug, name in rows
    ]


def days_left(agency: str, today: date, due: date) -> int:
    """Count working days to a date on the agency's own calendar: a state has its holidays."""
    state = agencies.known(agency).state
    days = calendar.state(state) if state else calendar.federal()
    try:
        return days.between(today, due)
    except OutsideCalendar:
        return calendar.federal().between(today, due)


def _open(*conditions: ColumnElement[bool]) -> Select[DeadlineRow, str, str, str]:
    return (
        select(DeadlineRow, Component.agency, Request.slug, Request.name)
        .join(Component, DeadlineRow.component_id == Component.id)
        .join(Request, Component.request_id == Request.id)
        .where(
            DeadlineRow.state == OPEN,
            DeadlineRow.due.is_not(None),
            Request.withdrawn_at.is_(None),
            *conditions,
        )
    )


def _list(  # noqa: PLR0913 - the parts of one answer
    session: Session,
    ask: Ask,
    kind: str,
    condition: ColumnElement[bool],
    start: int,
    *,
    about: str = "",
    days: int | None = None,
) -> DueAnswer:
    components, name = chosen(session, about) if about else ([], "")
    if about:
        condition &= DeadlineRow.component_id.in_([one.id for one in components])
    words = " ".join(filter(None, [str(days) if kind == "due" else "", about]))
    total = session.scalar(select(func.count()).select_from(_open(condition).subquery())) or 0
    # The command line gets the whole list, for scripts; a message gets a page.
    size = None if ask.surface == "cli" else PAGE
    return DueAnswer(
        today=ask.today,
        kind=kind,
        items=tuple(lines(session, ask.today, condition, start=start, size=size)),
        total=total,
        start=start,
        days=days,
        unknown=_unknown(session, {one.id for one in components} if about else None),
        buttons=paging(kind, words, start, size or max(total, 1), total),
        understood=" · ".join(
            filter(
                None,
                [
                    {
                        "due": f"what is due within {days} days",
                        "overdue": "what is overdue",
                        "owe": "what we owe",
                    }[kind],
                    name,
                ],
            )
        ),
    )


def _unknown(session: Session, among: set[int] | None) -> tuple[str, ...]:
    """Name component requests whose clock cannot be computed, so that no list hides them."""
    rows = session.execute(
        select(Request.slug, Component.agency, Component.id)
        .join(Component, Component.request_id == Request.id)
        .where(Component.clock == "unknown", Request.withdrawn_at.is_(None))
        .order_by(Request.slug)
    )
    return tuple(
        f"{slug}/{agency}" for slug, agency, number in rows if among is None or number in among
    )
