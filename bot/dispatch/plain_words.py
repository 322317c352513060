"""Answers a line that begins with no name: says what it took it for, offers what is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches

from bot import language
from bot.answers import in_spanish
from bot.answers.filing_values import (
    AskAnswer,
    Together,
)
from bot.answers.proposed import Proposed
from bot.answers.values import (
    Answer,
    Button,
    Choice,
    Notice,
)
from bot.dispatch import authorize, conversing, guarded, stating
from bot.dispatch.run import Tools, opened
from bot.errors import BotError
from bot.invocation import BY_HAND, Ask, Room
from bot.language import Reading, openings, spanish
from bot.language.filing_scope import scope_of
from bot.privacy.gate import Data
from bot.registry import Operation, Pace, Registry, Spec, everything
from bot.registry.draft_queries import DraftLetter
from bot.registry.filing_queries import AskFilings
from bot.registry.queries import ShowHelp, ShowStatus
from bot.registry.utterance import Utterance
from bot.store import requests
from bot.store.name_lookup import Names

Perform = Callable[[Tools, Ask, Operation | str], Answer]


def answer(tools: Tools, ask: Ask, heard: Utterance, perform: Perform) -> Answer:
    """Answer a line that begins with no name, or is a question.

    `perform` is the way in again, for what a line is another way to say.
    """
    if (refusal := guarded.refused(tools, ask, ShowStatus.spec, heard.line)) is not None:
        return refusal
    if ask.surface in BY_HAND and (said := _said(tools, ask, heard.line, perform)) is not None:
        return said
    with opened(tools, None) as room:
        reading = language.read(heard.line, Names.read(room.session))
        if not reading.sure or reading.verb == AskFilings.spec.name:
            if heard.spec is not None and heard.spec.changes:
                return _do_it(heard, heard.spec)
            if near := _nearest(heard.line):
                return near
        return meant(tools, room, ask, heard, reading)


def _said(tools: Tools, ask: Ask, line: str, perform: Perform) -> Answer | None:
    """Answer what is no question: small talk, and what somebody says has happened."""
    if spanish.is_spanish(line) and not conversing.small(line):
        return _in_spanish(tools, ask, line, perform)
    small = conversing.small(line)
    if isinstance(small, Operation):
        return perform(tools, ask, small)
    if small is None and language.names_a_letter(line):
        return None
    if small is None and (drafted := _drafted(tools, ask, line, perform)) is not None:
        return drafted
    return small or stating.answer(tools, ask, line, conversing.components(tools, ask))


def _drafted(tools: Tools, ask: Ask, line: str, perform: Perform) -> Answer | None:
    """Answer an order to draft that ends a sentence, of the request that the sentence names."""
    ordered = openings.DRAFT_LAST.match(line.strip())
    if ordered is None:
        return None
    with opened(tools, None) as room:
        names = Names.read(room.session)
    said = language.read(f"{ordered['order']} on {ordered['about']}", names)
    whole = language.read(ordered["about"], names)
    order = language.read(ordered["order"], names)
    if order.verb != DraftLetter.spec.name or not (said.request or whole.request):
        return None
    target = said.words if said.verb == order.verb else f"#r{whole.request}"
    kind = "appeal" if "appeal" in ordered["order"].casefold() else "follow-up"
    return perform(tools, ask, f"draft {target.split()[0]} {kind}")


def _in_spanish(tools: Tools, ask: Ask, line: str, perform: Perform) -> Answer:
    """Answer common questions and statements in Spanish; what is not understood, is told so."""
    if said := spanish.in_our_words(line):
        answer = in_spanish.short(perform(tools, ask, said))
        took = getattr(answer, "understood", "") or said
        return with_parts(answer, understood=f"Entendido: {took}")
    about = conversing.components(tools, ask)
    stated = stating.answer(tools, ask, spanish.in_english(line), about)
    if isinstance(stated, Proposed):
        return replace(stated, question=f"{spanish.RECORD_THIS}\n{stated.question}")
    if isinstance(stated, Notice):
        return replace(stated, title=f"{spanish.NOTHING_RECORDED} {stated.title}")
    return stated or Notice(spanish.NOT_UNDERSTOOD, tone="clarify")


def _do_it(heard: Utterance, spec: Spec) -> Choice:
    return Choice(
        question="This ends in a question mark, and a question changes nothing. Press to do it.",
        buttons=(
            Button(f"Yes: {spec.name}", heard.line.rstrip(" ?")),
            Button("Help", ShowHelp(spec.name)),
        ),
        understood=f"{spec.name}, as a question",
    )


def meant(tools: Tools, room: Room, ask: Ask, heard: Utterance, reading: Reading) -> Answer:
    """Answer what was understood, and say what that was; offer where it is not sure."""
    registry, setting = everything(), guarded.setting(room, ask)
    reading = _of_named_filings(ask, heard.line.strip(), reading)
    if (doubt := _doubtful(room, setting, heard, reading)) is not None:
        return doubt
    if not reading.sure:
        return _did_you_mean(registry, heard.line, reading, setting)
    spec = registry.get(reading.verb) or ShowHelp.spec
    if len(reading.which) > 1 and reading.verb != "find":
        return _of_these(room, spec, reading, setting)
    filings = _of_filings(tools, room, ask, heard, (spec, reading))
    if filings and spec.pace is Pace.POOL:
        return filings  # "what was the spreadsheet kept on" wants no spreadsheet
    value = language.value_of(spec, reading.words, setting)
    if isinstance(value, AskFilings):
        value = _of_what_is_spoken_of(tools, room, ask, value, reading)
    answer = guarded.run(tools, room, ask, value)
    if reading.verb == AskFilings.spec.name:
        return _of_the_record(tools, room, ask, heard, answer) or answer
    return _told(answer, room, heard, reading, filings) if hasattr(answer, "understood") else answer


def _told(
    answer: Answer, room: Room, heard: Utterance, reading: Reading, filings: AskAnswer | None
) -> Answer:
    """Say what was understood, and offer the filings; show what they say beside the record."""
    found = requests.by_ids(room.session, [reading.request] if reading.request else [])
    said = language.understood(reading, [one.name for one in found])
    if isinstance(answer, Choice) or len(heard.line.split()) < _SENTENCE:
        return with_parts(answer, understood=said)
    # The reading may be wrong: the filings can be asked the same.
    instead = Button("Ask the filings instead", AskFilings(heard.line.strip()))
    told = with_parts(answer, understood=said, buttons=(*getattr(answer, "buttons", ()), instead))
    return Together(told, filings, max(told.level, filings.level)) if filings else told


def _of_named_filings(ask: Ask, line: str, reading: Reading) -> Reading:
    """Take a question that says of which filings it is asked for one of them, not of the record."""
    spec = everything().get(reading.verb)
    asked = _QUESTION.search(line) or line.endswith("?") or _PLACED.search(line)
    if not asked or (spec is not None and spec.changes) or scope_of(line, ask.today) is None:
        return reading
    return replace(reading, verb=AskFilings.spec.name, words=line, sure=True, which=())


_PLACED = re.compile(r"^(?:in|according to)\b", re.IGNORECASE)


def _of_what_is_spoken_of(
    tools: Tools, room: Room, ask: Ask, value: AskFilings, reading: Reading
) -> AskFilings:
    """Return a question of the filings with the request that it, or the talk before, is about."""
    named = 0 if reading.nearly or reading.agency else reading.request
    about = named or (0 if reading.named else conversing.request(tools, ask))
    found = requests.by_ids(room.session, [about] if about else [])
    return replace(value, request=found[0].slug) if found else value


_LEANING = re.compile(
    r"^(?:(?:and|so|but|ok)\s+)*(?:who|whose|what|when|where|which|why|how|is|are|was|were|did|does|do"
    r"|has|have|can|could|should|will)\b.*\b(?:it|they|them|that|this|he|she|we|us|their|its)\b",
    re.IGNORECASE,
)
_AT_MOST, _BARE = 7, 3  # words


def _of_the_record(
    tools: Tools, room: Room, ask: Ask, heard: Utterance, answer: Answer
) -> Answer | None:
    """Say where a request stands, where a short line leans on it and the filings say nothing."""
    many = len(heard.line.split())
    short = many <= (_AT_MOST if _LEANING.search(heard.line) else _BARE)
    asked = short and _QUESTION.search(heard.line)
    if not (asked and isinstance(answer, AskAnswer) and not answer.answered):
        return None
    about = conversing.request(tools, ask)
    if not about:
        return None
    told = guarded.run(tools, room, ask, ShowStatus(f"#r{about}"))
    return with_parts(told, understood="the filings do not say it; this is on record")


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
        ask, Data.FILING, heard.line, guarded.on_record(tools)
    ):
        return None
    value = AskFilings(heard.line.strip())
    value = _of_what_is_spoken_of(tools, room, ask, value, reading)
    found = guarded.run(tools, room, ask, value)
    if not isinstance(found, AskAnswer) or not (found.answered and found.citations):
        return None
    return found if found.worth >= _ANSWERS[found.of_a_kind] else None


def with_parts(answer: Answer, **parts: object) -> Answer:
    """Return an answer with those parts that its kind has."""
    known = {name: value for name, value in parts.items() if hasattr(answer, name)}
    changed: Answer = replace(answer, **known)
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


_BY_AGENCY = re.compile(r"^\W*(?:why |when |what )?(?:did|has|have|does|is|was)\b", re.IGNORECASE)


def _doubtful(
    room: Room, setting: language.Setting, heard: Utterance, reading: Reading
) -> Answer | None:
    """Ask, where the request may be another one, or did not go to the agency that is named."""
    of_pages = reading.verb in {"ask", "find"}
    if not reading.request or (of_pages and not _BY_AGENCY.match(heard.line)):
        return None
    if not (reading.elsewhere or (reading.nearly and not of_pages)):
        return None
    request = requests.by_ids(room.session, [reading.request])[0]
    spec = everything().get("status" if of_pages else reading.verb) or ShowStatus.spec
    words = f"#r{request.id}" if of_pages else reading.words
    button = Button(f"{spec.name.capitalize()} of {request.name}", _value(spec, words, setting))
    if not reading.elsewhere:
        filings = Button("Ask the filings", AskFilings(heard.line.strip()))
        question = "I am not sure which request that is about. This one?"
        return Choice(question, (button, filings), understood=f"{spec.name}, of a request like it")
    went = ", ".join(one.agency for one in request.components)
    title = f"{request.name} did not go to {reading.elsewhere}."
    return Notice(title, (f"It went to {went}.",), tone="clarify", buttons=(button,))


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
