"""The determination clock of every round, on the agency.

Receipt by the right component starts the first; questions stop it, a timely notice lengthens it,
a decision ends it, a remand starts the next.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.law import named_dates
from bot.law.calculator import Computed, stamp
from bot.law.deadline import Deadline, State, Surety, from_computed, unknown
from bot.law.events import Event
from bot.law.facts import Facts, Receipt, Round
from bot.law.kinds import Certainty
from bot.law.limits import Limit
from bot.law.past import Past, history, unextended, unstopped_by_questions
from bot.law.setting import Setting
from bot.law.spans import Span
from bot.law.wording import count, spell

_NEED_RECEIPT = "the received date"


def surety(receipt: Receipt) -> Surety:
    """Give the certainty of a date that rests on a receipt."""
    return Surety.COMPUTED if receipt.certainty is Certainty.STATED else Surety.ASSUMED


def determinations(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give the determination clock of every round, the first and each after a remand."""
    found = []
    for run in facts.rounds:
        deadline = _determination(facts, run, setting)
        if deadline is not None:
            found.append(deadline)
    return found


class _Begin(NamedTuple):
    """The day from which a round runs, and how we know it."""

    receipt: Receipt | None
    notes: tuple[str, ...]
    label: str = ""


def _determination(facts: Facts, run: Round, setting: Setting) -> Deadline | None:
    begin = _start(facts, setting) if run.remand is None else _again(run.remand)
    receipt = begin.receipt
    rule = setting.rule("determination", receipt.on if receipt else None)
    if rule is None or (facts.sent is None and receipt is None):
        return None
    if receipt is None:
        sent = f"Sent on {spell(facts.sent.on)}." if facts.sent else ""
        deadline = unknown(rule, _NEED_RECEIPT, label=begin.label)
        return _decided_without_receipt(replace(deadline, notes=(*deadline.notes, sent)), run)
    computed, past = _computed(facts, run, rule, receipt.on, setting)
    return from_computed(
        computed,
        certainty=surety(receipt),
        start_event=receipt.event,
        label=begin.label,
        met_on=run.decision.on if run.decision else None,
        stated=past.stated,
        notes=(*begin.notes, *past.notes),
    )


def _again(remand: Event) -> _Begin:
    receipt = Receipt(remand.on, remand.certainty, remand.kind.value)
    note = f"Remanded on {spell(remand.on)}: a new clock."
    return _Begin(receipt, (note,), "Determination after remand")


def _decided_without_receipt(deadline: Deadline, run: Round) -> Deadline:
    """Close a clock that nobody saw start once it was decided; in time or late, nobody can say."""
    if run.decision is None:
        return deadline
    note = f"Decided on {spell(run.decision.on)}; whether in time is unknown."
    return replace(deadline, state=State.MET, met_on=run.decision.on, notes=(*deadline.notes, note))


def _start(facts: Facts, setting: Setting) -> _Begin:
    receipt, notes = facts.receipt, []
    if facts.other_receipt is not None and receipt is not None:
        setting.flags.append(
            f"Two days of receipt are on record, {spell(facts.other_receipt.on)} and "
            f"{spell(receipt.on)}; the later one counts for their time, the earlier one for our "
            "last day to sue."
        )
    if facts.elsewhere is not None:
        receipt, note = _routed(receipt, facts.elsewhere, setting)
        notes.append(note)
    if receipt is not None and receipt.certainty is Certainty.ASSUMED:
        notes.append(f"Receipt on {spell(receipt.on)} is assumed; nobody has shown it.")
    elif receipt is not None and receipt.certainty is Certainty.INFERRED:
        notes.append("The day of receipt is not on record; the acknowledgment shows the latest.")
    return _Begin(receipt, tuple(notes))


def _routed(
    receipt: Receipt | None, elsewhere: Event, setting: Setting
) -> tuple[Receipt | None, str]:
    """Start the clock at the latest when the ten days to route it are over."""
    rule = setting.rule("routing")
    if rule is None:
        return receipt, ""
    cap = setting.reckon(rule, elsewhere.on).due
    note = f"Another component received it on {spell(elsewhere.on)}; {rule.citation} starts the "
    if cap is None or (receipt is not None and receipt.on <= cap):
        return receipt, f"{note}clock when the right one has it, as here."
    late = Receipt(cap, elsewhere.certainty, rule.name)
    return late, f"{note}clock at the latest {count(rule.amount, rule.unit)} later, {spell(cap)}."


def _computed(
    facts: Facts, run: Round, rule: Limit, start: date, setting: Setting
) -> tuple[Computed, Past]:
    """Compute a round with its stops, the days that notices added and the dates that they named."""
    past = history(run, rule, start, setting, facts)
    computed = setting.reckon(rule, start, past.extended, past.spans)
    first = (
        *unextended(rule, start, past, setting),
        *unstopped_by_questions(rule, start, past, setting),
    )
    if past.since is not None:
        stops = (*(span for span in past.spans if span.start < past.since), Span(past.since, None))
        version = stamp(computed.version, "stands", past.since)
        stands = replace(
            computed, due=None, tolled=stops, readings=first, skipped=(), version=version
        )
        return stands, past
    if first and first[0].due != computed.due:
        computed = replace(computed, readings=(*first, *computed.readings))
    if past.named.late is not None and (road := named_dates.road_that_moves(setting)) is not None:
        past.notes += filter(None, [named_dates.in_words(past.named, computed.readings[0])])
        computed = named_dates.applied(computed, past.named, road)
    return computed, past
