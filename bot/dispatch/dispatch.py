"""The one way in: what was said -> its value, by name or from plain words -> authorised -> run.

Surfaces render what comes back; what is not sure is offered, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

from bot import language
from bot.answers.values import Answer, AskAnswer, Button, Choice, Notice, Together
from bot.dispatch import audit, authorize, conversing, errors, stating, trace
from bot.dispatch.run import Tools, opened, run
from bot.errors import BotError, NotFound, UsageError
from bot.invocation import Ask, Room
from bot.language import Reading, spanish, wire
from bot.language.followups import Followed
from bot.privacy.gate import Data
from bot.privacy.plain import clean
from bot.privacy.secrets import has_secret
from bot.registry import Operation, Pace, Registry, Spec, everything, utterance
from bot.registry.queries import AskFilings, ShowHelp, ShowStatus
from bot.registry.utterance import Utterance
from bot.store import requests
from bot.store.name_lookup import Names
from bot.store.requests import Ambiguous


def say(tools: Tools, ask: Ask, said: Utterance | Operation | str) -> Answer:
    """Answer what was said. Never raises: refusals and faults become notices."""
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
    return utterance.of_words(clean(wire.line(said)))


def perform(tools: Tools, ask: Ask, said: Utterance | Operation | str) -> Answer:
    """Answer what was said; raises BotError for what is refused. Gate and audit are inside."""
    heard = hear(said)
    if any(has_secret(text) for text in _typed(ask, heard)):
        audit.note(tools.ledger, ask, heard.spec or ShowHelp.spec, "secret pasted")
        return SECRET
    if heard.value is None and (picked := stating.picked(tools, ask, heard.line)) is not None:
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
        return _plain_words(tools, ask, heard)
    if (refusal := _refused(tools, ask, spec, heard.line)) is not None:
        return refusal
    with opened(tools, spec) as room:
        return _answered(tools, room, ask, heard, spec)


SECRET = Notice(
    "This holds a token, a key or a password. I have neither kept nor repeated it.",
    ("Delete your message and have the secret replaced: whoever could read it may use it.",),
    tone="refused",
)


def _typed(ask: Ask, heard: Utterance) -> list[str]:
    return [heard.line, *(ask.form or {}).values()]


# -- By name -------------------------------------------------------------------------------------


def _answered(tools: Tools, room: Room, ask: Ask, heard: Utterance, spec: Spec) -> Answer:
    """Answer what begins with a name; where its words make no sense, they may be a sentence.

    "status report due when" begins with a name, but is a sentence about the docket. A reference
    ("#r9") means what it says: what is gone is not guessed.
    """
    value = heard.value
    try:
        value = value or language.value_of(spec, heard.words, _setting(room, ask))
        if ask.form is not None:
            value = language.from_form(value, ask.form, _setting(room, ask))
        return _run(tools, room, ask, value)
    except Ambiguous as error:
        error.asked = value
        raise
    except (NotFound, UsageError):
        if spec.changes or heard.value is not None or heard.words.startswith("#"):
            raise
        reading = language.read(heard.line, Names.read(room.session))
        if not _knows_better(reading, spec):
            raise
        return _meant(tools, room, ask, heard, reading)


def _run(tools: Tools, room: Room, ask: Ask, value: Operation) -> Answer:
    spec = type(value).spec
    trace.note(spec.name, value.typed())
    answer = authorize.after(ask, spec.data, run(room, ask, value))
    audit.note(tools.ledger, ask, spec, type(answer).__name__)
    return answer


def _refused(tools: Tools, ask: Ask, spec: Spec, line: str) -> Notice | None:
    trace.note(spec.name, "")
    refusal = authorize.before(ask, spec.data, line)
    if refusal is None:
        return None
    audit.note(tools.ledger, ask, spec, refusal.reason)
    return refusal.notice


def _setting(room: Room, ask: Ask) -> language.Setting:
    return language.Setting(
        ask.today, ask.surface, lambda name: requests.is_named(room.session, name)
    )


def _leaning(tools: Tools, ask: Ask, heard: Utterance) -> Answer | None:
    """Answer a line that leans on what was said before, and a reminder in a sentence."""
    full = conversing.followed(tools, ask, heard)
    if full is None:
        return None if _reads(ask, heard) else conversing.reminder(tools, ask, heard.line)
    if not full.line:
        return Notice(full.took, tone="clarify")
    return _taken_over(full, perform(tools, replace(ask, surface="button"), full.line))


def _reads(ask: Ask, heard: Utterance) -> bool:
    """Say whether a reminder is said as its command is: it is set at once."""
    if heard.spec is None or heard.value is not None:
        return heard.value is not None
    try:
        value = language.value_of(heard.spec, heard.words, language.Setting(ask.today, ask.surface))
    except BotError:
        return False
    return bool(getattr(value, "on", None))


def _taken_over(full: Followed, answer: Answer) -> Answer:
    """Say what was taken over from before; nothing of it is hidden."""
    said = getattr(answer, "understood", "")
    took = f"as before: {full.took}" if full.took else ""
    return _with(answer, understood=" · ".join(filter(None, [said or full.line, took])))


def _is_a_sentence(ask: Ask, heard: Utterance, spec: Spec) -> bool:
    """Say whether a line only begins like a button's word: "snooze the visas nudge"."""
    by_hand = ask.surface in _BY_HAND and heard.value is None and ask.form is None
    return by_hand and spec.hidden and bool(heard.words) and not heard.words.startswith("#")


