"""What a single cell of a table holds, judged by its words alone: no header is asked."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.privacy import wordlists
from bot.privacy.allow import DEFAULT_ALLOW
from bot.privacy.labels import DATE
from bot.privacy.lexicon import PARTICLES, STATES
from bot.privacy.normal import BARRIER
from bot.privacy.numbers import A_NUMBER, RECEIPT, SSN, can_be_ssn


class Sort(StrEnum):
    """What a cell can hold. NAME is a name by known tokens; PERHAPS has only a name's shape."""

    EMPTY = "empty"
    MASKED = "masked"
    NAME = "name"
    PERHAPS = "perhaps"
    IDENTIFIER = "identifier"
    DATE = "date"
    COUNTRY = "country"
    FACILITY = "facility"
    FEAR = "fear"
    SEX = "sex"
    AGE = "age"
    NUMBER = "number"
    CONTACT = "contact"
    ADDRESS = "address"
    OFFICE_CONTACT = "office contact"
    TITLE = "title"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORD = "word"
    TEXT = "text"
    CODE = "code"


_LONGEST = 90
_LONGEST_NAME = 6
_DATE = re.compile(rf"(?i:{DATE})(?:[ T][0-9:. apm]{{3,14}})?")
_NUMBER = re.compile(r"[($]{0,2}[-+]?[0-9][0-9,.]{0,15}\s?%?\)?|n/?a|-{1,3}|\*", re.IGNORECASE)
_AGE = re.compile(r"[1-9][0-9]?")
_SEX = re.compile(r"[MFX]|male|female|man|woman|hombre|mujer|masculino|femenino", re.IGNORECASE)
_EMAIL = re.compile(r"(?:mailto:)?([\w.+'-]{1,60})@([\w.-]{1,80}\.[A-Za-z]{2,12})")
_PHONE = re.compile(r"\+?1?[-. ]?\(?[0-9]{3}\)?[-. ]?[0-9]{3}[-. ][0-9]{4}(?:\s?(?:x|ext).{1,8})?")
_EXTENSION = re.compile(r"(?i)(?:x|ext\.?)[ .:-]{0,2}[0-9]{3,5}")
_FOREIGN_PHONE = re.compile(r"\+[0-9]{1,3}(?:[-. ]?[0-9]{2,4}){2,5}")
_ADDRESS = re.compile(
    r"(?i)[0-9]{1,6}[A-Z]?\s.{2,40}\b(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|ct|court"
    r"|way|pl|place|hwy|highway|pkwy|apt|unit|suite|ste|calle)\b.{0,50}"
)
_FACILITY = re.compile(
    r"(?i)\b(?:detention|processing|correctional|corrections|jail|residential|transitional|staging"
    r"|holding|prison|detencion|centro\sde|ipc|spc|cdf|ice\sfacility|hold\sroom|service\sprocessing"
    r"|penitentiary|contract\sfacility|family\sstaging|shelter)\b"
)
_FEAR = re.compile(
    r"(?i)(?:no\s)?(?:(?:credible|reasonable)\sfear|cf|rf|cfi|rfi|miedo\screible|temor\s(?:fundado|creible))?"
    r"[\s:=/-]{0,3}(?:found\s|is\s|was\s|result\s?:?\s?|finding\s?:?\s?)?"
    r"(?:(?:posi|nega)tiv[eo]|pos\.?|neg\.?|established|not\sestablished|vacated|affirmed"
    r"|positive\s?[-/]\s?\w{1,12}|negative\s?[-/]\s?\w{1,12}|favorable|unfavorable|passed|failed|pass|fail"
    r"|dnp|refer(?:red)?\sto\sij|pending\s(?:interview|screening|cfi|rfi)|claim\swithdrawn"
    r"|withdrew\sclaim|dissolved|no\sfear(?:\sclaimed)?|fear\sclaimed|credible|reasonable)"
    r"(?:\s(?:credible|reasonable)?\s?(?:fear|cf|rf|cfi|rfi))?(?:\s?\(.{1,24}\))?"
    r"|(?:CF|RF)[-\s]?[PN+-]|(?:credible|reasonable)\sfear.{0,30}|miedo\screible.{0,20}"
    r"|temor\sfundado.{0,20}"
)
_OF_SENTENCES = re.compile(r"[/:;?!%$#@=]|[a-z]{2}\.\s?[A-Z][a-z]{3}")
_TICKET = re.compile(r"[A-Z][A-Z' -]{1,24}/[A-Z][A-Z' ]{1,24}")  # as airlines write: ROE/ANA MS
_PARTS = re.compile(r"['-]")
_NINE_DIGITS = re.compile(r"[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{9}")
_AROUND = re.compile(r"\(.{1,30}\)|^[a-z]{2,3}\s?[-:]\s?")
_LABEL_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_LAST_FIRST = re.compile(r"[^\W\d_][\w' -]{1,38},\s?[^\W\d_][\w'. -]{0,38}")


