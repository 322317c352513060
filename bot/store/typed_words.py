"""Rows that hold words which people typed: names, nicknames, reminders, what was done."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.requests import fold
from bot.store.tables import Request


def owner(said: str, hider: Callable[[], Callable[[str], str]]) -> str:
    """Return an owner as it may be shown: a table that was imported may have named anybody.

    Who runs this at the command line, and ids of Slack's, are no names and stay as they are.
    """
    return said if not said or _is_nobodys_name(said) else hider()(said)


def _is_nobodys_name(said: str) -> bool:
    told = said[0] in "UW" and said.isascii() and said.isalnum() and said.isupper()
    return said == "operator" or (told and any(one.isdigit() for one in said))


def change(session: Session, shown: Callable[[str], str]) -> None:
    """Put every one of them through `shown`; a slug that changes gives way to a number."""
    from bot.store.tables import Alias, Deed, Reminder  # whoever shows an owner needs none

    for request in session.scalars(select(Request)):
        request.name = shown(request.name)
        request.owner = owner(request.owner, lambda: shown)
        if shown(words := request.slug.replace("-", " ")) != words:
            request.slug = f"request-{request.id}"
    for alias in session.scalars(select(Alias)):
        alias.alias = shown(alias.alias)
        alias.folded = fold(alias.alias)
    for reminder in session.scalars(select(Reminder)):
        reminder.text = shown(reminder.text)
    for deed in session.scalars(select(Deed)):
        deed.what = shown(deed.what)
