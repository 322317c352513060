"""A page that lies askew is measured and put straight before it is read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_WIDTH = 500  # pixels are enough to measure by
_MOST = 12.0  # degrees
_LEAST = 0.5  # degrees; less does not trouble text recognition
_GAIN = 1.15  # lines must stand out so much more than they do as the page lies
_INK = 128  # of 255


def angle(page: Image.Image) -> float:
    """Give by how many degrees to turn the page, counter-clockwise; 0 where it lies straight.

    Lines of print that lie straight leave white between them: the rows' sums change most then.
    """
    share = _WIDTH / max(page.width, page.height, 1)
    small = page.convert("L").resize(
        (max(int(page.width * share), 1), max(int(page.height * share), 1)), Image.Resampling.BOX
    )
    ink = Image.fromarray((255 - np.asarray(small)).astype(np.uint8))
    rough = _best(ink, np.arange(-_MOST, _MOST + 0.1, 1.0))
    found = _best(ink, np.arange(rough - 0.8, rough + 0.81, 0.2))
    if abs(found) < _LEAST or _sharpness(ink, found) <= _GAIN * _sharpness(ink, 0.0):
        return 0.0
    return found


def _best(ink: Image.Image, angles: NDArray[np.float64]) -> float:
    return float(max(angles, key=lambda degrees: _sharpness(ink, float(degrees))))


def _sharpness(ink: Image.Image, degrees: float) -> float:
    edge = ink.width // 8, ink.height // 8  # where only what was turned in stands
    page = ink.rotate(degrees, Image.Resampling.BILINEAR).crop(
        (*edge, ink.width - edge[0], ink.height - edge[1])
    )
    turned = np.asarray(page, dtype=np.float64)
    rows = turned.sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def straightened(page: Image.Image, degrees: float) -> Image.Image:
    """Turn the page by so many degrees, on white paper."""
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
