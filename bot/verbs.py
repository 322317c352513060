"""The registry of what people can say; each verb once, whatever surface it comes through."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.values import Answer, HelpAnswer, HelpLine
from bot.invocation import Ask, Room
from bot.privacy.gate import Data


class Pace(StrEnum):
    """When a surface may acknowledge: see "A command" in the design."""

    ACK = "ack"  # a read under 100 ms: the answer is the acknowledgement's body
    POOL = "pool"  # slow: acknowledged at once, answered from the pool
    COMMIT = "commit"  # a change: committed before the acknowledgement; Slack never repeats one


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that people can say."""

    name: str
    summary: str
    usage: str
    data: Data
    pace: Pace
    run: Callable[[Room, Ask], Answer]
    examples: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hidden: bool = False  # not in help: only buttons use it


def _late(module: str, function: str) -> Callable[[Room, Ask], Answer]:
    """Import what a verb needs when it is first said: `foia status` loads no index."""

    def run(room: Room, ask: Ask) -> Answer:
        answer: Answer = getattr(importlib.import_module(module), function)(room, ask)
        return answer

    return run


def _help(room: Room, ask: Ask) -> HelpAnswer:
    wanted = ask.words.strip().casefold()
    chosen = [REGISTRY[wanted]] if wanted in REGISTRY else [v for v in VERBS if not v.hidden]
    command = room.settings.command
    return HelpAnswer(
        title="What you can say" if len(chosen) > 1 else chosen[0].summary,
        lines=tuple(
            HelpLine(
                f"{command} {verb.usage}",
                verb.summary,
                tuple(f"{command} {example}" for example in verb.examples),
            )
            for verb in chosen
        ),
        tips=(
            "Plain words work too: where does the ICE data breach request stand?",
            "Only you see the answer; Share here shows it to the channel.",
        ),
    )


_STATUS, _DEADLINES = "bot.queries.status", "bot.queries.deadlines"
_WHYS, _NUMBERS = "bot.queries.why", "bot.queries.numbers"
_FILINGS, _NEWS = "bot.queries.filings", "bot.queries.news"
_REQUESTS, _LOG = "bot.commands.requests", "bot.commands.log"
_NUDGES, _REMINDING = "bot.commands.nudges", "bot.commands.reminding"

