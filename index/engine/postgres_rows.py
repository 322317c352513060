"""The tables of the index in PostgreSQL: every statement, over a DB-API connection handed in.

The tables are the store's (bot/store/search_tables.py says what each column is). A segment is
written once and never changed: a page that was put again or dropped is dead where it stood before.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from index.engine import blocks
from index.engine.fields import COUNTED, LISTED

FIELDS = {name: number for number, name in enumerate((*COUNTED, *LISTED, "shown"))}
_FEW = 1000  # bytes; the places of so short a block are kept with it
_AT_ONCE = 20_000  # blocks in one statement
# Numbers of our own; a lock goes with its transaction.
WRITING, REBUILDING = 7_162_302, 7_162_303


class Cursor(Protocol):
    """What of DB-API's cursor is used."""

    def execute(self, operation: str, parameters: Sequence[Any] = ..., /) -> Any:
        """Run a statement with a value for each `%s`."""

    def fetchall(self) -> Sequence[Any]:
        """Give the rows of the last statement."""


class Connection(Protocol):
    """What of DB-API's connection is used; who hands it in commits."""

    def cursor(self) -> Any:
        """Give a cursor."""


class Index(NamedTuple):
    """One index on record: in use, or being built, with its segments, oldest first."""

    id: int
    version: str
    is_current: bool
    done: int
    total: int
    segments: tuple[int, ...]


class Row(NamedTuple):
    """One term's block in one segment; `whole` when the places are in it."""

    field: int
    term: bytes
    segment: int
    pages: int
    data: bytes
    whole: bool


def run(connection: Connection, statement: str, *values: Any) -> Sequence[Any]:
    """Run a statement and give its rows."""
    cursor: Cursor = connection.cursor()
    cursor.execute(statement, values)
    return cursor.fetchall()


def do(connection: Connection, statement: str, *values: Any) -> None:
    """Run a statement that gives no rows."""
    cursor: Cursor = connection.cursor()
    cursor.execute(statement, values)


# -- Locks -------------------------------------------------------------------------------------


def lock(connection: Connection, number: int) -> bool:
    """Take a lock until the transaction ends; False where somebody else has it."""
    return bool(run(connection, "select pg_try_advisory_xact_lock(%s)", number)[0][0])


def share(connection: Connection, number: int) -> bool:
    """Take a lock beside others who share it; False where somebody has it for himself."""
    return bool(run(connection, "select pg_try_advisory_xact_lock_shared(%s)", number)[0][0])


def is_locked(connection: Connection, number: int) -> bool:
    """Say whether somebody has the lock for himself, without taking it."""
    found = run(
        connection,
        "select exists (select 1 from pg_locks where locktype = 'advisory' and granted "
        "and mode = 'ExclusiveLock' and objid = %s and database = "
        "(select oid from pg_database where datname = current_database()))",
        number,
    )
    return bool(found[0][0])


# -- Indexes and segments ----------------------------------------------------------------------


def indexes(connection: Connection) -> list[Index]:
    """Give the indexes on record, oldest first."""
    rows = run(
        connection,
        "select i.id, i.version, i.is_current, i.done, i.total, (select array_agg(s.id order by "
        "s.id) from search_segments s where s.index_id = i.id) from search_indexes i order by i.id",
    )
    return [
        Index(number, version, is_current, done, total, tuple(segments or ()))
        for number, version, is_current, done, total, segments in rows
    ]


def new_index(connection: Connection, version: str, *, is_current: bool = False) -> int:
    """Make an empty index and give its number."""
    return int(
        run(
            connection,
            "insert into search_indexes (version, is_current, done, total) values (%s, %s, 0, 0) "
            "returning id",
            version,
            is_current,
        )[0][0]
    )


def tell(connection: Connection, index: int, done: int, total: int) -> None:
    """Say on record how far an index is."""
    do(
        connection, "update search_indexes set done = %s, total = %s where id = %s",
        done, total, index,
    )  # fmt: skip


def swap_in(connection: Connection, index: int) -> None:
    """Name an index as the one in use; all others go."""
    do(connection, "update search_indexes set is_current = (id = %s)", index)
    drop_indexes(connection, [one.id for one in indexes(connection) if one.id != index])
    do(connection, "analyze search_blocks")


def drop_indexes(connection: Connection, ids: Sequence[int]) -> None:
    """Drop indexes with all that belongs to them."""
    gone = {one.id: one for one in indexes(connection) if one.id in ids}
    drop_segments(connection, [segment for one in gone.values() for segment in one.segments])
    do(connection, "delete from search_indexes where id = any(%s)", list(gone))


def new_segment(
    connection: Connection, index: int, size: int, columns: bytes, dropped: bytes
) -> int:
    """Make a segment and give its number; its blocks follow.

    Numbers rise; below they are random, so that one which is given out again after the database was
    set back is another, and nothing that a process remembers is taken for it.
    """
    statement = (
        "insert into search_segments (id, index_id, size, columns, dropped) "
        "select (((coalesce(max(id), 0) >> 20) + 1) << 20) + %s, %s, %s, %s, %s "
        "from search_segments returning id"
    )
    chance = secrets.randbelow(1 << 20)
    return int(run(connection, statement, chance, index, size, columns, dropped)[0][0])


def drop_segments(connection: Connection, segments: Sequence[int]) -> None:
    """Drop segments with their blocks."""
    do(connection, "delete from search_blocks where segment_id = any(%s)", list(segments))
    do(connection, "delete from search_segments where id = any(%s)", list(segments))


def segments(connection: Connection, ids: Iterable[int]) -> list[tuple[int, int, bytes, bytes]]:
    """Give id, size, columns and dropped pages of segments, oldest first."""
    rows = run(
        connection,
        "select id, size, columns, dropped from search_segments where id = any(%s) order by id",
        list(ids),
    )
    return [(row[0], row[1], bytes(row[2]), bytes(row[3])) for row in rows]


