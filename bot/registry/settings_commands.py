"""The commands of leads: channels, people, readings of the law, names. See bot.commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import UNDO, Command, inner, registered, words

if TYPE_CHECKING:
    pass


@registered(
    "unmask",
    "Show a public person's name that was masked by mistake, or mask it again (leads)",
    "unmask <first and last name> [again]",
    run="bot.commands.public_names:unmask",
    data=Data.SETTINGS,
    examples=("unmask Ann Sample", "unmask Ann Sample again"),
    at_cli=False,
)
@value
class UnmaskName(Command):
    """`name` may end in "again": it is masked as before."""

    name: str = words(needed=True)


@registered(
    "channel",
    "Allow nudges and shared answers in this channel; its settings (leads)",
    "channel [allow|stop|level|zone|hours|at|nudges|steps|usual] [value]",
    run="bot.commands.places:channel",
    data=Data.SETTINGS,
    examples=("channel allow", "channel hours 9-17", "channel nudges ours", "channel stop"),
    undo=UNDO,
    at_cli=False,
)
@value
class ChangeChannel(Command):
    """`what` "": list them. `channel` "": the one where it is said."""

    what: str = ""
    value: str = ""
    days: tuple[int, ...] = ()  # for steps and theirs
    level: str = ""
    zone: str = ""
    channel: str = ""

    def typed(self) -> str:
        """Say what, where that is another channel which, and to what."""
        said = [self.what, self.channel, self.value, ",".join(map(str, self.days))]
        return " ".join(filter(None, [*said, self.level, self.zone]))


@registered(
    "choices",
    "What counsel chose where the law is unsettled (leads)",
    "choices [name answer]",
    run="bot.commands.team:choices",
    data=Data.SETTINGS,
    examples=("choices", "choices weekend-receipt next-working"),
    undo=UNDO,
)
@value
class ChooseReading(Command):
    """`name` "": list them."""

    name: str = words()
    answer: str = inner("")


@registered(
    "people",
    "Who is on the team; add or remove somebody (leads)",
    "people [add|remove <person>]",
    run="bot.commands.team:people",
    data=Data.SETTINGS,
    examples=("people", "people add @name", "people add @name as lead"),
    aliases=("team",),
)
@value
class ChangeTeam(Command):
    """`what` is add, remove, or "": list them."""

    what: str = words()
    person: str = inner("")
    role: str = inner("")

    def typed(self) -> str:
        """Say what, who, and as what."""
        said = f"{self.what} {self.person}".strip()
        return f"{said} as {self.role}" if self.role else said
