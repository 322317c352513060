"""What a letter does: its types, each with the sentence that shows it, from both readers."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.correspondence import asked, dated, pleas, resolve, second, undecided
from bot.correspondence.kinds import Hit, LetterType, hits
from bot.correspondence.laid_out import LaidOut, Reading
from bot.correspondence.machine import Machine
from bot.correspondence.mode import Mode, Sentence, mode_of, sentences
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
    r"|^[ ]{0,40}(?:re|subject):? .{0,60}\bappeal (?:no|number|of|determination|decision|\W)",
    re.IGNORECASE | re.MULTILINE,
)
_COURT = re.compile(
    r"(?:UNITED STATES|U\.S\.|Superior|Circuit|District|Supreme|SUPERIOR|CIRCUIT|SUPREME|CHANCERY)"
    r"\s+(?:DISTRICT )?(?:COURT|Court)|^Case(?:\s+No\.?)?:?\s+\d|Notice of Electronic Filing"
    r"|ELECTRONICALLY FILED|Docket|docket entry|Supreme Court Electronic|Plaintiff",
    re.MULTILINE,
)


_ALL = r"all (?:of )?(?:the |these |those )?(?:[\d,]+ )?(?:responsive )?(?:pages|records|documents|materials?)"
_WHOLE = r"in (?:full|(?:its|their) entirety)"
_ALL_WITHHELD = re.compile(
    rf"(?<!not )\bwithh(?:olding|old|eld) {_ALL} (?:responsive )?{_WHOLE}"
    rf"|\b{_ALL} (?:responsive (?:to your request )?)?(?:are|is|were|have been) (?:being )?withheld {_WHOLE}",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"\bin[- ]part\b|\bredact", re.IGNORECASE)
_CLOSES = re.compile(r"\bfinal (?:response|determination)|complet|conclu", re.IGNORECASE)


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
    laid: LaidOut, kind: Machine | None, demands: Sequence[asked.Demand]
) -> dict[LetterType, Reading]:
    """Say what a letter does; `kind` is what machine wrote it, `demands` what it asks by when."""
    alone = alone_types(laid, kind)
    if alone is not None:
        return alone
    pled = pleas.pleas(laid.flat, laid.spoken)
    found = _of_records(_decided(laid, hits(laid.flat, laid.spoken, laid.body)), pled)
    ruled = _without_closing(laid, found)
    told = second.opinions(laid.flat, laid.spoken, ruled)
    own = [*asked.said(laid.flat, demands), *_sent_on(laid, told, ruled)]
    ruled = [*own, *ruled]
    appeal = _OF_APPEAL.search(laid.text[: _CAPTION * 2]) is not None or second.of_appeal(told)
    beside = asked.standing(demands) | {hit.type for hit in own}
    heard = second.heard(ruled, told, appeal=appeal, beside=beside)
    kept = resolve.resolve(heard, of_appeal=appeal, beside=beside)
    phrased = {hit.type for hit in ruled}
    for type_, hit in pled.items():
        if not _OF_PLEA[type_] & kept.keys() & phrased:
            kept = {one: its for one, its in kept.items() if one not in _OF_PLEA[type_]}
            kept[type_] = hit
    if undecided.taken_back(laid.flat, laid.spoken) and not any(
        hit.type is LetterType.ACKNOWLEDGMENT and hit.score >= 1 for hit in ruled
    ):
        kept.pop(LetterType.ACKNOWLEDGMENT, None)  # news of an old letter, none of a receipt
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
_OF_REQUEST = frozenset({LetterType.FINAL_RELEASE, LetterType.FULL_DENIAL})


def _of_records(found: Sequence[Hit], pled: Mapping[LetterType, Hit]) -> list[Hit]:
    """Leave out decisions on "your request" in a sentence that decides a plea."""
    places = [(one.start, one.end) for one in pled.values()]
    return [
        hit
        for hit in found
        if hit.type not in _OF_REQUEST or not any(s <= hit.start < e for s, e in places)
    ]


def _decided(laid: LaidOut, found: Sequence[Hit]) -> list[Hit]:
    """Leave out decisions that a sentence names and does not make."""
    open_in = {
        (one.start, one.end): undecided.left_open(laid.flat[one.start : one.end])
        for one in {laid.sentence(hit.start) for hit in found if hit.type in undecided.OF_DECISION}
        if one is not None
    }
    return [
        hit
        for hit in found
        if (one := laid.sentence(hit.start)) is None
        or hit.type not in open_in.get((one.start, one.end), ())
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
    rf" (?:refer|forward|transferr?|send|sent|rout)(?:red|ring|ed|ing)?\b[^.;]{{0,30}}?{_PAGES}{_TO_OTHERS}",
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
    if is_news or undecided.taken_back(laid.flat, laid.spoken):
        return {LetterType.STATUS_UPDATE: laid.reading("", start, min(end, start + 200), 0.45)}
    return {LetterType.NOT_A_LETTER: laid.reading("", start, min(end, start + 200), 0.5)}


def _without_closing(laid: LaidOut, found: Sequence[Hit]) -> Sequence[Hit]:
    """Leave out "this is our final response" where all is withheld: it gives nothing then."""
    told = " ".join(laid.flat[start:end] for start, end in laid.body)
    if not _ALL_WITHHELD.search(told) or _IN_PART.search(told):
        return found
    return [
        hit
        for hit in found
        if hit.type is not LetterType.FINAL_RELEASE
        or not _CLOSES.search(laid.flat[hit.start : hit.end])
    ]


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
