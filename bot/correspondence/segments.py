"""A letter's parts: which words are the letter's own, newest ones, and which are not.

Quoted mail, our own request repeated in the letter, enclosures, the small print below a mail and
records that follow a letter give nothing: not a type, not a number, not a date.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from bot.correspondence.grammar import DATE
from bot.correspondence.source import Source


class Part(StrEnum):
    """What a stretch of text is."""

    HEADERS = "headers"  # of a mail: From, To, Date, Subject
    HEAD = "head"  # letterhead, date line, address, subject line
    BODY = "body"
    SIGNATURE = "signature"
    ENCLOSURE = "enclosure"
    SMALL_PRINT = "small print"
    QUOTED = "quoted"  # earlier mail
    OURS = "ours"  # our own request, repeated


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text."""

    part: Part
    start: int
    end: int


_QUOTED_MAIL = re.compile(
    r"^[ >*]{0,8}(?:-{2,} ?(?:Original Message|Original Appointment|Reply above)"
    r"|On .{6,160}\n?.{0,90} wrote: *$"
    r"|_{8,} *\n *From: "
    r"|\*?From:\*? [^\n]{1,200}\n(?:[^\n]{0,200}\n)?[ >]{0,4}\*?(?:Sent|Date|To):"
    r"|>[^\n]{0,200}\n>)",
    re.MULTILINE | re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^[ >\w]{0,12}[-=]{2,} ?(?:Forwarded message|Forwarded by)[^\n]{0,80}"
    r"|^Begin forwarded message:",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER = re.compile(r"^[ >]{0,4}\*?(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Attachments?|"
                     r"Return-Path|Received|Message-I[dD]|MIME-Version|X-[\w-]+|"
                     r"Content-[\w-]+|Importance|Authentication-Results|Received-SPF|"
                     r"DKIM-Signature|Auto-Submitted|Precedence):\*?", re.IGNORECASE)  # fmt: skip
_SALUTATION = re.compile(
    r"^[ ]{0,60}(?:Dear\b[^\n]{0,90}|To whom (?:it|this) may concern\b[^\n]{0,30}"
    r"|(?:Good (?:morning|afternoon|evening|day)|(?-i:Hello|Hi|HELLO)|Greetings)\b[^\n]{0,40})[:,.!;]? *$"
    r"|^[ ]{0,60}(?:Dear (?:Mr|Ms|Mrs|Dr|Prof|Sir|Requester|FOIA)\b[^\n]{0,60}[:,])"
    r"|^[ ]{0,60}(?:Mr|Ms|Mrs|Dr)\.? [A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})? ?[:,] *$",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^[ ]{0,80}(?:Very |Yours |Most )?(?:Sincerely|Respectfully(?: submitted)?|Regards|"
    r"(?:Best|Kind|Warm) (?:regards|wishes)|Cordially|Yours truly|Truly yours|V/r|"
    r"Faithfully|Kindly|Best|Thanks|Thank you|Many thanks|In service)"
    r"(?: yours| submitted| and regards|,? again)?[,.!]? *$",
    re.MULTILINE | re.IGNORECASE,
)
_ENCLOSED = re.compile(
    r"^[ ]{0,60}(?:Enclosures?(?: ?\(?s?\)?)?(?: ?\(\d+\))?[:.]? *$|Enclosures?:|Encl?s?\.?:? *$"
    r"|Attachments?:? *$|EXPLANATION OF EXEMPTIONS|SUBSECTIONS OF TITLE 5"
    r"|(?:FBI )?FOIPA Addendum|[^\n]{0,40}EXEMPTIONS? (?:REFERENCE|SHEET|CODES?)"
    r"|(?:The )?FOIA Exemptions?(?: Explained)?:? *$"
    r"|FREEDOM OF INFORMATION ACT (?:SECTION|EXEMPTIONS)[^\n]{0,40}$)",
    re.MULTILINE | re.IGNORECASE,
)
_SMALL = re.compile(
    r"^[ *]{0,12}(?:PRIVILEGED|CONFIDENTIAL(?:ITY)?|DISCLAIMER|NOTICE: ?This|IMPORTANT NOTICE"
    r"|WARNING:|CAUTION:|PLEASE NOTE: ?(?:Under|Florida|All e)"
    r"|Please note:? (?:Florida|Under)|Mission Statement)\b[^\n]{0,400}"
    r"|\b(?:This|The) (?:e-?mail|message|communication|information|electronic"
    r"|transmission)\b[^\n]{0,120}"
    r"\b(?:may contain|intended (?:only|solely)|confidential|privileged|has been scanned)"
    r"|intended recipient",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_OURS = re.compile(
    r"^[ ]{0,20}(?:(?i:In (?:response|regards?|reference) to|Your request (?:was|has|is|will)"
    r"|Pursuant to|This (?:letter|office|agency|department)|The (?:[\w'-]+ ){0,4}?(?:department"
    r"|office|agency|city|county|district|bureau|university|college|board|foia|requested|records"
    r"|responsive|act)\b|We (?:have|are|were|did|will|conducted|searched)|After|Upon|Based on"
    r"|Please (?:be|note|find|see)|On (?:behalf|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)|Attached|Enclosed|A (?:search|review|thorough)"
    r"|It (?:was|has|is)|As (?:a|an|of|such)|Unfortunately|However|Due to|I (?:have|was|did"
    r"|conducted|searched)|Regarding|With regards?|If you|There are|No (?:records|documents)|Our"
    r"|Under)|[A-Z]{2,8} (?:has|have|is|will|does|did|conducted|located))\b",
    re.MULTILINE,
)
_FIRST_PERSON = re.compile(
    r"\bI (?:also |hereby |further |respectfully |would like to )?(?:request|ask|seek|am (?:also |"
    r"respectfully )?(?:seeking|requesting|willing|a (?:member|representative|journalist)))\b"
    r"|\bplease (?:provide|send|waive|notify) (?:me|us)\b(?! with your| your| if you| in writing)"
    r"|\bif (?:you|my request|this request) (?:deny|denied|is denied|regard)",
    re.IGNORECASE,
)
_PRICED = 160  # characters after a colon in which a price shows that costs follow
_HEAD_MOST = 2500  # characters of a signature and the next letter's head
_OURS_MOST = 6000  # characters of our request that a letter may repeat


def segments(source: Source) -> tuple[Segment, ...]:
    """Divide the whole text; the segments follow each other without a gap."""
    text = source.plain
    start, end = _speaking(text)
    found = [Segment(Part.QUOTED, 0, start)] if start else []
    found += _letters(text, start, end)
    if end < len(text):
        found.append(Segment(Part.QUOTED, end, len(text)))
    return tuple(found)


def _speaking(text: str) -> tuple[int, int]:
    """Find the newest words of the agency: before quoted mail, inside of a forwarded one."""
    forwarded = _FORWARDED.search(text)
    if forwarded and len(text) - forwarded.end() > 200:  # noqa: PLR2004 - more than a trace
        inner = _speaking(text[forwarded.end() :])
        return forwarded.end() + inner[0], forwarded.end() + inner[1]
    begin = _after_headers(text, 0)
    for quoted in _QUOTED_MAIL.finditer(text, begin):
        if len(text[begin : quoted.start()].split()) >= 6:  # noqa: PLR2004 - words of its own
            return 0, quoted.start()
        begin = _after_headers(text, quoted.start())
    return 0, len(text)


def _after_headers(text: str, start: int) -> int:
    """Give the place after a block of mail headers that begins at `start`."""
    place = start
    seen = 0
    for match in re.finditer(r"[^\n]*\n?", text[start : start + 12_000]):
        line = match[0]
        if not line:
            break
        if _HEADER.match(line):
            seen += 1
        elif not (line.startswith((" ", "\t")) and seen) and line.strip():
            break
        elif not line.strip() and seen:
            return start + match.end()
        place = start + match.end()
    return place if seen >= 2 else start  # noqa: PLR2004 - one alone may be a subject line


def _letters(text: str, start: int, end: int) -> list[Segment]:
    """Divide what speaks, page part by page part: a mail, then perhaps a letter attached to it."""
    found: list[Segment] = []
    body = _after_headers(text, start)
    if body > start:
        found.append(Segment(Part.HEADERS, start, body))
    closed = False
    place = body
    for stop in sorted({*_feeds(text, body, end), *_begun(text, body, end), end}):
        if stop <= place:
            continue
        closed = _piece(text, place, stop, found, closed=closed)
        place = stop
    return found


def _feeds(text: str, start: int, end: int) -> list[int]:
    """Give where pages begin; blank ones are none."""
    return [match.start() for match in _PAGE.finditer(text, start, end)]


_PAGE = re.compile(r"\f(?![^\S\f]*\f)")


_DATE_LINE = re.compile(
    rf"^[ ]{{0,60}}(?:Date[d:]{{0,2}} ?)?(?:{DATE})[ ]{{0,20}}$", re.MULTILINE | re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"^[ ]{0,60}(?:Dear\b|To whom it may concern)", re.MULTILINE | re.IGNORECASE
)
_MOST_LETTERS = 6  # letters that one mail brings


def _begun(text: str, start: int, end: int) -> list[int]:
    """Find where a letter begins that a mail brings and no page break sets apart.

    It is dated and addressed anew after the mail's closing.
    """
    found: list[int] = []
    addressed = [match.start() for match in _ADDRESSED.finditer(text, start, end)]
    dates = [match.start() for match in _DATE_LINE.finditer(text, start, end)] if addressed else []
    place = start
    for closing in _CLOSING.finditer(text, start, end):
        if closing.start() < place or len(found) >= _MOST_LETTERS:
            continue
        on, dear = (_first_after(places, closing.end()) for places in (dates, addressed))
        if closing.end() <= on < dear <= closing.end() + _HEAD_MOST:
            found.append(on)
            place = dear
    return found


def _first_after(places: Sequence[int], place: int) -> int:
    """Give the first of some places from one on; before all where there is none."""
    at = bisect_left(places, place)
    return places[at] if at < len(places) else -1


def _piece(text: str, start: int, end: int, found: list[Segment], *, closed: bool) -> bool:
    """Divide one page; return whether the letter has ended on it or before."""
    salutation = _SALUTATION.search(text, start, end)
    if closed and not _is_letter(text[start:end]):
        found.append(Segment(Part.ENCLOSURE, start, end))
        return True
    place = start
    if salutation and salutation.start() - start < 2500:  # noqa: PLR2004 - a head is short
        found.append(Segment(Part.HEAD, start, salutation.start()))
        place = salutation.start()
    enclosed = _ENCLOSED.search(text, place, end)
    closing = _last(_CLOSING, text, place, end)
    small = _SMALL.search(text, place, end)
    stop = min(_at(enclosed, end), _at(small, end))
    sign = min(closing.start() if closing else end, stop)
    _body(text, place, sign, found)
    if sign < stop:
        found.append(Segment(Part.SIGNATURE, sign, stop))
    if stop < end:
        part = Part.ENCLOSURE if enclosed and enclosed.start() == stop else Part.SMALL_PRINT
        found.append(Segment(part, stop, end))
    return closing is not None or (enclosed is not None and place > start)


def _at(match: re.Match[str] | None, end: int) -> int:
    return match.start() if match else end


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the last closing that is followed by no more than a signature."""
    found = None
    for match in pattern.finditer(text, start, end):
        if found is None or match.start() - found.end() > 400:  # noqa: PLR2004 - a signature
            found = match
    return found


_LETTER_LIKE = re.compile(
    r"\b(?:your|this) (?:\w+[ /'-]+){0,6}?request\b|\bFOI[ALP]A? (?:request|file)\b"
    r"|\binvoice\b|\bestimate\b|\bRE: ",
    re.IGNORECASE,
)


def _is_letter(text: str) -> bool:
    """Whether a page after a letter's end is a letter or an invoice of its own."""
    head = text[:1500]
    like = len(_LETTER_LIKE.findall(head))
    return like > 1 or (like == 1 and _SALUTATION.search(head) is not None)


def _body(text: str, start: int, end: int, found: list[Segment]) -> None:
    """Take our own request, where the letter repeats it, out of the body."""
    place = start
    for begin, stop in _repeated(text, start, end):
        if begin > place:
            found.append(Segment(Part.BODY, place, begin))
        found.append(Segment(Part.OURS, begin, stop))
        place = stop
    if place < end:
        found.append(Segment(Part.BODY, place, end))


def _repeated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find where the letter repeats our request: in quotation marks, or after a colon."""
    found: list[tuple[int, int]] = []
    place = start
    for opening in islice(_OPENING.finditer(text, start, end), _OPENINGS):
        if opening.start() < place:
            continue
        before = text[max(start, opening.start() - _BACK) : opening.start()]
        if _NOT_OURS.search(before) or not _is_opened(before, bare=":" not in opening[0]):
            continue
        begin = opening.end()
        if _THEY_SPEAK.match(text, begin) or "$" in text[begin : begin + _PRICED]:
            continue
        stop = _end_of_ours(text, begin, end, quoted=opening[0].endswith('"'))
        if stop - begin > 20:  # noqa: PLR2004 - a word in quotation marks is no request
            found.append((begin, stop))
            place = stop
    return found


def _is_opened(before: str, *, bare: bool) -> bool:
    """Whether the words before a colon or a `bare` quotation mark say that our request follows."""
    if bare:
        return _YOU_ASKED.search(before) is not None
    return _ASKED.search(before) is not None and _INTRODUCES.search(before) is not None


# After a colon the agency may speak itself: "You asked for a waiver: your request is denied."
_THEY_SPEAK = re.compile(
    r"\s{0,12}(?:\[[ xX]?\]|[☐☒☑]|\(b\)\()|your (?:\w+ ){0,6}?(?:request|waiver|appeal)\b[^.\n]{0,60}\b(?:is|are|has|have|was|will|must)\b"
    r"|(?:we|this office|the (?:office|department|agency|city|county)) (?:\w+ ){0,2}?(?:find|have|are|will|do"
    r"|is|has|denies|grants|cannot|can)\b",
    re.IGNORECASE,
)
_YOU_ASKED = re.compile(
    r"\byou(?:r)?\b[^\"]{0,120}\b(?:seek\w*|request(?:ed|ing)?|ask(?:ed|ing)?(?: for)?|stat(?:e|ed|ing)"
    r"|sought|wrote|indicat\w+|copies of|access to|for)[,:]?\s{0,3}$",
    re.IGNORECASE,
)
_OPENINGS = 1_000  # colons and quotation marks that are looked at; a letter has fewer
_BACK = 260  # characters before our request in which the letter says that it is ours
_OPENING = re.compile(r":\s{1,40}\"?|,?\s?\"")
_ASKED = re.compile(r"\b(?:you|your|request(?:ed)?|letter)\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"\b(?:seek\w*|request(?:ed|s|ing)?|ask(?:ed|ing)?|stat(?:e|ed|ing)|following|sought|wrote|for"
    r"|information|records|documents|below|that|access to|copies of|copy of)\b[^.\n:\"]{0,40}\s{0,3}$",
    re.IGNORECASE,
)
# What a colon after "the following" may introduce other than our request.
_NOT_OURS = re.compile(
    r"\b(?:reasons?|address(?:es)?|provisions?|exemptions?|contact|writing to|methods?|options?|e-?mail"
    r"|numbers?|links?|website|portal|questions?|subsections?|sections?|statutes?|codes?|at|to|fees?"
    r"|costs?|granted|denied|approved|in full|in part|ways|steps|categor(?:y|ies)|disposition|determination|criteria|mail)\W{0,4}$",
    re.IGNORECASE,
)


def _end_of_ours(text: str, begin: int, end: int, *, quoted: bool) -> int:
    """Find where our words end: at the closing mark, or where the agency begins a paragraph."""
    most = min(end, begin + _OURS_MOST)
    if quoted or text[begin - 1] == '"':
        closing = re.compile(r"\"(?=[\s.,;)])").search(text, begin, most)
        if closing:
            return closing.end()
        if ":" not in text[max(0, begin - 6) : begin]:
            return begin  # a quotation mark that nothing closes opens no request
    for match in _ENDS_OURS.finditer(text, begin, most):
        if match.start() > begin and not _FIRST_PERSON.match(text, match.start()):
            return match.start()
    blank = re.compile(r"\n[ ]*\n").search(text, begin, most)
    return blank.end() if blank else min(most, _line_end(text, begin, end))


def _line_end(text: str, place: int, end: int) -> int:
    found = text.find("\n", place, end)
    return end if found < 0 else found + 1
