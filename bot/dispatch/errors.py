"""The one net for errors: what fell becomes a notice; a fault carries a reference in the log."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.values import Answer, Button, Choice, Notice
from bot.errors import BotError, StoreError, of_the_law
from bot.registry import Operation, typed_fields
from bot.registry.queries import ShowStatus
from bot.registry.utterance import Utterance
from bot.store.requests import Ambiguous

log = logging.getLogger(__name__)
_OFFERED = 5


def told(error: Exception, said: Utterance, typed: Sequence[str]) -> Answer:
    """Return what to tell. `typed` is what the person gave: an error repeats none of it."""
    from bot.privacy.echo import unrepeated

    if isinstance(error, Ambiguous):
        return _which(error, said)
    if isinstance(error, StoreError):
        why = unrepeated(str(error), typed)
        return Notice("Not done.", (why,), tone="trouble", reference=logged(error))
    if isinstance(error, BotError) or of_the_law(error):
        return Notice("Not done.", (unrepeated(str(error), typed),), tone="refused")
    return trouble(error)


def trouble(error: Exception, where: str = "dispatch") -> Notice:
    """Log a fault of the program without its words, and return a notice with its reference."""
    return Notice(
        "Something went wrong here; nothing was changed.",
        ("Try again. If it stays, give the reference below to whoever runs the bot.",),
        tone="trouble",
        reference=logged(error, where),
    )


def logged(error: Exception, where: str = "dispatch") -> str:
    """Log where a fault arose, without its words (they may hold content); return the reference."""
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    log.error("reference %s: %s in %s at %s", reference, type(error).__name__, where, path)
    return reference


def _which(error: Ambiguous, said: Utterance) -> Choice:
    """Offer the requests that the words may mean, for the same question."""
    return Choice(
        question="That may mean several requests. Which one?",
        buttons=tuple(
            Button(name, _about(error.asked or said.value, said, f"#r{number}"))
            for number, name in error.candidates[:_OFFERED]
        ),
    )


def _about(asked: object, said: Utterance, reference: str) -> Operation | str:
    """Return the same thing said of one request."""
    if isinstance(asked, Operation) and any(
        one.name == "about" for one in typed_fields(type(asked))
    ):
        _, slash, agency = str(getattr(asked, "about", "")).partition("/")
        return replace(asked, about=reference + slash + agency)
    if said.spec is None:
        return ShowStatus(reference)
    return f"{said.spec.name} {reference}"
