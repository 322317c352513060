"""Looks at the set-up and names the fix for each fault. Changes nothing but with --init."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import Any

from bot import settings
from bot.cli.doctor import filling, machine, slack, storage, surroundings
from bot.cli.doctor.finding import Finding
from bot.errors import BotError
from bot.settings import Settings

__all__ = ["Finding", "look"]

_LOOKS: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
    ("The settings can be looked at", surroundings.look),
    ("The machine can be looked at", machine.look),
    ("The store can be looked at", storage.look),
    ("Slack can be asked", slack.look),
)


def look(given: Namespace) -> list[Finding]:
    """Return what was found; a fault in one place does not stop the look at the others."""
    said: list[Finding] = []
    if given.init:
        said += filling.fill(ask=not getattr(given, "json", False))
    try:
        read = settings.load(data=getattr(given, "data", None))
        if given.init:
            _make_store(read)
    except BotError as error:
        return [*said, Finding(ok=False, what="The settings can be read", fix=str(error))]
    for what, run in _LOOKS:
        said += _safely(what, run, read)
    return said


def _make_store(read: Settings) -> None:
    from bot.wiring.container import open_desk

    open_desk(read).close()


def _safely(what: str, run: Callable[[Any], Iterator[Finding]], read: Settings) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(run(read))
    except BotError as error:
        found.append(Finding(ok=False, what=what, fix=str(error)))
    except Exception as error:  # noqa: BLE001 - a doctor that dies says nothing
        fix = f"report this as a fault of foia-bot: {type(error).__name__}"
        found.append(Finding(ok=False, what=what, fix=fix))
    return found
