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
    bids: bool = False  # its own clause asks it of us: "please tell us within ten business days"


# Our duties: what "you" must do, or what the agency must get from us.
_OURS = re.compile(
    r"\b(?:respond|reply|response|answer|contact (?:us|me|this|our|the)|(?:is|are|was|be) (?:heard|had from you)|hear from you|heard from you"
    r"|notify (?:us|me|this)|payment|pay|paid|remit\w*|deposit|submit\w*|(?:let|inform|notify|advise"
    r"|tell) (?:me|us|this office|our office)|(?:need|require|ask|request)(?:s|ing)? (?:only |also )?(?:that )?you|not receive|specify|identify|choose|select|name (?:the|each|a|any)|must (?:be (?:received|paid|made|by|submitted|returned|postmarked|signed)|reach|arrive)|clarif\w+|provide (?:us|me|the|this|your|additional)"
    r"|return (?:the|this|your)|confirm|indicate|narrow\w*|your (?:response|reply|desire|intent"
    r"|decision|interest|agreement|written)|receive[ds]? (?:a|it|them|your|no|any|this|further|payment"
    r"|confirmation|notification|written)|pick(?:ed)? up|download\w*|retriev\w*|review(?:ed)? (?:the"
    r"|your|these|this)|inspect\w*|access(?:ed)? (?:the|your|these)|available (?:for|until|through)"
    r"|furnish|supply|describe|tell us|give us|expires?|write (?:to )?(?:us|me)|e-?mail (?:us|me)|agree\w*|perfect\w*|we receive|send|get back|without a word|hear nothing|a word from you|confirmation"
    r"|no answer|an answer|your answer|word from you|(?:let|give) (?:me|us) have|please (?:\w+ )?(?:\w+) (?:it|them|these|those|both|this|that)|claim(?:ed)?|fetch(?:ed)?|collect(?:ed)?|(?:none|nothing|no one|neither|that|it|this|they|these|both) (?:(?:ha(?:s|ve)|do(?:es)?|did) )?(?:not )?(?:arrive|come|reach|receive)\w*|(?:is|are|be|falls?) due|you write|you (?:tell|accept|pay|continue|wish|would like|are ready)|works for you|(?:still )?(?:open|unpaid|outstanding|unanswered) (?:on|as of|after|past|by))\b",
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
    r"\b(?:(?:open|unpaid|outstanding|unanswered) (?:on|as of|after|past)|by|before|no later than|not later than|on or before|until|prior to|through|due(?: on)?"
    r"|deadline (?:is|of)|expires?(?: on)?|close of business(?: on)?|COB|\()\s{1,3}"
    r"(?:\(?[ap]\.?m\.?,? |\d{1,2}(?::\d\d)? ?[ap]\.?m\.?,? (?:on )?|close of business(?: on)?,? |the "
    r"end of (?:the )?(?:day|business)(?: on)?,? |midnight,? (?:on )?|noon,? (?:on )?|and |the )?$|\($",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|before|inside|in|after|for|next|than|least|have|has|the|of|every|following|over|exceed\w*|past"
    r"|until|is|are)\s{1,3}(?:the )?(?:next |following |at least |a |an |about |only )?\(?$"
    r"|^[ ]{0,3}$",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(
    r"\s(?:from|after|of) (?:now|today|this letter|(?:its|the) (?:date|receipt))\b", re.IGNORECASE
)
# "If you pay now we expect to finish by January 15": theirs, whatever it hangs on.
_PROMISED = re.compile(
    r"\b(?:we|I|agency|office|department|city|county|staff|records?|request|it|work)\b(?: \w+){0,2}? (?:expect|estimate|anticipate|hope|plan|intend|aim)s?\b"
    r"(?!(?: \w+){0,3} (?:hear|receive|get|have your)\b)(?!(?: \w+){0,2} (?:you|your (?:answer|response|reply|payment|check|deposit|decision))\b)(?:(?!\b(?:and|but)\b)[^;,]){0,90}$"
    r"|\b(?:we|I|it|work|records?|request)\b(?: \w+)? (?:should|will|would) (?:then |likely |probably )?be (?:done|finished|completed?|ready|able|sent|released|answered)\b[^;,]{0,60}$",
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
        if _APPEAL.search(words) or TOLD.match(words):
            continue
        then = _then(text, spoken, at)
        if not _OURS.search(words):
            found += [one for one in _in(text, sentence, then, (), asked=True) if one.bids]
            continue
        days = [*days_in(text, sentence.start, sentence.end)]
        if dated:
            days += yearless_in(text, sentence.start, sentence.end, dated)
        asked = _CONDITIONAL.search(words) is not None
        found += _in(text, sentence, then, days, asked=asked)
    return found


def printed(text: str, sentence: Sentence, dated: date | None) -> list[AnswerBy]:
    """Give the days, and numbers of days, of a sentence that is known to set us a term."""
    days = [*days_in(text, sentence.start, sentence.end)]
    days += yearless_in(text, sentence.start, sentence.end, dated) if dated else []
    return _in(text, sentence, "", days, asked=True)


def counting(found: Sequence[AnswerBy], *, asks: bool) -> list[AnswerBy]:
    """Give those that bind us, the best shown first: the letter says what happens if we do not.

    Where the letter `asks` something of us a printed day counts without that, and so do days
    which their own clause gives us.
    """
    printed = [one for one in found if one.day and one.then]
    counted = [one for one in found if one.count and one.then]
    bare = [one for one in found if asks and not one.then and (one.day or one.bids)]
    return [*printed, *counted, *bare]


_CONDITIONAL = re.compile(
    r"\b(?:if|unless|failure|should|please|must|(?:shall|needs? to|ha(?:ve|s) to) (?:have|receive|hear|get|be (?:told|paid|informed|received))|(?:is|are) (?:needed|due|payable|expected)|until|absent|absence of|otherwise|failing|without"
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
        if _PROMISED.search(text[max(sentence.start, day.start - 140) : day.start]):
            continue
        if _BY.search(before) and not (theirs and theirs.start() < day.start and not asked):
            found.append(AnswerBy(day, None, sentence, then, 0.9 if then else 0.5))
    for count in counts_in(text, sentence.start, sentence.end):
        before = text[max(sentence.start, count.start - 24) : count.start]
        led = _WITHIN.search(before) or _FROM_NOW.match(text, count.end)
        if not led or count.days > _MOST:
            continue
        if theirs and theirs.start() < count.start and not asked:
            continue
        bids = _bids(text, sentence, count)
        found.append(AnswerBy(None, count, sentence, then, 0.85 if then else 0.5, bids))
    return found


_BID = re.compile(
    r"\b(?:please|kindly)\b(?! (?:allow|note|expect|understand|be (?:advised|aware|patient|assured)))"
    r"|\b(?:we|I|office|department|agency|bureau|division|unit|city|county)\b (?:must|need|ask|require|request|want|would like|am asking|are asking|should (?:hear|receive))s?\b"
    r"|\byou(?: \w+)? (?:have|get|receive|given|allowed|granted|afforded)(?: \w+){0,2}\W*$"
    r"|\byou (?:must|should|shall|need to|have to|will need to|are (?:asked|required|requested|to))\b(?! (?:receive|expect|hear|get|have received))"
    r"|\byour (?:[\w-]+ ){0,5}?(?:must|should|shall|needs? to|has to|have to|is to|(?:is|are) (?:due|required|requested|expected|needed))\b"
    r"|\b(?:must|should|has to|have to|needs? to|is to|are to) (?:be (?:received|paid|made|submitted|returned|postmarked|signed|sent|given|in our hands)|reach|arrive|come)\b"
    r"|\b(?:is|are|falls?) (?:now )?(?:due|payable|(?:required|requested|expected|needed)(?! to))\b"
    r"|\b(?:given|allowed|granted|afforded) (?:to )?you\b"
    r"|\blet (?:us|me|this office) (?:know|hear|have)\b|\bhear (?:back )?from you\b"
    r"|^\W{0,8}(?:(?:then|so|also|and) )?(?:tell|send|give|pay|confirm|clarify|specify|state|name|describe|agree|provide|remit|respond|reply|answer|write|contact|call|e-?mail|return|submit|narrow|identify|notify|inform|advise|list)\b",
    re.IGNORECASE,
)
_NOT_BID = re.compile(
    r"\b(?:an?|our|the|its|interim|final|written) (?:[\w-]+ )?(?:response|answer|determination|decision|notice)\b[^.;]{0,30}\b(?:must|shall|should|has to|is to) be (?:sent|made|issued|given|provided)\b|"
    r"\b(?:will|shall|can|would|may)(?: \w+)? be (?:sent|released|provided|processed|made|completed|mailed|produced|issued|answered|decided|available)\b"
    r"|\b(?:is|are)(?: \w+ly| often)? (?:sent|released|processed|completed|mailed|issued|answered|decided|handled|kept|retained|destroyed|deleted|stored|done)\b"
    r"|\b(?:takes?|lasts?|you (?:will|should|can|may) (?:receive|expect|hear|get))\b|^\W{0,4}expect\b"
    r"|\b(?:our|a|the agency's|final) (?:[\w-]+ )?(?:response|answer|determination|decision)(?: to your (?:[\w-]+ )?request)? (?:is|are)\b"
    r"|\bif you (?:are (?:not |un|dis)|have (?:any |further )?(?:questions|concerns)|disagree|believe|need (?:any )?(?:help|assistance))",
    re.IGNORECASE,
)
_AFTER_OURS = re.compile(
    r"^\W{0,2}(?:of|after|from|following|upon|once|when)\b[^.;,]{0,40}?\b(?:payment|your (?:written )?(?:response|reply|answer"
    r"|clarification|deposit|agreement|check)|(?:hear|hearing) from you|we (?:receive|hear|have))\b",
    re.IGNORECASE,
)
# ... within five days of the event: no time that runs from a letter
_OF_ELSE = re.compile(
    r"^\s(?:of|from|after|before|prior to|following|preceding)\s(?!(?:the\s|its\s|your\s)?(?:date|day|receipt|receiving|this|today|now|mailing|letter|postmark|notice))",
    re.IGNORECASE,
)
_STATUTE = re.compile(
    r"\b(?:FOIA|Act|statut\w+|laws?|regulations?|agenc(?:y|ies)|was|were|had|will be)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:within|inside(?: of)?|not? (?:later|more) than|in the next|before)\W*(?:the (?:next|following) )?\W*$",
    re.IGNORECASE,
)
_SHORT = {"working": 20, "calendar": 30}  # the time that we take where a letter gives none
_NEW_CLAUSE = re.compile(
    r";|,?\s(?:and|but|while|so|or)\s(?=(?:we|I|the|this|your|you|our|it|please)\b)", re.IGNORECASE
)


_NEAR = 160  # characters about some days in which their clause stands


def _bids(text: str, sentence: Sentence, count: Count) -> bool:
    """Whether the clause about some days asks something of us, and does not say what they will do."""
    begin, end = max(sentence.start, count.start - _NEAR), min(sentence.end, count.end + _NEAR)
    before = _NEW_CLAUSE.split(text[begin : count.start])[-1]
    after = _NEW_CLAUSE.split(text[count.end : end])[0]
    if _NOT_BID.search(before + after) or _AFTER_OURS.search(after) or _OF_ELSE.match(after):
        return False
    led = [*_BID.finditer(before)]
    theirs = [one.end() for one in _THEIRS.finditer(before)]
    if led:
        return not theirs or theirs[-1] <= led[-1].end()
    if theirs:
        return False
    short = count.days <= _SHORT[count.unit] and _TERM.search(before)
    return (
        bool(short and not _STATUTE.search(before)) or _BID.search(after.lstrip(", ")) is not None
    )


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
