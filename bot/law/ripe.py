"""May we sue? The facts of exhaustion, in words; a lawyer decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.law.readings import months_later
from bot.law.wording import spell

if TYPE_CHECKING:
    from bot.law.deadline import Deadline
    from bot.law.standing import Standing

_DAY = timedelta(days=1)
_WARNING_YEARS = 2


@dataclass(slots=True)
class Ripe:
    """Whether suit is ripe, since which day, why, and each fact as (label, value).

    The first fact is the answer itself in words.
    """

    ripe: bool
    since: date | None
    because: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Told:
    facts: list[tuple[str, str]] = field(default_factory=list)

    def say(self, label: str, value: str) -> None:
        self.facts.append((label, value))


def ripe(standing: Standing, today: date) -> Ripe:
    """Say whether we may sue on that day.

    Silence past a limit exhausts, 552(a)(6)(C)(i); a determination before suit withdraws that, and
    the appeal comes first (Oglesby).
    """
    told = _Told()
    found = _verdict(standing, today)
    answer = f"Yes, since {found.since}. " if found.ripe else "No. "
    told.say("May we sue?", answer + found.because)
    _facts(standing, told)
    _expedition(standing, today, told)
    _limitation(standing, today, told)
    if standing.receipt_certainty in {"assumed", "inferred"}:
        told.say("Proof", "The day of receipt is not shown by a letter; get proof before suing.")
    found.facts = tuple(told.facts)
    return found


def _facts(standing: Standing, told: _Told) -> None:
    if standing.sent_on:
        told.say("Sent", standing.sent_on.isoformat())
    if standing.received_on:
        told.say("Received", f"{standing.received_on} ({standing.receipt_certainty})")
    for deadline in standing.deadlines:
        if deadline.limit in {"determination", "appeal-determination"} and deadline.due:
            met = f"; {deadline.met_on} it came" if deadline.met_on else "; nothing came"
            told.say(deadline.label, f"due {deadline.due}{met} ({deadline.citation})")


def _verdict(standing: Standing, today: date) -> Ripe:
    if standing.sued_on is not None:
        return _no(f"Sued on {spell(standing.sued_on)}.")
    if standing.closed_on is not None:
        return _no("We withdrew the request.")
    mine = _current(standing)
    if mine is None:
        return _no("Nothing was sent yet, or no limit of the federal statute applies.")
    if mine.limit == "determination":
        return _on_determination(standing, mine, today)
    return _on_appeal(mine, today)


def _no(because: str) -> Ripe:
    return Ripe(ripe=False, since=None, because=because)


def _current(standing: Standing) -> Deadline | None:
    """Find the clock on which exhaustion hangs: the last appeal's, unless it was remanded."""
    decided = [d for d in standing.deadlines if d.limit == "determination"]
    appeals = [
        d
        for d in standing.deadlines
        if d.limit == "appeal-determination" and "against" not in d.label
    ]
    if appeals and standing.appeal != "remanded":
        return appeals[-1]
    return decided[-1] if decided else None


def _on_determination(standing: Standing, mine: Deadline, today: date) -> Ripe:
    if mine.met_on is not None:
        if standing.appeal == "none":
            return _no(f"Determined on {spell(mine.met_on)}, and nothing adverse is on record.")
        late = " It came late, but before suit" if mine.state == "late-met" else " It came in time"
        return _no(f"Determined on {spell(mine.met_on)}.{late}: appeal first.")
    if mine.due is None:
        if mine.tolled:
            return _no("The clock stands until the agency has our answer.")
        return _no("unknown, need the received date")
    if today > mine.due:
        since = mine.due + _DAY
        because = f"No determination by {spell(mine.due)}: constructively exhausted"
        return Ripe(ripe=True, since=since, because=f"{because}, 5 U.S.C. 552(a)(6)(C)(i).")
    return _no(f"The agency has until {spell(mine.due)}.")


def _on_appeal(mine: Deadline, today: date) -> Ripe:
    if mine.met_on is not None:
        because = f"The appeal was decided on {spell(mine.met_on)}: exhausted"
        return Ripe(ripe=True, since=mine.met_on, because=f"{because}, if anything was withheld.")
    if mine.due is None:
        return _no("unknown, need the day on which the agency received our appeal")
    if today > mine.due:
        because = f"No decision on the appeal by {spell(mine.due)}"
        return Ripe(
            ripe=True,
            since=mine.due + _DAY,
            because=f"{because}: constructively exhausted, 5 U.S.C. 552(a)(6)(C)(i).",
        )
    return _no(f"The agency has until {spell(mine.due)} to decide the appeal.")


def _expedition(standing: Standing, today: date, told: _Told) -> None:
    outcome = standing.expedited_outcome(today)
    if outcome in {"denied", "ignored"} and standing.determined_on is None:
        told.say(
            "Expedited processing",
            f"{outcome}: that alone is reviewable at once, 552(a)(6)(E)(iii).",
        )
    elif outcome != "not_requested":
        told.say("Expedited processing", str(outcome))


def _limitation(standing: Standing, today: date, told: _Told) -> None:
    for deadline in standing.deadlines:
        if deadline.limit != "suit" or deadline.due is None or not deadline.is_open:
            continue
        value = f"{deadline.due} ({deadline.citation})"
        if today > deadline.due:
            value = f"PASSED on {value}"
        elif today >= months_later(deadline.due, -12 * _WARNING_YEARS):
            value = f"WARNING, under two years: {value}"
        told.say(deadline.label, value)
