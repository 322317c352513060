"""Tracking, docket and Bates numbers, exemption codes and statutes as they stand on pages.

Every pattern is linear in the length of the text. Shapes: those seen on real letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or code, with its place in the text; equal in shape to the index's mark."""

    kind: str  # tracking, docket, exemption, bates, statute, case
    value: str  # normalised
    start: int
    end: int


# Dashes as people and OCR print them.
_D = r"[-\u2010-\u2015\u2212]"
_YEAR = r"(?:19|20)\d{2}"
_END = r"(?![\w])"
_HEAD = r"(?<![\w-])"

# (agency, role, shape). The order matters: an ICE number also has the shape of the DHS family.
_SHAPES: tuple[tuple[str, str, str], ...] = (
    ("ICE", "request", rf"{_YEAR}{_D}IC(?:F[O]|RF){_D}\d{{5}}"),
    ("ICE", "appeal", rf"{_YEAR}{_D}ICAP{_D}\d{{5}}"),
    ("ICE", "litigation", rf"{_YEAR}{_D}ICLI{_D}\d{{5}}"),
    ("DHS", "appeal", rf"{_YEAR}{_D}[A-Z]{{2}}AP{_D}\d{{5}}"),
    ("DHS", "litigation", rf"{_YEAR}{_D}[A-Z]{{2}}LI{_D}\d{{5}}"),
    ("DHS", "request", rf"{_YEAR}{_D}[A-Z]{{4}}{_D}\d{{5}}"),
    ("ICE", "request", r"20\d{2}FOIA\d{3,6}"),
    ("CBP", "appeal", rf"CBP{_D}AP{_D}{_YEAR}{_D}\d{{6}}"),
    ("CBP", "request", rf"CBP{_D}(?:[A-Z]{{2,5}}{_D})?{_YEAR}{_D}\d{{6}}"),
    ("USCIS", "appeal", r"APP20\d{8}"),
    ("USCIS", "litigation", r"LIT20\d{8}"),
    ("USCIS", "request", r"(?:NRC|COW)20\d{8}"),
    ("OIP", "appeal", rf"A{_D}{_YEAR}{_D}\d{{5}}"),
    ("OIP", "request", rf"FOIA{_D}{_YEAR}{_D}\d{{5}}"),
    ("DOJ", "appeal", rf"DOJ{_D}AP{_D}{_YEAR}{_D}\d{{6}}"),
    ("DOJ", "request", rf"DOJ{_D}{_YEAR}{_D}\d{{6}}"),
    ("State", "litigation", rf"FL{_D}{_YEAR}{_D}\d{{5}}"),
    ("State", "request", rf"[FP]L?{_D}{_YEAR}{_D}\d{{5}}"),
    ("EPA", "request", rf"EPA{_D}(?:[A-Z0-9]{{2,4}}{_D})?{_YEAR}{_D}\d{{6}}"),
    ("NARA", "request", rf"NGC\d{{2}}{_D}\d{{3,5}}"),
    ("BLM", "request", rf"BLM{_D}{_YEAR}{_D}\d{{5}}"),
)
_FAMILY = {
    "HQ": "DHS", "CR": "CRCL", "IG": "DHS-OIG", "OB": "OBIM", "TS": "TSA", "CB": "CBP",
    "CI": "USCIS", "FE": "FEMA", "CG": "USCG", "SS": "USSS",
}  # fmt: skip
_TRACKING = re.compile(
    _HEAD + "(?:" + "|".join(f"(?P<s{n}>{shape})" for n, (_, _, shape) in enumerate(_SHAPES)) + ")"
    + _END,
    re.IGNORECASE,
)  # fmt: skip
_EOIR = re.compile(rf"{_HEAD}20\d{{2}}{_D}\d{{5}}(?![\w-])")
_EOIR_NAMED = re.compile(r"\bEOIR\b|Executive Office for Immigration Review", re.IGNORECASE)
_NEAR = 2000  # characters between the name EOIR and a bare number
_DOCKET = re.compile(
    r"(?<![\w:])(?:(?P<court>\d{1,2}):)?(?P<year>\d{2})"
    rf" ?{_D}(?: ?(?P<type>c[vr]|mc|md|misc) ?{_D})? ?(?P<number>\d{{3,5}})"
    rf"(?:{_D}(?P<judge>[A-Z]{{2,4}}))?(?![\w-])",
    re.IGNORECASE,
)
_NAMED_DOCKET = re.compile(r"(?:\bNos?\.|\bNumber|\bAction|\bCase|\bDocket)[ :]*$", re.IGNORECASE)
_STATUTE = re.compile(
    r"(?<![\w.])(?P<title>\d{1,2}) ?(?P<code>U\. ?S\. ?C\.?|USC|C\. ?F\. ?R\.?|CFR)(?: ?A\.)?"
    r" ?(?:§+|Sec\.|section|part|pt\.)? ?(?P<section>\d{1,5}[a-z]{0,2}(?:[.-]\d{1,4})?)"
    r"(?P<paragraphs>(?: ?\([0-9A-Za-z]{1,5}\)){0,8})",
    re.IGNORECASE,
)
_BATES = re.compile(
    rf"(?<![\w-])(?P<prefix>[A-Z]{{2,10}}(?:[-_ ][A-Z]{{2,10}}){{0,2}})(?P<gap>{_D}|_| )?"
    r"(?P<number>\d{5,8})(?![\w-])"
)
_AFTER_BLANK = 6
_CASE = re.compile(
    r"(?<![\w.])(?P<volume>\d{1,3}) (?P<reporter>U\. ?S\.|S\. ?Ct\.|F\. ?(?:2d|3d|4th)|"
    r"F\. ?Supp\. ?(?:2d|3d)?) (?P<page>\d{1,4})(?!\w)"
)
_EXEMPTION = re.compile(
    r"(?:(?:(?<![A-Za-z0-9])|(?<=\D552))\( ?|(?<![A-Za-z0-9(]))b ?\)? ?\(? ?"
    r"(?:7 ?\)? ?\(? ?(?P<seven>[a-f])(?![a-z])\)?|(?P<one>[1-9])(?!\d)\)?)",
    re.IGNORECASE,
)
_TYPED_EXEMPTION = re.compile(
    r"(?<![\w(])(?:exemptions?\s+(?:\(?b\)?\s?)?|\(?b\)?\s?|^(?=\(?[1-9]\W*[a-f]?\W*$)"
    r"|(?=7\s?\(?[a-f](?![a-z0-9])))"
    r"\(?(?P<one>[1-9])\)?(?:\s?\(?(?P<seven>[a-f])\)?)?(?!\w)",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(r"\s?(?:more |other |further |full )?(?:pages?|records?|documents?)\b")
_EXEMPTIONS_IN_WORDS = re.compile(r"\bExemptions?\b", re.IGNORECASE)
_WORD_ITEM = re.compile(
    r"[ ,;&]{0,3}(?:and|or)? ?\(?b?\)? ?\(?(?P<one>[1-9])(?!\d|\.\d)\)? ?"
    r"(?:\(?(?P<seven>[a-f])(?![a-z])\)?)?",
    re.IGNORECASE,
)


def find_marks(text: str) -> list[Mark]:
    """Find every number and code in a text, in order.

    None lies inside another, but for the exemption in "5 U.S.C. 552(b)(6)".
    """
    found: list[Mark] = []
    for finder in (_tracking, _statutes, _cases, _dockets, _bates):
        found += finder(text)
    found = _apart(found)
    found += _not_cited(_exemptions(text), found)
    return sorted(found, key=_place)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _apart(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=_place):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _not_cited(exemptions: Iterable[Mark], others: Sequence[Mark]) -> Iterator[Mark]:
    """Leave out what only looks like an exemption: the (b)(1) of "6 CFR 5.8(b)(1)"."""
    place, last = 0, -1
    for mark in sorted(exemptions, key=_place):
        if mark.start < last:
            continue
        while place < len(others) and others[place].end <= mark.start:
            place += 1
        around = others[place] if place < len(others) else None
        if around and around.start < mark.end and not around.value.startswith("5 U.S.C. 552("):
            continue
        last = mark.end
        yield mark


def normalise(number: str) -> str:
    """Give a number as it is compared: capitals, plain hyphens, no blanks around them."""
    plain = re.sub(rf"\s*{_D}\s*", "-", number.strip())
    return re.sub(r"\s+", " ", plain).upper().strip(" .,;:#")


def agency_of(number: str) -> str | None:
    """Give the abbreviation of the agency whose shape a number has, or None.

    A bare 2024-03407 is EOIR's shape only where its name stands near, so it gives None here.
    """
    shape = _shape(number)
    if shape is None:
        return None
    if shape[0] == "DHS":
        return _FAMILY.get(normalise(number)[5:7], "DHS")
    return shape[0]


def role_of(number: str) -> str:
    """Give what a number numbers: request, appeal, litigation; "request" where its shape is new."""
    if _DOCKET.fullmatch(number.strip()):
        return "litigation"
    shape = _shape(number)
    return shape[1] if shape else "request"


def exemption_in(words: str) -> tuple[str, str]:
    """Split an exemption off what people type: "b5 ice breach" -> ("(b)(5)", "ice breach").

    A digit inside a name is none: "amazon hq2" -> ("", "amazon hq2").
    """
    found = _TYPED_EXEMPTION.search(words)
    if found is None:
        return "", words.strip()
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return _code(found), " ".join(rest.split())


def _shape(number: str) -> tuple[str, str] | None:
    match = _TRACKING.fullmatch(normalise(number))
    if match is None or match.lastgroup is None:
        return None
    agency, role, _ = _SHAPES[int(match.lastgroup[1:])]
    return agency, role


def _tracking(text: str) -> Iterator[Mark]:
    for match in _TRACKING.finditer(text):
        yield Mark("tracking", normalise(match[0]), match.start(), match.end())
    named = [match.start() for match in _EOIR_NAMED.finditer(text)]
    if not named:
        return
    place = 0
    for match in _EOIR.finditer(text):
        while place + 1 < len(named) and named[place + 1] <= match.start():
            place += 1
        near = named[place : place + 2]
        if any(abs(match.start() - at) <= _NEAR for at in near):
            yield Mark("tracking", normalise(match[0]), match.start(), match.end())


def _dockets(text: str) -> Iterator[Mark]:
    """Find dockets: each names its court or its kind (cv), or stands after "No." or "Case"."""
    for match in _DOCKET.finditer(text):
        kind = (match["type"] or "").lower()
        if not kind:
            if not _NAMED_DOCKET.search(text, max(0, match.start() - 16), match.start()):
                continue
            kind = "cv"
        court = f"{match['court']}:" if match["court"] else ""
        value = f"{court}{match['year']}-{kind}-{match['number'].zfill(5)}"
        yield Mark("docket", value, match.start(), match.end())


def _statutes(text: str) -> Iterator[Mark]:
    for match in _STATUTE.finditer(text):
        code = "CFR" if "F" in match["code"].upper() else "U.S.C."
        paragraphs = match["paragraphs"].replace(" ", "")
        value = f"{match['title']} {code} {match['section']}{paragraphs}"
        yield Mark("statute", value, match.start(), match.end())


def _cases(text: str) -> Iterator[Mark]:
    for match in _CASE.finditer(text):
        reporter = match["reporter"].replace(" ", "")
        value = f"{match['volume']} {reporter} {match['page']}"
        yield Mark("case", value, match.start(), match.end())


def _exemptions(text: str) -> Iterator[Mark]:
    for match in _EXEMPTION.finditer(text):
        bracketed = "(" in match[0] or ")" in match[0]
        if bracketed or " " not in match[0]:
            yield Mark("exemption", _code(match), match.start(), match.end())
    for word in _EXEMPTIONS_IN_WORDS.finditer(text):
        place, last = word.end(), False
        while (item := _WORD_ITEM.match(text, place)) and not _counts(text, item, last=last):
            lead = len(item[0]) - len(item[0].lstrip(" ,;&"))
            yield Mark("exemption", _code(item), item.start() + lead, item.end())
            place, last = item.end(), last or "and" in item[0]


def _counts(text: str, item: re.Match[str], *, last: bool) -> bool:
    """Whether a number after exemptions counts pages: "6 and 7(C), and 8 are withheld".

    After the "and" that ends a list a further ", and" begins a clause of its own.
    """
    lead = item[0].lstrip()
    again = last and re.match(r"[,;] ?and ", lead) is not None
    noun = lead[:1] in {",", ";", "a"} and _OF_PAGES.match(text, item.end()) is not None
    return again or noun


def _code(match: re.Match[str]) -> str:
    seven, one = match["seven"], match["one"]
    if seven and one in {None, "7"}:
        return f"(b)(7)({seven.upper()})"
    return f"(b)({one or 7})"


def _bates(text: str) -> Iterator[Mark]:
    for match in _BATES.finditer(text):
        if match["gap"] == " " and len(match["number"]) < _AFTER_BLANK:
            continue  # "DC 20528" is a postal code
        gap = "-" if match["gap"] and match["gap"] not in "_ " else match["gap"] or ""
        value = f"{match['prefix']}{gap}{match['number']}".upper()
        yield Mark("bates", value, match.start(), match.end())
