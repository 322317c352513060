"""A letter's own date, and the day on which the agency says that it received the request."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.correspondence.grammar import DATE, YEARLESS, Day, days_in, parse_day, year_before
from bot.correspondence.mode import Mode, Sentence, mode_of
from bot.correspondence.segments import Part, Segment

_SENT = re.compile(
    rf"^[ >]{{0,4}}\*?(?:Date|Sent)(?: sent)?:\*?[ ]{{0,20}}[^\n]{{0,16}}?(?P<date>{DATE})"
    rf"|[-–] ?Date: ?(?P<inline>{DATE})",
    re.MULTILINE | re.IGNORECASE,
)
_MAIL_DATE = re.compile(
    r"^Date: (?:\w{3}, )?(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4})", re.MULTILINE
)
# A date alone on its line, or after a letterhead's words and a gap, or after "Date:".
_ALONE = re.compile(
    rf"^[^\S\n]{{0,90}}(?:(?:(?:today's |letter |response |notice |final )?(?:date(?: of (?:letter|response|"
    rf"notice|decision|issuance))?(?: issued)?|issued|issue date|mailed)(?: and mailed| on)?)?[:.]?[^\S\n]{{0,30}}|[^\n]{{0,70}}[^\S\n]{{3,90}})?\(?(?P<date>{DATE})\)?"
    r"[^\S\n]{0,90}(?:[ ]{3}[^\n]{0,60})?$",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_OWN = re.compile(
    r"(?:request|received|receipt|due|birth|incident|hearing|requested|report|effective|rev(?:ised)?"
    r"|printed|submitted|filed|from|through|to|between|expires?|response due|by)\b[^\n]{0,20}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?:^[^\S\n]{{0,60}}(?-i:Dated|DATED)(?: this)?:?|(?-i:\bDATED)(?: this)?:?|digitally signed by[^\n]{{0,80}}\n?"
    rf"[^\n]{{0,40}}?Date:|^[ ]{{0,40}}SO ORDERED[^\n]{{0,10}})(?:\s|[A-Z][\w.]{{1,20}},?\s){{0,6}}"
    rf"(?P<date>{DATE})",
    re.IGNORECASE | re.MULTILINE,
)
_GARBLED = re.compile(r"^[ ]{0,60}(?P<m>1[0-2]|[1-9])(?P<d>[12]\d|3[01]|[1-9])(?P<y>20[12]\d)[ ]*$",
                      re.MULTILINE)  # fmt: skip
_FIRST = 2500  # characters in which a letter prints its own date


def letter_date(
    text: str, parts: Sequence[Segment], *, court: bool = False
) -> tuple[Day, float] | None:
    """Find the letter's own date, with how sure: its mail's, its head's, its signature's.

    A court paper is dated where it is signed; days in its history are not its own.
    """
    for finder in (
        (_of_mail, _of_signature, _of_head) if court else (_of_mail, _of_head, _of_signature)
    ):
        found = finder(text, parts)
        if found:
            return found
    return None


def _of_mail(text: str, parts: Sequence[Segment]) -> tuple[Day, float] | None:
    for part in parts:
        if part.part is Part.QUOTED:
            continue
        sent = _SENT.search(text, part.start, min(part.end, part.start + 8000))
        if sent and (part.part is Part.HEADERS or sent.start() - part.start < 400):  # noqa: PLR2004
            return _day(sent, "date" if sent["date"] else "inline", 0.95)
        mailed = _MAIL_DATE.search(text, part.start, part.end)
        if mailed and part.part is Part.HEADERS:
            on = parse_day(f"{mailed['day']} {mailed['month']} {mailed['year']}")
            return (Day(on, mailed.start("day"), mailed.end()), 0.95) if on else None
    return None


def _of_head(text: str, parts: Sequence[Segment]) -> tuple[Day, float] | None:
    for part in parts:
        if part.part not in {Part.HEAD, Part.BODY}:
            continue
        most = part.end if part.part is Part.HEAD else min(part.end, part.start + _FIRST)
        found = _alone(text, part, most)
        if not found and part.part is Part.HEAD:
            found = _slipped(text, part, most) or _loose(text, part)
        if found:
            return found
    return None


def _alone(text: str, part: Segment, most: int) -> tuple[Day, float] | None:
    """Find a date that stands alone on its line, or after a letterhead's words and a gap."""
    for match in _ALONE.finditer(text, part.start, most):
        line = text[text.rfind("\n", 0, match.start("date")) + 1 : match.start("date")]
        plain = not re.sub(
            r"(?i)\b(?:dated?|issued?|mailed|and|on|of|decision|determination)\b|\W", "", line
        )
        if _NOT_OWN.search(line) or not (plain or part.part is Part.HEAD):
            continue
        found = _day(match, "date", 0.95 if part.part is Part.HEAD else 0.85)
        if found:
            return found
    return None


