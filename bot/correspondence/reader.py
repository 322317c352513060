"""Reads a letter: what it does and says, each value with its words, its page and how sure it is.

What the letter does not print is not proposed. Several readers look at each thing; what they
agree on is surer.
"""
# ruff: noqa: E501 - values, to be read as a table

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.correspondence import (
    another,
    answers,
    asked,
    bodies,
    cited,
    dated,
    doing,
    fees,
    promises,
    undecided,
)
from bot.correspondence.grammar import Day
from bot.correspondence.kinds import LetterType
from bot.correspondence.laid_out import LaidOut, Reading
from bot.correspondence.machine import Machine, machine
from bot.correspondence.mode import TOLD, Sentence
from bot.correspondence.numbers import Number, numbers
from bot.correspondence.source import from_pages, from_text

__all__ = ["Letter", "Reading", "read_letter"]
_SHEET = 2500  # characters in which a sheet for deleted pages says what it is


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter does and says; None where nothing is printed.

    Dates are ISO text; `fee` is in dollars; `appeal_days` and `reply_days` are whole numbers with
    their unit; the days to answer run from the letter, and silence has a consequence.
    """

    types: Mapping[LetterType, Reading] = field(default_factory=dict)
    machine: Machine | None = None
    letter_date: Reading | None = None
    received: Reading | None = None  # the request, by the agency
    appeal_received: Reading | None = None
    clarified: Reading | None = None  # our clarification, by the agency
    reply_by: Reading | None = None
    reply_days: Reading | None = None
    dues: Mapping[LetterType, Reading] = field(default_factory=dict)  # each thing asked: its day
    else_due: Reading | None = None  # a day of ours that goes with nothing asked
    later_dues: Mapping[LetterType, tuple[date, ...]] = field(default_factory=dict)  # for the same
    appeal_days: Reading | None = None
    appeal_by: Reading | None = None  # where the letter prints a day instead of a number of days
    fee: Reading | None = None
    advance: Reading | None = None  # what must be paid before they go on, where it is not the fee
    agency: Reading | None = None
    known_agency: str = ""  # its abbreviation, where our directory has it
    numbers: tuple[Number, ...] = ()
    federal: bool = False
    exemptions: tuple[Reading, ...] = ()
    provisions: tuple[Reading, ...] = ()
    counts: Mapping[str, Reading] = field(default_factory=dict)
    extension_days: Reading | None = None
    estimated: Reading | None = None  # by when the agency expects to answer
    appealed: str = ""  # the body from whose action we appealed, as our directory calls it
    referred_to: str = ""
    referred_pages: Reading | None = None  # how many pages they sent on
    appeal_closed: bool = False  # what they close is our appeal, unheard
    taken_back: Reading | None = None  # that they take an earlier letter of theirs back
    ruling: Reading | None = None  # that they ask the Attorney General before they answer

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
        if whole > told and LetterType.REFERRAL in self.types:
            return None  # the rest went elsewhere
        return whole == told if len(parts) == len(names) or whole == told else None


def read_letter(text: str | Sequence[tuple[int, str]]) -> Letter:
    """Read a letter: its text, or its pages with their numbers, as extracted."""
    source = from_text(text) if isinstance(text, str) else from_pages(text)
    if not source.plain.strip():
        return Letter()
    return _Reader(LaidOut(source)).letter()


class _Reader:
    def __init__(self, laid: LaidOut) -> None:
        self.laid = laid
        self.text, self.flat = laid.text, laid.flat
        self.parts, self.body, self.spoken = laid.parts, laid.body, laid.spoken
        self.own = dated.letter_date(self.text, self.parts)
        self.named = bodies.body_of(self.text, self.parts)
        own = " ".join(self.flat[start:end] for start, end in self.body)
        self.federal = cited.federal(own) or bool(self.named and self.named.known)
        self.numbers = self._numbers()
        self.demands = asked.demands(
            self.flat, self.spoken, self.own[0].on if self.own else None, federal=self.federal
        )

    def letter(self) -> Letter:
        kind = machine(self.text)
        types = doing.types(self.laid, kind, self.demands, self.numbers)
        court = LetterType.LITIGATION_FILING in types
        alone = LetterType.NOT_A_LETTER in types and (kind is not None or not self.laid.is_for_us())
        if court or alone or LetterType.REQUEST in types:
            return self._other(types, kind, court=court)
        return self._full(types)

    def _other(
        self, types: dict[LetterType, Reading], kind: Machine | None, *, court: bool
    ) -> Letter:
        """Read what is no agency's letter: its date, its body, a docket's number."""
        addressed = LetterType.REQUEST in types
        body = bodies.federal_in_head(self.text) if court or addressed else None
        body = body or (None if court else self.named)
        found = dated.letter_date(self.text, self.parts, court=court)
        is_sheet = "DELETED PAGE INFORMATION" in self.text[:_SHEET]
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
            exemptions=tuple(self.laid.reading(m.value, m.start, m.end, 0.8) for m in marks),
            counts={"pages_withheld": self.laid.reading(withheld.value, withheld.start, withheld.end, 0.8)}
            if withheld else {},
        )  # fmt: skip

    def _numbers(self, *, court: bool = False) -> tuple[Number, ...]:
        found = another.whose(self.text, self.parts, numbers(self.text, self.parts, court=court))
        return tuple(replace(one, page=self.laid.source.page(one.start)) for one in found)

    def _full(self, types: dict[LetterType, Reading]) -> Letter:
        text, spoken, own, body = self.flat, self.spoken, self.own, self.named
        marks = cited.exemptions(text, spoken) if self.federal else ()
        ruling = promises.asks_the_general(text, spoken)
        return Letter(
            types=types,
            letter_date=self._day(own),
            received=self._received(),
            appeal_received=self._received(appeal=True),
            clarified=self._day(
                dated.clarified_date(text, spoken, self.own[0].on if self.own else None)
            ),
            fee=self._fee(types),
            advance=self._advance(types),
            agency=self._body(body),
            known_agency=body.known if body else "",
            numbers=self.numbers,
            federal=self.federal,
            exemptions=tuple(self.laid.reading(m.value, m.start, m.end, 0.85) for m in marks),
            provisions=() if body and body.known else tuple(
                self.laid.reading(m.value, m.start, m.end, 0.8) for m in cited.provisions(text, spoken)
            ),
            counts=self._counts(types),
            extension_days=self._extension(types),
            estimated=self._day(self._estimated()),
            ruling=self.laid.reading("", *ruling, 0.85) if ruling else None,
            appealed=self._appealed(types),
            referred_to=self._referred(types),
            referred_pages=self._sent_on(types),
            appeal_closed=self._is_appeal_closed(types),
            taken_back=self._taken_back(types),
            **self._ours(types),
        )  # fmt: skip

    def _received(self, *, appeal: bool = False) -> Reading | None:
        on = self.own[0].on if self.own else None
        return self._day(
            dated.received_date(self.flat, self.spoken, self.laid.heads, on, appeal=appeal)
        )

    def _ours(self, types: Mapping[LetterType, Reading]) -> dict[str, Any]:
        """Read by when we are to answer and to appeal."""
        asks = not asked.ASKING.isdisjoint(types)
        by = next(iter(answers.counting([one.by for one in self.demands], asks=asks)), None)
        dues = asked.due(self.demands, frozenset(types))
        told = self.spoken + self.laid.signed()
        days, until = answers.appeal_days(self.flat, told), answers.appeal_by(self.flat, told)
        return {
            "reply_by": self._of(by.sentence, by.day.on, by.sure) if by and by.day else None,
            "reply_days": self._of(by.sentence, by.count.days, by.sure, by.count.unit)
            if by and by.count
            else None,
            "dues": {
                type_: self._of(one.by.sentence, one.on, one.by.sure) for type_, one in dues.items()
            },
            "else_due": self._else(types),
            "later_dues": {type_: one.others for type_, one in dues.items() if one.others},
            "appeal_days": self._of(days.sentence, days.count.days, days.sure, days.count.unit)
            if days
            else None,
            "appeal_by": self._of(until[1], until[0].on, 0.88) if until else None,
        }

    def _else(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        """Give the day to have a closed request reopened, or to say more in our appeal."""
        if LetterType.ADMINISTRATIVE_CLOSURE in types:
            on = self.own[0].on if self.own else None
            found = asked.reopened_by(
                self.flat, self.spoken, on, self.demands, federal=self.federal
            )
            return self._of(found[0], found[1], 0.8) if found else None
        if LetterType.APPEAL_ACKNOWLEDGMENT not in types or asked.ASKING & types.keys():
            return None
        days = [one for one in self.demands if one.on and (one.by.day or one.by.bids)]
        first = min(days, key=lambda one: one.on or date.max, default=None)
        return self._of(first.by.sentence, first.on, 0.8) if first and first.on else None

    def _estimated(self) -> tuple[Day, float] | None:
        """Give the day by which they expect to answer; none by which we are to, none taken back."""
        found = promises.estimated(self.flat, self.spoken, self.own[0].on if self.own else None)
        ours = {
            (one.by.day.start, one.by.day.end)
            for one in self.demands
            if one.by.day and (one.of or one.by.then or one.by.bids)
        }
        back = undecided.taken_back(self.flat, self.spoken)
        if found is None or (found[0].start, found[0].end) in ours:
            return None
        return None if back and back.start <= found[0].start < back.end else found

    def _of(self, sentence: Sentence, value: date | int, sure: float, unit: str = "") -> Reading:
        return self.laid.reading(str(value), sentence.start, sentence.end, sure, unit)

    def _extension(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        shown = types.get(LetterType.EXTENSION)
        count = promises.added(self.flat, self.spoken, shown.start) if shown else None
        return (
            self.laid.reading(str(count.days), count.start, count.end, 0.85, count.unit)
            if count
            else None
        )

    def _referred(self, types: Mapping[LetterType, Reading]) -> str:
        shown = types.get(LetterType.REFERRAL)
        return bodies.named_in(self.text, shown.start, shown.end) if shown else ""

    def _appealed(self, types: Mapping[LetterType, Reading]) -> str:
        if not any(type_.value.startswith("appeal") for type_ in types):
            return ""
        told = (one for one in self.spoken if bodies.AGAINST.search(self.flat, one.start, one.end))
        named = (bodies.known_in(self.flat, one.start, one.end) for one in told)
        return next((one for one in named if one), "")

    def _sent_on(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        found = (
            cited.pages_referred(self.flat, self.spoken) if LetterType.REFERRAL in types else None
        )
        return self.laid.reading(found.value, found.start, found.end, 0.85) if found else None

    def _taken_back(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        of_appeal = any(type_.value.startswith("appeal") for type_ in types)
        shown = None if of_appeal else undecided.taken_back(self.flat, self.spoken)
        return self.laid.reading("", shown.start, shown.end, 0.85) if shown else None

    def _is_appeal_closed(self, types: Mapping[LetterType, Reading]) -> bool:
        closes = LetterType.ADMINISTRATIVE_CLOSURE in types
        return closes and another.appeal_closed(self.flat, self.spoken) is not None

    def _fee(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        if LetterType.FEE_ESTIMATE not in types:
            return None
        stretches = fees.money_parts(self.parts)
        chosen = fees.fee(fees.sums(self.text, stretches, self.spoken))
        if chosen is None:
            return None
        amount = chosen[0].amount
        return self.laid.reading(f"{amount.dollars:.2f}", amount.start, amount.end, chosen[1])

    def _advance(self, types: Mapping[LetterType, Reading]) -> Reading | None:
        if LetterType.FEE_ESTIMATE not in types:
            return None
        amount = fees.advance(fees.sums(self.flat, self.body, self.spoken), self.flat, self.spoken)
        if amount is None:
            return None
        return self.laid.reading(f"{amount.dollars:.2f}", amount.start, amount.end, 0.8)

    def _counts(self, types: Mapping[LetterType, Reading]) -> dict[str, Reading]:
        """Give the counts of pages; what was only found and sent on was not reviewed."""
        found = self._printed_counts()
        sent = self._sent_on(types)
        if (
            sent
            and found.keys() == {"pages_reviewed"}
            and found["pages_reviewed"].value == sent.value
        ):
            return {}
        return found

    def _printed_counts(self) -> dict[str, Reading]:
        found = {}
        told = [one for one in self.spoken if TOLD.match(self.flat[one.start : one.end])]
        for name in cited.COUNTS:
            count = cited.pages_counted(self.flat, name, self.body)
            if count is not None and not any(o.start <= count.start < o.end for o in told):
                found[name] = self.laid.reading(count.value, count.start, count.end, 0.88)
        for name, count in cited.pages_listed(self.flat, self.spoken).items():
            found.setdefault(name, self.laid.reading(count.value, count.start, count.end, 0.82))
        return found

    def _day(self, found: tuple[Day, float] | None) -> Reading | None:
        if found is None:
            return None
        day, sure = found
        return self.laid.reading(day.on.isoformat(), day.start, day.end, sure)

    def _body(self, body: bodies.Body | None) -> Reading | None:
        return self.laid.reading(body.name, body.start, body.end, body.sure) if body else None
