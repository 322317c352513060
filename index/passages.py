"""The best places of a page for a question, as verbatim quotes with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import analysis
from index.pages import Quote
from index.query import Query

# A sentence ends at a full stop before a capital, or at an empty line.
_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9§])|\n\s*\n")
_SHORT = re.compile(r"\b(?:No|Nos|Mr|Mrs|Ms|Dr|Sec|Art|Inc|Co|Dept|Div|v|vs|U\.S|D\.C|Stat|Id)\.$")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Span]:
    """Cut a page into sentences; abbreviations such as "No." do not end one."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if _SHORT.search(text, max(0, end.start() - 8), end.start()):
            continue
        yield from _trimmed(text, start, end.start())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def quotes(text: str, query: Query, *, limit: int = 3, width: int = 300) -> list[Quote]:
    """Give the best stretches of a page, best first, each a slice of it but for cuts."""
    looked_for = set(query.terms)
    found = [token for token in analysis.tokens(text) if token.term in looked_for]
    scored = []
    for span in sentences(text):
        inside = {token.term for token in found if span.start <= token.start < span.end}
        if inside:
            scored.append((len(inside), -span.start, span))
    scored.sort(reverse=True)
    return [_quote(text, span, float(score), width) for score, _, span in scored[:limit]]


def _quote(text: str, span: Span, score: float, width: int) -> Quote:
    end = min(span.end, span.start + width)
    return Quote(text=text[span.start : end], start=span.start, end=end, score=score)


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a stretch shares a character with one of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)
