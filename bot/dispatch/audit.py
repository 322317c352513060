"""Who asked what kind of thing where, and the kind of answer; never content."""

from __future__ import annotations

from bot.invocation import Ask
from bot.privacy.gate import Data
from bot.registry import Spec
from bot.store.audit_log import Ledger


def note(ledger: Ledger, ask: Ask, spec: Spec, outcome: str) -> None:
    """Note one thing said and what became of it."""
    if ask.surface == "cli" and spec.data is not Data.CHANGE:
        return  # whoever reads at the command line could read the file itself
    ledger.note(
        lambda: {
            "at": ask.now,
            "person": ask.person.id,
            "place": ask.place.id,
            "surface": ask.surface,
            "verb": spec.name,
            "outcome": outcome,
        }
    )
