"""Dates of a lawsuit, and dates that people set. An order's date is fixed: rules do not move it.

Processing is not releasing: what an order wants processed is compared with what was processed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from bot.law import local_rules
from bot.law.calculator import Reading
from bot.law.calendar import FIRST, LAST, court
from bot.law.deadline import Deadline, Surety, fixed, from_computed, met_state, unknown
from bot.law.events import Event
from bot.law.facts import Case, Facts
from bot.law.limits import Whose
from bot.law.readings import months_later
from bot.law.setting import Setting
from bot.law.wording import spell

_AHEAD = 12  # milestones shown of an order that names no end
_MOST = 120


def court_deadlines(case: Case, setting: Setting) -> list[Deadline]:
    """Give answer, productions and court dates, moved or held by stays."""
    found = [answer] if (answer := _answer(case, setting)) else []
    found += _ours(case, setting)
    for order in case.orders:
        found += _milestones(order, case.productions)
    found += [_named(event, "court-date", Surety.COURT_ORDERED) for event in case.dates]
    stays = [(start, end) for start, end in case.stays if start is not None]
    return [_stayed(deadline, stays) for deadline in found] if stays else found


def manual_deadlines(facts: Facts) -> list[Deadline]:
    """Give the dates that people set by hand."""
    return [_named(event, "manual", Surety.MANUAL) for event in facts.manual]


_DONE_BY_WORD = frozenset(
    {
        "manual",
        "court-date",
        "fees-motion",
        "notice-of-appeal",
        "ruling-brief",
        "ruling-suit",
        "conference",
    }
)


def mark_done(deadlines: Sequence[Deadline], done: Sequence[Event]) -> list[Deadline]:
    """Close the dates that people say were met: by their text, else the earliest open one."""
    after = list(deadlines)
    for event in done:
        name = event.text("of").casefold()
        fits = [
            place
            for place, deadline in enumerate(after)
            if deadline.is_open
            and deadline.limit in _DONE_BY_WORD
            and (not name or name in deadline.label.casefold())
        ]
        if fits:
            place = min(fits, key=lambda each: after[each].due or date.max)
            deadline = after[place]
            state = met_state(deadline.due, event.on)
            after[place] = replace(deadline, state=state, met_on=event.on)
    return after


def _answer(case: Case, setting: Setting) -> Deadline | None:
    rule = setting.rule("answer")
    if rule is None:
        return None
    answered = case.answered.on if case.answered else None
    if case.served is None:
        deadline = unknown(rule, "the day on which the complaint was served")
        if answered:
            return replace(deadline, met_on=answered, state=met_state(None, answered))
        return deadline
    return from_computed(
        setting.reckon(rule, case.served.on),
        certainty=Surety.COMPUTED,
        start_event=case.served.kind.value,
        met_on=answered,
    )


AFTER_JUDGMENT = frozenset({"fees-motion", "notice-of-appeal"})
_NO_JUDGMENT = ("settle", "withdrawn", "voluntar", "dismissed by us")


def _ours(case: Case, setting: Setting) -> list[Deadline]:
    """Give what the rules ask of us: to serve, and after a judgment to ask for fees or to appeal.

    Rule 6(a) would move an end on a day off; ours by the earlier reading, so it stays.
    """
    found = []
    served = case.served.on if case.served else None
    if (rule := setting.rule("service")) is not None and not case.closed:
        found.append(
            from_computed(
                setting.reckon(rule, case.complaint.on),
                certainty=Surety.COMPUTED,
                start_event=case.complaint.kind.value,
                met_on=served,
            )
        )
    found += _by_local_rule(case, setting) if case.closed is None else []
    if case.closed is None or _is_without_judgment(case.closed):
        return found
    rules = [setting.rule(name) for name in sorted(AFTER_JUDGMENT)]
    return found + [
        from_computed(
            setting.reckon(rule, case.closed.on),
            certainty=Surety.COMPUTED,
            start_event=case.closed.kind.value,
        )
        for rule in rules
        if rule is not None
    ]


def _by_local_rule(case: Case, setting: Setting) -> list[Deadline]:
    """Give what the court's own rules ask of us, where their text is loaded; no state's case."""
    answered = case.answered
    if answered is None or case.orders or setting.agency.state:
        return []
    return [
        from_computed(
            setting.reckon(rule.limit, answered.on),
            certainty=Surety.COMPUTED,
            start_event=answered.kind.value,
        )
        for rule in local_rules.rules_of(case.complaint.text("court"))
        if rule.limit is not None and rule.after == answered.kind.value
    ]


def _is_without_judgment(closed: Event) -> bool:
    said = f"{closed.text('outcome')} {closed.text('text')}".casefold()
    return any(word in said for word in _NO_JUDGMENT)


def _named(event: Event, limit: str, certainty: Surety) -> Deadline:
    whose: Whose = "theirs" if event.text("whose") == "theirs" else "ours"
    label = event.text("text") or event.kind.about
    return _on_a_day_off(
        fixed(
            limit,
            label,
            event.day("due"),
            whose=whose,
            certainty=certainty,
            start=event.on,
            start_event=event.kind.value,
            notes=(f"Set on {spell(event.on)}.",),
        )
    )


def _milestones(order: Event, productions: Sequence[Event]) -> list[Deadline]:
    """Give one deadline for each production that an order asks for."""
    dates = _dates(order, len(productions))
    quantity, verb = order.whole("quantity"), order.text("verb") or "process"
    since = [event for event in productions if event.on >= order.on]
    processed = list(accumulate(event.whole("processed") for event in since))
    released = sum(event.whole("released") + event.whole("partial") for event in since)
    terms = f"{verb} {quantity} {order.text('unit') or 'pages'}" if quantity else "produce"
    found = []
    for number, due in enumerate(dates, 1):
        met_on = _met_on(number, quantity, since, processed)
        notes = [f"Ordered on {spell(order.on)}: {terms}."]
        if since and quantity:
            notes.append(
                f"Processed so far {processed[-1]} of {quantity * number} pages; "
                f"released in full or part {released}."
            )
        deadline = fixed(
            "production",
            f"Production {number}: {terms}",
            due,
            whose="theirs",
            certainty=Surety.COURT_ORDERED,
            start=order.on,
            start_event=order.kind.value,
            met_on=met_on,
            notes=tuple(notes),
        )
        found.append(_on_a_day_off(deadline, order.text("roll")))
    return found


def _met_on(
    number: int, quantity: int, since: Sequence[Event], processed: Sequence[int]
) -> date | None:
    """Give the day on which the processed sum reached what was ordered by then."""
    if quantity and processed and processed[-1]:
        reached = [
            event.on
            for event, total in zip(since, processed, strict=True)
            if total >= quantity * number
        ]
        return reached[0] if reached else None
    return since[number - 1].on if number <= len(since) else None


def _dates(order: Event, productions: int) -> list[date]:
    first = order.day("first") or order.day("due")
    if first is None:
        return []
    per, until = order.text("per") or "once", order.day("until")
    times = order.whole("times") or (_MOST if until else productions + _AHEAD)
    if per == "once":
        return [first]
    found = []
    for step in range(min(times, _MOST)):
        due = _step(first, per, step, order.whole("day"))
        if until is not None and due > until:
            break
        found.append(due)
    return found


def promised_by(order: Event, today: date) -> list[date]:
    """List the dates of an order up to a day: one without an end goes on while nobody ends it."""
    first = order.day("first") or order.day("due")
    months = 0 if first is None or first > today else (today.year - first.year + 1) * _AHEAD
    return [
        due
        for each in _dates(order, min(months, _MOST) * 3)
        if (due := _on_a_working_day(order, each)) <= today
    ]


def _on_a_working_day(order: Event, day: date) -> date:
    made = fixed("production", "", day, whose="theirs", certainty=Surety.COURT_ORDERED,
                 start=order.on, start_event=order.kind.value)  # fmt: skip
    return _on_a_day_off(made, order.text("roll")).due or day


def _step(first: date, per: str, step: int, day: int) -> date:
    if per == "month":
        due = months_later(first, step)
        return months_later(first.replace(day=1), step, day) if day and step else due
    digits = "".join(filter(str.isdigit, per))
    return first + timedelta(days=step * int(digits or 30))


def _on_a_day_off(deadline: Deadline, roll: str = "") -> Deadline:
    """Show both readings: Rule 6 moves no date fixed in an order (2009 note to 6(a))."""
    due = deadline.due
    if due is None or not FIRST <= due <= LAST or not (why := court().why_not(due)):
        return deadline
    days = court()
    moved = days.previous_working(due) if roll == "previous" else days.next_working(due)
    ordered = Reading(due, f"the date as ordered, a day off ({why})")
    readings = sorted((ordered, Reading(moved, f"{roll or 'next'} working day")), key=_due)
    late = deadline.whose == "theirs" or roll == "next"
    governing = readings[-1 if late else 0].due
    state = met_state(governing, deadline.met_on)
    return replace(deadline, due=governing, other_readings=tuple(readings), state=state)


def _due(reading: Reading) -> date:
    return reading.due


def _stayed(deadline: Deadline, stays: Sequence[tuple[date, date | None]]) -> Deadline:
    """Hold every open date that falls after a stay began; one that was lifted moves theirs."""
    for start, end in stays:
        if deadline.due is None or not deadline.is_open or deadline.due < start:
            continue
        if end is None:
            note = f"The case is stayed since {spell(start)}; the date was {spell(deadline.due)}."
            notes = (*deadline.notes, note)
            return replace(deadline, due=None, certainty=Surety.UNKNOWN, notes=notes, computed=None)
        if deadline.whose == "theirs":
            moved = deadline.due + (end - start)
            was = f"without that the date was {spell(deadline.due)}"
            notes = (*deadline.notes, f"Stayed from {spell(start)} to {spell(end)}; {was}.")
            readings = (
                Reading(deadline.due, "the stay moves no date"),
                Reading(moved, f"the stay moves it by {(end - start).days} calendar days"),
            )
            deadline = replace(
                deadline, due=moved, notes=notes, other_readings=readings, computed=None
            )
    return deadline


def is_stayed(case: Case) -> bool:
    """Whether a stay is on now."""
    return bool(case.stays) and case.stays[-1][1] is None