def _pleads(heard: Utterance, spec: Spec) -> bool:
    """Say whether "help" only begins a sentence: "help me write to ICE"."""
    return spec.kind is ShowHelp and " " in heard.words.strip()


# Where a line is typed by hand; buttons, forms and the command line mean what they say.
_BY_HAND = frozenset({"slash", "mention", "dm", "terminal"})


def _asks(ask: Ask, heard: Utterance, spec: Spec) -> bool:
    """Say whether a line is a question although it begins like a change: it changes nothing."""
    by_hand = ask.surface in _BY_HAND and ask.form is None
    asked = heard.line.rstrip().endswith("?") and not _NOTED.search(heard.line)
    return spec.changes and by_hand and asked


_NOTED = re.compile(r"\s(?:--)?note\b", re.IGNORECASE)  # what follows is somebody's own words


def _knows_better(reading: Reading, spec: Spec) -> bool:
    if reading.verb == AskFilings.spec.name:
        return False
    if not reading.sure:
        return reading.named  # two are offered
    if reading.verb != spec.name:
        return True
    every = spec.name not in language.OF_ONE or len(reading.which) > 1
    return reading.named or (reading.lost == 0 and every)


# -- From plain words ----------------------------------------------------------------------------


def _plain_words(tools: Tools, ask: Ask, heard: Utterance) -> Answer:
    """Answer a line that begins with no name, or is a question."""
    if (refusal := _refused(tools, ask, ShowStatus.spec, heard.line)) is not None:
        return refusal
    if ask.surface in _BY_HAND and (said := _said(tools, ask, heard.line)) is not None:
        return said
    with opened(tools, None) as room:
        reading = language.read(heard.line, Names.read(room.session))
        if not reading.sure or reading.verb == AskFilings.spec.name:
            if heard.spec is not None and heard.spec.changes:
                return _do_it(heard, heard.spec)
            if near := _nearest(heard.line):
                return near
        return _meant(tools, room, ask, heard, reading)


def _said(tools: Tools, ask: Ask, line: str) -> Answer | None:
    """Answer what is no question: small talk, and what somebody says has happened."""
    if spanish.is_spanish(line) and not conversing.small(line):
        return _in_spanish(tools, ask, line)
    small = conversing.small(line)
    if isinstance(small, Operation):
        return perform(tools, ask, small)
    return small or stating.answer(tools, ask, line, conversing.components(tools, ask))


def _in_spanish(tools: Tools, ask: Ask, line: str) -> Answer:
    """Answer the commonest questions in Spanish; say in Spanish what is not understood."""
    said = spanish.in_our_words(line)
    if not said:
        return Notice(spanish.NOT_UNDERSTOOD, tone="clarify")
    answer = perform(tools, ask, said)
    return _with(answer, understood=f"Entendido: {getattr(answer, 'understood', '') or said}")


def _do_it(heard: Utterance, spec: Spec) -> Choice:
    return Choice(
        question="This ends in a question mark, and a question changes nothing. Press to do it.",
        buttons=(
            Button(f"Yes: {spec.name}", heard.line.rstrip(" ?")),
            Button("Help", ShowHelp(spec.name)),
        ),
        understood=f"{spec.name}, as a question",
    )


