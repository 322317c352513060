"""What is drawn on a PDF page, object by object, forms opened, with bounds on the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

MOST_OBJECTS = 20_000
_DEEPEST = 5  # forms in forms
_SAME: tuple[float, ...] = (1, 0, 0, 1, 0, 0)

Box = tuple[float, float, float, float]  # left, bottom, right, top


def objects(page: Any) -> Iterator[tuple[int, Any, Box]]:
    """Go through what is drawn on the page in the order of drawing: kind, thing, bounds.

    A form is given, without bounds, before what is in it: it may clip or fade all of that.
    """
    count = raw.FPDFPage_CountObjects(page)
    roots = (raw.FPDFPage_GetObject(page, index) for index in range(min(count, MOST_OBJECTS)))
    stack: list[tuple[Iterator[Any], tuple[float, ...]]] = [(roots, _SAME)]
    left = MOST_OBJECTS
    while stack and left:
        things, place = stack[-1]
        thing = next(things, None)
        if thing is None:
            stack.pop()
            continue
        left -= 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(stack) < _DEEPEST:
            stack.append((_inner(thing), _joined(matrix(thing), place)))
            yield kind, thing, (0.0, 0.0, 0.0, 0.0)
        elif (bounds := _bounds(thing)) is not None:
            yield kind, thing, _moved(bounds, place)


def _inner(form: Any) -> Iterator[Any]:
    count = min(raw.FPDFFormObj_CountObjects(form), MOST_OBJECTS)
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(count))


def matrix(thing: Any) -> tuple[float, ...]:
    """Give how the thing is placed."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _joined(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, l = outer  # noqa: E741 - as the format names them
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + l,
    )  # fmt: skip


def _bounds(thing: Any) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _moved(bounds: Box, place: tuple[float, ...]) -> Box:
    if place is _SAME:
        return bounds
    a, b, c, d, e, f = place
    corners = [(x, y) for x in (bounds[0], bounds[2]) for y in (bounds[1], bounds[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def within(bounds: Box, box: Box) -> Box:
    """Give the part of the bounds that lies in the box."""
    return (
        max(bounds[0], box[0]), max(bounds[1], box[1]),
        min(bounds[2], box[2]), min(bounds[3], box[3]),
    )  # fmt: skip


def size(bounds: Box) -> float:
    """Give the area; 0 for bounds that are turned inside out."""
    return max(0.0, bounds[2] - bounds[0]) * max(0.0, bounds[3] - bounds[1])
