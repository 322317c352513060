"""BM25F over whole blocks of postings: a word adds its part to an array of all pages at once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.query import Query
from index.snapshot import Mask, Snapshot

Scores = NDArray[np.float32]

_TOO_COMMON = 30_000  # pages; the places of such a word take longer to read than they are worth


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of ranking; tests/bench/questions.py shows what each brings."""

    k1: float = 0.9
    b: float = 0.4
    title: float = 0.6  # a word in the filing's title, beside the same in its text
    code: float = 2.0  # a number typed and found, in units of its rarity
    context: float = 0.5  # how much a word elsewhere in a filing speaks for its page
    synonym: float = 0.4  # a word that people use for the same thing
    spelling: bool = True
    glued: float = 0.5  # parts of one typed word standing together
    pair: float = 0.5  # two words typed side by side standing side by side


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
    """A word that speaks for a page: its own terms, and others that say the same less loudly."""

    word: str
    terms: tuple[str, ...]
    others: tuple[str, ...] = ()


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


class Scorer:
    """Adds up the words of one question over one snapshot."""

    def __init__(self, snapshot: Snapshot, tuning: Tuning) -> None:
        self._snapshot = snapshot
        self._tuning = tuning
        self.total: Scores = np.zeros(snapshot.size, np.float32)
        self.matched: Mask = np.zeros(snapshot.size, np.bool_)

    def score(self, wanted: Sequence[Wanted], query: Query, clock: Clock) -> bool:
        """Add up all words and numbers; False when the time was up before the end."""
        for code in query.codes:
            self._add_code(code)
        for word in wanted:
            if clock.over:
                return False
            self._add_word(word)
        for parts, worth in self._sequences(query):
            if clock.over:
                return False
            self._add_sequence(parts, worth)
        return True

    def _sequences(self, query: Query) -> Iterator[tuple[tuple[str, ...], float]]:
        for parts in query.glued:
            yield parts, self._tuning.glued
        for pair in query.pairs:
            if pair not in query.glued:
                yield pair, self._tuning.pair

    def _add_code(self, code: str) -> None:
        ids, _ = self._snapshot.postings("codes", code)
        if len(ids):
            self.matched[ids] = True
            worth = self._tuning.code * rarity(self._snapshot.size, len(ids))
            self.total[ids] += np.float32(worth)

    def _add_sequence(self, parts: tuple[str, ...], worth: float) -> None:
        counts = [self._snapshot.frequency("text", part) for part in parts]
        if not worth or not min(counts) or max(counts) > _TOO_COMMON:
            return
        ids = self._snapshot.phrase(parts)
        if len(ids):
            there: Scores = np.zeros(self._snapshot.size, np.float32)
            there[ids] = worth * rarity(self._snapshot.size, len(ids))
            self.total += there
            self.total += self._elsewhere(there)

    def _add_word(self, word: Wanted) -> None:
        """Take of the word and of what people say instead the best on each page."""
        text = self._best("text", word)
        self.matched |= text > 0
        self.total += text
        if self._tuning.context:
            self.total += self._elsewhere(text)
        if self._tuning.title:
            title = self._best("title", word)
            self.matched |= title > 0
            self.total += np.float32(self._tuning.title) * title

    def _best(self, field: str, word: Wanted) -> Scores:
        best: Scores = np.zeros(self._snapshot.size, np.float32)
        for loudness, terms in ((1.0, word.terms), (self._tuning.synonym, word.others)):
            if not loudness:
                continue
            for term in terms:
                k1, b = self._tuning.k1, self._tuning.b
                ids, parts = bm25(self._snapshot, field, term, k1=k1, b=b)
                best[ids] = np.maximum(best[ids], np.float32(loudness) * parts)
        return best

    def _elsewhere(self, text: Scores) -> Scores:
        """Give each page a share of what its filing says of the word on another page.

        The share falls with the length of the filing: in 300 pages every word stands somewhere.
        """
        whole = self._snapshot.best_of_filing(text)
        return np.float32(self._tuning.context) * self._snapshot.shares * (whole - text)


def best(total: Scores, allowed: Mask, limit: int) -> NDArray[np.int64]:
    """Give the best pages of those allowed, best first; ties in the order of the index."""
    chosen = np.flatnonzero(allowed)
    if len(chosen) > limit:
        part = np.argpartition(-total[chosen], limit - 1)
        border = total[chosen][part[limit - 1]]
        chosen = chosen[total[chosen] >= border]
    return chosen[np.lexsort((chosen, -total[chosen]))][:limit]