@lru_cache(maxsize=20_000)
def sort_of(cell: str) -> Sort:  # noqa: C901, PLR0912 - one question after the other
    """Say what a cell holds."""
    text = cell.strip(" \"'`*|_\t")
    if not any(c.isalnum() for c in text):
        return Sort.MASKED if BARRIER in text else (Sort.NUMBER if text else Sort.EMPTY)
    if BARRIER in text:
        return Sort.MASKED
    if len(text) > _LONGEST:
        return Sort.TEXT
    low = text.lower().strip(" .")
    if is_identifier(text):
        return Sort.IDENTIFIER
    if _DATE.fullmatch(text):
        return Sort.DATE
    if _NUMBER.fullmatch(text):
        return Sort.AGE if _AGE.fullmatch(text) else Sort.NUMBER
    if text in wordlists.iso_codes() or low in wordlists.countries() or _is_country(low):
        return Sort.COUNTRY
    if _SEX.fullmatch(text):
        return Sort.SEX
    if mail := _EMAIL.fullmatch(text):
        public = DEFAULT_ALLOW.shows_mailbox(mail[1], mail[2])
        return Sort.OFFICE_CONTACT if public else Sort.CONTACT
    if _EXTENSION.fullmatch(text):
        return Sort.OFFICE_CONTACT
    if _PHONE.fullmatch(text) or _FOREIGN_PHONE.fullmatch(text):
        digits = "".join(filter(str.isdigit, text))[:11]
        return Sort.OFFICE_CONTACT if DEFAULT_ALLOW.shows_phone(digits) else Sort.CONTACT
    if _FEAR.fullmatch(text):
        return Sort.FEAR
    if low in wordlists.places() or _is_city(low):
        return Sort.PLACE if low not in wordlists.facilities() else Sort.FACILITY
    if low in wordlists.facilities() or _FACILITY.search(text):
        return Sort.FACILITY
    if _ADDRESS.fullmatch(text):
        return Sort.ADDRESS
    return _by_words(text)


def _is_country(low: str) -> bool:
    """Say whether it is a country with something around it: "Honduras (HND)", "HN - Honduras"."""
    plain = _AROUND.sub("", low).strip()
    return plain != low and plain in wordlists.countries()


def _is_city(low: str) -> bool:
    """Say whether it is a city with its state: "Laredo, TX"."""
    head, comma, tail = low.rpartition(",")
    if not comma:
        return False
    state = tail.strip(" .")
    return state in STATES or (len(state) == 2 and head.strip() in wordlists.places())  # noqa: PLR2004


def is_somebody(title: str) -> bool:
    """Say whether a title is a person's name and nothing else: "Lopez, Ana"."""
    return len(_LABEL_WORD.findall(title)) > 1 and sort_of(title) is Sort.NAME


# A cell of its own, as a column of them: "Hon.".
_SHORT_TITLES = frozenset(
    {"hon", "honorable", "prof", "sgt", "lt", "capt", "sen", "rep", "gov", "cmdr"}
)


def is_identifier(text: str) -> bool:
    """Say whether a cell is an identity number by its shape."""
    if A_NUMBER.fullmatch(text) or RECEIPT.fullmatch(text):
        return True
    if _NINE_DIGITS.fullmatch(text):
        return not text.startswith(("000", "20190", "20200"))
    return bool(SSN.fullmatch(text) and can_be_ssn(text))


def _by_words(text: str) -> Sort:
    words = _LABEL_WORD.findall(text)
    if not words:
        return Sort.CODE
    low = [word.lower().strip(".") for word in words]
    digits = sum(c.isdigit() for c in text)
    if digits > 2 or (digits and len(words) == 1):  # noqa: PLR2004
        return Sort.CODE if len(words) <= 3 else Sort.TEXT  # noqa: PLR2004
    if any(part in wordlists.titles() for w in low for part in w.split("-")) or (
        len(low) == 1 and low[0] in _SHORT_TITLES
    ):
        return Sort.TITLE
    if any(w in wordlists.organisations() for w in low) or "&" in text:
        return Sort.ORGANISATION
    if _TICKET.fullmatch(text) and not any(w in wordlists.ordinary() for w in low):
        return Sort.NAME
    if len(words) > _LONGEST_NAME or _OF_SENTENCES.search(text):
        return Sort.TEXT
    return name_sort(text, words, low)


def _is_strange(text: str, parts: list[str], strange: list[str]) -> bool:
    """Say whether words without capitals are of no list at all: names typed in haste."""
    return len(strange) == len(parts) and min(map(len, parts)) > 3 and text == text.lower()  # noqa: PLR2004


def name_sort(text: str, words: list[str], low: list[str]) -> Sort:
    """Say whether words look like a person's name, by known tokens or by shape alone."""
    shown = [
        w
        for w, raw in zip(low, words, strict=True)
        if w not in PARTICLES and len(raw.strip(".")) > 1
    ]
    if not shown or any(c.isdigit() for c in text):
        return Sort.WORD
    capital = all(w[0].isupper() for w in words if w.lower().strip(".") not in PARTICLES)
    parts = [
        part
        for word in shown
        for part in _PARTS.split(word)
        if len(part) > 1 and part not in PARTICLES
    ]
    known = [p for p in parts if p in wordlists.names()]
    strange = [p for p in parts if p not in wordlists.names() and p not in wordlists.ordinary()]
    common = [p for p in parts if p in wordlists.ordinary() and p not in wordlists.names()]
    if common and not (_LAST_FIRST.fullmatch(text) and len(common) == 1 and known):
        return Sort.TEXT if len(words) > 3 else Sort.WORD  # noqa: PLR2004
    only_words = all(p in wordlists.ordinary() for p in parts)
    if only_words and len(parts) == 1:
        return Sort.WORD
    if not capital and not (known and len(known) + len(strange) == len(parts)):
        return Sort.PERHAPS if _is_strange(text, parts, strange) else Sort.WORD
    if known and not (only_words and not _LAST_FIRST.fullmatch(text)):
        return Sort.NAME
    return Sort.PERHAPS
