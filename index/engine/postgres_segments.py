"""A segment of the index in PostgreSQL as arrays; its blocks are read when first asked for.

Segments are shared by threads, connections are not: a search lends its own for as long as it runs.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import postgres_rows as rows
from index.engine.fields import COUNTED
from index.engine.kept import Kept
from index.engine.postgres_rows import FIELDS, Connection
from index.engine.segments import Mask, Segment

Key = tuple[int, bytes]  # field and term
NAMES_A_ROW = 64
_NAMES = 10_000  # of filings, kept as read
# A segment's columns, one after the other in these bytes.
COLUMNS = (
    ("pages", "<i8"), ("filings", "<i8"), ("numbers", "<i4"), ("levels", "<u1"), ("dated", "<i4"),
    *((name, "<i4") for name in COUNTED),
)  # fmt: skip


class Lent:
    """The connection of the search at hand, and what it has read."""

    def __init__(self, connection: Connection, segments: Sequence[int]) -> None:
        self.connection = connection
        self.segments = segments
        self.blocks: dict[Key, dict[int, rows.Row | None]] = {}
        self.counts: dict[Key, dict[int, int]] = {}
        self.places: dict[Key, dict[int, bytes]] = {}
        self.has_read = False


class Source:
    """Reads for all segments at once, over the connection that the thread's search was lent."""

    def __init__(self, cache: Kept) -> None:
        self._cache = cache
        self._local = threading.local()

    @contextmanager
    def lent(self, connection: Connection, segments: Sequence[int]) -> Iterator[Lent]:
        """Let this thread's search read over a connection."""
        before = getattr(self._local, "lent", None)
        self._local.lent = Lent(connection, segments)
        try:
            yield self._local.lent
        finally:
            self._local.lent = before

    def _now(self) -> Lent:
        lent: Lent = self._local.lent
        return lent

    def foresee(self, field: str, terms: Iterable[str], *, counts: bool = False) -> None:
        """Read many terms in one statement, before they are asked for one by one."""
        lent, number = self._now(), FIELDS[field]
        lacking = {term: self._lacking(field, term) for term in dict.fromkeys(terms)}
        known = lent.counts if counts else lent.blocks
        missing = [t for t, where in lacking.items() if where and (number, t.encode()) not in known]
        if missing and counts:
            self._count(lent, number, [term.encode() for term in missing])
        elif missing:
            where = sorted(set().union(*(lacking[term] for term in missing)))
            self._read(lent, [(number, term.encode()) for term in missing], where)

    def _lacking(self, field: str, term: str) -> list[int]:
        """Give the segments of which this term is not kept."""
        peek = self._cache.peek
        return [n for n in self._now().segments if peek((name_of(n), field, term)) is None]

    def _count(self, lent: Lent, field: int, terms: list[bytes]) -> None:
        lent.has_read = True
        lent.counts.update({(field, term): {} for term in terms})
        for term, segment, pages in rows.counts(lent.connection, lent.segments, field, terms):
            lent.counts[field, term][segment] = pages

    def _read(self, lent: Lent, keys: list[Key], segments: Sequence[int]) -> None:
        lent.has_read = True
        for key in keys:
            lent.blocks.setdefault(key, {}).update(dict.fromkeys(segments))
        for row in rows.read(lent.connection, segments, keys):
            lent.blocks[row.field, row.term][row.segment] = row

    def _row(self, segment: int, field: str, term: str) -> rows.Row | None:
        lent, key = self._now(), (FIELDS[field], term.encode())
        if segment not in lent.blocks.get(key, ()):
            self._read(lent, [key], sorted({segment, *self._lacking(field, term)}))
        return lent.blocks[key][segment]

    def frequency(self, segment: int, field: str, term: str) -> int:
        """Give on how many pages of a segment a term stands."""
        lent, key = self._now(), (FIELDS[field], term.encode())
        if segment in lent.blocks.get(key, ()):
            row = lent.blocks[key][segment]
            return row.pages if row else 0
        if key not in lent.counts:
            self._count(lent, key[0], [key[1]])
        return lent.counts[key].get(segment, 0)

    def block(self, segment: int, field: str, term: str) -> bytes:
        """Give a term's block in a segment, perhaps without places; nothing where it is not."""
        row = self._row(segment, field, term)
        return row.data if row else b""

    def whole(self, segment: int, field: str, term: str) -> bytes:
        """Give a term's block in a segment with its places; nothing where it is not."""
        lent, key = self._now(), (FIELDS[field], term.encode())
        if key not in lent.places:
            lent.has_read = True
            lent.places[key] = rows.whole(lent.connection, lent.segments, *key)
        return lent.places[key].get(segment, b"")

    def terms_from(self, segment: int, field: str, prefix: str, limit: int) -> list[str]:
        """Give the terms of all segments that begin like this, to the first of them alone."""
        lent = self._now()
        if segment != lent.segments[0]:
            return []
        lent.has_read = True
        found = rows.terms_from(
            lent.connection, lent.segments, FIELDS[field], prefix.encode(), limit
        )
        return [term.decode() for term in found]

    def names(self, segment: int, row: int) -> list[tuple[str, str]]:
        """Give the names of filings and Bates numbers of so many pages from a place on."""
        key = rows.name_key(row)
        found = rows.whole(self._now().connection, [segment], FIELDS["shown"], key)
        self._now().has_read = True
        return [(doc, bates) for doc, bates in json.loads(found.get(segment) or b"[]")]


