"""What a letter asks of us, each thing with its own day: clarify by one, pay by another.

Where two days stand for one thing and nothing tells them apart, the earlier one governs.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.correspondence import answers
from bot.correspondence.answers import AnswerBy
from bot.correspondence.kinds import Hit
from bot.correspondence.mode import Mode, Sentence
from bot.law.letter_types import LetterType as T
from bot.law.readings import counted

ASKING = frozenset({T.CLARIFICATION, T.FEE_ESTIMATE, T.STILL_INTERESTED})
_MOST = 40  # days by which we are to do something; a letter names fewer
_BACK = 4  # sentences before "if we do not hear from you by ..." that may say what is asked

_FEE = re.compile(
    r"\b(?:fees?|pay(?:ments?|ing|able)?|paid|remit\w*|deposit|invoice|costs?|charge[sd]?|balance|money order)\b"
    r"|\$\s?\d",
    re.IGNORECASE,
)
_CLARIFY = re.compile(
    r"\b(?:clarif\w+|specify|specific\w*|narrow\w*|descri(?:be|bed|bes|bing|ption)\w*|date ranges?|time ?frame|search terms"
    r"|(?:more|additional|further|missing) (?:details?|information)|scope|perfect\w*|reformulat\w+|modify"
    r"|(?:proof|certification|verification) of identity|unsure|uncertain|unclear|not (?:sure|clear)|spell(?:ing)? out"
    r"|explain\w*|defin(?:e|ing)|elaborate|identif(?:y|ies|ied))\b",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"\b(?:tell|inform|advise|let|give|send|provide|know|say|state|name|list|indicate)\b[^.]{0,60}?"
    r"\b(?:which|what|whether|who|whom|when|where|the|how)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still (?:interested|want|wish|need|require|desire|seek|useful|of (?:use|interest|value))\w*|remains? interested|interest in"
    r"|(?:continued|continuing) interest|(?:want|wish|like) us to|(?:wish|want|like) to (?:continue|proceed|pursue)"
    r"|continue (?:to )?(?:process|pursu|with)\w*)\b",
    re.IGNORECASE,
)
# ... accept the charges, modify it, or withdraw; not: or your request will be closed.
_OR = re.compile(
    r"\b(?:or|alternatively)\b(?!\s(?:your|the|this|it|we|else)\b[^,.]{0,40}\b(?:will|shall|may|is|are|be|close)\b)",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:reduc\w+|lower\w*|lessen|minimi[sz]e|avoid|decrease\w*|decreasing)\b", re.IGNORECASE
)
_BIDS = re.compile(
    r"\b(?:please|kindly|must|shall|need(?:ed|s)?|ask|asks|asking|require\w*|have to|(?:is|are) due|should)\b"
    r"|^\W{0,8}(?:tell|let|send|give|pay|confirm|clarify|specify|state|name|describe|agree|provide|remit)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:please|kindly|need|must|ask|asks|asking|require\w*|cannot|unable|estimate\w*|amount\w*|total\w*|deposit"
    r"|due|tell|clarif\w+|whether|come to|unsure|uncertain|unclear|not sure)\b|\?|\$\s?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demand:
    """A day by which we are to do something, and what; nothing: whatever the letter asks.

    `on` is None where only days are printed and the letter has no date to count them from.
    """

    by: AnswerBy
    of: frozenset[T]
    on: date | None


def demands(
    text: str, spoken: Sequence[Sentence], dated: date | None, *, federal: bool
) -> list[Demand]:
    """Find every day by which we are to do something, with what its own clause asks, or those before."""
    found = answers.answers(text, spoken, dated)[:_MOST]
    own = [_subject(_clause(text, one, found)) for one in found]
    led = {one.sentence.start for one, of in zip(found, own, strict=True) if of}
    return [
        Demand(
            one, of or _before(text, spoken, one.sentence, led), _day(one, dated, federal=federal)
        )
        for one, of in zip(found, own, strict=True)
    ]


def _place(one: AnswerBy) -> tuple[int, int]:
    at = one.day or one.count
    return (at.start, at.end) if at else (one.sentence.start, one.sentence.end)


def _clause(text: str, one: AnswerBy, found: Sequence[AnswerBy]) -> str:
    """Give the words to which a day belongs: its share of a sentence that has several days."""
    places = sorted({_place(other) for other in found if other.sentence == one.sentence})
    at = places.index(_place(one))
    begin = _cut(text, places[at - 1][1], places[at][0]) if at else one.sentence.start
    last = at + 1 == len(places)
    return text[begin : one.sentence.end if last else _cut(text, places[at][1], places[at + 1][0])]


def _cut(text: str, start: int, end: int) -> int:
    """Find where one thing asked ends and the next begins, between their days."""
    for mark in _NEXT:
        if found := [one.start() for one in mark.finditer(text, start, end)]:
            return found[-1]
    return start


_NEXT = (
    re.compile(r"\(\w{1,3}\)|;"),
    re.compile(r",\s(?:and|but|while)\b", re.IGNORECASE),
    re.compile(r"\s(?:and|but|while|then)\b", re.IGNORECASE),
)


def _subject(words: str) -> frozenset[T]:
    """Say what some words ask: to pay, to clarify, whether we still want it; often one alone."""
    fee, clear = _FEE.search(words), _CLARIFY.search(words)
    still = _STILL.search(words) and not fee
    if clear and fee and (_OR.search(words, min(fee.end(), clear.end())) or _LESS.search(words)):
        clear = None  # narrow it, or pay
    if not (fee or still or clear):
        clear = _TELL.search(words)
    asks = ((T.FEE_ESTIMATE, fee), (T.CLARIFICATION, clear), (T.STILL_INTERESTED, still))
    return frozenset(type_ for type_, found in asks if found)


def _before(text: str, spoken: Sequence[Sentence], here: Sentence, led: set[int]) -> frozenset[T]:
    """Say what the sentences before one ask, up to one that has a day of its own."""
    at, of = spoken.index(here), frozenset[T]()
    for sentence in reversed(spoken[max(0, at - _BACK) : at]):
        if sentence.start in led:
            break
        words = text[sentence.start : sentence.end]
        if _ASKS.search(words):
            of |= _subject(words)
    return of - {T.CLARIFICATION} if T.STILL_INTERESTED in of else of


def _day(one: AnswerBy, dated: date | None, *, federal: bool) -> date | None:
    if one.day:
        return one.day.on
    count = one.count
    return counted(dated, count.days, count.unit, federal=federal) if count and dated else None


def standing(found: Sequence[Demand]) -> frozenset[T]:
    """Give what a letter asks by a day, so that nothing else in it hides that."""
    return frozenset[T]().union(
        *(one.of for one in found if one.by.then or one.by.day or one.by.bids)
    )


def said(text: str, found: Sequence[Demand]) -> list[Hit]:
    """Give what a letter asks by a day in the same sentence, which no phrase need foresee."""
    hits = []
    for one in found:
        start, end = one.by.sentence.start, one.by.sentence.end
        if one.by.bids or (one.by.day and (one.by.then or _BIDS.search(text[start:end]))):
            of = one.of & (_subject(text[start:end]) or {T.STILL_INTERESTED})
            hits += [Hit(type_, start, end, Mode.DOES, 1.0) for type_ in sorted(of)]
    return hits


_REOPENS = re.compile(
    r"\b(?:re-?open\w*|reinstate[sd]?|reinstating|reactivat\w*|resum(?:e[sd]?|ing|ption)|reviv\w+|restore[sd]?|restoring"
    r"|perfect(?:s|ed|ing)?|cur(?:e[sd]?|ing)|re-?submit\w*|(?:consider|process|take|look at)\w* it(?: up)?(?: again| anew)?)\b",
    re.IGNORECASE,
)


def reopened_by(
    text: str,
    spoken: Sequence[Sentence],
    dated: date | None,
    found: Sequence[Demand] = (),
    *,
    federal: bool,
) -> tuple[Sentence, date] | None:
    """Find the day until which a request that they closed is taken up again; the earliest one.

    `found` is what else they ask of us by a day, which is asked in vain of a closed request.
    """
    days = [
        (sentence, on)
        for sentence in spoken
        if _REOPENS.search(text, sentence.start, sentence.end)
        for one in answers.printed(text, sentence, dated)
        if (on := _day(one, dated, federal=federal)) is not None
    ]
    days += [(one.by.sentence, one.on) for one in found if one.on]
    return min(days, key=lambda row: row[1], default=None)


@dataclass(frozen=True, slots=True)
class OwnDay:
    """By when one thing is to be done; `others` are later days printed for the same."""

    by: AnswerBy
    on: date
    others: tuple[date, ...]


def due(found: Sequence[Demand], types: frozenset[T]) -> Mapping[T, OwnDay]:
    """Give each thing that a letter asks its day: its own, else the one for all, the earliest."""
    return {
        type_: days[0]
        for type_ in types & ASKING
        if (days := _days(found, type_, alone=len(types & ASKING) == 1))
    }


def _days(found: Sequence[Demand], type_: T, *, alone: bool) -> list[OwnDay]:
    mine = [one for one in found if type_ in one.of] or [one for one in found if not one.of]
    if not mine and alone:
        mine = list(found)
    binding = answers.counting([one.by for one in mine], asks=True)
    days = sorted(
        ((one.on, _place(one.by)[0], one.by) for one in mine if one.on and one.by in binding),
        key=lambda row: row[:2],
    )
    others = tuple(sorted({on for on, *_ in days} - {days[0][0]})) if days else ()
    return [OwnDay(by, on, others) for on, _, by in days[:1]]
