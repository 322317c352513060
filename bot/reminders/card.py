"""What is posted, and what delivery asks of whoever posts it. Knows neither Slack nor the store."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.privacy.gate import Place
from bot.registry import Operation

# Words that Slack is asked to show, bounded so that no card is ever refused for its length.
MOST_LINES, LINE_LENGTH = 60, 280


Pressed = tuple[str, Operation]


@dataclass(frozen=True, slots=True)
class NudgeCard:
    """One message: typed facts only, no words of a document.

    `people`: (words, person) pairs, each a line that ends in the person's name.
    `who`: the person that the first line speaks to; `whom`: those that the lines speak to, one a
    line, "" nobody; lines behind the last of them speak to nobody.
    `thread`: the message that it is a reply to; `broadcast`: shown in the channel as well.
    `buttons`: labels, and what a press says.
    `covers`: the references of all nudges it answers for.
    `unrecorded`: the store does not know of it, since it could not be used.
    """

    title: str
    lines: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    due: str = ""
    agency: str = ""
    reference: str = ""
    late: str = ""
    marked: str = ""
    buttons: tuple[Pressed, ...] = ()
    covers: tuple[str, ...] = ()
    who: str = ""
    whom: tuple[str, ...] = ()
    thread: str = ""
    broadcast: bool = False
    unrecorded: bool = False

    def plain(self) -> NudgeCard:
        """Return the shortest form that still says everything needed; for a refused long one."""
        lines = tuple(line[:120] for line in self.lines)
        return replace(self, title=self.title[:140], lines=lines, buttons=())


class Outcome(Protocol):
    """What became of one post: sent (with ts), not_posted (with an error), or uncertain."""

    @property
    def kind(self) -> str:
        """Return sent, not_posted or uncertain."""

    @property
    def ts(self) -> str:
        """Return Slack's name of the message; "" unless sent."""

    @property
    def error(self) -> str:
        """Return Slack's word for the refusal."""

    @property
    def permanent(self) -> bool:
        """Say that trying again cannot help."""

    @property
    def retry_after(self) -> float | None:
        """Return the seconds that Slack asked us to wait."""


class Poster(Protocol):
    """Posts, looks up, and knows Slack's clock. Never repeats a call by itself."""

    def post(self, place: str, card: NudgeCard, key: str, marked: str = "") -> Outcome:
        """Post once and say what became of it."""

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        """Return the ts of the message with this key, None if it is not there.

        `thread`: the message under which it was said.

        Raises any exception where the history cannot be read: then nothing is known.
        """

    def said(
        self, place: str, keys: Collection[str], since: datetime, thread: str = ""
    ) -> Collection[str]:
        """Return those of these keys that a message since then has or covers.

        Raises any exception where the history cannot be read: then nothing is known.
        """

    def lacks(self, place: str, refs: Collection[str]) -> bool:
        """Say whether the newest message of ours in a place is none of these: it is not on record.

        Raises any exception where the history cannot be read: then nothing is known.
        """

    def server_time(self) -> datetime | None:
        """Return Slack's time now, or None if Slack cannot be reached."""


# Facts about a place at this moment; `known=False` where they cannot be had.
Places = Callable[[str], Place]
