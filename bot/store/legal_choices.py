"""What counsel chose where the law is unsettled; kept as single facts, read with each answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import UsageError
from bot.law import choices
from bot.law.choices import Choices
from bot.store import event_log, meta
from bot.store.tables import Component, Meta

PREFIX = "choice:"


def chosen(session: Session) -> dict[str, str]:
    """Return what was chosen, by the keys of law's QUESTIONS; the rest is at its default."""
    facts = meta.read_all(session, PREFIX)
    return {key.removeprefix(PREFIX): answer for key, answer in facts.items()}


def in_force(session: Session) -> Choices:
    """Return the choices that every computation uses."""
    return choices.read(chosen(session))


def choose(session: Session, wanted: Mapping[str, str], now: datetime) -> Choices:
    """Keep choices and compute every deadline anew. Raises UsageError for an unknown answer."""
    try:
        decided = choices.read({**chosen(session), **wanted})
    except ValueError as error:
        raise UsageError(str(error)) from error
    for name, value in wanted.items():
        session.merge(Meta(key=PREFIX + name, value=value))
    _compute_anew(session, decided, now)
    return decided


def put_back(session: Session, name: str, was: str | None, now: datetime) -> None:
    """Let a choice be as it was, None the default, and compute every deadline anew."""
    meta.write(session, PREFIX + name, was)
    session.flush()
    _compute_anew(session, in_force(session), now)


def _compute_anew(session: Session, decided: Choices, now: datetime) -> None:
    for component in session.scalars(select(Component)).all():
        event_log.project(session, component, decided, now)
