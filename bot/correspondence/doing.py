"""What a letter does: its types, each with the sentence that shows it, from both readers."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.correspondence import (
    another,
    asked,
    dated,
    endings,
    items,
    pleas,
    promises,
    resolve,
    second,
    undecided,
)
from bot.correspondence.kinds import Hit, LetterType, hits
from bot.correspondence.laid_out import LaidOut, Reading
from bot.correspondence.machine import Machine
from bot.correspondence.mode import Mode, Sentence, mode_of, sentences
from bot.correspondence.numbers import Number
from bot.correspondence.segments import Part

_CAPTION = 2500  # characters in which a court paper shows its caption
_TO_US = re.compile(
    r"\byour? (?:[\w/'()-]+ ){0,6}?(?:requests?|appeal|letter|e-?mail)\b|Dear Requester",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:requests?|records?|FOI[ALP]\w*|OPRA|documents?)\b", re.IGNORECASE)
_OF_APPEAL = re.compile(
    r"\bI\s+am\s+(?:partly\s+|partially\s+)?(?:affirming|remanding|reversing)\b"
    r"|\byour\s+(?:[\w()-]+\s+){0,5}?(?:administrative\s+)?appeal\b(?!\s(?:must|should|to|will|may|within"
    r"|rights?|by|is (?:received|submitted|sent)|letter|shall|can|and the envelope|by mail|request))"
    r"|\b(?:the|this)\s+appeal\s+(?:of\s+(?:[\w-]+\s+){1,6}?)?(?:is|was|has\s+been)\b"
    r"|\bappealing\s+(?:the|our|this|its)\s+(?:[\w-]+\s+){0,4}?(?:determination|decision|denial|response|action)"
    r"|\byour\s+(?:petition\b|(?:[\w-]+\s+){0,3}?complaint\s+(?:against|about|of|was|has)\b)|\b(?:received|of|acknowledges?)\s+(?:your|the|a)\s+(?:[\w-]+\s+){0,3}?(?:complaint\b|request\s+for\s+review)|(?<!\bif\s)(?<!\bshould\s)(?<!\bwhen\s)\byou\s+(?:have\s+)?(?:administratively\s+)?appeal(?:ed)?\s+(?:from\s+)?(?:the|our|this|its)\b"
    r"|\b(?:grant|deny|denies|dismiss|grants|dismisses)\s+(?:the|this)\s+appeal\b|\bthe\s+appeal\s+filed\b|\bIN\s+THE\s+MATTER\s+OF\b"
    r"|\bchallenged?\s+on\s+appeal\b"
    r"|^[ ]{0,40}(?:re|subject):? .{0,60}\bappeal (?:no|number|of|determination|decision|\W)|^[ ]{0,40}(?:administrative )?appeal (?:no\.?|number)\b",
    re.IGNORECASE | re.MULTILINE,
)
_COURT = re.compile(
    r"(?:UNITED STATES|U\.S\.|Superior|Circuit|District|Supreme|SUPERIOR|CIRCUIT|SUPREME|CHANCERY)"
    r"\s+(?:DISTRICT )?(?:COURT|Court)|^Case(?:\s+No\.?)?:?\s+\d|Notice of Electronic Filing"
    r"|ELECTRONICALLY FILED|Docket|docket entry|Supreme Court Electronic|Plaintiff",
    re.MULTILINE,
)


_SHOWS, _CLOSE = 0.3, 0.15  # how likely a sentence does what it is shown for; what is as likely
_DOUBTED, _ALONE = 0.7, 0.72  # how sure a type is that one reader alone hears
_UNLIKELY, _LIKELY = 0.06, 0.6  # where the second reader contradicts the phrases, or agrees


def _agreed(sure: float, likely: float, phrases: Sequence[Hit]) -> float:
    """Say how sure a type is: both readers together more, one alone less."""
    if not phrases:
        return min(_ALONE, 0.4 + 0.4 * likely)
    if likely < _UNLIKELY:
        return min(sure, _DOUBTED)
    return max(sure, 0.9) if likely > _LIKELY else sure


def types(
    laid: LaidOut, kind: Machine | None, demands: Sequence[asked.Demand], named: Sequence[Number]
) -> dict[LetterType, Reading]:
    """Say what a letter does; `kind` is what machine wrote it, `demands` what it asks by when.

    `named` are the numbers that it prints.
    """
    alone = alone_types(laid, kind)
    if alone is not None:
        return alone
    pled = pleas.pleas(laid.flat, laid.spoken)
    found = _of_records(_decided(laid, hits(laid.flat, laid.spoken, laid.body)), pled, laid.flat)
    found, beside_none = items.several(laid.flat, laid.spoken, found)
    elsewhere = another.closed(laid.flat, laid.spoken, named)
    ruled = _of_ours(endings.without_closing(laid, found), elsewhere)
    told = _told(laid, ruled, elsewhere, beside_none)
    own = [*asked.said(laid.flat, demands), *_sent_on(laid, told, ruled)]
    ruled = [*own, *ruled]
    appeal = _OF_APPEAL.search(laid.text[: _CAPTION * 2]) is not None or second.of_appeal(told)
    beside = asked.standing(demands) | {hit.type for hit in own}
    heard = second.heard(ruled, told, appeal=appeal, beside=beside)
    heard = _of_records(heard, pled, laid.flat)
    heard = [_not_the_last(laid, _estimated(laid, hit, ruled)) for hit in heard]
    heard = [*_to_come(laid, heard), *heard]
    kept = resolve.resolve(heard, of_appeal=appeal, beside=beside)
    kept = _waived_in_part(laid, _with_pleas(kept, pled, {hit.type for hit in ruled}))
    if undecided.taken_back(laid.flat, laid.spoken) and not any(
        hit.type is LetterType.ACKNOWLEDGMENT and hit.score >= 1 for hit in ruled
    ):
        kept.pop(LetterType.ACKNOWLEDGMENT, None)  # news of an old letter, none of a receipt
    kept = _unheard(laid, _of_our_appeal(laid, kept), ruled)
    if not kept:
        return _nothing(laid)
    return {type_: _type(laid, type_, hit, ruled, told) for type_, hit in kept.items()}


_OF_PLEA = {
    one: both
    for both in (
        frozenset({LetterType.EXPEDITE_GRANTED, LetterType.EXPEDITE_DENIED}),
        frozenset({LetterType.FEE_WAIVER_GRANTED, LetterType.FEE_WAIVER_DENIED}),
    )
    for one in both
}
_OF_REQUEST = frozenset({
    LetterType.FINAL_RELEASE, LetterType.FULL_DENIAL, LetterType.PARTIAL_DENIAL,
    LetterType.CLARIFICATION,
})  # fmt: skip


def _told(
    laid: LaidOut,
    ruled: Sequence[Hit],
    elsewhere: Collection[tuple[int, int]],
    beside_none: Collection[tuple[int, int]],
) -> list[second.Opinion]:
    """Hear the second reader, but for what is said of another request, or of one item alone."""
    told = second.opinions(laid.flat, laid.spoken, ruled)
    told = second.without(told, elsewhere, LetterType.ADMINISTRATIVE_CLOSURE)
    # what is kept of two is not granted; nor is what they close for our silence
    if elsewhere or endings.closed_for_cause(laid, ruled):
        every = [(one.start, one.end) for one in laid.spoken]
        told = second.without(told, every, LetterType.FINAL_RELEASE)
    return second.without(told, beside_none, LetterType.NO_RECORDS)


def _with_pleas(
    kept: dict[LetterType, Hit], pled: Mapping[LetterType, Hit], phrased: Collection[LetterType]
) -> dict[LetterType, Hit]:
    """Take what becomes of pleas by their own reader, where no phrase says it."""
    for type_, hit in pled.items():
        if not any(one in kept and one in phrased for one in _OF_PLEA[type_]):
            kept = {one: its for one, its in kept.items() if one not in _OF_PLEA[type_]}
            kept[type_] = hit
    return kept


# The request stands unanswered until we say it otherwise: what comes with that is a part.
_AS_WRITTEN = re.compile(
    r"\b(?:unable to|cannot|can not|not able to|will not|no further action)\b"
    r"(?=[^.;]{0,160}\b(?:request|scope)\b)[^.;]{0,80}"
    r"\b(?:as (?:it is |it was )?(?:currently |presently |now )?(?:written|worded|drafted|framed|phrased)"
    r"|(?:unless|until)\b[^.;]{0,60}\b(?:narrow|revis|clarif|reword|rewrit|refin)\w*)",
    re.IGNORECASE,
)


# "We will tell you our decision about them once we have its answer": this is a part.
_WILL_FOLLOW = re.compile(
    r"\b(?:we|I|this office|you)\b[^.;]{0,60}?\b(?:will|shall) (?:then |also |separately )?(?:tell|inform|notify|advise|write|respond|send|let|hear|receive|provide|give)\b"
    r"[^.;]{0,90}\b(?:once|when|after|upon|as soon as)\b[^.;]{0,80}\b(?:review|consult|answer|repl|hear|respon|complet|process|finish|return)\w*"
    r"|\b(?:decision|determination|response) (?:on|about|for) [^.;]{0,60}\bwill (?:follow|come|be (?:sent|made|issued))\b",
    re.IGNORECASE,
)
_OF_RECORDS = re.compile(
    r"\b(?:pages?|records?|documents?|them|these|those|decision|determination)\b", re.IGNORECASE
)
_OF_ELSE = re.compile(
    r"\b(?:appeal|payment|fees?|if|clarif\w+|your (?:reply|answer|response))\b", re.IGNORECASE
)
_SENT = frozenset({LetterType.FINAL_RELEASE, LetterType.PARTIAL_DENIAL})


def _to_come(laid: LaidOut, heard: Sequence[Hit]) -> list[Hit]:
    """Take what they send for a part of it where they say that a decision on more pages follows."""
    if not any(hit.type in _SENT and hit.score >= 1 for hit in heard):
        return []
    follows = [
        one
        for one in laid.spoken
        if (words := laid.flat[one.start : one.end])
        and _WILL_FOLLOW.search(words) and _OF_RECORDS.search(words) and not _OF_ELSE.search(words)
    ]  # fmt: skip
    return [
        Hit(LetterType.INTERIM_RELEASE, one.start, one.end, Mode.DOES, 1.0) for one in follows[:1]
    ]


def _not_the_last(laid: LaidOut, hit: Hit) -> Hit:
    """Take what they send while the request is unanswered as written for a part of it."""
    if hit.type is LetterType.FINAL_RELEASE and _AS_WRITTEN.search(laid.flat):
        return replace(hit, type=LetterType.INTERIM_RELEASE)
    return hit


def _waived_in_part(laid: LaidOut, kept: dict[LetterType, Hit]) -> dict[LetterType, Hit]:
    """Take a waiver that leaves something to pay as refused for that: it can be appealed."""
    hit = kept.get(LetterType.FEE_WAIVER_GRANTED)
    where = laid.sentence(hit.start) if hit else None
    if hit is None or where is None or not pleas.IN_PART.search(laid.flat[where.start : where.end]):
        return kept
    rest = dict(kept)
    del rest[LetterType.FEE_WAIVER_GRANTED]
    return {LetterType.FEE_WAIVER_DENIED: replace(hit, type=LetterType.FEE_WAIVER_DENIED), **rest}


def _of_records(found: Sequence[Hit], pled: Mapping[LetterType, Hit], text: str) -> list[Hit]:
    """Leave out what is said of "your request" in a sentence that decides a plea, and no records."""
    places = [
        (one.start, one.end)
        for one in pled.values()
        if not pleas.OF_RECORDS.search(text, one.start, one.end)
    ]
    return [
        hit
        for hit in found
        if hit.type not in _OF_REQUEST or not any(s <= hit.start < e for s, e in places)
    ]


def _decided(laid: LaidOut, found: Sequence[Hit]) -> list[Hit]:
    """Leave out decisions that a sentence names and does not make."""
    open_in = {
        (one.start, one.end): undecided.left_open(laid.flat[one.start : one.end])
        for one in {laid.sentence(hit.start) for hit in found if hit.type in undecided.NAMED}
        if one is not None
    }
    return [
        hit
        for hit in found
        if (one := laid.sentence(hit.start)) is None
        or hit.type not in open_in.get((one.start, one.end), ())
    ]


def _of_ours(found: Sequence[Hit], elsewhere: Collection[tuple[int, int]]) -> Sequence[Hit]:
    """Leave out the closing of another request."""
    return [
        hit
        for hit in found
        if hit.type is not LetterType.ADMINISTRATIVE_CLOSURE
        or not any(start <= hit.start < end for start, end in elsewhere)
    ]


_REFERS = 0.5  # how likely a sentence is a referral that stands beside a decision
# Pages of theirs that they sent on: no advice to ask elsewhere.
_PAGES = (
    r"\b(?:pages?|records?|documents?|it|they|them|these|those|which|material|files?|portions?)\b"
)
_TO_OTHERS = (
    r"(?:(?!\bto (?:you|us|me|this)\b)[^.;]){0,90}?\bto\b(?! (?:you|us|me|this|our|your|her|him)\b)"
)
_SENT_ON = re.compile(
    rf"{_PAGES}[^.;]{{0,90}}?\b(?:were|was|are|is|has been|have been|are being|being)\b(?: \w+)?"
    rf" (?:referred|forwarded|transferred|sent|routed)\b{_TO_OTHERS}"
    r"|\b(?:we|I|office|department|agency|(?-i:[A-Z]{2,6}))\b(?: (?:have|has|are|am|is|also|therefore|hereby|now))*"
    rf" (?:refer|forward|transferr?|send|sent|rout)(?:red|ring|ed|ing)?\b[^.;]{{0,30}}?{_PAGES}{_TO_OTHERS}"
    rf"|(?:\[ ?x ?\]|[☒☑])\s*(?:referred|forwarded|transferred){_TO_OTHERS}",
    re.IGNORECASE,
)


def _sent_on(laid: LaidOut, told: Sequence[second.Opinion], found: Sequence[Hit]) -> list[Hit]:
    """Find where records were referred elsewhere, whatever else the letter decides."""
    named = {laid.sentence(hit.start) for hit in found if hit.type is LetterType.REFERRAL}
    return [
        Hit(LetterType.REFERRAL, one.sentence.start, one.sentence.end, Mode.DOES, 1.0)
        for one in told
        if (one.sentence in named or one.likely[LetterType.REFERRAL] > _REFERS)
        and (sent := _SENT_ON.search(laid.flat, one.sentence.start, one.sentence.end))
        and mode_of(laid.flat, one.sentence, sent.start(), sent.end()) is Mode.DOES
    ]


def _nothing(laid: LaidOut) -> dict[LetterType, Reading]:
    """Say what a letter is in which nothing was heard: news of a request, or none at all."""
    start, end = laid.body[0] if laid.body else (0, 0)
    places = [*laid.body, *((part.start, part.end) for part in laid.heads)]
    if dated.received_date(laid.flat, laid.spoken, laid.heads):
        return {LetterType.ACKNOWLEDGMENT: laid.reading("", start, min(end, start + 200), 0.55)}
    is_news = laid.is_for_us() and any(_ABOUT.search(laid.text, s, e) for s, e in places)
    asks = promises.asks_the_general(laid.flat, laid.spoken)  # a copy of what they wrote to it
    if is_news or asks or undecided.taken_back(laid.flat, laid.spoken):
        return {LetterType.STATUS_UPDATE: laid.reading("", start, min(end, start + 200), 0.45)}
    return {LetterType.NOT_A_LETTER: laid.reading("", start, min(end, start + 200), 0.5)}


_OF_RECEIPT = {LetterType.ACKNOWLEDGMENT, LetterType.EXTENSION, LetterType.STATUS_UPDATE}


def _of_our_appeal(laid: LaidOut, kept: dict[LetterType, Hit]) -> dict[LetterType, Hit]:
    """Take what only tells of a receipt for our appeal's, where that alone was received."""
    if kept.keys() - _OF_RECEIPT or dated.received_date(laid.flat, laid.spoken, laid.heads):
        return kept
    found = dated.received_date(laid.flat, laid.spoken, laid.heads, appeal=True)
    if found is None:
        return kept
    type_ = LetterType.APPEAL_ACKNOWLEDGMENT
    told = Hit(type_, found[0].start, found[0].end, Mode.DOES, 1.0)
    return {type_: told} | {one: hit for one, hit in kept.items() if one is LetterType.EXTENSION}


