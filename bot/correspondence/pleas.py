"""What becomes of a plea beside the records: to be served ahead of others, to pay nothing.

A letter names the plea in one sentence and decides it in the next, where "your request" and "it" are
the plea and not the records: "You asked for expedited processing. Your request is approved."
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.correspondence.kinds import Hit
from bot.correspondence.mode import Mode, Sentence, mode_of
from bot.correspondence.undecided import left_open
from bot.law.letter_types import LetterType as T

_SPEED = re.compile(
    r"\bexpedit\w*|\bpriority\b|\bout of (?:turn|order)\b|\bahead (?:of|in)\b|\bfront of (?:the|our)\b|\bmove (?:up|ahead|to the front)"
    r"|\bneed for speed|\b(?:faster|quicker|speedier)\b|\burgency\b|\bcompelling need\b|\bjump (?:the|our)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\bwaive[rds]?\w*|\bfee reduction|\b(?:without|free of|at no) (?:charge|cost|fees?)\b|\bnot (?:be )?(?:charge[ds]?|billed?)\b"
    r"|\breduc\w+ (?:of|in) fees|\bno fees\b|\bas (?:to|for) (?:the )?fees\b",
    re.IGNORECASE,
)
# What we asked for: "records about visa bond waivers" plead for nothing.
_TOPIC = re.compile(
    r"\b(?:records?|documents?|information|materials?|files?|pages?|e-?mails?|requests?)\s(?:about|concerning|regarding|on|relating to|related to|of)\s"
    r"(?:(?!\bfees?\b|\bexpedit)[^.;,])*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:your (?:request|statement|submission|showing|reasons?)|it|that|this|these|both|neither|either|fees|them|reasons?|criteri(?:a|on)"
    r"|standards?|factors|grounds|categor(?:y|ies))\b",
    re.IGNORECASE,
)
OF_RECORDS = re.compile(
    r"\b(?:pages?|records?|documents?|search(?:ed|es)?(?! (?:fees?|time|costs?|charges?))|exempt\w*|redact\w*|withh\w+|releas\w+|enclosed|attached)\b",
    re.IGNORECASE,
)
# What is waived in part is refused for the rest, and that can be appealed.
IN_PART = re.compile(
    r"\bin part\b|\bpartial(?:ly)?\b|\b(?!100\b)\d+ ?(?:%|percent\b|per cent\b)|\bto (?:that|this|the) extent\b|\bhalf\b|\breduc(?:e[ds]?|tion)\b"
    r"|\bexcept\b|\bbut not\b|\bother than\b|\bonly (?:for|as to|to the)\b|\bpages only\b|\bup to \$",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"\b(?:is|are|was|were|has|have|am|we|I|been|hereby|therefore|conditionally|to)\s(?:\w+\s){0,2}?(?:grant(?:ed|ing)?|approv(?:ed?|ing)|allow(?:ed|ing)?|accept(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:you(?:r \w+)?|it|this) (?:have |has |do |does )?(?:meets?|met|satisf(?:y|ies|ied)|fulfil\w*|qualif(?:y|ies|ied)|shown|demonstrated|established)\b|\bpersuade[sd]? us\b|\bwell founded\b",
    re.IGNORECASE,
)
_FAST = re.compile(
    r"\b(?:goes|go|moved?|moves|placed?|put|taken?|takes|handled|process(?:ed)?|given|treated)\b[^.]{0,50}"
    r"\b(?:ahead of|out of (?:turn|order)|front of|with priority|first|expedited (?:track|queue|basis|processing))",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:at no|without|free of) (?:charge|cost|fees?) to you\b|\b(?:will|shall|do|does) not (?:be )?(?:charged?|bill(?:ed)?)\b"
    r"|\bprocessed (?:at no|without|free of) (?:charge|cost|fees?)\b|\bthere will be no (?:fees?|charges?)\b|\bfees (?:are|have been|will be) waived\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:deny|denied|denies|denying|declin(?:e|ed|ing)|refus(?:e|ed|ing)|reject(?:ed)?|turned down|disapproved)\b"
    r"|\b(?:cannot|can not|unable to|not able to|will not|do(?:es)? not|did not|ha(?:s|ve) not|is not|are not|no|neither|fail(?:s|ed)?)\b[^.;]{0,60}?"
    r"\b(?:grant|approve|allow|warrant|justif|meet|met\b|fit\b|fulfil|satisf|qualif|shown?\b|establish|demonstrate|provided?\b|primarily benefit|extraordinary"
    r"|widespread|exceptional|priority|urgency|threat)\w*",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:falls? short|(?:does|did) not succeed|not persuaded|nothing in (?:your|the) [^.;]{1,40}? (?:shows?|suggests?|demonstrates?|supports?))\b"
    r"|\b(?:this|that|which) we (?:cannot|can not|will not|may not) do\b|\b(?:cannot|can not) (?:do so|do this|do that|do without)\b",
    re.IGNORECASE,
)
_CHARGES = re.compile(
    r"\byou (?:must|will have to|are (?:required )?to) pay\b|\b(?:we|I) (?:shall|will|must) (?:therefore |thus )?(?:bill|charge) you\b|\bfees (?:will|shall|must) be (?:charged|assessed)\b",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"\b(?:stays?|remains?|keeps?|put|placed|handled|addressed|processed|taken)\b[^.]{0,60}"
    r"\b(?:regular|normal|customary|usual|standard) (?:track|queue|turn|order|sequence|line|FOIA|course)|\bstays? in (?:the|its) (?:line|queue|place)\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:only (?:in|if|when|where|to)|if|unless|whether|when|before|in order to)\b", re.IGNORECASE
)
_RULES = re.compile(
    r"\b(?:may|might|would be|evaluate|consider(?:ed)? (?:your|whether|the)|determination to)\b",
    re.IGNORECASE,
)
# ... what would be likely, and that request is denied: the verb's clause, not the reason before it.
_NEXT = re.compile(
    r"[,;]\s(?:and|so|but)\s(?:therefore\s)?(?=(?:that|this|it|your|we|I|the\srequest)\b)",
    re.IGNORECASE,
)
_MOST = 8  # places of a verb in a sentence
_BACK = 3  # sentences over which a plea may still be meant
_OUTCOMES = {
    (True, True): T.EXPEDITE_GRANTED, (True, False): T.EXPEDITE_DENIED,
    (False, True): T.FEE_WAIVER_GRANTED, (False, False): T.FEE_WAIVER_DENIED,
}  # fmt: skip


def pleas(text: str, spoken: Sequence[Sentence]) -> dict[T, Hit]:
    """Give the outcomes of pleas, each with its sentence; of two for one plea the later."""
    found: dict[bool, Hit] = {}
    for sentence, speed in _of_pleas(text, spoken):
        outcome = _outcome(text[sentence.start : sentence.end], speed=speed)
        if outcome is not None:
            found[speed] = Hit(
                _OUTCOMES[speed, outcome], sentence.start, sentence.end, Mode.DOES, 0.9
            )
    return {hit.type: hit for hit in found.values()}


def _of_pleas(text: str, spoken: Sequence[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """Give each sentence about a plea and which (speed or money): named in it, or just before."""
    meant: Mapping[bool, int] = {}
    for at, sentence in enumerate(spoken):
        words = text[sentence.start : sentence.end]
        pled = _TOPIC.sub(" ", words)
        named = [speed for speed, about in ((True, _SPEED), (False, _MONEY)) if about.search(pled)]
        if named:
            meant = dict.fromkeys(named, at)
        elif OF_RECORDS.search(words):
            meant = {}
        for speed, since in meant.items():
            if since == at or (at - since <= _BACK and _GOES_ON.search(words)):
                yield sentence, speed


def _outcome(words: str, *, speed: bool) -> bool | None:
    """Say whether a sentence grants a plea (True), refuses it (False), or neither."""
    open_ = left_open(words)
    no = (_REFUSES, _FAILS, _IN_TURN if speed else _CHARGES)
    yes = (_GRANTS, _MEETS, _FAST if speed else _FREE)
    if T.EXPEDITE_DENIED not in open_ and any(_does(words, one) for one in no):
        return False
    if T.EXPEDITE_GRANTED not in open_ and any(_does(words, one) for one in yes):
        return True
    return None


def _does(words: str, verb: re.Pattern[str]) -> bool:
    return any(_is_done(words, *one.span()) for one in islice(verb.finditer(words), _MOST))


def _is_done(words: str, start: int, end: int) -> bool:
    """Whether a verb says what they do: its own clause, under no condition of the sentence."""
    begin = max((one.end() for one in _NEXT.finditer(words, 0, start)), default=0)
    if _IF.search(words, 0, end) or _RULES.search(words, begin, end):
        return False
    mode = mode_of(words, Sentence(begin, len(words)), start, end)
    return mode in {Mode.DOES, Mode.FUTURE, Mode.OURS}
