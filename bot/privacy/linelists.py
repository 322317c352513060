"""Lists of lines about people: no cells, but each names somebody beside a country or a result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from bot.privacy import wordlists
from bot.privacy.cells import Sort, sort_of
from bot.privacy.found import Found, Kind
from bot.privacy.lexicon import PARTICLES
from bot.privacy.numbers import A_NUMBER

LEAST = 3
_LONGEST = 150
_PLAIN = re.compile(r"[^\W\d_]+")
_GAP = 2  # lines between two lines of one list
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_RUN = re.compile(
    r"[^\W\d_a-z][^\W\d_]*(?:['-][^\W\d_]+)*"
    r"(?:(?:,?[ ]|,)(?:(?:de|la|del|los|da|do|dos|bin|al|el|van|y)[ ]){0,2}"
    r"[^\W\d_a-z](?:\.|[^\W\d_]*(?:['-][^\W\d_]+)*)){1,5}"
)
_PARTED = re.compile(r"\t|\||;|[ ]{2,}|,(?=\S)|[ ][-/][ ]")
_DATED = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}")
_FEW_SMALL = 0.25


_PLACE = (
    r"(?-i:(?:[A-Z][\w.'-]{1,20}\s){1,2}(?:Detention|Processing|Correctional|Residential|Service"
    r"|Transitional|Staging|County)(?:\s(?:Processing|Correctional))?"
    r"\s(?:Center|Facility|Jail|Complex|Institution)(?:\sCenter)?)"
)

# A result right before a place looks like a part of its name: "Negative Stewart Detention Center".
_RESULT_BEFORE = re.compile(
    r"((?:Not\s)?(?:Positive|Positivo|Negative|Negativo|Established|Vacated|Affirmed|Passed|Failed|Pos|Neg"
    r"|POSITIVE|NEGATIVE|POS|NEG))\s(?=[A-Z])"
)
_BIRTH = (
    r"(?:19[2-9][0-9]|200[0-9])-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19[2-9][0-9]"
    r"|200[0-9]|[0-9]{2})"
)
_SUFFIX = (
    r"(?:\s(?:detention|processing|correctional|residential|service|county|ice|contract|family)"
    r"){0,2}(?:\s(?:center|facility|jail|complex|institution))?"
)


class _Line(NamedTuple):
    names: tuple[tuple[int, int], ...]
    facts: tuple[tuple[int, int], ...]
    sure: bool  # the name is one by its tokens

    def at(self, start: int) -> _Line:
        """Return the line with its places in the text in which it starts there."""
        names = tuple((a + start, b + start) for a, b in self.names)
        return _Line(names, tuple((a + start, b + start) for a, b in self.facts), self.sure)


@cache
def _facts() -> re.Pattern[str]:
    phrases = wordlists.countries() | wordlists.facilities()
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    results = (
        r"(?:posi|nega)tiv[eo]|(?:not\s)?established|credible\sfear(?:\s(?:not\s)?found)?"
        r"|reasonable\sfear|vacated|affirmed|passed|failed|pending\s(?:interview|screening)"
        r"|(?-i:Pos|Neg|POS|NEG)"
    )
    codes = rf"(?-i:{'|'.join(sorted(wordlists.iso_codes()))})"
    return re.compile(
        rf"(?i)(?<![\w-])(?:(?:{listed}){_SUFFIX}|{_PLACE}|{results}|{codes}|{_BIRTH})(?![\w-])"
    )


@cache
def _triggers() -> frozenset[str]:
    """Return the first words of facts: a line without one is not looked at."""
    words = (p.split()[0].strip(",()") for p in wordlists.countries() | wordlists.facilities())
    more = (
        "positive negative positivo negativo established not credible reasonable detention"
        " processing vacated affirmed passed failed pending pos neg"
    )
    return frozenset(words) | set(more.split()) | {c.lower() for c in wordlists.iso_codes()}


def warm() -> None:
    """Make the patterns."""
    _facts()
    _triggers()


def may_hold_facts(text: str) -> bool:
    """Say cheaply whether a text can hold a country, a place of detention or a result."""
    return not _triggers().isdisjoint(word.lower() for word in _PLAIN.findall(text))


def facts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Give the countries, places of detention and results in a stretch of text."""
    return _fact_spans(text, start, stop)


