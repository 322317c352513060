"""How one term's pages lie in the index: bytes that numpy reads without a loop. Knows no engine.

A block is: a header, the gaps between page numbers, how often the term stands on each page, and
(where the field keeps them) the places of the words. A search that needs no places never reads
that far.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Weights = NDArray[np.float32]
Places = NDArray[np.uint16]

_HEADER = struct.Struct("<BBI")  # width of a gap, width of a count (0: all are one), pages
_WIDTHS = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
MAX_PLACE = 65_535  # later words of a giant sheet are found, but not as phrases


class Postings(NamedTuple):
    """The pages of one term in one segment, ascending, and how often it stands on each."""

    ids: Ids
    weights: Weights


NO_POSTINGS = Postings(np.empty(0, np.int32), np.empty(0, np.float32))
NO_PLACES = np.empty(0, np.uint16)


def _narrowest(largest: int) -> int:
    return 0 if largest < 256 else 1 if largest < 65_536 else 2  # noqa: PLR2004


def pack(ids: NDArray[np.int64], counts: NDArray[np.int64], places: Places | None) -> bytes:
    """Write a block; `places` are those of all pages in turn, counts of them a page."""
    gaps = np.diff(ids, prepend=0)
    gap_width = _narrowest(int(gaps.max()))
    most = int(counts.max())
    count_width = 0 if most == 1 else 1 + _narrowest(most)
    parts = [
        _HEADER.pack(gap_width, count_width, len(ids)),
        gaps.astype(_WIDTHS[gap_width]).tobytes(),
    ]
    if count_width:
        parts.append(counts.astype(_WIDTHS[count_width - 1]).tobytes())
    if places is not None:
        parts.append(places.astype("<u2").tobytes())
    return b"".join(parts)


def pack_single(page: int, place: int | None) -> bytes:
    """Write the block of a word that stands once on one page: the most frequent case by far."""
    width = _narrowest(page)
    body = page.to_bytes((1, 2, 4)[width], "little")
    tail = b"" if place is None else place.to_bytes(2, "little")
    return _HEADER.pack(width, 0, 1) + body + tail


def unpack(data: bytes | memoryview) -> Postings:
    """Read the pages and counts of a block."""
    gap_width, count_width, pages = _HEADER.unpack_from(data)
    at = _HEADER.size
    gaps = np.frombuffer(data, _WIDTHS[gap_width], pages, at)
    ids = np.cumsum(gaps, dtype=np.int32)
    if not count_width:
        return Postings(ids, np.ones(pages, np.float32))
    at += pages * _WIDTHS[gap_width].itemsize
    counts = np.frombuffer(data, _WIDTHS[count_width - 1], pages, at)
    return Postings(ids, counts.astype(np.float32))


def unpack_places(data: bytes | memoryview, postings: Postings) -> tuple[NDArray[np.int32], Places]:
    """Read the places of a block whose pages were read: where each page's begin, and all."""
    starts = np.zeros(len(postings.ids) + 1, np.int32)
    if not data:
        return starts, NO_PLACES
    gap_width, count_width, pages = _HEADER.unpack_from(data)
    at = _HEADER.size + pages * _WIDTHS[gap_width].itemsize
    if count_width:
        at += pages * _WIDTHS[count_width - 1].itemsize
    if at >= len(data):
        return starts, NO_PLACES  # a field that keeps no places
    np.cumsum(postings.weights, dtype=np.int32, out=starts[1:])
    return starts, np.frombuffer(data, "<u2", -1, at)


def split(data: bytes) -> tuple[bytes, bytes]:
    """Give a block without its places, and its places; one after the other they are the block."""
    gap_width, count_width, pages = _HEADER.unpack_from(data)
    at: int = _HEADER.size + pages * _WIDTHS[gap_width].itemsize
    if count_width:
        at += pages * _WIDTHS[count_width - 1].itemsize
    return data[:at], data[at:]
