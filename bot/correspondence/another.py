"""What a letter says of another request than its own: the duplicate that they closed.

"We closed 0002 as a duplicate of this one" closes nothing of the request that the letter is about,
and 0002 is no number of it. So with our appeal: that it is closed as moot closes no request.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.correspondence.mode import Mode, Sentence, mode_of
from bot.correspondence.numbers import Number, plain
from bot.correspondence.segments import Part, Segment

_ANOTHER = (
    r"(?:(?:your|the|an?|that|this)\s)?(?:other|second|third|later|earlier|previous|prior|first|duplicate|duplicative|repeat(?:ed)?"
    r"|redundant|additional|separate|further|older|newer)\s(?:[\w/-]+\s){0,3}?(?:requests?|cases?|submissions?|files?|entry|entries|copy|ones?|numbers?)\b"
    r"|another\s(?:[\w/-]+\s){0,2}?(?:request|case|submission|file)\b|(?:that|the\sother)\s(?:number|request|case|file|one)\b"
)
_OWN = (
    r"(?:this|the\s(?:present|current|above|instant))\s(?:[\w/-]+\s){0,3}?(?:request|case|file|matter|one|number)\b"
    r"|(?:your|the)\s(?:(?!fee|waiver)[\w/-]+\s){0,3}?(?:request|case|file)\b"
)
_MENTION = re.compile(
    rf"\b(?:(?P<another>{_ANOTHER})|(?P<own>{_OWN}))|(?P<number>[A-Z0-9][\w/.-]{{3,30}}\d)",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:clos(?:ed|ing|e)|withdr(?:awn|ew|awing)|cancel(?:l?ed|l?ing)|terminat(?:ed|ing)|abandoned)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:(?:now|also|therefore|hereby|administratively|thus|being|since)\s){0,3}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^\s?(?:(?!\b(?:as|because|since|due|so|and|but)\b)[^,;:.]|\.(?=\S)){0,120}", re.IGNORECASE
)
_IT = re.compile(r"\W{0,4}(?:it|that|and|therefore|accordingly|we|so)\b", re.IGNORECASE)
_AROUND = 70  # characters about a number that say whose it is
_BEFORE = re.compile(
    r"\b(?:(?:duplicate[sd]?|duplicative|duplicating)|other|second|earlier|previous|prior|another|repeat\w*|also\s(?:sent|filed|submitted))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[^.;]{0,40}?\b(?:(?:duplicate[sd]?|duplicative|duplicating)|repeats|repeated|identical|is the same|with\s(?:this|the\spresent)\s(?:request|one|case|number))\b",
    re.IGNORECASE,
)


def whose(text: str, parts: Sequence[Segment], found: Sequence[Number]) -> tuple[Number, ...]:
    """Give the role `other` to numbers of another request, where the letter's own one is printed."""
    heads = [part for part in parts if part.part in {Part.HEAD, Part.HEADERS}]
    headed = {one for one in found if any(p.start <= one.start < p.end for p in heads)}
    others = {one for one in found if one not in headed and _is_other(text, one)}
    if not others or len(others) == len(found):
        return tuple(found)
    return tuple(replace(one, role="other") if one in others else one for one in found)


def _is_other(text: str, one: Number) -> bool:
    before, after = text[max(0, one.start - _AROUND) : one.start], text[one.end : one.end + _AROUND]
    return one.role == "request" and bool(_BEFORE.search(before) or _AFTER.match(after))


def closed(
    text: str, spoken: Sequence[Sentence], found: Collection[Number]
) -> list[tuple[int, int]]:
    """Find the sentences that close another request and not the letter's own."""
    own = {plain(one.value) for one in found if one.role == "request"}
    out, before = [], ""
    for sentence in spoken:
        words = text[sentence.start : sentence.end]
        verbs = [*_CLOSES.finditer(words)][:4]
        named = [_named(words, one, before, own) for one in verbs]
        if named and "another" in named and "own" not in named:
            out.append((sentence.start, sentence.end))
        before = words
    return out


def _named(words: str, verb: re.Match[str], before: str, own: Collection[str]) -> str:
    """Say whose request a verb closes: own, another; "" where it names none."""
    told = words[: verb.start()]
    if not _PASSIVE.search(told):
        said = _OBJECT.match(words[verb.end() :])
        if said and (name := _first(said[0], own)):
            return name
    return _first(told, own) or (_first(before, own) if _IT.match(words) else "")


