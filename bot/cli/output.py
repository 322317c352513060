"""How every job prints: one JSON value for scripts, lines for people."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import Refused

if TYPE_CHECKING:
    from bot.answers.values import Answer, FileAnswer
    from bot.reminders.coming import Coming
    from bot.reminders.sweep import SweepReport

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def as_json(given: Namespace) -> bool:
    """Say whether one JSON value was asked for."""
    return bool(getattr(given, "json", False))


def show(given: Namespace, answer: Answer) -> int:
    """Print an answer, as JSON or as the terminal workspace would draw it."""
    if as_json(given):
        print(json.dumps(answer.to_json(), ensure_ascii=False))
        return 0
    from handlers.render.printing import print_answer

    print_answer(answer)
    for button in getattr(answer, "buttons", ()) if hasattr(answer, "question") else ():
        print(f"  {button.label}: {button.line}")  # nothing can be pressed here
    return 0


def tell(given: Namespace, value: Any, lines: list[str]) -> None:
    """Print one JSON value, or the lines for people."""
    if as_json(given):
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


def report_lines(report: SweepReport, *, dry_run: bool = False) -> list[str]:
    """Return a sweep's report in words."""
    if dry_run:
        return [coming_line(one) for one in report.would_post] or ["Nothing would be posted now."]
    counts = {
        "posted": report.posted,
        "superseded": report.superseded,
        "skipped": report.skipped,
        "uncertain": report.uncertain,
        "undeliverable": report.dead,
        "waiting": report.waiting,
    }
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    held = [f"Held: {report.held}"] if report.held else []
    return [said or "Nothing was due.", *held, *report.alarms]


def coming_line(one: Coming) -> str:
    """Return one message to come as a line."""
    late = f" ({one.late})" if one.late else ""
    raised = " (one level up: nobody has answered)" if one.step.startswith("raised-") else ""
    where = one.place or "no channel"
    return f"{one.at:%Y-%m-%d %H:%M} UTC  {where}  {one.title}{raised}{late}"
