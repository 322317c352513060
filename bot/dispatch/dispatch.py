"""The one way in: what was said -> its value, by name or from plain words -> authorised -> run.

Surfaces render what comes back; what is not sure is offered, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import language
from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Choice, Notice
from bot.dispatch import audit, errors, guarded
from bot.dispatch.run import Tools, opened
from bot.errors import BotError, ConnectionLost, NotFound, UsageError
from bot.invocation import BY_HAND, Ask, Room
from bot.language import wire
from bot.privacy.plain import clean
from bot.privacy.secrets import has_secret
from bot.registry import Operation, Spec, utterance
from bot.registry.commands import AddRequest, ChangeRequest, LogEvent, SetReminder
from bot.registry.filing_queries import AskFilings, ShowLetter
from bot.registry.queries import ShowHelp, ShowStatus
from bot.registry.utterance import Utterance
from bot.store.requests import Ambiguous

if TYPE_CHECKING:
    from bot.language import Reading
    from bot.language.followup_values import Followed


def say(tools: Tools, ask: Ask, said: Utterance | Operation | str) -> Answer:
    """Answer what was said. Never raises: refusals and faults become notices."""
    from bot.dispatch import conversing

    heard = hear(said)
    try:
        answer = perform(tools, ask, heard)
        conversing.remember(tools, ask, answer)
    except Exception as error:  # noqa: BLE001 - the one net; the person gets a sentence
        return errors.told(error, heard, _typed(ask, heard))
    return answer


def hear(said: Utterance | Operation | str) -> Utterance:
    """Split a line at the name that it begins with; what is a value already stays one."""
    if isinstance(said, Utterance):
        return said
    if isinstance(said, Operation):
        return utterance.of_value(said)
    # Half characters and controls can be neither kept nor sent.
    return _of_a_request(utterance.of_words(clean(wire.line(said))))


def _of_a_request(heard: Utterance) -> Utterance:
    """Read "rename X to Y" as "request rename X to Y": it names nothing else of ours."""
    line = language.request_command(heard.line) if heard.spec is None else ""
    return utterance.of_words(line) if line else heard


def perform(tools: Tools, ask: Ask, said: Utterance | Operation | str) -> Answer:
    """Answer what was said; raises BotError for what is refused. Gate and audit are inside."""
    heard = hear(said)
    if any(has_secret(text) for text in _typed(ask, heard)):
        audit.note(tools.ledger, ask, heard.spec or ShowHelp.spec, "secret pasted")
        return SECRET
    if (picked := _picked(tools, ask, heard)) is not None:
        return picked
    if heard.value is None and not heard.line.strip():
        first = ShowHelp() if ask.surface in {"mention", "dm"} else ShowStatus()
        heard = replace(utterance.of_value(first), line="")
    if (leaning := _leaning(tools, ask, heard)) is not None:
        return leaning
    spec = heard.spec
    if (
        spec is None
        or _is_a_sentence(ask, heard, spec)
        or (heard.value is None and (_asks(ask, heard, spec) or _pleads(heard, spec)))
    ):
        from bot.dispatch import plain_words  # weighs words: most of what is said has a name

        return plain_words.answer(tools, ask, heard, perform)
    asked = heard.line if heard.words.strip() else ""  # a bare name asks about nobody
    if (refusal := guarded.refused(tools, ask, spec, asked)) is not None:
        return refusal
    if (proposed := _as_a_sentence(tools, ask, heard, spec)) is not None:
        return proposed
    return _named(tools, ask, heard, spec)


SECRET = Notice(
    "This holds a token, a key or a password. I have neither kept nor repeated it.",
    ("Delete your message and have the secret replaced: whoever could read it may use it.",),
    tone="refused",
)


def _typed(ask: Ask, heard: Utterance) -> list[str]:
    return [heard.line, *(ask.form or {}).values()]


_BEGINS_A_SENTENCE = frozenset({LogEvent, AddRequest, ShowLetter})


def _as_a_sentence(tools: Tools, ask: Ask, heard: Utterance, spec: Spec) -> Answer | None:
    """Propose what a line says as a sentence, where `log`, `new` or `letter` only begins it."""
    typed = heard.value is None and ask.form is None and ask.surface in BY_HAND
    if not typed or spec.kind not in _BEGINS_A_SENTENCE or "--" in heard.words:
        return None
    if _NOTED.search(heard.line):
        return None  # the words of a note are nobody's statement: they move no date
    kinds = _doubted(tools, ask, heard, spec)
    if kinds is None:
        return None
    from bot.dispatch import stating

    said = stating.answer(tools, ask, heard.words if spec.kind is LogEvent else heard.line)
    if not isinstance(said, Proposed) or said.left:
        return None
    return said if not kinds or kinds & {one["kind"] for one in said.events} else None


_A_NEW_ONE = re.compile(
    r"\s*(?:an? |another |one more )?new (?:\S+ )?(?:request|foia)\b", re.IGNORECASE
)
_NO_NAME = frozenset({"request", "foia", "foia request", "foil", "records request", "one"})


def _doubted(tools: Tools, ask: Ask, heard: Utterance, spec: Spec) -> frozenset[str] | None:
    """Return the kinds that a line may state where it is not what it begins as; empty: any.

    None: it is what it begins as.
    """
    if spec.kind is ShowLetter:
        return frozenset() if language.tells(heard.line) else None
    with opened(tools, None) as room:
        try:
            value = language.value_of(spec, heard.words, guarded.setting(room, ask))
        except UsageError:
            return frozenset()
        except BotError:
            return frozenset() if _A_NEW_ONE.match(heard.words) else None
    if isinstance(value, LogEvent):
        from bot.language import days

        undated = value.on is None and value.event and days.find(heard.words, ask.today)
        return frozenset({str(value.event)}) if value.doubt or undated else None
    whole = isinstance(value, AddRequest) and value.to and value.name.casefold() not in _NO_NAME
    return None if whole else frozenset()


def _named(tools: Tools, ask: Ask, heard: Utterance, spec: Spec) -> Answer:
    """Answer what begins with a name; what is no request may be an entry."""
    try:
        return _by_name(tools, ask, heard, spec)
    except NotFound:
        if (entry := _an_entry(tools, ask, heard, spec)) is None:
            raise
        return entry


def _by_name(tools: Tools, ask: Ask, heard: Utterance, spec: Spec) -> Answer:
    """Answer in one session; where the database went away under a query, once more in another."""
    try:
        with opened(tools, spec) as room:
            return _answered(tools, room, ask, heard, spec)
    except ConnectionLost:
        if spec.changes:
            raise  # it may have been kept: nothing is recorded twice
        with opened(tools, spec) as room:
            return _answered(tools, room, ask, heard, spec)


def _answered(tools: Tools, room: Room, ask: Ask, heard: Utterance, spec: Spec) -> Answer:
    """Answer what begins with a name; where its words make no sense, they may be a sentence.

    "status report due when" begins with a name, but is a sentence about the docket. A reference
    ("#r9") means what it says: what is gone is not guessed.
    """
    value = heard.value
    try:
        value = value or language.value_of(spec, heard.words, guarded.setting(room, ask))
        if ask.form is not None:
            value = language.from_form(value, ask.form, guarded.setting(room, ask))
        return guarded.run(tools, room, ask, value)
    except Ambiguous as error:
        error.asked = value
        raise
    except (NotFound, UsageError):
        given = heard.value is not None or ask.form is not None  # an option is no sentence
        if spec.changes or given or _IS_A_NAME.search(heard.words):
            raise
        from bot.dispatch import plain_words, stating
        from bot.store.name_lookup import Names

        if ask.surface in BY_HAND and (said := stating.answer(tools, ask, heard.line)) is not None:
            return said  # "mark down that we got 300 pages" begins with a name, and is a statement
        reading = language.read(heard.line, Names.read(room.session))
        if not (_knows_better(reading, spec, heard) or _asks_the_filings(reading, ask, heard)):
            raise
        return plain_words.meant(tools, room, ask, heard, reading)


def _an_entry(tools: Tools, ask: Ask, heard: Utterance, spec: Spec) -> Answer | None:
    """Read "remove the Nov 16 ack of NYPD" as one entry, where it is no request; else None."""
    given = heard.value is not None or ask.form is not None
    if spec.kind is not ChangeRequest or given or ask.surface not in BY_HAND:
        return None
    from bot.dispatch import conversing, stating

    what, _space, rest = heard.words.strip().partition(" ")
    if what.casefold() != "remove":
        return None
    said = stating.answer(tools, ask, f"remove {rest}", conversing.components(tools, ask))
    return said if isinstance(said, Choice) else None


# A reference, an option, a file's name: it means what it says, and is no part of a sentence.
_IS_A_NAME = re.compile(r"^(?:#|--)|^\S+\.[A-Za-z]{2,5}$")


def _picked(tools: Tools, ask: Ask, heard: Utterance) -> Answer | None:
    """Answer a button that says which component request a statement is about; else None."""
    if heard.value is not None or not heard.line.startswith("log #c"):
        return None
    from bot.dispatch import stating

    return stating.picked(tools, ask, heard.line)


def _leaning(tools: Tools, ask: Ask, heard: Utterance) -> Answer | None:
    """Answer a line that leans on what was said before, and a reminder in a sentence."""
    if heard.value is not None or ask.surface == "cli":
        return None
    from bot.dispatch import conversing

    full = conversing.followed(tools, ask, heard)
    if full is None:
        return None if _reads(ask, heard) else conversing.reminder(tools, ask, heard.line)
    if not full.line:
        return Notice(full.took, tone="clarify")
    return _taken_over(full, perform(tools, replace(ask, surface="button"), full.line))


def _reads(ask: Ask, heard: Utterance) -> bool:
    """Say whether a reminder is said as its command is: it is set at once."""
    if heard.spec is None or heard.spec.kind is not SetReminder:
        return False
    try:
        value = language.value_of(heard.spec, heard.words, language.Setting(ask.today, ask.surface))
    except BotError:
        return False
    return bool(getattr(value, "on", None))


def _taken_over(full: Followed, answer: Answer) -> Answer:
    """Say what was taken over from before; nothing of it is hidden."""
    from bot.dispatch import plain_words

    said = getattr(answer, "understood", "")
    took = f"as before: {full.took}" if full.took else ""
    return plain_words.with_parts(
        answer, understood=" · ".join(filter(None, [said or full.line, took]))
    )


def _is_a_sentence(ask: Ask, heard: Utterance, spec: Spec) -> bool:
    """Say whether a line only begins like a button's word: "snooze the visas nudge"."""
    by_hand = ask.surface in BY_HAND and heard.value is None and ask.form is None
    if by_hand and spec.kind is ChangeRequest:
        return bool(heard.words.strip()) and not language.is_request_command(heard.words)
    return by_hand and spec.hidden and bool(heard.words) and not heard.words.startswith("#")


