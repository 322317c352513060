"""Safe copies of the database, and bringing one back.

A backup is always one SQLite file, whatever the database is: it can be looked into with any tool
and brought back to either. Index and vault key are never in it; originals in it stay encrypted.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.errors import BotError, Refused, StoreError
from bot.store import meta, migrations
from bot.store.database import Database
from bot.store.faults import explained
from bot.store.migrations import HEAD
from bot.store.search_tables import PROJECTED
from bot.store.tables import Base, Meta

HOLD = "nudges.hold"
TAKEN = "backup.taken_at"
CHUNK = 500
WITNESS = "sent.count"


def backup(database: Database, folder: Path, now: datetime | None = None) -> Path:
    """Write a checked copy of the database into `folder` and return its path.

    Raises StoreError, and leaves no file, if the copy is not sound and complete.
    """
    taken = now or datetime.now(UTC)
    path = folder / f"foia-{taken:%Y-%m-%dT%H%M%SZ}.db"
    with _told(f"No copy was written to {folder}, and the database is as it was."):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            raise Refused(f"There is a backup {path.name} in that folder already.")
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        return _written(database, part, path, taken)


def _written(database: Database, part: Path, path: Path, taken: datetime) -> Path:
    try:
        counts = (_copy_file if database.is_sqlite else _copy_rows)(database, part)
        part.chmod(0o600)
        _note(part, taken)
        _check(part, counts)
        part.replace(path)
    finally:
        for rest in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            rest.unlink(missing_ok=True)
    return path


@contextmanager
def _told(state: str) -> Iterator[None]:
    """Turn a fault of disk or database into a sentence that says how things stand now."""
    try:
        yield
    except BotError as error:
        if not isinstance(error.__cause__, DBAPIError):
            raise
        raise StoreError(explained(error.__cause__, state)) from error
    except DBAPIError as error:
        raise StoreError(explained(error, state)) from error
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, PermissionError):
            raise StoreError(f"The folder may not be written by this user. {state}") from error
        raise StoreError(explained(error, state)) from error


def restore(file: Path, database: Database) -> dict[str, int]:
    """Bring a backup back into an empty or missing database, in hold. Returns rows by table.

    A backup of an earlier schema is migrated on the way, in a copy: the file itself stays as it is.
    Raises Refused where there is something already, StoreError for a copy that is not sound or of
    a newer schema.
    """
    if not file.is_file():
        raise Refused(f"There is no backup {file}.")
    with _told(UNTOUCHED), tempfile.TemporaryDirectory(prefix="foia-restore-") as folder:
        return _restored(_migrated(file, Path(folder)), database)


UNTOUCHED = (
    "Tables may have been made, but no row was brought back and the backup is as it was: "
    "restore into the same place again."
)
ARRIVED = (
    "The rows were brought back, but could not be checked. Do not use this store: empty it, and "
    "restore into it again; the backup is as it was."
)


def _migrated(file: Path, folder: Path) -> Path:
    """Return the backup itself, or a copy brought to today's schema. Raises StoreError."""
    version = _sound(file)[0]
    if version == HEAD:
        return file
    copy = folder / file.name
    shutil.copyfile(file, copy)
    store = Database(f"sqlite:///{copy}")
    try:
        migrations.upgrade(store.engine)  # refuses a newer one
        with store.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
            connection.exec_driver_sql("BEGIN")
    finally:
        store.close()
    return copy


def _restored(file: Path, database: Database) -> dict[str, int]:
    counts = _counts_of(file)
    taken = _check(file, counts)
    migrations.upgrade(database.engine)
    with database.write() as session:
        if any(_count(session, table) for table in _tables() if table.name != "meta"):
            raise Refused(
                "This store is not empty. Restore into a new data folder (--data) or database; "
                "then point the bot at it."
            )
        _fill(session, file)
        meta.write(session, HOLD, taken)
        meta.write(session, WITNESS, None)
    with _told(ARRIVED), database.read() as session:
        found = {table.name: _count(session, table) for table in _tables()}
    wrong = [name for name, count in counts.items() if name != "meta" and found[name] != count]
    if wrong:
        raise StoreError(f"The copy did not arrive whole: {', '.join(wrong)}. {ARRIVED}")
    return found


