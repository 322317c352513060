"""Exemptions and state provisions that the letter claims, and its counts of pages."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.correspondence.grammar import SPELLED, number_of
from bot.correspondence.mode import TOLD, Mode, Sentence, mode_of
from bot.law.identifiers import find_marks


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision, with its place."""

    value: str
    start: int
    end: int


_FEDERAL = re.compile(
    r"\bU\.? ?S\.? ?C\b|\b552\b|FOIA Exemption|Exemptions? \(?b?\)?\(?\d", re.IGNORECASE
)
_CLAIMS = re.compile(
    r"\b(?:withh\w+|redact\w+|exempt\w*|den(?:y|ied|ying|ial)|excis\w+|delet\w+|pursuant to|under|claim\w*"
    r"|assert\w*|invok\w*|appl(?:y|ied|ies)|rel(?:y|ied|ies|ying) on|cit\w+|protect\w*|based (?:up)?on"
    r"|in accordance with|cannot|unable|because|burdensome|extension|extend\w*|additional time|fees?"
    r"|charge\w*|cost|deposit|confidential|privileged|not (?:subject|required|disclos\w+)|remov\w+)\b",
    re.IGNORECASE,
)
_REQUEST_UNDER = re.compile(
    r"\b(?:request|requested|seeking|seek|records)\b[^.]{0,80}\b(?:under|pursuant to|made (?:under"
    r"|pursuant)|in accordance with)\b[^.]{0,60}$"
    r"|\b(?:defin\w+|appeal|review|court|complaint|petition|Public Access Counselor)\b[^.]{0,120}$",
    re.IGNORECASE,
)
_SECTION = r"(?:§{1,2} ?|sec(?:tion|s?)?\.? ?)?"
_PARAGRAPHS = r"(?: ?\([0-9A-Za-z-]{1,5}\)){0,8}"
_NUMBER = rf"\d{{1,6}}[A-Z]?(?:[-.:/]\d{{1,5}}[A-Za-z]?){{0,4}}{_PARAGRAPHS}"
_CODES = re.compile(
    rf"\b5 ILCS \d{{3}}/{_NUMBER}"
    rf"|\b(?:MCL|M\.C\.L\.|RCW|KRS|NRS|MCA|ORS|O\.R\.S\.|RSMo|R\.S\.Mo\.?|C\.R\.S\.|CRS|K\.S\.A\.|KSA"
    rf"|A\.R\.S\.|ARS|N\.J\.S\.A\.|NJSA|O\.C\.G\.A\.|OCGA|HRS|SDCL|N\.D\.C\.C\.|NDCC|T\.C\.A\.|TCA"
    rf"|R\.C\.|ORC|NMSA|RSA|CGS|C\.G\.S\.|La\. ?R\.S\.|R\.S\.|IC|PC|GC|CCP|POL|P\.O\.L\.)"
    rf" ?{_SECTION}{_NUMBER}"
    rf"|\b(?:(?:California |Cal\. )?(?:Government|Gov(?:'t|\.)?|Penal|Evidence|Evid\.|Vehicle|Labor|Civil"
    rf"|Health (?:and|&) Safety|Welfare (?:and|&) Institutions|Education)(?: Procedure)? Code"
    rf"|(?:Texas |Tex\. )?Gov(?:ernment|'t|\.)? Code|(?:N\.?Y\.? )?Public Officers Law|Civil Rights Law"
    rf"|(?:West Virginia|W\. ?Va\.|Va\.|Virginia|Utah|Iowa|Idaho|Indiana|Ind\.|D\.C\.|Delaware|Del\.|Ohio"
    rf"(?: Revised)?|Arkansas|Ark\.|Alabama|Ala\.|Miss(?:\.|issippi)|S\.C\.|South Carolina|Revised) Code"
    rf"(?: Ann(?:\.|otated))?|(?:Minn(?:\.|esota)|Wis(?:\.|consin)|Fla(?:\.|orida)|Neb\. Rev\.|N\.C\. Gen\."
    rf"|Conn\. Gen\.|Wyo\.|General|Alaska) Stat(?:\.|utes?)?|G\.L\.(?: c\.)?|M\.G\.L\.(?: c\.)?"
    rf"|General Provisions(?: Article)?)"
    rf",? ?(?:,? ?(?:Title|chapter|ch\.|c\.|Article|subd\.) ?\d+[A-Z]?,? ?)?{_SECTION}{_NUMBER}"
    rf"|§{{1,2}} ?{_NUMBER}(?:,? (?:Fla\. Stat\.|Florida Statutes))"
    rf"|\b\d{{1,2}} (?:Del\. ?C\.|P\.S\.|O\.S\.|V\.S\.A\.|M\.R\.S\.A?\.?) {_SECTION}{_NUMBER}"
    rf"|\bSection {_NUMBER} of (?:the )?(?:Act|FOIA|IFOIA|FOIL|Illinois)",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:,|;| and| &|, and| or)\s{{1,3}}(?:§{{1,2}} ?)?(?P<value>{_NUMBER})(?=[\s,.;)]|$)"
)


