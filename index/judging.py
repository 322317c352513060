"""Whether the filings answer a question at all; "they do not say" is an answer too.

Told by rule, and on the careful side: a question is declined only where the pages found leave out
much of it, or hold no amount, count or the like anywhere near its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import codes, term_of
from index.asking import Ask, Asked
from index.pages import Results
from index.query import Query
from index.ranking import Ranked
from index.vocabulary import alternatives
from index.windows import Lookup, lookup

NOTHING_ASKED = "There is no word to look for in that."
NOTHING_FOUND = "No page has any of these words."
TOO_FAR = "The pages found leave out too much of the question."
NOT_STATED = "The pages found do not state what is asked for."

_LOOKED_AT = 5
_MISSING = 0.4  # of the question's weight
_NEAR = 250  # characters around an amount or a count
_SUPPORT = 0.3  # of the question's weight must stand around what is asked for
_TELLING = 5  # characters of a number that names one matter
# Kinds that a page states in a form that can be recognised, or not at all.
_STRICT = frozenset({Ask.AMOUNT, Ask.SHARE, Ask.PHONE, Ask.DURATION})
# Things that agencies count in so many words: "37 pages". Others come under many names.
_UNITS = frozenset({"page", "document", "record", "email", "file", "copi"})


def judge(
    query: Query, results: Results, table: Lookup, pages: Sequence[Ranked], asked: Asked
) -> str:
    """Say why the filings do not answer; nothing when they do."""
    if not pages:
        return NOTHING_FOUND
    if not results.sought:
        return ""
    if _missing(results, table, pages) >= _MISSING:
        return TOO_FAR
    near = _of_the_matter(query, pages)[:_LOOKED_AT]
    if not all(_supported(results, near, asked, kind) for kind in _strict(asked)):
        return NOT_STATED
    return ""


def _missing(results: Results, table: Lookup, pages: Sequence[Ranked]) -> float:
    """Give the share of the question that no page found of the best filing has."""
    by_filing: dict[int, set[int]] = {}
    for page in pages:
        words = by_filing.setdefault(page.hit.filing, set())
        words.update(found.word for found in page.found)
    for page in pages[:_LOOKED_AT]:
        words = by_filing[page.hit.filing]
        words.update(found.word for found in table.find(page.hit.doc))
    best = [by_filing[page.hit.filing] for page in pages[:_LOOKED_AT]]
    return min(
        sum(word.rarity for n, word in enumerate(results.sought) if n not in words) / table.whole
        for words in best
    )


def _of_the_matter(query: Query, pages: Sequence[Ranked]) -> Sequence[Ranked]:
    """Leave the pages of filings with the number typed, where there is one; else all."""
    telling = {code for code in query.codes if len(code) >= _TELLING and code[-1].isdigit()}
    if not telling:
        return pages
    digits = {max(re.findall(r"\d+", code), key=len) for code in telling}
    filings = {
        page.hit.filing
        for page in pages
        if any(run in page.text for run in digits) and telling.intersection(codes(page.text))
    }
    return [page for page in pages if page.hit.filing in filings] or pages


def _strict(asked: Asked) -> frozenset[Ask]:
    strict = asked.kinds & _STRICT
    if Ask.COUNT in asked.kinds and set(asked.counted) & _UNITS:
        strict |= {Ask.COUNT}
    return strict


def _supported(results: Results, pages: Sequence[Ranked], asked: Asked, kind: Ask) -> bool:
    """Tell whether a page has the kind of thing asked for among the words of the question."""
    table = lookup([word for word in results.sought if not any(ch.isdigit() for ch in word.word)])
    for page in pages:
        if kind is Ask.AMOUNT and not _names(page.text, asked.amount_of):
            continue
        located = table.locate(page.text)
        for start, end in asked.places(kind, page.text):
            around = [one for one in located if start - _NEAR <= one.start <= end + _NEAR]
            if table.share(around) >= _SUPPORT:
                return True
    return False


def _names(text: str, amount_of: str) -> bool:
    """Tell whether a page speaks of that which the amount is of: a settlement, attorney fees."""
    if not amount_of:
        return True
    term = term_of(amount_of)
    named = dict.fromkeys((term, *alternatives(term)), (0, 1.0))
    return bool(Lookup(named, 1.0).find(text))
