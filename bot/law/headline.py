"""The one line that says what matters most; derived from a standing, never typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.law.verdict import ran_out
from bot.law.wording import count, how_far, spell

if TYPE_CHECKING:
    from bot.law.deadline import Deadline
    from bot.law.standing import Standing


def headline(standing: Standing, today: date) -> str:
    """Give the first that applies: what we owe, appeal window, court, appeal, overdue, the rest."""
    return (
        _bar_is_near(standing, today)
        or _we_owe(standing, today)
        or _beside_theirs(_window(standing, today), standing, today)
        or _in_court(standing, today)
        or _appeal_pending(standing, today)
        or (_late_or_running(standing, today) or _phase(standing)) + _lapsed(standing, today)
    )


def _lapsed(standing: Standing, today: date) -> str:
    """Say beside what they owe that a time of ours has run out."""
    for deadline in _open(standing, "appeal"):
        last = max((reading.due for reading in deadline.readings), default=deadline.due)
        if last is not None and last < today:
            return f"; {_in_a_sentence(deadline.label)} was due {ran_out([deadline])}"
    return ""


def _in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


def _bar_is_near(standing: Standing, today: date) -> str:
    """Say the last day to sue first of all from 90 days on; once passed, what is still open."""
    for deadline in _open(standing, "suit"):
        if deadline.due is None or (deadline.due - today).days > _NEAR:
            continue
        if deadline.due >= today:
            left = (deadline.due - today).days
            when = "today" if not left else f"in {count(left, 'calendar')}"
            said = f"{deadline.label} is {spell(deadline.due)}, {when}"
            return said + _still_running(standing, today)
        ahead = [reading.due for reading in deadline.readings if reading.due >= today]
        if ahead:
            return (
                f"The safe day to sue passed on {spell(deadline.due)}; another reading runs to "
                f"{spell(ahead[0])}: ask counsel at once"
            )
    return ""


def _still_running(standing: Standing, today: date) -> str:
    """Say that the agency's time still runs by its own date, where the safe bar does not wait."""
    if not standing.agency.state:
        return ""
    clocks = [d for d in _open(standing, "determination") if d.due is not None and d.due >= today]
    bars = _open(standing, "suit")
    if not clocks or clocks[0].due is None or len(bars[0].readings) < 2:  # noqa: PLR2004
        return ""
    return (
        f"; if their extension to {spell(clocks[0].due)} is lawful, it is "
        f"{spell(bars[0].readings[-1].due)}, and a suit before that day is too early: ask counsel"
    )


_NEAR = 90  # calendar days


def _open(standing: Standing, *limits: str) -> list[Deadline]:
    mine = [d for d in standing.deadlines if d.is_open and d.limit in limits]
    return sorted(mine, key=lambda d: d.due or date.max)


def _we_owe(standing: Standing, today: date) -> str:
    owed = _open(standing, "reply", "still-interested")
    if not owed:
        return ""
    due = owed[0].due
    if due is None:
        return f"{owed[0].label} is owed; the day by which they want it is not on record"
    return f"{owed[0].label} {_when(owed[0], due, today)}"


def _window(standing: Standing, today: date) -> str:
    for deadline in _open(standing, "appeal"):
        if deadline.due is not None and deadline.due < today <= deadline.readings[-1].due:
            return (
                f"{_ended(standing)}{deadline.label}: the safe date, {spell(deadline.due)}, has "
                f"passed; by {deadline.rule.citation if deadline.rule else 'another reading'} it "
                f"runs to {spell(deadline.readings[-1].due)}"
            )
        if deadline.due is not None and deadline.due >= today:
            return f"{_ended(standing)}{deadline.label} {_when(deadline, deadline.due, today)}"
    return ""


def _beside_theirs(said: str, standing: Standing, today: date) -> str:
    """Say beside a time of ours that the agency's has run out."""
    late = [one for one in _open(standing, "determination") if one.due and one.due < today]
    if not said or not late or late[0].due is None:
        return said
    return f"{said}; {_in_a_sentence(late[0].label)} {_when(late[0], late[0].due, today)}"


def _ended(standing: Standing) -> str:
    if standing.determined_on is None:
        return ""
    how = f" ({standing.disposition.replace('-', ' ')})" if standing.disposition else ""
    return f"Determined{how}. "


def _in_court(standing: Standing, today: date) -> str:
    if standing.sued_on is None or standing.litigation == "closed":
        return ""
    governing = standing.governing()
    if governing is None or governing.due is None:
        return f"In litigation, {standing.litigation}"
    return f"In litigation. {governing.label} {_when(governing, governing.due, today)}"


def _appeal_pending(standing: Standing, today: date) -> str:
    if standing.appeal not in {"filed", "acknowledged"}:
        return ""
    for deadline in _open(standing, "appeal-determination"):
        if deadline.due is not None:
            return f"Appeal pending. {deadline.label} {_when(deadline, deadline.due, today)}"
    return "Appeal pending; unknown when it is due, need the day on which it was received"


def _late_or_running(standing: Standing, today: date) -> str:
    governing = standing.governing()
    if governing is None:
        return ""
    stage = _STAGES.get(str(standing.phase), "")
    if governing.limit == "ruling":
        stage = "With the Attorney General"
    if governing.due is None:
        if governing.tolled:
            return f"Clock stopped since {spell(governing.tolled[-1].start)}"
        if governing.rule is not None and governing.rule.unit == "none" and governing.start:
            return f"{stage}. {governing.rule.citation} sets no number of days"
        return f"{stage}; determination unknown, need the received date"
    if standing.clock == "extended":
        stage = "Extended"
    if governing.due < today:
        stage = "Overdue"
    assumed = " (receipt assumed)" if governing.certainty == "assumed" else ""
    return f"{stage}. {governing.label} {_when(governing, governing.due, today)}{assumed}"


_STAGES = {
    "submitted": "Submitted",
    "received": "Received",
    "acknowledged": "Acknowledged",
    "awaiting_requester": "Waiting for us",
    "processing": "In processing",
    "interim_release": "Interim release",
}


def _phase(standing: Standing) -> str:
    if standing.determined_on is None and standing.closed_on is None:
        return "Draft" if standing.phase == "draft" else str(standing.phase).capitalize()
    how = standing.disposition.replace("-", " ") or "determined"
    return f"{'Closed' if standing.phase == 'closed' else 'Determined'}: {how}"


def _when(deadline: Deadline, due: date, today: date) -> str:
    if due == today:
        return "is due today"
    if due > today:
        return f"is due {spell(due)}"
    return f"was due {spell(due)}, {how_far((due - today).days, deadline.days_left(today) or 0)}"