class PostgresSegment(Segment):
    """A segment in tables."""

    def __init__(self, number: int, size: int, columns: bytes, cache: Kept, source: Source) -> None:
        self.id = number
        self.name = name_of(number)
        self.size = size
        self._cache = cache
        self._source = source
        self._shown: dict[int, tuple[str, str]] = {}
        found = unpack_columns(columns, size)
        self.alive: Mask = np.ones(size, np.bool_)
        self.pages, self.filings = found["pages"], found["filings"]
        self.numbers, self.levels, self.dated = found["numbers"], found["levels"], found["dated"]
        self.lengths = {name: found[name].astype(np.float32) for name in COUNTED}

    def without(self, pages: NDArray[np.int64]) -> PostgresSegment:
        """Give this segment as it is when these pages were put again or dropped later."""
        dead = np.isin(self.pages, pages)
        if not np.any(dead & self.alive):
            return self
        later = copy(self)
        later.alive = self.alive & ~dead
        return later

    def field_length(self, name: str) -> int:
        """Give how many words the pages of this segment have in a field, deleted ones included."""
        return int(self.lengths[name].sum())

    def foresee(self, field: str, terms: Iterable[str], *, counts: bool = False) -> None:
        """Read many terms of all segments in one statement."""
        self._source.foresee(field, terms, counts=counts)

    def frequency(self, field: str, term: str) -> int:
        """Give on how many pages a term stands without reading them."""
        kept = self._cache.peek((self.name, field, term))
        if kept is not None:
            return len(kept[0])
        return self._source.frequency(self.id, field, term)

    def terms_from(self, field: str, prefix: str, limit: int) -> list[str]:
        """Give the terms that begin like this, at most so many, in their order."""
        return self._source.terms_from(self.id, field, prefix, limit)

    def shown(self, page: int) -> tuple[str, str]:
        """Give the name of a page's filing and its Bates number."""
        if page not in self._shown:
            if len(self._shown) > _NAMES:
                self._shown.clear()
            row = page // NAMES_A_ROW
            names = self._source.names(self.id, row)
            self._shown.update(enumerate(names, row * NAMES_A_ROW))
        return self._shown[page]

    def _block(self, field: str, term: str, *, places: bool = True) -> bytes:
        read = self._source.whole if places else self._source.block
        return read(self.id, field, term)


def name_of(segment: int) -> str:
    """Give the name under which arrays of a segment are kept."""
    return f"segment {segment}"


def pack_columns(columns: Mapping[str, Any]) -> bytes:
    """Give the columns of a segment as bytes."""
    return b"".join(np.asarray(columns[name]).astype(kind).tobytes() for name, kind in COLUMNS)


def unpack_columns(data: bytes, size: int) -> dict[str, NDArray[Any]]:
    """Read the columns of a segment."""
    found, at = {}, 0
    for name, kind in COLUMNS:
        one = np.frombuffer(data, kind, size, at)
        found[name] = one
        at += one.nbytes
    return found
