"""The `foia` command: every answer as text or JSON, every job by hand.

Exit 0 done, 1 refused with a sentence on standard error, 2 wrong usage. What a command needs is
imported when it runs, so that `foia --help` is quick.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.cli import parsing
from bot.errors import BotError, Refused, UsageError, of_the_law

if TYPE_CHECKING:
    from datetime import date

    from bot.registry import Operation

Arguments = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; a refusal is one sentence on standard error."""
    typed = sys.argv[1:] if arguments is None else arguments
    given = build_parser(typed).parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except BotError as error:
        return _refused(error, given, typed)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone, e.g. `| head`
        return 0
    except KeyboardInterrupt:
        return _refuse("Stopped.", 1)
    except Exception as error:  # noqa: BLE001 - its words may hold content; a terminal is kept, too
        if of_the_law(error):
            return _refused(Refused(str(error)), given, typed)
        return _refuse(f"Something went wrong in the program: {_where(error)}.", 1)


def _refused(error: BotError, given: Arguments, typed: Sequence[str]) -> int:
    """Say why, masked: what is typed here is kept in logs and in the terminal's history."""
    from bot.cli.text import names_on_file
    from bot.privacy.echo import unrepeated
    from bot.privacy.mask import mask

    try:
        words = mask(str(error), roster=names_on_file(given), typed=True).text
    except BotError:
        words = unrepeated(str(error), [*typed, " ".join(typed)])
    return _refuse(words, 2 if isinstance(error, UsageError) else 1)


def _where(error: Exception) -> str:
    """Say which kind of error it is and where it arose, and none of its words."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-6:]
    path = " < ".join(
        f"{f.filename.rpartition('/')[2].removesuffix('.py')}.{f.name}:{f.lineno}"
        for f in reversed(frames)
    )
    return f"{type(error).__name__} at {path}"


def _refuse(why: object, code: int) -> int:
    print(f"foia: {why}", file=sys.stderr)
    return code


def build_parser(typed: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser of all commands, as the README lists them.

    Of what was `typed` only the commands named there get their arguments; the others are listed.
    """
    common = argparse.ArgumentParser(add_help=False, formatter_class=parsing.Help)
    common.add_argument("--data", type=parsing.path, default=argparse.SUPPRESS, metavar="DIR")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="foia",
        description="FOIA requests: deadlines, status, answers with page citations, nudges.",
        parents=[common],
        formatter_class=parsing.Help,
    )
    commands: Any = parser.add_subparsers(required=True, metavar="COMMAND", action=parsing.Commands)

    def add(name: str, run: Callable[[Arguments], int | None], help: str) -> Any:  # noqa: A002
        if typed is not None and name not in typed:
            return commands.list_only(name, help)
        how: dict[str, Any] = {"parents": [common], "formatter_class": parsing.Help}
        command = commands.add_parser(name, help=help, description=help, **how)
        command.set_defaults(run=run)
        return command

    _add_spoken(add)
    _add_records(add)
    _add_filings(add)
    _add_jobs(add)
    return parser


def _add_spoken(add: Callable[..., Any]) -> None:
    from bot.cli import spoken

    spoken.add_all(add)
    timeline = add("timeline", _job("serving", "timeline"), "a request's life; as a picture too")
    timeline.add_argument("words", nargs="+")
    timeline.add_argument("--png", type=parsing.path, default=None, metavar="FILE")
    find = add("find", _job("filings", "find"), "search the filings")
    find.add_argument("words", nargs="+")
    find.add_argument("--request", default="", metavar="SLUG")
    find.add_argument("--top", type=int, default=10, metavar="N")


def _add_records(add: Callable[..., Any]) -> None:
    request = add("request", _request, "add NAME --to ICE,DHS --sent DATE ...; list; show ...")
    does = "add list show rename merge close reopen remove describe law".split()  # noqa: SIM905
    request.add_argument("what", choices=does)
    request.add_argument("name", nargs="*")
    for option in ("--to", "--sent", "--received", "--channel", "--owner", "--on", "--note"):
        request.add_argument(option, default="")
    request.add_argument("--assume-received", action="store_true")
    request.add_argument("--alias", action="append", default=[])
    log = add("log", _log, "record an event: SLUG[/AGENCY] EVENT --on DATE")
    log.add_argument("target")
    log.add_argument("event", nargs="+")
    log.add_argument("--on", required=True, metavar="DATE")
    log.add_argument("--letter", default="", metavar="FILING")
    log.add_argument("--note", default="", metavar="TEXT")
    log.add_argument("--assumed", action="store_true")
    log.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a detail")
    _add_import(add)
    export = add(
        "export", _job("spreadsheets", "export"), "requests, deadlines and events as a file"
    )
    export.add_argument("kind", choices=("csv", "xlsx", "ics", "json", "page", "html"))
    export.add_argument("file", nargs="?", default="", metavar="FILE|-", help="- is the output")
    export.add_argument("--request", default="", metavar="SLUG")
    deadline = add("deadline", _deadline, "the calculator: a limit from a day")
    deadline.add_argument("--limit", required=True)
    deadline.add_argument("--start", required=True, metavar="DATE")
    deadline.add_argument("--agency", default=None)
    deadline.add_argument("--extended", type=int, default=0, metavar="DAYS")
    deadline.add_argument("--tolled", action="append", default=[], metavar="FROM:TO")


