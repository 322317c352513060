"""The commands on filings and letters. What each runs stands in bot.commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import UNDO, Command, inner, registered, words

if TYPE_CHECKING:
    pass


@registered(
    "level",
    "How far a filing may travel (leads)",
    "level <filing> public|team|restricted [@person]",
    run="bot.commands.filings:set_level",
    data=Data.SETTINGS,
    examples=("level request.txt public",),
)
@value
class SetFilingLevel(Command):
    """`people` are told that a restricted filing is there."""

    filing: str = words()
    level: str = inner("")
    people: tuple[str, ...] = inner(())

    def typed(self) -> str:
        """Say which filing, how far, and who is told."""
        return " ".join(filter(None, [self.filing, self.level, *self.people]))


@registered(
    "forget",
    "Remove a filing from vault, pages and index (leads)",
    "forget <filing>",
    run="bot.commands.filings:forget",
    data=Data.SETTINGS,
    examples=("forget request.txt",),
    at_cli=False,
)
@value
class ForgetFiling(Command):
    """`filing` is a name or a reference."""

    filing: str = words(needed=True)


@registered(
    "read",
    "Read a letter on file: what it does, to be recorded in one press",
    "read <filing>",
    run="bot.commands.letters:read",
    data=Data.FILING,
    examples=("read ice-acknowledgment.pdf",),
)
@value
class ReadLetter(Command):
    """`filing` is a name or a reference; `about` names the request where the letter does not."""

    filing: str = words(needed=True)
    about: str = inner("")


@registered(
    "letter-decision",
    "Decide what a letter was read to say",
    "letter-decision <code> record|choose|not-ours",
    run="bot.commands.letter_decisions:decide",
    data=Data.CHANGE,
    undo=UNDO,
    hidden=True,
)
@value
class DecideLetter(Command):
    """`what` is record, choose, not-ours or other; `only` are numbers of effects, from 1."""

    code: str = words(needed=True)
    what: str = inner("record")
    only: tuple[int, ...] = inner(())

    def typed(self) -> str:
        """Say which and what."""
        only = " ".join(str(number) for number in self.only)
        return f"{self.code} {self.what} {only}".strip()


@registered(
    "link",
    "Say whose a filing is: a request, perhaps with its agency",
    "link <filing> <request>",
    run="bot.commands.letters:link",
    data=Data.CHANGE,
    examples=("link ice-acknowledgment.pdf ice-data-breach/ICE",),
    undo=UNDO,
)
@value
class LinkFiling(Command):
    """`about` is the request, perhaps with its agency ("ice-data-breach/ICE")."""

    filing: str = words(needed=True)
    about: str = inner("")

    def typed(self) -> str:
        """Say which filing and whose."""
        return f"{self.filing} {self.about}".rstrip()
