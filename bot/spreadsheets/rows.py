"""Rows become component requests with dated events; what cannot be read is refused with a reason.

Pure. Every row ends in exactly one of: a component request (or several), a repetition, a fault.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from bot.errors import UsageError
from bot.law import agencies, identifiers, limits, possible
from bot.law.events import Certainty, Event, ImpossibleEvent, Kind
from bot.spreadsheets import agency_cells, cells, doubts, extension_cells, status_cells
from bot.spreadsheets.agency_cells import Whom
from bot.spreadsheets.cells import Outcome, Unread
from bot.spreadsheets.columns import Reading
from bot.spreadsheets.grid import Cell, Remark, Row, shown
from bot.spreadsheets.lines import Entry, Fault, Line, Read
from bot.spreadsheets.meanings import DATED
from bot.spreadsheets.status_cells import CellEvent

LONGEST_NAME = 150
LONGEST_NOTE = 2_000
LONGEST_NUMBER = 60
SUM = re.compile(r"(?:grand )?totals?:?|sum|count", re.IGNORECASE)
_MAY_BE_ABOUT = frozenset({"received", "due"})  # an assumed receipt is a fact of its own kind
_NUMBERS = re.compile(r"\s*[;,|\n]\s*|\s+/\s+|\s+and\s+|\s+&\s+")


def read(
    reading: Reading,
    *,
    today: date,
    order: str,
    said: Mapping[str, str],
    zone: tzinfo | None = None,
) -> Read:
    """Read every row. `order` is what a person said of dates, `said` the agencies they named.

    A time that names its zone is a day in `zone`, the team's.
    """
    if order not in {"", cells.MONTH_FIRST, cells.DAY_FIRST}:
        raise UsageError("Dates are month first (mdy) or day first (dmy).")
    rows = reading.data
    order = order or doubts.order_of(reading, rows, today)
    lines: list[Line] = []
    faults: list[Fault] = []
    untaken: list[Remark] = []
    for row in rows:
        reader = _Reader(reading, row, order, said, zone, today)
        if reader.is_sum:
            continue
        try:
            lines += _checked(list(reader.lines()), today)
            untaken += reader.untaken()
        except (Unread, ImpossibleEvent) as error:
            faults.append(Fault(row.number, str(error)))
    remarks = (
        *reading.grid.remarks, *doubts.of_times(reading, rows, order, zone),
        *doubts.of_twins(reading, rows), *doubts.of_numbers(lines), *untaken,
    )  # fmt: skip
    return Read(tuple(lines), tuple(faults), order, remarks)


def _checked(lines: list[Line], today: date) -> list[Line]:
    """Return the lines if the law can read their events, one after the other. Raises."""
    for line in lines:
        known: list[Event] = []
        for entry in line.entries:
            possible.check(entry.event(), known, today=today)
            known.append(entry.event())
    return lines


@dataclass(frozen=True, slots=True)
class _Reader:
    """One row with the meanings of its cells."""

    reading: Reading
    row: Row
    order: str
    said: Mapping[str, str]
    zone: tzinfo | None = None
    today: date = date.max

    def cell(self, meaning: str) -> Cell:
        return self.reading.cell(self.row, meaning)

    def words(self, meaning: str) -> str:
        cell = self.cell(meaning)
        return "" if cells.is_nothing(cell) else " ".join(shown(cell).split())

    def day(self, meaning: str) -> date | None:
        cell = self.cell(meaning)
        about = cells.estimated(cell)
        if about and meaning not in _MAY_BE_ABOUT:
            raise Unread(f"{meaning}: {cell} is an estimate. Put the day that is known.")
        try:
            return cells.day(about or cell, self.order, self.zone)
        except Unread as error:
            raise Unread(f"{meaning}: {error}") from None

    @property
    def is_sum(self) -> bool:
        """Say whether the row adds others up, and is no request."""
        first = next((cell for cell in self.row.cells if cell is not None), "")
        return isinstance(first, str) and bool(SUM.fullmatch(first.strip()))

    def lines(self) -> Iterator[Line]:
        numbers = self.numbers()
        agencies = self.agencies(numbers)
        outcome = cells.outcome(self.words("disposition") or self.words("status"))
        if outcome.stage == "draft" and self.day("sent") is None:
            raise Unread("It was not sent yet; record it once it is.")
        for agency in agencies:
            mine = _of_agency(agency, agencies, numbers)
            yield Line(
                row=self.row.number,
                name=self.name(agency, mine),
                whom=agency,
                sent=self.day("sent"),
                numbers=mine,
                entries=tuple(self.entries(mine, outcome, agency.agency)),
                owner=self.words("owner")[:LONGEST_NUMBER],
                due=self.day("due"),
                status=self.words("status") or self.words("disposition"),
                outcome=outcome,
            )

    def numbers(self) -> tuple[str, ...]:
        parts = _NUMBERS.split(self.words("number"))
        return tuple(
            dict.fromkeys(part.strip(" #.")[:LONGEST_NUMBER] for part in parts if part.strip(" #."))
        )

    def agencies(self, numbers: Sequence[str]) -> list[Whom]:
        found = agency_cells.read(self.words("agency"), self.said)
        if not found:
            named = [one for one in map(agency_cells.by_number, numbers) if one]
            found = [Whom(one.abbreviation, known=True) for one in dict.fromkeys(named)]
        if not found:
            raise Unread("No agency is named.")
        for one in found:
            if one.doubt:
                raise Unread(
                    f"{one.agency} {one.doubt}. Say whose law counts: --agency "
                    f'"{one.agency}=federal", or a state such as "{one.agency}=US-NY".'
                )
        return found

    def name(self, agency: Whom, numbers: Sequence[str]) -> str:
        said = self.words("name")
        if not said and not numbers:
            raise Unread("It has neither a name nor a tracking number.")
        return _cut(said or f"{agency.agency} {numbers[0]}", LONGEST_NAME)

    def entries(self, numbers: Sequence[str], outcome: Outcome, agency: str) -> Iterator[Entry]:
        yield from self._course(numbers)
        yield from self._told(agency)
        yield from self._pleas()
        yield from self._extension()
        yield from self._end(outcome)
        if said := self._remarks(outcome):
            dates = [self.day(meaning) for meaning in DATED if "due" not in meaning]
            yield Entry(Kind.NOTE, max(day for day in dates if day), note=said)

    def _course(self, numbers: Sequence[str]) -> Iterator[Entry]:
        sent, received = self.day("sent"), self.day("received")
        told = self._status()
        acknowledged = self.day("acknowledged") or self._cell_day(told, Kind.ACKNOWLEDGED)
        if sent is None and received is None:
            raise Unread("The day of sending is missing.")
        if sent:
            yield Entry(Kind.SENT, sent)
        certainty = self.words("receipt-certainty").casefold()
        if cells.estimated(self.cell("received")):
            certainty = Certainty.ASSUMED.value
        if received and certainty != Certainty.INFERRED:  # else the acknowledgment shows it
            sure = Certainty.ASSUMED if certainty == Certainty.ASSUMED else Certainty.STATED
            yield Entry(Kind.RECEIVED, received, sure)
        if acknowledged:
            detail = {"number": numbers[0]} if numbers else {}
            yield Entry(Kind.ACKNOWLEDGED, acknowledged, details=detail | self._named(told))
        first = acknowledged or received or sent
        for number in numbers[1:] if acknowledged else numbers:
            # The sheet tells the number, not the day on which it was given.
            if first:
                yield Entry(
                    Kind.NUMBER_ASSIGNED, first, Certainty.INFERRED,
                    {"number": number, "role": _role(number)},
                )  # fmt: skip

    def _status(self) -> dict[Kind | None, CellEvent]:
        """Give what the status cell tells with a day, the first of each kind."""
        found: dict[Kind | None, CellEvent] = {}
        for one in self._told_in_cell():
            found.setdefault(one.kind, one)
        return found

    def _told_in_cell(self) -> list[CellEvent]:
        began = self.day("sent") or self.day("received")
        if began is None:
            return []
        return list(status_cells.read(self.words("status"), self._day_of, began, self.today))

    def _cell_day(self, told: Mapping[Kind | None, CellEvent], kind: Kind | None) -> date | None:
        return told[kind].on if kind in told else None

    def untaken(self) -> Iterator[Remark]:
        """Say which days of the status cell are kept as words alone."""
        columns = {Kind.DETERMINED: "determined", Kind.ACKNOWLEDGED: "acknowledged",
                   Kind.APPEAL_FILED: "appealed", Kind.RECEIVED: "received"}  # fmt: skip
        for one in self._told_in_cell():
            column = columns.get(one.kind) if one.kind else None
            other = self.day(column) if column else None
            if one.kind is Kind.NOTE:
                yield Remark(
                    self.row.number,
                    f"status: what it says of {one.words} is not recorded as an event; "
                    "the words are kept in a note",
                )
            elif other and other != one.on:
                yield Remark(
                    self.row.number,
                    f"status: it names {one.on.isoformat()}, the column “{column}” says "
                    f"{other.isoformat()}; the column is taken",
                )

    def _named(self, told: Mapping[Kind | None, CellEvent]) -> dict[str, str]:
        """Give the day by which they said that they would answer, when they acknowledged it."""
        by = self._cell_day(told, None) if Kind.ACKNOWLEDGED in told else None
        return {"due": by.isoformat()} if by else {}

    def _day_of(self, words: str) -> date | None:
        with contextlib.suppress(Unread):
            return cells.day(words, self.order, self.zone)
        return None

    def _told(self, agency: str) -> Iterator[Entry]:
        """Give what the status cell tells beyond the columns; a ruling where the law knows one."""
        told, law = self._status(), agencies.known(agency).chain
        if Kind.RECEIVED in told and self.day("received") is None:
            yield Entry(Kind.RECEIVED, told[Kind.RECEIVED].on)
        if Kind.RULING_ASKED in told and limits.rule_of("ruling", law):
            yield Entry(Kind.RULING_ASKED, told[Kind.RULING_ASKED].on)

    def _pleas(self) -> Iterator[Entry]:
        first = self.day("sent") or self.day("received")
        asked = (
            ("fee-waiver", Kind.FEE_WAIVER_REQUESTED),
            ("expedited", Kind.EXPEDITE_REQUESTED),
        )
        for meaning, kind in asked:
            if first and cells.asked(self.words(meaning)):
                yield Entry(kind, first)

    def _more_time(self) -> extension_cells.Extension | None:
        began = self.day("received") or self.day("sent")
        found = extension_cells.read(self.words, self.day, began) if began else None
        told = self._status().get(Kind.EXTENDED)
        if found is None and told:
            until = told.on if told.until else None
            return extension_cells.Extension(None if until else told.on, until=until)
        return found

    def _extension(self) -> Iterator[Entry]:
        """Tell that the agency took more time; without the day of its notice it is inferred."""
        found = self._more_time()
        if found is None or found.words:
            return
        if found.on:
            yield Entry(Kind.EXTENDED, found.on, details=found.details)
        elif first := self.day("acknowledged") or self.day("received") or self.day("sent"):
            yield Entry(Kind.EXTENDED, first, Certainty.INFERRED, found.details)

    def _end(self, outcome: Outcome) -> Iterator[Entry]:
        told = self._status()
        determined = self.day("determined")
        if determined and outcome.stage == "withdrawn":
            yield Entry(Kind.REQUEST_WITHDRAWN, determined)
        elif determined:
            detail = {"disposition": outcome.disposition} if outcome.disposition else {}
            yield Entry(Kind.DETERMINED, determined, details=detail)
        elif one := told.get(Kind.DETERMINED):
            yield Entry(Kind.DETERMINED, one.on, details={"disposition": one.disposition})
        elif one := told.get(Kind.REQUEST_WITHDRAWN):
            yield Entry(Kind.REQUEST_WITHDRAWN, one.on)
        if appealed := self.day("appealed") or self._cell_day(told, Kind.APPEAL_FILED):
            number = self.words("appeal-number")[:LONGEST_NUMBER]
            detail = {"number": number, "role": "appeal"} if number else {}
            yield Entry(Kind.APPEAL_FILED, appealed, details=detail)
        if decided := self.day("appeal-decided"):
            yield Entry(Kind.APPEAL_DECIDED, decided)
        if sued := self.day("sued"):
            yield Entry(Kind.COMPLAINT_FILED, sued)

    def _remarks(self, outcome: Outcome) -> str:
        """Return the notes, and what the sheet says without a day: kept as words, not as events."""
        said = [self.words("notes")]
        for meaning, name in (("fee-waiver", "fee waiver"), ("expedited", "expedited processing")):
            if cells.asked(self.words(meaning)) in {"granted", "denied"}:
                said.append(f"The sheet said, without a day: {name} {self.words(meaning)}.")
        if (more := self._more_time()) and more.words:
            said.append(f"The sheet said, without a day: extension {more.words}.")
        if re.search(r"\d", self.words("status")):
            said.append(f"The sheet's status: {_cut(self.words('status'), LONGEST_NAME)}.")
        elif outcome.ended and self.day("determined") is None:
            status = self.words("disposition") or self.words("status")
            said.append(f"The sheet's status, without a day: {_cut(status, LONGEST_NAME)}.")
        return _cut(" ".join(part for part in said if part), LONGEST_NOTE)


def _of_agency(agency: Whom, every: Sequence[Whom], numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of one agency among several: by their shape, else one each in order."""
    if len(every) == 1:
        return tuple(numbers)
    shaped = {number: agency_cells.by_number(number) for number in numbers}
    if all(shaped.values()):
        return tuple(n for n, one in shaped.items() if one and one.abbreviation == agency.agency)
    if len(numbers) == len(every):
        return (numbers[every.index(agency)],)
    if numbers:
        raise Unread("It names several agencies, and which number is whose is not plain.")
    return ()


def _role(number: str) -> str:
    # A bare 24-01234 has a docket's shape, but stands in the column of the agencies' numbers.
    return "appeal" if identifiers.role_of(number) == "appeal" else "request"


def _cut(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
