"""What a sentence does with the words found in it: does it, tells of it, denies or conditions it."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.correspondence.grammar import MONTH


class Mode(StrEnum):
    """How a sentence holds what it says."""

    DOES = "does"
    CONDITION = "condition"  # if, unless, may
    FUTURE = "future"  # will
    HISTORY = "history"  # what an earlier letter did
    DENIAL = "denial"  # is not, has not
    RULE = "rule"  # what the law or the procedure says in general
    OURS = "ours"  # what we asked for


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in the text."""

    start: int
    end: int


_SHORT = (
    r"(?<!\bNo)(?<!\bno)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bvs)(?<!\bv)(?<!\bet)"
    r"(?<!\bInc)(?<!\bsec)(?<!\bSec)(?<!\bAttn)(?<!\bStat)(?<!\bGov)(?!(?<=\bCode)\.\s+\d)(?<!\bDept)"
    r"(?<!\bsubd)(?<!\bpp)(?<!\be\.g)(?<!\bi\.e)(?<!\bU\.S)(?<!\bS\.C)(?<!\.C\.F)(?<!\bA\.M)"
    r"(?<!\bJan)(?<!\bFeb)(?<!\bMar)(?<!\bApr)(?<!\bJun)(?<!\bJul)(?<!\bAug)(?<!\bSept)(?<!\bSep)(?<!\bOct)(?<!\bNov)(?<!\bDec)"
    r"(?<!\b[A-Z])(?<!\bEsq)(?<!\bexp)(?<!\bcf)(?<!\bReg)(?<!\bArt)(?<!\bart)"
)
_STOP = re.compile(
    rf"{_SHORT}[.!?][\"')\]]{{0,2}}(?=\s+(?:[A-Z\"'(*\[\d]|$)|\s*$)"
    r"|;(?=\s)|\n[ ]*\n|\f|:[ ]*\n|\n[ ]{0,12}(?=(?:[*\-o]|\(?\d{1,2}[.)]|\(?[a-z]\)|\[[ xX]\]) )"
    r"|\n(?=[ ]{0,12}[A-Z][\w /#.]{1,40}: )"
)


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Divide a stretch of text into sentences, list items and labelled lines."""
    found: list[Sentence] = []
    place = start
    for match in _STOP.finditer(text, start, end):
        found += _pieces(text, place, match.end())
        place = match.end()
    return found + _pieces(text, place, end)


_LONGEST = 2500  # characters; what is longer is no sentence, and is looked at in pieces


def _pieces(text: str, start: int, end: int) -> list[Sentence]:
    """Give a sentence, in pieces where it is too long for one; none where it is blank."""
    if end - start <= _LONGEST:
        return [Sentence(start, end)] if text[start:end].strip() else []
    cuts = [*range(start, end, _LONGEST), end]
    return [Sentence(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def around(found: list[Sentence], place: int) -> Sentence | None:
    """Give the sentence in which a place lies."""
    at = bisect_right(found, place, key=lambda sentence: sentence.start) - 1
    return found[at] if at >= 0 and place < found[at].end else None


_CONDITION = re.compile(
    r"\b(?:if|unless|until|once|otherwise|else|should (?:you|we|the|your|any|it|this)|in the event|whether"
    r"|in case|failure to|provided that|assuming|to the extent|absent|without (?:a|your)"
    r"|when (?:you|we|the|your|payment)|upon (?:receipt|payment)|would|could|might|may(?!\s\d))\b",
    re.IGNORECASE,
)
_CONDITION_AFTER = re.compile(
    r"^[^.;]{0,90}\b(?:if|unless|should (?:you|we)|in the event|without (?:a|your|further)"
    r" (?:response|reply|notice|action))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|going to|intend to|expect to)\b[^,;]{0,30}$", re.IGNORECASE)
_DAY = (
    rf"(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?"
    r"|\d{1,2}/\d{1,2}/\d{2,4})"
)
_HISTORY = re.compile(
    rf"\b(?:on|by|in|via)\s(?:(?:or about|our|an?|the|that|e-?mails?|letters?|correspondence"
    rf"|responses?|initial|previous|same|dated|of|on|sent|from)\s){{0,8}}{_DAY}"
    r"|\b(?:previously|earlier|formerly|originally|initially|already|prior|timely"
    r"|in (?:our|my|the|its) (?:\w+ )?(?:previous|earlier|last|prior|initial)"
    r"|(?:our|my|the|its) (?:previous|earlier|last|prior|initial) "
    r"(?:\w+ )?(?:letter|e-?mail|response|message|correspondence|determination|decision)"
    r"|had been|last (?:week|month|year))\b",
    re.IGNORECASE,
)
_YOURS_DATED = re.compile(
    rf"\b(?:your|the|this)\s(?:[\w/'()\"]+\s){{0,9}}(?:requests?|letters?|e-?mails?|appeals?"
    rf"|correspondence|inquiry)\W(?:[\w(),\"]+\s){{0,8}}{_DAY}|\b(?:received|dated)\b[^.]{{0,60}}{_DAY}"
    rf"|{_DAY},? (?:FOI\w* |OPRA |public records? |records? |freedom of information )?requests?\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"(?:\b(?:not|nothing(?: in (?:this|that|our|the)(?: \w+){1,2})?|none|never|neither|nor|cannot"
    r"|without|no longer|rather than|instead of|in lieu of|no"
    r"|unable|inability|declined?|failed)|n't)\b(?:\s(?!and\b|but\b|so\b|therefore\b)[\w'-]+){0,4}\s*$"
    r"|\b(?:nothing|none)\s(?:has|have|was|were|is|are)\b(?:\s(?!and\b|but\b|so\b|therefore\b)[\w'-]+){0,7}\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:FOI[ALP]A?|FOIL|CPRA|OPRA|IFOIA|Act|statutes?|law|laws|regulations?|rules?|polic(?:y|ies)"
    r"|exemptions?(?: \S{1,10})?|section \S{1,16}|code|subsection \S{1,12}|\d\([a-z0-9]\))\s"
    r"(?:\([^)]{1,40}\)\s)?(?:also\s|further\s|generally\s|specifically\s|only\s|does not\s)?"
    r"(?:provides?|permits?|allows?|requires?|protects?|exempts?|states?|defines?|authorizes?"
    r"|applies|pertains|concerns|grants|gives|entitles|says|contemplates|mandates|prohibits"
    r"|excludes|directs)\b"
    r"|\b(?:agencies|agency|public bod(?:y|ies)|custodians?|government(?:al)? (?:entit(?:y|ies)"
    r"|bod(?:y|ies))|requesters?|requestors?|an? requester)\s(?!is (?:\w+ )?(?:notified|informed|advised))(?:may|must|shall|can|are|is|has|have)"
    r"\b|\b(?:is|are) defined\b|\bthe following (?:fees|charges) (?:may|will)\b"
    r"|\bin general\b|\bgenerally\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?<!records )(?<!documents )(?<!information )(?<!files )(?<!that )(?<!which )(?<!records\n)(?<!document\(s\) which )"
    r"\byou(?:r (?:\w+ ){0,4}requests?)? (?:also |further |then |had |have )?(?:ask(?:ed|s)?|request"
    r"(?:ed|s)?|sought|seek|contend|argue|state|stated|claim|assert|indicat|suggest|wrote|agreed"
    r"|granted|modified|appealed|sent)\w*\b",
    re.IGNORECASE,
)


# "On May 2, 2023, we asked ...": told of a day of theirs, whatever else the sentence holds.
TOLD = re.compile(
    rf"^\W{{0,4}}(?:on|in (?:our|my|a) (?:\w+ )?(?:letter|e-?mail|message|notice|response|determination|decision|release) (?:of|dated)|by (?:letter|e-?mail) (?:of|dated)) {_DAY},? "
    r"(?:we|I|this office|our office|the (?:\w+ ){1,4}?) ?(?:had |have )?(?:\w+ed|sent|wrote|told|gave|asked)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r",\s(?:and\s|but\s|so\s)?(?=(?:I|we|this office|the (?:department|agency|office|city|county))\s)",
                      re.IGNORECASE)  # fmt: skip


# "Although we have already begun, we cannot finish in time": what is granted first is not the point.
_CONCEDES = re.compile(
    r"^\W*(?:although|though|even though|while)\b[^;]{0,200}?,\s(?=(?:we|I|this office|the \w+)\s)",
    re.IGNORECASE,
)


def _own_clause(before: str) -> str:
    """Leave out the clause before ", I ..." and ", we ...": there the agency begins to speak."""
    begins = [match.end() for match in _SUBJECT.finditer(before)]
    return before[begins[-1] :] if begins else before


_BEFORE, _AFTER = 500, 200  # characters about words that say how they are held


def mode_of(text: str, sentence: Sentence, start: int, end: int) -> Mode:
    """Say how the sentence holds the words at `start`..`end`."""
    before = _CONCEDES.sub("", text[max(sentence.start, start - _BEFORE) : start])
    after = text[end : min(sentence.end, end + _AFTER)]
    if _DENIAL.search(before):
        return Mode.DENIAL
    told = TOLD.match(text[sentence.start : sentence.start + _BEFORE])
    if TOLD.search(before) or (told and end <= sentence.start + told.end()):
        return Mode.HISTORY
    if _CONDITION.search(before) or _CONDITION_AFTER.search(after):
        return Mode.CONDITION
    if _is_history(before, after):
        return Mode.HISTORY
    if _RULE.search(before):
        return Mode.RULE
    if _OURS.search(_own_clause(before)):
        return Mode.OURS
    return Mode.FUTURE if _FUTURE.search(before) else Mode.DOES


def held(words: str) -> Iterator[tuple[str, bool]]:
    """Say of a whole sentence in which modes some of it stands."""
    yield "history", TOLD.search(words) is not None or _tells(words)
    yield "condition", _CONDITION.search(words) is not None
    yield "rule", _RULE.search(words) is not None
    yield "ours", _OURS.search(words) is not None


def _tells(words: str) -> bool:
    """Whether words tell of an earlier day, but for the day of our own request."""
    if _HISTORY.search(words) is None:  # by far the most; the rest is dear
        return False
    return _HISTORY.search(_YOURS_DATED.sub(" ", words)) is not None


def _is_history(before: str, after: str) -> bool:
    """Whether the sentence tells of an earlier day; the day of our request is no such day."""
    return (
        _tells(before)
        or re.match(rf"[^;]{{0,160}}?\b(?:on|dated) {_DAY}", after, re.IGNORECASE) is not None
    )
