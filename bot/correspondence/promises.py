"""By when the agency will answer, how many days it adds, and whom it asks before it answers."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.correspondence.grammar import Count, Day, counts_in, days_in, yearless_in
from bot.correspondence.mode import TOLD, Mode, Sentence, mode_of

_ADDS = re.compile(r"\b(?:additional|extension|extend\w*|more)\b", re.IGNORECASE)
_MOST = 180  # days that an extension may add
_PROMISE = re.compile(
    r"\b(?:estimated|anticipated|expected|revised|new|extended)\s(?:\w+\s){0,2}?(?:date|deadline)\b"
    r"|\b(?:due date|response date|deadline|date of completion|completion date|response)\b[^.]{0,60}"
    r"\b(?:is|to|until|will be)\b"
    r"|\b(?:expect|anticipate|estimate|hope|plan|intend)\w*\b"
    r"|\b(?:we|I|office|department|agency|city|county|response|determination|records)\b[^.]{0,60}"
    r"\b(?:will|shall)\b"
    r"|\bextend\w*\b|\bextension\b"
    r"|\byou (?:will|shall|can expect to|should) (?:have|receive|get|hear)\b",
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
                found = [
                    count
                    for count in counts_in(text, near.start, near.end)
                    if count.days <= _MOST and _is_added(text, near, count)
                ]
                if found:
                    return next((one for one in found if _says_more(text, near, one)), found[0])
    return None


_MORE = re.compile(r"(?i)\b(?:additional|more|extra|further)\b")
_BY_WHICH = re.compile(
    r"(?i)\b(?:by|extension of|adding|adds?|another)\s(?:up to\s)?(?:an?\s)?(?:additional\s)?$"
)


def _says_more(text: str, sentence: Sentence, count: Count) -> bool:
    """Whether the days themselves are called more: "beyond the twenty days by ten additional"."""
    before = text[max(sentence.start, count.start - 30) : count.start]
    return bool(
        _MORE.search(text, count.start, count.end)
        or re.match(r"(?i)\s(?:more|longer|extension)\b", text[count.end : count.end + 12])
        or _BY_WHICH.search(before)
    )


_ON_TOP_OF = re.compile(
    r"\b(?:statutory|within|initial|usual|normal|original|beyond|past)\b(?:(?!\bby\b)[^,\d]){0,24}$",
    re.IGNORECASE,
)


def _is_added(text: str, sentence: Sentence, count: Count) -> bool:
    """Whether the days are those added, not the statute's own twenty."""
    before = text[max(sentence.start, count.start - 40) : count.start]
    return _ON_TOP_OF.search(before) is None


def estimated(
    text: str, spoken: Sequence[Sentence], dated: date | None = None
) -> tuple[Day, float] | None:
    """Give the day by which the agency expects to answer.

    A day without a year is the next such day after the letter's own, `dated`.
    """
    for sentence in spoken:
        if not _PROMISE.search(text, sentence.start, sentence.end):
            continue
        words = text[sentence.start : sentence.end]
        if re.search(
            r"\bappeal|\byou (?:must|should|may|have)\b|\breceived\b.{0,40}$", words, re.IGNORECASE
        ):
            continue
        days = [*days_in(text, sentence.start, sentence.end)]
        days += yearless_in(text, sentence.start, sentence.end, dated) if dated else []
        for day in days:
            before = text[max(sentence.start, day.start - 30) : day.start]
            told = re.search(r"\b(?:dated|received|request of|requested)\b", before, re.IGNORECASE)
            if _LEADS.search(before) and not told:
                return day, 0.75
    return None


_ASKS_THE_GENERAL = re.compile(
    r"\b(?:request(?:ed|ing|s)?|ask(?:ed|ing|s)?|sought|seek(?:ing|s)?|submit(?:ted|ting|s)?"
    r"|refer(?:red|ring|s)|brief(?:ed|ing)|sent)\b[^.]{0,80}?"
    r"(?:\b(?:ruling|decision|determination|opinion)\b[^.]{0,60}?\bAttorney General\b"
    r"|\bAttorney General\b[^.]{0,60}?\b(?:ruling|decision|determination|opinion|whether)\b)",
    re.IGNORECASE,
)


def asks_the_general(text: str, spoken: Sequence[Sentence]) -> tuple[int, int] | None:
    """Find where the body says that it asks the Attorney General before it answers, in Texas."""
    for sentence in spoken:
        found = _ASKS_THE_GENERAL.search(text, sentence.start, sentence.end)
        if found is None or TOLD.match(text[sentence.start : sentence.end]):
            continue
        if mode_of(text, sentence, found.start(), found.end()) in {Mode.DOES, Mode.FUTURE}:
            return sentence.start, sentence.end
    return None
