"""People and channels, which are kept as Slack's ids alone."""

from __future__ import annotations

import re

from bot.errors import UsageError
from bot.invocation import Room

_IDENTIFIER = re.compile(r"[\w.-]{1,40}")


def identifier(room: Room, said: str) -> str:
    """Return a person's or a channel's id. Raises UsageError for what may be somebody's name.

    Slack writes them <@U123|name>; kept is the id alone.
    """
    said = said.strip("<@#> ").split("|")[0]
    if said and (not _IDENTIFIER.fullmatch(said) or room.masked(said) != said):
        raise UsageError("Name people as @name and channels as #channel, so that I get their id.")
    return said
