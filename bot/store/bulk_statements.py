"""Statements that are built once and run past the ORM: in each answer, thousands of times a sweep.

Building a statement costs ten times what running it does, and turning rows into mapped objects
as much again. What is pending in the session is written first, as with any other query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy.orm import Session

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]


def run(session: Session, statement: Any, values: Values | None = None) -> Any:
    """Run a statement and return its CursorResult; rows come back as plain tuples."""
    session.flush()
    return session.connection().execute(statement, values)


def count(session: Session, statement: Any, values: Values | None = None) -> int:
    """Run a change; return how many rows it met."""
    return int(run(session, statement, values).rowcount)


def table(entity: Any) -> Any:
    """Return the table behind a mapped class."""
    return entity.__table__


def insert_of(session: Session) -> Any:
    """Return the `insert` of this session's database; only that dialect is imported."""
    return import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}").insert


class Prepared:
    """A statement that is built when it is first run; what changes is bound by name."""

    def __init__(self, build: Callable[[], Any]) -> None:
        """Take what builds it: a command that never runs it need not build it."""
        self._build = build
        self._statement: Any = None

    def run(self, session: Session, **values: Any) -> Any:
        """Run it and return its CursorResult; rows come back as plain tuples."""
        if self._statement is None:
            self._statement = self._build()
        return run(session, self._statement, values)

    def plain(self, session: Session) -> tuple[Any, ...]:
        """Run it and return the rows as the driver gives them: of words and whole numbers alone."""
        result = self.run(session)
        rows = tuple(result.cursor.fetchall())
        result.close()
        return rows


class Upsert:
    """An INSERT that minds what is there already, in the words of both databases."""

    def __init__(self, build: Callable[[Any], Any]) -> None:
        """Take a function that builds the statement from a dialect's own `insert`."""
        self._build = build
        self._statements: dict[str, Any] = {}

    def of(self, session: Session) -> Any:
        """Return the statement for this session's database."""
        name = session.get_bind().dialect.name
        if name not in self._statements:
            self._statements[name] = self._build(insert_of(session))
        return self._statements[name]