def federal(text: str) -> bool:
    """Whether the letter speaks of the federal act."""
    return _FEDERAL.search(text) is not None


_BEHIND = 120  # characters behind an exemption that say that it was not used
_EMPTY_BOX = re.compile(r"(?:\[\s?\]|☐)\s{0,4}$")
# "Exemption 5 was not used", "Exemption 5 protects memoranda; we did not use it".
_UNUSED = re.compile(
    r"[^.;,]{0,60}\b(?:was|were|is|are|has|have)\snot\s(?:been\s)?(?:used|invoked|applied|cited|claimed)\b"
    r"|[^.;]{0,60}[;,]\s(?:and\s|but\s)?(?:we|I)\s(?:did|have|do)\snot\s(?:use|invoke|apply|cite|claim|rely\son)d?\s(?:it|this)\b",
    re.IGNORECASE,
)


_RANGE = re.compile(r"\bthrough\b|\bidentified in\b")


def exemptions(text: str, spoken: Sequence[Sentence]) -> tuple[Cited, ...]:
    """Find the federal exemptions claimed in the letter's own sentences, each once."""
    found: dict[str, Cited] = {}
    for sentence in spoken:
        words = text[sentence.start : sentence.end]
        if TOLD.match(words) or _RANGE.search(words):
            continue
        for mark in find_marks(words):
            if mark.kind != "exemption" or mark.value in found:
                continue
            start, end = sentence.start + mark.start, sentence.start + mark.end
            if re.match(r"\s?U\.? ?S", text[end : end + 5]):  # "the exemption, 5 U.S.C."
                continue
            unticked = _EMPTY_BOX.search(text, max(0, start - 8), start)
            if unticked or _UNUSED.match(text, end, end + _BEHIND):
                continue
            if mode_of(text, sentence, start, end) in {Mode.DENIAL, Mode.OURS}:
                continue
            found[mark.value] = Cited(mark.value, start, end)
    return tuple(found.values())


def provisions(text: str, spoken: Sequence[Sentence]) -> tuple[Cited, ...]:
    """Find the state provisions used to withhold, refuse, extend or charge, each once."""
    found: dict[str, Cited] = {}
    for sentence in spoken:
        words = text[sentence.start : sentence.end]
        matches = list(_CODES.finditer(words))
        listed = re.match(r"\W{0,6}\d{1,2} ILCS", words) is not None
        if not matches or not (listed or _CLAIMS.search(words)):
            continue
        for match in matches:
            if _REQUEST_UNDER.search(words[: match.start()]):
                continue
            for value, begin, end in _run(words, match):
                found.setdefault(
                    re.sub(r"\W", "", value).lower(),
                    Cited(" ".join(value.split()), sentence.start + begin, sentence.start + end),
                )
    return tuple(found.values())


def _run(words: str, match: re.Match[str]) -> list[tuple[str, int, int]]:
    """Give a provision and those that follow it: "119.071(2)(d), 119.071(3)(a) and ..."."""
    found = [(match[0], match.start(), match.end())]
    place = match.end()
    while more := _MORE.match(words, place):
        if "." not in more["value"] and "(" not in more["value"]:
            break
        found.append((more["value"], more.start("value"), more.end("value")))
        place = more.end()
    return found