def people(text: str) -> Iterator[Found]:
    """Find names and facts in lists of lines about people."""
    for block in _blocks(text):
        for line in block:
            yield from (Found(start, end, Kind.NAME) for start, end in line.names)
            yield from (Found(start, end, Kind.FACT) for start, end in line.facts)


def count(text: str) -> int:
    """Count the lines of the longest list about people."""
    return max((len(block) for block in _blocks(text)), default=0)


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    missed, start = 0, 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = _about_a_person(text, start, stop)
        if line:
            block.append(line)
            missed = 0
        elif text[start:stop].strip():
            missed += 1
            if missed > _GAP:
                yield from _sure(block)
                block = []
        start = stop + 1
    yield from _sure(block)


def _sure(block: list[_Line]) -> Iterator[list[_Line]]:
    """Give the block if it is long enough and half of its names are names by their tokens."""
    if len(block) >= LEAST and 2 * sum(line.sure for line in block) >= len(block):
        yield block


def _about_a_person(text: str, start: int, stop: int) -> _Line | None:
    """Read a line as one about a person: short, hardly a sentence, with a name and a fact."""
    if not 8 <= stop - start <= _LONGEST:  # noqa: PLR2004
        return None
    line = _read(text[start:stop])
    return line and line.at(start)


@lru_cache(maxsize=4_000)
def _read(text: str) -> _Line | None:
    start, stop = 0, len(text)
    if len(_PARTED.findall(text, start, stop)) > 1:
        return None  # its cells are judged as a table's
    words = [w[0].strip(".") for w in _WORD.finditer(text, start, stop)]
    if _triggers().isdisjoint(w.lower() for w in words) and not _DATED.search(text, start, stop):
        return None
    if len(words) < 3 or _is_prose(words):  # noqa: PLR2004
        return None
    facts = tuple(_fact_spans(text, start, stop))
    if not facts:
        return None
    runs = [(run, sort) for run, sort in _names(text, start, stop, facts)]
    if not runs and A_NUMBER.search(text, start, stop):
        return _Line((), facts, sure=True)  # named by a number
    return (
        _Line(tuple(run for run, _ in runs), facts, any(_is_sure(text, *run) for run in runs))
        if runs
        else None
    )


def _is_sure(text: str, run: tuple[int, int], sort: Sort) -> bool:
    """Say whether a run is a name by its tokens, or is written as lists write names: "Roe, Ana"."""
    words = _PLAIN.findall(text[run[0] : run[1]])
    strange = not any(word.lower() in wordlists.ordinary() for word in words)
    return sort is Sort.NAME or (strange and "," in text[run[0] : run[1]])


def _fact_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Give the facts; a known place counts from its own name on, not from the name before it."""
    for fact in _facts().finditer(text, start, stop):
        begin, end = fact.span()
        inner = _facts().search(text, fact.start() + 1, end) if " " in fact[0] else None
        known = inner and inner.end() == end and text[inner.start() - 1] == " "
        if inner and known and inner[0].split()[0].lower() in _triggers():
            begin = inner.start()
        led = _RESULT_BEFORE.match(text, fact.start(), end)
        if led:
            yield led.span(1)
            begin = max(begin, led.end())
        yield begin, end


def _is_prose(words: list[str]) -> bool:
    low = [w.lower() for w in words]
    if any(w in wordlists.titles() for w in low):
        return True
    small = sum(w[0].islower() and w not in PARTICLES for w in words)
    facts = sum(w in _triggers() for w in low)
    return small - facts > _FEW_SMALL * len(words)


def _names(
    text: str, start: int, stop: int, facts: tuple[tuple[int, int], ...]
) -> Iterator[tuple[tuple[int, int], Sort]]:
    last = start
    for begin, end in (*facts, (stop, stop)):
        for run in _RUN.finditer(text, last, max(last, begin)):
            sort = sort_of(run[0])
            if sort in {Sort.NAME, Sort.PERHAPS}:
                yield run.span(), sort
        last = max(last, end)