def _pleads(heard: Utterance, spec: Spec) -> bool:
    """Say whether "help" only begins a sentence: "help me write to ICE"."""
    return spec.kind is ShowHelp and " " in heard.words.strip()


def _asks(ask: Ask, heard: Utterance, spec: Spec) -> bool:
    """Say whether a line is a question although it begins like a change: it changes nothing."""
    by_hand = ask.surface in BY_HAND and ask.form is None
    asked = heard.line.rstrip().endswith("?") and not _NOTED.search(heard.line)
    return spec.changes and by_hand and asked


_NOTED = re.compile(r"\s(?:--)?note\b", re.IGNORECASE)  # what follows is somebody's own words


_A_SENTENCE = 5  # words


def _asks_the_filings(reading: Reading, ask: Ask, heard: Utterance) -> bool:
    """Say whether a question only begins with a name: "why did USCIS need more time"."""
    whole = len(heard.line.split()) >= _A_SENTENCE and ask.surface in BY_HAND
    return whole and reading.verb == AskFilings.spec.name


def _knows_better(reading: Reading, spec: Spec, heard: Utterance) -> bool:
    if reading.verb == AskFilings.spec.name:
        return False
    if not reading.sure:
        return reading.named  # two are offered
    if reading.verb != spec.name:
        return True
    if spec.kind is ShowStatus and reading.lost <= 1 and language.of_all(heard.line):
        return True  # "list everything that is still open": all of them are meant
    every = spec.name not in language.OF_ONE or len(reading.which) > 1
    return reading.named or (reading.lost == 0 and every)
