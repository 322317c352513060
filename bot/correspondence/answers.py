"""What a letter asks of us by when, and how long we may appeal: dates and numbers of days."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.correspondence.grammar import Count, Day, counts_in, days_in, yearless_in
from bot.correspondence.mode import TOLD, Sentence


@dataclass(frozen=True, slots=True)
class AnswerBy:
    """By when we must answer, with what happens then; a day, or days from the letter."""

    day: Day | None
    count: Count | None
    sentence: Sentence
    then: str  # closed, ... in the letter's words
    sure: float


# Our duties: what "you" must do, or what the agency must get from us.
_OURS = re.compile(
    r"\b(?:respond|reply|response|answer|contact (?:us|me|this|our|the)|hear from you|heard from you"
    r"|notify (?:us|me|this)|payment|pay|paid|remit\w*|deposit|submit\w*|(?:let|inform|notify|advise"
    r"|tell) (?:me|us|this office|our office)|(?:need|require|ask|request)(?:s|ing)? (?:only |also )?(?:that )?you|not receive|specify|identify|choose|select|name (?:the|each|a|any)|must (?:be (?:received|paid|made|by|submitted|returned|postmarked|signed)|reach|arrive)|clarif\w+|provide (?:us|me|the|this|your|additional)"
    r"|return (?:the|this|your)|confirm|indicate|narrow\w*|your (?:response|reply|desire|intent"
    r"|decision|interest|agreement|written)|receive[ds]? (?:a|it|them|your|no|any|this|further|payment"
    r"|confirmation|notification|written)|pick(?:ed)? up|download\w*|retriev\w*|review(?:ed)? (?:the"
    r"|your|these|this)|inspect\w*|access(?:ed)? (?:the|your|these)|available (?:for|until|through)"
    r"|furnish|supply|describe|tell us|give us|expires?|write (?:to )?(?:us|me)|e-?mail (?:us|me)|agree\w*|perfect\w*|we receive|send|get back|without a word|hear nothing|a word from you|confirmation"
    r"|no answer|an answer|(?:is|are|be|falls?) due|you write|you (?:tell|accept|pay|continue|wish|would like|are ready)|works for you)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:we|I|agency|office|department|city|authority|county|district|division|commission|board"
    r"|bureau|college|university|officer|custodian|sheriff|town) (?:will|shall|must|estimates?|has"
    r"|have|expects?|anticipates?|is|are|hopes?|plans?|intends?|reserves?)\b"
    r"(?! (?:close|consider|assume|deem|not (?:receive|hear)|received? no))",
    re.IGNORECASE,
)
_APPEAL = re.compile(r"\bappeal|\bcourt\b|\bcommence\b|\bjudicial|\bpetition|\breview by\b"
                     r"|\bsuit\b|\bombuds|\bmediat", re.IGNORECASE)  # fmt: skip
_CONSEQUENCE = re.compile(
    r"\b(?:clos(?:ed?|ing|ure)|abandon\w*|withdraw\w*|no longer|abeyance|expir\w*|purg\w*|forfeit\w*"
    r"|not be (?:processed|proceed\w*)|consider\w* (?:the|this|your|it)|cancel\w*|deleted?|removed"
    r"|terminat\w*|(?:will|shall) (?:be )?(?:assume|deem|presume|treat)\w*|discard\w*|destroy\w*"
    r"|lapse\w*|drop(?:ped)?\b|back on the shelf|resubmit\w*|new request|withdrawn|discontinu\w*|cease\w*|stop\w*|no further action"
    r"|fulfilled|concluded)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|before|no later than|not later than|on or before|until|prior to|through|due(?: on)?"
    r"|deadline (?:is|of)|expires?(?: on)?|close of business(?: on)?|COB|\()\s{1,3}"
    r"(?:\(?[ap]\.?m\.?,? |\d{1,2}(?::\d\d)? ?[ap]\.?m\.?,? (?:on )?|close of business(?: on)?,? |the "
    r"end of (?:the )?(?:day|business)(?: on)?,? |midnight,? (?:on )?|noon,? (?:on )?|and )?$|\($",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in|after|for|next|than|least|have|has|the|of|every|following|over|exceed\w*|past"
    r"|until|is|are)\s{1,3}(?:the )?(?:next |following |at least |a |an |about |only )?\(?$"
    r"|^[ ]{0,3}$",
    re.IGNORECASE,
)
_REACH = 420  # characters in which a letter says what silence brings
_MOST = 400  # days; more is no limit to answer


def answers(text: str, spoken: Sequence[Sentence], dated: date | None = None) -> list[AnswerBy]:
    """Find every day, or number of days, by which we are to do something.

    A day without a year is the next such day after the letter's own, `dated`.
    """
    found: list[AnswerBy] = []
    for at, sentence in enumerate(spoken):
        words = text[sentence.start : sentence.end]
        if not _OURS.search(words) or _APPEAL.search(words) or TOLD.match(words):
            continue
        then = _then(text, spoken, at)
        days = [*days_in(text, sentence.start, sentence.end)]
        if dated:
            days += yearless_in(text, sentence.start, sentence.end, dated)
        asked = _CONDITIONAL.search(words) is not None
        found += _in(text, sentence, then, days, asked=asked)
    return found


def counting(found: Sequence[AnswerBy], *, asks: bool) -> list[AnswerBy]:
    """Give those that bind us, the best shown first: the letter says what happens if we do not.

    A printed day counts without that where the letter `asks` something of us.
    """
    printed = [one for one in found if one.day and one.then]
    counted = [one for one in found if one.count and one.then]
    return [*printed, *counted, *(one for one in found if asks and one.day and not one.then)]


_CONDITIONAL = re.compile(
    r"\b(?:if|unless|failure|should|please|must|until|absent|otherwise|failing|without"
    r"|(?:need|require)s? (?:to (?:have|receive|get) )?(?:your?|payment|a (?:written )?(?:response|reply|answer|deposit))|ask(?:s|ing)? (?:only )?(?:for|that|you)|is required)\b",
    re.IGNORECASE,
)


def _in(
    text: str, sentence: Sentence, then: str, days: Sequence[Day], *, asked: bool
) -> list[AnswerBy]:
    found = []
    theirs = _THEIRS.search(text, sentence.start, sentence.end)
    for day in days:
        before = text[max(sentence.start, day.start - 40) : day.start]
        if _BY.search(before) and not (theirs and theirs.start() < day.start and not asked):
            found.append(AnswerBy(day, None, sentence, then, 0.9 if then else 0.5))
    for count in counts_in(text, sentence.start, sentence.end):
        before = text[max(sentence.start, count.start - 24) : count.start]
        if not _WITHIN.search(before) or count.days > _MOST:
            continue
        if theirs and theirs.start() < count.start and not asked:
            continue
        found.append(AnswerBy(None, count, sentence, then, 0.85 if then else 0.5))
    return found


def _then(text: str, spoken: Sequence[Sentence], at: int) -> str:
    """Give the words that say what silence brings: in this sentence or near it."""
    here = spoken[at]
    for sentence in (here, *spoken[at + 1 : at + 3], *spoken[max(0, at - 1) : at]):
        if abs(sentence.start - here.start) > _REACH and sentence.start > here.end:
            continue
        match = _CONSEQUENCE.search(text, sentence.start, sentence.end)
        words = text[sentence.start : sentence.end]
        if match and (sentence is here or _CONDITIONAL.search(words)):
            return match[0]
    return ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """How long we may appeal, and to whom."""

    count: Count
    sentence: Sentence
    sure: float


_APPEALS = re.compile(
    r"\bappeal\w*\b|\brequest (?:for |to )?(?:a )?(?:reconsideration|review|an? (?:internal )?review)"
    r"|\breview(?:ed)? (?:by|of|from)\b|\bPublic Access Counselor\b|\bpetition\b|\breconsider\w*"
    r"|\b(?:file|submit) (?:a )?(?:complaint|challenge|request for review)|\bright to (?:a )?review",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:court|judicial|lawsuit|suit|Article 78|civil action|commence|injunctive|mandamus"
    r"|magistrate|tribunal)\b",
    re.IGNORECASE,
)
_THEIR_TIME = re.compile(
    r"\b(?:will|shall|must|has|have|is required to|required to|are required to) (?:\w+ ){0,3}"
    r"(?:respond|decide|determine|issue|render|make|answer|act|notify|complete|explain|reply)"
    r"|\b(?:decision|determination|response) (?:\w+ ){0,4}(?:will|shall|must) be (?:made|issued)"
    r"|\bprocess\w* (?:your|the) appeal within\b",
    re.IGNORECASE,
)
_LEAST, _LONGEST = 5, 400


def appeal_days(text: str, spoken: Sequence[Sentence]) -> Appeal | None:
    """Find the printed number of days in which we may appeal to an agency or an official."""
    for at, sentence in enumerate(spoken):
        if not _is_of_appeal(text, spoken, at):
            continue
        for count in counts_in(text, sentence.start, sentence.end):
            if _LEAST <= count.days <= _LONGEST and _is_ours(text, sentence, count):
                return Appeal(count, sentence, 0.92)
    return None


def appeal_by(text: str, spoken: Sequence[Sentence]) -> tuple[Day, Sentence] | None:
    """Find the printed day until which we may appeal to an agency or an official."""
    for at, sentence in enumerate(spoken):
        if not _is_of_appeal(text, spoken, at) or TOLD.match(text[sentence.start : sentence.end]):
            continue
        for day in days_in(text, sentence.start, sentence.end):
            before = text[sentence.start : day.start]
            theirs = _THEIR_TIME.search(before[-160:]) or _COURT.search(before[-200:])
            if _BY.search(before[-40:]) and not theirs:
                return day, sentence
    return None


def _is_of_appeal(text: str, spoken: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence speaks of an appeal, or goes on about that of the one before it."""
    words = text[spoken[at].start : spoken[at].end]
    if at and not _APPEALS.search(words) and _GOES_ON.match(words):
        words = text[spoken[at - 1].start : spoken[at].end]
    return _APPEALS.search(words) is not None


_GOES_ON = re.compile(r"\W{0,4}(?:it|this|such|the|your|any|all|both|if|be|you)\b", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:within|have|has|than|of|in|after|is|least|before|for|up to|allow(?:s|ed)|given|granted"
    r"|until)\b[^.]{0,30}$|^\W{0,4}$",
    re.IGNORECASE,
)


def _is_ours(text: str, sentence: Sentence, count: Count) -> bool:
    """Whether the days are ours to appeal, not a court's, nor those in which they decide."""
    before = text[sentence.start : count.start]
    clause = before[-200:] + text[count.end : count.end + 60]
    if _THEIR_TIME.search(before[-160:]) or not _LIMITS.search(before):
        return False
    return not _COURT.search(clause) or re.search(r"\bappeal", before, re.IGNORECASE) is not None
