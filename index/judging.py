"""Whether the filings answer a question at all; "they do not say" is an answer too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.asking import Ask, Asked
from index.pages import Results
from index.ranking import Ranked, weight_of
from index.windows import coverage, lookup, occurrences

NOTHING_ASKED = "There is no word to look for in that."
NOTHING_FOUND = "No page has any of these words."
TOO_FAR = "The pages found leave out too much of the question."
NOT_STATED = "The pages found do not state what is asked for."

_LOOKED_AT = 5
_MISSING = 0.4  # of the question's weight
_NEAR = 250  # characters around an amount or a count
_SUPPORT = 0.3  # of the question's weight must stand around what is asked for
# Kinds that a page states in a form that can be recognised, or not at all.
_STRICT = frozenset({Ask.AMOUNT, Ask.SHARE, Ask.PHONE, Ask.DURATION, Ask.MEANING})
# Things that agencies count in so many words: "37 pages". Others come under many names.
_UNITS = frozenset({"page", "document", "record", "email", "file", "copi"})


def judge(results: Results, known: Mapping[int, str], pages: Sequence[Ranked], asked: Asked) -> str:
    """Say why the filings do not answer; nothing when they do."""
    if not pages:
        return NOTHING_FOUND
    if results.sought and _missing(results, known, pages) >= _MISSING:
        return TOO_FAR
    if results.sought and not _stated(results, known, pages[:_LOOKED_AT], asked):
        return NOT_STATED
    return ""


def _missing(results: Results, known: Mapping[int, str], pages: Sequence[Ranked]) -> float:
    """Give the share of the question that no page of the best filing has."""
    table = lookup(results.sought)
    by_filing: dict[int, set[int]] = {}
    for page in pages:
        words = by_filing.setdefault(page.hit.filing, set())
        text = f"{known[page.hit.page]}\n{page.hit.doc}"
        words.update(found.word for found in occurrences(text, table))
    whole = weight_of(results.sought)
    best = [by_filing[page.hit.filing] for page in pages[:_LOOKED_AT]]
    return min(
        sum(word.rarity for n, word in enumerate(results.sought) if n not in words) / whole
        for words in best
    )


def _stated(
    results: Results, known: Mapping[int, str], pages: Sequence[Ranked], asked: Asked
) -> bool:
    strict = asked.kinds & _STRICT
    if Ask.COUNT in asked.kinds and set(asked.counted) & _UNITS:
        strict |= {Ask.COUNT}
    return all(_supported(results, known, pages, asked, kind) for kind in strict)


def _supported(
    results: Results, known: Mapping[int, str], pages: Sequence[Ranked], asked: Asked, kind: Ask
) -> bool:
    """Tell whether a page has the kind of thing asked for among the words of the question."""
    table, whole = lookup(results.sought), weight_of(results.sought)
    for page in pages:
        text = known[page.hit.page]
        for start, end in asked.places(kind, text):
            around = text[max(0, start - _NEAR) : end + _NEAR]
            if coverage(occurrences(around, table), whole) >= _SUPPORT:
                return True
    return False
