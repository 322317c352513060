"""Whether the database can be used: touched, and on SQLite how it writes and what it holds."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session


def touch(session: Session) -> None:
    """Send a statement that changes nothing. Raises StoreError where it cannot be sent."""
    session.execute(text("select 1"))


def of_sqlite(session: Session) -> tuple[str, str]:
    """Return SQLite's journal mode ("wal" is ours) and its quick check ("ok" is sound)."""
    mode = session.execute(text("PRAGMA journal_mode")).scalar()
    found = session.execute(text("PRAGMA quick_check(1)")).scalar()
    return str(mode), str(found)
