"""The index at one moment: all its segments seen as one row of pages. Never changes."""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.engine.blocks import NO_POSTINGS, Ids, Postings
from index.engine.fields import COUNTED
from index.engine.kept import Kept
from index.engine.segments import Segment
from index.pages import Scope
from index.terms.parse import Query

Mask = NDArray[np.bool_]
Value = TypeVar("Value", int, str)

_KEPT_MASKS = 64
_KEYS = itertools.count()
_TERMS = 20_000  # remembered within a scope


class Snapshot:
    """All pages of one generation of the index, numbered through."""

    def __init__(self, segments: Sequence[Segment], generation: int, cache: Kept) -> None:
        self.segments = tuple(segments)
        self.generation = generation
        self.cache = cache
        self.key = next(_KEYS)  # of what is kept of this snapshot alone
        sizes = [segment.size for segment in self.segments]
        self.bases = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self._starts: list[int] = self.bases.tolist()
        self.size = self._starts[-1]
        self.alive = self._column("alive", np.dtype(np.bool_))
        self.pages = self._column("pages", np.dtype(np.int64))
        self.filings = self._column("filings", np.dtype(np.int64))
        self.numbers = self._column("numbers", np.dtype(np.int32))
        self.levels = self._column("levels", np.dtype(np.uint8))
        self.dated = self._column("dated", np.dtype(np.int32))
        self.lengths = {name: self._lengths(name) for name in COUNTED}
        self.average = {name: self._average(name) for name in COUNTED}
        # The filings numbered through, for what one page of a filing says of another.
        _, filing_of, sizes_of = np.unique(self.filings, return_inverse=True, return_counts=True)
        self.filing_of: Ids = filing_of.astype(np.int32)
        self.filing_count = len(sizes_of)
        self.shares = (1 / np.sqrt(sizes_of)).astype(np.float32)  # by filing
        self._masks: dict[Scope, Mask] = {}
        self._within: dict[int, Within] = {}
        self._lock = threading.Lock()

    def _column(self, name: str, kind: np.dtype[Any]) -> NDArray[Any]:
        parts = [getattr(segment, name) for segment in self.segments]
        return np.concatenate(parts).astype(kind, copy=False) if parts else np.empty(0, kind)

    def _lengths(self, name: str) -> NDArray[np.float32]:
        parts = [segment.lengths[name] for segment in self.segments]
        return np.concatenate(parts) if parts else np.empty(0, np.float32)

    def _average(self, name: str) -> float:
        total = sum(segment.field_length(name) for segment in self.segments)
        return total / self.size if total else 1.0

    @property
    def count(self) -> int:
        """The number of pages that are not deleted."""
        return int(self.alive.sum())

    def foresee(self, field: str, terms: Iterable[str], *, counts: bool = False) -> None:
        """Know that these terms will be asked for, or only on how many pages they stand."""
        for segment in self.segments[-1:]:
            segment.foresee(field, terms, counts=counts)

    def postings(self, field: str, term: str) -> Postings:
        """Give the pages on which a term stands, deleted ones included."""
        parts = [segment.postings(field, term) for segment in self.segments]
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return NO_POSTINGS
        ids = [part.ids + int(base) for part, base in zip(parts, self.bases, strict=False)]
        return Postings(
            np.concatenate(ids).astype(np.int32, copy=False),
            np.concatenate([part.weights for part in parts]),
        )

    def frequency(self, field: str, term: str) -> int:
        """Give on how many pages a term stands."""
        return sum(segment.frequency(field, term) for segment in self.segments)

    def terms_from(self, field: str, prefix: str, limit: int) -> list[str]:
        """Give the terms that begin like this; at most so many."""
        found: dict[str, None] = {}
        for segment in self.segments:
            found.update(dict.fromkeys(segment.terms_from(field, prefix, limit)))
        return sorted(found)[:limit]

    def shown(self, page: int) -> tuple[str, str]:
        """Give the name of a page's filing and its Bates number."""
        segment = bisect_right(self._starts, page) - 1
        return self.segments[segment].shown(page - self._starts[segment])

    # -- What may be seen and what is asked for ------------------------------------------------

    def visible(self, scope: Scope) -> Mask:
        """Tell which pages the scope may see; every search begins with it."""
        with self._lock:
            kept = self._masks.get(scope)
        if kept is not None:
            return kept
        seen: Mask = np.isin(self.levels, list(scope.levels))
        if scope.filings:
            seen |= np.isin(self.filings, list(scope.filings))
        seen = seen & self.alive
        if scope.without:
            seen &= ~np.isin(self.filings, list(scope.without))
        if scope.only is not None:
            seen &= np.isin(self.filings, list(scope.only))
        if scope.requests is not None:
            seen &= self.any_of("request", scope.requests)
        with self._lock:
            if len(self._masks) >= _KEPT_MASKS:
                self._masks.clear()
                self._within.clear()
            self._masks[scope] = seen
            self._within[id(seen)] = Within(self, seen)
        return seen

    def within(self, seen: Mask) -> Within:
        """Give what is known of the pages of a scope's mask."""
        with self._lock:
            found = self._within.get(id(seen))
        return found if found is not None and found.mask is seen else Within(self, seen)

    def narrowed(self, query: Query, seen: Mask) -> Mask:
        """Leave of the pages seen those that the query's prefixes and phrases allow."""
        kept = seen.copy()
        for field, values in (
            ("request", query.requests), ("kind", query.kinds), ("exemption", query.exemptions),
            ("bates", query.bates), ("codes", query.numbers),
        ):  # fmt: skip
            if values:
                kept &= self.any_of(field, values)
        if query.senders:
            kept &= self._from(query.senders)
        if query.pages:
            kept &= np.isin(self.numbers, query.pages)
        if query.after or query.before:
            kept &= self._dated_between(query)
        for phrase in query.phrases:
            kept &= self._on(self.phrase(phrase))
        for phrase in query.without:
            kept &= ~self._on(self.phrase(phrase))
        return kept

    def any_of(self, field: str, values: Iterable[str]) -> Mask:
        """Tell which pages have one of these values in a field."""
        found: Mask = np.zeros(self.size, np.bool_)
        for value in values:
            found[self.postings(field, value.casefold()).ids] = True
        return found

    def _dated_between(self, query: Query) -> Mask:
        first = query.after.toordinal() if query.after else 0
        end = query.before.toordinal() if query.before else np.iinfo(np.int32).max
        dated: Mask = (self.dated >= first) & (self.dated < end)
        return dated & (self.dated > 0) if query.before else dated

    def _from(self, senders: Sequence[str]) -> Mask:
        found: Mask = np.zeros(self.size, np.bool_)
        for sender in senders:
            every: Mask = np.ones(self.size, np.bool_)
            for term in sender.split():
                every &= self.any_of("sender", (term,))
            found |= every
        return found

    def _on(self, ids: Ids) -> Mask:
        mask: Mask = np.zeros(self.size, np.bool_)
        mask[ids] = True
        return mask

    def phrase(self, phrase: tuple[str, ...]) -> Ids:
        """Give the pages on which these terms stand one after the other."""
        if len(phrase) == 1:
            return self.postings("text", phrase[0]).ids
        found = [
            segment.phrase("text", phrase) + np.int32(base)
            for segment, base in zip(self.segments, self.bases, strict=False)
        ]
        return np.concatenate(found) if found else NO_POSTINGS.ids


class Within:
    """Counts the pages of one scope on which a term stands; what was counted is remembered."""

    def __init__(self, snapshot: Snapshot, mask: Mask) -> None:
        self.mask = mask
        self.corrections: dict[str, str] = {}  # see index.engine.spelling
        self._snapshot = snapshot
        self._counts: dict[str, int] = {}

    def __call__(self, term: str) -> int:
        """Give on how many pages of the scope a term of the text stands."""
        found = self._counts.get(term)
        if found is None:
            ids = self._snapshot.postings("text", term).ids
            found = int(np.count_nonzero(self.mask[ids])) if len(ids) else 0
            remember(self._counts, term, found)
        return found


def remember(known: dict[str, Value], term: str, value: Value) -> None:
    """Keep what was found of a term, of so many terms."""
    if len(known) >= _TERMS:
        known.clear()
    known[term] = value