def _copy_file(database: Database, path: Path) -> dict[str, int]:
    with database.engine.connect() as connection, closing(sqlite3.connect(path)) as target:
        source: Any = connection.connection.driver_connection
        # The driver's own transaction must be over: the backup takes its own view of the file.
        connection.exec_driver_sql("ROLLBACK")
        source.backup(target)
        connection.exec_driver_sql("BEGIN")
        target.execute("PRAGMA journal_mode=DELETE")
    return _counts_of(path)


def _copy_rows(database: Database, path: Path) -> dict[str, int]:
    copy = Database(f"sqlite:///{path.absolute()}")
    try:
        migrations.upgrade(copy.engine)
        # One view of everything: without it a row could point to one not yet copied.
        engine = database.engine.execution_options(isolation_level="REPEATABLE READ")
        counts: dict[str, int] = {}
        with engine.connect() as source, copy.write() as target:
            target.execute(text("PRAGMA defer_foreign_keys=ON"))
            target.execute(delete(Meta))
            for table in _tables():
                rows = source.execution_options(yield_per=CHUNK).execute(select(table))
                counts[table.name] = _insert(target, table, (dict(r._mapping) for r in rows))  # noqa: SLF001 - SQLAlchemy's public name
        with copy.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
            connection.exec_driver_sql("BEGIN")
    finally:
        copy.close()
    return counts


def _fill(session: Session, file: Path) -> None:
    copy = create_engine(f"sqlite:///file:{file.absolute()}?mode=ro&uri=true")
    try:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.execute(delete(Meta))
        with copy.connect() as source:
            for table in _tables():
                rows = source.execution_options(yield_per=CHUNK).execute(select(table))
                _insert(session, table, (dict(r._mapping) for r in rows))  # noqa: SLF001 - SQLAlchemy's public name
        _set_sequences(session)
    finally:
        copy.dispose()


def _insert(session: Session, table: Any, rows: Iterator[dict[str, Any]]) -> int:
    total, chunk = 0, []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            session.execute(insert(table), chunk)
            total, chunk = total + len(chunk), []
    if chunk:
        session.execute(insert(table), chunk)
    return total + len(chunk)


def _set_sequences(session: Session) -> None:
    """Have PostgreSQL number on after the rows that came with their numbers."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in _tables():
        if "id" in table.c and table.c.id.autoincrement is True:
            session.execute(
                text(
                    f"select setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 - our own table names
                    f"greatest(1, (select coalesce(max(id), 1) from {table.name})))"
                )
            )


def _tables() -> list[Any]:
    """Return the tables that are kept; the index is made anew from the pages."""
    return [table for table in Base.metadata.sorted_tables if table.name not in PROJECTED]


def _count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _counts_of(path: Path) -> dict[str, int]:
    with closing(_open_only_to_read(path)) as connection:
        try:
            return {
                table.name: connection.execute(f'select count(*) from "{table.name}"').fetchone()[0]  # noqa: S608 - our own table names
                for table in _tables()
            }
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path.name} is no sound backup of a foia-bot: {error}.") from error


def _check(path: Path, counts: dict[str, int]) -> str:
    """Check integrity, version and numbers of rows of a copy. Returns when it was taken."""
    if _counts_of(path) != counts | {"meta": _counts_of(path)["meta"]}:
        raise StoreError("The copy has other rows than the database; it was thrown away.")
    return _sound(path)[1]


def _sound(path: Path) -> tuple[str, str]:
    """Return a backup's schema version and when it was taken. Raises StoreError."""
    with closing(_open_only_to_read(path)) as connection:
        try:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            version = connection.execute("select version_num from alembic_version").fetchone()
            taken = connection.execute("select value from meta where key = ?", (TAKEN,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path.name} is no sound backup of a foia-bot: {error}.") from error
    if verdict != "ok" or not version or not taken:
        raise StoreError(f"{path.name} is no sound backup: {verdict}.")
    return str(version[0]), str(taken[0])


def _note(path: Path, taken: datetime) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("delete from meta where key = ?", (TAKEN,))
        connection.execute("insert into meta values (?, ?)", (TAKEN, taken.isoformat()))
        connection.commit()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _open_only_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