def are_there(connection: Connection, ids: Sequence[int]) -> bool:
    """Say whether none of these segments was merged away."""
    found = run(connection, "select count(*) from search_segments where id = any(%s)", list(ids))
    return int(found[0][0]) == len(ids)


# -- Blocks ------------------------------------------------------------------------------------


def put(
    connection: Connection, segment: int, field: int, found: Iterable[tuple[bytes, int, bytes]]
) -> None:
    """Write the blocks of one field: term, pages (0: bytes that are no block), bytes."""
    some: list[tuple[bytes, int, bytes]] = []
    for one in found:
        some.append(one)
        if len(some) == _AT_ONCE:
            _put(connection, segment, field, some)
            some = []
    if some:
        _put(connection, segment, field, some)


def _put(
    connection: Connection, segment: int, field: int, some: Sequence[tuple[bytes, int, bytes]]
) -> None:
    """Send all bytes in three pieces that the server cuts up: faster than one by one."""
    parts = [_apart(data) if pages else (data, b"") for _, pages, data in some]
    terms = [term for term, _, _ in some]
    heads, tails = [head for head, _ in parts], [tail for _, tail in parts]
    do(
        connection,
        "insert into search_blocks (segment_id, field, term, pages, data, places) "
        "select %s, %s, substring(w.t from c.ta for c.tl), c.n, substring(w.h from c.ha for c.hl), "
        "case when c.pl > 0 then substring(w.p from c.pa for c.pl) end "
        "from (select %s::bytea t, %s::bytea h, %s::bytea p) w, unnest(%s::int[], %s::int[], "
        "%s::int[], %s::int[], %s::int[], %s::int[], %s::int[]) c(ta, tl, n, ha, hl, pa, pl)",
        segment, field, b"".join(terms), b"".join(heads), b"".join(tails),
        *_cuts(terms), _list(pages for _, pages, _ in some), *_cuts(heads), *_cuts(tails),
    )  # fmt: skip


def _apart(block: bytes) -> tuple[bytes, bytes]:
    return (block, b"") if len(block) <= _FEW else blocks.split(block)


def _cuts(parts: Sequence[bytes]) -> tuple[str, str]:
    at, starts, lengths = 1, [], []
    for part in parts:
        starts.append(at)
        lengths.append(len(part))
        at += len(part)
    return _list(starts), _list(lengths)


def _list(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def read(
    connection: Connection, segments: Sequence[int], wanted: Sequence[tuple[int, bytes]]
) -> list[Row]:
    """Give the blocks of terms (field, term) in these segments; long ones without places."""
    rows = run(
        connection,
        "select b.field, b.term, b.segment_id, b.pages, b.data, b.places is null "
        "from unnest(%s::int[], %s::bytea[]) w(field, term) "
        "join search_blocks b on b.field = w.field and b.term = w.term "
        "where b.segment_id = any(%s)",
        [field for field, _ in wanted],
        [term for _, term in wanted],
        list(segments),
    )
    return [
        Row(field, bytes(term), segment, pages, bytes(data), whole)
        for field, term, segment, pages, data, whole in rows
    ]


def counts(
    connection: Connection, segments: Sequence[int], field: int, terms: Sequence[bytes]
) -> list[tuple[bytes, int, int]]:
    """Give term, segment and pages of those of the terms that are there."""
    rows = run(
        connection,
        "select term, segment_id, pages from search_blocks "
        "where field = %s and term = any(%s::bytea[]) and segment_id = any(%s)",
        field,
        list(terms),
        list(segments),
    )
    return [(bytes(term), segment, pages) for term, segment, pages in rows]


def name_key(row: int) -> bytes:
    """Give the term under which the names of some pages lie."""
    return row.to_bytes(4, "big")


def whole(
    connection: Connection, segments: Sequence[int], field: int, term: bytes
) -> dict[int, bytes]:
    """Give a term's blocks by segment, with their places."""
    rows = run(
        connection,
        "select segment_id, data || coalesce(places, '') from search_blocks "
        "where field = %s and term = %s and segment_id = any(%s)",
        field,
        term,
        list(segments),
    )
    return {segment: bytes(data) for segment, data in rows}


def terms_from(
    connection: Connection, segments: Sequence[int], field: int, prefix: bytes, limit: int
) -> list[bytes]:
    """Give the terms that begin like this, in the order of their bytes."""
    rows = run(
        connection,
        "select distinct term from search_blocks where field = %s and term >= %s and term < %s "
        "and segment_id = any(%s) order by term limit %s",
        field,
        prefix,
        prefix + b"\xff",
        list(segments),
        limit,
    )
    return [bytes(row[0]) for row in rows]


def in_order(
    connection: Connection, segments: Sequence[int], field: int
) -> Iterator[tuple[bytes, list[tuple[int, bytes]]]]:
    """Give every term of a field in some segments, in order, with its whole block in each."""
    after = b""
    while True:
        rows = run(
            connection,
            "select term, segment_id, data || coalesce(places, '') from search_blocks "
            "where field = %s and term > %s and segment_id = any(%s) "
            "order by term, segment_id limit %s",
            field,
            after,
            list(segments),
            _AT_ONCE,
        )
        found: dict[bytes, list[tuple[int, bytes]]] = {}
        for term, segment, data in rows:
            found.setdefault(bytes(term), []).append((segment, bytes(data)))
        if len(rows) == _AT_ONCE and len(found) > 1:
            found.popitem()  # more of the last term may follow; it comes first next time
        yield from found.items()
        if len(rows) < _AT_ONCE:
            return
        after = next(reversed(found))
