"""What runs on us under a state's law where nothing happens: the review of a silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.law.clock import Setting, surety
from bot.law.deadline import Deadline, State, Surety, from_computed
from bot.law.facts import Facts, is_adverse
from bot.law.roads import Road, road_of
from bot.law.wording import spell


def deadlines(facts: Facts, first: Deadline | None, setting: Setting) -> list[Deadline]:
    """Give our dates on a state's road; none where the road is not worked out."""
    road = road_of(setting.agency.state)
    if road is None:
        return []
    made = _review(facts, first, silence(facts, first, setting), road, setting)
    return [] if made is None else [made]


def lapsing(
    first: Deadline | None, decisions: Sequence[Deadline], state: str
) -> Sequence[Deadline]:
    """Give the clocks on record whose end lets the time to sue run: theirs, or the review's."""
    road = road_of(state) if state else None
    if road is not None and road.suit_from == "review":
        return decisions
    silent = not state or (road is not None and road.silence == "denial")
    return [first] if first is not None and silent else []


def silence(facts: Facts, first: Deadline | None, setting: Setting) -> date | None:
    """Give the earliest last day of an answer that did not come in time; None if it came.

    The earliest day of receipt counts, and without one the day of sending: our own time must not
    depend on what nobody recorded.
    """
    if first is None or first.rule is None or first.rule.unit == "none":
        return None
    lapses = [first.readings[0].due] if first.readings else []
    if facts.other_receipt is not None:
        lapses.append(setting.reckon(first.rule, facts.other_receipt.on).readings[0].due)
    if facts.receipt is None and facts.sent is not None:
        lapses.append(setting.reckon(first.rule, facts.sent.on).readings[0].due)
    if not lapses:
        return None
    lapse = min(lapses)
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
        certainty=surety(facts.receipt) if facts.receipt else Surety.ASSUMED,
        start_event="silence",
        label=f"Our {road.review_name or 'appeal'} against the silence",
        met_on=min(filed) if filed else None,
        notes=(f"No answer by {spell(silent)} counts as a denial ({_cited(road, 'silence')}).",),
    )
    decided = facts.rounds[0].decision
    if made.is_open and decided is not None and not is_adverse(decided):
        return replace(made, state=State.WITHDRAWN)
    return made


def _cited(road: Road, topic: str) -> str:
    cell = road.cell(topic)
    return cell.citation if cell else road.law
