"""What an agency's letter does and says, by its own phrases. Proposals for a person to confirm.

A letter does what its newest words do; quoted mail and our own quoted request give nothing. What
the letter does not print is not proposed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.law.agencies import Agency, all_agencies
from bot.law.dates import UnclearDate, parse_date
from bot.law.identifiers import find_marks


class LetterType(StrEnum):
    """What a letter does. One letter may do several things."""

    ACKNOWLEDGMENT = "acknowledgment"
    EXTENSION = "extension"
    CLARIFICATION = "clarification"
    FEE_ESTIMATE = "fee_estimate"
    FEE_WAIVER_GRANTED = "fee_waiver_granted"
    FEE_WAIVER_DENIED = "fee_waiver_denied"
    EXPEDITE_GRANTED = "expedite_granted"
    EXPEDITE_DENIED = "expedite_denied"
    STILL_INTERESTED = "still_interested"
    INTERIM_RELEASE = "interim_release"
    FINAL_RELEASE = "final_release"
    PARTIAL_DENIAL = "partial_denial"
    FULL_DENIAL = "full_denial"
    NO_RECORDS = "no_records"
    GLOMAR = "glomar"
    REFERRAL = "referral"
    ADMINISTRATIVE_CLOSURE = "administrative_closure"
    APPEAL_ACKNOWLEDGMENT = "appeal_acknowledgment"
    APPEAL_DECISION = "appeal_decision"
    LITIGATION_FILING = "litigation_filing"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Reading:
    """Something read out of a letter, with its place in the text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter does and says; each value with its place, None where nothing is printed.

    Dates are ISO text; `fee` is in dollars; page counts, `appeal_days` and `reply_days` are whole
    numbers; the days to answer run from the letter, and silence has a consequence.
    """

    types: tuple[tuple[LetterType, Reading], ...]
    letter_date: Reading | None
    received: Reading | None
    reply_by: Reading | None
    reply_days: Reading | None  # where a number of days is printed in place of a date
    appeal_days: Reading | None
    fee: Reading | None
    agency: Reading | None
    numbers: tuple[Reading, ...]
    exemptions: tuple[str, ...]
    pages_reviewed: Reading | None
    pages_full: Reading | None
    pages_part: Reading | None
    pages_withheld: Reading | None

    def adds_up(self) -> bool | None:
        """Whether the page counts add up; None where not all are printed. Never corrected."""
        parts = (self.pages_full, self.pages_part, self.pages_withheld)
        if self.pages_reviewed is None or all(part is None for part in parts):
            return None
        return int(self.pages_reviewed.value) == sum(int(part.value) for part in parts if part)


_NUMBER_WORDS = r"\d{1,3}(?:,\d{3})*"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+){_MONTHS}\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|{_MONTHS}\s+\d{{1,2}}(?:[snrt][tdh])?,?\s*\d{{4}}|\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
)
_COUNT = rf"(?P<n>{_NUMBER_WORDS}|no|none|one|two|three|four|five|six|seven|eight|nine|ten)"


def _phrase(words: str) -> re.Pattern[str]:
    """Compile a phrase in which a blank stands for white space, bounded to stay linear."""
    return re.compile(words.replace(" ?", r"\s{0,30}").replace(" ", r"\s{1,30}"), re.IGNORECASE)


@cache
def _phrases() -> dict[LetterType, re.Pattern[str]]:
    """Read the phrases by type, in the order of the file."""
    text = files("bot.law").joinpath("letters.toml").read_text(encoding="utf-8")
    return {
        LetterType(kind): _phrase("|".join(f"(?:{phrase})" for phrase in phrases))
        for kind, phrases in tomllib.loads(text).items()
    }


_CONDITIONAL = re.compile(
    r"\b(?:if|unless|will be|may be|would be|until|once|failure)\b[^.]{0,90}$", re.IGNORECASE
)
_DECISIONS = frozenset({
    LetterType.INTERIM_RELEASE, LetterType.FINAL_RELEASE, LetterType.PARTIAL_DENIAL,
    LetterType.FULL_DENIAL, LetterType.NO_RECORDS, LetterType.REFERRAL, LetterType.GLOMAR,
    LetterType.ADMINISTRATIVE_CLOSURE, LetterType.FEE_ESTIMATE, LetterType.EXTENSION,
    LetterType.STILL_INTERESTED, LetterType.APPEAL_DECISION,
})  # fmt: skip
_FEDERAL = re.compile(r"U\.? ?S\.? ?C|\b552\b|FOIA Exemption", re.IGNORECASE)
_TO_US = re.compile(r"\byour (?:\w+ ){0,4}request|Dear Requester", re.IGNORECASE)
_QUOTED = re.compile(
    r"^(?:>|[ \t]{0,30}-{2,} ?(?:Original Message|Forwarded)|On .{6,120} wrote:"
    r"|From:.{1,200}\n\s{0,30}(?:Sent|Date):)",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST = 40_000  # characters, about fifteen pages: what a letter does stands before that
_IN_FULL = 12  # letters; shorter names are abbreviations or common words


def read(text: str) -> Letter:
    """Read what a letter does and says. `text` is its pages in order, as extracted."""
    text = text[:_LONGEST]
    own = _newest(text)
    types = _types(own)
    done = {kind for kind, _ in types}
    marks = find_marks(own)
    numbers = [mark for mark in marks if mark.kind == "tracking"]
    federal = _FEDERAL.search(own) is not None
    codes = [mark.value for mark in marks if mark.kind == "exemption" and federal]
    return Letter(
        types=types,
        letter_date=_letter_date(own),
        received=_dated(own, _RECEIVED),
        reply_by=_dated(own, _REPLY_BY) if done & _WANTS_ANSWER else None,
        reply_days=_reply_days(own),
        appeal_days=_counted(own, _APPEAL_DAYS),
        fee=_fee(own) if LetterType.FEE_ESTIMATE in done else None,
        agency=_agency(own),
        numbers=tuple(Reading(m.value, m.start, m.end) for m in numbers),
        exemptions=tuple(dict.fromkeys(codes)),
        pages_reviewed=_counted(own, _REVIEWED),
        pages_full=_counted(own, _FULL),
        pages_part=_counted(own, _PART),
        pages_withheld=_counted(own, _WITHHELD),
    )


def _newest(text: str) -> str:
    """Cut off quoted mail; a letter that begins with a quotation is kept whole."""
    quoted = _QUOTED.search(text)
    return text[: quoted.start()] if quoted and text[: quoted.start()].strip() else text


def _types(text: str) -> tuple[tuple[LetterType, Reading], ...]:
    found: dict[LetterType, Reading] = {}
    for kind, pattern in _phrases().items():
        for match in pattern.finditer(text):
            if kind in _MAY_BE_THREATENED and _CONDITIONAL.search(
                text, max(0, match.start() - 120), match.start()
            ):
                continue
            if kind in _STANDS_IN_HEAD and match.start() > _HEAD:
                break
            if kind is LetterType.REQUEST and _TO_US.search(text):
                break
            found[kind] = Reading(match[0], match.start(), match.end())
            break
    return tuple((kind, found[kind]) for kind in _told(found))


def _told(found: Iterable[LetterType]) -> list[LetterType]:
    """Keep what the letter does, not what it tells on the way."""
    kinds = list(found)
    for alone in (LetterType.LITIGATION_FILING, LetterType.REQUEST):
        if alone in kinds:
            return [alone]
    gone: set[LetterType] = set()
    if _DECISIONS & set(kinds):
        gone.add(LetterType.ACKNOWLEDGMENT)
    for stronger, weaker in _STRONGER:
        if stronger in kinds:
            gone |= weaker
    return [kind for kind in kinds if kind not in gone]


_STRONGER: tuple[tuple[LetterType, frozenset[LetterType]], ...] = (
    (LetterType.APPEAL_ACKNOWLEDGMENT, frozenset({LetterType.ACKNOWLEDGMENT})),
    (LetterType.PARTIAL_DENIAL, frozenset({LetterType.FINAL_RELEASE, LetterType.FULL_DENIAL})),
    (LetterType.INTERIM_RELEASE, frozenset({LetterType.FINAL_RELEASE})),
    (LetterType.FULL_DENIAL, frozenset({LetterType.FINAL_RELEASE})),
    (LetterType.NO_RECORDS, frozenset({LetterType.FINAL_RELEASE})),
    (LetterType.FEE_ESTIMATE, frozenset({LetterType.FINAL_RELEASE})),
    (LetterType.STILL_INTERESTED, frozenset({LetterType.ADMINISTRATIVE_CLOSURE})),
)
_STANDS_IN_HEAD = frozenset({LetterType.REQUEST, LetterType.LITIGATION_FILING})
_MAY_BE_THREATENED = frozenset({
    LetterType.ADMINISTRATIVE_CLOSURE, LetterType.FULL_DENIAL, LetterType.PARTIAL_DENIAL,
    LetterType.INTERIM_RELEASE, LetterType.EXTENSION,
})  # fmt: skip
_WANTS_ANSWER = frozenset({
    LetterType.CLARIFICATION, LetterType.FEE_ESTIMATE, LetterType.STILL_INTERESTED,
})  # fmt: skip


_RECEIVED = _phrase(
    r"(?:received? (?:\w+ ){0,8}(?:on|dated?)|receipt (?:\w+ ){0,8}on|received:?)"
    rf" (?P<date>{_DATE})"
)
_REPLY_BY = _phrase(
    r"(?:respond|reply|response|answer|contact us|hear from you|notify us|payment|received?"
    r"|(?:let|inform|notify|advise) (?:me|us)(?: know)?|deposit|submit|send|remit)"
    rf"[^.]{{0,110}}? (?:by|before|no later than|on or before|days of this letter) ?\(?"
    rf"(?P<date>{_DATE})"
)
_REPLY_DAYS = _phrase(
    r"(?:respon[ds]\w*|reply|answer|contact us|hear from you|notify us|receive[ds]?|deposit|pay\w*"
    r"|review your|clarif\w+|provide|return|submit|pending a response)[^.]{0,140}?"
    rf" within \(?(?:[a-z-]+ \()?{_COUNT}\)? (?:calendar |business |working )?days"
)
# The agency's own promises, and limits of appeals and courts, are none of these.
_THEIR_DAYS = re.compile(
    r"\b(?:we|agency|office|department|city|authority|county) (?:will|shall|must|estimates?|has|"
    r"have|expects?)\b|\bappeal|\bcourt\b|\bcommence\b|\breview\b (?!your)",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"\b(?:closed?|closing|closure|abandon\w*|withdraw\w*|no longer|abeyance|expire\w*|purge\w*"
    r"|forfeit\w*|not be processed|consider\w* (?:the matter|it))\b",
    re.IGNORECASE,
)
_AFTER = 400  # characters in which a letter says what silence brings
_APPEAL_DAYS = _phrase(
    r"(?:appeal|request (?:for|to) review)[^.]{0,160} within"
    rf" \(?(?:\w+ \()?{_COUNT}\)? (?:calendar |working |business )?days"
)
_REVIEWED = _phrase(rf"(?:total of|reviewed|located|identified|processed) {_COUNT} (?:\w+ )?pages")
_FULL = _phrase(
    rf"{_COUNT} (?:pages )?(?:\w+ )?(?:are|were|is|of the records are) (?:being )?"
    r"(?:releasable|released) in (?:their|its) entirety|released in full:? (?P<m>\d+)"
)
_PART = _phrase(
    rf"{_COUNT} (?:pages )?(?:\w+ )?(?:are|were|is) (?:being )?partially (?:releasable|released)"
)
_WITHHELD = _phrase(
    rf"{_COUNT} (?:pages )?(?:\w+ )?(?:are|were|is) (?:being )?withheld in (?:their|its) entirety"
)
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TOTAL = _phrase(
    r"(?:total|estimate[ds]?|amount due|invoice|fee|cost|deposit|payment)[^$\n]{0,60}"
    r"\$ ?(?P<sum>\d[\d,]*(?:\.\d\d)?)"
)
_OWN_LINE = re.compile(
    r"^[ \t]{0,90}(?:date[d:]{0,3}[ \t]{0,30}|[^\n,.]{0,24}[ \t]{2,90})?"
    rf"(?P<date>{_DATE})[ \t]{{0,90}}\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_DATED_LINE = re.compile(
    rf"^[ \t]{{0,90}}Dated:\s{{1,9}}(?P<date>{_DATE})", re.IGNORECASE | re.MULTILINE
)
_HEAD = 1200  # characters in which a letter prints its own date


def _letter_date(text: str) -> Reading | None:
    """Find the first date that stands alone on its line: letterhead, or "Dated:" at the end."""
    head = min(len(text), _HEAD)
    match = _OWN_LINE.search(text, 0, head) or _DATED_LINE.search(text)
    return _as_date(match) if match else None


def _reply_days(text: str) -> Reading | None:
    """Find the days within which we must answer, where the letter says what silence brings."""
    for match in _REPLY_DAYS.finditer(text):
        sentence = text[max(text.rfind(".", 0, match.start()), 0) : match.end()]
        around = text[max(match.start() - _AFTER, 0) : match.end() + _AFTER]
        if match["n"] and not _THEIR_DAYS.search(sentence) and _CONSEQUENCE.search(around):
            word = match["n"].lower()
            number = word if word.isdigit() else str(_SPELLED.index(word))
            return Reading(number, match.start("n"), match.end("n"))
    return None


def _dated(text: str, pattern: re.Pattern[str]) -> Reading | None:
    match = pattern.search(text)
    return _as_date(match) if match else None


def _as_date(match: re.Match[str]) -> Reading | None:
    words = " ".join(match["date"].split())
    if words.count("/") == 2:  # noqa: PLR2004 - an agency of the United States: month first
        month, day, year = words.split("/")
        words = f"{year}-{month}-{day}"
    try:
        found = parse_date(words, today=date.min.replace(year=2))
    except UnclearDate:
        return None
    return Reading(found.isoformat(), match.start("date"), match.end("date"))


def _counted(text: str, pattern: re.Pattern[str]) -> Reading | None:
    match = pattern.search(text)
    if match is None or not match["n"]:
        return None
    word = match["n"].lower().replace(",", "")
    number = word if word.isdigit() else str(_SPELLED.index(word) if word in _SPELLED else 0)
    return Reading(number, match.start("n"), match.end("n"))


def _fee(text: str) -> Reading | None:
    """Find what a letter asks for: the last amount called a total, else the only one."""
    found = list(_TOTAL.finditer(text))
    totals = [match for match in found if match[0].lower().startswith("total")]
    amounts = {match["sum"] for match in found}
    if not totals and len(amounts) != 1:
        return None
    match = (totals or found)[-1]
    return Reading(match["sum"].replace(",", ""), match.start("sum"), match.end("sum"))


def _agency(text: str) -> Reading | None:
    """Find the federal agency that head or signature names in full: the component, if both."""
    for part, offset in ((text[:_HEAD], 0), (text[-_HEAD:], max(0, len(text) - _HEAD))):
        named = [
            (not agency.parent, match.start(), match.end(), agency.abbreviation)
            for agency, name in _full_names()
            if (match := name.search(part))
        ]
        if named:
            _, start, end, abbreviation = min(named)
            return Reading(abbreviation, offset + start, offset + end)
    return None


@cache
def _full_names() -> tuple[tuple[Agency, re.Pattern[str]], ...]:
    """Give names in full; a capitalised word before one makes it a state's or another's."""
    return tuple(
        (agency, re.compile(rf"(?<![A-Za-z] )(?:(?:U\.S\.|the|United States) )?{re.escape(name)}"))
        for agency in all_agencies()
        if not agency.state
        for name in (agency.name.removeprefix("U.S. "), *agency.aliases)
        if len(name) > _IN_FULL
    )
