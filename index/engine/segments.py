"""One segment of the index as arrays: what scoring and filters read, shared by all threads.

A segment never changes but for its deletions; what is decoded of it is kept in a bounded cache.
Where its blocks lie is the engine's.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import blocks
from index.engine.blocks import Ids, Places, Postings
from index.engine.kept import Kept

Mask = NDArray[np.bool_]

_PLACE_BITS = 18  # a place and the length of a phrase fit below the page
_BEFORE = 1024  # room for a phrase that would begin before its page
_GROWS = 2  # times what is merged already: a larger segment is not read again for so little
MERGED_AT_ONCE = 8_000  # pages


class Segment(ABC):
    """A segment that can be searched from any thread; an engine fills the columns."""

    name: str
    size: int
    alive: Mask
    pages: NDArray[np.int64]
    filings: NDArray[np.int64]
    numbers: NDArray[Any]
    levels: NDArray[Any]
    dated: NDArray[Any]
    lengths: Mapping[str, NDArray[np.float32]]
    _cache: Kept

    @abstractmethod
    def field_length(self, name: str) -> int:
        """Give how many words the pages of this segment have in a field, deleted ones included."""

    def foresee(self, field: str, terms: Iterable[str], *, counts: bool = False) -> None:
        """Know that these will be asked for, or only their `counts`; for engines far away."""
        del field, terms, counts

    @abstractmethod
    def frequency(self, field: str, term: str) -> int:
        """Give on how many pages a term stands without reading them."""

    @abstractmethod
    def terms_from(self, field: str, prefix: str, limit: int) -> list[str]:
        """Give the terms that begin like this, at most so many, in their order."""

    @abstractmethod
    def shown(self, page: int) -> tuple[str, str]:
        """Give the name of a page's filing and its Bates number."""

    @abstractmethod
    def _block(self, field: str, term: str, *, places: bool = True) -> bytes:
        """Read a term's block, with the `places` at its end; nothing for a term not there."""

    def postings(self, field: str, term: str) -> Postings:
        """Give the pages on which a term stands, deleted ones included."""
        key = (self.name, field, term)
        found = self._cache.get(key)
        if found is None:
            data = self._block(field, term, places=False)
            found = blocks.unpack(data) if data else blocks.NO_POSTINGS
            self._cache.put(key, found)
        return Postings(*found)

    def places(self, field: str, term: str) -> tuple[NDArray[np.int32], Places]:
        """Give where the places of each page of a term begin, and all places in turn."""
        key = (self.name, "places of " + field, term)
        found = self._cache.get(key)
        if found is None:
            data = self._block(field, term)
            found = blocks.unpack_places(data, self.postings(field, term))
            self._cache.put(key, found)
        starts, places = found
        return starts, places

    def phrase(self, field: str, phrase: Sequence[str]) -> Ids:
        """Give the pages on which these terms stand one after the other."""
        key = (self.name, "phrase in " + field, " ".join(phrase))
        found = self._cache.get(key)
        if found is None:
            found = (self._in_sequence(field, phrase),)
            self._cache.put(key, found)
        ids: Ids = found[0]
        return ids

    def _in_sequence(self, field: str, phrase: Sequence[str]) -> Ids:
        """Look at pages first, rarest term first; places are read of pages that have all."""
        known = {term: self.frequency(field, term) for term in phrase}
        if not all(known.values()):
            return blocks.NO_POSTINGS.ids
        order = sorted(range(len(phrase)), key=lambda n: known[phrase[n]])
        pages = self.postings(field, phrase[order[0]]).ids
        for n in order[1:]:
            ids = self.postings(field, phrase[n]).ids
            at = np.minimum(ids.searchsorted(pages), len(ids) - 1)
            pages = pages[ids[at] == pages]
            if not len(pages):
                return blocks.NO_POSTINGS.ids
        spots = self._spots(field, phrase[order[0]], pages) + (_BEFORE - order[0])
        for n in order[1:]:
            others = self._spots(field, phrase[n], pages) + (_BEFORE - n)
            if not len(others):
                return blocks.NO_POSTINGS.ids
            at = np.minimum(others.searchsorted(spots), len(others) - 1)
            spots = spots[others[at] == spots]
        on = spots >> _PLACE_BITS
        found: Ids = pages[on[np.flatnonzero(np.diff(on, prepend=-1))]]
        return found

    def _spots(self, field: str, term: str, pages: Ids) -> NDArray[np.int64]:
        """Give the places of a term on some of its pages, as one ascending row of numbers."""
        starts, places = self.places(field, term)
        at = self.postings(field, term).ids.searchsorted(pages)
        first = starts[at]
        counts = starts[at + 1] - first
        owners = np.repeat(np.arange(len(pages), dtype=np.int64), counts)
        shift = first - (np.cumsum(counts) - counts)
        found = places[np.arange(len(owners)) + shift[owners]]
        spots: NDArray[np.int64] = (owners << _PLACE_BITS) + found
        return spots


def small_ones(sizes: Sequence[int], many: int) -> list[int]:
    """Give the places of the segments that a commit merges where so `many` are small, or none.

    Whoever commits waits for it, so it reads few pages over again; larger segments rest until the
    night, when nobody waits.
    """
    small = [place for place, size in enumerate(sizes) if 2 * size <= MERGED_AT_ONCE]
    chosen: list[int] = []
    pages = 0
    for place in sorted(small, key=sizes.__getitem__) if len(small) >= many else ():
        size = sizes[place]
        too_large = len(chosen) >= many // 2 and size > _GROWS * pages
        if too_large or pages + size > MERGED_AT_ONCE:
            break
        chosen.append(place)
        pages += size
    return sorted(chosen)
