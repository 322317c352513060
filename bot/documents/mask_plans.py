"""How pages are masked now, put together from what is on file; and the roster of names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.privacy.roster import hash_names
from bot.store.tables import Identifier, Meta
from bot.store.vault import Vault, derived

if TYPE_CHECKING:
    from bot.documents.masking import Plan

_ROSTER = "roster"
UNREADABLE = (
    "The names on the roster cannot be hidden, because the vault's key is not here; so nothing "
    "typed is kept. Put vault.key back into the data folder, or set FOIA_VAULT_KEY."
)


def current(session: Session, vault: Vault) -> Plan:
    """Return the plan for pages that are masked now."""
    from bot.documents.masking import Plan

    names = roster(session)
    return Plan(
        roster_hashes=names if vault.is_open else (),
        roster_key=_key(session, vault) if vault.is_open and names else b"",
        own_numbers=tuple(sorted(set(session.scalars(select(Identifier.value))))),
        vault_keys=vault.keys,
    )


def _key(session: Session, vault: Vault) -> bytes:
    return derived(session, vault, "roster")


def roster(session: Session) -> tuple[str, ...]:
    """Return the keyed hashes of protected names."""
    row = session.get(Meta, _ROSTER)
    return tuple(row.value.splitlines()) if row else ()


def add_to_roster(session: Session, vault: Vault, names: Iterable[str]) -> int:
    """Protect these names, too; only keyed hashes are kept. Return how many are new."""
    known = set(roster(session))
    fresh = set(hash_names(names, _key(session, vault))) - known
    session.merge(Meta(key=_ROSTER, value="\n".join(sorted(known | fresh))))
    return len(fresh)
