"""One segment of the index as arrays: what scoring and filters read, shared by all threads.

A segment never changes but for its deletions; what is decoded of it is kept in a bounded cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import blocks, whoosh_codec
from index.engine.blocks import Ids, Places, Postings
from index.engine.kept import Kept

Mask = NDArray[np.bool_]

_PLACE_BITS = 18  # a place and the length of a phrase fit below the page
_BEFORE = 1024  # room for a phrase that would begin before its page
_NAMES = 10_000  # of filings, kept as read


class Segment:
    """A segment that can be searched from any thread."""

    def __init__(self, reader: Any, cache: Kept) -> None:
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._reader = reader
        self._cache = cache
        self._shown: dict[int, tuple[str, str]] = {}
        self.alive = _alive(reader.segment())
        self.pages = whoosh_codec.numbers(reader, "page")
        self.filings = whoosh_codec.numbers(reader, "filing")
        self.numbers = whoosh_codec.numbers(reader, "number")
        self.levels = whoosh_codec.numbers(reader, "level")
        self.dated = whoosh_codec.numbers(reader, "dated")
        self.lengths = {name: whoosh_codec.lengths(reader, name) for name in whoosh_codec.COUNTED}
        if self.size:
            self.shown(0)  # opens what Whoosh opens late, before threads share it

    def at(self, state: Any) -> Segment:
        """Give this segment as a later commit left it: other pages may be deleted, no more."""
        if state.deleted_count() == self.size - int(self.alive.sum()):
            return self
        later = copy(self)
        later.alive = _alive(state)
        return later

    def field_length(self, name: str) -> int:
        """Give how many words the pages of this segment have in a field, deleted ones included."""
        return int(self._reader.field_length(name))

    def postings(self, field: str, term: str) -> Postings:
        """Give the pages on which a term stands, deleted ones included."""
        key = (self.name, field, term)
        found = self._cache.get(key)
        if found is None:
            data = self._block(field, term)
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

    def terms_from(self, field: str, prefix: str, limit: int) -> list[str]:
        """Give the terms that begin like this, at most so many, in their order."""
        found: list[str] = []
        for name, term in self._reader.terms_from(field, prefix):
            if name != field or not term.startswith(prefix.encode()) or len(found) >= limit:
                break
            found.append(term.decode())
        return found

    def frequency(self, field: str, term: str) -> int:
        """Give on how many pages a term stands without reading them."""
        value = self._info(field, term)
        return whoosh_codec.frequency(value) if value else 0

    def shown(self, page: int) -> tuple[str, str]:
        """Give the name of a page's filing and its Bates number."""
        found = self._shown.get(page)
        if found is None:
            if len(self._shown) > _NAMES:
                self._shown.clear()
            doc, bates = self._reader.stored_fields(page)["shown"]
            found = self._shown[page] = doc, bates
        return found

    def _block(self, field: str, term: str) -> bytes:
        """Read the bytes of a term's block; nothing for a term that is not there."""
        value = self._info(field, term)
        if not value:
            return b""
        offset, length = whoosh_codec.extent(value)
        data: bytes = self._reader._terms._postfile.get(offset, length)  # noqa: SLF001 - pinned
        return data

    def _info(self, field: str, term: str) -> bytes:
        """Read what the dictionary says of a term; nothing for a term that is not there."""
        dictionary = self._reader._terms  # noqa: SLF001 - pinned, see whoosh_codec
        number = dictionary._fieldmap.get(field)  # noqa: SLF001
        if number is None:
            return b""
        try:
            found: bytes = dictionary._tindex[number.to_bytes(2, "big") + term.encode()]  # noqa: SLF001
        except KeyError:
            return b""
        return found


def _alive(state: Any) -> Mask:
    alive: Mask = np.ones(state.doc_count_all(), np.bool_)
    alive[list(state.deleted_docs())] = False
    return alive
