"""Filings in, out and away: add, filings, show, find, forget, index rebuild."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.cli import spoken
from bot.cli.desk import desk_of
from bot.cli.output import as_json, tell


def add(given: Namespace) -> int:
    """Take files and folders in, with progress; refuse with reasons; 1 if nothing was taken."""
    if given.mail:
        from bot.cli.mail import handed

        return handed(given)
    from bot.commands import filings as actions
    from bot.privacy.gate import Level
    from bot.store import undo_log

    desk = desk_of(given)
    try:
        with _progress(quiet=as_json(given)) as advance:
            report = desk.library.take(
                given.paths,
                request=given.request,
                level=Level[given.level.upper()] if given.level else None,
                by="operator",
                now=desk.now(),
                progress=advance,
            )
        with desk.store.write() as session:
            if report.held:
                actions.tell_leads(session, report.held, desk.now())
            if report.added:
                undo_log.final(
                    session, by="operator", now=desk.now(), what="filings taken in (see forget)"
                )
    finally:
        desk.close()
    tell(given, report.to_json(), report.lines())
    return 1 if report.is_empty else 0


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Any], None]]:
    """Show files, pages and the time left on a terminal; nothing where it is read by a script."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("Looking for files ...") as status:

        def advance(now: Any) -> None:
            left = f", {now.seconds_left:,.0f} s left" if now.seconds_left is not None else ""
            status.update(f"{now.files:,} of {now.of_files:,} files, {now.pages:,} pages{left}")

        yield advance


def filings(given: Namespace) -> int:
    """List what is on file."""
    from bot.registry.filing_queries import ListFilings

    return spoken.say(given, ListFilings(given.request))


def show(given: Namespace) -> int:
    """Print a page of a filing, masked."""
    from bot.registry.filing_queries import ShowPage

    return spoken.say(given, ShowPage(given.filing, given.page))


def find(given: Namespace) -> int:
    """Search the filings. Whoever sits here is asked for no reason: a name can be looked for."""
    from bot.registry.filing_queries import FindPages

    query = FindPages(" ".join(given.words), given.request, given.top)
    return spoken.say(given, query, searching=True)


def forget(given: Namespace) -> int:
    """Remove a filing from vault, pages, index and excerpts."""
    from bot.registry.filing_commands import ForgetFiling

    return spoken.say(given, ForgetFiling(given.filing))


def index(given: Namespace) -> int:
    """Rebuild the index from the database, beside the old one, and swap."""
    desk = desk_of(given)
    try:
        pages = desk.library.rebuild()
    finally:
        desk.close()
    tell(given, {"pages": pages}, [f"The index holds {pages:,} pages."])
    return 0
