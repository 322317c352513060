"""What people typed before it was masked, sealed: a mask laid by mistake can be lifted again.

Found by a keyed mark of the masked words; two originals with the same masked words are told apart
by nothing, so then neither is given back.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.dialogue_tables import TypedOriginal
from bot.store.vault import TYPED, Vault, derived


def keep(session: Session, vault: Vault, masked: str, typed: str) -> None:
    """Seal what was typed, if masking changed it and the vault is open; once for the same words."""
    if masked == typed or not vault.is_open:
        return
    mark = _mark(session, vault, masked)
    if typed not in _opened(session, vault, mark):
        session.add(TypedOriginal(mark=mark, sealed=vault.seal(TYPED, mark, typed.encode())))


def original(session: Session, vault: Vault, masked: str) -> str | None:
    """Return what was typed where these masked words stand; None where that is not certain."""
    if not vault.is_open:
        return None
    found = _opened(session, vault, _mark(session, vault, masked))
    return found[0] if len(found) == 1 else None


def _opened(session: Session, vault: Vault, mark: str) -> list[str]:
    rows = session.scalars(select(TypedOriginal).where(TypedOriginal.mark == mark))
    return [vault.unseal(TYPED, mark, row.sealed).decode() for row in rows]


def _mark(session: Session, vault: Vault, masked: str) -> str:
    key = derived(session, vault, TYPED)
    return hashlib.blake2b(masked.encode(), key=key[:64], digest_size=16).hexdigest()
