"""Words become numbers, and one sort brings a term's pages together: blocks. Knows no engine."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import blocks


class Block:
    """One term with its block, its pages, how often it stands in all and at most on one."""

    __slots__ = ("data", "ids", "most", "term", "weight")

    def __init__(self, term: bytes, data: bytes, ids: Any, weight: int, most: int) -> None:
        self.term = term
        self.data = data
        self.ids = ids
        self.weight = weight
        self.most = most


def _places(counts: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Count the words of each page from 0."""
    total = int(counts.sum())
    starts = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
    return np.minimum(np.arange(total) - starts, blocks.MAX_PLACE).astype(np.uint16)


def _block(term: bytes, pages: NDArray[Any], places: NDArray[np.uint16] | None) -> Block:
    if len(pages) == 1:
        page = int(pages[0])
        data = blocks.pack_single(page, None if places is None else int(places[0]))
        return Block(term, data, (page,), 1, 1)
    changes = np.flatnonzero(pages[1:] != pages[:-1]) + 1
    firsts = np.concatenate(([0], changes))
    counts = np.diff(firsts, append=len(pages))
    ids = pages[firsts].astype(np.int64)
    return Block(term, blocks.pack(ids, counts, places), ids, len(pages), int(counts.max()))


class Pool:
    """The terms of one field, in the order in which they came."""

    def __init__(self, *, with_places: bool) -> None:
        self.with_places = with_places
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._counts = array("I")  # words a page
        self._pages = array("I")

    def add(self, page: int, terms: Sequence[str]) -> None:
        """Add the terms of one page; pages come in ascending order."""
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._pages.append(page)
        self._counts.append(len(terms))

    def blocks(self) -> Iterator[Block]:
        """Give the finished block of each term, terms in the order of their bytes."""
        if not self._terms:
            return
        terms = sorted((term.encode(), number) for term, number in self._numbers.items())
        rank = np.empty(len(terms), np.uint32)
        rank[[number for _, number in terms]] = np.arange(len(terms), dtype=np.uint32)
        counts = np.frombuffer(self._counts, np.uint32)
        ranked = rank[np.frombuffer(self._terms, np.uint32)]
        order = np.argsort(ranked, kind="stable")
        pages = np.repeat(np.frombuffer(self._pages, np.uint32), counts)[order]
        places = _places(counts)[order] if self.with_places else None
        bounds = np.searchsorted(ranked[order], np.arange(len(terms) + 1))
        bounds_list = bounds.tolist()
        for index, (term, _) in enumerate(terms):
            start, end = bounds_list[index], bounds_list[index + 1]
            yield _block(term, pages[start:end], None if places is None else places[start:end])


def join(term: bytes, parts: list[tuple[bytes, NDArray[np.int64] | None]]) -> Block | None:
    """Put the pages of one term together under their new numbers, without the deleted ones.

    Each part is a block, and the new number of each of its pages (-1: deleted; None: all stay).
    """
    ids, counts, places = [], [], []
    for data, moved in parts:
        postings = blocks.unpack(data)
        _, found = blocks.unpack_places(data, postings)
        owners = np.repeat(postings.ids.astype(np.int64), postings.weights.astype(np.int64))
        pages, weights = postings.ids.astype(np.int64), postings.weights.astype(np.int64)
        if moved is not None:
            pages, owners = moved[pages], moved[owners] if len(found) else owners
            kept = pages >= 0
            pages, weights, found = (
                pages[kept],
                weights[kept],
                found[owners >= 0] if len(found) else found,
            )
        ids.append(pages)
        counts.append(weights)
        places.append(found)
    all_ids, all_counts = np.concatenate(ids), np.concatenate(counts)
    if not len(all_ids):
        return None
    all_places = np.concatenate(places)
    data = blocks.pack(all_ids, all_counts, all_places if len(all_places) else None)
    return Block(term, data, all_ids, int(all_counts.sum()), int(all_counts.max()))