VERBS: tuple[Verb, ...] = (
    Verb(
        "status",
        "Where everything stands, most urgent first; or one request",
        "status [request]",
        Data.STATUS,
        Pace.ACK,
        _late(_STATUS, "where_it_stands"),
        ("status", "status ice data breach"),
        ("list", "open"),
    ),
    Verb(
        "due",
        "What is due within some days",
        "due [days] [request]",
        Data.STATUS,
        Pace.ACK,
        _late(_DEADLINES, "due"),
        ("due", "due 7"),
    ),
    Verb(
        "overdue",
        "What is late, theirs and ours, in working days",
        "overdue [request]",
        Data.STATUS,
        Pace.ACK,
        _late(_DEADLINES, "overdue"),
        ("overdue",),
        ("late",),
    ),
    Verb(
        "owe",
        "What we must do, and by when",
        "owe [request]",
        Data.STATUS,
        Pace.ACK,
        _late(_DEADLINES, "owe"),
        ("owe",),
    ),
    Verb(
        "why",
        "How a date was computed: start, days skipped, tolling, citation",
        "why <request>[/agency] [limit]",
        Data.STATUS,
        Pace.ACK,
        _late(_WHYS, "why"),
        ("why ice data breach", "why ice data breach/ICE appeal"),
    ),
    Verb(
        "ripe",
        "May we sue, and since when",
        "ripe <request>",
        Data.STATUS,
        Pace.ACK,
        _late(_NUMBERS, "ripe"),
        ("ripe ice data breach",),
        ("sue",),
    ),
    Verb(
        "number",
        "A request's tracking numbers, or the request that carries a number",
        "number <request or number>",
        Data.STATUS,
        Pace.ACK,
        _late(_NUMBERS, "number"),
        ("number ice data breach",),
        ("numbers",),
    ),
    Verb(
        "news",
        "What was recorded since a day",
        "news [since day] [about request]",
        Data.STATUS,
        Pace.ACK,
        _late(_NEWS, "news"),
        ("news", "news since monday", "news about ICE"),
    ),
    Verb(
        "history",
        "Everything recorded about one request",
        "history <request>",
        Data.STATUS,
        Pace.ACK,
        _late(_NEWS, "history"),
        ("history ice data breach",),
    ),
    Verb(
        "timeline",
        "A picture of a request's life: events, clocks, deadlines, today",
        "timeline <request>[/agency]",
        Data.STATUS,
        Pace.POOL,
        _late("bot.queries.timeline", "timeline"),
        ("timeline ice data breach",),
        ("picture",),
    ),
    Verb(
        "export",
        "Requests, deadlines and events as a file: csv, xlsx, ics or json",
        "export <kind> [request]",
        Data.STATUS,
        Pace.POOL,
        _late("bot.queries.exports", "export"),
        ("export json", "export json ice data breach"),
    ),
    Verb(
        "window",
        "When our time to appeal ends",
        "window [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.windows", "window"),
        ("window ice data breach",),
    ),
    Verb(
        "produced",
        "What they have produced, and what is missing: pages, Bates gaps, items",
        "produced [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.produced", "produced"),
        ("produced ice data breach",),
        ("releases",),
    ),
    Verb(
        "fees",
        "The fee waiver and the costs",
        "fees [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.fees", "fees"),
        ("fees ice data breach/ICE",),
    ),
    Verb(
        "contacts",
        "Whom to write to or call, and when last used",
        "contacts [request or agency]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.contacts", "contacts"),
        ("contacts ice data breach",),
    ),
    Verb(
        "docket",
        "The lawsuit: next dates, pages promised against produced",
        "docket [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.docket", "docket"),
        ("docket ice data breach",),
        ("case",),
    ),
    Verb(
        "speed",
        "How slow an agency is with us, open requests counted",
        "speed [agency]",
        Data.STATUS,
        Pace.POOL,
        _late("bot.queries.speed", "speed"),
        ("speed ICE",),
    ),
    Verb(
        "public",
        "What may be said in public",
        "public [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.public", "public"),
        ("public ice data breach",),
    ),
    Verb(
        "mark",
        "How to end, snooze or hand on a reminder",
        "mark [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.queries.open_reminders", "mark"),
        ("mark ice data breach",),
    ),
    Verb(
        "draft",
        "A follow-up or an appeal outline from the record; a person sends it",
        "draft <request>/<agency> follow-up|appeal",
        Data.FILING,
        Pace.ACK,
        _late("bot.queries.drafts", "draft"),
        ("draft ice data breach/ICE follow-up", "draft ice data breach/ICE appeal"),
    ),
    Verb(
        "letter",
        "Show a letter: the request, the acknowledgment, the denial ...",
        "letter <request>: <sort>",
        Data.FILING,
        Pace.POOL,
        _late("bot.queries.letters", "letter"),
        ("letter ice data breach: acknowledgment",),
    ),
    Verb(
        "cite",
        "Which letter did it: page, quote and date",
        "cite <request>: <what>",
        Data.FILING,
        Pace.POOL,
        _late("bot.queries.letters", "cite"),
        ("cite ice data breach: expedited processing denied",),
    ),
    Verb(
        "find",
        "Search the filings: pages with a quote",
        "find <words>",
        Data.FILING,
        Pace.POOL,
        _late(_FILINGS, "find"),
        ('find "root cause" request:ice-data-breach', "find exemption:b5 from:ICE"),
        ("search",),
    ),
    Verb(
        "ask",
        "Ask the filings a question in plain words",
        "ask <question>",
        Data.FILING,
        Pace.POOL,
        _late(_FILINGS, "ask"),
        ("ask which letter denied expedited processing",),
    ),
    Verb(
        "show",
        "A page of a filing, masked",
        "show <filing> [page]",
        Data.FILING,
        Pace.POOL,
        _late(_FILINGS, "show"),
        ("show request.txt 2",),
    ),
    Verb(
        "filings",
        "What is on file, and which pages cannot be searched",
        "filings [request]",
        Data.FILING,
        Pace.POOL,
        _late(_FILINGS, "filings"),
        ("filings ice data breach",),
        ("documents",),
    ),
    Verb(
        "redactions",
        "Pages by the exemption printed on them",
        "redactions [exemption]",
        Data.FILING,
        Pace.POOL,
        _late(_FILINGS, "redactions"),
        ("redactions b5",),
    ),
    Verb(
        "log",
        "Record what happened: a letter, a call, an answer",
        "log <request>/<agency> <event> <day>",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_LOG, "log"),
        (
            "log ice-data-breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001",
            "log ice-data-breach/all received 2023-11-09",
        ),
        ("record",),
    ),
    Verb(
        "new",
        "Record a new request",
        "new <name> to <agencies> sent <day> [received <day>]",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_REQUESTS, "new"),
        ("new ICE data breach to ICE, DHS sent 2023-11-09",),
    ),
    Verb(
        "import",
        "Old requests out of a CSV or XLSX: share the file; a preview comes first",
        "import",
        Data.CHANGE,
        Pace.COMMIT,
        _late("bot.commands.shared_spreadsheets", "take"),
        ("import",),
    ),
    Verb(
        "assign",
        "Change who owns a request",
        "assign <request> to <person>",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_REQUESTS, "assign"),
        ("assign ice data breach to @name",),
    ),
    Verb(
        "alias",
        "Give a request a nickname",
        "alias <request> as <nickname>",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_REQUESTS, "alias"),
        ("alias ice data breach as breach",),
    ),
    Verb(
        "home",
        "Post a request's nudges in this channel",
        "home <request> [in <channel>]",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_REQUESTS, "home"),
        ("home ice data breach",),
    ),
    Verb(
        "nudges",
        "What will be posted where",
        "nudges [days]",
        Data.STATUS,
        Pace.POOL,
        _late(_REMINDING, "upcoming"),
        ("nudges 14",),
    ),
    Verb(
        "remind",
        "Set a date by hand, said that morning in the home channel; or how often to remind",
        "remind <request> on <day> to <text>, or: remind <request> steps <days>",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_REMINDING, "remind"),
        (
            "remind ice data breach on 2027-03-03 to call the liaison",
            "remind ice data breach steps 10,5,1",
        ),
    ),
    Verb(
        "done",
        "Somebody saw to a reminder",
        "done",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_NUDGES, "done"),
        hidden=True,
    ),
    Verb(
        "snooze",
        "Have one reminder said again later",
        "snooze",
        Data.CHANGE,
        Pace.COMMIT,
        _late(_NUDGES, "snooze"),
        hidden=True,
    ),
    Verb(
        "level",
        "How far a filing may travel (leads)",
        "level <filing> public|team|restricted [@person]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.commands.filings", "set_level"),
        ("level request.txt public",),
    ),
    Verb(
        "forget",
        "Remove a filing from vault, pages and index (leads)",
        "forget <filing>",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.commands.filings", "forget"),
        ("forget request.txt",),
    ),
    Verb(
        "undo",
        "Take your last change back, for ten minutes",
        "undo",
        Data.CHANGE,
        Pace.COMMIT,
        _late("bot.commands.undo", "undo"),
        ("undo",),
    ),
    Verb(
        "channel",
        "Allow nudges and shared answers in this channel; its settings (leads)",
        "channel [allow|stop|level|zone|hours|at|nudges|steps|usual] [value]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.commands.places", "channel"),
        ("channel allow", "channel hours 9-17", "channel nudges ours", "channel stop"),
    ),
    Verb(
        "choices",
        "What counsel chose where the law is unsettled (leads)",
        "choices [name answer]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.commands.team", "choices"),
        ("choices", "choices weekend-receipt next-working"),
    ),
    Verb(
        "people",
        "Who is on the team; add or remove somebody (leads)",
        "people [add|remove <person>]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.commands.team", "people"),
        ("people", "people add @name", "people add @name as lead"),
        ("team",),
    ),
    Verb("help", "What you can say", "help [verb]", Data.HELP, Pace.ACK, _help, ("help",)),
)

REGISTRY: Mapping[str, Verb] = {name: verb for verb in VERBS for name in (verb.name, *verb.aliases)}


def find_verb(line: str) -> tuple[Verb | None, str]:
    """Split a line into the verb it begins with and the rest; (None, line) if it names none."""
    head, _, rest = line.strip().partition(" ")
    verb = REGISTRY.get(head.casefold().rstrip(":,"))
    return (verb, rest.strip()) if verb else (None, line.strip())


def changes(verb: Verb) -> bool:
    """Say whether a verb writes: it is said once, and never by a question."""
    return verb.data in {Data.CHANGE, Data.SETTINGS}