_ENDS_APPEAL = frozenset({
    LetterType.APPEAL_AFFIRMED, LetterType.APPEAL_REMANDED, LetterType.APPEAL_REVERSED,
})  # fmt: skip


def _unheard(
    laid: LaidOut, kept: dict[LetterType, Hit], ruled: Sequence[Hit]
) -> dict[LetterType, Hit]:
    """Take our appeal for closed, and nothing of it for affirmed, where it ended unheard."""
    closing = another.appeal_closed(laid.flat, laid.spoken)
    if closing is None or any(
        hit.type in _ENDS_APPEAL and laid.sentence(hit.start) != closing and hit.score >= 1
        for hit in ruled
    ):
        return kept
    of_appeal = _ENDS_APPEAL | {LetterType.APPEAL_ACKNOWLEDGMENT, LetterType.STATUS_UPDATE}
    rest = {type_: hit for type_, hit in kept.items() if type_ not in of_appeal}
    type_ = LetterType.ADMINISTRATIVE_CLOSURE
    return rest | {type_: Hit(type_, closing.start, closing.end, Mode.DOES, 1.0)}


_MORE_TIME = re.compile(
    r"\b(?:extend(?:s|ed|ing)?|extension|additional|more (?:time|days|weeks)|longer|delay\w*|unable|cannot|can not|not be able"
    r"|unusual circumstances|need|beyond|postpon\w*|until|revised|new (?:date|deadline|due))\b",
    re.IGNORECASE,
)


