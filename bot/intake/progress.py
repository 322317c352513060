"""A bar that shows how far the taking of files is; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.intake.reports import Progress


@contextmanager
def bar(*, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """Give what shows the progress, or None where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Shown

    columns = (
        TextColumn("Reading files"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]} pages{task.fields[left]}"),
    )
    with Shown(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None, pages="0", left="")

        def tell(progress: Progress) -> None:
            shown.update(
                task,
                completed=progress.files,
                total=progress.of_files,
                pages=f"{progress.pages:,}",
                left=_left(progress.seconds_left),
            )

        yield tell


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f", {minutes} min {rest} s left" if minutes else f", {rest} s left"
