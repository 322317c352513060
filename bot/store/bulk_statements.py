"""Statements that are built once and run past the ORM: a sweep runs thousands of them.

Building a statement costs ten times what running it does, and turning rows into mapped objects
as much again. What is pending in the session is written first, as with any other query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
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


class Upsert:
    """An INSERT that minds what is there already, in the words of both databases."""

    def __init__(self, build: Callable[[Any], Any]) -> None:
        """Take a function that builds the statement from a dialect's own `insert`."""
        self._statements = {
            "sqlite": build(sqlite.insert),
            "postgresql": build(postgresql.insert),
        }

    def of(self, session: Session) -> Any:
        """Return the statement for this session's database."""
        return self._statements[session.get_bind().dialect.name]
