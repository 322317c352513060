"""By when the agency says that it will answer, and how many days it adds."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.correspondence.grammar import Count, Day, counts_in, days_in
from bot.correspondence.mode import Sentence

_ADDS = re.compile(r"\b(?:additional|extension|extend\w*|more)\b", re.IGNORECASE)
_MOST = 180  # days that an extension may add
_PROMISE = re.compile(
    r"\b(?:estimated|anticipated|expected|revised|new|extended)\s(?:\w+\s){0,2}?(?:date|deadline)\b"
    r"|\b(?:due date|response date|deadline|date of completion|completion date|response)\b[^.]{0,60}"
    r"\b(?:is|to|until|will be)\b"
    r"|\b(?:expect|anticipate|estimate|hope|plan|intend)\w*\b"
    r"|\b(?:we|I|office|department|agency|city|county|response|determination|records)\b[^.]{0,60}"
    r"\b(?:will|shall)\b"
    r"|\bextend\w*\b|\bextension\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:by|before|on|to|until|through|is|of|be|for|than|completion|date|around|about)\s{1,3}"
    r"(?:or (?:before|about) |approximately |later than )?$|:\s{0,4}$",
    re.IGNORECASE,
)


def added(text: str, spoken: Sequence[Sentence], place: int) -> Count | None:
    """Give the days that an extension adds: from its own sentence, else from the next."""
    for at, sentence in enumerate(spoken):
        if sentence.start <= place < sentence.end:
            for near in spoken[at : at + 2]:
                if not _ADDS.search(text, near.start, near.end):
                    continue
                for count in counts_in(text, near.start, near.end):
                    if count.days <= _MOST and _is_added(text, near, count):
                        return count
    return None


def _is_added(text: str, sentence: Sentence, count: Count) -> bool:
    """Whether the days are those added, not the statute's own twenty."""
    before = text[max(sentence.start, count.start - 40) : count.start]
    return re.search(r"\b(?:statutory|within|initial|usual|normal|original)\b[^,]{0,24}$", before,
                     re.IGNORECASE) is None  # fmt: skip


def estimated(text: str, spoken: Sequence[Sentence]) -> tuple[Day, float] | None:
    """Give the day by which the agency expects to answer."""
    for sentence in spoken:
        if not _PROMISE.search(text, sentence.start, sentence.end):
            continue
        words = text[sentence.start : sentence.end]
        if re.search(
            r"\bappeal|\byou (?:must|should|may|have)\b|\breceived\b.{0,40}$", words, re.IGNORECASE
        ):
            continue
        for day in days_in(text, sentence.start, sentence.end):
            before = text[max(sentence.start, day.start - 30) : day.start]
            told = re.search(r"\b(?:dated|received|request of|requested)\b", before, re.IGNORECASE)
            if _LEADS.search(before) and not told:
                return day, 0.75
    return None
