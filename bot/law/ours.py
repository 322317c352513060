"""What we must do: appeal, answer the agency. The earlier reading governs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.law.calculator import Computed, Reading, stamp
from bot.law.deadline import Deadline, State, Surety, fixed, from_computed
from bot.law.events import Event
from bot.law.facts import Appealed, Facts, Question
from bot.law.kinds import Kind
from bot.law.limits import Limit
from bot.law.setting import Setting
from bot.law.wording import spell

_OF = {
    Kind.EXPEDITE_DENIED: "Our appeal against the denial of expedited processing",
    Kind.FEE_WAIVER_DENIED: "Our appeal against the denial of a fee waiver",
    Kind.CLOSED_ADMINISTRATIVELY: "Our appeal against the administrative closure",
}
_OF_THE_DECISION = "Our appeal against the decision"
_OF_A_STATE = {  # the rule, where a state's law says how long we have
    Kind.FEE_ASKED: "fee-reply",
    Kind.CLARIFICATION_ASKED: "clarification-reply",
}
_ASKED = {
    Kind.CLARIFICATION_ASKED: "Our answer to the clarification request",
    Kind.FEE_ASKED: "Our answer to the fee question",
    Kind.STILL_INTERESTED: "Our answer whether we are still interested",
}


def appeal_windows(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give the time to appeal against every adverse decision."""
    return [
        deadline
        for decision in facts.adverse
        if (deadline := _window(decision, facts, setting)) is not None
    ]


def _window(decision: Event, facts: Facts, setting: Setting) -> Deadline | None:
    rule = setting.rule("appeal", decision.on)
    if rule is None:
        return None
    told = [decision, *facts.told_again(decision)]
    computed, certainty = _with_letter(setting.reckon(rule, decision.on), told, setting)
    computed = _told_later(computed, rule, told, setting)
    appeal = _appeal_of(decision, facts.appeals)
    moot = decision.kind is Kind.EXPEDITE_DENIED and facts.round.decision and appeal is None
    return from_computed(
        computed,
        certainty=certainty,
        start_event=decision.kind.value,
        label=_label(decision, facts),
        met_on=appeal.filed.on if appeal else None,
        stated=decision.day("appeal-by"),
        state=State.WITHDRAWN if moot else None,
    )


def _label(decision: Event, facts: Facts) -> str:
    """Name the window; a later decision's by its day, since more than one may run."""
    of = _OF.get(decision.kind, "")
    if not any(one is decision for run in facts.rounds for one in run.later):
        return of
    return f"{of or _OF_THE_DECISION} of {spell(decision.on)}"


def _appeal_of(decision: Event, appeals: Sequence[Appealed]) -> Appealed | None:
    """Find the appeal: it answers every adverse decision of the day that it was made against."""
    for appeal in appeals:
        if any(one is decision for one in (appeal.of, *appeal.also)):
            return appeal
        if appeal.of is not None and appeal.of.on == decision.on and not appeal.filed.text("of"):
            return appeal
    return None


def _with_letter(
    computed: Computed, told: Sequence[Event], setting: Setting
) -> tuple[Computed, Surety]:
    """Take in what the letter prints; the earliest date is the safe one for us."""
    printed = [reading for one in told for reading in _printed(one, setting)]
    if not printed or computed.due is None:
        return computed, Surety.COMPUTED
    readings = sorted({r.due: r for r in (*printed, *computed.readings)}.values(), key=_due)
    first = readings[0].due
    version = stamp(
        computed.version,
        *_stated(told[0]),
        *(reading.due for one in told[1:] for reading in _printed(one, setting)),
    )
    taken = replace(computed, due=first, readings=tuple(readings), version=version)
    printed_first = first < computed.due
    return taken, Surety.AGENCY_STATED if printed_first else Surety.COMPUTED


def _told_later(
    computed: Computed, rule: Limit, told: Sequence[Event], setting: Setting
) -> Computed:
    """Show beside it the time from each later day under which the decision was told again."""
    later = {one.on for one in told[1:]} - {told[0].on}
    if not later or computed.due is None:
        return computed
    known = {reading.due for reading in computed.readings}
    more = [
        Reading(reading.due, f"if {spell(on)} is the day of the decision: {reading.because}")
        for on in sorted(later)
        for reading in setting.reckon(rule, on).readings
        if reading.due not in known
    ]
    return replace(computed, readings=tuple(sorted((*computed.readings, *more), key=_due)))


def _printed(decision: Event, setting: Setting) -> Iterator[Reading]:
    by, days, *working = _stated(decision)
    if by is not None:
        yield Reading(by, "the date that the letter prints")
    if days:
        due = decision.on + timedelta(days=days)
        yield Reading(due, f"the {days} days that the letter prints, as calendar days")
    for many in working:
        due = setting.working_days().add(decision.on, many)
        yield Reading(due, f"computed: the {many} working days that the letter prints")


def _stated(decision: Event) -> tuple[date | None, int, *tuple[int, ...]]:
    working = decision.whole("appeal-working-days")
    return (
        decision.day("appeal-by"),
        decision.whole("appeal-days"),
        *((working,) if working else ()),
    )


def _due(reading: Reading) -> date:
    return reading.due


def replies(facts: Facts, setting: Setting) -> list[Deadline]:
    """Give a date, or the lack of one, for every question that the agency asked us."""
    found = []
    for run in facts.rounds:
        ended = run.decision.on if run.decision else None
        found += [_reply(question, ended, setting) for question in run.questions]
    last = facts.round.decision
    found += [_reply(question, last.on if last else None, setting) for question in facts.still]
    return found


def _reply(question: Question, ended: date | None, setting: Setting) -> Deadline:
    asked, label = question.asked, _ASKED[question.kind]
    name = "still-interested" if question.kind is Kind.STILL_INTERESTED else "reply"
    rule = setting.rule(name, asked.on) or setting.rule(
        _OF_A_STATE.get(question.kind, ""), asked.on
    )
    printed = asked.day("due")
    if printed is not None:
        deadline = fixed(
            name,
            label,
            printed,
            whose="ours",
            certainty=Surety.AGENCY_STATED,
            start=asked.on,
            start_event=asked.kind.value,
            met_on=question.answered,
            notes=(f"The agency's letter of {spell(asked.on)} names the date.",),
        )
    elif rule is not None:
        made = from_computed(
            setting.reckon(rule, asked.on),
            certainty=Surety.COMPUTED,
            start_event=asked.kind.value,
            label=label,
            met_on=question.answered,
        )
        deadline = replace(made, limit=name)
    else:
        deadline = _undated(name, label, question)
    if deadline.is_open and _is_over(question, ended):
        return replace(deadline, state=State.WITHDRAWN)
    return deadline


def _is_over(question: Question, ended: date | None) -> bool:
    """Whether a decision ended the question; money asked by the decision's own letter stays due."""
    if ended is None:
        return False
    return ended > question.on or (ended == question.on and question.kind is not Kind.FEE_ASKED)


def _undated(name: str, label: str, question: Question) -> Deadline:
    return fixed(
        name,
        label,
        None,
        whose="ours",
        certainty=Surety.UNKNOWN,
        start=question.on,
        start_event=question.kind.value,
        met_on=question.answered,
        notes=(
            "unknown, need the date by which the letter wants our answer.",
            "Answer soon: silence may close the request.",
        ),
    )
