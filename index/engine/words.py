"""From the words typed to the terms looked for: endings, spelling, other words for the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.engine import spelling
from index.engine.impacts import rarity
from index.engine.scoring import Tuning, Wanted
from index.engine.snapshot import Mask, Snapshot
from index.pages import Sought
from index.terms import forms, vocabulary
from index.terms.akin import akin
from index.terms.analysis import INITIALS, term_of
from index.terms.parse import Query, Word

PREFIX_TERMS = 50
_ACRONYM = re.compile(r"[a-z]{3,6}$")
_KNOWN = 20  # pages; a word on more of them is a word and no acronym typed in small letters


def wanted(
    snapshot: Snapshot, seen: Mask, query: Query, tuning: Tuning
) -> tuple[list[Wanted], tuple[tuple[str, str], ...]]:
    """Give what to look for, and which words were read as others."""
    counted = snapshot.within(seen)
    found: list[Wanted] = []
    corrections: list[tuple[str, str]] = []
    for word in query.words:
        if word.prefix:
            found.append(Wanted(word.typed, _beginning(snapshot, word)))
            continue
        split = forms.apart(word.typed) if counted(word.term) <= _KNOWN else ()
        terms = [word.term]
        guess = tuning.spelling and not word.certain
        meant = spelling.correction(snapshot, counted, word.term) if guess else ""
        if meant:
            terms.append(meant)
            corrections.append((word.typed, spelling.as_typed(word.typed, word.term, meant)))
        # A name is often written as one word in addresses: Los Rios, losrios.edu.
        terms += [joined for joined in _joined(query, word) if counted(joined)]
        others = [other for term in terms for other in vocabulary.alternatives(term)]
        if not (meant or split or any(map(counted, terms))):
            others += [other for other in sorted(akin(word.term)) if counted(other)]
        initials = "" if meant else _initials(counted(word.term), word)
        found.append(
            Wanted(word.typed, tuple(terms), tuple(dict.fromkeys(others)), initials, split)
        )
    for phrase in query.phrases:
        found.extend(Wanted(term, (term,)) for term in phrase)
    return found, tuple(corrections)


def _initials(pages: int, word: Word) -> str:
    """Give what stands in the index for names that this word may be short for."""
    may_be = word.capitals or pages <= _KNOWN
    return INITIALS + word.typed if may_be and _ACRONYM.match(word.typed) else ""


def _joined(query: Query, word: Word) -> list[str]:
    typed = {one.term: one.typed for one in query.words}
    return [
        term_of(typed.get(first, first) + typed.get(second, second))
        for first, second in query.pairs
        if word.term in (first, second)
    ]


def _beginning(snapshot: Snapshot, word: Word) -> tuple[str, ...]:
    found = snapshot.terms_from("text", word.typed, PREFIX_TERMS)
    return tuple(dict.fromkeys([term_of(word.typed), *found]))


def sought(snapshot: Snapshot, seen: Mask, words: Sequence[Wanted]) -> tuple[Sought, ...]:
    """Say of each word how rare it is, and on how many of the viewer's pages it stands."""
    found = []
    for word in words:
        count = _seen_on(snapshot, seen, word.terms, word.split)
        terms = (*word.terms, *word.others, *word.split[1:])
        weight = rarity(snapshot.size, count)
        found.append(Sought(word.word, terms, weight, len(word.terms), count, word.initials))
    return tuple(found)


def _seen_on(snapshot: Snapshot, seen: Mask, terms: Sequence[str], split: tuple[str, ...]) -> int:
    if len(terms) == 1 and not split:
        return snapshot.within(seen)(terms[0])
    pages = np.zeros(snapshot.size, np.bool_)
    for term in terms:
        pages[snapshot.postings("text", term).ids] = True
    if split:
        pages[snapshot.phrase(split)] = True
    return int(np.count_nonzero(pages & seen))