_N = rf"(?<![\d.,])(?<![A-Za-z])(?<![A-Za-z]-)(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|no|none|{SPELLED})\)?"
_PAGES = rf"{_N}[ ](?:\(\d+\)[ ])?(?:(?:responsive|additional|full|of the|total)[ ])?(?:pages?)?\s?"
_REVIEWED = (
    (
        rf"(?:total of|reviewed|located|identified|processed|consist\w+ of|comprised of|found|totaling"
        rf")\s(?:a\stotal\sof\s|approximately\s)?(?:[a-z-]{{3,20}}\s\()?{_N}\s(?:[\w-]+\s){{0,3}}?pages?\b"
    ),
    (
        rf"{_N}\s(?:responsive\s)?pages?\s(?:\w+\s){{0,4}}?(?:were|was|have\sbeen|are)\s(?:reviewed|located"
        rf"|processed|identified|found)"
    ),
    # 120 pages are enclosed, of which 30 ...; we enclose 120 pages, 30 of which ...
    rf"{_N}\s(?:responsive\s)?pages?\b[^.;\d]{{0,40}},\s(?:of\s(?:which|these|them)|\d+\sof\s(?:which|these|them))\b",
)
_FULL = (
    (
        rf"{_PAGES}(?:\w+\s){{0,5}}?(?:are|were|is|was|will\sbe|have\sbeen|being|be)\s(?:being\s)?"
        rf"(?:releas\w+|provided|disclosed|granted)\s(?:to\syou\s)?(?:in\s(?:their|its)\sentirety|in\sfull"
        rf"|without\s(?:redaction|excision|deletion)s?)"
    ),
    rf"releas(?:ed|ing)\s{_PAGES}(?:\w+\s){{0,3}}?in\s(?:full|(?:their|its)\sentirety)",
    # All 18 pages are enclosed without redaction; attached are 41 pages, produced without redaction
    (
        rf"(?:all|attached|enclosed|following|find|sending|provid\w+|produc\w+|releas\w+)(?:\s(?:are|you|is|the|please|herewith))*\s{_PAGES}"
        r"[^.;]{0,80}?\b(?:without\s(?:any\s)?(?:redaction|excision|deletion)s?|in\stheir\sentirety|unredacted)"
    ),
    rf"{_PAGES}(?:are|is|were|was)\sappropriate\sfor\s(?:release|disclosure)\s(?:without\s(?:any\s)?(?:excision|redaction|deletion)s?|in\s(?:full|(?:their|its)\sentirety))",
    rf"{_PAGES}(?:\w+\s){{0,2}}?(?:may|can|will|are\sto)\sbe\sreleased\sin\s(?:full|whole|(?:their|its)\sentirety)",
    rf"released\sin\s(?:full|(?:its|their)\sentirety)\s?[:(]\s?{_N}",
)
_PART = (
    (
        rf"{_PAGES}(?:\w+\s){{0,5}}?(?:are|were|is|was|will\sbe|have\sbeen|being)\s(?:being\s)?"
        rf"(?:(?:withheld|denied|redacted)\sin\spart|partially\s(?:releasable|released|withheld)|(?:releas\w+|disclosed|granted|provided)\s(?:to\s"
        rf"you\s)?(?:in\spart|with\s(?:\w+\s)?redactions))"
    ),
    rf"{_PAGES}(?:are|is|were|was)\sappropriate\sfor\s(?:release|disclosure)\s(?:with\s(?:\w+\s)?(?:excision|redaction|deletion)s?|in\spart)",
    rf"(?:releas(?:ed|ing)|withh(?:eld|olding))\s{_PAGES}(?:\w+\s){{0,3}}?in\spart",
    rf"released\sin\spart\s?[:(]\s?{_N}",
)
_WITHHELD = (
    (
        rf"{_PAGES}(?:\w+\s){{0,5}}?(?:are|were|is|was|will\sbe|have\sbeen|being|must\sbe)\s(?:being\s)?"
        rf"(?:withheld|denied)\s(?:in\s(?:their|its)\sentirety|in\sfull)"
    ),
    rf"withh(?:eld|olding|old)\s{_PAGES}(?:\w+\s){{0,3}}?in\s(?:full|(?:their|its)\sentirety)",
    rf"withheld\sin\sfull\s?[:(]\s?{_N}",
    rf"{_PAGES}(?:are|were|is|was|have\sbeen|will)\snot\s(?:be(?:ing)?\s)?(?:disclosed|released)\b",
    # 14 pages, all of which we withhold
    (
        rf"{_N}\s(?:responsive\s)?pages?\b[^.;\d]{{0,80}}[.;,]\s(?:and\s)?all(?:\sof\s(?:which|them|these|those))?\s(?:(?:are|were|we|I|is|must\sbe|have\sbeen)\s)"
        r"(?:[a-z]+\s){0,2}?(?:withh(?:old|eld|olding)|denied|exempt)\b(?!\s(?:\w+\s)?in\spart)"
    ),
    rf"total deleted page\(?s?\)?[\s~-]{{1,8}}{_N}",
)
COUNTS: dict[str, tuple[re.Pattern[str], ...]] = {
    name: tuple(re.compile(one, re.IGNORECASE) for one in some)
    for name, some in (
        ("pages_reviewed", _REVIEWED), ("pages_released_full", _FULL),
        ("pages_released_part", _PART), ("pages_withheld", _WITHHELD),
    )
}  # fmt: skip
# One of a list, as in "100 in full, 50 in part and 150 withheld": the word "pages" stands once.
_LISTED = re.compile(
    rf"(?:(?<![\w(.$-])|(?<=[a-z]\s\()(?=\d+\)\spages?\b)){_N}[ ]?(?:\(\d+\)[ ])?(?:[a-z]+\s){{0,6}}?"
    r"(?P<how>in\s(?:full|part|(?:their|its)\sentirety)|partially\s(?:released|withheld|redacted)"
    r"|(?:with|contain(?:s|ing)?|carr(?:y|ies|ying)|bear(?:s|ing)?)\s(?:\w+\s)?(?:redactions|deletions|excisions|portions)|redacted|fully\s(?:released|withheld)|(?:withheld|denied)(?!\s(?:\w+\s)?(?:in\s(?:part|full|their|its)|with)))\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\b(?:items?|exemptions?|sections?|nos?\.?|parts?|count|paragraph)\s{1,3}$", re.IGNORECASE
)
_TAKEN_AWAY = re.compile(r"\b(?:withh\w+|den(?:y|ied|ying))\b", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:releas\w+|provid\w+|disclos\w+|produc\w+|grant\w+)\b", re.IGNORECASE)
_OF_PAGES = re.compile(r"\bpages?\b", re.IGNORECASE)
_REVIEWED_OF = re.compile(
    rf"\b(?:(?:of|after\sreviewing|among)\s(?:the|these|those|all)|(?<![a-z]\s)(?-i:Of))\s{_N}\s(?:responsive\s)?pages\b"
    rf"|\bafter\sreviewing\s(?P<r>\d{{1,6}})\s(?:responsive\s)?pages\b|\b(?P<m>\d{{1,6}})\s(?:responsive\s)?pages?\s?:",
    re.IGNORECASE,
)


