"""What a letter would change: its events against the record, and the clock before and after.

Nothing is recorded here. The clock after is a dry run of the fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.correspondence.effects import Effect
from bot.correspondence.reader import Letter
from bot.law import agencies, limits, possible, standing
from bot.law.choices import Choices
from bot.law.events import Event, ImpossibleEvent
from bot.law.kinds import Certainty, Kind
from bot.law.letter_types import LetterType
from bot.law.standing import Deadline
from bot.store import event_log, letter_matching, mail_tray
from bot.store.requests import fold_number
from bot.store.session import Session
from bot.store.tables import Component, Filing

MOST = 10  # dates that a sender's mail begins within a day
STOPPED = "no date, the clock is stopped"
UNKNOWN = "unknown"  # nothing on record says from which day it runs
_RECEIPTS = frozenset({Kind.RECEIVED, Kind.ACKNOWLEDGED})
_OF_REQUEST = frozenset({"request", "appeal"})
_SURE_NUMBER = 0.8
_NOT_THEIRS = (LetterType.NOT_A_LETTER, LetterType.REQUEST, LetterType.LITIGATION_FILING)


@dataclass(frozen=True, slots=True)
class Planned:
    """One effect against the record: to be recorded, on record already, or impossible."""

    effect: Effect
    on_record: bool = False
    problem: str = ""
    event: int = 0  # the event on record to which the letter or what it adds goes; 0: none
    more: Mapping[str, str | int] = field(default_factory=dict)  # what that event does not carry

    @property
    def is_new(self) -> bool:
        """Whether it would be recorded."""
        return not self.on_record and not self.problem and self.effect.on is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a letter would do to one component request."""

    planned: tuple[Planned, ...]
    contradictions: tuple[str, ...]
    before: Mapping[str, str]  # the name of a limit: its day
    after: Mapping[str, str]
    provisional: tuple[
        Mapping[str, str], ...
    ] = ()  # dates of ours that it brings: limit, label, due

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
    rows = event_log.live(session, [component.id])
    known = [event_log.fact(row) for row in rows]
    bare = {row.id for row in rows if row.filing_id is None}
    printed = [*effects, *_number_alone(session, component, letter, effects)]
    printed += _receipt_alone(letter, effects, known)
    planned: list[Planned] = []
    then = list(known)
    for effect in sorted(_of_its_law(component, printed), key=lambda one: one.kind.rank):
        one = _planned(effect, then, known, today)
        if one.on_record and not one.more and one.event not in bare:
            one = replace(one, event=0)
        planned.append(one)
        then = _with(then, one)
    before, after = _folded(component, known, choices), _folded(component, then, choices)
    differs = [*_contradictions(session, component, letter, known), *_decided_again(planned, known)]
    differs += _taken_back(component, letter, known)
    return Plan(
        tuple(planned),
        tuple(differs),
        _dues(before),
        _dues(after),
        tuple(_provisional(before, after)),
    )


def _provisional(
    before: Sequence[Deadline], after: Sequence[Deadline]
) -> Iterator[Mapping[str, str]]:
    """Give the dates on which we could lose something that the letter brings or brings forward.

    They only add: what is on record stands as it is until somebody confirms.
    """
    stood, stand = _by_name(before), _by_name(after)
    for deadline in after:
        name = (deadline.limit, deadline.label)
        was = stood.get(name, [])
        one_more = len(stand.get(name, [])) > len(was) and deadline.due not in was
        if deadline.due and name in stand and (not was or deadline.due < min(was) or one_more):
            yield {
                "limit": deadline.limit,
                "label": deadline.label,
                "due": deadline.due.isoformat(),
            }


def _by_name(deadlines: Sequence[Deadline]) -> dict[tuple[str, str], list[date]]:
    """Give the days of our deadlines; more than one may bear a name."""
    found: dict[tuple[str, str], list[date]] = {}
    for one in deadlines:
        if one.due and str(one.whose) == "ours":
            found.setdefault((one.limit, one.label), []).append(one.due)
    return found


def limited(
    session: Session, filing: Filing, dates: Sequence[Mapping[str, str]], now: datetime
) -> Sequence[Mapping[str, str]]:
    """Return those dates that begin to count at once: of mail, at most ten a sender and day.

    What somebody of the team shared is not limited. What is left out stands in the tray.
    """
    if filing.added_by != mail_tray.MAILBOX:
        return dates
    return dates[: max(0, MOST - mail_tray.dates_begun(session, filing.sender, now))]


def _number_alone(
    session: Session, component: Component, letter: Letter, effects: Sequence[Effect]
) -> Iterator[Effect]:
    """Give the number that the letter prints, where it is not on record and no effect has it."""
    held = letter_matching.all_numbers_of(session, component.id)
    held |= {fold_number(str(one.values["number"])) for one in effects if "number" in one.values}
    if letter.machine or letter.letter_date is None or letter.does(*_NOT_THEIRS):
        return
    for number in letter.numbers:
        folded = fold_number(number.value)
        known = any(folded in one or one in folded for one in held)
        if number.role in _OF_REQUEST and number.sure >= _SURE_NUMBER and not known:
            held.add(folded)
            values: dict[str, str | int] = {"number": number.value}
            role = "appeal" if letter.does(LetterType.APPEAL_ACKNOWLEDGMENT) else number.role
            if role != "request":
                values["role"] = role
            yield Effect(
                Kind.NUMBER_ASSIGNED, letter.letter_date.day, number.value, number.page,
                number.sure, values,
            )  # fmt: skip


