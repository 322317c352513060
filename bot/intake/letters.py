"""What kind of filing it is, told from how it begins."""

from __future__ import annotations

from bot.store.tables import Filing

_MAIL = frozenset({"message/rfc822", "application/vnd.ms-outlook"})


def kind_of(filing: Filing, first_page: str) -> str:
    """Return the kind of a filing: e-mail, or other until more can be told."""
    del first_page
    return "email" if filing.media_type in _MAIL else "other"
