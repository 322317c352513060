"""The values of this package: what a page is, what the engine takes and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FilingError(Exception):
    """A file cannot be taken; the text is fit to show and says what to do."""


class Quality(StrEnum):
    """How far the text of a page can be trusted."""

    TEXT = "text"
    OCR = "ocr"
    GARBLED = "garbled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or code printed on a page, with its place in the page's text."""

    kind: str  # tracking, docket, exemption, bates, statute, case
    value: str  # normalised
    start: int
    end: int


# Who knows numbers and codes passes this in: the index itself knows no agency's shapes.
Recogniser = Callable[[str], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as extraction leaves it. `text` is what people read, hyphens repaired."""

    number: int
    text: str
    quality: Quality = Quality.TEXT
    confidence: float | None = None  # mean word confidence of OCR, 0 to 1
    engine: str = ""  # what read it, with version and settings, so that it can be redone
    label: str = ""  # e.g. "sheet Costs, rows 1 to 200", where the number alone says little
    note: str = ""  # why it cannot be read, for people


@dataclass(frozen=True, slots=True)
class Extraction:
    """A file turned into pages, with what it says of itself."""

    pages: tuple[Page, ...]
    title: str = ""
    media_type: str = ""
    subject: str = ""
    sender: str = ""
    dated: date | None = None
    warnings: tuple[str, ...] = ()
    hidden_text: tuple[int, ...] = ()  # pages with words that were covered, hidden or noted
    suspect_text: tuple[int, ...] = ()  # pages whose text layer says what no reader sees
    parts: tuple[tuple[str, bytes], ...] = ()  # attachments and members: filings of their own


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the engine takes it: masked text and what may be searched or filtered by.

    `id` is the store's page id and never changes its meaning. `level` is 0 public, 1 team,
    2 restricted; `requests` are slugs.
    """

    id: int
    filing: int
    doc: str
    number: int
    text: str
    title: str = ""
    kind: str = ""
    sender: str = ""
    bates: str = ""
    requests: tuple[str, ...] = ()
    level: int = 1
    dated: date | None = None
    exemptions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # tracking, docket, case, statute marks, normalised


@dataclass(frozen=True, slots=True)
class Change:
    """One step for the engine: put this entry, or (entry None) drop the page of that id."""

    page: int
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may see; part of the query, never applied to its results."""

    levels: frozenset[int] = frozenset({0, 1})
    requests: frozenset[str] | None = None  # None: all
    filings: frozenset[int] = frozenset()  # filings above the levels that this viewer is named on
    without: frozenset[int] = frozenset()  # filings that nobody may search now
    only: frozenset[int] | None = None  # filings that the question is narrowed to; None: all


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers, best first."""

    page: int
    filing: int
    doc: str
    number: int
    score: float
    bates: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word looked for: as typed, the terms that count as it, and how rare it is (its weight)."""

    word: str
    terms: tuple[str, ...]
    rarity: float = 1.0
    own: int = 1  # how many of the terms are the word itself; the rest only say the same
    pages: int = 0  # on how many pages that the scope lets see
    initials: str = ""  # an acronym, perhaps: a page may spell it out, see analysis.initials


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. `total` counts only what the scope lets see."""

    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    complete: bool = True  # False: stopped at its deadline
    corrections: tuple[tuple[str, str], ...] = ()  # (typed, read as)
    sought: tuple[Sought, ...] = ()  # what was looked for, for quotes and for saying so


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page, verbatim: `text` equals page.text[start:end] but for ellipses at cuts."""

    text: str
    start: int
    end: int
    score: float = 0.0
    marks: tuple[Mark, ...] = field(default=())
