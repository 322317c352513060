"""Opens the database, SQLite or PostgreSQL, and hands out sessions: one to read, one to write."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.store.migrations import HEAD

# Slack waits three seconds; a writer that cannot start must say so before that.
BUSY_MS = 2500
# Thirty-two threads answer at a time, and a search may hold two connections.
CONNECTIONS = 72


class Database:
    """One engine. `read()` and `write()` are the only doors to a session."""

    def __init__(self, url: str) -> None:
        """Connect lazily to `url`; the folder of a SQLite file is made, readable by us alone."""
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            _make_folder(url)
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url)
        self._writer = self.engine.execution_options(foia_write=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the store; nothing it does is kept."""
        with _translated(), Session(self.engine, autoflush=False) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that commits when left without an error, all or nothing.

        Raises StoreError when another writer holds the database for too long.
        """
        with _translated(), Session(self._writer, expire_on_commit=False) as session:
            yield session
            session.commit()

    def version(self) -> str | None:
        """Return the schema's version, or None for an empty database."""
        with _translated(), self.engine.connect() as connection:
            return _version(connection)

    def is_current(self) -> bool:
        """Say whether the schema is the one that this code was written for."""
        return self.version() == HEAD

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _version(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    row: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return row


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if not error.connection_invalidated and not _is_operational(error):
            raise
        raise StoreError(
            "The database cannot be used at the moment; nothing was changed. "
            "Try again in a minute; `foia doctor` names the fault."
        ) from error


def _is_operational(error: DBAPIError) -> bool:
    """Say whether the database is in trouble, whatever the driver calls it.

    psycopg has a class of its own for every fault (a deadlock, a cancelled query, a full disk).
    """
    kinds = {kind.__name__ for kind in type(error.orig).__mro__}
    return bool(kinds & {"OperationalError", "ReadOnlySqlTransaction", "DiskFull"})


def _make_folder(url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    if str(path) not in {"", ":memory:"}:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _make_private(url: str) -> None:
    """Let only the owner read the database; SQLite gives its log and its index the same mode."""
    path = Path(url.removeprefix("sqlite:///"))
    if str(path) in {"", ":memory:"}:
        return
    with contextlib.suppress(OSError):  # a file of somebody else's, a medium without modes
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _postgres(url: str) -> Engine:
    # Servers allow a hundred by default, and worker and bot share them.
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=CONNECTIONS // 2,
        hide_parameters=True,  # errors are printed and logged; values are content
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False},
        pool_size=CONNECTIONS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        _make_private(url)
        # The driver must not start transactions by itself: writers begin with a lock (below).
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=FULL",
            "secure_delete=ON",  # what is deleted or replaced leaves no words on free pages
            f"busy_timeout={BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred writer that must upgrade its lock fails at once; an immediate one waits.
        writes = connection.get_execution_options().get("foia_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