def _meant(tools: Tools, room: Room, ask: Ask, heard: Utterance, reading: Reading) -> Answer:
    """Answer what was understood, and say what that was; offer where it is not sure."""
    registry, setting = everything(), _setting(room, ask)
    if not reading.sure:
        return _did_you_mean(registry, heard.line, reading, setting)
    spec = registry.get(reading.verb) or ShowHelp.spec
    if len(reading.which) > 1 and reading.verb != "find":
        return _of_these(room, spec, reading, setting)
    filings = _of_filings(tools, room, ask, heard, (spec, reading))
    if filings and spec.pace is Pace.POOL:
        return filings  # "what was the spreadsheet kept on" wants no spreadsheet
    answer = _run(tools, room, ask, language.value_of(spec, reading.words, setting))
    if reading.verb == AskFilings.spec.name or not hasattr(answer, "understood"):
        return answer
    found = requests.by_ids(room.session, [reading.request] if reading.request else [])
    said = language.understood(reading, [one.name for one in found])
    if isinstance(answer, Choice) or len(heard.line.split()) < _SENTENCE:
        return _with(answer, understood=said)
    # The reading may be wrong: the filings can be asked the same.
    instead = Button("Ask the filings instead", AskFilings(heard.line.strip()))
    told = _with(answer, understood=said, buttons=(*getattr(answer, "buttons", ()), instead))
    return Together(told, filings, max(told.level, filings.level)) if filings else told


_SENTENCE = 4  # words
_QUESTION = re.compile(
    r"^\W*(?:(?:hey|ok|so|and|bot|please)\W+)*(?:who|whose|what|when|which|where|why|how|did|does|do|"
    r"has|have|had|is|are|was|were|can|could|will|would)\b|\?\W*$",
    re.IGNORECASE,
)
_ANSWERS = {True: 5.0, False: 3.9}  # a sentence's worth, with and without a kind asked for


def _of_filings(
    tools: Tools, room: Room, ask: Ask, heard: Utterance, meant: tuple[Spec, Reading]
) -> AskAnswer | None:
    """Return what the filings answer where the record's query leaves words of a question over.

    "how many pages did DHS find" is no question about what was produced, though it sounds like one.
    """
    spec, reading = meant
    asked = spec.data is Data.STATUS and not spec.changes and _QUESTION.search(heard.line)
    if not (asked and reading.lost and len(heard.line.split()) >= _SENTENCE) or authorize.before(
        ask, Data.FILING, heard.line
    ):
        return None
    found = _run(tools, room, ask, AskFilings(heard.line.strip()))
    if not isinstance(found, AskAnswer) or not (found.answered and found.citations):
        return None
    return found if found.worth >= _ANSWERS[found.of_a_kind] else None


def _with(answer: Answer, **parts: object) -> Answer:
    """Return an answer with those parts that its kind has."""
    known = {name: value for name, value in parts.items() if hasattr(answer, name)}
    changed: Answer = replace(answer, **known)  # type: ignore[type-var]
    return changed


def _did_you_mean(
    registry: Registry, line: str, reading: Reading, setting: language.Setting
) -> Choice:
    first = registry.get(reading.verb) or ShowHelp.spec
    other = registry.get(reading.other) or AskFilings.spec
    second = language.for_other(reading, other.name, line)
    filings = "Ask the filings" if other.kind is AskFilings else other.summary
    return Choice(
        question="I am not sure what you ask. Did you mean one of these?",
        buttons=(
            Button(first.summary, _value(first, reading.words, setting)),
            Button(filings, _value(other, second, setting)),
        ),
        understood=f"{reading.verb} or {other.name}",
    )


def _value(spec: Spec, words: str, setting: language.Setting) -> Operation | str:
    """Return what a button says; where its words make no value, the words: it will tell why."""
    try:
        return language.value_of(spec, words, setting)
    except BotError:
        return f"{spec.name} {words}".strip()


_OFFERED = 5


def _of_these(room: Room, spec: Spec, reading: Reading, setting: language.Setting) -> Choice:
    """Offer the requests that a question may be about; none is guessed."""
    found = requests.by_ids(room.session, reading.which[:_OFFERED])
    more = f" ({len(reading.which) - _OFFERED} more)" if len(reading.which) > _OFFERED else ""
    return Choice(
        question=f"That may be about several requests{more}. Which one?",
        buttons=tuple(
            Button(one.name, _value(spec, language.for_request(reading, one.id), setting))
            for one in found
        ),
        understood=f"{reading.verb}, of one of these",
    )


def _nearest(line: str) -> Choice | None:
    """Offer the nearest names for a single word, or a slip of one; None for a sentence."""
    head, _, rest = line.strip().partition(" ")
    names = [spec.name for spec in everything() if not spec.hidden]
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
