"""The best places of a page for a question, as verbatim quotes with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import NamedTuple

from index.engine.kept import KeptOfTexts
from index.pages import Quote, Recogniser, Sought
from index.query.asking import Asked
from index.query.windows import Located, Lookup, lookup
from index.terms.parse import Query, no_marks

ELLIPSIS = "…"
WIDTH = 300  # characters of a quote
PASSAGE = 700  # of a quote that answers: the sentence with what is said around it, a paragraph
_ENOUGH = 180  # a shorter sentence is shown with the next one
_ASKED = 0.8  # what a date or amount asked for adds to a sentence, in shares of the question
_BESIDE = 0.4  # a word beside the sentence counts so much of one in it
_AROUND = 250  # characters
_LITTLE_PROSE = 0.65  # an address, a row of names: such a sentence says little by itself
_PLACES = 20  # of the kind asked for in one sentence
_KIND = 2  # words of the question that such a place counts as much as
_LONGEST = 700  # a table without full stops is cut into lines

# A sentence ends at a full stop before a capital, at an empty line, or at a line of a mail's head.
_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9§$])|\n[ \t]*\n"
    r"|\n(?=(?:From|Sent|To|Cc|CC|Bcc|Subject|Date|RE|Re):)"
)
# So does the line of a heading, and the last of a mail's head, where plain words come below it.
_HEADING = re.compile(
    r"^(?:(?:Subject|Date|Sent|To|RE|Re|Cc|CC):[^\n]*|(?=[^\n]*[A-Z]{3})[^a-z\n]{1,80})"
    r"(?<![,;–—-])(\n)(?=[\"'“(]?[A-Z][^\n]*[a-z]{2})",
    re.MULTILINE,
)
# "That was its cause": such a sentence says little without the one before it.
_LEANS = re.compile(
    r"\W*(?:(?i:it|its|this|that|these|those|they|their|he|she|his|her|such|both|neither|thereafter|"
    r"however|therefore|thus|so|but|and|also|instead|otherwise|accordingly|"
    r"the (?:former|latter|same))\b|[a-z])"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_PROSE = re.compile(r"(?<![^\W_])[a-z]{2,}(?![^\W_])")
_LONG_ENOUGH = 4  # letters
_BROKEN = 0.3  # of a sentence's longer words
# Signs between letters, a letter three times over, or letters that no word has side by side.
_GARBAGE = re.compile(
    r"\ufffd|\w[\^\\\[\]{}<>|~*%=&]\w|[\^\\]|([^\W\d_])\1\1|(?i:[bcdfghjklmnpqrstvwxz]{6})"
)
_ADDRESS = re.compile(r"@|//|www\.")
_SHORT_FORM = re.compile(
    r"\b(?:Nos?|Mrs?|Ms|Dr|Sec|Art|Inc|Co|Dept|Div|vs?|[A-Z]|St|Stat|Id|Cir|Supp|Ex|Dkt|Decl|Br|Compl)\.$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page."""

    start: int
    end: int


class Near(NamedTuple):
    """The words of the question in a sentence, and in it or beside it."""

    inside: Sequence[Located]
    around: Sequence[Located]


def sentences(text: str) -> Iterator[Span]:
    """Cut a page into sentences; abbreviations such as "No." do not end one."""
    start = 0
    headings = ((found.start(1), found.end(1)) for found in _HEADING.finditer(text))
    plain = ((end.start(), end.end()) for end in _END.finditer(text) if not _runs_over(text, end))
    for end, following in merge(plain, headings):
        if end >= start:
            yield from _pieces(text, start, end)
            start = following
    yield from _pieces(text, start, len(text))


_spans = KeptOfTexts(lambda text: tuple(sentences(text)), lambda kept: 120 * len(kept), 4 << 20)


def _runs_over(text: str, end: re.Match[str]) -> bool:
    """Tell whether a sentence goes on here: after "No.", or over the empty lines of a scan."""
    if text[end.start()] == "\n":
        return (
            _goes_on(text[max(0, end.start() - 40) : end.start()].rstrip()[-1:])
            and text[end.end() : end.end() + 40].lstrip()[:1].islower()
        )
    return _SHORT_FORM.search(text, max(0, end.start() - 12), end.start()) is not None


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Give a sentence trimmed, or its lines when it is as long as a table."""
    if end - start <= _LONGEST:
        yield from _trimmed(text, start, end)
        return
    at = start
    while at < end:
        line = text.find("\n", at, end)
        cut = min(end if line < 0 else line, at + _LONGEST)
        if cut == at + _LONGEST:
            cut = max(text.rfind(" ", at, cut), at + _ENOUGH)
        yield from _trimmed(text, at, cut)
        at = cut + (cut == line)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def quotes(  # noqa: PLR0913 - what was sought and asked comes from the search that was made
    text: str,
    query: Query,
    *,
    limit: int = 3,
    width: int = WIDTH,
    sought: Sequence[Sought] = (),
    asked: Asked | None = None,
    recogniser: Recogniser = no_marks,
) -> list[Quote]:
    """Give the best stretches of a page, best first; each is a slice of it but for the ellipses."""
    sought = sought or tuple(Sought(term, (term,)) for term in query.terms)
    table = lookup(sought)
    found = table.locate(text)
    spans = _spans(text)
    starts = [one.start for one in found]
    scored = []
    for number, span in enumerate(spans):
        near = Near(
            found[bisect_left(starts, span.start) : bisect_left(starts, span.end)],
            found[
                bisect_left(starts, span.start - _AROUND) : bisect_left(starts, span.end + _AROUND)
            ],
        )
        if near.inside and (score := _worth(text, span, near, table, asked or Asked())) > 0:
            scored.append((score, -number))
    chosen: list[Quote] = []
    for score, number in sorted(scored, reverse=True):
        shown = shown_with(text, spans, -number, found, asked or Asked(), width)
        if not any(shown.start < other.end and other.start < shown.end for other in chosen):
            chosen.append(slice_of(text, shown, score, recogniser))
        if len(chosen) == limit:
            break
    return chosen


def _worth(text: str, span: Span, near: Near, table: Lookup, asked: Asked) -> float:
    """Weigh a sentence: its share of the question, more if it holds what is asked for.

    Words right before and after it tell what it speaks of: "The cost is $48,012."
    """
    share = table.share(near.inside)
    beside = table.share(near.around) - share
    seen = asked.seen_in(text[span.start : span.end])
    prose = 1.0 if seen or is_prose(text[span.start : span.end]) else _LITTLE_PROSE
    return prose * (share + _BESIDE * beside) * (1 + _ASKED * seen)


def is_broken(sentence: str) -> bool:
    """Tell whether a sentence is of a broken text layer: it is not shown as anybody's words."""
    words = [word for word in sentence.split() if len(word) >= _LONG_ENOUGH]
    return sum(map(_is_garbage, words)) > _BROKEN * max(1, len(words))


