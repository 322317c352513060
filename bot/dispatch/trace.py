"""Which verb answered the line at hand, with which words: for the conversation and for batches."""

from __future__ import annotations

from contextvars import ContextVar

_RAN: ContextVar[tuple[str, str]] = ContextVar("ran", default=("", ""))


def clear() -> None:
    """Begin a line."""
    _RAN.set(("", ""))


def note(verb: str, words: str) -> None:
    """Note that a verb answers, with these words."""
    _RAN.set((verb, words))


def ran() -> tuple[str, str]:
    """Return the verb that answered last and its words; empty where none did."""
    return _RAN.get()
