"""Shapes that speak for themselves: what is always hidden, and what always stays readable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.allow import Allow, folded
from bot.privacy.found import Found, Kind

_CARD = re.compile(
    r"[2-6](?<![\w.-][2-6])[0-9]{3}([- ]?)(?:[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}"
    r"|[0-9]{6}\1[0-9]{5})(?![\w-])"
)
_IBAN = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z][0-9]{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?!\w)"
)
_CURP = re.compile(r"[A-Z](?<![A-Z0-9][A-Z])[A-Z]{3}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9](?![A-Z0-9])")
_HONDURAS = re.compile(
    r"[0-9](?<![\w-][0-9])[0-9]{3}[- ](?:19[2-9]|20[0-2])[0-9][- ][0-9]{5}(?![\w-])"
)
_SEVIS = re.compile(r"N(?<!\w[N])[0-9]{10}(?!\w)")
_MACHINE = re.compile(r"[A-Z0-9<](?<![A-Z0-9<]{2})[A-Z0-9<]{24,90}")
_CHEQUE = re.compile(r"[⑆⑇⑈⑉](?:[ ]?[0-9⑆⑇⑈⑉-]){8,40}|\|:[0-9]{9}\|?:?[ ]?[0-9]{4,17}")
_LEAST_LETTERS = 3

# Tracking numbers, dockets, court and statute citations, mail: never personal, whoever labels them.
_READABLE = re.compile(
    r"\b20\d{2}-[A-Z]{2,5}-\d{4,6}\b|\b20\d{2}FOIA\d{3,6}\b|\bCBP-(?:[A-Z]{2,5}-)?20\d{2}-\d{6}\b"
    r"|\b(?:NRC|COW|APP|LIT|ESC|NYC)20\d{8}\b|\b(?:FOIA|A|DOJ|F|FL|P|EPA|GSA|NGC|BLM|OS|FS|CRRIF)"
    r"(?:-[A-Z]{2,4})?-?20\d{2}-\d{3,7}\b"
    r"|\b\d:\d{2}-?(?:cv|cr|mc|mj|bk|ap|misc|civ)-?\d{3,6}(?:[-(][A-Z()]{1,8}){0,4}"
    r"|\b\d{2}-(?:cv|cr|mc|civ)-\d{3,6}\b"
    r"|\b\d{1,4}\s(?:U\.?S\.?C?|F\.?(?:2d|3d|4th|\s?Supp\.?(?:\s?[23]d)?)|S\.\s?Ct\.|Fed\.\s?Reg\."
    r"|C\.?F\.?R\.?|Stat\.|WL|I\.?&N\.?\sDec\.|U\.S\.\sDist\.\sLEXIS)\s(?:§{1,2}\s?)?\d[\d,.]{0,9}"
)
# The same for numbers that only their form suggests: EIN, certified mail, other agencies' numbers.
_UNLESS_LABELLED = re.compile(
    r"(?<![\w-])20\d{2}-\d{5,6}(?![\w-])|\b\d{7}-\d{3}\b(?=[^\d-]|$)|(?<![\w-])\d{2}-\d{7}(?![\w-])"
    r"|\bDUNS(?:\s(?:no\.?|number|#))?[:\s#]{1,3}\d{9}\b"
    r"|\b(?:7[0-9]{3}|9[0-9]{3})(?:\s?\d{4}){4}\b|\b1Z[A-Z0-9]{16}\b"
)
_LABELLED = frozenset({Kind.ID_NUMBER, Kind.PASSPORT})
_NEVER_READABLE = frozenset({Kind.EMAIL, Kind.NAME, Kind.FACT, Kind.BIRTH, Kind.RECEIPT})


def known_by_shape(text: str) -> Iterator[Found]:
    """Find what its form or check digits give away: cards, IBAN, CURP, passport lines."""
    for match in _CARD.finditer(text):
        if _luhn(match[0]):
            yield Found(match.start(), match.end(), Kind.ACCOUNT)
    for match in _IBAN.finditer(text):
        if _iban(match[0].replace(" ", "")):
            yield Found(match.start(), match.end(), Kind.ACCOUNT)
    for shape in (_CURP, _HONDURAS, _SEVIS):
        for match in shape.finditer(text):
            yield Found(match.start(), match.end(), Kind.ID_NUMBER)
    for match in _CHEQUE.finditer(text):
        yield Found(match.start(), match.end(), Kind.ACCOUNT)
    yield from _machine_lines(text)


def is_readable(text: str, found: Found, allow: Allow) -> bool:
    """Say whether a find is a public number: listed as the team's own, or of a public shape."""
    if folded(text[found.start : found.end]) in allow.values:
        return True
    if found.kind is Kind.PHONE:
        return allow.shows_phone("".join(filter(str.isdigit, text[found.start : found.end])))
    if found.kind in _NEVER_READABLE:
        return False
    low = max(0, found.start - 30)
    near, start, end = text[low : found.end + 30], found.start - low, found.end - low
    if _covered(_READABLE, near, start, end):
        return True
    return found.kind not in _LABELLED and _covered(_UNLESS_LABELLED, near, start, end)


def _covered(shape: re.Pattern[str], near: str, start: int, end: int) -> bool:
    return any(m.start() <= start and end <= m.end() for m in shape.finditer(near))


def _machine_lines(text: str) -> Iterator[Found]:
    """Find the lines of a passport that machines read, and the line below the first."""
    for match in _MACHINE.finditer(text):
        line = match[0]
        if "<" not in line or sum(c.isalpha() for c in line[:90]) < _LEAST_LETTERS:
            continue
        yield Found(match.start(), match.end(), Kind.PASSPORT)
        below = re.compile(r"\s{1,4}[A-Z0-9<]{28,46}(?![A-Z0-9<])").match(text, match.end())
        if below:
            yield Found(below.start(), below.end(), Kind.PASSPORT)


def _luhn(shown: str) -> bool:
    digits = [int(c) for c in shown if c.isdigit()]
    if not 13 <= len(digits) <= 19:  # noqa: PLR2004 - lengths that ISO/IEC 7812 gives to cards
        return False
    doubled = [d * 2 - 9 * (d > 4) for d in digits[-2::-2]]  # noqa: PLR2004
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _iban(value: str) -> bool:
    moved = value[4:] + value[:4]
    return len(value) >= 15 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1  # noqa: PLR2004