def _is_garbage(word: str) -> bool:
    return _GARBAGE.search(word) is not None and not _ADDRESS.search(word)


def is_prose(sentence: str) -> bool:
    """Tell whether at least half of the words are plain ones: no address, no row of names."""
    return 2 * len(_PROSE.findall(sentence)) >= len(sentence.split())


def spans_of(text: str) -> tuple[Span, ...]:
    """Give the sentences of a page; kept for pages that are read again and again."""
    return _spans(text)


def shown_with(
    text: str,
    spans: Sequence[Span],
    number: int,
    found: Sequence[Located],
    asked: Asked,
    width: int = WIDTH,
) -> Span:
    """Give what is shown of a sentence: with its neighbours where it is short, cut where long."""
    start, end = spans[number].start, spans[number].end
    following = number + 1
    while end - start < _ENOUGH and following < len(spans) and spans[following].end - start < width:
        end = spans[following].end
        following += 1
    if end - start < _ENOUGH and number and _LEANS.match(text, start):
        before = spans[number - 1]
        same_paragraph = not _PARAGRAPH.search(text, before.end, start)
        start = before.start if same_paragraph and end - before.start < width else start
    if end - start > width:
        return Span(*_cut(text, Span(start, end), width, found, asked))
    return Span(start, end)


def passage(
    text: str, spans: Sequence[Span], number: int, found: Sequence[Located], asked: Asked
) -> Span:
    """Give a sentence with the whole ones around it, in turn after and before, that have room."""
    first = last = number
    start, end = spans[number].start, spans[number].end
    if end - start > PASSAGE:
        return Span(*_cut(text, Span(start, end), PASSAGE, found, asked))
    grown = True
    while grown:
        grown = False
        if last + 1 < len(spans) and spans[last + 1].end - start <= PASSAGE:
            last, end, grown = last + 1, spans[last + 1].end, True
        if first and end - spans[first - 1].start <= PASSAGE:
            first, start, grown = first - 1, spans[first - 1].start, True
    return Span(start, end)


def slice_of(text: str, span: Span, score: float, recogniser: Recogniser = no_marks) -> Quote:
    """Give a stretch as a quote: verbatim but for the ellipses where it is cut."""
    start, end = span.start, span.end
    before = ELLIPSIS if _goes_on(text[:start].rstrip(" ")[-1:]) else ""
    after = ELLIPSIS if _goes_on(text[end - 1 : end]) and text[end : end + 1] == " " else ""
    marks = tuple(recogniser(text[start:end]))
    return Quote(f"{before}{text[start:end]}{after}", start, end, score, marks)


def _goes_on(last: str) -> bool:
    """Tell whether a sentence goes on after this character."""
    return last.isalnum() or last in {",", "-", "(", "’", "'"}


def _cut(
    text: str, span: Span, width: int, found: Sequence[Located], asked: Asked
) -> tuple[int, int]:
    """Cut a long sentence, between words, to where the question's words stand with what it asks."""
    inside = [one for one in found if span.start <= one.start < span.end]
    room = width - 2
    if not inside:
        return span.start, max(text.rfind(" ", span.start, span.start + room), span.start + 1)
    places = [
        (span.start + start, span.start + end)
        for kind in asked.kinds
        for start, end, _ in islice(asked.places(kind, text[span.start : span.end]), _PLACES)
    ]

    def start_for(one: Located) -> int:
        return max(span.start, min(one.start - room // 4, span.end - room))

    def shows(one: Located) -> int:
        start = start_for(one)
        words = {other.word for other in inside if start <= other.start < start + room}
        kind = any(start <= first and last <= start + room for first, last in places)
        return len(words) + _KIND * kind

    best = max(inside, key=shows)
    start = start_for(best)
    end = min(span.end, start + room)
    if start > span.start:
        space = text.find(" ", start, best.start)
        start = space + 1 if space >= 0 else start
    if end < span.end:
        space = text.rfind(" ", best.end, end)
        end = space if space >= 0 else end
    return start, end
