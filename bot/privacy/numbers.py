"""Strong identifiers known by their shape: A-numbers, SSN and ITIN, receipts.

Every pattern is bounded, so that time grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind

# A digit as scanners print it, and what stands between the digits of one number.
_D = r"[0-9OoIl]"
_J = r"[-\s._*|/()\[\]:`,]{0,3}"
_P = r"[-\s#.:*_()\[\]'\"`|/=]{0,4}"
_WORDS = r"(?:(?:no|nos|num|numbers?|nbr|files?|numero|nro|registration)\b" + _P + r"){0,2}"

A_NUMBER = re.compile(
    rf"A(?<![A-Z]A){_P}(?:(?i:{_WORDS}))({_D}(?:{_J}{_D}){{6,8}})(?![0-9])"
    rf"|a(?<![A-Za-z0-9]a)(?:-|#\s?)?({_D}(?:[-.]?{_D}){{6,8}})(?![0-9A-Za-z])"
)
_LIST = re.compile(
    r"(?:\s{0,3}(?:[,;/&+]|and\b|y\b|e\b|or\b|through\b|to\b|-)\s{0,3}){1,2}"
    r"(?:[Aa][-#\s]{0,3})?(\d{7,9}|\d{1,3}([-. ])\d{3}\2\d{3})(?![\d]|-\d)"
)
_SUFFIX = re.compile(r"(?:\s?/\s?-?|,\s?-|,?\s(?:and|y|&)\s-|\s?&\s?-?)\d{3}(?![\d-])")

_S = r"(?:-|\.| |\n|-\n| - |\n-)"
BARE_NINE = re.compile(r"[0-9](?<![0-9][0-9])(?<![0-9][-.,/$][0-9])[0-9]{8}(?![0-9]|[-.,/][0-9])")
BARE_TRIPLES = re.compile(
    rf"[0-9](?<![0-9][0-9])(?<![0-9][-.,/][0-9])[0-9]{{2}}({_S})[0-9]{{3}}({_S})[0-9]{{3}}"
    r"(?![0-9]|[-.,/][0-9])"
)
BARE_SINGLES = re.compile(r"[0-9](?<![0-9][0-9])(?<![0-9] [0-9])(?: [0-9]){8}(?! ?[0-9])")

_SS = rf"(?:{_S}|_|/)"
SSN = re.compile(
    rf"[0-9](?<![0-9][0-9])(?<![0-9][-.][0-9])[0-9]{{2}}({_SS})[0-9]{{2}}({_SS})[0-9]{{4}}"
    r"(?![0-9]|-[0-9])"
)
SSN_SPACED = re.compile(
    r"[0-9](?<![0-9][0-9])(?<![0-9][- ][0-9])(?: [0-9]){2} ?- ?[0-9] [0-9] ?- ?[0-9](?: [0-9]){3}"
    r"(?! ?[0-9])"
)
SSN_TAIL = re.compile(r"[xX*#•]{3}[- .]?[xX*#•]{2}[- .]?[0-9]{4}(?![0-9])")

_OFFICES = r"[I1l][O0]E|[MNVTC][S5]C|EAC|WAC|L[I1l]N|[S5]RC|NBC|Y[S5]C|GUM|Z[A-Z]{2}"
RECEIPT = re.compile(
    rf"[A-Z5l1](?<![A-Za-z0-9][A-Z5l1])(?<=(?=(?:{_OFFICES})).)..[-\s*_.#:/]{{0,3}}"
    rf"({_D}(?:[-\s*_./]{{0,2}}{_D}){{9}})(?![0-9])"
    rf"|(?:I [O0] E|M S C|E A C|W A C|L I N|S R C|N B C|Y S C) ?({_D}(?: ?{_D}){{9}})(?![0-9])"
    r"|(?:ioe|msc|eac|wac|lin|src|nbc|ysc|vsc|csc|nsc|tsc)"
    r"(?<![a-z0-9]...)[-_*]?([0-9](?:[-*_]?[0-9]){9})(?![0-9])"
)

_BEGUN_WORD = re.compile(r"[^0-9A-Za-z]+[OoIl]{1,2}$")
_GROUPS = re.compile(rf"{_D}+")
_GOES_ON = re.compile(r"[-.]?[0-9]")
_TRUE = re.compile(r"[0-9]")
_LEAST_TRUE_DIGITS = 4


def strong(text: str) -> Iterator[Found]:
    """Find A-numbers, SSN and ITIN, and receipt numbers."""
    yield from receipts(text)
    yield from a_numbers(text)
    yield from ssns(text)
    yield from bare_numbers(text)


def receipts(text: str) -> Iterator[Found]:
    """Find the numbers on receipt notices: three letters and ten digits."""
    for match in RECEIPT.finditer(text):
        if _true_digits(match[match.lastindex or 0]):
            yield Found(match.start(), match.end(), Kind.RECEIPT)


def a_numbers(text: str) -> Iterator[Found]:
    """Find A and seven to nine digits, and the lists that go on without the A."""
    for match in A_NUMBER.finditer(text):
        group = match.lastindex or 0
        shown = match[group]
        if text[match.end() : match.end() + 1].isalpha():
            # The "o" of "of" behind a number is no zero of a scanner's.
            shown = _BEGUN_WORD.sub("", shown)
        size = _number_length(shown, goes_on=bool(_GOES_ON.match(text, match.end())))
        if not size or _glued_word(text, match.start(), match[0]):
            continue
        end = match.start(group) + size
        yield Found(match.start(), end, Kind.A_NUMBER)
        yield from following(text, end)


def following(text: str, end: int) -> Iterator[Found]:
    """Go on behind an A-number: ", 205113483 and 205113484", "/483"."""
    for _ in range(200):
        more = _LIST.match(text, end) or _SUFFIX.match(text, end)
        if not more:
            return
        start = more.start(1) if more.re is _LIST else more.start()
        yield Found(start, more.end(), Kind.A_NUMBER)
        end = more.end()


def ssns(text: str) -> Iterator[Found]:
    """Find 3-2-4 digits that can be an SSN or ITIN."""
    for match in SSN.finditer(text):
        alike = match[1].strip(" \n") == match[2].strip(" \n") or "-" in match[1] + match[2]
        if alike and can_be_ssn(match[0]):
            yield Found(match.start(), match.end(), Kind.SSN)
    for match in SSN_SPACED.finditer(text):
        yield Found(match.start(), match.end(), Kind.SSN)
    for match in SSN_TAIL.finditer(text):
        yield Found(match.start(), match.end(), Kind.SSN)


def can_be_ssn(shown: str) -> bool:
    """Say whether the Social Security Administration or the IRS could have given this number."""
    digits = "".join(_TRUE.findall(shown))
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area in {"000", "666"} or group == "00" or serial == "0000":
        return False
    if area[0] != "9":
        return True
    # ITIN groups: 50 to 65, 70 to 88, 90 to 92, 94 to 99.
    return "50" <= group <= "99" and group not in {"66", "67", "68", "69", "89", "93"}


def bare_numbers(text: str) -> Iterator[Found]:
    """Find nine digits, whole, in threes or spaced, that nothing else claims."""
    for match in BARE_NINE.finditer(text):
        start, end = match.span()
        # The stamp of a page, a build, an invoice: no such A-number was given, or a word claims it.
        if match[0].startswith("000") or _of_a_paper(text, start):
            continue
        if not (_claimed_by_letters(text, start, match[0]) or _part_of_a_link(text, start, end)):
            yield Found(match.start(), match.end(), Kind.A_NUMBER)
            yield from following(text, match.end())
    for match in BARE_TRIPLES.finditer(text):
        if not _in_a_table(text, match):
            yield Found(match.start(), match.end(), Kind.A_NUMBER)
            yield from following(text, match.end())
    for match in BARE_SINGLES.finditer(text):
        if match[0] != "1 2 3 4 5 6 7 8 9":
            yield Found(match.start(), match.end(), Kind.A_NUMBER)


_PAPERS = (
    r"bates|builds?|control|invoice|purchase\sorder|order|pages?|versions?|ticket|serial|model|part"
    r"|duns|docket|batch|lot|revision|commit|item|sku|requisition|check|cheque|warrant|voucher|grant"
    r"|award|contract|solicitation|tracking|confirmation|work\sorder|release|firmware|asset|stamp"
    r"|prod|production|range|permit|transaction|reel|box|isbn|barcode|certified\smail"
)
_PAPER = re.compile(
    rf"(?i)(?<![a-z])(?:{_PAPERS})\s?(?:numbers?|nos?\.?|num|#|range|stamps?|ids?|labels?|codes?)?"
    r"[\s:#.(]{0,4}(?:is\s|was\s|of\s|from\s)?(?:[0-9]{9}\s?(?:-|,|and|to|through|thru)\s?)?$"
)
_PERSONS_TOO = re.compile(r"(?i)\b(?:alien|a-?file|detainee|client|inmate|applicant)\b")
_NEAR_PAPER = 48


def _of_a_paper(text: str, start: int) -> bool:
    """Say whether the word right before claims the digits for a paper: "Bates", "build"."""
    near = text[max(0, start - _NEAR_PAPER) : start].rpartition("\n")[2]
    return bool(_PAPER.search(near)) and not _PERSONS_TOO.search(near)


_LETTERS_BEFORE = re.compile(r"([A-Za-z]{1,8})([-_]?)$")


def _claimed_by_letters(text: str, start: int, digits: str) -> bool:
    """Say whether letters stuck to the front make it another kind of number: Bates, request."""
    before = text[max(0, start - 9) : start]
    if before.endswith("$"):
        return True
    match = _LETTERS_BEFORE.search(before)
    if not match:
        return False
    capitals = match[1].isupper() and len(match[1]) > 1
    return capitals and (digits[0] == "0" or "2000" <= digits[:4] <= "2039")


_DATED_PATH = re.compile(r"/20[0-9]{2}/[0-9]{1,2}/(?:[0-9]{1,2}/)?\s{0,2}/?$")


def _part_of_a_link(text: str, start: int, end: int) -> bool:
    """Say whether it is digits inside a longer code of letters, or an article behind its date."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    inside = len(around) == 2 and around.isalpha() and around.islower()  # noqa: PLR2004
    return inside or bool(_DATED_PATH.search(text[max(0, start - 16) : start]))


