"""A store in which everything can be tried and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.store.database import Database


class Rehearsal(Database):
    """One transaction of a store, in which reads see what was written; it is always rolled back.

    For one thread at a time, between `begin` and `rollback`.
    """

    def __init__(self, database: Database) -> None:
        """Share the engine of a store that is open."""
        self.url, self.is_sqlite = database.url, database.is_sqlite
        self.engine = database.engine
        self._connection: Connection | None = None

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Begin; take everything back at the end."""
        with self.engine.execution_options(foia_write=True).connect() as connection:
            self._connection = connection
            outer = connection.begin()
            try:
                yield
            finally:
                outer.rollback()
                self._connection = None

    @contextmanager
    def _session(self, *, keep: bool) -> Iterator[Session]:
        if self._connection is None:
            raise RuntimeError("a rehearsal that has not begun")
        joined = Session(
            self._connection,
            join_transaction_mode="create_savepoint",
            autoflush=keep,
            expire_on_commit=False,
        )
        with joined as session:
            yield session
            if keep:
                session.commit()
            else:
                session.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees what was tried so far."""
        with self._session(keep=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes later sessions see, until all is taken back."""
        with self._session(keep=True) as session:
            yield session

    def close(self) -> None:
        """Leave the engine to whom it belongs."""
