"""How far each mailbox was looked at: single facts in the store, no credentials, no words."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.store.tables import Meta


@dataclass(frozen=True, slots=True)
class MailMark:
    """The server's numbering, and the newest mail that was taken in it."""

    validity: int
    uid: int


def get(session: Session, key: str) -> MailMark | None:
    """Return how far a mailbox was looked at; None before the first look."""
    row = session.get(Meta, key)
    if row is None:
        return None
    held = json.loads(row.value)
    return MailMark(int(held["validity"]), int(held["uid"]))


def put(session: Session, key: str, validity: int, uid: int) -> None:
    """Note the newest mail; a new numbering begins anew, and no mark goes back within one."""
    old = get(session, key)
    if old and old.validity == validity:
        uid = max(uid, old.uid)
    session.merge(Meta(key=key, value=json.dumps({"validity": validity, "uid": uid})))
    tries_row = session.get(Meta, f"{key}#tries")
    if tries_row is not None:
        session.delete(tries_row)
    session.flush()


def tries(session: Session, key: str, validity: int, uid: int) -> int:
    """Return how often a mail was begun and not ended."""
    row = session.get(Meta, f"{key}#tries")
    held = json.loads(row.value) if row else {}
    return int(held["tries"]) if held.get("uid") == uid and held.get("validity") == validity else 0


def tried(session: Session, key: str, validity: int, uid: int, count: int) -> None:
    """Note that a mail is begun."""
    value = json.dumps({"validity": validity, "uid": uid, "tries": count})
    session.merge(Meta(key=f"{key}#tries", value=value))
    session.flush()
