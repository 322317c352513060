"""Stops of a clock: spans of days that do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.law.calendar import WorkCalendar

_DAY = timedelta(days=1)


class BadSpan(ValueError):  # noqa: N818 - reads as what happened
    """A tolled span that ends before it begins, or never."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stop of the clock: from the agency's question to the day it got our answer.

    `end` None: not answered yet.
    """

    start: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise BadSpan(f"A stop cannot end on {self.end} when it begins on {self.start}.")


def united(spans: Sequence[Span], *, touching: bool = True) -> tuple[Span, ...]:
    """Unite spans that overlap, in order; `touching`: also those that share only an end day.

    A span without an end swallows what follows.
    """
    out: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        last = out[-1] if out else None
        if last is None or not _overlap(last, span, touching=touching):
            out.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            out[-1] = Span(last.start, span.end)
    return tuple(out)


def _overlap(last: Span, span: Span, *, touching: bool) -> bool:
    if last.end is None:
        return True
    return span.start <= last.end if touching else span.start < last.end


def tolled_days(spans: Sequence[Span], start: date, due: date, days: WorkCalendar) -> int:
    """Count the working days in (start, due] on which the clock stood, both ends taken in.

    Together with the days that ran they are all working days of (start, due].
    """
    stood = 0
    for span in united(spans):
        first, last = max(span.start - _DAY, start), min(span.end or due, due)
        if last > first:
            stood += days.between(first, last)
    return stood
