"""Writes segments of the index into PostgreSQL: pages in, or several segments merged into one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import postgres_rows as rows
from index.engine.fields import COUNTED, LISTED, WITH_PLACES, numbers_of, terms_of
from index.engine.pool import Pool, join
from index.engine.postgres_rows import FIELDS, Connection
from index.engine.postgres_segments import NAMES_A_ROW, PostgresSegment, pack_columns
from index.pages import Entry

Names = list[tuple[str, str]]
_NUMBERS = {"page": "pages", "filing": "filings", "number": "numbers", "level": "levels",
            "dated": "dated"}  # fmt: skip


class SegmentWriter:
    """Pages that become one segment."""

    def __init__(self) -> None:
        self._pools = {name: Pool(with_places=name in WITH_PLACES) for name in COUNTED + LISTED}
        self._columns: dict[str, list[int]] = {name: [] for name in (*_NUMBERS.values(), *COUNTED)}
        self._names: Names = []
        self.words = 0  # that wait for the commit; the caller bounds memory by it

    @property
    def size(self) -> int:
        """How many pages were added."""
        return len(self._names)

    def add_page(self, entry: Entry) -> None:
        """Add one page."""
        terms = terms_of(entry)
        for name, found in terms.items():
            if found:
                self._pools[name].add(self.size, found)
            if name in COUNTED:
                self._columns[name].append(len(found))
        for name, value in numbers_of(entry).items():
            self._columns[_NUMBERS[name]].append(value)
        self._names.append((entry.doc, entry.bates))
        self.words += len(terms["text"])

    def put(self, connection: Connection, index: int, dropped: Sequence[int] = ()) -> None:
        """Write the segment; earlier copies of its pages, and those `dropped`, are dead by it."""
        columns = pack_columns(self._columns)
        gone = np.asarray(dropped, "<i8").tobytes()
        segment = rows.new_segment(connection, index, self.size, columns, gone)
        for name, pool in self._pools.items():
            found = ((block.term, len(block.ids), block.data) for block in pool.blocks())
            rows.put(connection, segment, FIELDS[name], found)
        put_names(connection, segment, self._names)


def put_names(connection: Connection, segment: int, names: Names) -> None:
    """Write the names of the filings and the Bates numbers of a segment's pages."""
    found = (
        (rows.name_key(row), 0, json.dumps(names[at : at + NAMES_A_ROW]).encode())
        for row, at in enumerate(range(0, len(names), NAMES_A_ROW))
    )
    rows.put(connection, segment, FIELDS["shown"], found)


def merge(
    connection: Connection,
    index: int,
    old: Sequence[PostgresSegment],
    rest: Sequence[PostgresSegment],
) -> None:
    """Put the living pages of some segments into one, and drop those; the `rest` stay."""
    parts = [{name: row[one.alive] for name, row in _columns_of(one).items()} for one in old]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    size = len(columns["pages"])
    gone = _still_dead(old, rest)
    segment = rows.new_segment(connection, index, size, pack_columns(columns), gone.tobytes())
    moved = _moved(old)
    for name in COUNTED + LISTED:
        rows.put(connection, segment, FIELDS[name], _joined(connection, old, moved, FIELDS[name]))
    put_names(connection, segment, [name for one in old for name in _names(one)])
    rows.drop_segments(connection, [one.id for one in old])


def _columns_of(one: PostgresSegment) -> dict[str, NDArray[Any]]:
    return {
        "pages": one.pages, "filings": one.filings, "numbers": one.numbers, "levels": one.levels,
        "dated": one.dated, **one.lengths,
    }  # fmt: skip


def _still_dead(
    old: Sequence[PostgresSegment], rest: Sequence[PostgresSegment]
) -> NDArray[np.int64]:
    """Give the pages that live nowhere, and of which the segments that stay hold dead copies."""
    every = np.concatenate(
        [np.empty(0, np.int64), *(one.pages[one.alive] for one in (*old, *rest))]
    )
    dead = np.concatenate([np.empty(0, np.int64), *(one.pages[~one.alive] for one in rest)])
    return np.setdiff1d(dead, every).astype("<i8")


def _moved(old: Sequence[PostgresSegment]) -> dict[int, NDArray[np.int64]]:
    """Give the new number of each page by segment; -1 for the dead."""
    at, found = 0, {}
    for one in old:
        numbers = np.full(one.size, -1, np.int64)
        living = int(one.alive.sum())
        numbers[one.alive] = np.arange(at, at + living)
        found[one.id] = numbers
        at += living
    return found


def _joined(
    connection: Connection,
    old: Sequence[PostgresSegment],
    moved: dict[int, NDArray[np.int64]],
    field: int,
) -> Iterator[tuple[bytes, int, bytes]]:
    for term, parts in rows.in_order(connection, [one.id for one in old], field):
        block = join(term, [(data, moved[segment]) for segment, data in sorted(parts)])
        if block is not None:
            yield block.term, len(block.ids), block.data


def _names(one: PostgresSegment) -> Iterable[tuple[str, str]]:
    return (one.shown(place) for place in np.flatnonzero(one.alive).tolist())
