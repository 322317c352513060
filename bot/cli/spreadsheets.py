"""Sheets in and out: import, export."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from bot.answers.values import FileAnswer
from bot.cli.desk import desk_of
from bot.cli.output import as_json, save, show, tell
from bot.errors import Refused


def export(given: Namespace) -> int:
    """Write requests, deadlines and events to a file."""
    from bot.dispatch import dispatch
    from bot.registry.draft_queries import ExportRequests

    desk = desk_of(given)
    try:
        query = ExportRequests(given.kind, given.request)
        answer = dispatch.perform(desk, desk.operator(), query)
    finally:
        desk.close()
    if not isinstance(answer, FileAnswer):
        raise Refused(str(getattr(answer, "title", "")))
    return save(given, answer, given.file)


def take(given: Namespace) -> int:
    """Show what an import would do, and do it after a yes; exit 1 if no row can be taken.

    Without a terminal to ask at, and without --yes, nothing is written.
    """
    from bot.commands import imports, previews

    content = _content(given.file)
    wishes = imports.Wishes(
        columns=imports.parse_pairs(given.map, "Columns"),
        sheet=given.sheet,
        dates=given.dates,
        agencies=imports.parse_pairs(given.agency, "Agencies"),
        channel=given.channel,
        assume_received=given.assume_received,
    )
    desk = desk_of(given)
    try:
        ask = desk.operator()
        with desk.room() as room:
            plan = imports.look(room, ask, given.file.name, content, wishes)
        if not as_json(given):
            show(given, previews.preview(plan, most=previews.AT_A_TERMINAL))
        done = None
        if plan.writes and _wanted(given):
            with desk.room(write=True) as room:  # looked at again: others may have recorded since
                plan = imports.look(room, ask, given.file.name, content, wishes)
                done = imports.write(room, ask, plan)
    finally:
        desk.close()
    if as_json(given):
        tell(given, {**previews.as_data(plan), "imported": done is not None}, [])
    elif done is not None:
        show(given, done)
    return 0 if plan.writes or plan.grouped.same else 1


def _content(path: Path) -> bytes:
    from bot.spreadsheets.grid import LARGEST

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def _wanted(given: Namespace) -> bool:
    if given.yes:
        return True
    if as_json(given) or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return input("Record this? [y/N] ").strip().casefold() in {"y", "yes"}