def _estimated(laid: LaidOut, hit: Hit, ruled: Sequence[Hit]) -> Hit:
    """Take a day by which they "expect to finish" for news, where no words take more time."""
    if hit.type is not LetterType.EXTENSION or any(one.type is hit.type for one in ruled):
        return hit
    at = next((at for at, one in enumerate(laid.spoken) if one.start <= hit.start < one.end), 0)
    near = laid.spoken[max(0, at - 1) : at + 1]
    more = [
        (one, found) for one in near for found in _MORE_TIME.finditer(laid.flat, one.start, one.end)
    ]
    if any(mode_of(laid.flat, one, *found.span()) is not Mode.DENIAL for one, found in more):
        return hit
    return replace(hit, type=LetterType.STATUS_UPDATE)


def _type(
    laid: LaidOut, type_: LetterType, hit: Hit, ruled: Sequence[Hit], told: Sequence[second.Opinion]
) -> Reading:
    """Give a type with the sentence that shows it best, and how sure both readers are."""
    phrases = [other for other in ruled if other.type is type_]
    shown = {id(one) for other in phrases if (one := laid.sentence(other.start))}
    likely = second.most_likely(told, type_)
    sure = 0.55 + 0.3 * any(other.score >= 1 for other in phrases) + 0.05 * min(3, len(shown))
    sentence = _best(type_, laid.sentence(hit.start), told)
    start, end = (sentence.start, sentence.end) if sentence else (hit.start, hit.end)
    return laid.reading(type_.value, start, end, _agreed(min(0.95, sure), likely, phrases))


