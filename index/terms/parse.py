"""The user's words -> our own small query; no engine's parser ever sees them.

words, "phrases", -word beside a positive word, word* from three letters, and a closed list of
prefixes: from: request: kind: before: after: exemption: bates: page:. All else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from index.pages import Mark, Recogniser
from index.terms import analysis

MAX_CHARACTERS = 1000
MAX_WORDS = 40
MIN_PREFIX = 3

HELP = (
    "Ask in plain words, or narrow it:",
    "which letter denied expedited processing",
    '"no responsive records" from:ICE',
    "backlog request:ice-data-breach after:2023-01-01",
    "exemption:b5 -draft",
    "2018-ICFO-59138",
    "bates:ICE-0001234 page:12",
)


class QueryError(Exception):
    """The query is refused; the sentence says what to do instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for: as typed, its term, and whether it may go on (`releas*`)."""

    typed: str
    term: str
    prefix: bool = False
    capitals: bool = field(default=False, compare=False)  # typed in capitals: an acronym perhaps
    certain: bool = False  # no other word is tried for it


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for (words, phrases, codes), and what narrows it (the rest)."""

    raw: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()  # quoted: each must stand on the page
    glued: tuple[tuple[str, ...], ...] = ()  # EID_PERSON_ID, e-mail addresses: better together
    pairs: tuple[tuple[str, str], ...] = ()  # words typed side by side: Los Rios, lake county
    without: tuple[tuple[str, ...], ...] = ()  # terms in sequence that must not be there
    codes: tuple[str, ...] = ()  # compact numbers and exemptions, see analysis.codes
    senders: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    bates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # forms of a number of a record, one of which must be there
    pages: tuple[int, ...] = ()
    after: date | None = None
    before: date | None = None
    corrections: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term that speaks for a page, each once, in the order typed."""
        quoted = [term for phrase in self.phrases for term in phrase]
        return tuple(dict.fromkeys([word.term for word in self.words] + quoted))

    @property
    def looks_for_something(self) -> bool:
        """Whether there is anything to rank or to filter by."""
        return bool(self.terms or self.codes or self.narrowed)

    @property
    def narrowed(self) -> bool:
        """Whether a prefix such as from: narrows the search."""
        filters = (
            self.senders, self.requests, self.kinds, self.exemptions, self.bates, self.numbers,
            self.pages, self.after, self.before,
        )  # fmt: skip
        return any(filters)


def no_marks(_text: str) -> tuple[Mark, ...]:
    """Recognise nothing: the index knows no agency's numbers by itself."""
    return ()


_PIECE = re.compile(r'(-?)"([^"]{1,400})"|(\S+)')
_FIELD = re.compile(r'(?i)\b(from|request|kind|before|after|exemption|bates|page):("[^"]*"|\S+)')
_DASHES = re.compile(r"[‐‑‒–—−]")
_QUOTES = re.compile(r"[“”„«»＂]")


def parse(words: str, *, recogniser: Recogniser = no_marks) -> Query:
    """Read a line as a query; raise QueryError with a sentence when it is too much or unclear."""
    if len(words) > MAX_CHARACTERS:
        raise QueryError(
            f"That is {len(words):,} characters; please ask in at most {MAX_CHARACTERS:,}."
        )
    raw = " ".join(_printable(words).split())
    narrowed, rest = _take_fields(_QUOTES.sub('"', raw))
    query = _read_words(rest, narrowed)
    marks = [analysis.compact(mark.value) for mark in recogniser(rest)]
    found = dict.fromkeys([*marks, *_codes_typed(rest)])
    query = replace(query, raw=raw, codes=tuple(code for code in found if code))
    return _checked(query)


def _printable(words: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in words)


def _checked(query: Query) -> Query:
    if len(query.terms) > MAX_WORDS:
        raise QueryError(
            f"That is {len(query.terms)} words to look for; please use at most {MAX_WORDS}."
        )
    if query.without and not (query.terms or query.codes or query.narrowed):
        return replace(query, without=())  # "everything but" is no question
    return query


# -- Prefixes --------------------------------------------------------------------------------


def _take_fields(line: str) -> tuple[Query, str]:
    query = Query()
    kept = []
    position = 0
    for found in _FIELD.finditer(line):
        value = found[2].strip('"').strip()
        if not value:
            continue
        query = _narrow(query, found[1].lower(), value)
        kept.append(line[position : found.start()])
        position = found.end()
    return query, " ".join([*kept, line[position:]])


