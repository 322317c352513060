"""Pages that say the same: copies of a letter, mail quoted in the next mail, other scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.pages import Hit

Shingles = frozenset[tuple[str, str, str]]

_ALIKE = 0.6  # scans of one page read by two programs share about this much
_FEWEST = 8  # words; a page of fewer is like any other


@dataclass(frozen=True, slots=True)
class Folded:
    """A page, and the pages that say the same ("also on ...")."""

    hit: Hit
    also: tuple[Hit, ...] = ()


def fold(hits: Sequence[Hit], texts: Mapping[int, str]) -> list[Folded]:
    """Put pages that say nearly the same under the best of them; the order stays."""
    kept: list[tuple[Hit, Shingles, list[Hit]]] = []
    for hit in hits:
        shingles = _shingles(texts.get(hit.page, ""))
        for _, others, also in kept:
            if _alike(shingles, others):
                also.append(hit)
                break
        else:
            kept.append((hit, shingles, []))
    return [Folded(hit, tuple(also)) for hit, _, also in kept]


def _shingles(text: str) -> Shingles:
    words = text.casefold().split()
    if len(words) < _FEWEST:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _alike(one: Shingles, other: Shingles) -> bool:
    fewer, more = sorted((len(one), len(other)))
    if not fewer or fewer < _ALIKE * more:
        return False  # they could not share enough
    return len(one & other) / len(one | other) >= _ALIKE