def _best(
    type_: LetterType, mine: Sentence | None, told: Sequence[second.Opinion]
) -> Sentence | None:
    """Give the sentence that most likely does a thing; `mine` where none is likelier than it."""
    best = max(told, key=lambda one: one.likely.get(type_, 0.0), default=None)
    if best is None or best.likely.get(type_, 0.0) < _SHOWS:
        return mine
    own = next((one for one in told if one.sentence == mine), None)
    is_as_good = own is not None and own.likely[type_] > best.likely[type_] - _CLOSE
    return mine if is_as_good else best.sentence


def alone_types(laid: LaidOut, kind: Machine | None) -> dict[LetterType, Reading] | None:
    """Tell what is no agency's letter at all: a court paper, our own letter, a machine's mail."""
    top = laid.text[:_CAPTION]
    nothing = {LetterType.NOT_A_LETTER: laid.reading("", 0, min(200, len(top)), 0.9)}
    if kind is Machine.BOUNCE:  # what it carries is a mail of ours, not what it says
        return nothing
    to_us = _TO_US.search(laid.text[: 2 * _CAPTION]) is not None
    begin = laid.parts[0].end if laid.parts[0].part is Part.HEADERS else 0
    caption = _COURT.search(laid.text, begin, begin + _CAPTION) or _COURT.search(top)
    everything = [(begin, min(len(laid.text), begin + _CAPTION))]
    found = hits(laid.text, sentences(laid.text, *everything[0]), everything)
    court = next((h for h in found if h.type is LetterType.LITIGATION_FILING), None)
    request = next((h for h in found if h.type is LetterType.REQUEST), None)
    if request and not to_us and not (court and caption and caption.start() < request.start):
        return {LetterType.REQUEST: laid.reading("", request.start, request.end, 0.9)}
    if court and caption and not (to_us and "Dear" in top):
        return {LetterType.LITIGATION_FILING: laid.reading("", court.start, court.end, 0.92)}
    return nothing if kind is not None else None
