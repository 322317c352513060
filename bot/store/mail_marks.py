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


def postponed(session: Session, key: str, validity: int) -> dict[int, int]:
    """Return the mails that were passed over, each with how often it was begun since."""
    row = session.get(Meta, f"{key}#later")
    held = json.loads(row.value) if row else {}
    return (
        {int(uid): n for uid, n in held.get("mails", {}).items()}
        if held.get("validity") == validity
        else {}
    )


def postpone(session: Session, key: str, validity: int, uid: int, begun: int = 0) -> None:
    """Pass over a mail at which the machine was stopped; it is tried again after the others."""
    _keep_later(session, key, validity, {**postponed(session, key, validity), uid: begun})


def settle_postponed(session: Session, key: str, validity: int, uid: int) -> None:
    """Note that a mail that was passed over is taken, or put aside."""
    rest = postponed(session, key, validity)
    rest.pop(uid, None)
    _keep_later(session, key, validity, rest)


def _keep_later(session: Session, key: str, validity: int, mails: dict[int, int]) -> None:
    value = json.dumps({"validity": validity, "mails": mails})
    session.merge(Meta(key=f"{key}#later", value=value))
    session.flush()


def tried(session: Session, key: str, validity: int, uid: int, count: int) -> None:
    """Note that a mail is begun."""
    value = json.dumps({"validity": validity, "uid": uid, "tries": count})
    session.merge(Meta(key=f"{key}#tries", value=value))
    session.flush()
