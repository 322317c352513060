"""Statements on SQLite past SQLAlchemy's engine, for simulations that run millions of them.

The words, parameters and types are SQLAlchemy's own, compiled once; the transaction is the
session's. What it cannot do (lists in parameters, many rows at once) takes the usual way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from bot.store import bulk_statements

_DIALECT = sqlite.dialect(paramstyle="named")


class Rows:
    """What a statement gave, as far as the store's modules ask."""

    def __init__(self, cursor: sqlite3.Cursor, readers: list[Any]) -> None:
        self.rowcount = cursor.rowcount
        self._rows = [
            tuple(v if read is None else read(v) for v, read in zip(row, readers, strict=True))
            for row in cursor
        ]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    def all(self) -> list[tuple[Any, ...]]:
        return self._rows

    def first(self) -> tuple[Any, ...] | None:
        return self._rows[0] if self._rows else None

    def scalar(self) -> Any:
        return self._rows[0][0] if self._rows else None


@dataclass(frozen=True)
class Compiled:
    """A statement's words, and what turns values into SQLite's and back."""

    text: str
    fixed: Mapping[str, Any]
    writers: Mapping[str, Any]
    readers: list[Any]

    def run(self, raw: sqlite3.Connection, values: Mapping[str, Any] | None) -> Rows:
        given = {**self.fixed, **(values or {})}
        for name, write in self.writers.items():
            given[name] = write(given[name])
        return Rows(raw.execute(self.text, given), self.readers)


def _compiled(statement: Any, names: frozenset[str]) -> Compiled | None:
    columns = sorted(names) if statement.is_dml else None
    words = statement.compile(dialect=_DIALECT, column_keys=columns)
    if words.post_compile_params or words.literal_execute_params:
        return None
    binds = {key: bind.type._cached_bind_processor(_DIALECT) for bind, key in words.bind_names.items()}  # fmt: skip
    fixed = {key: value for key, value in words.construct_params(_check=False).items() if key not in names}  # fmt: skip
    types = [column[3] for column in words._result_columns]
    readers = [of._cached_result_processor(_DIALECT, None) for of in types]
    writers = {key: write for key, write in binds.items() if write}
    return Compiled(str(words), fixed, writers, readers)


class Light:
    """A transaction without a Session of SQLAlchemy's until something asks for one."""

    def __init__(self, usual: partial[Session], raw: sqlite3.Connection) -> None:
        self._usual, self._raw = usual, raw
        self._session: Session | None = None
        self.info: dict[Any, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if self._session is None:
            self._session = self._usual()
        return getattr(self._session, name)

    def run(self, short: Compiled, values: Mapping[str, Any] | None) -> Rows:
        if self._session is not None:
            self._session.flush()
        if not self._raw.in_transaction:
            self._raw.execute("BEGIN")
        return short.run(self._raw, values)

    def end(self, *, keep: bool) -> None:
        for one in (self._session, self._raw):
            if one is not None:
                one.commit() if keep else one.rollback()
        if self._session is not None:
            self._session.close()

    def get_bind(self) -> Any:
        return self._usual.keywords["bind"]


class ShortWay:
    """Statements compiled once, by their identity and the names of their values."""

    def __init__(self) -> None:
        self._usual = bulk_statements.run
        self._known: dict[Any, tuple[Compiled | None, Any]] = {}

    def run(self, session: Any, statement: Any, values: Any = None) -> Any:
        if not isinstance(session, Light) or isinstance(values, list):
            return self._usual(session, statement, values)
        names = frozenset(values or ())
        if (key := (id(statement), names)) not in self._known:
            self._known[key] = _compiled(statement, names), statement
        short = self._known[key][0]
        return session.run(short, values) if short else self._usual(session, statement, values)


@contextmanager
def taken() -> Iterator[None]:
    """Have `bulk_statements` go the short way in transactions that are Light."""
    usual = bulk_statements.run
    bulk_statements.run = ShortWay().run
    try:
        yield
    finally:
        bulk_statements.run = usual
