"""Whether papers on file give a name an office: "Secretary X", "X, Director of ...", counsel.

Who is so named anywhere is a public figure, unless a paper tells of the same name what is told of a
person in need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.privacy import note_frames
from bot.privacy.normal import plain
from bot.privacy.offices import is_of_counsel, is_office_holder

_BEFORE, _AFTER = 60, 90
_MOST = 40  # places of a page
_LEAST = 3  # letters of a name
_HEADS = re.compile(
    r"(?i)(?:\b(?:chair(?:man|woman|person)?|ceo|cfo|envoy|president|premier|advis[eo]r|pollster|pastor"
    r"|rev(?:erend)?|prof|host|founder|columnist|author|head\sof\s[\w\s]{2,24})\.?\s"
    r"(?:[a-z]{2,12}\s){0,1})$"
)
_OF_A_BODY = re.compile(
    r"\b(?:Secretary|Minister|Director|Head|Chief|Chair|President|Inspector|Commissioner|Administrator)"
    r"\s(?:of|for)\s(?:the\s)?(?:[A-Z][\w'-]+,?\s(?:and\s|of\s)?){1,4}$"
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def hold_office(name: str, texts: Iterable[str]) -> bool:
    """Say whether one of the texts gives the name an office, and none makes it a private person's.

    `name`: words, small; `texts`: masked pages.
    """
    words = _WORD.findall(name)
    if not words or max(map(len, words)) < _LEAST:
        return False
    joined = r"[ ,]{1,2}".join(map(re.escape, words))
    whole = re.compile(rf"(?i)(?<![\w'-]){joined}(?![\w-])")
    seen = False
    for text in map(plain, texts):
        for number, found in enumerate(whole.finditer(text)):
            if number == _MOST:
                break
            if _is_in_need(text, *found.span()):
                return False
            seen = seen or _has_an_office(text, *found.span())
    return seen


def _is_in_need(text: str, start: int, end: int) -> bool:
    return note_frames.is_of_a_life(text[max(0, start - _BEFORE) : start], text[end:][:_AFTER])


def _has_an_office(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if _HEADS.search(before) or _OF_A_BODY.search(before) or is_office_holder(before, after):
        return True
    return is_of_counsel(text, start, end)
