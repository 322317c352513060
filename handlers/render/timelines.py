"""Lays a request's life out as shapes with places: what pictures.py then paints.

Above a lane's bars stands what the agency and the court did and must do, below them what we did
and must do; no two labels meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.wording import body, spelt
from bot.queries.timeline_values import (
    COURT,
    LATE,
    RUNNING,
    STAYED,
    TOLLED,
    Due,
    Lane,
    Stretch,
    TimelineAnswer,
)
from handlers.render.shapes import (
    FAINT,
    GREY,
    INK,
    LEFT,
    NOW,
    OURS,
    RIGHT,
    THEIRS,
    TICK_SPACE,
    Bar,
    Measure,
    Rule,
    Scale,
    Scene,
    Symbol,
    Text,
    fit,
    ticks,
)

TITLE, HEADLINE, LANE, LABEL, SMALL = 40, 27, 30, 23, 21  # heights of letters' lines
_LEVEL = 31  # from one row of labels to the next
_MOST_LEVELS = 11  # above or below a bar; where more are needed, neighbours share a label
_BAR = 30
_GAP = 10  # free between two labels of a row


@dataclass(frozen=True, slots=True)
class _Point:
    """A mark or deadline that wants a label."""

    x: float
    on: date
    words: str
    symbol: Symbol
    due: bool = False  # a deadline: its words name the day


@dataclass(frozen=True, slots=True)
class _Placed:
    words: str
    bold: bool
    colour: str
    x: float
    left: float
    right: float
    level: int = 0


def laid_out(answer: TimelineAnswer, measure: Measure) -> Scene:
    """Return the picture of an answer as shapes."""
    scene = Scene()
    scale = _scale(answer)
    y = _head(scene, answer, measure)
    top = y
    for lane in answer.lanes:
        y = _Lane(scene, scale, lane, answer.today, measure).draw(y)
    _axis(scene, scale, answer.today, top, y)
    scene.height = _legend(scene, answer, y + 58, measure)
    return scene


def _scale(answer: TimelineAnswer) -> Scale:
    days = [answer.today]
    for lane in answer.lanes:
        days += [mark.on for mark in lane.marks]
        days += [day for stretch in lane.stretches for day in (stretch.first, stretch.last)]
        days += [due.on for due in lane.dues if due.on is not None and due.on <= answer.today]
    first, last = min(days), max(days)
    life = max((last - first).days, 30)
    # A suit may be filed for six years: that must not press the life into a corner.
    near = last + timedelta(days=max(45, life // 4))
    dues = [d.on for lane in answer.lanes for d in lane.dues if d.on is not None and d.on <= near]
    last = max([last, *dues, first + timedelta(days=30)])
    pad = timedelta(days=max(1, (last - first).days // 50))
    return Scale(first - pad, last + pad)


def _head(scene: Scene, answer: TimelineAnswer, measure: Measure) -> float:
    title = fit(answer.title, RIGHT - LEFT, TITLE, measure, bold=True)
    scene.texts.append(Text(LEFT, 62, title, TITLE, bold=True))
    line = f"As of {spelt(answer.today)}"
    scene.texts.append(Text(LEFT, 110, line, HEADLINE, GREY))
    return 150.0


@dataclass(slots=True)
class _Lane:
    scene: Scene
    scale: Scale
    lane: Lane
    today: date
    measure: Measure

    def draw(self, top: float) -> float:
        """Draw one lane from `top` down; return where it ends."""
        y = self._heading(top)
        tracks = _tracks(self.lane.stretches)
        bars = max(1, len(tracks)) * (_BAR + 4)
        above, below = self._points()
        placed_above, placed_below = self._placed(above), self._placed(below)
        upper = y + (_levels(placed_above)) * _LEVEL + 14
        lower = upper + bars
        self._bars(tracks, upper)
        self._points_on(above, upper, up=True)
        self._points_on(below, lower, up=False)
        self._labels(placed_above, upper, up=True)
        self._labels(placed_below, lower, up=False)
        return lower + _levels(placed_below) * _LEVEL + 22

    def _heading(self, top: float) -> float:
        self.scene.rules.append(Rule(LEFT, top, RIGHT, top, FAINT, 2))
        y = top + 34
        agency = fit(body(self.lane.agency), 400, LANE, self.measure, bold=True)
        self.scene.texts.append(Text(LEFT, y, agency, LANE, bold=True, boxed=True))
        left = LEFT + self.measure(agency, LANE, True) + 16  # noqa: FBT003 - bold
        line = fit(self.lane.headline, RIGHT - left, LABEL, self.measure)
        self.scene.texts.append(Text(left, y + 2, line, LABEL, GREY, boxed=True))
        y += 34
        if undated := [d.label.removesuffix(" due") for d in self.lane.dues if not d.on]:
            words = f"No date can be computed: {', '.join(undated).lower()}"
            words = fit(words, RIGHT - LEFT, LABEL, self.measure)
            self.scene.texts.append(Text(LEFT, y, words, LABEL, GREY, boxed=True))
            y += 32
        return y

    def _points(self) -> tuple[list[_Point], list[_Point]]:
        above: list[_Point] = []
        below: list[_Point] = []
        for mark in self.lane.marks:
            ours = mark.by == "us"
            shape = "square" if mark.by == "court" else "dot"
            x = self.scale.x(mark.on)
            symbol = Symbol(x, 0, shape, INK, filled=mark.certainty == "stated")
            words = mark.label if mark.certainty == "stated" else f"{mark.label} (assumed)"
            (below if ours else above).append(_Point(x, mark.on, words, symbol))
        for due in dict.fromkeys(self.lane.dues):
            if due.on is not None and (due.is_open or due.on <= self.scale.last):
                (below if due.whose == "ours" else above).append(self._due(due, due.on))
        return above, below

    def _due(self, due: Due, on: date) -> _Point:
        ours, beyond = due.whose == "ours", on > self.scale.last
        shape = "arrow" if beyond else "triangle" if ours else "diamond"
        x = float(RIGHT) if beyond else self.scale.x(on)
        symbol = Symbol(x, 0, shape, OURS if ours else THEIRS, filled=due.is_open)
        day = f"{on:%b} {on.day}, {on.year}" if beyond else self.scale.short(on)
        words = f"{due.label} {day}" + ("" if due.is_open else f", {due.fate()}")
        return _Point(x, on, words, symbol, due=True)

    def _placed(self, points: Sequence[_Point]) -> list[_Placed]:
        """Give each point a label; where they would pile up, neighbours share one."""
        distance = 0.0
        while True:
            placed = _rows([self._label(group) for group in _groups(points, distance)])
            if _levels(placed) <= _MOST_LEVELS or distance > RIGHT:
                return placed
            distance = distance * 1.5 + 8

    def _label(self, group: Sequence[_Point]) -> _Placed:
        first = group[0]
        bold = first.due and first.symbol.filled
        words = fit(self._said(group), 720, LABEL, self.measure, bold=bold)
        width = self.measure(words, LABEL, bold)
        left = first.x - 2 if first.x + width <= RIGHT + 20 else first.x + 2 - width
        return _Placed(words, bold, first.symbol.colour, first.x, left, left + width)

    def _said(self, group: Sequence[_Point]) -> str:
        first, last = group[0], group[-1]
        if first.due:
            return first.words
        names = Counter(point.words for point in group)
        parts = [name if n == 1 else f"{name} ×{n}" for name, n in names.items()]
        words = ", ".join(parts[:3])
        if left := sum(list(names.values())[3:]):
            words += f" +{left}"
        if last.on == first.on:
            return f"{words} {self.scale.short(first.on)}"
        return f"{self.scale.short(first.on)} – {self.scale.short(last.on)}: {words}"

    def _points_on(self, points: Iterable[_Point], y: float, *, up: bool) -> None:
        for point in points:
            symbol = point.symbol
            at = y - 3 if up else y + 3
            self.scene.symbols.append(
                Symbol(symbol.x, at, symbol.shape, symbol.colour, symbol.filled)
            )

    def _labels(self, placed: Iterable[_Placed], y: float, *, up: bool) -> None:
        for label in placed:
            away = 30 + label.level * _LEVEL
            at = y - away if up else y + away
            to = at + 8 if up else at - 8
            self.scene.rules.append(Rule(label.x, y, label.x, to, "#9aa0a8", 1.5))
            self.scene.labels.append(
                Text(label.left, at, label.words, LABEL, label.colour, label.bold, boxed=True)
            )

    def _bars(self, tracks: Sequence[Sequence[Stretch]], top: float) -> None:
        middle = top + _BAR / 2
        self.scene.rules.append(Rule(LEFT, middle, RIGHT, middle, FAINT, 3))
        for number, track in enumerate(tracks):
            y = top + number * (_BAR + 4)
            for stretch in sorted(track, key=lambda s: s.kind == STAYED):
                self._bar(stretch, y)

    def _bar(self, stretch: Stretch, y: float) -> None:
        # What is late is so since the due date's end: its bar begins where the other ends.
        since = stretch.first - timedelta(days=stretch.kind == LATE)
        left = self.scale.x(since)
        right = max(self.scale.x(stretch.last), left + 3)
        self.scene.bars.append(Bar(left, right, y, _BAR, stretch.kind))
        width = self.measure(stretch.label, SMALL, True)  # noqa: FBT003 - bold
        if width + 16 > right - left:
            return
        hatched = stretch.kind in {TOLLED, STAYED}
        colour = INK if hatched or stretch.kind == RUNNING else "#ffffff"
        # A stay may lie over the middle of its case.
        middle = left + 8 + width / 2 if stretch.kind == COURT else (left + right) / 2
        at = y + _BAR / 2
        self.scene.texts.append(
            Text(
                middle, at, stretch.label, SMALL, colour, bold=True, anchor="center", boxed=hatched
            )
        )


_Stretches = list[list[Stretch]]


def _tracks(stretches: Sequence[Stretch]) -> _Stretches:
    """Share stretches out to tracks so that none hides another; a stay lies over its case."""
    clocks = [s for s in stretches if s.kind not in {COURT, STAYED}]
    court = [s for s in stretches if s.kind in {COURT, STAYED}]
    tracks: _Stretches = []
    for stretch in clocks:
        free = next((t for t in tracks if t[-1].last <= stretch.first), None)
        if free is None:
            tracks.append([stretch])
        else:
            free.append(stretch)
    return [*tracks, court] if court else tracks


def _groups(points: Sequence[_Point], distance: float) -> Iterator[list[_Point]]:
    """Give the points that share a label: of one sort, and no farther apart than `distance`."""
    for deadline in (False, True):
        group: list[_Point] = []
        for point in sorted((p for p in points if p.due is deadline), key=lambda p: p.x):
            # A deadline's label says whose it is and what became of it: that is never shared.
            if group and (deadline or point.x - group[0].x > distance):
                yield group
                group = []
            group.append(point)
        if group:
            yield group


def _rows(labels: Sequence[_Placed]) -> list[_Placed]:
    """Give each label the row nearest to the bar in which it meets no other."""
    ends: list[float] = []  # for each row, where its leftmost label begins
    placed = []
    for label in sorted(labels, key=lambda each: each.right, reverse=True):
        level = next((n for n, left in enumerate(ends) if label.right + _GAP <= left), len(ends))
        if level == len(ends):
            ends.append(label.left)
        ends[level] = label.left
        placed.append(
            _Placed(label.words, label.bold, label.colour, label.x, label.left, label.right, level)
        )
    return placed


def _levels(placed: Sequence[_Placed]) -> int:
    return max((label.level + 1 for label in placed), default=0)


def _axis(scene: Scene, scale: Scale, today: date, top: float, bottom: float) -> None:
    scene.rules.append(Rule(LEFT, bottom, RIGHT, bottom, GREY, 2))
    now = scale.x(today)
    for day, words in ticks(scale):
        x = scale.x(day)
        scene.rules.append(Rule(x, top, x, bottom + 8, "#eceef1", 1.5))
        if x + 40 < RIGHT and abs(x - now) > TICK_SPACE:
            scene.texts.append(Text(x, bottom + 28, words, SMALL, GREY, anchor="center"))
    scene.rules.append(Rule(now, top, now, bottom + 12, NOW, 2.5, dashed=True))
    anchor = "right" if now > RIGHT - 40 else "left" if now < LEFT + 40 else "center"
    scene.texts.append(Text(now, bottom + 28, "today", SMALL, NOW, bold=True, anchor=anchor))


def _legend(scene: Scene, answer: TimelineAnswer, y: float, measure: Measure) -> float:
    """Explain the signs that are used; return the height of the whole picture."""
    y += 26
    x = float(LEFT)
    for symbol, words in _signs(answer):
        width = measure(words, SMALL, False) + 66  # noqa: FBT003 - not bold
        if x + width > RIGHT:
            x, y = float(LEFT), y + 34
        scene.symbols.append(Symbol(x + 10, y, symbol.shape, symbol.colour, symbol.filled))
        scene.texts.append(Text(x + 30, y, words, SMALL, GREY))
        x += width
    return y + 40


def _signs(answer: TimelineAnswer) -> list[tuple[Symbol, str]]:
    dues = [due for lane in answer.lanes for due in lane.dues if due.on is not None]
    marks = [mark for lane in answer.lanes for mark in lane.marks]
    signs = [
        (Symbol(0, 0, "dot", INK), "event: agency's above the bar, ours below", bool(marks)),
        (
            Symbol(0, 0, "square", INK),
            "court",
            any(mark.by == "court" for mark in marks),
        ),
        (
            Symbol(0, 0, "diamond", THEIRS),
            "agency's deadline",
            any(due.whose == "theirs" for due in dues),
        ),
        (
            Symbol(0, 0, "triangle", OURS),
            "our deadline",
            any(due.whose == "ours" for due in dues),
        ),
        (
            Symbol(0, 0, "dot", INK, filled=False),
            "hollow: assumed, or deadline met",
            any(m.certainty != "stated" for m in marks) or any(not d.is_open for d in dues),
        ),
    ]
    return [(symbol, words) for symbol, words, used in signs if used]
