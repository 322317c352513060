"""How the command line is parsed cheaply: only the command that was typed gets its arguments."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def path(typed: str) -> Path:
    """Read a path. A listing of all commands needs none, and loads nothing for it."""
    from pathlib import Path

    return Path(typed)


class Help(argparse.HelpFormatter):
    """Help as wide as the terminal, asked without loading what packs and copies files."""

    def __init__(self, prog: str) -> None:
        """Begin for a program."""
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns or 80
    except (OSError, ValueError):
        return 80


class Commands(argparse._SubParsersAction):  # type: ignore[type-arg]  # noqa: SLF001 - argparse has no public name for it
    """Commands, of which those that nobody typed are names with a line of help alone."""

    def list_only(self, name: str, help: str) -> _Listed:  # noqa: A002
        """List a command; its arguments go nowhere."""
        self._choices_actions.append(self._ChoicesPseudoAction(name, (), help))
        listed = self._name_parser_map[name] = _Listed()
        return listed


class _Listed:
    """Stands for the parser of a command that nobody typed."""

    def add_argument(self, *_: object, **__: object) -> None:
        """Take an argument and forget it."""
