"""BM25F over whole blocks of postings: a term adds its part to an array of all pages at once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.query import Query
from index.snapshot import Mask, Snapshot

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of ranking; tests/bench/questions.py shows what each brings."""

    k1: float = 1.2
    b: float = 0.75
    title: float = 0.4  # a word in the filing's title, beside the same in its text
    code: float = 3.0  # a number typed and found, in units of its rarity
    context: float = 0.0  # how much a word elsewhere in a short filing speaks for a page
    glued: float = 0.5  # parts of one typed word standing together


class Clock:
    """A deadline, looked at between blocks."""

    def __init__(self, deadline_ms: int) -> None:
        self.started = time.monotonic()
        self._end = self.started + deadline_ms / 1000

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    @property
    def took_ms(self) -> float:
        """The time since the start."""
        return (time.monotonic() - self.started) * 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term that speaks for a page, and how loudly; alternatives count as one word."""

    terms: tuple[str, ...]
    weight: float = 1.0


def rarity(pages: int, with_term: int) -> float:
    """Give Whoosh's idf: 1 for a word on every page, more for rarer ones."""
    return log(pages / (with_term + 1)) + 1


def bm25(
    snapshot: Snapshot, field: str, term: str, *, k1: float, b: float
) -> tuple[NDArray[np.int32], Scores]:
    """Give the pages of a term and what it adds to each; equal to Whoosh's BM25F."""
    ids, weights = snapshot.postings(field, term)
    if not len(ids):
        return ids, weights
    idf = rarity(snapshot.size, len(ids))
    length = snapshot.lengths[field][ids]
    norm = np.float32(k1 * (1 - b)) + np.float32(k1 * b / snapshot.average[field]) * length
    parts = np.float32(idf * (k1 + 1)) * weights / (weights + norm)
    return ids, parts.astype(np.float32, copy=False)


def score(
    snapshot: Snapshot, wanted: Sequence[Wanted], query: Query, tuning: Tuning, clock: Clock
) -> tuple[Scores, Mask, bool]:
    """Add up all terms; also say which pages have any, and whether time allowed for all."""
    total = np.zeros(snapshot.size, np.float32)
    matched = np.zeros(snapshot.size, np.bool_)
    for word in wanted:
        if clock.over:
            return total, matched, False
        _add_word(snapshot, word, tuning, total, matched)
    for code in query.codes:
        ids, _ = snapshot.postings("codes", code)
        if len(ids):
            matched[ids] = True
            total[ids] += np.float32(tuning.code * rarity(snapshot.size, len(ids)))
    return total, matched, True


def _add_word(
    snapshot: Snapshot, word: Wanted, tuning: Tuning, total: Scores, matched: Mask
) -> None:
    for term in word.terms:
        ids, parts = bm25(snapshot, "text", term, k1=tuning.k1, b=tuning.b)
        total[ids] += np.float32(word.weight) * parts
        matched[ids] = True
        if tuning.title:
            ids, parts = bm25(snapshot, "title", term, k1=tuning.k1, b=tuning.b)
            total[ids] += np.float32(word.weight * tuning.title) * parts
            matched[ids] = True


def best(total: Scores, allowed: Mask, limit: int) -> NDArray[np.int64]:
    """Give the best pages of those allowed, best first; ties in the order of the index."""
    chosen = np.flatnonzero(allowed)
    if len(chosen) > limit:
        part = np.argpartition(-total[chosen], limit - 1)
        border = total[chosen][part[limit - 1]]
        chosen = chosen[total[chosen] >= border]
    return chosen[np.lexsort((chosen, -total[chosen]))][:limit]