def _slipped(text: str, part: Segment, most: int) -> tuple[Day, float] | None:
    """Find a date of which OCR lost the slashes."""
    slip = _GARBLED.search(text, part.start, most)
    on = parse_day(f"{slip['m']}/{slip['d']}/{slip['y']}") if slip else None
    return (Day(on, slip.start(), slip.end()), 0.6) if slip and on else None


def _loose(text: str, part: Segment) -> tuple[Day, float] | None:
    """Find a date that ends or begins a line of the head."""
    for found in days_in(text, part.start, part.end):
        line_start = text.rfind("\n", 0, found.start) + 1
        line_end = text.find("\n", found.end)
        before = text[line_start : found.start]
        after = text[found.end : line_end if line_end >= 0 else len(text)]
        if _NOT_OWN.search(before) or re.search(r"\b(?:RE|subject)\b", before, re.IGNORECASE):
            continue
        if not after.strip() or not before.strip():
            return found, 0.8
    return None


def _of_signature(text: str, parts: Sequence[Segment]) -> tuple[Day, float] | None:
    for part in parts:
        if part.part in {Part.QUOTED, Part.OURS, Part.ENCLOSURE}:
            continue
        signed = [_day(one, "date", 0.85) for one in _SIGNED.finditer(text, part.start, part.end)]
        found = next((one for one in reversed(signed) if one), None)
        if found:
            return found
    return None


def _day(match: re.Match[str], group: str, sure: float) -> tuple[Day, float] | None:
    on = parse_day(match[group])
    return (Day(on, match.start(group), match.end(group)), sure) if on else None


