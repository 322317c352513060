"""What runs on us under a state's law: review of a silence, and the last day to sue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.law.clock import Setting
from bot.law.deadline import Deadline, State, Surety, from_computed
from bot.law.facts import Facts, is_adverse
from bot.law.kinds import Certainty
from bot.law.roads import Road, road_of
from bot.law.wording import spell


def deadlines(
    facts: Facts, first: Deadline | None, decisions: Sequence[Deadline], setting: Setting
) -> list[Deadline]:
    """Give our dates on a state's road; none where the road is not worked out."""
    road = road_of(setting.agency.state)
    if road is None:
        return []
    silent = silence(first)
    found = [_review(facts, first, silent, road, setting), _suit(facts, silent, decisions, setting)]
    return [deadline for deadline in found if deadline is not None]


def silence(first: Deadline | None) -> date | None:
    """Give the earliest last day of an answer that did not come in time; None if it came."""
    if first is None or first.due is None:
        return None
    lapse = first.readings[0].due if first.readings else first.due
    return lapse if first.met_on is None or first.met_on > lapse else None


def _review(
    facts: Facts, first: Deadline | None, silent: date | None, road: Road, setting: Setting
) -> Deadline | None:
    """Where silence is a denial, our time for review runs from it, though nothing happened."""
    rule = setting.rule("appeal")
    if road.silence != "denial" or silent is None or rule is None or first is None:
        return None
    filed = [appeal.filed.on for appeal in facts.appeals]
    made = from_computed(
        setting.reckon(rule, silent),
        certainty=first.certainty,
        start_event="silence",
        label=f"Our {road.review_name or 'appeal'} against the silence",
        met_on=min(filed) if filed else None,
        notes=(f"No answer by {spell(silent)} counts as a denial ({_cited(road, 'silence')}).",),
    )
    decided = facts.rounds[0].decision
    if made.is_open and decided is not None and not is_adverse(decided):
        return replace(made, state=State.WITHDRAWN)
    return made


def _suit(
    facts: Facts, silent: date | None, decisions: Sequence[Deadline], setting: Setting
) -> Deadline | None:
    road, rule = road_of(setting.agency.state), setting.rule("suit")
    if road is None or rule is None:
        return None
    starts = _starts(facts, silent, decisions, road)
    if not starts:
        return None
    on, why = min(starts)
    return from_computed(
        setting.reckon(rule, on),
        certainty=_surety(facts),
        start_event="accrual",
        met_on=facts.case.complaint.on if facts.case else None,
        notes=(f"Counted from {why}, the earliest that the record allows.",),
    )


def _starts(
    facts: Facts, silent: date | None, decisions: Sequence[Deadline], road: Road
) -> list[tuple[date, str]]:
    """Give every day from which the time to sue could run, with its name."""
    if road.suit_from == "denial":
        starts = [(event.on, "the denial") for event in facts.adverse]
        if silent is not None and road.silence == "denial":
            starts.append((silent, "the silence, which counts as a denial"))
        return starts
    if road.suit_from != "review":
        return []
    decided = [(d.met_on, f"the decision on our {road.review_name}") for d in decisions if d.met_on]
    lapsed = [
        (d.readings[0].due, f"silence on our {road.review_name}")
        for d in decisions
        if d.due is not None and d.readings and (d.met_on is None or d.met_on > d.due)
    ]
    return decided + lapsed


def _surety(facts: Facts) -> Surety:
    shown = facts.receipt is not None and facts.receipt.certainty is Certainty.STATED
    return Surety.COMPUTED if shown or facts.adverse else Surety.ASSUMED


def _cited(road: Road, topic: str) -> str:
    cell = road.cell(topic)
    return cell.citation if cell else road.law
