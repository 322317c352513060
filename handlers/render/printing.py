"""Prints one answer at the command line, drawn as the terminal workspace draws it."""

from __future__ import annotations

from typing import Any

from bot.answers.values import Answer
from handlers.render import blocks, terminal_blocks


class _OpenSeal:
    """Closes nothing: nobody can press what is printed."""

    def close(self, line: str) -> str:
        return line[:2000]

    def open(self, value: str) -> str | None:
        return value


def print_answer(answer: Answer, out: Any = None, width: int | None = None) -> None:
    """Print an answer without its buttons."""
    message = blocks.render(answer, seal=_OpenSeal())
    console = terminal_blocks.console(out, width)
    for part in terminal_blocks.drawn(message.blocks, {}, buttons=False):
        console.print(part)
