"""Dates that a state's body names itself: in an acknowledgment, an estimate, a notice of extension.

Where a state's road says that such a date moves the body's time, it is the later reading if it was
named in time; the earlier one is what the law gives without it. Elsewhere only a notice of
extension counts, up to the days that the law allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.law.calculator import Computed, Reading, stamp
from bot.law.events import Event
from bot.law.facts import Facts, Round
from bot.law.kinds import Kind
from bot.law.limits import Limit
from bot.law.readings import calendar_of
from bot.law.roads import Road, road_of
from bot.law.setting import Setting
from bot.law.value import record
from bot.law.wording import count, spell


@record
class OwnDates:
    """What the dates that they named make of their time: the earlier and the later reading."""

    early: Reading | None = None  # None: what the law gives without them
    late: Reading | None = None


def road_that_moves(setting: Setting) -> Road | None:
    """Give the state's road where a date that the body names moves its time."""
    road = road_of(setting.agency.state) if setting.agency.state else None
    return road if road is not None and road.named == "moves" else None


def told(facts: Facts, run: Round, start: date) -> list[Event]:
    """List what could name a date in this round of the clock, with the date on each.

    An estimate of the acknowledgment's own day is the date that the acknowledgment names.
    """
    since = run.remand.on if run.remand else start
    estimates = [each for each in facts.estimates if each.on >= since]
    found = [*run.extensions]
    if facts.acknowledged is not None and run.remand is None:
        found.append(_with_estimate(facts.acknowledged, [*estimates, *run.extensions]))
    return [*found, *estimates]


def _with_estimate(event: Event, estimates: Sequence[Event]) -> Event:
    beside = [each.details["due"] for each in estimates if each.on == event.on and each.day("due")]
    if event.day("due") or not beside:
        return event
    return replace(event, details={**event.details, "due": beside[0]})


def take(
    named: OwnDates, event: Event, due: date, rule: Limit, road: Road, setting: Setting
) -> None:
    """Take in a date that was named in time; `due` is where their time ends without it."""
    day = event.day("due") or _days_later(event, due, rule, setting)
    if event.kind is Kind.ACKNOWLEDGED and road.after_acknowledgment:
        _acknowledged(named, event, day, rule, road, setting)
    elif day is not None and day > due:
        named.late = Reading(day, f"the date that they named on {spell(event.on)}")


def _days_later(event: Event, due: date, rule: Limit, setting: Setting) -> date | None:
    days = event.whole("days")
    return calendar_of(rule, setting.choices, late=True).add(due, days) if days else None


def _acknowledged(
    named: OwnDates, event: Event, day: date | None, rule: Limit, road: Road, setting: Setting
) -> None:
    """Read a timely acknowledgment both ways: by its own date, and by the law's days after it."""
    days = road.after_acknowledgment
    said = f"{count(days, rule.unit)} from their acknowledgment of {spell(event.on)}"
    first, last = (
        calendar_of(rule, setting.choices, late=late).add(event.on, days) for late in (False, True)
    )
    if day is None:
        named.late = Reading(last, said)
        setting.flags.append(
            f"Their acknowledgment of {spell(event.on)} is on record without the date that it "
            "names; one that names none counts as a denial. Read the letter for it."
        )
        return
    own = Reading(day, f"the date that their acknowledgment of {spell(event.on)} names")
    named.early = min(Reading(first, said), own, key=_due)
    named.late = max(Reading(last, said), own, key=_due)


def _due(reading: Reading) -> date:
    return reading.due


def applied(computed: Computed, named: OwnDates, road: Road) -> Computed:
    """Put both readings in the place of the law's own days, where a date that they named counts."""
    if named.late is None or computed.due is None or named.late.due <= computed.due:
        return computed
    without = computed.readings[0]
    strict = Reading(
        without.due,
        f"the date that they named does not count, as one that is not reasonable; {road.law}",
    )
    early = named.early or strict
    readings = (early, named.late) if early.due < named.late.due else (named.late,)
    version = stamp(computed.version, "named", early.due, named.late.due)
    return replace(computed, due=named.late.due, readings=readings, version=version)


def in_words(named: OwnDates, law: Reading) -> str:
    """Say beside the arithmetic of the law's own days that a date which they named comes later."""
    if named.late is None or named.late.due <= law.due:
        return ""
    return (
        f"By the law's own days their time ended on {spell(law.due)}; {named.late.because}: "
        f"{spell(named.late.due)}."
    )


def days_until(event: Event, due: date, rule: Limit, setting: Setting) -> int:
    """Count the days that a notice adds which names a date instead of a number; 0 without one."""
    day = event.day("due")
    if day is None or day <= due or not setting.agency.state:
        return 0
    if rule.extension_unit != "working":
        return (day - due).days
    days = calendar_of(rule, setting.choices, late=True)
    return days.between(due, day) + (0 if days.is_working(day) else 1)
