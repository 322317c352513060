"""Public figures: whom the pages that a viewer may read give an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.privacy.officials import hold_office

if TYPE_CHECKING:
    from bot.documents.searching import Search

_PAGES = 8


def is_in_office(search: Search, name: str) -> bool:
    """Say whether pages that are found by this name give it an office.

    Pages are masked: who is on the roster stands on none, so every name that holds no office costs
    the same and gets the same answer.
    """
    try:
        found = search.find(f'"{name}"' if " " in name else name, limit=_PAGES)
    except UsageError:
        return False
    if found.corrections:
        return False  # pages of another word
    return hold_office(name, (one.page.text for one in found.shown))
