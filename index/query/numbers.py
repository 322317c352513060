"""Numbers of records as people type them: the exact one or none, never a part of another.

A docket is typed with or without its office digit and its judge: 24-cv-123 is 1:24-cv-00123-ABC,
and 1:24-cv-00123 is not 3:24-cv-00123. A number that is on no page is said to be on none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.engine.port import Engine
from index.pages import Mark, Scope
from index.terms import analysis
from index.terms.parse import Query

_RECORDS = frozenset({"tracking", "docket", "bates"})
# Groups with a sign between them: 2021-02798-F, 1:16-cv-01790. Digits alone may be days or years.
_JOINED = re.compile(r"(?<![\w./-])(?=[\w:./#-]*[^\W\d_])\w{1,14}(?:[-–:/#]\w{1,14}){1,6}(?![\w/])")
_TELLING = 4  # digits


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a record as it was typed, and the forms in which a page may carry it."""

    typed: str
    forms: tuple[str, ...]


def typed(line: str, marks: Sequence[Mark]) -> tuple[Number, ...]:
    """Give the numbers of records that a line names, in order."""
    found = {mark.start: (mark.end, mark.value) for mark in marks if mark.kind in _RECORDS}
    for match in _JOINED.finditer(line):
        inside = any(start <= match.start() < end for start, (end, _) in found.items())
        if not inside and sum(ch.isdigit() for ch in match[0]) >= _TELLING:
            found[match.start()] = (match.end(), match[0])
    numbers = (
        Number(line[start:end].strip(), tuple(_forms(line[start:end], value)))
        for start, (end, value) in sorted(found.items())
    )
    return tuple(one for one in numbers if one.forms)


def _forms(said: str, value: str) -> Iterator[str]:
    dockets = list(analysis.dockets(said)) or list(analysis.dockets(value))
    if dockets:
        for office, bare in dockets:
            yield from (f"{office}{bare}", f"{analysis.NO_OFFICE}{bare}") if office else (bare,)
        return
    yield from dict.fromkeys((analysis.compact(value), analysis.compact(said)))


def settled(
    engine: Engine, query: Query, named: Sequence[Number], scope: Scope
) -> tuple[Query, tuple[str, ...]]:
    """Give the query with its numbers as they are on file, and those that are on no page.

    A number alone is looked for alone; beside other words it speaks for pages. The parts of one
    that is on no page (24, cv, 00777) find nothing.
    """
    known = [one for one in named if _is_on_file(engine, one, scope)]
    absent = [one for one in named if one not in known]
    for one in absent:
        query = _without(query, one)
    parts = {part for one in known for part in _parts(one)}
    if known and not query.phrases and all(word.typed in parts for word in query.words):
        query = replace(query, numbers=tuple(form for one in known for form in one.forms))
    return query, tuple(one.typed for one in absent)


def _is_on_file(engine: Engine, number: Number, scope: Scope) -> bool:
    return engine.search(Query(numbers=number.forms), scope, limit=1).total > 0


def _without(query: Query, number: Number) -> Query:
    parts = _parts(number)
    terms = {analysis.term_of(part) for part in parts}
    return replace(
        query,
        words=tuple(word for word in query.words if word.typed not in parts),
        glued=tuple(one for one in query.glued if not terms.issuperset(one)),
        pairs=tuple(one for one in query.pairs if not terms.issuperset(one)),
        codes=tuple(code for code in query.codes if code not in number.forms),
    )


def _parts(number: Number) -> frozenset[str]:
    return frozenset(analysis.fold(word[0]) for word in analysis.WORD.finditer(number.typed))
