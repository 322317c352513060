"""The session that other rooms are handed and pass on; SQLAlchemy itself stays in the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

__all__ = ["Handed", "Session"]


class Handed:
    """A session's connection as DB-API has it: one cursor, `%s` for values, nothing committed.

    Faults are those of the session, so that a lost connection is known to be lost.
    """

    def __init__(self, session: Session) -> None:
        """Use the connection, and the transaction, that the session has."""
        self._connection = session.connection()
        self._result: Any = None

    def cursor(self) -> Handed:
        """Give itself: one statement at a time."""
        return self

    def execute(self, operation: str, parameters: Sequence[Any] = (), /) -> None:
        """Run a statement."""
        self._result = self._connection.exec_driver_sql(operation, tuple(parameters) or None)

    def fetchall(self) -> Sequence[Any]:
        """Give all rows of the last statement."""
        rows: Sequence[Any] = self._result.fetchall()
        return rows
