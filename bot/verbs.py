"""The registry of what people can say; each verb once, whatever surface it comes through.

`say` is the one way in: words -> verb -> gate -> run -> answer. Surfaces render what comes back.
"""

from __future__ import annotations

import importlib
import logging
import re
import secrets
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Protocol

from bot import intents
from bot.answers import wall
from bot.answers.asking import Ask, Room
from bot.answers.values import Answer, Button, Choice, HelpAnswer, HelpLine, Notice
from bot.errors import BotError, NotFound, StoreError, UsageError
from bot.intake.library import Library
from bot.intents import Reading
from bot.privacy.echo import unrepeated
from bot.privacy.gate import NOT_FOR_YOU, NOT_HERE, Data, Level, Reach, Role, decide
from bot.privacy.mask import hide_names
from bot.privacy.plain import clean
from bot.privacy.questions import FIXED_REPLY, person_question
from bot.privacy.secrets import has_secret
from bot.settings import Settings
from bot.store import counsel, requests
from bot.store.database import Database
from bot.store.ledger import Ledger
from bot.store.naming import Names
from bot.store.requests import Ambiguous
from bot.store.tables import AuditRow

logger = logging.getLogger(__name__)


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


class Tools(Protocol):
    """What verbs need of the desk."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def store(self) -> Database:
        """The database."""

    @property
    def library(self) -> Library:
        """The filings and their index."""

    @property
    def ledger(self) -> Ledger:
        """The audit."""


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


_STATUS, _DEADLINES = "bot.answers.status", "bot.answers.deadlines"
_WHYS, _NUMBERS = "bot.answers.whys", "bot.answers.numbers"
_FILINGS, _NEWS = "bot.answers.filings", "bot.answers.news"
_REQUESTS, _LOG = "bot.actions.requests", "bot.actions.log"
_NUDGES, _REMINDING = "bot.actions.nudges", "bot.actions.reminding"

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
        _late("bot.answers.life", "timeline"),
        ("timeline ice data breach",),
        ("picture",),
    ),
    Verb(
        "export",
        "Requests, deadlines and events as a file: csv, xlsx, ics or json",
        "export <kind> [request]",
        Data.STATUS,
        Pace.POOL,
        _late("bot.answers.exports", "export"),
        ("export json", "export json ice data breach"),
    ),
    Verb(
        "window",
        "When our time to appeal ends",
        "window [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.windows", "window"),
        ("window ice data breach",),
    ),
    Verb(
        "produced",
        "What they have produced, and what is missing: pages, Bates gaps, items",
        "produced [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.produced", "produced"),
        ("produced ice data breach",),
        ("releases",),
    ),
    Verb(
        "fees",
        "The fee waiver and the costs",
        "fees [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.fees", "fees"),
        ("fees ice data breach/ICE",),
    ),
    Verb(
        "contacts",
        "Whom to write to or call, and when last used",
        "contacts [request or agency]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.contacts", "contacts"),
        ("contacts ice data breach",),
    ),
    Verb(
        "docket",
        "The lawsuit: next dates, pages promised against produced",
        "docket [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.docket", "docket"),
        ("docket ice data breach",),
        ("case",),
    ),
    Verb(
        "speed",
        "How slow an agency is with us, open requests counted",
        "speed [agency]",
        Data.STATUS,
        Pace.POOL,
        _late("bot.answers.speed", "speed"),
        ("speed ICE",),
    ),
    Verb(
        "public",
        "What may be said in public",
        "public [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.openly", "public"),
        ("public ice data breach",),
    ),
    Verb(
        "mark",
        "How to end, snooze or hand on a reminder",
        "mark [request]",
        Data.STATUS,
        Pace.ACK,
        _late("bot.answers.marks", "mark"),
        ("mark ice data breach",),
    ),
    Verb(
        "draft",
        "A follow-up or an appeal outline from the record; a person sends it",
        "draft <request>/<agency> follow-up|appeal",
        Data.FILING,
        Pace.ACK,
        _late("bot.answers.drafts", "draft"),
        ("draft ice data breach/ICE follow-up", "draft ice data breach/ICE appeal"),
    ),
    Verb(
        "letter",
        "Show a letter: the request, the acknowledgment, the denial ...",
        "letter <request>: <sort>",
        Data.FILING,
        Pace.POOL,
        _late("bot.answers.letters", "letter"),
        ("letter ice data breach: acknowledgment",),
    ),
    Verb(
        "cite",
        "Which letter did it: page, quote and date",
        "cite <request>: <what>",
        Data.FILING,
        Pace.POOL,
        _late("bot.answers.letters", "cite"),
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
        _late("bot.actions.shared", "take"),
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
        _late("bot.actions.filings", "set_level"),
        ("level request.txt public",),
    ),
    Verb(
        "forget",
        "Remove a filing from vault, pages and index (leads)",
        "forget <filing>",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.actions.filings", "forget"),
        ("forget request.txt",),
    ),
    Verb(
        "undo",
        "Take your last change back, for ten minutes",
        "undo",
        Data.CHANGE,
        Pace.COMMIT,
        _late("bot.actions.undo", "undo"),
        ("undo",),
    ),
    Verb(
        "channel",
        "Allow nudges and shared answers in this channel; its settings (leads)",
        "channel [allow|stop|level|zone|hours|at|nudges|steps|usual] [value]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.actions.places", "channel"),
        ("channel allow", "channel hours 9-17", "channel nudges ours", "channel stop"),
    ),
    Verb(
        "choices",
        "What counsel chose where the law is unsettled (leads)",
        "choices [name answer]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.actions.team", "choices"),
        ("choices", "choices weekend-receipt next-working"),
    ),
    Verb(
        "people",
        "Who is on the team; add or remove somebody (leads)",
        "people [add|remove <person>]",
        Data.SETTINGS,
        Pace.COMMIT,
        _late("bot.actions.team", "people"),
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


def say(tools: Tools, ask: Ask, line: str) -> Answer:
    """Answer a line. Never raises: refusals and faults become notices, faults with a reference."""
    line = clean(line)  # half characters and controls can be neither kept nor sent
    try:
        return perform(tools, ask, line)
    except Ambiguous as error:
        verb, _ = find_verb(line)
        return _which(verb.name if verb else "status", error)
    except StoreError as error:
        why = unrepeated(str(error), _typed(ask, line))
        return Notice("Not done.", (why,), tone="trouble", reference=_logged(error))
    except BotError as error:
        return Notice("Not done.", (unrepeated(str(error), _typed(ask, line)),), tone="refused")
    except Exception as error:  # noqa: BLE001 - the last net; the person gets a reference
        return Notice(
            "Something went wrong here; nothing was changed.",
            ("Try again. If it stays, give the reference below to whoever runs the bot.",),
            tone="trouble",
            reference=_logged(error),
        )


def _typed(ask: Ask, line: str) -> list[str]:
    return [line, *(ask.form or {}).values()]


SECRET = Notice(
    "This holds a token, a key or a password. I have neither kept nor repeated it.",
    ("Delete your message and have the secret replaced: whoever could read it may use it.",),
    tone="refused",
)


def perform(tools: Tools, ask: Ask, line: str) -> Answer:
    """Answer a line; raises BotError for what is refused. Gate and audit are inside."""
    verb, words = find_verb(line)
    if any(has_secret(typed) for typed in _typed(ask, line)):
        _audit(tools, ask, verb or REGISTRY["help"], "secret pasted")
        return SECRET
    if not line.strip():
        verb, words = REGISTRY["help" if ask.surface in {"mention", "dm"} else "status"], ""
    if verb is not None and verb.data is Data.STATUS:
        words = _OF.sub("", words)
    if verb is None or (_changes(verb) and _asks(ask, line)) or _pleads(verb, words):
        return _plain_words(tools, ask, line)
    try:
        return _through_the_gate(tools, replace(ask, words=words), verb, line)
    except Ambiguous:
        raise
    except (NotFound, UsageError):
        # "status report due when" begins with a verb, but is a sentence about the docket.
        # A reference ("#r9") means what it says: what is gone is not guessed.
        exact = _changes(verb) or words.startswith("#")
        reading = None if exact else _understood(tools, ask, line)
        if reading is None or not _knows_better(reading, verb):
            raise
        return _answered(tools, ask, line, reading)


_OF = re.compile(r"^(?:of|for|about)\s+(?=\S)", re.IGNORECASE)  # "status of the ICE breach"


def _pleads(verb: Verb, words: str) -> bool:
    """Say whether "help" only begins a sentence: "help me write to ICE"."""
    return verb.name == "help" and " " in words.strip()


def _changes(verb: Verb) -> bool:
    return verb.data in {Data.CHANGE, Data.SETTINGS}


# Where a line is typed by hand; buttons, forms and the command line mean what they say.
_TYPED = frozenset({"slash", "mention", "dm", "terminal"})


def _asks(ask: Ask, line: str) -> bool:
    """Say whether a line is a question although it begins like a change: it changes nothing."""
    return ask.surface in _TYPED and ask.form is None and line.rstrip().endswith("?")


def _knows_better(reading: Reading, verb: Verb) -> bool:
    if reading.verb == "ask":
        return False
    if not reading.sure:
        return reading.named  # two are offered
    if reading.verb != verb.name:
        return True
    every = verb.name not in intents.OF_ONE or len(reading.which) > 1
    return reading.named or (reading.lost == 0 and every)


def _plain_words(tools: Tools, ask: Ask, line: str) -> Answer:
    """Answer a line that begins with no verb, or is a question."""
    status = REGISTRY["status"]
    if (refusal := _refused(tools, ask, status, line)) is not None:
        return refusal
    reading = _understood(tools, ask, line)
    if not reading.sure or reading.verb == "ask":
        verb, _ = find_verb(line)
        if verb is not None and _changes(verb):
            return _do_it(line, verb)
        if near := _nearest(line):
            return near
    return _answered(tools, ask, line, reading)


def _do_it(line: str, verb: Verb) -> Choice:
    return Choice(
        question="This ends in a question mark, and a question changes nothing. Press to do it.",
        buttons=(
            Button(f"Yes: {verb.name}", line.rstrip(" ?")),
            Button("Help", f"help {verb.name}"),
        ),
        understood=f"{verb.name}, as a question",
    )


def _understood(tools: Tools, ask: Ask, line: str) -> Reading:
    del ask
    with tools.store.read() as session:
        return intents.read(line, Names.read(session))


def _answered(tools: Tools, ask: Ask, line: str, reading: Reading) -> Answer:
    """Answer what was understood, and say what that was; offer where it is not sure."""
    if not reading.sure:
        return _did_you_mean(line, reading)
    verb = REGISTRY.get(reading.verb) or REGISTRY["help"]
    if len(reading.which) > 1 and reading.verb != "find":
        return _of_these(tools, reading)
    answer = _through_the_gate(tools, replace(ask, words=reading.words), verb, line)
    if reading.verb == "ask" or not hasattr(answer, "understood"):
        return answer
    with tools.store.read() as session:
        found = requests.by_ids(session, [reading.request] if reading.request else [])
        said = intents.understood(reading, [one.name for one in found])
    if isinstance(answer, Choice) or len(line.split()) < _SENTENCE:
        return _with(answer, understood=said)
    # The reading may be wrong: the filings can be asked the same.
    instead = Button("Ask the filings instead", f"ask {line}")
    return _with(answer, understood=said, buttons=(*getattr(answer, "buttons", ()), instead))


_SENTENCE = 4  # words


def _with(answer: Answer, **parts: object) -> Answer:
    """Return an answer with those parts that its kind has."""
    known = {name: value for name, value in parts.items() if hasattr(answer, name)}
    changed: Answer = replace(answer, **known)  # type: ignore[type-var]
    return changed


def _did_you_mean(line: str, reading: Reading) -> Choice:
    other = reading.other if reading.other in REGISTRY else "ask"
    second = intents.as_verb(reading, other, line)
    return Choice(
        question="I am not sure what you ask. Did you mean one of these?",
        buttons=(
            Button(REGISTRY[reading.verb].summary, f"{reading.verb} {reading.words}".strip()),
            Button("Ask the filings" if other == "ask" else REGISTRY[other].summary, second),
        ),
        understood=f"{reading.verb} or {other}",
    )


_OFFERED = 5


def _of_these(tools: Tools, reading: Reading) -> Choice:
    """Offer the requests that a question may be about; none is guessed."""
    with tools.store.read() as session:
        found = requests.by_ids(session, reading.which[:_OFFERED])
        buttons = tuple(
            Button(one.name, f"{reading.verb} {intents.for_request(reading, one.id)}")
            for one in found
        )
    more = f" ({len(reading.which) - _OFFERED} more)" if len(reading.which) > _OFFERED else ""
    return Choice(
        question=f"That may be about several requests{more}. Which one?",
        buttons=buttons,
        understood=f"{reading.verb}, of one of these",
    )


def _through_the_gate(tools: Tools, ask: Ask, verb: Verb, line: str) -> Answer:
    if (refusal := _refused(tools, ask, verb, line)) is not None:
        return refusal
    answer = _within_level(ask, verb, _run(tools, ask, verb))
    _audit(tools, ask, verb, type(answer).__name__)
    return answer


def _refused(tools: Tools, ask: Ask, verb: Verb, line: str) -> Notice | None:
    """Return what the gate refuses with; None lets pass. Nothing is looked up before it."""
    decision = decide(ask.person, ask.place, Level.PUBLIC, verb.data)
    if decision.reach is Reach.REFUSE:
        _audit(tools, ask, verb, f"refused: {decision.reason}")
        return Notice(_refusal(ask, verb), tone="refused")
    if verb.data in {Data.STATUS, Data.FILING} and person_question(line):
        # One fixed reply, without a look-up: even "not found" would be an answer.
        _audit(tools, ask, verb, "person question")
        return Notice(FIXED_REPLY, tone="refused")
    return None


def _within_level(ask: Ask, verb: Verb, answer: Answer) -> Answer:
    """Look at what came back once more: restricted words go to nobody whom the gate refuses."""
    if verb.data is not Data.FILING or answer.level is not Level.RESTRICTED:
        return answer
    pointer = bool(getattr(answer, "pointer", False))
    decision = decide(ask.person, ask.place, answer.level, verb.data, named=pointer)
    if decision.reach is Reach.REFUSE or decision.pointer is not pointer:
        return Notice(NOT_HERE, tone="refused")
    return answer


LEADS_ONLY = "Only a lead can do that. Ask one of your team's leads."


def _refusal(ask: Ask, verb: Verb) -> str:
    if ask.person.role is None:
        return NOT_FOR_YOU
    if verb.data is Data.SETTINGS and ask.person.role is Role.MEMBER:
        return LEADS_ONLY
    return NOT_HERE  # also where facts about person or place could not be had


def _run(tools: Tools, ask: Ask, verb: Verb) -> Answer:
    # Settings and changes write; all else sees one moment of the store and keeps nothing.
    writes = verb.data in {Data.CHANGE, Data.SETTINGS}
    with tools.store.write() if writes else tools.store.read() as session:
        room = Room(session, tools.settings, tools.library, counsel.in_force(session))
        answer = verb.run(room, ask)
        names = tools.library.names(session)
        return answer if names is None else wall.hidden(answer, lambda t: hide_names(t, names))


def _audit(tools: Tools, ask: Ask, verb: Verb, outcome: str) -> None:
    if ask.surface == "cli" and verb.data is not Data.CHANGE:
        return  # whoever reads at the command line could read the file itself
    tools.ledger.note(
        lambda: AuditRow(
            at=ask.now,
            person=ask.person.id,
            place=ask.place.id,
            surface=ask.surface,
            verb=verb.name,
            outcome=outcome,
        )
    )


def _nearest(line: str) -> Choice | None:
    """Offer the nearest verbs for a single word, or a slip of one; None for a sentence."""
    head, _, rest = line.strip().partition(" ")
    names = [verb.name for verb in VERBS if not verb.hidden]
    near = get_close_matches(head.casefold(), names, n=2, cutoff=0.7)
    if not near and (rest or not head.isalpha()):
        return None
    if near and rest and len(rest.split()) > 3:  # noqa: PLR2004 - a sentence, not a command
        return None
    offered = near or ["help", "status"]
    return Choice(
        question="There is no such command. Did you mean one of these?",
        buttons=tuple(Button(name, f"{name} {rest}".strip()) for name in offered),
    )


def _which(verb: str, error: Ambiguous) -> Choice:
    return Choice(
        question="That may mean several requests. Which one?",
        buttons=tuple(Button(r.name, f"{verb} #r{r.id}") for r in error.candidates[:5]),
    )


def _logged(error: Exception) -> str:
    """Log where a fault arose, without its words (they may hold content); return the reference."""
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames[-6:]))
    logger.error("reference %s: %s at %s", reference, type(error).__name__, where)
    return reference
