"""Pages that say the same: copies of a letter, mail quoted in the next mail, other scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine.kept import Arrays, KeptOfTexts
from index.pages import Hit

_ALIKE = 0.6  # scans of one page read by two programs share about this much
_FEWEST = 8  # words; a page of fewer is like any other
_BITS = 16_384  # of a page's fingerprint: two that share few bits are not compared further
_KEPT_BYTES = 8 * 1024 * 1024
_SPREAD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


@dataclass(frozen=True, slots=True)
class Folded:
    """A page, and the pages that say the same ("also on ...")."""

    hit: Hit
    also: tuple[Hit, ...] = ()


def fold(hits: Sequence[Hit], texts: Mapping[int, str]) -> list[Folded]:
    """Put pages that say nearly the same under the best of them; the order stays."""
    alike = _alike([_shingles(texts.get(hit.page, "")) for hit in hits])
    kept: list[tuple[int, list[Hit]]] = []
    for place, hit in enumerate(hits):
        for first, also in kept:
            if alike[place, first]:
                also.append(hit)
                break
        else:
            kept.append((place, []))
    return [Folded(hits[place], tuple(also)) for place, also in kept]


def _read(text: str) -> Arrays:
    """Give the runs of three words of a page as numbers, each once, and as a row of bits."""
    words = text.casefold().split()
    if len(words) < _FEWEST:
        return np.empty(0, np.uint64), np.zeros(_BITS // 64, np.uint64)
    numbers = np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64)
    first, second, third = (numbers * one for one in _SPREAD)
    runs = np.sort(first[:-2] ^ (second[1:-1] >> 7) ^ (third[2:] >> 13))
    runs = runs[np.append(True, runs[1:] != runs[:-1])]
    bits = np.zeros(_BITS, np.bool_)
    bits[runs >> np.uint64(50)] = True
    return runs, np.packbits(bits).view(np.uint64)


_shingles = KeptOfTexts(_read, lambda kept: sum(one.nbytes for one in kept), _KEPT_BYTES)


def _alike(pages: Sequence[Arrays]) -> NDArray[Any]:
    """Tell of each two pages whether they are alike."""
    alike = np.zeros((len(pages), len(pages)), np.bool_)
    if not pages:
        return alike
    sizes = np.array([len(runs) for runs, _ in pages])
    bits = np.stack([row for _, row in pages])
    hidden = sizes - np.bitwise_count(bits).sum(axis=1)  # runs that share a bit with another
    shared = np.bitwise_count(bits[:, None] & bits[None]).sum(axis=2, dtype=np.int64)
    at_most = np.minimum(shared + np.minimum(hidden[:, None], hidden[None]), sizes)
    near = at_most >= _ALIKE * (sizes[:, None] + sizes[None] - at_most)
    for one, other in np.argwhere(np.tril(near & (sizes > 0), -1)).tolist():
        both = len(np.intersect1d(pages[one][0], pages[other][0], assume_unique=True))
        alike[one, other] = both / (sizes[one] + sizes[other] - both) >= _ALIKE
    return alike
