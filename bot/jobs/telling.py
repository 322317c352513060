"""How every job prints: one JSON value for scripts, lines for people."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import cli

if TYPE_CHECKING:
    from bot.answers.asking import Ask, Room
    from bot.answers.values import Answer


def tell(given: Namespace, value: Any, lines: list[str]) -> None:
    """Print one JSON value, or the lines for people."""
    if cli.as_json(given):
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(lines))


def answered(
    given: Namespace, run: Callable[[Room, Ask], Answer], words: str, *, write: bool = False
) -> int:
    """Run one answer or action as the operator and print it."""
    desk = cli.desk_of(given)
    try:
        with desk.room(write=write) as room:
            answer = run(room, replace(desk.operator(), words=words))
        return cli.show(given, answer)
    finally:
        desk.close()
