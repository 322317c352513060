"""Reads a letter: what it does and says, each value with its words, its page and how sure it is.

What the letter does not print is not proposed. Several readers look at each thing; what they
agree on is surer.
"""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.correspondence import answers, bodies, cited, dated, fees, promises, resolve
from bot.correspondence.grammar import Day
from bot.correspondence.kinds import Hit, LetterType, hits
from bot.correspondence.machine import Machine, machine
from bot.correspondence.mode import Sentence, sentences
from bot.correspondence.numbers import Number, numbers
from bot.correspondence.segments import Part, segments
from bot.correspondence.source import Source, from_pages, from_text


@dataclass(frozen=True, slots=True)
class Reading:
    """A value read out of a letter: the words that show it, their page, how sure it is."""

    value: str
    quote: str
    page: int
    sure: float  # 0 to 1
    start: int = 0
    end: int = 0
    unit: str = ""  # of days: calendar or working

    @property
    def number(self) -> int:
        """The value as a whole number."""
        return int(self.value)

    @property
    def day(self) -> date:
        """The value as a date."""
        return date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter does and says; None where nothing is printed.

    Dates are ISO text; `fee` is in dollars; `appeal_days` and `reply_days` are whole numbers with
    their unit; the days to answer run from the letter, and silence has a consequence.
    """

    types: Mapping[LetterType, Reading] = field(default_factory=dict)
    machine: Machine | None = None
    letter_date: Reading | None = None
    received: Reading | None = None
    reply_by: Reading | None = None
    reply_days: Reading | None = None
    appeal_days: Reading | None = None
    appeal_by: Reading | None = None  # where the letter prints a day instead of a number of days
    fee: Reading | None = None
    agency: Reading | None = None
    known_agency: str = ""  # its abbreviation, where our directory has it
    numbers: tuple[Number, ...] = ()
    federal: bool = False
    exemptions: tuple[Reading, ...] = ()
    provisions: tuple[Reading, ...] = ()
    counts: Mapping[str, Reading] = field(default_factory=dict)
    extension_days: Reading | None = None
    estimated: Reading | None = None  # by when the agency expects to answer
    referred_to: str = ""

    def does(self, *kinds: LetterType) -> bool:
        """Whether the letter does one of these."""
        return any(kind in self.types for kind in kinds)

    def adds_up(self) -> bool | None:
        """Whether the page counts add up; None where not all are printed. Never corrected.

        Parts that are more than the whole do not add up, whatever is missing.
        """
        names = ("pages_released_full", "pages_released_part", "pages_withheld")
        parts = [self.counts[name].number for name in names if name in self.counts]
        if "pages_reviewed" not in self.counts or not parts:
            return None
        whole, told = self.counts["pages_reviewed"].number, sum(parts)
        if told > whole:
            return False
        return whole == told if len(parts) == len(names) or whole == told else None


def read_letter(text: str | Sequence[tuple[int, str]]) -> Letter:
    """Read a letter: its text, or its pages with their numbers, as extracted."""
    source = from_text(text) if isinstance(text, str) else from_pages(text)
    if not source.plain.strip():
        return Letter()
    return _Reader(source).letter()


_ASKING = frozenset(
    {LetterType.CLARIFICATION, LetterType.FEE_ESTIMATE, LetterType.STILL_INTERESTED}
)
_CAPTION = 2500  # characters in which a court paper shows its caption
_TO_US = re.compile(
    r"\byour? (?:[\w/'()-]+ ){0,6}?(?:requests?|appeal|letter|e-?mail)\b|Dear Requester",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:requests?|records?|FOI[ALP]\w*|OPRA|documents?)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:rs?)?\b", re.IGNORECASE)
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


def _flat(text: str, spoken: Sequence[Sentence]) -> str:
    """Give the text with the lines of each sentence joined; every place stays the same."""
    pieces: list[str] = []
    place = 0
    for one in spoken:
        pieces += [text[place : one.start], text[one.start : one.end].replace("\n", " ")]
        place = one.end
    return "".join([*pieces, text[place:]])


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.plain
        self.parts = segments(source)
        self.body = [(p.start, p.end) for p in self.parts if p.part is Part.BODY]
        self.spoken = [s for start, end in self.body for s in sentences(self.text, start, end)]
        self.flat = _flat(self.text, self.spoken)
        self.heads = [p for p in self.parts if p.part in {Part.HEAD, Part.HEADERS}]

    def letter(self) -> Letter:
        kind = machine(self.text)
        types = self._types(kind)
        court = LetterType.LITIGATION_FILING in types
        alone = LetterType.NOT_A_LETTER in types and (kind is not None or not self._is_for_us())
        if court or alone or LetterType.REQUEST in types:
            return self._other(types, kind, court=court)
        return self._full(types)

    def _other(
        self, types: dict[LetterType, Reading], kind: Machine | None, *, court: bool
    ) -> Letter:
        """Read what is no agency's letter: its date, its body, a docket's number."""
        addressed = LetterType.REQUEST in types
        body = bodies.federal_in_head(self.text) if court or addressed else None
        body = body or (None if court else bodies.body_of(self.text, self.parts))
        found = dated.letter_date(self.text, self.parts, court=court)
        is_sheet = "DELETED PAGE INFORMATION" in self.text[:_CAPTION]
        marks = cited.exemptions(self.text, self.spoken) if is_sheet else ()
        stretches = [(0, len(self.text))]
        withheld = cited.pages_counted(self.text, "pages_withheld", stretches) if is_sheet else None
        return Letter(
            types=types,
            machine=kind,
            letter_date=self._day(found),
            agency=self._body(body),
            known_agency=body.known if body else "",
            numbers=self._numbers(court=court) if court or kind is Machine.RECALL else (),
            exemptions=tuple(self._reading(m.value, m.start, m.end, 0.8) for m in marks),
            counts={"pages_withheld": self._reading(withheld.value, withheld.start, withheld.end, 0.8)}
            if withheld else {},
        )  # fmt: skip

    def _signed(self) -> list[Sentence]:
        """Give the sentences below the signature, where some letters print the right to appeal."""
        below = [part for part in self.parts if part.part is Part.SIGNATURE]
        return [one for part in below for one in sentences(self.text, part.start, part.end)]

    def _is_for_us(self) -> bool:
        """Whether the letter speaks to somebody; a newspaper, a rule or a table does not."""
        return any(_YOU.search(self.text, start, end) for start, end in self.body)

    def _numbers(self, *, court: bool = False) -> tuple[Number, ...]:
        found = numbers(self.text, self.parts, court=court)
        return tuple(replace(one, page=self.source.page(one.start)) for one in found)

    def _full(self, types: dict[LetterType, Reading]) -> Letter:
        text, spoken = self.flat, self.spoken
        body = bodies.body_of(self.text, self.parts)
        own = dated.letter_date(self.text, self.parts)
        asks = not _ASKING.isdisjoint(types)
        by = answers.answer_by(text, spoken, asks=asks, dated=own[0].on if own else None)
        told = spoken + self._signed()
        appeal, until = answers.appeal_days(text, told), answers.appeal_by(text, told)
        federal = cited.federal(" ".join(text[s:e] for s, e in self.body)) or bool(
            body and body.known
        )
        marks = cited.exemptions(text, spoken) if federal else ()
        return Letter(
            types=types,
            letter_date=self._day(own),
            received=self._day(dated.received_date(text, spoken, self.heads)),
            reply_by=self._reading(by.day.on.isoformat(), by.sentence.start, by.sentence.end, by.sure)
            if by and by.day else None,
            reply_days=self._reading(str(by.count.days), by.sentence.start, by.sentence.end, by.sure,
                                     by.count.unit) if by and by.count else None,
            appeal_days=self._reading(str(appeal.count.days), appeal.sentence.start,
                                      appeal.sentence.end, appeal.sure, appeal.count.unit)
            if appeal else None,
            appeal_by=self._reading(until[0].on.isoformat(), until[1].start, until[1].end, 0.88)
            if until else None,
            fee=self._fee(types),
            agency=self._body(body),
            known_agency=body.known if body else "",
            numbers=self._numbers(),
            federal=federal,
            exemptions=tuple(self._reading(m.value, m.start, m.end, 0.85) for m in marks),
            provisions=() if body and body.known else tuple(
                self._reading(m.value, m.start, m.end, 0.8) for m in cited.provisions(text, spoken)
            ),
            counts=self._counts(),
            extension_days=self._extension(types),
            estimated=self._day(promises.estimated(text, spoken)),
            referred_to=self._referred(types),
        )  # fmt: skip

    def _extension(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        shown = types.get(LetterType.EXTENSION)
        count = promises.added(self.flat, self.spoken, shown.start) if shown else None
        return (
            self._reading(str(count.days), count.start, count.end, 0.85, count.unit)
            if count
            else None
        )

    def _referred(self, types: Mapping[LetterType, Reading]) -> str:
        shown = types.get(LetterType.REFERRAL)
        return bodies.named_in(self.text, shown.start, shown.end) if shown else ""

    def _types(self, kind: Machine | None) -> dict[LetterType, Reading]:
        alone = self._alone(kind)
        if alone is not None:
            return alone
        found = self._without_closing(hits(self.flat, self.spoken, self.body))
        head = self.text[: _CAPTION * 2]
        kept = resolve.resolve(found, of_appeal=_OF_APPEAL.search(head) is not None)
        if not kept:
            start, end = self.body[0] if self.body else (0, 0)
            told = [*self.body, *((part.start, part.end) for part in self.heads)]
            if self._is_for_us() and any(_ABOUT.search(self.text, s, e) for s, e in told):
                shown = self._reading("", start, min(end, start + 200), 0.45)
                return {LetterType.STATUS_UPDATE: shown}
            return {LetterType.NOT_A_LETTER: self._reading("", start, min(end, start + 200), 0.5)}
        return {type_: self._type(type_, hit, found) for type_, hit in kept.items()}

    def _without_closing(self, found: Sequence[Hit]) -> Sequence[Hit]:
        """Leave out "this is our final response" where all is withheld: it gives nothing then."""
        told = " ".join(self.flat[start:end] for start, end in self.body)
        if not _ALL_WITHHELD.search(told) or _IN_PART.search(told):
            return found
        return [
            hit
            for hit in found
            if hit.type is not LetterType.FINAL_RELEASE
            or not _CLOSES.search(self.flat[hit.start : hit.end])
        ]

    def _type(self, type_: LetterType, hit: Hit, found: Sequence[Hit]) -> Reading:
        """How sure a type is: by its strongest words, and by how many sentences show it."""
        shown = {
            id(sentence)
            for other in found
            if other.type is type_ and (sentence := self._sentence(other.start)) is not None
        }
        sure = min(0.95, 0.55 + 0.3 * (hit.score >= 1) + 0.05 * min(3, len(shown)))
        sentence = self._sentence(hit.start)
        start, end = (sentence.start, sentence.end) if sentence else (hit.start, hit.end)
        return self._reading(type_.value, start, end, sure)

    def _sentence(self, place: int) -> Sentence | None:
        from bot.correspondence.mode import around

        return around(self.spoken, place)

    def _alone(self, kind: Machine | None) -> dict[LetterType, Reading] | None:
        """Tell what is no agency's letter at all: a court paper, our own letter, a machine's mail."""
        top = self.text[:_CAPTION]
        if kind is Machine.BOUNCE:  # what it carries is a mail of ours, not what it says
            return {LetterType.NOT_A_LETTER: self._reading("", 0, min(200, len(top)), 0.9)}
        to_us = _TO_US.search(self.text[: 2 * _CAPTION]) is not None
        begin = self.parts[0].end if self.parts[0].part is Part.HEADERS else 0
        caption = _COURT.search(self.text, begin, begin + _CAPTION) or _COURT.search(top)
        everything = [(begin, min(len(self.text), begin + _CAPTION))]
        whole = sentences(self.text, *everything[0])
        found = hits(self.text, whole, everything)
        court = next((h for h in found if h.type is LetterType.LITIGATION_FILING), None)
        request = next((h for h in found if h.type is LetterType.REQUEST), None)
        if request and not to_us and not (court and caption and caption.start() < request.start):
            return {LetterType.REQUEST: self._reading("", request.start, request.end, 0.9)}
        if court and caption and not (to_us and "Dear" in top):
            return {LetterType.LITIGATION_FILING: self._reading("", court.start, court.end, 0.92)}
        if kind is not None:
            return {LetterType.NOT_A_LETTER: self._reading("", 0, min(200, len(top)), 0.9)}
        return None

    def _fee(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        if LetterType.FEE_ESTIMATE not in types:
            return None
        stretches = fees.money_parts(self.parts)
        chosen = fees.fee(fees.sums(self.text, stretches, self.spoken))
        if chosen is None:
            return None
        amount = chosen[0].amount
        return self._reading(f"{amount.dollars:.2f}", amount.start, amount.end, chosen[1])

    def _counts(self) -> dict[str, Reading]:
        found = {}
        for name in cited.COUNTS:
            count = cited.pages_counted(self.flat, name, self.body)
            if count is not None:
                found[name] = self._reading(count.value, count.start, count.end, 0.88)
        for name, count in cited.pages_listed(self.flat, self.spoken).items():
            found.setdefault(name, self._reading(count.value, count.start, count.end, 0.82))
        return found

    def _day(self, found: tuple[Day, float] | None) -> Reading | None:
        if found is None:
            return None
        day, sure = found
        return self._reading(day.on.isoformat(), day.start, day.end, sure)

    def _body(self, body: bodies.Body | None) -> Reading | None:
        return self._reading(body.name, body.start, body.end, body.sure) if body else None

    def _reading(self, value: str, start: int, end: int, sure: float, unit: str = "") -> Reading:
        quote = self.source.quote(start, end)
        return Reading(value, quote, self.source.page(start), round(sure, 2), start, end, unit)
