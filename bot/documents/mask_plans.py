"""How pages are masked now, put together from what is on file; and the roster of names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.store import meta
from bot.store.session import Session
from bot.store.tables import Meta

if TYPE_CHECKING:
    from bot.documents.masking import Plan
    from bot.store.vault import Vault

_ROSTER = "roster"
_PUBLIC = "names.public"  # whom a lead said to be public, one a line
_SINCE = "roster.since"  # when each was added: {short hash of its line: day}


def current(session: Session, vault: Vault) -> Plan:
    """Return the plan for pages that are masked now."""
    from bot.documents.masking import Plan
    from bot.store import tracking_numbers

    names = roster(session)
    return Plan(
        roster_hashes=names if vault.is_open else (),
        roster_key=_key(session, vault) if vault.is_open and names else b"",
        own_numbers=tracking_numbers.every(session),
        vault_keys=vault.keys,
        public_names=public_names(session),
    )


def foresee(session: Session) -> None:
    """Read in one statement what the vault and `current` ask for, one after the other."""
    from bot.store.vault import MARK

    facts = meta.foresee(session, (MARK, _ROSTER, _PUBLIC))
    for key in (_ROSTER, _PUBLIC):
        session.info.setdefault(key, tuple(facts.get(key, "").splitlines()))


def _key(session: Session, vault: Vault) -> bytes:
    from bot.store.vault import derived

    return derived(session, vault, "roster")


def roster(session: Session) -> tuple[str, ...]:
    """Return the keyed hashes of protected names; one session reads them once."""
    return _lines(session, _ROSTER)


def _lines(session: Session, key: str) -> tuple[str, ...]:
    if key not in session.info:
        session.info[key] = tuple((meta.read(session, key) or "").splitlines())
    lines: tuple[str, ...] = session.info[key]
    return lines


def add_to_roster(session: Session, vault: Vault, names: Iterable[str], now: datetime) -> int:
    """Protect these names, too; only keyed hashes are kept. Return how many are new."""
    from bot.privacy.roster import hash_names

    known = set(roster(session))
    fresh = set(hash_names(names, _key(session, vault))) - known
    since = _since(session) | {_mark(person): now.date().isoformat() for person in fresh}
    _keep(session, known | fresh, since)
    return len(fresh)


def remove_from_roster(session: Session, vault: Vault, names: Iterable[str]) -> int:
    """Protect these names no longer. Return how many went."""
    from bot.privacy.roster import hash_names, same_person

    gone = hash_names(names, _key(session, vault))
    known = roster(session)
    kept = {one for one in known if not any(same_person(one, other) for other in gone)}
    _keep(session, kept, _since(session))
    return len(known) - len(kept)


def public_names(session: Session) -> tuple[str, ...]:
    """Return the names that a lead said to be public: masked nowhere, but for the roster's."""
    return _lines(session, _PUBLIC)


def set_public(session: Session, names: Iterable[str]) -> None:
    """Keep these as the names of public people."""
    kept = sorted({" ".join(name.split()) for name in names})
    session.info.pop(_PUBLIC, None)
    session.merge(Meta(key=_PUBLIC, value="\n".join(kept)))


def roster_ages(session: Session) -> list[str]:
    """Return for each protected name the day it was added, as ISO; "" for one from before."""
    since = _since(session)
    return sorted(since.get(_mark(person), "") for person in roster(session))


def _keep(session: Session, people: set[str], since: dict[str, str]) -> None:
    marks = {_mark(person) for person in people}
    session.info.pop(_ROSTER, None)
    session.merge(Meta(key=_ROSTER, value="\n".join(sorted(people))))
    kept = {mark: day for mark, day in since.items() if mark in marks}
    session.merge(Meta(key=_SINCE, value=json.dumps(kept, sort_keys=True)))


def _since(session: Session) -> dict[str, str]:
    row = session.get(Meta, _SINCE)
    return dict(json.loads(row.value)) if row else {}


def _mark(person: str) -> str:
    return hashlib.blake2b(person.encode(), digest_size=8).hexdigest()
