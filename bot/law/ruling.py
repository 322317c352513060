"""The question to the Attorney General: a body in Texas that would withhold must ask him in time.

Asking meets the ten business days (Gov. Code 552.301(b)); asked late, or not at all, the records
are presumed public (552.302). His time runs from his receipt (552.306), the body's reasons are due
five business days after the question (552.301(e)), and it may sue against his ruling (552.324).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.law.clock import surety
from bot.law.deadline import Deadline, State, Surety, from_computed
from bot.law.facts import Facts
from bot.law.setting import Setting
from bot.law.wording import spell

_FROM_THE_QUESTION = "Counted from the day of their question; he may have had it later."
_WITHHOLD = ("withh", "except", "not public")


def deadlines(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give what the question to the Attorney General starts; nothing where no law knows it."""
    if facts.ruling_asked is None:
        return []
    if setting.rule("ruling") is None:
        setting.flags.append(
            "A question to the Attorney General is a step of Texas' law; no date is computed from "
            "it here."
        )
        return []
    return [*_reasons(facts, setting), *_ruling(facts, setting), *_suit(facts, setting)]


def asked(first: Deadline, facts: Facts, setting: Setting) -> Deadline:
    """Let the question meet the days in which the body had to ask; late, the records are public."""
    event = facts.ruling_asked
    if event is None or setting.rule("ruling") is None or not _comes_first(first, event.on):
        return first
    note = f"They asked the Attorney General on {spell(event.on)}."
    late = first.due is not None and event.on > first.due
    if late and first.due is not None:
        setting.flags.append(
            f"They asked the Attorney General after {spell(first.due)}: the records are presumed "
            "public unless a compelling reason stands against it (Tex. Gov. Code 552.302)."
        )
    state = State.LATE_MET if late else State.MET
    return replace(first, state=state, met_on=event.on, notes=(*first.notes, note))


def _comes_first(first: Deadline, on: date) -> bool:
    return first.met_on is None or on < first.met_on


def _reasons(facts: Facts, setting: Setting) -> Iterator[Deadline]:
    rule, receipt = setting.rule("ruling-brief"), facts.receipt
    if rule is None or receipt is None:
        return
    made = from_computed(
        setting.reckon(rule, receipt.on), certainty=surety(receipt), start_event=receipt.event
    )
    over = facts.ruling_given is not None or facts.round.decision is not None
    yield replace(made, state=State.WITHDRAWN) if over else made


def _ruling(facts: Facts, setting: Setting) -> Iterator[Deadline]:
    rule, event = setting.rule("ruling"), facts.ruling_asked
    if rule is None or event is None:
        return
    received = event.day("received")
    more = sum(
        one.whole("days") or rule.extension for one in facts.round.extensions if one.on > event.on
    )
    made = from_computed(
        setting.reckon(rule, received or event.on, extended=more),
        certainty=Surety.COMPUTED,
        start_event=event.kind.value,
        met_on=facts.ruling_given.on if facts.ruling_given else None,
        notes=() if received else (_FROM_THE_QUESTION,),
    )
    over = facts.round.decision is not None and made.is_open
    yield replace(made, state=State.WITHDRAWN) if over else made


def _suit(facts: Facts, setting: Setting) -> Iterator[Deadline]:
    rule, given = setting.rule("ruling-suit"), facts.ruling_given
    if rule is None or given is None or lets_withhold(given.text("outcome")):
        return
    made = from_computed(
        setting.reckon(rule, given.on), certainty=Surety.COMPUTED, start_event=given.kind.value
    )
    over = facts.round.decision is not None or facts.case is not None
    yield replace(made, state=State.WITHDRAWN) if over else made


def lets_withhold(outcome: str) -> bool:
    """Whether the ruling lets all of it be withheld, as its outcome is recorded."""
    said = outcome.casefold().replace("-", " ")
    return "part" not in said and any(word in said for word in _WITHHOLD)
