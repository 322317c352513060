"""What a letter would change: its events against the record, and the clock before and after.

Nothing is recorded here. The clock after is a dry run of the fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.correspondence.effects import Effect
from bot.correspondence.reader import Letter
from bot.law import agencies, events, standing
from bot.law.choices import Choices
from bot.law.events import Event, ImpossibleEvent
from bot.law.kinds import Kind
from bot.store import event_log, letter_matching
from bot.store.requests import fold_number
from bot.store.tables import Component

_RECEIPTS = frozenset({Kind.RECEIVED, Kind.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True)
class Planned:
    """One effect against the record: to be recorded, on record already, or impossible."""

    effect: Effect
    on_record: bool = False
    problem: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it would be recorded."""
        return not self.on_record and not self.problem and self.effect.on is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a letter would do to one component request."""

    planned: tuple[Planned, ...]
    contradictions: tuple[str, ...]
    before: Mapping[str, str]  # limit: day
    after: Mapping[str, str]

    @property
    def new(self) -> list[Planned]:
        """What would be recorded."""
        return [one for one in self.planned if one.is_new]


def plan(
    session: Session,
    component: Component,
    letter: Letter,
    effects: Sequence[Effect],
    choices: Choices,
    today: date,
) -> Plan:
    """Compare a letter's effects with the record, and fold them in without keeping them."""
    known = event_log.facts(session, component.id)
    planned: list[Planned] = []
    then = list(known)
    for effect in effects:
        one = _planned(effect, then, known, today)
        planned.append(one)
        if one.is_new and effect.on:
            then.append(_event(effect, effect.on))
    return Plan(
        tuple(planned),
        tuple(_contradictions(session, component, letter, known)),
        _dues(component, known, choices),
        _dues(component, then, choices),
    )


def _planned(effect: Effect, then: list[Event], known: list[Event], today: date) -> Planned:
    if effect.on is None:
        return Planned(effect, problem="the letter prints no date")
    if any(one.kind is effect.kind and one.on == effect.on for one in known):
        return Planned(effect, on_record=True)
    try:
        events.check(_event(effect, effect.on), then, today=today)
    except ImpossibleEvent as error:
        return Planned(effect, problem=str(error))
    return Planned(effect)


def _event(effect: Effect, on: date) -> Event:
    return Event(kind=effect.kind, on=on, details=dict(effect.values))


def _dues(component: Component, facts: Sequence[Event], choices: Choices) -> dict[str, str]:
    """Give the open dates that some events give, by the name of their limit."""
    folded = standing.fold(facts, agencies.known(component.agency), choices=choices)
    return {
        deadline.label: deadline.due.isoformat()
        for deadline in folded.deadlines
        if deadline.state == "open" and deadline.due is not None
    }


def _contradictions(
    session: Session, component: Component, letter: Letter, known: Sequence[Event]
) -> list[str]:
    """Say in what the letter differs from the record; these come first."""
    found = []
    receipts = {one.on for one in known if one.kind is Kind.RECEIVED}
    receipts |= {day for one in known if (day := one.day("received")) and one.kind in _RECEIPTS}
    if letter.received and receipts and letter.received.day not in receipts:
        on_record = ", ".join(sorted(day.isoformat() for day in receipts))
        found.append(
            f"Received: {on_record} on record, the letter says {letter.received.value} "
            f"(p. {letter.received.page})."
        )
    numbers = letter_matching.numbers_of(session, [component]).get(component.id, [])
    printed = [number.value for number in letter.numbers if number.role == "request"]
    if numbers and printed and not {fold_number(one) for one in printed} & set(numbers):
        found.append(f"Number: the letter says {printed[0]}; another is on record.")
    sent = [one.on for one in known if one.kind is Kind.SENT]
    if letter.letter_date and sent and letter.letter_date.day < min(sent):
        found.append(
            f"Date: the letter is of {letter.letter_date.value}, before we sent the request."
        )
    if letter.adds_up() is False:
        found.append("Pages: the counts in the letter do not add up; they are kept as printed.")
    return found


def as_row(one: Planned) -> dict[str, Any]:
    """Give an effect as the store keeps it; texts are masked by the caller."""
    effect = one.effect
    return {
        "kind": effect.kind.value,
        "on": effect.on.isoformat() if effect.on else "",
        "details": dict(effect.values),
        "quote": effect.quote,
        "page": effect.page,
        "new": one.is_new,
        "on_record": one.on_record,
        "problem": one.problem,
    }
