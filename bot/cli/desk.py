"""Opens the desk for a job, and reads the moment that one is to begin at."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.wiring.container import Desk


def desk_of(given: Namespace) -> Desk:
    """Open the desk on the folder that --data, or else FOIA_DATA, names."""
    from bot import settings
    from bot.wiring.container import open_desk

    return open_desk(settings.load(data=getattr(given, "data", None)))


def moment(words: str) -> datetime | None:
    """Read an ISO moment with its zone. Raises UsageError."""
    if not words:
        return None
    try:
        read = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no moment. For example: 2023-12-12T15:00:00Z.") from error
    if read.tzinfo is None:
        raise UsageError(f"{words!r} has no zone. For example: 2023-12-12T15:00:00Z.")
    return read
