"""A question answered from the filings: ranked pages, at most three quotes, or an honest no.

Pure over an engine and the texts of pages; the bot and the benchmarks go the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.engine.port import Engine
from index.pages import Hit, Quote, Recogniser, Results, Scope, Sought
from index.query import focus, judging, numbers, ranking, sentences
from index.query.asking import Asked, understand
from index.query.folding import Folded, fold
from index.query.ranking import Measure, Ranked, Weights
from index.query.sentences import Sentence
from index.terms.parse import Query, no_marks, parse

Texts = Callable[[Sequence[int]], Mapping[int, str]]
"""Gives the masked text of pages by their ids; a page withheld is left out."""

SHOWN = 10
CITED = 3
_PROMOTED_TO = 2
_NEXT_PART = re.compile(
    r"(?:,|;|\?|\band\b|&)\s+(?=(?:how|what|when|which|who|whom|where|why|for)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence that answers, with what stands around it, and its page."""

    hit: Hit
    said: Quote
    quote: Quote
    holds: float = 0.0  # how far it holds the kind of thing asked for, 0 to 1


@dataclass(frozen=True, slots=True)
class Answered:
    """What the filings say, or that they do not say, and what was searched."""

    query: Query
    hits: tuple[Hit, ...] = ()  # ten ranked pages, copies included
    folded: tuple[Folded, ...] = ()  # the same without copies: "also on ..."
    citations: tuple[Citation, ...] = ()
    answered: bool = False
    why: str = ""  # why not, in words for people
    total: int = 0
    took_ms: float = 0.0
    complete: bool = True
    corrections: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()  # words of the question that no page has
    absent: tuple[str, ...] = ()  # numbers of records that no page has, as typed
    asked: Asked = field(default_factory=Asked)
    worth: float = 0.0  # how well the best sentence answers
    named: bool = True  # a quote names the thing asked for; else it is doubtful
    sought: tuple[Sought, ...] = ()  # what the words stood for: slips mended, other words tried


def _as_typed(query: Query, certain: Callable[[str], bool]) -> Query:
    words = tuple(replace(word, certain=certain(word.typed)) for word in query.words)
    return replace(query, words=words)


def answer(  # noqa: PLR0913 - each is a different thing that the caller knows
    engine: Engine,
    words: str,
    scope: Scope,
    texts: Texts,
    *,
    recogniser: Recogniser = no_marks,
    limit: int = SHOWN,
    weights: Weights | None = None,
    ours: Callable[[Hit], bool] = lambda _: False,
    certain: Callable[[str], bool] = lambda _: False,
) -> Answered:
    """Answer a question. `ours` tells which pages we wrote: they ask, and prove nothing.

    `certain` tells for which words no other is tried where they look mistyped.
    Raise QueryError or NotReadyError where it cannot be asked.
    """
    query = _as_typed(parse(words, recogniser=recogniser), certain)
    if not query.looks_for_something:
        return Answered(query, why=judging.NOTHING_ASKED)
    named = numbers.typed(query.raw, recogniser(query.raw))
    query, absent = numbers.settled(engine, query, named, scope)
    if absent and not (query.terms or query.narrowed):
        return Answered(query, why=judging.on_no_page(absent), absent=absent)
    asked = understand(query.raw)
    results = _searched(engine, query, scope, max(limit, ranking.CANDIDATES))
    known = texts([hit.page for hit in results.hits])
    by = ranking.measure(results.sought, asked)
    pages = ranking.ranked(results.hits, known, by, weights)
    pages = _with_every_part(query, results, pages)
    cited = _citations(query, results, pages, by, recogniser, ours)
    verdict = judging.on_no_page(absent) or _cut_off(results)
    verdict = verdict or judging.judge(query, by, pages, _chosen(results, cited), engine.count())
    if not (verdict or judging.is_stated(asked, [one.said.text for one in cited])):
        verdict = judging.NOT_STATED
    hits = tuple(page.hit for page in pages[:limit])
    folded = tuple(fold(hits, known))
    return Answered(
        query=query,
        hits=hits,
        folded=folded,
        citations=tuple(cited),
        answered=not verdict,
        why=verdict,
        total=results.total,
        took_ms=results.took_ms,
        complete=results.complete,
        corrections=results.corrections,
        missing=tuple(word.word for word in results.sought if not word.pages),
        absent=absent,
        asked=asked,
        worth=_worth(cited),
        named=bool(verdict) or _is_named(query, results, asked, cited),
        sought=results.sought,
    )


