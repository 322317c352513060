"""What a statement would record, shown to be confirmed, changed or put aside."""

from __future__ import annotations

from typing import Any

from bot.answers.values import Choice
from bot.frozen import value


@value
class Proposed(Choice):
    """Events that somebody stated; nothing is recorded before Record is pressed.

    `events` are objects of request, agency, kind, on, details. `left` are the words that nothing
    accounts for: while there are any, one press does not record.
    """

    events: tuple[dict[str, Any], ...] = ()
    left: tuple[str, ...] = ()
    command: str = "log"
    request: str = ""  # where it is no event: what it is about
    agency: str = ""
