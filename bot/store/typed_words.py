"""Rows that hold words which people typed: names, nicknames, reminders, what was done."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.requests import fold
from bot.store.tables import Alias, Deed, Reminder, Request


def change(session: Session, shown: Callable[[str], str]) -> None:
    """Put every one of them through `shown`; a slug that changes gives way to a number."""
    for request in session.scalars(select(Request)):
        request.name = shown(request.name)
        if shown(words := request.slug.replace("-", " ")) != words:
            request.slug = f"request-{request.id}"
    for alias in session.scalars(select(Alias)):
        alias.alias = shown(alias.alias)
        alias.folded = fold(alias.alias)
    for reminder in session.scalars(select(Reminder)):
        reminder.text = shown(reminder.text)
    for deed in session.scalars(select(Deed)):
        deed.what = shown(deed.what)
