"""Opens the database, SQLite or PostgreSQL, and hands out sessions: one to read, one to write."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from bot.errors import SettingsError
from bot.store.faults import is_refused, translated
from bot.store.migrations import HEAD

# Slack waits three seconds; a writer that cannot start must say so before that.
BUSY_MS = 2500
# Thirty-two threads answer at a time, and a search may hold two connections.
CONNECTIONS = 72
POOL = 41  # to PostgreSQL, by default: see FOIA_DB_POOL
KEPT_OPEN = 5
AGAIN_SECONDS = 1.0
_RELEASE = 7_162_304  # any number of our own
SNAPSHOT = "what this session read once stays so"  # said in a session's info, as the next
QUEUED = "pages were queued for the index"  # said in a session's info


class Database:
    """One engine. `read()` and `write()` are the only doors to a session."""

    def __init__(self, url: str, pool: int = POOL) -> None:
        """Connect lazily to `url`; the folder of a SQLite file is made, readable by us alone.

        `pool`: the most connections to PostgreSQL at a time; who needs one more waits for it.
        """
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            _make_folder(url)
        self.engine = _sqlite(url) if self.is_sqlite else _postgres(url, pool)
        self._writer = self.engine.execution_options(foia_write=True)
        # Called before a commit that changed pages: their words go into the same transaction.
        self.before_commit: Callable[[Session], None] | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the store; nothing it does is kept."""
        with translated(), Session(self.engine, autoflush=False) as session:
            if self.is_sqlite:
                session.info[SNAPSHOT] = True
            else:
                _connected(session)
            try:
                yield session
            finally:
                with contextlib.suppress(DBAPIError):  # the connection went: so did what it read
                    session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that commits when left without an error, all or nothing.

        Raises StoreError when another writer holds the database for too long.
        """
        with translated(), Session(self._writer, expire_on_commit=False) as session:
            yield session
            if self.before_commit and session.info.get(QUEUED):
                self.before_commit(session)
            session.commit()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one release at a time change tables; a second one waits until the first is done."""
        if self.is_sqlite:
            yield
            return
        with translated(), self.engine.begin() as connection:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _RELEASE})
            yield

    def version(self) -> str | None:
        """Return the schema's version, or None for an empty database."""
        with translated(), self.engine.connect() as connection:
            return _version(connection)

    def is_current(self) -> bool:
        """Say whether the schema is the one that this code was written for."""
        return self.version() == HEAD

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _connected(session: Session) -> None:
    """Take a connection for a reader; one that cannot be had is asked for once more, a bit later.

    Nothing was read yet, so nothing is done twice. Writers are never begun again: whether a commit
    that was cut off took place is not known here.
    """
    try:
        session.connection()
    except (OperationalError, PoolTimeout) as error:
        if is_refused(error):
            raise
        time.sleep(AGAIN_SECONDS)
        session.rollback()
        session.connection()


def _version(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    row: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
    return row


def is_there(url: str) -> bool:
    """Say whether an address leads to a store: a file that exists, or a server."""
    return not url.startswith("sqlite") or Path(url.removeprefix("sqlite:///")).is_file()


def _make_folder(url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    if str(path) in {"", ":memory:"}:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError(
            f"The data folder cannot be used ({error.strerror}). Name a folder that you may write "
            "to with --data DIR or FOIA_DATA."
        ) from error


def _make_private(url: str) -> None:
    """Let only the owner read the database; SQLite gives its log and its index the same mode."""
    path = Path(url.removeprefix("sqlite:///"))
    if str(path) in {"", ":memory:"}:
        return
    with contextlib.suppress(OSError):  # a file of somebody else's, a medium without modes
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _postgres(url: str, pool: int) -> Engine:
    # Servers allow a hundred by default, and worker and bot share them.
    kept = min(KEPT_OPEN, pool)
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=kept,
        max_overflow=pool - kept,
        connect_args={"connect_timeout": 10},
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
