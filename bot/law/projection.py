"""At this rate, when is a production done? Promised against processed, month by month. Pure.

Processing is not releasing: the rate counts pages processed; a release without that count counts
its pages.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.law.readings import months_later

if TYPE_CHECKING:
    from bot.law.events import Event

_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Point:
    """A day with what was promised by then and what was processed and released."""

    on: date
    promised: int | None
    processed: int
    released: int


@dataclass(frozen=True, slots=True)
class Projection:
    """What the record says of the pace. `months` and `done_on` are None where nobody can say."""

    points: tuple[Point, ...]
    rate: float | None  # pages a month since the order, or since the first production
    promised: int | None  # by now
    processed: int
    released: int
    total: int | None
    months: int | None
    done_on: date | None


def projected(
    productions: Sequence[Event],
    promises: Sequence[tuple[date, int]],
    today: date,
    *,
    since: date | None = None,
    total: int | None = None,
) -> Projection:
    """Project the pace. `promises` are (day due, pages by then, in all); `total` all the pages."""
    ordered = sorted(productions, key=lambda event: event.on)
    begun = since or (ordered[0].on if ordered else None)
    processed = sum(_processed(event) for event in ordered)
    released = sum(event.whole("released") + event.whole("partial") for event in ordered)
    elapsed = (today - begun).days / _MONTH if begun else 0
    rate = processed / elapsed if elapsed > 0 and processed else None
    left = max(0, total - processed) if total is not None else None
    months = math.ceil(left / rate) if left is not None and rate else None
    return Projection(
        points=_points(ordered, [(on, _at_most(n, total) or 0) for on, n in promises], today),
        rate=rate,
        promised=_at_most(max((n for on, n in promises if on <= today), default=None), total),
        processed=processed,
        released=released,
        total=total,
        months=months,
        done_on=months_later(today, months) if months is not None and months < 12 * 100 else None,
    )


def _at_most(promised: int | None, total: int | None) -> int | None:
    """Promise no more pages than there are."""
    return promised if promised is None or total is None else min(promised, total)


def _processed(event: Event) -> int:
    return event.whole("processed") or event.whole("pages")


def _points(
    ordered: Sequence[Event], promises: Sequence[tuple[date, int]], today: date
) -> tuple[Point, ...]:
    days = sorted({event.on for event in ordered} | {on for on, _ in promises if on <= today})
    found = []
    for day in days:
        done = [event for event in ordered if event.on <= day]
        found.append(
            Point(
                day,
                max((n for on, n in promises if on <= day), default=None),
                sum(_processed(event) for event in done),
                sum(event.whole("released") + event.whole("partial") for event in done),
            )
        )
    return tuple(found)
