"""Pages that say the same: copies of a letter, mail quoted in the next mail, other scans."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.analysis import terms
from index.pages import Hit

_SHINGLE = 3
_ALIKE = 0.6  # scans of one page read by two programs share about this much
_FEWEST = 8  # words; a page of fewer is like any other


@dataclass(frozen=True, slots=True)
class Folded:
    """A page, and the pages that say the same ("also on ...")."""

    hit: Hit
    also: tuple[Hit, ...] = ()


def fold(hits: Sequence[Hit], texts: Mapping[int, str]) -> list[Folded]:
    """Put pages that say nearly the same under the best of them; the order stays."""
    kept: list[tuple[Hit, frozenset[int], list[Hit]]] = []
    for hit in hits:
        shingles = _shingles(texts.get(hit.page, ""))
        for _, others, also in kept:
            if _alike(shingles, others):
                also.append(hit)
                break
        else:
            kept.append((hit, shingles, []))
    return [Folded(hit, tuple(also)) for hit, _, also in kept]


def _shingles(text: str) -> frozenset[int]:
    words = terms(text)
    if len(words) < _FEWEST:
        return frozenset()
    return frozenset(
        zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode())
        for at in range(len(words) - _SHINGLE + 1)
    )


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    if not one or not other:
        return False
    return len(one & other) / len(one | other) >= _ALIKE
