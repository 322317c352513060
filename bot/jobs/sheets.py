"""Sheets in and out: export, import."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from bot import cli
from bot.answers.values import FileAnswer
from bot.errors import Refused
from bot.jobs.telling import save


def export(given: Namespace) -> int:
    """Write requests, deadlines and events to a file."""
    from bot.answers import exports

    desk = cli.desk_of(given)
    try:
        with desk.room() as room:
            words = f"{given.kind} {given.request}"
            answer = exports.export(room, replace(desk.operator(), words=words))
    finally:
        desk.close()
    if not isinstance(answer, FileAnswer):
        raise Refused(answer.title)
    return save(given, answer, given.file)
