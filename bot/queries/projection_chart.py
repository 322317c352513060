"""Promised against processed as a picture: black on white, fit to be an exhibit."""

from __future__ import annotations

import io
from datetime import date

from matplotlib import dates
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.law.projection import Projection


def drawn(one: Projection, title: str) -> bytes:
    """Draw a projection as a PNG."""
    figure = Figure(figsize=(8, 4.5), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    days = [_number(point.on) for point in one.points]
    axes.step(days, [p.processed for p in one.points], where="post", color="black",
              label="processed")  # fmt: skip
    axes.step(days, [p.released for p in one.points], where="post", color="gray",
              linestyle=":", label="released")  # fmt: skip
    promised = [(p.on, p.promised) for p in one.points if p.promised is not None]
    if promised:
        axes.step([_number(on) for on, _ in promised], [n for _, n in promised], where="post",
                  color="black", linestyle="--", label="promised")  # fmt: skip
    if one.total:
        axes.axhline(one.total, color="gray", linewidth=0.8, label=f"all pages: {one.total:,}")
    axes.xaxis_date()
    axes.xaxis.set_major_formatter(dates.DateFormatter("%b %Y"))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y", linewidth=0.3)
    axes.set_title(title, fontsize=10)
    axes.set_ylabel("pages, in all")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    axes.tick_params(axis="x", labelrotation=30)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _number(day: date) -> float:
    return float(dates.date2num(day))  # type: ignore[no-untyped-call]
