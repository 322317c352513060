"""One deadline as the store projects it and answers show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.law.accrual import Accrual, bars
from bot.law.calculator import Computed, Reading, in_short, stamp
from bot.law.calendar import OutsideCalendar, Skip, federal
from bot.law.choices import DEFAULT
from bot.law.limits import Limit, Whose
from bot.law.readings import calendar_of
from bot.law.spans import Span
from bot.law.value import value
from bot.law.wording import spell


class Surety(StrEnum):
    """Where a deadline's date comes from."""

    COMPUTED = "computed"
    AGENCY_STATED = "agency-stated"
    ASSUMED = "assumed"  # computed from a receipt that nobody has shown
    COURT_ORDERED = "court-ordered"
    MANUAL = "manual"
    UNKNOWN = "unknown"  # no start, or the clock stands


class State(StrEnum):
    """What became of a deadline. Only an open one nudges."""

    OPEN = "open"
    MET = "met"
    LATE_MET = "late-met"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


@value
class Deadline:
    """A date that somebody must keep. `due` is None while it cannot be known.

    `version` changes with the limit, its direct inputs or the result, and with nothing else; with
    `limit` it is unique in a standing. `stated` is the date that the agency itself named: shown
    beside ours, never instead. `notes` are sentences that come before the arithmetic.
    """

    limit: str
    label: str
    due: date | None
    whose: Whose
    version: str
    certainty: Surety
    start: date | None
    start_event: str
    state: State = State.OPEN
    met_on: date | None = None
    stated: date | None = None
    notes: tuple[str, ...] = ()
    rule: Limit | None = None
    computed: Computed | None = None
    other_readings: tuple[Reading, ...] = ()
    ledger: tuple[Accrual, ...] = ()  # of the last day to sue: what could have started it
    lapses: tuple[date, ...] = ()  # beside it, where the clock on record ran out

    @property
    def skipped(self) -> tuple[Skip, ...]:
        """The holidays on weekdays that were not counted."""
        return self.computed.skipped if self.computed else ()

    @property
    def tolled(self) -> tuple[Span, ...]:
        """The stops of the clock that counted; the last may be open (`end` None)."""
        return self.computed.tolled if self.computed else ()

    @property
    def extended(self) -> int:
        """The days that a timely notice added."""
        return self.computed.extended if self.computed else 0

    @property
    def extended_unit(self) -> str:
        """What those days are: "working", or "calendar" where a state's notice adds such."""
        return self.computed.rule.extension_unit if self.computed else "working"

    @property
    def runs(self) -> str:
        """How long after `start` it ends, such as "20 working days"; "" where no rule counted it.

        A date that the agency's letter prints is counted by no rule of ours.
        """
        counts = self.certainty in {Surety.COMPUTED, Surety.ASSUMED}
        return in_short(self.computed) if self.computed and counts else ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every reading of the law, the earliest first."""
        if self.ledger and self.rule is not None:  # worked out when asked: refolding needs none
            return bars(self.ledger, self.lapses, self.rule)
        return self.computed.readings if self.computed else self.other_readings

    @property
    def citation(self) -> str:
        """The legal source, "" for dates set by people or courts."""
        if self.computed is not None:
            return self.computed.citation
        return self.rule.citation if self.rule else ""

    @property
    def approved(self) -> str:
        """Who signed the rule and when, or "not yet approved by counsel"; "" without a rule."""
        return self.rule.approved if self.rule else ""

    @property
    def explanation(self) -> str:
        """Why that date, in plain sentences."""
        sentences = list(self.notes)
        if self.computed:
            sentences.append(replace(self.computed, readings=self.readings).explanation)
        elif self.due:
            sentences.append(f"Due {spell(self.due)}.")
        if self.stated and self.stated != self.due:
            sentences.append(f"The agency itself named {spell(self.stated)}.")
        return " ".join(sentences)

    @property
    def is_open(self) -> bool:
        """Whether somebody must still act."""
        return self.state is State.OPEN

    def days_left(self, today: date) -> int | None:
        """Count the working days from today to the due date as `days_left` does."""
        return None if self.due is None else days_left(self.due, today, self.rule, self.whose)

    def to_json(self) -> dict[str, Any]:
        """Give the deadline with its arithmetic, as `why --json` shows it."""
        return {
            "limit": self.limit,
            "label": self.label,
            "due": self.due.isoformat() if self.due else None,
            "whose": self.whose,
            "version": self.version,
            "certainty": str(self.certainty),
            "state": str(self.state),
            "start": self.start.isoformat() if self.start else None,
            "start_event": self.start_event,
            "skipped": [{"date": s.date.isoformat(), "why": s.why} for s in self.skipped],
            "tolled": [_span(span) for span in self.tolled],
            "extended": self.extended,
            "readings": [{"due": r.due.isoformat(), "because": r.because} for r in self.readings],
            "citation": self.citation,
            "explanation": self.explanation,
            "approved": self.approved,
        }


def days_left(due: date, today: date, rule: Limit | None, whose: str) -> int:
    """Count the working days from today to a due date, negative when late.

    0 on the day itself, and on days off right after it: whether it is late, the dates say. How
    late an agency is counts on the calendar of the later reading, as its due date does: the
    smaller number, which a letter can stand by. Every answer counts with this.
    """
    late = whose == "theirs" and today > due
    try:
        days = calendar_of(rule, DEFAULT, late=late) if rule else federal()
        return days.between(today, due)
    except OutsideCalendar:
        return _weekdays(today, due)


def _span(span: Span) -> dict[str, str | None]:
    return {"from": span.start.isoformat(), "to": span.end.isoformat() if span.end else None}


def _weekdays(today: date, due: date) -> int:
    """Count weekdays where no holiday table reaches."""
    weeks, rest = divmod(abs((due - today).days), 7)
    return (weeks * 5 + min(rest, 5)) * (1 if due >= today else -1)


def from_computed(  # noqa: PLR0913 - what a clock knows of its deadline
    computed: Computed,
    *,
    certainty: Surety,
    start_event: str,
    label: str = "",
    met_on: date | None = None,
    stated: date | None = None,
    notes: tuple[str, ...] = (),
    state: State | None = None,
    ledger: tuple[Accrual, ...] = (),
    lapses: tuple[date, ...] = (),
) -> Deadline:
    """Make a deadline of a computed date; a day on which it was met closes it, or `state` does."""
    rule = computed.rule
    name = label or rule.label
    return Deadline(
        limit=rule.name,
        label=name,
        due=computed.due,
        whose=rule.whose,
        version=computed.version + _tag(label) if label else computed.version,
        certainty=certainty if computed.due else Surety.UNKNOWN,
        start=computed.start,
        start_event=start_event,
        state=state or met_state(computed.due, met_on),
        met_on=met_on,
        stated=stated,
        notes=notes,
        rule=rule,
        computed=computed,
        ledger=ledger,
        lapses=lapses,
    )


@lru_cache(maxsize=256)
def _tag(label: str) -> str:
    """Give what tells deadlines of one limit and one day apart; labels of rules are few."""
    return stamp(label)[:4]


def unknown(rule: Limit, need: str, *, label: str = "", start: date | None = None) -> Deadline:
    """Make a deadline whose start nobody has recorded: no date, and what is needed for one."""
    name = label or rule.label
    return Deadline(
        limit=rule.name,
        label=name,
        due=None,
        whose=rule.whose,
        version=stamp(rule.id, name, start, need),
        certainty=Surety.UNKNOWN,
        start=start,
        start_event="",
        notes=(f"unknown, need {need}.",),
        rule=rule,
    )


def fixed(  # noqa: PLR0913 - what a date set by others consists of
    limit: str,
    label: str,
    due: date | None,
    *,
    whose: Whose,
    certainty: Surety,
    start: date,
    start_event: str,
    met_on: date | None = None,
    notes: tuple[str, ...] = (),
    rule: Limit | None = None,
) -> Deadline:
    """Make a deadline of a date that a letter, a court or a person set."""
    return Deadline(
        limit=limit,
        label=label,
        due=due,
        whose=whose,
        version=stamp(limit, label, start, due),
        certainty=certainty if due else Surety.UNKNOWN,
        start=start,
        start_event=start_event,
        state=met_state(due, met_on),
        met_on=met_on,
        notes=notes,
        rule=rule,
    )


def met_state(due: date | None, met_on: date | None) -> State:
    """Give the state of a deadline that was met on a day, or not yet (None)."""
    if met_on is None:
        return State.OPEN
    return State.LATE_MET if due is not None and met_on > due else State.MET