def _in_a_table(text: str, match: re.Match[str]) -> bool:
    """Say whether three cells of three digits only look like one number."""
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() :][:3]
    if before.rstrip(" ").endswith("$"):
        return True
    if "-" in match[1] + match[2]:
        return False
    if match[1] == "." and match[2] == ".":
        return False
    return bool(re.search(r"\d[,.%]?\s{1,2}$", before) or re.match(r"\s{1,2}[\d$]", after))


def _number_length(shown: str, *, goes_on: bool) -> int:
    """Give how many characters of `shown` are the number, 0 if it cannot be one."""
    groups = [(m.end(), m.end() - m.start()) for m in _GROUPS.finditer(shown)]
    sizes = [size for _, size in groups]
    if sum(sizes) < 7:  # noqa: PLR2004 - USCIS gives seven to nine digits
        return 0
    if not _true_digits(shown) or _year_first(shown, sizes):
        return 0
    if 7 <= sizes[0] <= 9:  # noqa: PLR2004 - the number stands in one piece
        return groups[0][0]
    for count in (3, 2):
        if len(sizes) > count and sizes[:count][-2:] == [3, 3] and sum(sizes[:count]) in {7, 8, 9}:
            return groups[count - 1][0]
    return groups[-1][0] if _can_be_groups(sizes) and not goes_on else 0


def _can_be_groups(sizes: list[int]) -> bool:
    return len(sizes) <= 3 or max(sizes) <= 1 or sum(sizes) == 9  # noqa: PLR2004


def _year_first(shown: str, sizes: list[int]) -> bool:
    """A-2020-01407 is an appeal number of the Office of Information Policy, A23-02081 a state's."""
    return (sizes[0] == 4 and "1966" <= shown[:4] <= "2039") or sizes == [2, 5]  # noqa: PLR2004


def _true_digits(shown: str) -> bool:
    return len(_TRUE.findall(shown)) >= _LEAST_TRUE_DIGITS


def _glued_word(text: str, start: int, shown: str) -> bool:
    """Say whether the A ends a word, as in "dataA 1234567"; only a glued number counts there."""
    return start > 0 and text[start - 1].islower() and not shown[1].isdigit()
