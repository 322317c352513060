"""The commands: what people change. Each is one frozen value; what it runs is in bot.commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.frozen import value
from bot.privacy.gate import Data
from bot.registry import UNDO, Command, inner, registered, words

if TYPE_CHECKING:
    from datetime import date

    from bot.law.kinds import Kind


@registered(
    "log",
    "Record what happened: a letter, a call, an answer",
    "log <request>/<agency> <event> <day>",
    run="bot.commands.log:log",
    data=Data.CHANGE,
    examples=(
        "log ice-data-breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001",
        "log ice-data-breach/all received 2023-11-09",
    ),
    aliases=("record",),
    undo=UNDO,
    at_cli=False,
)
@value
class LogEvent(Command):
    """An event as somebody tells it; without `event` it gives the form.

    `about` is a request's name or a reference, `agencies` its component requests ("all": each).
    `on` None: the day is asked for. `note` is verbatim. With `doubt`, words that may deny the event
    or name one of `others`, nothing is recorded: it is asked about.
    """

    about: str = words()
    agencies: tuple[str, ...] = inner(())
    event: Kind | None = inner()
    on: date | None = inner()
    assumed: bool = inner(default=False)
    letter: str = inner("")
    note: str = inner("")
    details: tuple[tuple[str, str | int], ...] = inner(())
    doubt: tuple[str, ...] = inner(())
    others: tuple[str, ...] = inner(())

    @property
    def target(self) -> str:
        """Name the component requests as people do: "breach/ICE,DHS"."""
        return f"{self.about}/{','.join(self.agencies)}" if self.agencies else self.about

    def typed(self) -> str:
        """Write it with options; the note comes last and runs to the end of the line."""
        said = [self.target, self.event.value if self.event else ""]
        said += [f"--on {self.on.isoformat()}"] if self.on else []
        said += ["--assumed"] if self.assumed else []
        said += [f"--letter {self.letter}"] if self.letter else []
        said += [f"--{name} {value}" for name, value in self.details]
        return " ".join(filter(None, [*said, f"--note {self.note}" if self.note else ""]))


@registered(
    "proposal",
    "Record, change or put aside what somebody stated",
    "proposal",
    run="bot.commands.proposals:decide",
    data=Data.CHANGE,
    hidden=True,
    undo=UNDO,
    at_cli=False,
)
@value
class DecideProposal(Command):
    """`what` is record, note, change, aside or on (another day, `on`).

    `event` is what its form was changed to.
    """

    code: str = words()
    what: str = inner("record")
    on: date | None = inner()
    event: LogEvent | None = inner()

    def typed(self) -> str:
        """Say which and what."""
        return f"#p{self.code} {self.what} {self.on.isoformat() if self.on else ''}".rstrip()


@registered(
    "new",
    "Record a new request",
    "new <name> to <agencies> sent <day> [received <day>]",
    run="bot.commands.requests:new",
    data=Data.CHANGE,
    examples=("new ICE data breach to ICE, DHS sent 2023-11-09",),
    undo=UNDO,
    at_cli=False,
)
@value
class AddRequest(Command):
    """A request as somebody describes it; without a name it gives the form.

    `to` are names of bodies, perhaps with whose law counts before them ("US-OR:..."). `received`
    None and not assumed: the clock is unknown.
    """

    name: str = words()
    to: tuple[str, ...] = ()
    sent: date | None = None
    received: date | None = None
    assume_received: bool = False
    channel: str = ""
    owner: str = ""
    aliases: tuple[str, ...] = ()
    sure: bool = inner(default=False)  # that it looks like another one was asked about
    changing: bool = inner(default=False)  # the form is to come, filled in

    def typed(self) -> str:
        """Write it with options: each may hold any words."""
        if not self.name:
            return ""
        dates = (("sent", self.sent), ("received", self.received))
        said = [self.name, f"--to {','.join(self.to)}" if self.to else ""]
        said += [f"--{name} {on.isoformat()}" for name, on in dates if on]
        said += ["--assume-received"] if self.assume_received else []
        said += [f"--channel {self.channel}"] if self.channel else []
        said += [f"--owner {self.owner}"] if self.owner else []
        return " ".join(filter(None, [*said, *(f"--alias {alias}" for alias in self.aliases)]))


@registered(
    "request",
    "Rename, merge, close, reopen or remove a request",
    "request rename|merge|close|reopen|remove|describe|law <request>",
    run="bot.commands.request_changes:change",
    data=Data.CHANGE,
    examples=(
        "request rename ice data breach to ICE breach 2022",
        "request merge ICE breach 2022 into ice data breach",
        "request close ice data breach because settled",
        "request reopen ice data breach",
        "request remove ice data breach",
        "request law old request/MSHA to federal",
        "request describe ice data breach: In 2022 ICE posted the names of people in its custody.",
    ),
    undo=UNDO,
    at_cli=False,
)
@value
class ChangeRequest(Command):
    """`what` is rename, merge, close, reopen, remove, describe or law; `on` None: today."""

    what: str = ""
    about: str = ""
    name: str = inner("")
    note: str = inner("")
    on: date | None = inner()
    sure: bool = inner(default=False)

    def typed(self) -> str:
        """Say what, which request, and to which name or why."""
        said = [self.what, self.about, f"to {self.name}" if self.name else ""]
        said += [f"on {self.on.isoformat()}"] if self.on else []
        return " ".join(filter(None, [*said, f"because {self.note}" if self.note else ""]))


@registered(
    "import",
    "Old requests out of a CSV or XLSX: share the file; a preview comes first",
    "import",
    run="bot.commands.shared_spreadsheets:take",
    data=Data.CHANGE,
    examples=("import",),
    undo=UNDO,
    at_cli=False,
)
@value
class ImportRequests(Command):
    """`file` is the reference of a file that waits; `answer` yes, leave, or "": show again."""

    file: str = ""
    answer: str = ""
    sheet: str = ""
    dates: str = ""
    assume_received: bool = False
    federal: bool = False

    def typed(self) -> str:
        """Say which file and what to do; the name of a sheet runs to the end of the line."""
        flags = [("assume", self.assume_received), ("federal", self.federal)]
        said = [f"#{self.file}" if self.file else "", self.answer, self.dates]
        said += [name for name, given in flags if given]
        return " ".join(filter(None, [*said, f"sheet {self.sheet}" if self.sheet else ""]))


@registered(
    "assign",
    "Change who owns a request",
    "assign <request> to <person>",
    run="bot.commands.requests:assign",
    data=Data.CHANGE,
    examples=("assign ice data breach to @name",),
    undo=UNDO,
)
@value
class AssignOwner(Command):
    """`to` is a person's id, or "me". With `nudge`: that reminder, not the request."""

    about: str = words()
    to: str = inner("")
    nudge: int = inner(0)

    def typed(self) -> str:
        """Say what to whom."""
        what = f"#n{self.nudge}" if self.nudge else self.about
        return f"{what} to {self.to}" if self.to else what


