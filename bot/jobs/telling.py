"""How every job prints: one JSON value for scripts, lines for people."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import cli
from bot.errors import Refused

if TYPE_CHECKING:
    from bot.answers.asking import Ask, Room
    from bot.answers.values import Answer, FileAnswer

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def tell(given: Namespace, value: Any, lines: list[str]) -> None:
    """Print one JSON value, or the lines for people."""
    if cli.as_json(given):
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(lines))


def save(given: Namespace, answer: FileAnswer, to: str) -> int:
    """Write a file that an answer holds to a path ("-" is standard output), and say so.

    Only the owner of the file may read it. Raises Refused where it cannot be written.
    """
    if to == "-":
        sys.stdout.buffer.write(answer.content)
        sys.stdout.buffer.flush()
        return 0
    path = Path(to or answer.name)
    write_private(path, answer.content)
    value = {"file": str(path), "bytes": len(answer.content), "media_type": answer.media_type}
    tell(given, value, [f"{answer.title}: {path} ({len(answer.content):,} bytes)."])
    return 0


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read. Raises Refused where it cannot be written."""
    try:
        with os.fdopen(os.open(path, _FRESH, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error


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
