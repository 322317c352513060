"""What runs on us under a state's law where nothing happens: the review of a silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.law.calculator import Computed, Reading
from bot.law.clock import surety
from bot.law.deadline import Deadline, State, Surety, from_computed
from bot.law.events import Event, is_adverse
from bot.law.facts import Facts
from bot.law.limits import Limit
from bot.law.roads import Road, road_of
from bot.law.setting import Setting
from bot.law.wording import spell


def deadlines(facts: Facts, first: Deadline | None, setting: Setting) -> list[Deadline]:
    """Give our dates on a state's road; none where the road is not worked out."""
    road = road_of(setting.agency.state)
    if road is None:
        return []
    made = (
        _review(facts, first, silence(facts, first, setting), road, setting),
        _from_the_request(facts, road, setting),
    )
    return [each for each in made if each is not None]


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
    made = from_computed(
        _each_way(setting.reckon(rule, silent), silent, first, rule, setting),
        certainty=surety(facts.receipt) if facts.receipt else Surety.ASSUMED,
        start_event="silence",
        label=f"Our {road.review_name or 'appeal'} against the silence",
        met_on=_filed(facts),
        notes=(f"No answer by {spell(silent)} counts as a denial ({_cited(road, 'silence')}).",),
    )
    return _decided_since(made, facts.rounds[0].decision, setting)


def _decided_since(made: Deadline, decided: Event | None, setting: Setting) -> Deadline:
    """Let our time against a silence end with the answer: one that comes after it counts anew.

    A denial within that time leaves it as it is: the earlier day is the safe one.
    """
    if decided is None or not made.is_open or made.due is None:
        return made
    if not is_adverse(decided):
        return replace(made, state=State.WITHDRAWN)
    if decided.on <= made.due:
        return made
    setting.flags.append(
        f"The time to appeal the silence ended on {spell(made.due)}; the denial of "
        f"{spell(decided.on)} opens a time of its own. They may say that only the first counts: "
        "ask counsel."
    )
    return replace(made, state=State.SUPERSEDED)


def _each_way(
    computed: Computed, silent: date, first: Deadline, rule: Limit, setting: Setting
) -> Computed:
    """Show our time from each day on which their time may have run out; the earliest governs."""
    lapses = {silent, *(reading.due for reading in first.readings)}
    if len(lapses) == 1 or not computed.readings:
        return computed
    found = {
        reading.due: f"counted from {spell(lapse)}: {_why(first, lapse)}"
        for lapse in sorted(lapses, reverse=True)
        for reading in setting.reckon(rule, lapse).readings
    }
    return replace(computed, readings=tuple(Reading(due, found[due]) for due in sorted(found)))


def _why(first: Deadline, lapse: date) -> str:
    said = [reading.because for reading in first.readings if reading.due == lapse]
    return said[0] if said else "the earliest day on which they can have had it"


def _from_the_request(facts: Facts, road: Road, setting: Setting) -> Deadline | None:
    """Give our time against a silence where it runs from the request itself, not from its lapse."""
    rule = setting.rule("silence-appeal")
    begun = facts.sent.on if facts.sent else facts.receipt.on if facts.receipt else None
    if rule is None or begun is None:
        return None
    made = from_computed(
        setting.reckon(rule, begun),
        certainty=Surety.COMPUTED,
        start_event="sent" if facts.sent else "received",
        label=f"Our {road.review_name} against the silence",
        met_on=_filed(facts),
        notes=("If they answer, the time runs from the answer.",),
    )
    answered = facts.rounds[0].decision is not None
    state = State.WITHDRAWN if made.is_open and answered else made.state
    return replace(made, limit="appeal", state=state)


def _filed(facts: Facts) -> date | None:
    return min((appeal.filed.on for appeal in facts.appeals), default=None)


def _cited(road: Road, topic: str) -> str:
    cell = road.cell(topic)
    return cell.citation if cell else road.law
