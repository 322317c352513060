"""What a term adds to each page, worked out once; and sums of such rows over many pages or few."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine.blocks import Ids
from index.engine.snapshot import Mask, Snapshot

Scores = NDArray[np.float32]
Numbers = NDArray[np.integer[Any]]


def rarity(pages: int, with_term: int) -> float:
    """Give Whoosh's idf: 1 for a word on every page, more for rarer ones."""
    return log(pages / (with_term + 1)) + 1


class Impact(NamedTuple):
    """What a term adds to each of its pages, and the largest of that in each of their filings."""

    ids: Ids
    parts: Scores
    filings: Ids
    peaks: Scores


def impact(snapshot: Snapshot, field: str, term: str, *, k1: float, b: float) -> Impact:
    """Give what a term adds to each page; equal to Whoosh's BM25F. Kept for the next question."""
    key = (snapshot.key, field, term, k1, b)
    found = snapshot.cache.get(key)
    if found is None:
        found = _impact(snapshot, field, term, k1=k1, b=b)
        snapshot.cache.put(key, found)
    return Impact(*found)


def _impact(snapshot: Snapshot, field: str, term: str, *, k1: float, b: float) -> Impact:
    ids, weights = snapshot.postings(field, term)
    if not len(ids):
        return Impact(ids, weights, ids, weights)
    idf = rarity(snapshot.size, len(ids))
    length = snapshot.lengths[field][ids]
    norm = np.float32(k1 * (1 - b)) + np.float32(k1 * b / snapshot.average[field]) * length
    parts = (np.float32(idf * (k1 + 1)) * weights / (weights + norm)).astype(np.float32, copy=False)
    return Impact(ids, parts, *peaks(snapshot, ids, parts))


def peaks(snapshot: Snapshot, ids: Ids, parts: Scores) -> tuple[Ids, Scores]:
    """Give the filings of some pages, ascending, and the largest value in each."""
    filings: Ids = snapshot.filing_of[ids]
    if np.any(filings[1:] < filings[:-1]):
        order = filings.argsort(kind="stable")
        filings, parts = filings[order], parts[order]
    firsts = np.flatnonzero(np.diff(filings, prepend=-1))
    highest: Scores = np.maximum.reduceat(parts, firsts)
    return filings[firsts], highest


def distinct(ascending: Ids) -> Ids:
    """Give each number once; `np.unique` would import more of numpy at the first question."""
    found: Ids = ascending[np.flatnonzero(np.diff(ascending, prepend=-1))]
    return found


class Sum:
    """Adds sparse rows of numbers up: in all of so many places, or only in a few of them."""

    def __init__(self, size: int, only: Ids | None = None) -> None:
        self.only = only
        self.size = size if only is None else len(only)
        self.total: Scores = np.zeros(self.size, np.float32)
        self.touched: Mask = np.zeros(self.size, np.bool_)
        self._best: Scores | None = None

    def add(self, rows: Sequence[tuple[Ids, Scores]]) -> None:
        """Add at each place the largest that stands there in any of these rows."""
        if self.only is not None:
            self._add_at(self.only, rows)
        elif len(rows) == 1:
            ((ids, values),) = rows
            self.total[ids] += values
            self.touched[ids] = True
        elif rows:
            self._add_largest(rows)

    def _add_largest(self, rows: Sequence[tuple[Ids, Scores]]) -> None:
        if self._best is None:
            self._best = np.zeros(self.size, np.float32)
        best, here = self._best, np.zeros(self.size, np.bool_)
        for ids, values in rows:
            best[ids] = np.maximum(best[ids], values)
            here[ids] = True
        places = np.flatnonzero(here)
        self.total[places] += best[places]
        self.touched |= here
        best[places] = 0  # for the next

    def _add_at(self, only: Ids, rows: Sequence[tuple[Ids, Scores]]) -> None:
        best: Scores = np.zeros(self.size, np.float32)
        for ids, values in rows:
            if len(ids):
                at = np.minimum(ids.searchsorted(only), len(ids) - 1)
                np.maximum(best, np.where(ids[at] == only, values[at], 0), out=best)
        self.total += best
        self.touched |= best > 0


def best(scores: Scores, limit: int) -> Numbers:
    """Give the places of the best scores, best first; ties in their order."""
    chosen = np.arange(len(scores))
    if len(chosen) > limit:
        border = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        chosen = np.flatnonzero(scores >= border)
    return chosen[np.lexsort((chosen, -scores[chosen]))][:limit]
