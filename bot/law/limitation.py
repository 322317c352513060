"""The limitation ledger: every fact on record from which the time to sue could run.

Each event is read by itself, whatever else is on record or was forgotten, and the earliest accrual
governs. So a fact that is added can only bring the bar nearer, in whatever order facts are
recorded: 28 U.S.C. 2401(a); Spannaus v. DOJ, 824 F.2d 52 (D.C. Cir. 1987); a state's request goes
by its own road and time. A correction takes the corrected fact out, and a date that a court or a
lead has set stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.law.accrual import Accrual
from bot.law.calculator import stamp
from bot.law.deadline import Deadline, State, Surety, from_computed, met_state
from bot.law.events import Event, is_adverse
from bot.law.facts import ABOUT_OTHERS, Facts
from bot.law.kinds import Certainty, Kind
from bot.law.limits import Limit
from bot.law.readings import calendar_of
from bot.law.roads import road_of
from bot.law.setting import Setting
from bot.law.wording import spell

_DAY = timedelta(days=1)


def accruals(events: Iterable[Event], setting: Setting) -> tuple[Accrual, ...]:
    """List what could have started the time to sue, the earliest first.

    The surest of those that give one day comes first. A state's road says whether it runs from a
    denial (and from silence, where that is one) or from a review; without a road nothing does.
    """
    state, found = setting.agency.state, {}  # the same fact twice is one
    for event in events:
        days = _DAYS.get(event.kind)
        for source, fact, limit in days(event) if days else ():
            on = _accrued(fact, limit, setting)
            if on is None:
                continue
            one = Accrual(on, source, fact, event.certainty)
            if not state or _counts(one, state):
                found[one] = one
    return tuple(sorted(found, key=_order))


def _counts(one: Accrual, state: str) -> bool:
    """Whether that state's road lets the time to sue run from such a fact."""
    road = road_of(state)
    if road is None or one.source.startswith("appeal"):
        return road is not None and road.suit_from == "review"
    silent = one.source != "determined"
    return road.suit_from == "denial" and (road.silence == "denial" or not silent)


def _order(one: Accrual) -> tuple[date, bool, str, date]:
    return one.on, one.certainty is not Certainty.STATED or one.source == "sent", *one[1:3]


def _accrued(fact: date, limit: str, setting: Setting) -> date | None:
    """Give the day from which the time would run; None where that law has no such limit."""
    if not limit:
        return fact
    rule = setting.rule(limit, fact)
    return None if rule is None else _lapse(rule, fact, setting)


def _lapse(rule: Limit, start: date, setting: Setting) -> date:
    """Give the last day of the agency's time on the earliest reading: no stop, no extension."""
    if rule.unit == "working" and not rule.also:
        return calendar_of(rule, setting.choices).add(start, rule.amount)
    if rule.unit == "none":
        return start
    return setting.reckon(rule, start).readings[0].due


_Started = tuple[str, date, str]  # source, day, the limit that runs from it ("": none, at once)


def _sent(event: Event) -> list[_Started]:
    return [(event.kind.value, event.on, "determination")]


def _acknowledged(event: Event) -> list[_Started]:
    return [("received", event.day("received") or event.on, "determination")]


def _decided(event: Event) -> list[_Started]:
    return [("determined", event.on, "")] if is_adverse(event) else []


def _appeal(event: Event) -> list[_Started]:
    if event.text("of") in ABOUT_OTHERS:
        return []
    return [(event.kind.value, event.on, "appeal-determination")]


def _appeal_acknowledged(event: Event) -> list[_Started]:
    day = event.day("received") or event.on
    return [("appeal-received", day, "appeal-determination")]


def _appeal_decided(event: Event) -> list[_Started]:
    return [] if event.text("of") in ABOUT_OTHERS else [(event.kind.value, event.on, "")]


_DAYS: dict[Kind, Callable[[Event], list[_Started]]] = {
    Kind.SENT: _sent, Kind.RECEIVED: _sent, Kind.RECEIVED_ELSEWHERE: _sent,
    Kind.ACKNOWLEDGED: _acknowledged, Kind.DETERMINED: _decided,
    Kind.CLOSED_ADMINISTRATIVELY: _decided, Kind.APPEAL_FILED: _appeal,
    Kind.APPEAL_RECEIVED: _appeal, Kind.APPEAL_ACKNOWLEDGED: _appeal_acknowledged,
    Kind.APPEAL_DECIDED: _appeal_decided, Kind.REMANDED: _sent,
}  # fmt: skip


def suit(
    ledger: tuple[Accrual, ...],
    clocks: Sequence[Deadline],
    facts: Facts,
    setting: Setting,
) -> Deadline | None:
    """Give the last day to sue, from the earliest accrual, the others beside it.

    `clocks` are those on record that silence lets run out: what extensions and stops make of them
    is one more reading, never the one that governs.
    """
    rule = setting.rule("suit")
    if rule is None or not ledger:
        return None
    governing = ledger[0]
    since = spell(governing.on + _DAY)
    made = from_computed(
        setting.reckon(rule, governing.on),
        certainty=_surety(governing),
        start_event="accrual",
        ledger=ledger,
        lapses=tuple(r.due for clock in clocks if clock.due for r in clock.readings),
        met_on=facts.case.complaint.on if facts.case else None,
        notes=(
            f"The earliest day that the record allows: {governing.because}.",
            f"We could sue from {since} at the earliest.",
            "A fact that is added never moves this date later.",
            *_tolling(facts),
        ),
    )
    if facts.bar_set:
        return _set_by_people(made, facts.bar_set[-1])
    last = facts.round.last
    granted = last is not None and not is_adverse(last)
    return replace(made, state=State.WITHDRAWN) if granted and made.is_open else made


KEPT = "Last day to sue, of a request that is closed"
_KEPT_VERSION = "kept-"


def kept(bar: Deadline) -> Deadline:
    """Keep the bar of a request that we ended; its version shows it, for reminders to be few.

    It stays open until somebody says that we will not sue: closing a file gives no right away.
    """
    return replace(bar, label=KEPT, version=_KEPT_VERSION + stamp(bar.version))


def is_kept(version: str) -> bool:
    """Whether a deadline's version is that of the bar of a request that we ended."""
    return version.startswith(_KEPT_VERSION)


def _tolling(facts: Facts) -> list[str]:
    """Show agreements that the time stands still; by themselves they move nothing."""
    return [
        f"A tolling agreement of {spell(event.on)} is on record"
        + (f", until {spell(until)}" if (until := event.day("until")) else "")
        + ": it moves this date only when a lead sets it."
        for event in facts.tolling
    ]


def _set_by_people(made: Deadline, event: Event) -> Deadline:
    """Put the date that a court or a lead has set in the place of the computed one, and say so."""
    due = event.day("due")
    if due is None:
        return made
    why = f" ({event.text('text')})" if event.text("text") else ""
    earliest = spell(made.due) if made.due else "unknown"
    said = (
        f"Set to {spell(due)} on {spell(event.on)}{why}.",
        f"Without that, the earliest that the record allows is {earliest}.",
    )
    return replace(
        made,
        due=due,
        version=stamp(made.version, "set", due),
        certainty=Surety.MANUAL,
        notes=(*said, *made.notes),
        state=met_state(due, made.met_on),
    )


def _surety(governing: Accrual) -> Surety:
    sure = governing.certainty is Certainty.STATED and governing.source != "sent"
    return Surety.COMPUTED if sure else Surety.ASSUMED
