"""Shapes with places: what a picture consists of, before anything is painted.

Everything is in pixels, x to the right and y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

WIDTH = 1600
LEFT, RIGHT = 56, WIDTH - 56
TICK_SPACE = 120  # pixels between two ticks, at least

INK, GREY, FAINT = "#1d1c1d", "#5c6066", "#d9dce1"
THEIRS, OURS, NOW = "#0b4f8a", "#a34700", "#b3261e"

Measure = Callable[[str, int, bool], float]  # words, size, bold -> pixels


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the middle of their line at y; `anchor` is left, right or center."""

    x: float
    y: float
    words: str
    size: int
    colour: str = INK
    bold: bool = False
    anchor: str = "left"
    boxed: bool = False  # what lies below is covered


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a clock."""

    left: float
    right: float
    y: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A dot, square (events), diamond, triangle (deadlines) or arrow (beyond the edge)."""

    x: float
    y: float
    shape: str
    colour: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str = FAINT
    width: float = 1.0
    dashed: bool = False


@dataclass(slots=True)
class Scene:
    """All shapes of a picture, and how high it is."""

    height: float = 0.0
    rules: list[Rule] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)  # of marks and deadlines
    texts: list[Text] = field(default_factory=list)  # everything else


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to pixels."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return LEFT + share * (RIGHT - LEFT)

    def short(self, day: date) -> str:
        """Return a day in as few signs as are clear here."""
        year = f" ’{day:%y}" if self.first.year != self.last.year else ""
        return f"{day:%b} {day.day}{year}"


def fit(words: str, width: float, size: int, measure: Measure, *, bold: bool = False) -> str:
    """Return the words, cut with an ellipsis where they are wider than there is room."""
    words = " ".join(words[:400].split())
    if measure(words, size, bold) <= width:
        return words
    while words and measure(words + "…", size, bold) > width:
        words = words[: -max(1, len(words) // 20)]
    return words.rstrip() + "…"


def ticks(scale: Scale) -> list[tuple[date, str]]:
    """Return Mondays, or first days of months or years, as close as they can be read."""
    for days in (7, 14):
        monday = scale.first + timedelta(days=-scale.first.weekday() % 7)
        mondays = range(monday.toordinal(), scale.last.toordinal() + 1, days)
        if _readable(len(mondays)):
            return [(on, scale.short(on)) for on in map(date.fromordinal, mondays)]
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        firsts = list(_firsts(scale, months))
        if _readable(len(firsts)):
            break
    form = "%Y" if months >= 12 else "%b %Y"  # noqa: PLR2004
    return [(day, f"{day:{form}}") for day in firsts]


def _readable(ticks: int) -> bool:
    return (RIGHT - LEFT) / max(ticks, 1) >= TICK_SPACE


def _firsts(scale: Scale, months: int) -> Iterator[date]:
    for year in range(scale.first.year, scale.last.year + 1):
        if months > 12 and year % (months // 12):  # noqa: PLR2004
            continue
        for month in range(1, 13, min(months, 12)):
            if scale.first <= (day := date(year, month, 1)) <= scale.last:
                yield day
