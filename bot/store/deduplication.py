"""What was seen already, and who asked what: the inbox and the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.store.bulk_statements import insert_of, table
from bot.store.tables import AuditRow, Seen

# Slack repeats an event for some minutes; a week bounds the table and covers any replay.
KEEP = timedelta(days=7)
_AUDIT = insert(table(AuditRow))


def first_time(session: Session, key: str, now: datetime) -> bool:
    """Remember `key`; say whether it is new. Two at once: exactly one hears True."""
    insert = insert_of(session)
    statement = insert(Seen).values(key=key, at=now).on_conflict_do_nothing().returning(Seen.key)
    return session.scalar(statement) is not None


def forget_old(session: Session, now: datetime) -> int:
    """Drop what is older than a week; returns how many."""
    result = session.execute(delete(Seen).where(Seen.at < now - KEEP))
    return int(getattr(result, "rowcount", 0))


def audit(session: Session, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write down who asked what kind of thing where, and what kind of answer came."""
    session.execute(_AUDIT, [{"refs": "", "reference": "", **line} for line in lines])


def recent(session: Session, limit: int = 50) -> list[AuditRow]:
    """Return the newest audit lines, newest first."""
    return list(session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)))
