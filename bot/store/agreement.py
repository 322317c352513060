"""What machines that share a store must have alike: put on record by the release, looked at by all.

The key is not among it: the vault has its own mark on record, and refuses under another one.
"""

from __future__ import annotations

import json

from bot.settings import Settings
from bot.store import meta
from bot.store.migrations import HEAD
from bot.store.session import Session

_AGREED = "agreed"
_RULES = "the rules' version"


def _here(settings: Settings) -> dict[str, str]:
    from bot.privacy.mask import MASK_VERSION
    from bot.store.refolding import law_mark

    return {
        "FOIA_TIMEZONE": settings.timezone,
        "FOIA_COMMAND": settings.command,
        "FOIA_SEARCH": settings.search_engine,
        _RULES: f"{HEAD}.{MASK_VERSION}.{law_mark()[:6]}",
    }


def put_on_record(session: Session, settings: Settings) -> None:
    """Say on record what every machine must have, as this one, which releases, has it."""
    meta.write(session, _AGREED, json.dumps(_here(settings)))


def differences(session: Session, settings: Settings) -> list[str]:
    """Say in a sentence each what is otherwise here than the release put on record."""
    agreed: dict[str, str] = json.loads(meta.read(session, _AGREED) or "{}")
    return [
        _said(name, here, agreed[name])
        for name, here in _here(settings).items()
        if name in agreed and agreed[name] != here
    ]


def _said(name: str, here: str, agreed: str) -> str:
    if name == _RULES:
        return (
            f"A machine runs another release (rules {here}) than the store was released for "
            f"({agreed}). Install the same release everywhere, and run: foia db upgrade"
        )
    return (
        f"A machine has {name}={here}; on record is {agreed}. Set the same on every machine; to "
        "change it for all, set it everywhere and run: foia db upgrade"
    )