# What was received: our request or appeal, by the agency; not a payment, an answer, a record.
# A day may stand without its year: it is the last such day before the letter's own.
_WHEN = rf"(?:{DATE}|{YEARLESS})"
_RECEIVED = (
    re.compile(
        rf"\b(?:received|did\sreceive|receive(?=\sby\s(?:the|this|our)\b))\b(?:(?:\s(?!the\sfollowing|by\sor|before)[^\s;]+){{0,22}}?\s(?:on|dated?|as\sof"
        rf"|of)|,?\s(?:by\s(?:[\w().']+\s){{1,8}}|(?:(?:in|at|via|through|this|our|the|office|department"
        rf"|agency|e-?mail|mail|fax|portal|your|FOIA|request)\s){{1,8}})?)\s?:?(?P<date>{_WHEN})",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:receipt|receiving)\b,?(?:\s[^\s.;]+){{0,14}}?\s(?:on|as\sof|since)\s(?P<date>{_WHEN})",
               re.IGNORECASE),
    re.compile(rf"\b(?:date (?:\w+ )?(?:received|of receipt)|received date)\W{{0,6}}(?P<date>{_WHEN})"
               rf"|^[ ]{{0,40}}(?:request )?received(?: on| date)?:\s{{0,6}}(?P<date2>{_WHEN})",
               re.IGNORECASE | re.MULTILINE),
    re.compile(
        rf"\bon\s(?P<date>{_WHEN}),?\s(?:[^\s,;]+\s){{1,16}}?(?:has\s)?(?:received|was\sreceived"
        r"|got|was\sin\sreceipt)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<date>{_WHEN}) ?\(?(?:date )?received\b", re.IGNORECASE),
    # ... came in to this office on; ... reached us, ... arrived, ... is here since
    re.compile(
        rf"\b(?:(?:came|got|come|made\sits\sway)\s(?:in|to)\b|arrived\b|reached\b|were?\sdelivered\b|got\b|(?:here|had)\ssince\b)"
        rf"(?:\s(?!by\b|before\b)[^\s.;]+){{0,9}}?\s(?:(?:on|since)\s)?(?P<date>{_WHEN})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bon\s(?P<date>{_WHEN}),?\s(?:[\w.'()\"]+\s){{1,8}}?(?:came\s(?:in|to)|arrived|reached|got\sto)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip
_OF_US = re.compile(
    r"\brequests?\b|\byour (?:[\w-]+ ){0,3}?complaint\b|\b[Ii]t (?:came|arrived|reached)\b|\bappeals?\b|\bFOI\w*\b|\bOPRA\b|\binquiry\b|\byour (?:letter|e-?mail"
    r"|correspondence|submission)\b|^[^\w]{0,40}(?:date )?received",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:payment|check|cheque|deposit|clarification|(?<!in )response(?! to)|reply|answer|referral|fee|records?"
    r" (?:from|responsive)|confirmation|documents? from)\b[^.]{0,50}\breceived"
    r"|\breceived (?:your |a |the |any |no )?(?:\w+ )?(?:payment|check|cheque|deposit|clarification"
    r"|response|reply|answer|referral|fee|confirmation|from|by you)"
    r"|\b(?:received|got|have) (?:your |the )?(?:\w+ ){0,2}?(?:narrow\w*|clarif\w+|revised|modified|amended|scope|signed)\b"
    r"|\bif\b|\bnot (?:been |yet )?received\b|\brequests? (?:that (?:were|was|are) )?received "
    r"(?:before|prior|by (?!the|our|this)|between|after|on or (?:after|before))",
    re.IGNORECASE,
)


_ARRIVES = re.compile(
    r"recei|\b(?:came (?:in|to)|come (?:in|to)|got|arrived|reached|delivered|(?:here|had) since)\b",
    re.IGNORECASE,
)


_ANOTHER = (
    r"(?:an?other|a\sdifferent|the\swrong|some\sother|the\sincorrect)\s(?:[\w-]+\s){0,2}?"
    r"(?:component|office|agency|bureau|division|unit|department)"
)
_NOT_US = r"(?:by|in|at)\s(?!this\b|our\b|us\b)"
# The day on which another component than the right one had it: the clock does not run from it.
_ELSEWHERE = re.compile(
    rf"\b(?:(?:first|initially|originally)\sreceived|received\s(?:first|initially|originally))\s{_NOT_US}[^.;,]{{0,60}}?\bon\s{DATE}"
    rf"|\b{_ANOTHER}(?:,\swhich)?\s(?:(?:had|has|first)\s)*received\b[^.;,]{{0,40}}?\bon\s{DATE}"
    rf"|\breceived\s(?:(?:by|in|at)\s{_ANOTHER}|elsewhere\b)[^.;,]{{0,60}}?\bon\s{DATE}"
    rf"|\b(?:first|initially|originally)\b[^.;]{{0,40}}?\bto\s(?!this\b|our\b|us\b)[^.;]{{0,40}}?\bwhere\sit\swas\sreceived\son\s{DATE}",
    re.IGNORECASE,
)


def _without_day(found: re.Match[str]) -> str:
    words = found[0]
    day = [*re.finditer(DATE, words, re.IGNORECASE)][-1]
    return words[: day.start()] + "-" * len(day[0]) + words[day.end() :]


def received_date(
    text: str,
    spoken: Sequence[Sentence],
    heads: Sequence[Segment],
    own: date | None = None,
    *,
    appeal: bool = False,
) -> tuple[Day, float] | None:
    """Find the day on which the agency says that it received the request, or the `appeal`.

    Where another component had it first, it is the day of the right one. None lies after the
    letter's `own` day.
    """
    here = _ELSEWHERE.sub(_without_day, text)
    found = _received(here, spoken, heads, own, appeal=appeal)
    return found if found or here == text else _received(text, spoken, heads, own, appeal=appeal)


def _received(
    text: str,
    spoken: Sequence[Sentence],
    heads: Sequence[Segment],
    own: date | None,
    *,
    appeal: bool,
) -> tuple[Day, float] | None:
    stretches = [(one.start, one.end) for one in spoken]
    stretches += [(one.start, one.end) for one in heads]
    before = ""
    for begin, stop in sorted(stretches):
        arrives = _ARRIVES.search(text, begin, stop) is not None
        for start, end in _clauses(text, begin, stop) if arrives else ():
            sentence, whole = text[start:end], text[begin:end]
            about = _OF_US.search(before + whole) or _OF_US.search(whole)
            is_other = _of_appeal(sentence, before) is not appeal
            before = sentence
            if is_other or _OTHER.search(sentence) or not about:
                continue
            found = _received_in(text, start, end, own) or _shared_verb(text, start, end, begin)
            if found and (own is None or found[0].on <= own):
                return found
        before = text[begin:stop]
    return None


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide "we received your request on May 1 and your appeal on June 2" at what is named anew."""
    cuts = [start, *(one.start() for one in _AND_YOUR.finditer(text, start, end)), end]
    return list(pairwise(cuts))


_AND_YOUR = re.compile(
    r"\band\s(?=(?:your|the|an?)\s(?:[\w-]+\s){0,4}?(?:requests?|appeal)\b)", re.IGNORECASE
)
_ON_DAY = re.compile(rf"\bon\s(?P<date>{DATE})", re.IGNORECASE)


def _shared_verb(text: str, start: int, end: int, begin: int) -> tuple[Day, float] | None:
    """Find the day of a clause that shares the verb "received" of the one before it."""
    match = _ON_DAY.search(text, start, end) if start > begin else None
    return _day(match, "date", 0.8) if match else None


_WHAT = re.compile(
    r"\b(?:your|an?|the|this|our|administrative)\s(?:[\w/(),'-]+\s){0,6}?(?P<what>appeal|requests?|letter|correspondence"
    r"|submission|e-?mail)\b(?!\srights)|\b(?P<bare>appeal)\s(?:was\s)?received|\breceipt\sof\s(?P<of>appeal)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W{0,4}(?:it|this|that|which|the same)\b(?!\s(?:request|letter))|\b(?:got|received|has|have)\sit\b",
    re.IGNORECASE,
)


# A letter in which we appeal is our appeal; a petition for review of a denial is one, too.
_APPEALING = re.compile(
    r"\b(?:letter|e-?mail|correspondence|submission|message)\b[^.;]{0,60}?\b(?:you\s(?:have\s|had\s)?(?:administratively\s)?"
    r"appeal(?:ed)?|appealing|challenged?\son\sappeal)\b|\byour\s(?:petition|challenge)\b"
    r"|\brequest\sfor\s(?:reconsideration|(?:administrative\s)?review)\b|\brequest\sthat\s(?:we|this\soffice|the\s[\w\s]{1,40}?)\sreview\b"
    r"|\b(?:your|an?)\s(?:(?:[\w-]+\s){0,3}?complaint|petition)\b",
    re.IGNORECASE,
)


def _of_appeal(sentence: str, before: str) -> bool:
    """Whether what arrived is our appeal: the first thing named, here or where "it" goes back to."""
    if _APPEALING.search(sentence) or (_GOES_ON.search(sentence) and _APPEALING.search(before)):
        return True
    named = _WHAT.search(before) if _GOES_ON.match(sentence) else None
    named = named or _WHAT.search(sentence)
    if named is None:
        return False
    return (named["what"] or named["bare"] or named["of"]).lower() == "appeal"


_CLARIFIED = re.compile(
    r"\b(?:received|got|have|receipt of|thank you for)\s(?:your\s|the\s)?(?:(?!if\b|not\b)[\w-]+\s){0,3}?"
    r"(?:clarif(?:ication|ying|ied)\w*|narrow(?:ed|ing|er)|(?:revised|modified|amended) (?:scope|request))\b"
    rf"(?:\s[^\s.;]+){{0,8}}?\son\s(?P<date>{_WHEN})",
    re.IGNORECASE,
)


def clarified_date(
    text: str, spoken: Sequence[Sentence], own: date | None = None
) -> tuple[Day, float] | None:
    """Find the day on which they say that our clarification, or narrowed scope, reached them."""
    for one in spoken:
        match = _CLARIFIED.search(text, one.start, one.end)
        if match is None or mode_of(text, one, match.start(), match.end()) in _NOT_SO:
            continue
        found = _day(match, "date", 0.85) or _without_year(match, "date", own)
        if found and (own is None or found[0].on <= own):
            return Day(found[0].on, match.start(), match.end()), found[1]
    return None


_NOT_SO = frozenset({Mode.CONDITION, Mode.DENIAL, Mode.FUTURE})
# "your request dated May 1", "your letter of May 1": the day of what we sent
_OWN_DAY = re.compile(
    rf"(?:\bdated\s(?:of\s)?|\b(?:requests?|letter|e-?mail|correspondence|inquiry|appeal|submission),?\sof\s){_WHEN}$",
    re.IGNORECASE,
)


def _received_in(text: str, start: int, end: int, own: date | None) -> tuple[Day, float] | None:
    for pattern in _RECEIVED:
        match = pattern.search(text, start, end)
        group = "date" if match and match["date"] else "date2"
        if match is None or _is_of_request(text, match.start(group), match.end()):
            continue
        if pattern is _RECEIVED[0] and _OWN_DAY.search(match[0]):
            later = _after(text, match.end(), end, own)
            if later:
                return later, 0.8
            continue
        found = _day(match, group, 0.9) or _without_year(match, group, own)
        if found:
            return found
    return None


def _without_year(match: re.Match[str], group: str, own: date | None) -> tuple[Day, float] | None:
    on = year_before(match[group], own) if own else None
    return (Day(on, match.start(group), match.end(group)), 0.85) if on else None


def _is_of_request(text: str, start: int, end: int) -> bool:
    """Whether a day is the request's own: "received your May 1, 2023 request"."""
    after = re.match(r",?\s(?:[\w-]+\s){0,3}?(?:request|appeal|letter)\b", text[end : end + 40])
    return (
        after is not None and re.search(r"\byour\s$", text[max(0, start - 6) : start]) is not None
    )


def _after(text: str, place: int, end: int, own: date | None) -> Day | None:
    """Find the day after "received your request dated May 1, 2023 on"."""
    match = _ON.match(text, place, end)
    found = (_day(match, "date", 0.8) or _without_year(match, "date", own)) if match else None
    return found[0] if found else None


_ON = re.compile(rf"[^.;]{{0,40}}?\b(?:on|received)\s(?P<date>{_WHEN})", re.IGNORECASE)
