"""What single people ask for: a message each morning, requests they follow, a calendar feed."""

from __future__ import annotations

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import UNDO, Command, inner, registered, words


@registered(
    "mine",
    "A message of your own each working morning, with what is yours to do",
    "mine daily [off]",
    run="bot.commands.personal:mine",
    data=Data.CHANGE,
    examples=("mine daily", "mine daily off"),
    undo=UNDO,
    at_cli=False,
)
@value
class WakeMe(Command):
    """`off`: no more of them."""

    off: bool = inner(default=False)

    def typed(self) -> str:
        """Say whether it begins or ends."""
        return "daily off" if self.off else "daily"


@registered(
    "mute",
    "Keep a request's nudges out of its channel; our own dates go to ops, never to nobody",
    "mute <request>",
    run="bot.commands.personal:mute",
    data=Data.CHANGE,
    examples=("mute ice data breach",),
    undo=UNDO,
)
@value
class MuteRequest(Command):
    """The agencies' dates then stand in the weekly digest only."""

    about: str = words()


@registered(
    "unmute",
    "Have a muted request's nudges said in its channel again",
    "unmute <request>",
    run="bot.commands.personal:unmute",
    data=Data.CHANGE,
    examples=("unmute ice data breach",),
    undo=UNDO,
)
@value
class UnmuteRequest(Command):
    """Takes `mute` back, also after the ten minutes of undo."""

    about: str = words()


@registered(
    "follow",
    "Hear of a request that is not yours, in a direct message on mornings that matter",
    "follow <request>",
    run="bot.commands.personal:follow",
    data=Data.CHANGE,
    examples=("follow ice data breach",),
    undo=UNDO,
    at_cli=False,
)
@value
class FollowRequest(Command):
    """For whoever says it."""

    about: str = words()


@registered(
    "unfollow",
    "Hear of a request no more",
    "unfollow <request>",
    run="bot.commands.personal:unfollow",
    data=Data.CHANGE,
    examples=("unfollow ice data breach",),
    undo=UNDO,
    at_cli=False,
)
@value
class UnfollowRequest(Command):
    """For whoever says it."""

    about: str = words()


@registered(
    "calendar",
    "A calendar of your dates that Outlook, Google and Apple subscribe to",
    "calendar [on|off], or: calendar channel on|off, calendar names on|off (leads)",
    run="bot.commands.calendar_feeds:calendar",
    data=Data.CHANGE,
    examples=("calendar", "calendar on", "calendar channel on", "calendar names on"),
    undo=UNDO,
    at_cli=False,
)
@value
class SubscribeCalendar(Command):
    """`what` is mine, channel or names; `on` None: say how it is."""

    what: str = "mine"
    on: bool | None = inner(None)

    def typed(self) -> str:
        """Say which, and whether on or off."""
        said = "" if self.on is None else "on" if self.on else "off"
        return f"{'' if self.what == 'mine' else self.what} {said}".strip()


@registered(
    "waive",
    "Say that we will not appeal, or will not sue, with the reason",
    "waive",
    run="bot.commands.personal:waive",
    data=Data.CHANGE,
    hidden=True,
    undo=UNDO,
    at_cli=False,
)
@value
class WaiveDate(Command):
    """`nudge` is the reminder's number; without a `reason` it gives the form."""

    nudge: int = inner(0)
    reason: str = inner("")

    def typed(self) -> str:
        """Say which reminder, and why."""
        what = f"#n{self.nudge}" if self.nudge else ""
        return f"{what} because {self.reason}" if self.reason else what
