"""A letter laid out: its parts, its own sentences, and how a value of it is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.correspondence.mode import Sentence, around, sentences
from bot.correspondence.segments import Part, segments
from bot.correspondence.source import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read out of a letter: the words that show it, their page, how sure it is."""

    value: str
    quote: str
    page: int
    sure: float  # 0 to 1
    start: int = 0
    end: int = 0
    unit: str = ""  # of days: calendar or working

    @property
    def number(self) -> int:
        """The value as a whole number."""
        return int(self.value)

    @property
    def day(self) -> date:
        """The value as a date."""
        return date.fromisoformat(self.value)


_YOU = re.compile(r"\byou(?:rs?)?\b", re.IGNORECASE)


class LaidOut:
    """The text of a letter with its parts and sentences. `flat` is the text with joined lines."""

    def __init__(self, source: Source) -> None:
        """Find the parts and the sentences of the letter's own body."""
        self.source = source
        self.text = source.plain
        self.parts = segments(source)
        self.body = [(p.start, p.end) for p in self.parts if p.part is Part.BODY]
        self.spoken = [s for start, end in self.body for s in sentences(self.text, start, end)]
        self.flat = _flat(self.text, self.spoken)
        self.heads = [p for p in self.parts if p.part in {Part.HEAD, Part.HEADERS}]

    def sentence(self, place: int) -> Sentence | None:
        """Give the sentence of the body in which a place lies."""
        return around(self.spoken, place)

    def signed(self) -> list[Sentence]:
        """Give the sentences below the signature, where some letters print the right to appeal."""
        below = [part for part in self.parts if part.part is Part.SIGNATURE]
        return [one for part in below for one in sentences(self.text, part.start, part.end)]

    def is_for_us(self) -> bool:
        """Whether the letter speaks to somebody; a newspaper, a rule or a table does not."""
        return any(_YOU.search(self.text, start, end) for start, end in self.body)

    def reading(self, value: str, start: int, end: int, sure: float, unit: str = "") -> Reading:
        """Give a value with the words at its place, their page and how sure it is."""
        quote = self.source.quote(start, end)
        return Reading(value, quote, self.source.page(start), round(sure, 2), start, end, unit)


def _flat(text: str, spoken: Sequence[Sentence]) -> str:
    """Give the text with the lines of each sentence joined; every place stays the same."""
    pieces: list[str] = []
    place = 0
    for one in spoken:
        pieces += [text[place : one.start], text[one.start : one.end].replace("\n", " ")]
        place = one.end
    return "".join([*pieces, text[place:]])