@registered(
    "alias",
    "Give a request a nickname",
    "alias <request> as <nickname>",
    run="bot.commands.requests:alias",
    data=Data.CHANGE,
    examples=("alias ice data breach as breach",),
    undo=UNDO,
)
@value
class AddAlias(Command):
    """A nickname for a request."""

    about: str = words()
    nickname: str = inner("")

    def typed(self) -> str:
        """Say what is called how."""
        return f"{self.about} as {self.nickname}"


@registered(
    "home",
    "Post a request's nudges in this channel",
    "home <request> [in <channel>]",
    run="bot.commands.requests:home",
    data=Data.CHANGE,
    examples=("home ice data breach",),
    undo=UNDO,
)
@value
class SetHome(Command):
    """`channel` "": the place where it is said."""

    about: str = words()
    channel: str = inner("")

    def typed(self) -> str:
        """Say which request, and where it is at home."""
        return f"{self.about} in {self.channel}" if self.channel else self.about


@registered(
    "remind",
    "Set a date by hand, said that morning in the home channel; or how often to remind",
    "remind <request> on <day> to <text>, or: remind <request> steps <days>",
    run="bot.commands.reminding:remind",
    data=Data.CHANGE,
    examples=(
        "remind ice data breach on 2027-03-03 to call the liaison",
        "remind ice data breach steps 10,5,1",
    ),
    undo=UNDO,
)
@value
class SetReminder(Command):
    """A date by hand (`on` and `text`), or how often: the rest; None: as it is."""

    about: str = words()
    on: date | None = inner()
    text: str = inner("")
    before: tuple[int, ...] | None = inner()
    after: tuple[int, ...] | None = inner()
    at: str = inner("")
    usual: bool = inner(default=False)

    def typed(self) -> str:
        """Say the day and the words, or how often."""
        if self.on is not None:
            return f"{self.about} on {self.on.isoformat()} to {self.text}"
        steps = (("steps", self.before), ("theirs", self.after))
        said = [f"{name} {','.join(map(str, days))}" for name, days in steps if days is not None]
        said += [f"at {self.at}"] if self.at else []
        return " ".join([self.about, *said, *(["usual"] if self.usual else [])])


@registered(
    "done",
    "Somebody saw to a reminder",
    "done",
    run="bot.commands.nudges:done",
    data=Data.CHANGE,
    hidden=True,
    undo=UNDO,
    at_cli=False,
)
@value
class MarkDone(Command):
    """`nudge` is the reminder's number; 0: none was named."""

    nudge: int = inner(0)

    def typed(self) -> str:
        """Say which reminder."""
        return f"#n{self.nudge}" if self.nudge else ""


@registered(
    "snooze",
    "Have one reminder said again later",
    "snooze",
    run="bot.commands.nudges:snooze",
    data=Data.CHANGE,
    hidden=True,
    undo=UNDO,
    at_cli=False,
)
@value
class SnoozeNudge(Command):
    """`until` None: ask until when."""

    nudge: int = inner(0)
    until: date | None = inner()

    def typed(self) -> str:
        """Say which reminder, and until when."""
        what = f"#n{self.nudge}" if self.nudge else ""
        return f"{what} until {self.until.isoformat()}" if self.until else what


@registered(
    "undo",
    "Take your last change back, for ten minutes",
    "undo",
    run="bot.commands.undo:undo",
    data=Data.CHANGE,
    examples=("undo",),
)
@value
class TakeBack(Command):
    """The newest change of whoever says it; at the command line it may be named."""

    said: str = words()


@registered(
    "unlog",
    "Take one entry out of the record, whichever it is",
    "unlog <request>/<agency> <event> [day]",
    run="bot.commands.taking_back:take_out",
    data=Data.CHANGE,
    examples=("unlog ice-data-breach/ICE acknowledged 2023-12-01",),
    undo=UNDO,
)
@value
class TakeOut(Command):
    """An entry that was wrong: it counts no more and stays in the history.

    `about` is a request's name or "#e12", an entry; without `on`, any day of that event.
    """

    about: str = words(needed=True)
    agencies: tuple[str, ...] = inner(())
    event: Kind | None = inner()
    on: date | None = inner()

    def typed(self) -> str:
        """Write it as `log` is typed."""
        return LogEvent(self.about, self.agencies, self.event, self.on).typed()
