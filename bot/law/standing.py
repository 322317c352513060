"""Where one component request stands: axes folded from its events, and a headline from those.

Everything that depends on the day takes `today`, a date in the agency's zone (New York).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.law import appeal_clock, axes, clock, court, limitation, ours, ruling, state_clock
from bot.law.accrual import Accrual
from bot.law.agencies import Agency
from bot.law.axes import Appeal, Clock, Litigation, Outcome, Phase, Timeliness
from bot.law.calendar import OutsideCalendar, federal
from bot.law.choices import DEFAULT, Choices
from bot.law.deadline import Deadline, State, Surety
from bot.law.events import Event, in_order
from bot.law.facts import Facts, gather
from bot.law.headline import headline
from bot.law.kinds import Certainty, Kind
from bot.law.readings import calendar_of
from bot.law.ripe import ripe
from bot.law.setting import Setting
from bot.law.value import value
from bot.law.verdict import Ripe
from bot.law.wording import spell

__all__ = [
    "Appeal", "Clock", "Deadline", "Estimate", "Litigation", "Outcome", "Phase", "Ripe",
    "Standing", "State", "Surety", "Timeliness", "fold",
]  # fmt: skip


@value
class Estimate:
    """What the agency said about when; beside the computed dates, never instead."""

    given_on: date
    due: date | None
    text: str


@value
class Standing:
    """The axes of one component request, and its deadlines. Derived, never typed."""

    agency: Agency
    phase: Phase
    clock: Clock
    disposition: str
    expedited: Outcome
    fee_waiver: Outcome
    appeal: Appeal
    appeal_outcome: str
    ogis: str
    litigation: Litigation
    deadlines: tuple[Deadline, ...]
    flags: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    estimates: tuple[Estimate, ...]
    referrals: tuple[tuple[str, date], ...]
    sent_on: date | None
    received_on: date | None
    receipt_certainty: str
    determined_on: date | None
    sued_on: date | None
    closed_on: date | None
    governor: int  # place of the governing deadline, -1 for none
    choices: Choices
    ledger: tuple[Accrual, ...] = ()  # what could have started the six years to sue

    def governing(self) -> Deadline | None:
        """Give the clock on the agency that counts; None when nothing runs against it.

        It is that of the latest stage: determination, remand, appeal, court.
        """
        return self.deadlines[self.governor] if self.governor >= 0 else None

    def next(self, today: date) -> Deadline | None:
        """Give the open deadline that comes next, else the newest that was missed.

        Ours come before theirs on one day.
        """
        dated = [d for d in self.deadlines if d.is_open and d.due is not None]
        ahead = [d for d in dated if d.due is not None and d.due >= today]
        if ahead:
            return min(ahead, key=lambda d: (d.due or today, d.whose))
        return max(dated, key=lambda d: d.due or today, default=None)

    def timeliness(self, today: date) -> Timeliness:
        """Say how the governing clock is for time. Overdue begins the day after the due date."""
        governing = self.governing()
        if governing is None:
            begun = self.sent_on is not None or self.received_on is not None
            return Timeliness.STOPPED if begun else Timeliness.UNKNOWN
        due = governing.due
        if due is None:
            stands = governing.tolled or self.litigation is Litigation.STAYED
            return Timeliness.TOLLED if stands else Timeliness.UNKNOWN
        if today > due:
            return Timeliness.OVERDUE
        if today == due:
            return Timeliness.DUE_TODAY
        return Timeliness.DUE_SOON if self._is_soon(governing, today, due) else Timeliness.ON_TIME

    def _is_soon(self, governing: Deadline, today: date, due: date) -> bool:
        """Count on the rule's own calendar: a state's holidays are not the federal ones."""
        days = calendar_of(governing.rule, self.choices) if governing.rule else federal()
        try:
            return days.between(today, due) <= self.choices.due_soon
        except OutsideCalendar:
            return False

    def expedited_outcome(self, today: date) -> Outcome:
        """Give the outcome of the request for expedited processing: "ignored" past its date."""
        if self.expedited is Outcome.REQUESTED and self._lapsed("expedite-decision", today):
            return Outcome.IGNORED
        return self.expedited

    def fee_waiver_outcome(self, today: date) -> Outcome:
        """Give the outcome of the fee waiver request: "ignored" once the determination is late."""
        if self.fee_waiver is Outcome.REQUESTED and self._lapsed("determination", today):
            return Outcome.IGNORED
        return self.fee_waiver

    def _lapsed(self, limit: str, today: date) -> bool:
        return any(
            d.limit == limit and d.is_open and d.due is not None and d.due < today
            for d in self.deadlines
        )

    def headline(self, today: date) -> str:
        """Say in one line what matters most today, with its date."""
        return headline(self, today)

    def ripe(self, today: date) -> Ripe:
        """Say whether we may sue, since when, and on which facts."""
        return ripe(self, today)


def fold(events: Iterable[Event], agency: Agency, *, choices: Choices = DEFAULT) -> Standing:
    """Fold events, in any order, into a standing. A superseded event changes nothing."""
    ordered = in_order(events)
    facts = gather(ordered)
    setting = Setting(agency, choices)
    ledger = limitation.accruals(ordered, setting)
    deadlines = _deadlines(facts, ledger, setting)
    first = facts.rounds[0].last
    last = facts.round.last
    return Standing(
        agency=agency,
        phase=axes.phase_of(facts),
        clock=axes.clock_of(facts, deadlines),
        disposition=axes.disposition_of(facts),
        expedited=axes.outcome_of(facts.expedite, facts),
        fee_waiver=axes.outcome_of(facts.waiver, facts),
        appeal=axes.appeal_of(facts),
        appeal_outcome=axes.appeal_outcome_of(facts),
        ogis="" if facts.ogis is None else facts.ogis.kind.value.removeprefix("ogis-"),
        litigation=axes.litigation_of(facts),
        deadlines=deadlines,
        flags=_flags(facts, setting),
        numbers=tuple(facts.numbers.items()),
        estimates=tuple(Estimate(e.on, e.day("due"), e.text("text")) for e in facts.estimates),
        referrals=tuple((e.text("agency"), e.on) for e in facts.referrals),
        sent_on=facts.sent.on if facts.sent else None,
        received_on=facts.receipt.on if facts.receipt else None,
        receipt_certainty=str(facts.receipt.certainty) if facts.receipt else "",
        determined_on=(last or first).on if last or first else None,  # type: ignore[union-attr]
        sued_on=facts.case.complaint.on if facts.case else None,
        closed_on=facts.over.on if facts.over else None,
        governor=axes.governor_of(facts, deadlines),
        choices=choices,
        ledger=ledger,
    )


def _deadlines(facts: Facts, ledger: tuple[Accrual, ...], setting: Setting) -> tuple[Deadline, ...]:
    found = clock.determinations(facts, setting)
    if found and facts.ruling_asked is not None:
        found[-1] = ruling.asked(found[-1], facts, setting)
    first = found[0] if found else None
    if (expedition := appeal_clock.expedition(facts, setting)) is not None:
        found.append(expedition)
    if facts.adverse:
        found += ours.appeal_windows(facts, setting)
    decisions = appeal_clock.appeal_decisions(facts, setting) if facts.appeals else []
    found += decisions + ours.replies(facts, setting)
    found += state_clock.deadlines(facts, first, setting) if setting.agency.state else []
    found += ruling.deadlines(facts, setting)
    lapsing = state_clock.lapsing(first, decisions, setting.agency.state)
    if (suit := limitation.suit(ledger, lapsing, facts, setting)) is not None:
        found.append(suit)
    if facts.case is not None:
        found += court.court_deadlines(facts.case, setting)
    if facts.manual:
        found += court.manual_deadlines(facts)
    if facts.done:
        found = court.mark_done(found, facts.done)
    return tuple(_once(_silenced(found, facts)))


def _silenced(deadlines: list[Deadline], facts: Facts) -> list[Deadline]:
    """Close what no longer counts: after our end all but the bar, after an order the statute."""
    case = facts.case
    if facts.waived or facts.over:
        deadlines = [_waived(deadline, facts) for deadline in deadlines]
    if case is None or not (case.orders or case.closed):
        return deadlines
    gone = {"determination", "expedite-decision", "answer"} if case.orders else set()
    if case.closed:
        gone |= {d.limit for d in deadlines} - {"manual", *court.AFTER_JUDGMENT}
    return [
        replace(d, state=State.SUPERSEDED if case.orders else State.WITHDRAWN)
        if d.is_open and d.limit in gone
        else d
        for d in deadlines
    ]


_WAIVES = {Kind.APPEAL_WAIVED: "appeal", Kind.SUIT_WAIVED: "suit"}


def _waived(deadline: Deadline, facts: Facts) -> Deadline:
    """Let fall silent what we decided not to do; after the end only the day to sue is kept."""
    if not deadline.is_open:
        return deadline
    waived = any(
        _WAIVES.get(event.kind) == deadline.limit
        and (deadline.start is None or deadline.limit == "suit" or deadline.start <= event.on)
        for event in facts.waived
    )
    if waived or (facts.over and deadline.limit != "suit"):
        return replace(deadline, state=State.WITHDRAWN)
    return limitation.kept(deadline) if facts.over else deadline


def _once(deadlines: Sequence[Deadline]) -> Iterable[Deadline]:
    """Keep limit and version unique: the event log keys on them."""
    seen = {(d.limit, d.version): d for d in deadlines}
    return seen.values()


def _flags(facts: Facts, setting: Setting) -> tuple[str, ...]:
    flags = list(setting.flags)
    if not setting.agency.state:
        flags += [
            f"The agency asked for clarification again on {spell(event.on)}: one request only "
            "stops the clock."
            for event in facts.second_clarifications
        ]
    if facts.receipt is not None and facts.receipt.certainty is Certainty.ASSUMED:
        flags.append("Receipt is assumed; get proof before relying on the dates.")
    for event in facts.referrals:
        other = event.text("agency") or "another agency"
        flags.append(
            f"Records went to {other} on {spell(event.on)}: it has a clock of its own; add it."
        )
    if facts.case is not None and facts.adverse:
        flags.append("A suit does not everywhere stop the time to appeal; ask counsel.")
    return tuple(flags)
