"""A request of several items, of which each is answered by itself.

"No records on item 2. Item 1 is exempt and withheld": the one does not hide the other.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.correspondence.kinds import Hit
from bot.correspondence.mode import Mode, Sentence, around
from bot.law.letter_types import LetterType as T

_ITEM = re.compile(
    r"\b(?:items?|parts?|portions?|paragraphs?|questions?|numbers?|nos?\.|bullets?|categor(?:y|ies)|sections?)\s?[(#]?(?:\d{1,2}|[a-h]|one|two|three|four|five)\b"
    r"|\b(?:first|second|third|fourth|fifth|former|latter|other|remaining)\s(?:\w+\s)?(?:parts?|items?|portions?|requests?|offices?|categor(?:y|ies)|one)\b"
    r"|\b(?:for|about|on|regarding|to)\sthe\s(?:first|second|third|fourth|fifth|former|latter|other)\b",
    re.IGNORECASE,
)
_KEPT_BACK = re.compile(
    r"\b(?:exempt|withh(?:old|eld|olding)|den(?:y|ied|ying)|privileged|confidential|not be disclosed|redact\w*)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:releas(?:e|ed|ing)|enclos\w+|attach\w+|provid(?:e|ed|ing)|produc(?:e|ed|ing)|disclos(?:e|ed|ing))\b",
    re.IGNORECASE,
)
_DENIED = frozenset({T.FULL_DENIAL, T.PARTIAL_DENIAL})
_RELEASED = frozenset({T.FINAL_RELEASE, T.INTERIM_RELEASE})


def several(
    text: str, spoken: Sequence[Sentence], found: Sequence[Hit]
) -> tuple[list[Hit], list[tuple[int, int]]]:
    """Leave out that nothing was found of one item, where another one is withheld or released.

    An item that is released beside one of which there is nothing makes a release in part. The
    sentences in which nothing more is to be heard of that stand beside.
    """
    none = _places(text, spoken, found, {T.NO_RECORDS}, None)
    if not any(_ITEM.search(text, one.start, one.end) for one in none):
        return list(found), []
    denied = _places(text, spoken, found, _DENIED, _KEPT_BACK) - none
    given = _places(text, spoken, found, _RELEASED, _GIVEN) - none
    if not denied and not given:
        return list(found), []
    kept = [hit for hit in found if hit.type is not T.NO_RECORDS]
    if not denied:
        kept = [replace(h, type=T.PARTIAL_DENIAL) if h.type in _RELEASED else h for h in kept]
    return kept, [(one.start, one.end) for one in spoken]


def _places(
    text: str,
    spoken: Sequence[Sentence],
    found: Iterable[Hit],
    types: Iterable[T],
    words: re.Pattern[str] | None,
) -> set[Sentence]:
    """Give the sentences that surely do one of these things, in such words."""
    listed = list(spoken)
    return {
        one
        for hit in found
        if hit.type in types and hit.mode in {Mode.DOES, Mode.FUTURE}
        and (one := around(listed, hit.start)) is not None
        and (words is None or words.search(text, one.start, one.end))
    }  # fmt: skip
