"""The agency's numbers for this request, by their label or their shape; nobody else's."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.correspondence.grammar import parse_day
from bot.correspondence.mode import sentences
from bot.correspondence.segments import Part, Segment
from bot.law.identifiers import find_marks, role_of


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, with its place and role: request, appeal, litigation; other: of another request."""

    value: str
    role: str
    start: int
    end: int
    sure: float
    page: int = 1


# Capitals and figures; a few letters may stand apart before the figures.
_VALUE = (
    r"(?-i:(?P<value>(?:[A-Z]{1,5}[ #]{1,2})?(?=[A-Z0-9/._-]{0,24}\d)"
    r"[A-Z0-9](?:[A-Z0-9a-z]|[-/._](?=[A-Z0-9])){2,30})(?![a-z]))"
)
_SUBJECT = (
    r"(?:FOIA/?PA|FOI/?PA|FOIPA|FOIA|FOIL|FOI|OPRA|CPRA|PRA|PRR|KORA|CORA|IPRA|GRAMA|RTKL?|APRA|MPIA"
    r"|VFOIA|UIPA|TPIA|ORR|PIR|public records?(?: act)?|open records?|records?|information|freedom"
    r" of information(?: act)?|privacy act|access)"
)
_NOUN = (
    r"(?:request|case|file|reference|ref|tracking|control|appeal|ticket|log|matter|service request"
    r"|inquiry|correspondence|submission|confirmation|docket|petition|processing)"
)
_SIGN = r"(?:numbers?|num|nos?\.?|nr\.?|#s?|I\.?D\.?|code)"
_LABELLED = re.compile(
    rf"(?<![\w-])(?:(?:{_SUBJECT}[ /-]{{0,3}}){{1,3}}(?:{_NOUN}[ /]{{0,2}}){{0,3}}{_SIGN}"
    rf"|(?:{_NOUN}[ /]{{0,2}}){{1,3}}{_SIGN}"
    rf"|(?:{_SUBJECT}[ ]?){{1,3}}(?:{_NOUN}[ ]?){{0,2}}[:#]"
    rf"|(?:{_NOUN}[ ]?){{1,2}}[:#]|{_NOUN}(?=[ ][A-Z]{{0,6}}-?\d{{2,4}}-[A-Z0-9]{{3,8}}\b)|{_SUBJECT}(?: {_NOUN})?(?=[ ](?=[A-Z0-9-]{{0,12}}\d)[A-Z0-9-]{{5,}}))"
    r"(?: (?:is|of|was|assigned(?: to (?:your|this) request)?(?: is)?|for (?:your|this) request is"
    rf"))?[ \t*:;.#)\]]{{0,6}}\s?\*?{_VALUE}",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"\b(?:assigned|given|logged(?: in)? (?:as|under)|identified (?:as|by)|designated|referred to as"
    r"|filed as|reference(?:d)?|entered as|opened as|tracked as|known as)\b[^.\n]{0,60}?"
    rf"(?:{_SIGN}|{_NOUN}|\bas|{_SUBJECT})[ :#*-]{{1,5}}{_VALUE}",
    re.IGNORECASE,
)
# Shapes that only a tracking number has: GovQA, NextRequest, FOIAXpress, fiscal years, OCA's.
_SHAPED = re.compile(
    r"(?<![\w@/.-])(?P<value>[A-Z]\d{6}-\d{6}"
    r"|(?:19|20)\d{2}-[A-Z]{2,6}-\d{3,6}(?:-[A-Z]{1,2})?"
    r"|[A-Z]{2,5}-(?:[A-Z]{1,4}-)?(?:19|20)\d{2}-\d{3,7}(?:-\d{3,6})?(?:-[A-Z]{1,2})?"
    r"|(?:FOIA|FOIL|PRR|C?PRA|OPRA|FOI|ORR|RTKL?|IPRA|K?ORA|GRAMA|PIR|PIA|TPIA|VFOIA|RTI)[-# ]?(?:19|20)?\d{2}-\d{2,7}"
    r"|(?:19|20)?\d{2}-(?:FOIA|FOI|FOIL|PRR|PRA|F|P|OPRA|ORR)-\d{2,7}"
    r"|(?:19|20)\d{2}-\d{3,6}-[A-Z]{1,3}|(?:19|20)\d{2}-FOIA-\d{4,6}"
    r"|SPR\d{2}/\d{3,5}|(?:FOIA|FOIL)-(?:19|20)\d{2}-\d{3}-\d{4,6})(?![\w-])"
)
# "RE: PDR 26-0418, third installment": capitals and figures in the line that says what it is about.
_ABOUT = re.compile(
    r"^[ \t]{0,60}(?:re|subject):[^\n]{0,90}?(?<![\w-])(?P<value>(?-i:[A-Z]{2,5}[ -](?:19|20)?\d{2}-\d{3,6}|(?:19|20)\d{2} PAC \d{3,6}))(?![\w-])",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_THEIRS = re.compile(
    r"(?:\bMuck ?Rock\b(?: \w+)?|\bMR|\bDEPT(?: MR)?|\btax(?: payer)? ?ID|\bcheck|\bcheque|\bbox"
    r"|\bsuite|\broom|\bstop|\bbadge|\bincident(?: report)?|\breport|\bphone|\btel|\bfax|\bcell"
    r"|\baward|\bserial|\bCR|(?<!FOIL )(?<!FOIA )\blog|\binvoice(?: \w+)?|\bdocket|\bcivil action|\bcourt case|\bcontract"
    r"|\bpolicy|\bdirective|\bzip|\bvendor|\bcustomer|\baccount|\brouting|\bEIN|\bfederal ID|\bextension"
    r"|\bext|\bpage|\bitem|\bexhibit|\bregistration|\blicense|\bbar|\bunit|\bpolice (?:case|report)"
    r"|\bcitation|\bwarrant|\bproduct identifier|\btracking number of the (?:mail|package)"
    r"|\bcertified mail(?: \w+)?|\bUSPS(?: \w+)?|\bUPS|\bFedEx|\bpasscode|\bpassword|\bpin|\bRIN"
    r"|\bRFP|\bbid|\bsolicitation|\bversion|\bform|\bbill|\bordinance|\bresolution|\bsubdivision"
    r"|\bpermit|\bparcel|\bcase file|\bfile code)\W{0,4}(?:(?:number|no|nos|num|id)\b)?\W{0,4}$",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"^(?:\d{1,3}|(?:19|20)\d{2}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\d{10}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{5}-\d{4}|\d+[AP]M|\d+(?:ST|ND|RD|TH)|\d{1,3}(?:,\d{3})+|\d+\.\d+|(?:AL|CA|CO|CT|DC|FL|GA|IL|MA|MD|MI|MO|NY|NJ|OH|OR|PA|TX|VA|WA|WV) ?\d{5}|B[1-9].*"
    r"|552.*|\d{1,2}-DAYS?|\d+-[A-Z]{4,}|(?:19|20)\d{2}-(?:19|20)?\d{2}|MR ?\d+|\d+-BUSINESS.*"
    r"|\d{1,2}-\d{1,2}|COVID.*|\d{5,7}-\d{7,8}.*|PRR?|F-?35)$",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\byou(?:r)? (?:previous|prior|earlier|other) |\bprevious(?:ly)?\b|\bduplicates?\b|\bsee also\b"
    r"|\banother request\b|\bearlier (?:request|appeal)\b",
    re.IGNORECASE,
)
_COURT_NUMBER = re.compile(r"^\d{1,2}:\d{2}-cv|^\d{2}[- ]?(?:cv|civ|ch)\b|^(?:19|20)\d{2}-CH-",
                           re.IGNORECASE)  # fmt: skip


def numbers(text: str, parts: Sequence[Segment], *, court: bool = False) -> tuple[Number, ...]:
    """Find the numbers in the letter's own head, body and signature; each once."""
    found: list[Number] = []
    for part in parts:
        if part.part in {Part.QUOTED, Part.OURS, Part.ENCLOSURE, Part.SMALL_PRINT}:
            continue
        if court:
            found += _dockets(text, part)
            continue
        found += _labelled(text, part)
        found += _shaped(text, part)
        found += _alone(text, part)
    ours = {plain(match[1] or match[2]) for match in _OURS.finditer(text)}
    kept = [one for one in found if not ({plain(one.value), one.value.partition("-")[0]} & ours)]
    return tuple(_whose(text, parts, one) for one in _once(kept))[: 1 if court else None]


_NAMES = re.compile(r"\b(?:your|an?|the|this|that|administrative) (?:[\w-]+ ){0,3}?(?P<what>appeal|requests?)\b(?! rights)",
                    re.IGNORECASE)  # fmt: skip
_IT = re.compile(r"^\W{0,4}(?:it|this|that)\b(?! request)", re.IGNORECASE)


def _whose(text: str, parts: Sequence[Segment], one: Number) -> Number:
    """Give a number to the appeal where its sentence, or the one that "it" goes back to, is of one."""
    body = next((p for p in parts if p.part is Part.BODY and p.start <= one.start < p.end), None)
    if body is None or one.role != "request":
        return one
    near = sentences(text, max(body.start, one.start - _NEAR), min(body.end, one.end + _NEAR))
    at = next((n for n, s in enumerate(near) if s.start <= one.start < s.end), None)
    if at is None or re.search(
        r"\brequest\b[^.]{0,20}$", text[near[at].start : one.start], re.IGNORECASE
    ):
        return one
    begin = near[at - 1].start if at and _IT.match(text[near[at].start :][:20]) else near[at].start
    named = _NAMES.search(text, begin, one.start)
    is_appeal = named is not None and named["what"].lower() == "appeal"
    return replace(one, role="appeal") if is_appeal else one


_NEAR = 600  # characters about a number in which its sentence and the one before it lie


# Our own marks: the tag in the address that answers come to, a mail drop's number.
_OURS = re.compile(
    r"(?<![\w.])(\d{4,9})(?:-\d{4,10})?@|(?:\bDEPT\.?\s)?\bMR\s?#?\s?(\d{4,9})\b", re.IGNORECASE
)


def _labelled(text: str, part: Segment) -> list[Number]:
    found = []
    for pattern, sure in ((_LABELLED, 0.92), (_ASSIGNED, 0.9)):
        for match in pattern.finditer(text, part.start, part.end):
            value = match["value"].strip(" .-_/")
            # The words before the label decide whose number it is.
            label = text[max(part.start, match.start() - 30) : match.start("value")]
            if not (_is_number(value) or _is_short(match[0], value)) or _NOT_THEIRS.search(label):
                continue
            line = text.rfind("\n", part.start, match.start()) + 1
            before = text[max(part.start, line, match.start() - 60) : match.start("value")]
            if re.search(r"\bMuck ?Rock|\bDEPT\b", before, re.IGNORECASE):
                continue
            of_appeal = re.search(r"\bappeal", match[0], re.IGNORECASE) or _is_of_appeal(
                text, part, match
            )
            role = "appeal" if of_appeal else role_of(value)
            if role == "litigation" and _OF_REQUEST.search(match[0]):
                role = "request"  # its label decides, whatever docket has that shape
            doubt = 0.3 if _YOURS.search(before) or not re.search(r"\d{3}", value) else 0.0
            start = match.start("value")
            found.append(Number(value, role, start, start + len(value), sure - doubt))
    return found


_OF_REQUEST = re.compile(rf"\b(?:request|tracking|{_SUBJECT})\b", re.IGNORECASE)


def _is_of_appeal(text: str, part: Segment, match: re.Match[str]) -> bool:
    """Whether a subject line names an appeal and no request."""
    if part.part not in {Part.HEAD, Part.HEADERS}:
        return False
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    return re.search(r"\bappeal\b(?![^\n]*\brequest)", line, re.IGNORECASE) is not None


def _shaped(text: str, part: Segment) -> list[Number]:
    found = []
    for mark in find_marks(text[part.start : part.end]):
        if mark.kind == "tracking":
            start, end = part.start + mark.start, part.start + mark.end
            doubt = 0.3 if _YOURS.search(text, max(part.start, start - 60), start) else 0.0
            found.append(Number(mark.value, role_of(mark.value), start, end, 0.93 - doubt))
    for match in _SHAPED.finditer(text, part.start, part.end):
        line = text.rfind("\n", part.start, match.start()) + 1
        label = text[max(part.start, line, match.start() - 30) : match.start()]
        if _NOT_THEIRS.search(label) or not _is_number(match["value"]):
            continue
        doubt = 0.2 if _YOURS.search(text, max(0, match.start() - 60), match.start()) else 0.0
        value = match["value"]
        found.append(Number(value, role_of(value), match.start(), match.end(), 0.85 - doubt))
    return found


_ALONE = re.compile(
    r"^[ \t]{0,60}(?:(?i:In reply refer to|Refer to|Reference|Ref|Re|Subject)[:.#]{1,2}[ \t]{0,9})?(?P<value>(?:(?:FOIA|FOIL|RTKL?|PAC|AP|FA|CR|PIA|RE|OGE|CORA|KORA|OPRA|FA)[ -])?"
    r"(?=[A-Z0-9/-]{0,24}\d{2})(?:(?:[A-Z]{1,6}-)?\d{1,4}(?:-[A-Z0-9]{1,6}){1,3}|[A-Z]{1,4}-?\d{4,8}))[ \t]*$",
    re.MULTILINE,
)


def _alone(text: str, part: Segment) -> list[Number]:
    """Find what stands alone on a line of the head and looks like a number, not like a date."""
    if part.part is not Part.HEAD:
        return []
    found = []
    for match in _ABOUT.finditer(text, part.start, part.end):
        label = text[max(part.start, match.start("value") - 30) : match.start("value")]
        if not _NOT_THEIRS.search(f"{label}{match['value'].split()[0]} "):
            value = match["value"]
            role = (
                "appeal" if "PAC" in value or _is_of_appeal(text, part, match) else role_of(value)
            )
            found.append(Number(value, role, *match.span("value"), 0.94))
    for match in _ALONE.finditer(text, part.start, part.end):
        value = match["value"].strip()
        if (
            _is_number(value)
            and parse_day(value) is None
            and sum(c.isdigit() for c in value) >= _LONG
        ):
            found.append(
                Number(value, role_of(value), match.start("value"), match.end("value"), 0.82)
            )
    return found


_LONG = 4  # figures of a number that no label names


def _dockets(text: str, part: Segment) -> list[Number]:
    return [
        Number(
            text[part.start + mark.start : part.start + mark.end],
            "litigation",
            part.start + mark.start,
            part.start + mark.end,
            0.8,
        )
        for mark in find_marks(text[part.start : min(part.end, part.start + 4000)])
        if mark.kind == "docket"
    ][:1]


def _is_number(value: str) -> bool:
    if _NO_NUMBER.match(value) or _COURT_NUMBER.match(value):
        return False
    digits = sum(c.isdigit() for c in value)
    return digits >= 3 and len(value) >= 4 and "@" not in value  # noqa: PLR2004 - less is no number


def _is_short(label: str, value: str) -> bool:
    """Whether a number like 24-33 is one: its label says so."""
    signed = re.search(rf"(?:request|case|file|tracking)\W{{0,3}}{_SIGN}", label, re.IGNORECASE)
    return signed is not None and re.fullmatch(r"\d{2}-\d{2,3}", value) is not None


def _once(found: Sequence[Number]) -> tuple[Number, ...]:
    kept: list[Number] = []
    for one in sorted(found, key=lambda number: (-number.sure, number.start)):
        bare = plain(one.value)
        if any(bare in plain(k.value) or plain(k.value) in bare for k in kept):
            continue
        kept.append(one)
    return tuple(sorted(kept, key=lambda number: number.start))


def plain(value: str) -> str:
    """Give a number's letters and figures alone, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", value.upper())