def _first(words: str, own: Collection[str]) -> str:
    for one in _MENTION.finditer(words):
        is_this = one["own"] and one["own"].lower().startswith("this")
        if one["another"] or (one["own"] and not is_this and _names_other(words[one.end() :], own)):
            return "another"
        if one["own"]:
            return "own"
        if sum(c.isdigit() for c in one["number"]) > 3:  # noqa: PLR2004 - a shorter one is a year
            return "own" if plain(one["number"]) in own else "another"
    return ""


def _names_other(after: str, own: Collection[str]) -> bool:
    """Whether "the request" goes on with a number that is not its own: "you filed in May (0002)"."""
    found = _WITH_NUMBER.match(after)
    return found is not None and plain(found["number"]) not in own


_WITH_NUMBER = re.compile(
    r"(?:(?!\b(?:duplicate[sd]?|identical|repeats|same|merged|combined|of|as|is|was|has)\b)[^.;\d]|\d{1,2}\b|\b20\d\d\b){0,60}?"
    r"(?P<number>[A-Z0-9][\w/.-]{3,30}\d{3})\b"
)
_APPEAL = r"\b(?:your|the|this|an?)\s(?:(?!request\b)[\w-]+\s){0,3}?appeal(?:\s(?:file|case|number|no\.?)\b)?(?!\srights)"
_UNHEARD = (
    r"(?:moot(?:ed)?|premature(?:ly)?|untimely|not\sripe|withdrawn|unnecessary|out\sof\stime)"
)
_APPEAL_CLOSED = re.compile(
    rf"{_APPEAL}[^.;]{{0,60}}?\b(?:is|are|was|has(?:\s\w+)?\sbeen|must\sbe|is\sbeing|will\sbe)\s(?:[\w-]+\s){{0,3}}?(?:closed|(?:dismissed|rejected)[^.;]{{0,20}}\b{_UNHEARD})"
    rf"|\bclos(?:e[sd]?|ing)\s(?:out\s)?(?:your|the|this|our)\s(?:[\w-]+\s){{0,3}}?appeal\b|\bdismiss(?:es|ed|ing)?\s(?:your|the|this)\s(?:[\w-]+\s){{0,3}}?appeal\b[^.;]{{0,20}}\b{_UNHEARD}"
    r"|\bno\s(?:further\s)?(?:action|decision|determination|response)\b[^.;]{0,40}?\b(?:consider|review|decide|rule\son)\b[^.;]{0,20}?\bon\sappeal\b",
    re.IGNORECASE,
)
_IT_CLOSED = re.compile(
    r"\bclos(?:e[sd]?|ing)\s(?:it|(?:the|our|this|its)\s(?:file|matter|case))\b|\bit\s(?:is|has\sbeen|was)\s(?:[\w-]+\s){0,3}?closed\b",
    re.IGNORECASE,
)
_ABOUT_APPEAL = re.compile(_APPEAL, re.IGNORECASE)


def appeal_closed(text: str, spoken: Sequence[Sentence]) -> Sentence | None:
    """Find the sentence by which our appeal ends unheard: moot, too early, too late, withdrawn."""
    before = ""
    for one in spoken:
        words = text[one.start : one.end]
        found = _APPEAL_CLOSED.search(words)
        if not found and _ABOUT_APPEAL.search(before + words):
            found = _IT_CLOSED.search(words)
        if found and _is_closing(words, found):
            return one
        before = words
    return None


_IF = re.compile(r"\b(?:if|unless|until|once|when|should)\b", re.IGNORECASE)
_CLAUSE = re.compile(r",\s(?:and\s|so\s)?", re.IGNORECASE)
_NOW = re.compile(r"\b(?:is|am|are|must|hereby|closing)\b", re.IGNORECASE)


def _is_closing(words: str, found: re.Match[str]) -> bool:
    """Whether they close it in this letter: beside days that it tells of, too."""
    cuts = (
        [] if _IF.search(words) else [one.end() for one in _CLAUSE.finditer(words[: found.start()])]
    )
    mode = mode_of(words, Sentence(max(cuts, default=0), len(words)), *found.span())
    return mode in {Mode.DOES, Mode.OURS, Mode.FUTURE} or (
        mode is Mode.HISTORY and _NOW.search(found[0]) is not None
    )