def pages_listed(text: str, spoken: Sequence[Sentence]) -> dict[str, Cited]:
    """Find counts in a list of which only the first says that they are pages."""
    found: dict[str, Cited] = {}
    paged = False
    for sentence in spoken:
        words = text[sentence.start : sentence.end]
        here = _OF_PAGES.search(words) is not None
        if here or paged:
            for match in _LISTED.finditer(text, sentence.start, sentence.end):
                before = text[max(sentence.start, match.start() - 60) : match.end()]
                if _ITEM.search(text[max(sentence.start, match.start() - 16) : match.start()]):
                    continue
                _add(found, _name_of(before, match["how"]), match, "n")
        whole = _REVIEWED_OF.search(text, sentence.start, sentence.end) if here else None
        if whole:
            _add(found, "pages_reviewed", whole, next(name for name in "nrm" if whole[name]))
        paged = here
    return found


def _name_of(words: str, how: str) -> str:
    """Say which count it is: by how, and by the last verb before."""
    if re.search(r"part|redact|portion|deletion|excision", how, re.IGNORECASE):
        return "pages_released_part"
    taken = [match.start() for match in _TAKEN_AWAY.finditer(words)]
    given = [match.start() for match in _GIVEN.finditer(words)]
    return "pages_withheld" if max(taken, default=-2) > max(given, default=-1) else (
        "pages_released_full"
    )  # fmt: skip


def _add(found: dict[str, Cited], name: str, match: re.Match[str], group: str) -> None:
    number = number_of(match[group])
    if number is not None:
        found.setdefault(name, Cited(str(number), match.start(group), match.end(group)))


_OF_OUR_QUEUE = re.compile(r"\b(?:exceed|queue|limit|up to|more than|first)\b", re.IGNORECASE)


_ON = r"(?:referr|forward|transferr?|rout|refer|send|sent)(?:ed|ing)?"
_REFERRED = (
    rf"{_PAGES}(?:\w+\s){{0,6}}?(?:are|were|is|was|have\sbeen|has\sbeen|being)\s(?:\w+\s)?(?:referred|forwarded|transferred|routed|sent)\b",
    rf"\b{_ON}\s(?:(?:(?:your|the)\srequest|a\scopy\sof\s(?:it|your\srequest))\sand\s)?(?:(?:those|these|the|another|also)\s)?{_PAGES}",
    rf"{_PAGES}[^.;\d]{{0,80}}\band\s(?:\w+\s)?{_ON}\s(?:them|these|those)\b",
)
_REFERS = tuple(re.compile(one, re.IGNORECASE) for one in _REFERRED)


def pages_referred(text: str, spoken: Sequence[Sentence]) -> Cited | None:
    """Find how many pages the letter sends on to another body."""
    for sentence in spoken:
        for pattern in _REFERS:
            match = pattern.search(text, sentence.start, sentence.end)
            if match and mode_of(text, sentence, *match.span()) in {Mode.DOES, Mode.FUTURE}:
                number = number_of(match["n"])
                return Cited(str(number), *match.span("n")) if number else None
    return None


def pages_counted(text: str, name: str, stretches: Sequence[tuple[int, int]]) -> Cited | None:
    """Find one of the counts of pages, as a whole number; None where none is printed."""
    for start, end in stretches:
        for pattern in COUNTS[name]:
            match = pattern.search(text, start, end)
            if match and not _OF_OUR_QUEUE.search(match[0]):
                number = number_of(match["n"])
                if number is not None:
                    return Cited(str(number), match.start("n"), match.end("n"))
    return None
