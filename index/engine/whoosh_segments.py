"""A segment of Whoosh's as arrays; its blocks are read from the files of the folder."""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np

from index.engine import whoosh_codec
from index.engine.fields import COUNTED
from index.engine.kept import Kept
from index.engine.segments import Mask, Segment

_NAMES = 10_000  # of filings, kept as read


class WhooshSegment(Segment):
    """A segment in files."""

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
        self.lengths = {name: whoosh_codec.lengths(reader, name) for name in COUNTED}
        if self.size:
            self.shown(0)  # opens what Whoosh opens late, before threads share it

    def at(self, state: Any) -> WhooshSegment:
        """Give this segment as a later commit left it: other pages may be deleted, no more."""
        if state.deleted_count() == self.size - int(self.alive.sum()):
            return self
        later = copy(self)
        later.alive = _alive(state)
        return later

    def field_length(self, name: str) -> int:
        """Give how many words the pages of this segment have in a field, deleted ones included."""
        return int(self._reader.field_length(name))

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

    def _block(self, field: str, term: str, *, places: bool = True) -> bytes:  # noqa: ARG002
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
