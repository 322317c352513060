"""The one way in: a line -> a verb, by name or by plain words -> the gate -> an answer.

Surfaces render what comes back; what is not sure is offered, never guessed.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from dataclasses import replace
from difflib import get_close_matches

from bot import language
from bot.answers.values import Answer, Button, Choice, Notice
from bot.dispatch.gate import Tools, audit, refused, through_the_gate
from bot.errors import BotError, NotFound, StoreError, UsageError
from bot.invocation import Ask
from bot.language import Reading
from bot.privacy.echo import unrepeated
from bot.privacy.gate import Data
from bot.privacy.plain import clean
from bot.privacy.secrets import has_secret
from bot.store import requests
from bot.store.name_lookup import Names
from bot.store.requests import Ambiguous
from bot.verbs import REGISTRY, VERBS, Verb, changes, find_verb

logger = logging.getLogger(__name__)


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
        audit(tools, ask, verb or REGISTRY["help"], "secret pasted")
        return SECRET
    if not line.strip():
        verb, words = REGISTRY["help" if ask.surface in {"mention", "dm"} else "status"], ""
    if verb is not None and verb.data is Data.STATUS:
        words = _OF.sub("", words)
    if verb is None or (changes(verb) and _asks(ask, line)) or _pleads(verb, words):
        return _plain_words(tools, ask, line)
    try:
        return through_the_gate(tools, replace(ask, words=words), verb, line)
    except Ambiguous:
        raise
    except (NotFound, UsageError):
        # "status report due when" begins with a verb, but is a sentence about the docket.
        # A reference ("#r9") means what it says: what is gone is not guessed.
        exact = changes(verb) or words.startswith("#")
        reading = None if exact else _understood(tools, ask, line)
        if reading is None or not _knows_better(reading, verb):
            raise
        return _answered(tools, ask, line, reading)


_OF = re.compile(r"^(?:of|for|about)\s+(?=\S)", re.IGNORECASE)  # "status of the ICE breach"


def _pleads(verb: Verb, words: str) -> bool:
    """Say whether "help" only begins a sentence: "help me write to ICE"."""
    return verb.name == "help" and " " in words.strip()


# Where a line is typed by hand; buttons, forms and the command line mean what they say.
_TYPED = frozenset({"slash", "mention", "dm", "terminal"})


def _asks(ask: Ask, line: str) -> bool:
    """Say whether a line is a question although it begins like a change: it changes nothing."""
    typed = ask.surface in _TYPED and ask.form is None
    return typed and line.rstrip().endswith("?") and not _NOTED.search(line)


_NOTED = re.compile(r"\s(?:--)?note\b", re.IGNORECASE)  # what follows is somebody's own words


def _knows_better(reading: Reading, verb: Verb) -> bool:
    if reading.verb == "ask":
        return False
    if not reading.sure:
        return reading.named  # two are offered
    if reading.verb != verb.name:
        return True
    every = verb.name not in language.OF_ONE or len(reading.which) > 1
    return reading.named or (reading.lost == 0 and every)


def _plain_words(tools: Tools, ask: Ask, line: str) -> Answer:
    """Answer a line that begins with no verb, or is a question."""
    status = REGISTRY["status"]
    if (refusal := refused(tools, ask, status, line)) is not None:
        return refusal
    reading = _understood(tools, ask, line)
    if not reading.sure or reading.verb == "ask":
        verb, _ = find_verb(line)
        if verb is not None and changes(verb):
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
        return language.read(line, Names.read(session))


def _answered(tools: Tools, ask: Ask, line: str, reading: Reading) -> Answer:
    """Answer what was understood, and say what that was; offer where it is not sure."""
    if not reading.sure:
        return _did_you_mean(line, reading)
    verb = REGISTRY.get(reading.verb) or REGISTRY["help"]
    if len(reading.which) > 1 and reading.verb != "find":
        return _of_these(tools, reading)
    answer = through_the_gate(tools, replace(ask, words=reading.words), verb, line)
    if reading.verb == "ask" or not hasattr(answer, "understood"):
        return answer
    with tools.store.read() as session:
        found = requests.by_ids(session, [reading.request] if reading.request else [])
        said = language.understood(reading, [one.name for one in found])
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
    second = language.as_verb(reading, other, line)
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
            Button(one.name, f"{reading.verb} {language.for_request(reading, one.id)}")
            for one in found
        )
    more = f" ({len(reading.which) - _OFFERED} more)" if len(reading.which) > _OFFERED else ""
    return Choice(
        question=f"That may be about several requests{more}. Which one?",
        buttons=buttons,
        understood=f"{reading.verb}, of one of these",
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
