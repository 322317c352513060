"""A list cut to a part: "where not CBP; late 60; no number". Which parts stay, and which dates.

`bot/language/list_cuts.py` writes these words. Every cut must hold. A part is judged by its
events and by what the fold gave; a date by its limit and by how late it is.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.answers.values import DeadlineLine
from bot.law import bodies
from bot.store import component_views, tracking_numbers
from bot.store.session import Session
from bot.store.tables import Component

MARK = "where "
Holds = Callable[[Component], bool]


def _each(words: str) -> list[tuple[str, str]]:
    parts = [one.strip().partition(" ") for one in words.removeprefix(MARK).split(";")]
    return [(name, value.strip()) for name, _, value in parts if name]


def components(session: Session, words: str, today: date) -> list[Component]:
    """Return the component requests for which all cuts hold."""
    kinds = {one.id: one for one in component_views.read(session)}
    numbered = {number for _, number in tracking_numbers.folded(session)}
    tests = [
        _sent(value, kinds, today) if name == "sent" else _TESTS[name](value, kinds, numbered)
        for name, value in _each(words)
        if name in _TESTS or name == "sent"
    ]
    return [
        one
        for one in component_views.listed(session)
        if one.id in kinds and all(holds(one) for holds in tests)
    ]


def holds(words: str, line: DeadlineLine) -> bool:
    """Say whether a date is among those that the cuts leave."""
    return all(_OF_DATES[name](value, line) for name, value in _each(words) if name in _OF_DATES)


def told(words: str) -> str:
    """Say the cuts back as people read them."""
    return ", ".join(_told(name, value) for name, value in _each(words))


def _told(name: str, value: str) -> str:
    return _SAID.get(name, "{}").format(value)


_SAID = {
    "not": "without {}", "no": "without {}", "unlike": "not {}", "owner": "owned by {}",
    "late": "more than {} working days late", "sent": "sent {}",
    "days": "more than {} days late", "limit": "{} alone",
}  # fmt: skip

_Views = dict[int, component_views.ComponentView]


def _among(value: str, one: Component) -> bool:
    if sort := bodies.ones(value):
        return sort.holds(one.agency)
    if value.startswith("#r"):
        return one.request_id == int(value[2:])
    return value == one.agency


def _is_not(value: str, _views: _Views, _numbered: set[int]) -> Holds:
    return lambda one: not _among(value, one)


def _only(value: str, _views: _Views, _numbered: set[int]) -> Holds:
    return partial(_among, value)


def _lacks(value: str, views: _Views, numbered: set[int]) -> Holds:
    if value == "number":
        return lambda one: one.id not in numbered
    if value == "owner":
        return lambda one: not one.request.owner
    if value == "acknowledgment":
        return lambda one: "acknowledged" not in views[one.id].kinds
    return lambda one: "determined" not in views[one.id].kinds


def _owner(value: str, _views: _Views, _numbered: set[int]) -> Holds:
    return lambda one: one.request.owner.casefold() == value.casefold()


def _is(value: str, views: _Views, _numbered: set[int]) -> Holds:
    if value == "tolled":
        return lambda one: one.clock.startswith("tolled")
    if value == "in court":
        return lambda one: "complaint-filed" in views[one.id].kinds
    if value == "closed":
        return lambda one: one.phase == "closed"
    if value == "on appeal":
        return lambda one: "appeal-filed" in views[one.id].kinds
    wanted = "denial" if value == "denied" else "grant"
    return lambda one: wanted in one.disposition


def _sent(value: str, views: _Views, today: date) -> Holds:
    since, until = _span(value, today)

    def holds(one: Component) -> bool:
        sent = min((on for kind, on in views[one.id].events if kind == "sent"), default="")
        return bool(sent) and since <= sent < until

    return holds


def _span(value: str, today: date) -> tuple[str, str]:
    """Read "in october", "before 2026", "since march 2025" as days: from, and up to."""
    when, *said = value.split()
    year = int(said[-1]) if said[-1].isdigit() else 0
    month = 0 if said[0].isdigit() else [*month_name].index(said[0].capitalize())
    year = year or today.year - (month > today.month)
    first = date(year, month or 1, 1)
    after = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    if when == "before":
        return "", first.isoformat()
    if when == "since":
        return first.isoformat(), _NEVER
    return (
        (after.isoformat(), _NEVER) if when == "after" else (first.isoformat(), after.isoformat())
    )


_NEVER = "9999"


def _is_not_in(value: str, views: _Views, numbered: set[int]) -> Holds:
    state = _is(value, views, numbered)
    return lambda one: not state(one)


_TESTS: dict[str, Callable[[str, _Views, set[int]], Holds]] = {
    "not": _is_not, "only": _only, "no": _lacks, "owner": _owner, "is": _is, "unlike": _is_not_in,
}  # fmt: skip


def _by_working_days(value: str, line: DeadlineLine) -> bool:
    return line.days_left is not None and -line.days_left > int(value)


def _by_days(value: str, line: DeadlineLine) -> bool:
    return line.days is not None and -line.days > int(value)


_OF_DATES: dict[str, Callable[[str, DeadlineLine], bool]] = {
    "late": _by_working_days,
    "days": _by_days,
    "limit": lambda value, line: value in line.limit,
}