def _of_its_law(component: Component, effects: Sequence[Effect]) -> Iterator[Effect]:
    """Leave out what the body's law does not know: Texas alone asks its Attorney General."""
    asks = limits.rule_of("ruling", agencies.known(component.agency).chain) is not None
    return (one for one in effects if asks or one.kind is not Kind.RULING_ASKED)


def _receipt_alone(
    letter: Letter, effects: Sequence[Effect], known: Sequence[Event]
) -> Iterator[Effect]:
    """Give the day of receipt that the letter prints, where none is stated and no effect has it."""
    told = letter.received
    if told is None or letter.machine or letter.does(*_NOT_THEIRS):
        return
    stated = any(
        (one.kind is Kind.RECEIVED and one.certainty is not Certainty.ASSUMED)
        or one.day("received")
        for one in known
    )
    if effects and not stated and not any("received" in one.values for one in effects):
        yield Effect(Kind.RECEIVED, told.day, told.quote, told.page, told.sure)


_OWN = {Kind.NUMBER_ASSIGNED: "number", Kind.NOTE: "text"}


def _planned(effect: Effect, then: list[Event], known: list[Event], today: date) -> Planned:
    if effect.on is None:
        return Planned(effect, problem="the letter prints no date")
    alike = [one for one in known if one.kind is effect.kind and one.on == effect.on]
    if own := _OWN.get(effect.kind):  # each number and each note is an event of its own
        alike = [one for one in alike if one.text(own) == effect.values[own]]
    if alike:
        fullest = min(alike, key=lambda one: len(_more(effect, one)))
        return Planned(
            effect, on_record=True, event=int(fullest.id or 0), more=_more(effect, fullest)
        )
    try:
        possible.check(_event(effect, effect.on), then, today=today)
    except ImpossibleEvent as error:
        return Planned(effect, problem=str(error))
    return Planned(effect)


def _more(effect: Effect, one: Event) -> dict[str, str | int]:
    """Give what the letter tells beyond the event on record, or otherwise than it."""
    told = {
        name: value for name, value in effect.values.items() if str(value) != one.text(name)
    }  # fmt: skip
    if one.text("number"):  # another number is one more, and takes the place of none
        told.pop("number", None)
    return told


def _with(then: Sequence[Event], one: Planned) -> list[Event]:
    """Give the events as they would be with this one recorded."""
    if one.is_new and one.effect.on:
        return [*then, _event(one.effect, one.effect.on)]
    return [
        replace(fact, details={**fact.details, **one.more})
        if one.more and fact.id == str(one.event)
        else fact
        for fact in then
    ]


def _event(effect: Effect, on: date) -> Event:
    return Event(kind=effect.kind, on=on, details=dict(effect.values))


def _folded(component: Component, facts: Sequence[Event], choices: Choices) -> list[Deadline]:
    """Give the open deadlines that some events give; those whose clock is stopped have no day."""
    folded = standing.fold(facts, agencies.known(component.agency), choices=choices)
    return [one for one in folded.deadlines if one.state == "open"]


def _dues(deadlines: Sequence[Deadline]) -> dict[str, str]:
    return {
        one.label: one.due.isoformat() if one.due else STOPPED if one.start else UNKNOWN
        for one in deadlines
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
            f"(p. {letter.received.page}).{_way_to_take(component, letter)}"
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


def _way_to_take(component: Component, letter: Letter) -> str:
    """Give what to type for a day of receipt that no effect of the letter carries."""
    if letter.received is None or letter.does(LetterType.ACKNOWLEDGMENT):
        return ""
    target = f"{component.request.slug}/{component.agency}"
    return f" To record the letter's too: log {target} received {letter.received.value}"


_DECISIONS = (
    Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED,
    Kind.EXTENDED,
)  # fmt: skip


def _taken_back(component: Component, letter: Letter, known: Sequence[Event]) -> Iterator[str]:
    """Say what to type where the letter takes back a decision that is on record."""
    if letter.taken_back is None:
        return
    for one in known:
        if one.kind in _DECISIONS:
            yield (
                f"{one.kind.about}: {one.on.isoformat()} on record; this letter takes an earlier "
                f"one back. If it is that one, type: "
                f"unlog {component.request.slug}/{component.agency} {one.kind.value}"
            )


def _decided_again(planned: Sequence[Planned], known: Sequence[Event]) -> Iterator[str]:
    """Say that a decision is on record under another day, or with other days to appeal."""
    again = [one for one in planned if one.effect.kind is Kind.DETERMINED]
    last = next(
        (one for one in reversed(known) if one.kind in {Kind.DETERMINED, Kind.REMANDED}), None
    )
    if not again or last is None or last.kind is Kind.REMANDED:
        return
    one = again[0]
    if one.is_new:
        beside = possible.told_beside(_event(one.effect, one.effect.on or last.on), known)
        yield (
            f"Determination: {last.on.isoformat()} on record, the letter is of {one.effect.on}: "
            f"{beside}."
        )
    elif "appeal-days" in one.more:
        on_record = next(fact for fact in known if fact.id == str(one.event))
        yield (
            f"Days to appeal: {on_record.text('appeal-days') or 'none'} on record, the letter says "
            f"{one.more['appeal-days']}."
        )


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
        "event": one.event,
        "more": dict(one.more),
        "problem": one.problem,
    }
