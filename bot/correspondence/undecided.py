"""What a sentence names and does not decide: denied, deferred, put under a condition, taken back.

"Nothing here is a denial", "we have neither granted nor denied it", "if we deny it, you may appeal"
and "we withdraw our letter, which denied it" hold the words of a decision and are none.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from bot.correspondence.mode import Mode, Sentence, mode_of
from bot.law.letter_types import LetterType as T

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w*|declin\w+|withh(?:old|eld|olding)"
    r"|adverse (?:determination|decision))\b",
    re.IGNORECASE,
)
_GRANTS = re.compile(r"\b(?:grant(?:s|ed|ing)?|approv\w+)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:if|should (?:we|this|the|any|your|you)|in the event|in case|once|when(?:ever)?|unless|until|whether"
    r"|to the extent|provided|assuming)\b[^,;:]*$"
    r"|\b(?:may|might|could|would)(?: \w+){0,3}\s*$"
    r"|\bnot\b[^,;.]{0,60}\b(?:as(?! (?:there|we|it|this|you)\b)|considered?|construed?|deemed|mean|constitutes?|amounts? to)\b[^,;.]{0,20}$",
    re.IGNORECASE,
)
_DEFERS = re.compile(
    r"\bneither\b[^.]{0,40}\b(?:grant|den|approv|decid)\w*\s(?:it )?nor\b"
    r"|\bnot (?:yet )?(?:been )?(?:decided|ruled|acted|adjudicated|(?:made|reached|come to) (?:a |any |our )?(?:final )?(?:decision|determination))\b"
    r"|\bno (?:final )?(?:decision|determination|ruling)\b[^.]{0,40}\b(?:been|yet|made|reached)\b"
    r"|\b(?:defer(?:s|red|ring)?|abeyance|under (?:consideration|advisement)|undecided|remains? open)\b"
    r"|\b(?:remains?|is|are|still) (?:still )?pending\b|\bmoot\b|\b(?:need not|not need to|not (?:be )?necessary to) (?:address|decide|rule|reach|consider)\b"
    r"|\b(?:decision|determination|ruling|answer)s?\b[^.]{0,60}\bwill (?:be (?:made|issued|sent|provided|rendered|communicated|given)|follow|come)\b"
    r"|\bwill (?:then |later |separately |also )?(?:decide|rule|determine|make a (?:decision|determination))\b"
    r"|\b(?:expedit\w+|waiver)\b[^.]{0,60}\bwill be (?:considered|addressed|decided|evaluated|reviewed|determined)\b",
    re.IGNORECASE,
)
_LETTER = (
    r"(?:(?:our|the|its|this office's|my|that|an?) (?:[\w,-]+ ){0,4}?)"
    r"(?:letters?|e-?mails?|determinations?|decisions?|denials?|responses?|closures?|notices?|answers?)"
)
_TAKES_BACK = re.compile(
    r"\b(?:withdraw(?:s|ing|n)?|withdrew|rescind\w*|retract\w*|revok\w+|vacat(?:e[sd]?|ing)|void(?:s|ed|ing)?"
    r"|disregard|set(?:ting|s)? aside|revers(?:e[sd]?|ing)|supersede\w*|superseding|replac(?:e[sd]?|ing)"
    rf"|cancel(?:s|l?ed|l?ing)?|tak(?:e|es|ing) back)\s(?:and \w+ )?{_LETTER}\b"
    rf"|\b{_LETTER}\b[^.]{{0,60}}?\b(?:is|are|was|were|has been|have been)\b(?: \w+){{0,2}} (?:withdrawn|rescinded"
    r"|retracted|revoked|vacated|void(?:ed)?|reversed|set aside|superseded|cancel(?:l)?ed|taken back)\b"
    rf"|\b{_LETTER}\b[^.]{{0,60}}?\b(?:was|were) (?:issued|sent|mailed|made) (?:to you )?(?:in error|by mistake|prematurely)\b",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(
    r"\b(?:cannot|can not|unable|will not|not|won't|no)\b[^.]{0,120}?\b(?:until|unless|before|without)\b"
    r"[^.]{0,90}?\b(?:pa(?:y|id|ys|ying|yment)\b|fees?\b|deposit|balance|clarif\w+|hear\b|tell us|narrow\w*|specify\w*|specific\w*)",
    re.IGNORECASE,
)
_IS_RULE = re.compile(
    r"^(?!.*\b(?:not|cannot|no|nor|fail\w*|den(?:y|ied))\b).*\b(?:grant|approv|allow|given)\w* only\b",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN = frozenset({T.EXPEDITE_GRANTED, T.FEE_WAIVER_GRANTED})
_REFUSED = frozenset({T.EXPEDITE_DENIED, T.FEE_WAIVER_DENIED})
_DENIED = frozenset({T.FULL_DENIAL, T.PARTIAL_DENIAL})
_ENDS = frozenset({T.FINAL_RELEASE, T.NO_RECORDS, T.GLOMAR, T.ADMINISTRATIVE_CLOSURE})
_MORE_TIME = re.compile(
    r"\b(?:additional|more|longer) time|\b(?:extend(?:ed|ing)?|extensions?)\b|\bunusual circumstances\b"
    r"|\b(?:additional|more) (?:\S+ ){0,3}?days\b",
    re.IGNORECASE,
)
# "We may need ten more days", "an extension may be necessary; if so you will hear": none is taken.
_POSSIBLY = re.compile(
    r"(?:\b(?:may|might|could|would)\b(?!\s\d)|\b(?:possible|possibility|likely|reserves?|reserving|right to|entitled to|permits?|allows?)\b)"
    r"[^,;:]{0,90}$",
    re.IGNORECASE,
)
_IF_SO = re.compile(
    r"^(?:(?!\b(?:and|because|as|so)\b)[^;,]){0,50}?\b(?:may|might|could|would)\b(?!\s\d)|^[^;.]{0,60}?\b(?:if|should) (?:so|needed|necessary|required|it|this|that|one|we)\b",
    re.IGNORECASE,
)
OF_DECISION = _GIVEN | _REFUSED | _DENIED | _ENDS | {T.EXTENSION}


# "You asked to be served ahead of others": what we asked, and not what became of it.
_WE_ASKED = re.compile(
    r"^\W{0,4}you (?:also |further |then )?(?:have |had )?(?:ask|request|seek|sought)(?:ed)?\b"
    r"(?![^.;]*\b(?:we|I|granted|den(?:y|ied)|approved|refused|this office|the (?:agency|department|office|bureau))\b)"
    r"|\bto (?:qualify|be eligible|be considered) for\b[^.;]{0,60}\byou (?:must|need to|have to)\b",
    re.IGNORECASE,
)
# What may be named and not done.
NAMED = OF_DECISION | {T.CLARIFICATION, T.ACKNOWLEDGMENT, T.INTERIM_RELEASE, T.FEE_ESTIMATE}
_FIRST_TO_COME = re.compile(
    r"\b(?:estimat|expect|anticipat|hop|plan|intend)\w*\b[^.;]{0,90}\b(?:first|initial) (?:\w+ )?(?:installment|release|production|batch|set|group)\b",
    re.IGNORECASE,
)
_NO_FEE = re.compile(
    r"\b(?:should|if)\b[^.;]{0,40}\b(?:fees?|costs?|charges?)\b[^.;]{0,30}\bexceed"
    r"|"
    r"\bno (?:fees?|charges?|costs?|payment)\b[^.;]{0,30}\b(?:due|owed|charged|assessed|required|incurred)\b"
    r"|\b(?:paper|certified|printed|hard|additional|extra) cop(?:y|ies)\b[^.;]{0,30}\bwould (?:be|cost)\b",
    re.IGNORECASE,
)
# "You may wish to narrow it to be served sooner": offered, and not asked.
_OFFERS = re.compile(
    r"\byou (?:may|can|could|might) (?:also )?(?:wish|want|like|choose|elect|prefer)\b|\b(?:if|should) you (?:would |should )?(?:like|care|want|wish|choose|prefer)\b"
    r"|\b(?:welcome|free|opportunity) to\b|\b(?:faster|simpler|quicker|simple) (?:track|queue|answer|response)\b|\bsooner\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:cannot|can not|unable|until|unless|must|before we|need|needs|not (?:be )?(?:process|search|begin|describe)\w*|otherwise|clos\w+)\b",
    re.IGNORECASE,
)
# "In our letter of May 2 we acknowledged ...": told of that letter.
_OF_EARLIER = re.compile(
    r"^\W{0,4}(?:in|by|with) (?:our|my|an?|that|this office's) (?:[\w-]+ ){0,3}?(?:letter|e-?mail|message|notice|response|acknowledg\w+)\b(?! today| of today)",
    re.IGNORECASE,
)


def left_open(words: str) -> frozenset[T]:
    """Give what a sentence does not do, although it may hold the words of it."""
    if _TAKES_BACK.search(words):
        return OF_DECISION
    said: set[T] = {T.ACKNOWLEDGMENT} if _OF_EARLIER.match(words) else set()
    if _OFFERS.search(words) and not _NEEDED.search(words):
        said.add(T.CLARIFICATION)
    if _FIRST_TO_COME.search(words):
        said.add(T.INTERIM_RELEASE)
    if _NO_FEE.search(words):
        said.add(T.FEE_ESTIMATE)
    if _WE_ASKED.search(words):
        said |= _GIVEN | _REFUSED
    return _undecided(words) | said


def _undecided(words: str) -> frozenset[T]:
    denies, grants = _does(_DENIES, words), _does(_GRANTS, words)
    out: frozenset[T] = _DENIED if _NOT_UNTIL.search(words) and not denies else frozenset()
    if _does(_MORE_TIME, words, _is_taken) is False:
        out |= {T.EXTENSION}
    if _IS_RULE.search(words):
        out |= _GIVEN | _REFUSED
    if grants is False:
        out |= _GIVEN
    if not denies and not grants and _DEFERS.search(words):
        return out | _GIVEN | _REFUSED | _DENIED
    return out | _REFUSED | _DENIED if denies is False and grants is None else out


def _does(
    verb: re.Pattern[str], words: str, is_done: Callable[[str, int, int], bool] | None = None
) -> bool | None:
    """Whether a sentence does what a verb says; None where the verb is not in it."""
    verbs = islice(verb.finditer(words), _MOST)
    found = [(is_done or _is_done)(words, one.start(), one.end()) for one in verbs]
    return any(found) if found else None


def _is_taken(words: str, start: int, end: int) -> bool:
    """Whether more time is taken, and not only possible."""
    if _POSSIBLY.search(words[max(0, start - 160) : start]) or _IF_SO.match(words[end : end + 90]):
        return False
    return _is_done(words, start, end)


_MOST = 8  # verbs of a kind in a sentence


# ... is granted only in the following cases: a rule, not a decision.
_ONLY = re.compile(
    r"\s(?:only|if|when|where|in (?:cases?|the following|certain|limited))\b", re.IGNORECASE
)


def _is_done(words: str, start: int, end: int) -> bool:
    before = words[:start]
    if _CLAUSE.search(before) or _ONLY.match(words, end):
        return False
    return mode_of(words, Sentence(0, len(words)), start, end) is not Mode.DENIAL


def taken_back(text: str, spoken: Iterable[Sentence]) -> Sentence | None:
    """Find the sentence by which a letter takes an earlier one of theirs back."""
    for sentence in spoken:
        words = text[sentence.start : sentence.end]
        found = _TAKES_BACK.search(words)
        if found and _is_done(words, found.start(), found.end()):
            return sentence
    return None
