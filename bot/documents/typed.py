"""Words that people type: masked before they are kept, and shown by the rules of today."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.privacy.found import TOKENS
from bot.store.session import Session

if TYPE_CHECKING:
    from bot.documents.masking import Masker


def keeping(session: Session, masker: Masker) -> Callable[[str], str]:
    """Return what masks words to be kept, and seals what was typed beside them."""

    def kept(typed: str) -> str:
        masked = masker.shown(typed)
        if masked == typed:
            return masked
        from bot.store import typed_originals

        typed_originals.keep(session, masker.vault, masked, typed)
        return masked

    return kept


def showing(session: Session, masker: Masker) -> Callable[[str], str]:
    """Return what masks words again, from what was typed where that lies sealed beside them."""

    def shown(text: str) -> str:
        if not TOKENS.search(text):
            return masker.shown(text)
        from bot.store import typed_originals

        typed = typed_originals.original(session, masker.vault, text)
        return masker.shown(text if typed is None else typed)

    return shown