def _narrow(query: Query, name: str, value: str) -> Query:
    if name == "before":
        return replace(query, before=_day(name, value))
    if name == "after":
        return replace(query, after=_day(name, value))
    if name == "page":
        return replace(query, pages=(*query.pages, _page_number(value)))
    if name == "exemption":
        return replace(query, exemptions=(*query.exemptions, exemption(value)))
    if name == "bates":
        return replace(query, bates=(*query.bates, analysis.compact(value)))
    if name == "from":
        return replace(query, senders=(*query.senders, " ".join(analysis.terms(value))))
    if name == "kind":
        return replace(query, kinds=(*query.kinds, value.casefold().replace(" ", "_")))
    return replace(query, requests=(*query.requests, value.casefold()))


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{name}: takes a date such as {name}:2023-05-31.") from None


def _page_number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 0 < len(value) < 7):  # noqa: PLR2004
        raise QueryError("page: takes a page number such as page:12.")
    return int(value)


def exemption(value: str) -> str:
    """Give an exemption as it is indexed: (b)(7)(C), 7C and b7c are all b7c."""
    folded = analysis.compact(value)
    return folded if folded.startswith("b") else f"b{folded}"


# -- Words -----------------------------------------------------------------------------------


def _read_words(line: str, query: Query) -> Query:
    positive: list[str] = []
    phrases, glued, without = list(query.phrases), list(query.glued), list(query.without)
    for piece in _PIECE.finditer(line):
        minus, quoted, bare = piece[1], piece[2], piece[3]
        if quoted is not None:
            phrase = tuple(analysis.terms(quoted))
            (without if minus else phrases).append(phrase)
        elif bare.startswith("-") and bare[1:2].isalnum():
            without.append(tuple(analysis.terms(bare)))
        else:
            positive.append(bare)
            parts = tuple(analysis.terms(bare))
            if len(parts) > 1:
                glued.append(parts)
    return replace(
        query,
        words=tuple(_content_words(positive, alone=not any(phrases))),
        pairs=tuple(dict.fromkeys(_pairs(positive))),
        phrases=tuple(dict.fromkeys(filter(None, phrases))),
        glued=tuple(dict.fromkeys(glued)),
        without=tuple(dict.fromkeys(filter(None, without))),
    )


def _content_words(pieces: list[str], *, alone: bool) -> Iterator[Word]:
    words = [word for piece in pieces for word in _words_of(piece)]
    content = [word for word in words if word.typed not in analysis.STOP_WORDS]
    chosen = content or (words if alone else [])  # a question of stop words only looks for them
    seen = set()
    for word in chosen:
        if (word.term, word.prefix) not in seen:
            seen.add((word.term, word.prefix))
            yield word


def _pairs(pieces: list[str]) -> Iterator[tuple[str, str]]:
    """Give the content words that stand side by side, no stop word or comma between them."""
    before: Word | None = None
    for piece in pieces:
        for word in _words_of(piece):
            content = word.typed not in analysis.STOP_WORDS and not word.prefix
            if before is not None and content and before.term != word.term:
                yield before.term, word.term
            before = word if content else None
        if piece[-1] in ",;:?!":
            before = None


def _words_of(piece: str) -> Iterator[Word]:
    found = list(analysis.WORD.finditer(piece))
    for match in found:
        typed = analysis.fold(match[0])
        rest = piece[match.end() :]
        prefix = match is found[-1] and rest.startswith("*") and len(typed) >= MIN_PREFIX
        term = typed if prefix else analysis.term_of(match[0])
        yield Word(typed, term, prefix, match[0].isupper())


def _codes_typed(line: str) -> list[str]:
    """Codes as a person may type them: in any spacing, with "No." before them, in any case."""
    plain = _DASHES.sub("-", line.replace("#", " "))
    found = analysis.codes(plain) + analysis.codes(plain.upper())
    pieces = [part for part in re.findall(r"[^\W_]+", plain) if part]
    for size in (2, 3, 4):
        for start in range(len(pieces) - size + 1):
            group = pieces[start : start + size]
            if _could_be_a_number(group):
                found.append(analysis.compact(" ".join(group)))
    return found


def _could_be_a_number(group: list[str]) -> bool:
    digits = sum(ch.isdigit() for part in group for ch in part)
    short = all(len(part) <= 5 or part.isdigit() for part in group)  # noqa: PLR2004
    ends = any(ch.isdigit() for ch in group[0] + "") or group[0].isalpha()
    return digits >= 4 and short and ends and any(ch.isdigit() for ch in group[-1])  # noqa: PLR2004