def _add_import(add: Callable[..., Any]) -> None:
    take = add(
        "import",
        _job("spreadsheets", "take"),
        "requests out of a CSV or XLSX; without --yes and without a terminal only a preview",
    )
    take.add_argument("file", type=parsing.path)
    take.add_argument("--yes", action="store_true", help="record without asking")
    take.add_argument(
        "--map", action="append", default=[], metavar="HEADER=MEANING",
        help='what a column means, e.g. --map "Date filed=sent", --map C=number, --map D=skip',
    )  # fmt: skip
    take.add_argument("--sheet", default="", metavar="NAME", help="which sheet of a workbook")
    take.add_argument(
        "--dates", default="", choices=("", "mdy", "dmy"), help="how 02/03/2023 is read"
    )
    take.add_argument(
        "--agency", action="append", default=[], metavar="NAME=ABBREVIATION",
        help='whose law counts for a name, e.g. --agency "NYPD=US-NY"',
    )  # fmt: skip
    take.add_argument("--channel", default="", metavar="C", help="where their nudges go")
    take.add_argument(
        "--assume-received",
        action="store_true",
        help="count from the day of sending where no receipt is shown",
    )


def _add_filings(add: Callable[..., Any]) -> None:
    take = add("add", _job("filings", "add"), "take files or folders in")
    take.add_argument("paths", nargs="+", type=parsing.path, metavar="PATH")
    take.add_argument("--request", default="", metavar="SLUG")
    take.add_argument("--level", choices=("public", "team", "restricted"))
    take.add_argument(
        "--mail", action="store_true", help="PATH is mail: - (one mail), an mbox file or a maildir"
    )
    filings = add("filings", _job("filings", "filings"), "what is on file")
    filings.add_argument("--request", default="", metavar="SLUG")
    show = add("show", _job("filings", "show"), "a page of a filing, masked")
    show.add_argument("filing")
    show.add_argument("page", nargs="?", type=int, default=1)
    add("forget", _job("filings", "forget"), "remove a filing").add_argument("filing")
    batch = add("batch", _job("text", "batch"), "JSON lines in, JSON lines out, in order")
    batch.add_argument("what", choices=("find", "ask", "mask", "read", "say", "letter"))
    batch.add_argument("--roster", type=parsing.path, default=None, metavar="FILE")
    batch.add_argument("--now", default="", metavar="ISO", help="the clock of `say`")
    mail = add("mail", _job("mail", "mail"), "the mailbox: check its settings, or look once")
    mail.add_argument("what", choices=("check", "once"))
    mail.add_argument("--since", default="", metavar="DAY", help="take mail from that day on")
    mask = add("mask", _job("text", "mask"), "standard input, masked")
    mask.add_argument("--roster", type=parsing.path, default=None, metavar="FILE")
    roster = add(
        "roster", _job("text", "roster"), "names to hide always: add FILE, remove FILE, list"
    )
    roster.add_argument("what", choices=("add", "list", "remove"))
    roster.add_argument("file", type=parsing.path, nargs="?", help="names, one a line")
    roster.add_argument("--dry-run", action="store_true", help="show what each line would hide")
    unmask = add(
        "unmask", _job("text", "unmask"), "names of public people, masked by mistake: show them"
    )
    unmask.add_argument("names", nargs="*", metavar="NAME", help="first and last name, quoted")
    unmask.add_argument("--again", action="store_true", help="mask these names again")
    index = add("index", _job("filings", "index"), "rebuild the index from the database")
    index.add_argument("what", choices=("rebuild",))


def _add_jobs(add: Callable[..., Any]) -> None:
    demo = add(
        "demo",
        _job("serving", "demo"),
        "a fresh workspace in the terminal with the founding matter",
    )
    demo.add_argument("--say", action="append", default=[], metavar="LINE")
    console = add("console", _job("serving", "console"), "the terminal workspace on the real data")
    console.add_argument("--as", dest="user", default="", metavar="USER")
    console.add_argument("--in", dest="channel", default="", metavar="CHANNEL")
    console.add_argument("--say", action="append", default=[], metavar="LINE")
    add("run", _job("serving", "run"), "Socket Mode bot and worker")
    add("web", _job("serving", "web"), "HTTP bot on $PORT")
    add("worker", _job("serving", "worker"), "scheduler, delivery, index upkeep")
    nudges = add(
        "nudges",
        _job("serving", "nudges"),
        "what will be posted where; verify: what should have been",
    )
    nudges.add_argument("what", nargs="?", choices=("verify",))
    nudges.add_argument("--days", type=int, default=30)
    sweep = add("sweep", _job("serving", "sweep"), "one sweep of the nudges")
    sweep.add_argument("--now", default="", metavar="ISO")
    sweep.add_argument("--dry-run", action="store_true")
    _add_store(add)
    _add_setup(add)


