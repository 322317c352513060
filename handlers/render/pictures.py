"""Paints pictures for answers that people would rather look at; PNG, a card of its own.

The card brings its background along, so that it reads in Slack's light and dark themes alike.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.answers.values import FileAnswer
from bot.answers.wording import body
from bot.queries.timeline_values import TimelineAnswer
from handlers.render import timelines
from handlers.render.shapes import WIDTH, Bar, Rule, Scene, Symbol, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ALT = 1_000  # characters of alt text that Slack takes
_DPI = 100
_COLOURS = 96
_POINT = 72 / _DPI  # of a pixel
_LETTERS = 0.72  # of a line's height
_FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine
_lock = threading.Lock()  # matplotlib's caches are not made for threads

_FILLS: dict[str, dict[str, Any]] = {
    "running": {"facecolor": "#b9d7f0", "edgecolor": "#0b4f8a"},
    "tolled": {"facecolor": "#ffffff", "edgecolor": "#5c6066", "hatch": "//"},
    "late": {"facecolor": "#b3261e", "edgecolor": "#7d1712"},
    "in court": {"facecolor": "#5b3a8c", "edgecolor": "#3d2463"},
    "stayed": {"facecolor": "#ffffff", "edgecolor": "#3d2463", "hatch": "\\\\"},
}
_SHAPES = {"dot": ("o", 13), "square": ("s", 12), "diamond": ("D", 16), "triangle": ("^", 19),
           "arrow": (">", 17)}  # fmt: skip


def timeline(answer: TimelineAnswer) -> FileAnswer:
    """Return the life of a request as a PNG, 1,600 pixels wide, with its words beside it."""
    with _lock, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # drawn as a box
        content = _painted(timelines.laid_out(answer, measure))
    return FileAnswer(
        name=f"timeline-{answer.slug}.png",
        media_type="image/png",
        content=content,
        title=answer.title,
        alt=answer.words(ALT),
        lines=tuple(f"{body(lane.agency)}: {lane.headline}" for lane in answer.lanes),
        level=answer.level,
    )


def measure(words: str, size: int, bold: bool) -> float:  # noqa: FBT001 - what a Measure takes
    """Return how wide words are when painted, in pixels."""
    return _measured(words, size, bold)


@lru_cache(maxsize=4096)
def _measured(words: str, size: int, bold: bool) -> float:  # noqa: FBT001
    wide, _, _ = _renderer().get_text_width_height_descent(words, _font(size, bold), False)  # noqa: FBT003
    return float(wide)


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    made: Callable[..., Any] = RendererAgg  # untyped in the library
    return made(10, 10, _DPI)


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> Any:  # noqa: FBT001
    from matplotlib.font_manager import FontProperties

    weight = "bold" if bold else "normal"
    return FontProperties(family=_FONT, weight=weight, size=size * _LETTERS * _POINT / 0.72)


def _painted(scene: Scene) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    wide, high = float(WIDTH), scene.height
    figure = Figure(figsize=(wide / _DPI, high / _DPI), dpi=_DPI, facecolor="#ffffff")
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.axis("off")
    _frame(axes, wide, high)
    for rule in scene.rules:
        _rule(axes, rule)
    for bar in scene.bars:
        _bar(axes, bar)
    for symbol in scene.symbols:
        _symbol(axes, symbol)
    for label in scene.labels:
        _text(axes, label)
    for text in scene.texts:
        _text(axes, text)
    canvas.draw()
    return _compressed(memoryview(canvas.buffer_rgba()), canvas.get_width_height())


def _compressed(pixels: memoryview, size: tuple[int, int]) -> bytes:
    """Return the pixels as a PNG of few colours, rare ones kept: a third of the size."""
    from PIL import Image

    out = io.BytesIO()
    painted = Image.frombuffer("RGBA", size, pixels.tobytes(), "raw", "RGBA", 0, 1)
    few = painted.convert("RGB").quantize(
        _COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _frame(axes: Axes, wide: float, high: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((2, 2), wide - 4, high - 4, fill=False, edgecolor="#c3c8cf", lw=3))


def _rule(axes: Axes, rule: Rule) -> None:
    axes.plot(
        (rule.x, rule.to_x),
        (rule.y, rule.to_y),
        color=rule.colour,
        linewidth=rule.width * _POINT,
        linestyle=(0, (6, 4)) if rule.dashed else "-",
        zorder=4 if rule.dashed else 1,
    )


def _bar(axes: Axes, bar: Bar) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (bar.left, bar.y),
            bar.right - bar.left,
            bar.height,
            linewidth=1.2,
            zorder=2,
            **_FILLS[bar.kind],
        )
    )


def _symbol(axes: Axes, symbol: Symbol) -> None:
    shape, size = _SHAPES[symbol.shape]
    axes.plot(
        (symbol.x,),
        (symbol.y,),
        marker=shape,
        markersize=size * _POINT,
        markerfacecolor=symbol.colour if symbol.filled else "#ffffff",
        markeredgecolor=symbol.colour,
        markeredgewidth=1.6,
        zorder=6,
    )


def _text(axes: Axes, text: Text) -> None:
    box = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 1.0} if text.boxed else None
    shown = axes.text(
        text.x,
        text.y,
        text.words,
        fontproperties=_font(text.size, text.bold),
        color=text.colour,
        ha=text.anchor,
        va="center_baseline",
        zorder=5 if text.boxed else 7,
        bbox=box,
    )
    shown.set_parse_math(False)  # a name may hold dollar signs
