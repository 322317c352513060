"""One segment of the index as arrays: what scoring and filters read, shared by all threads.

A segment never changes but for its deletions; what is decoded of it is kept in a bounded cache.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import blocks, whoosh_codec
from index.blocks import Places, Postings

CACHE_BYTES = 192 * 1024 * 1024

Mask = NDArray[np.bool_]


class PostingsCache:
    """The decoded postings used last, up to a size; counts its hits so that they can be shown."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._kept: OrderedDict[tuple[str, str, str], Postings] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: tuple[str, str, str]) -> Postings | None:
        """Give what is kept under the key, and remember that it was used."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
            else:
                self.hits += 1
                self._kept.move_to_end(key)
            return found

    def peek(self, key: tuple[str, str, str]) -> Postings | None:
        """Give what is kept without counting it as a use."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: tuple[str, str, str], postings: Postings) -> None:
        """Keep this; the one not used for longest goes when there is no room."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = postings
            self.size += _bytes(postings)
            while self.size > self._limit and self._kept:
                _, dropped = self._kept.popitem(last=False)
                self.size -= _bytes(dropped)

    def clear(self) -> None:
        """Forget everything; for measuring a cold start."""
        with self._lock:
            self._kept.clear()
            self.size = self.hits = self.misses = 0


def _bytes(postings: Postings) -> int:
    return postings.ids.nbytes + postings.weights.nbytes + 200


class Segment:
    """A segment that can be searched from any thread."""

    def __init__(self, reader: Any, cache: PostingsCache) -> None:
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._reader = reader
        self._cache = cache
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
        return found

    def places(self, field: str, term: str) -> tuple[NDArray[np.int64], Places]:
        """Give every place of a term, with the page of each."""
        data = self._block(field, term)
        if not data:
            return np.empty(0, np.int64), blocks.NO_PLACES
        return blocks.unpack_places(data)

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
        cached = self._cache.peek((self.name, field, term))
        if cached is not None:
            return len(cached.ids)
        return int(self._reader.doc_frequency(field, term))

    def shown(self, page: int) -> tuple[str, str]:
        """Give the name of a page's filing and its Bates number."""
        doc, bates = self._reader.stored_fields(page)["shown"]
        return doc, bates

    def _block(self, field: str, term: str) -> bytes:
        """Read the bytes of a term's block; nothing for a term that is not there."""
        dictionary = self._reader._terms  # noqa: SLF001 - pinned, see whoosh_codec
        number = dictionary._fieldmap.get(field)  # noqa: SLF001
        if number is None:
            return b""
        try:
            value = dictionary._tindex[number.to_bytes(2, "big") + term.encode()]  # noqa: SLF001
        except KeyError:
            return b""
        offset, length = whoosh_codec.extent(value)
        data: bytes = dictionary._postfile.get(offset, length)  # noqa: SLF001
        return data


def _alive(state: Any) -> Mask:
    alive: Mask = np.ones(state.doc_count_all(), np.bool_)
    alive[list(state.deleted_docs())] = False
    return alive