def _chosen(results: Results, cited: Sequence[Citation]) -> judging.Chosen:
    told = focus.is_named(judging.OUTCOMES, results.sought, _told(cited))
    return judging.Chosen(_worth(cited), told)


def _is_named(query: Query, results: Results, asked: Asked, cited: Sequence[Citation]) -> bool:
    """Tell whether a quote names the thing asked for; a filing's name belongs to its words."""
    return focus.is_named(focus.focus(query.raw, asked), results.sought, _told(cited))


def _told(cited: Sequence[Citation]) -> list[str]:
    return [f"{one.quote.text} {one.hit.doc}" for one in cited]


def _cut_off(results: Results) -> str:
    """Say that the time was up before anything was found; nothing where it was not."""
    return "" if results.complete or results.hits else judging.OUT_OF_TIME


def _searched(engine: Engine, query: Query, scope: Scope, limit: int) -> Results:
    """Search; once more where the time was up before anything was found.

    What the first look read from disk or from the database is at hand for the second.
    """
    results = engine.search(query, scope, limit=limit)
    if results.complete or results.hits:
        return results
    return engine.search(query, scope, limit=limit)


def _with_every_part(query: Query, results: Results, pages: list[Ranked]) -> list[Ranked]:
    """Bring the best page for each part of a two-part question to the front."""
    parts = _parts(query)
    if len(parts) < 2 or not pages:  # noqa: PLR2004
        return pages
    front = list(pages)
    for part in parts:
        best = _best_for(part, results, pages)
        at = next((n for n, page in enumerate(front) if page.hit.page == best), 0)
        if at > _PROMOTED_TO:
            front.insert(_PROMOTED_TO, front.pop(at))
    return front


def _parts(query: Query) -> list[str]:
    return [part for part in _NEXT_PART.split(query.raw) if len(parse(part).terms) > 1]


def _best_for(part: str, results: Results, pages: Sequence[Ranked]) -> int:
    """Give the page that is best for a part of the question alone."""
    return _for_part(part, results, pages)[0][0].hit.page


def _for_part(part: str, results: Results, pages: Sequence[Ranked]) -> tuple[list[Ranked], Measure]:
    """Give the pages in their order for a part of the question alone, and that part's measure."""
    terms = set(parse(part).terms)
    numbers = [n for n, word in enumerate(results.sought) if terms & set(word.terms[: word.own])]
    by = ranking.measure(results.sought, understand(part), numbers)
    read = [ranking.narrowed(page, by) for page in pages]
    return ranking.reordered(read, by, Weights()), by


def _worth(cited: Sequence[Citation]) -> float:
    return max((one.quote.score for one in cited), default=0.0)


def _citations(
    query: Query,
    results: Results,
    pages: Sequence[Ranked],
    by: Measure,
    recogniser: Recogniser,
    ours: Callable[[Hit], bool],
) -> list[Citation]:
    """Choose at most three sentences, the one that answers best first.

    Of a question in parts each part has its own first, so that all parts have room.
    """
    parts = _parts(query)
    first: list[Sentence] = []
    for part in parts if len(parts) > 1 else ():
        read, measure = _for_part(part, results, pages)
        first += sentences.best(read, measure, limit=1, recogniser=recogniser, ours=ours)
    rest = sentences.best(pages, by, limit=CITED, recogniser=recogniser, ours=ours)
    chosen: list[Sentence] = []
    for one in (*first, *rest):
        same = any(one.hit.page == c.hit.page and one.said.start == c.said.start for c in chosen)
        if not same:
            chosen.append(one)
    return [Citation(one.hit, one.said, one.quote, one.holds) for one in chosen[:CITED]]
