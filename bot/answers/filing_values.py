"""What answers from the filings are made of: pages with their quotes, lists of what is on file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.answers.values import Answer, Button, plain
from bot.frozen import Frozen, value
from bot.privacy.gate import Level


@value
class FoundPage(Frozen):
    """A page that answers, with a verbatim quote of its masked text."""

    doc: str
    title: str
    page: int
    bates: str
    score: float
    quote: str
    also_on: tuple[str, ...] = ()
    ref: str = ""  # "p55"
    voice: str = ""  # who argues there: "ICE argues"; "" where it is no party's argument
    said: str = ""  # the sentence of the quote that answers; "" where all of it does


@value
class FindAnswer(Answer):
    """Pages of the filings that hold the words, best first."""

    hits: tuple[FoundPage, ...]
    total: int
    took_ms: float
    words: str = ""
    searched: Mapping[str, int] | None = None  # filings, pages, unreadable
    corrections: tuple[tuple[str, str], ...] = ()
    note: str = ""  # e.g. "search is rebuilding, 40 % done"
    start: int = 0
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.TEAM
    pointer: bool = False  # says where restricted words are, and none of them


@value
class AskAnswer(Answer):
    """An answer from status facts or filings, with citations; or "nothing on file says so"."""

    answered: bool
    answer: str
    citations: tuple[FoundPage, ...]
    hits: tuple[FoundPage, ...]
    searched: Mapping[str, int]
    question: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.TEAM
    pointer: bool = False  # says where restricted words are, and none of them
    worth: float = 0.0  # how well the best sentence answers, as index.query.sentences weighs it
    of_a_kind: bool = False  # the question says what kind of thing would answer it
    doubt: str = ""  # said before the sentences, where none of them names what is asked for
    about: str = ""  # the request whose filings alone were asked
    scope: str = ""  # which filings were meant, and whether they alone were asked

    def to_json(self) -> dict[str, Any]:
        """Return what `foia ask --json` promises."""
        said = {"scope": self.scope, "doubt": self.doubt}
        return {name: words for name, words in said.items() if words} | {
            "answered": self.answered,
            "answer": self.answer,
            "citations": [
                {"doc": c.doc, "page": c.page, "bates": c.bates, "quote": c.quote}
                for c in self.citations
            ],
            "hits": [{"doc": h.doc, "page": h.page} for h in self.hits],
            "searched": plain(self.searched),
        }


@value
class Together(Answer):
    """What the record says, and a sentence of the filings that answers, too."""

    record: Answer
    filings: AskAnswer
    level: Level = Level.TEAM

    @property
    def citations(self) -> tuple[FoundPage, ...]:
        """What of the filings is shown."""
        return self.filings.citations[:1]

    def to_json(self) -> dict[str, Any]:
        """Return the record's answer as it is alone, and the sentence beside it."""
        return self.record.to_json() | {"filings": self.filings.to_json()}


@value
class ShowAnswer(Answer):
    """A page of a filing, masked."""

    doc: str
    title: str
    page: int
    pages: int
    bates: str
    quality: str
    text: str
    note: str = ""
    buttons: tuple[Button, ...] = ()
    understood: str = ""
    level: Level = Level.TEAM
    pointer: bool = False  # says where restricted words are, and none of them


@value
class FilingLine(Frozen):
    """A filing on the list, with the pages that cannot be searched and why."""

    doc: str
    title: str
    kind: str
    pages: int
    unreadable: tuple[tuple[int, str], ...]
    level: str
    requests: tuple[str, ...]
    added: datetime
    ref: str = ""  # "f2"


@value
class FilingsAnswer(Answer):
    """What is on file."""

    filings: tuple[FilingLine, ...]
    total: int
    start: int = 0
    words: str = ""
    buttons: tuple[Button, ...] = ()
    understood: str = ""
