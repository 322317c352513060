"""Runs a query or command in one session, and hides names of the roster in what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from bot.answers.values import Answer
from bot.dispatch import hiding
from bot.documents.library import Library
from bot.invocation import Ask, Room
from bot.registry import Operation, Spec
from bot.registry.commands import TakeBack
from bot.settings import Settings
from bot.store.audit_log import Ledger
from bot.store.database import Database


class Tools(Protocol):
    """What queries and commands need of the container."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def store(self) -> Database:
        """The database."""

    @property
    def library(self) -> Library:
        """The filings and their index."""

    @property
    def ledger(self) -> Ledger:
        """The audit."""


@contextmanager
def opened(tools: Tools, spec: Spec | None) -> Iterator[Room]:
    """Open the one session of an answer; only what changes something may write in it.

    Whatever else is said sees one moment of the store and keeps nothing.
    """
    writes = spec is not None and spec.changes
    with tools.store.write() if writes else tools.store.read() as session:
        yield Room(session, tools.settings, tools.library)


def run(room: Room, ask: Ask, value: Operation) -> Answer:
    """Run it. Raises what it raises: BotError for what is refused."""
    spec = type(value).spec
    answer: Answer = spec.function()(room, ask, value)
    if spec.changes and not spec.undo and getattr(answer, "tone", "") == "done":
        _has_no_way_back(room, ask, spec)
    names = room.library.names(room.session)
    if names is None:
        return answer
    from bot.privacy.mask import hide_names

    return hiding.hidden(answer, lambda text: hide_names(text, names))


def _has_no_way_back(room: Room, ask: Ask, spec: Spec) -> None:
    """Note that the newest change cannot be taken back: undo then takes back no older one."""
    if spec.kind is not TakeBack:
        from bot.store import undo_log  # no query needs it

        undo_log.final(room.session, by=ask.person.id, now=ask.now, what=f"the command {spec.name}")