def _add_store(add: Callable[..., Any]) -> None:
    """Add what looks after the database."""
    add("check", _job("store", "check"), "fold all events again and compare")
    add("backup", _job("store", "backup"), "a checked copy of the database").add_argument(
        "dir", type=parsing.path
    )
    add("restore", _job("store", "restore"), "bring a backup back, in hold").add_argument(
        "dir", type=parsing.path
    )
    vault = add("vault", _job("store", "vault"), "the key of the originals: check it, change it")
    vault.add_argument("what", choices=("check", "rotate", "drop-old-keys"))
    db = add("db", _job("store", "db"), "bring the database's tables up to date")
    db.add_argument("what", choices=("upgrade",))
    add("audit", _job("store", "audit"), "who asked what kind of thing where").add_argument(
        "--last", type=int, default=50
    )


def _add_setup(add: Callable[..., Any]) -> None:
    """Add what sets up Slack, and looks at it."""
    add("doctor", _job("serving", "doctor"), "set-up, with the fix for each fault").add_argument(
        "--init", action="store_true"
    )
    manifest = add("manifest", _job("serving", "manifest"), "the Slack app manifest to paste")
    manifest.add_argument("--reconcile", action="store_true", help="ask for channels' history too")
    manifest.add_argument(
        "--http", default="", metavar="URL", help="for foia web at https://...; else Socket Mode"
    )
    manifest.add_argument(
        "--agent", action="store_true", help="conversations in Slack's agent view"
    )
    places = add(
        "places", _places, "channels: list, allow ID [level] [zone], stop ID, hours ID 9-17"
    )
    places.add_argument("words", nargs="*")


def _request(given: Arguments) -> int:
    from bot.cli import spoken
    from bot.registry.queries import ShowStatus

    name = " ".join(given.name)
    if given.what == "list":
        return spoken.say(given, ShowStatus())
    if given.what == "show":
        return spoken.say(given, ShowStatus(name))
    if given.what != "add":
        return spoken.say(given, _changed_request(given))
    return spoken.say(given, _new_request(given, name))


def _changed_request(given: Arguments) -> Operation:
    """Read `rename SLUG [to] NEW NAME` (or --to), `merge SLUG [into] SLUG`, `close SLUG`, ..."""
    from datetime import UTC, datetime

    from bot.language.options import day
    from bot.registry.commands import ChangeRequest

    words = list(given.name)
    on = day(given.on, datetime.now(UTC).date()) if given.on else None
    if given.what not in {"rename", "merge", "law"}:
        return ChangeRequest(given.what, " ".join(words), note=given.note, on=on)
    at = next((words.index(one) for one in ("to", "into") if one in words[1:]), 1)
    about = words if given.to else words[:at]
    name = given.to or " ".join(words[at:]).removeprefix("to ").removeprefix("into ")
    return ChangeRequest(given.what, " ".join(about), name=name)


def _new_request(given: Arguments, name: str) -> Operation:
    from datetime import UTC, datetime

    from bot.language.typed_commands import described

    values = {key: getattr(given, key) for key in ("to", "sent", "received", "channel", "owner")}
    today = datetime.now(UTC).date()
    return described(name, values, tuple(given.alias), assume=given.assume_received, today=today)


def _log(given: Arguments) -> int:
    from bot.cli import spoken
    from bot.registry.commands import LogEvent

    values = {"line": " ".join([given.target, *given.event]), "on": given.on}
    for pair in given.set:
        name, _, value = pair.partition("=")
        if name.strip() in values:
            raise UsageError(f"--{name.strip()} stands 2 times; give it once.")
        values[name.strip()] = value.strip()
    values |= {"letter": given.letter} if given.letter else {}
    values |= {"note": given.note} if given.note else {}
    values |= {"assumed": "yes"} if given.assumed else {}
    return spoken.say(given, LogEvent(), values)


def _places(given: Arguments) -> int:
    from bot.cli import spoken

    return spoken.say(given, " ".join(["channel", *given.words]))


def _deadline(given: Arguments) -> int:
    from datetime import UTC, datetime

    from bot.cli.output import show
    from bot.language.options import day
    from bot.queries import why

    today = datetime.now(UTC).date()
    spans = [_span(words, today) for words in given.tolled]
    start = day(given.start, today)
    answer = why.calculate(
        given.limit, start, agency=given.agency, extended=given.extended, tolled=spans
    )
    return show(given, answer)


def _span(words: str, today: date) -> tuple[date, date]:
    from bot.language.options import day

    first, colon, last = words.partition(":")
    if not colon:
        raise UsageError(f"--tolled takes FROM:TO, two ISO dates, not {words!r}.")
    return day(first, today), day(last, today)


def _job(module: str, name: str) -> Callable[[Arguments], int]:
    def run(given: Arguments) -> int:
        job: Callable[[Arguments], int] = getattr(import_module(f"bot.cli.{module}"), name)
        return job(given)

    return run
