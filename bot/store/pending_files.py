"""Files that wait for a person's yes: encrypted with the vault's key, gone after ten minutes."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.store.tables import WaitingFile
from bot.store.vault import Vault

KEEP = timedelta(minutes=10)
_PART = "waiting"
GONE = "This file is not kept any more. Share it again; a preview is good for ten minutes."


def put(
    session: Session, vault: Vault, *, by: str, now: datetime, name: str, content: bytes
) -> str:
    """Keep a file for ten minutes; returns the id under which the same person gets it again."""
    forget_old(session, now)
    identifier = secrets.token_urlsafe(9)
    head = json.dumps(name).encode() + b"\n"
    sealed = vault.seal(identifier, _PART, head + content)
    session.add(WaitingFile(id=identifier, by=by, at=now, sealed=sealed))
    return identifier


def get(
    session: Session, vault: Vault, identifier: str, *, by: str, now: datetime
) -> tuple[str, bytes]:
    """Return name and bytes. Raises Refused where it is gone, too old or somebody else's."""
    row = session.get(WaitingFile, identifier)
    if row is None or row.by != by or now - row.at > KEEP:
        raise Refused(GONE)
    head, _, content = vault.unseal(identifier, _PART, row.sealed).partition(b"\n")
    return str(json.loads(head)), content


def drop(session: Session, identifier: str, *, by: str) -> None:
    """Let a file go; nothing happens where it is gone already."""
    session.execute(delete(WaitingFile).where(WaitingFile.id == identifier, WaitingFile.by == by))


def forget_old(session: Session, now: datetime) -> int:
    """Let go what waited too long; returns how many."""
    result = session.execute(delete(WaitingFile).where(WaitingFile.at < now - KEEP))
    return int(getattr(result, "rowcount", 0))
