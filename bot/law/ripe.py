"""May we sue? The facts of exhaustion, in words; a lawyer decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.law.readings import months_later
from bot.law.state_ripe import of_state
from bot.law.verdict import NEED, RECEIPT, Ripe, Told, in_a_word, ran_out, received, unappealed
from bot.law.wording import spell

if TYPE_CHECKING:
    from bot.law.deadline import Deadline
    from bot.law.standing import Standing

_DAY = timedelta(days=1)
_WARNING_YEARS = 2
_APPEAL_RECEIPT = "the day on which the agency received our appeal"


def ripe(standing: Standing, today: date) -> Ripe:
    """Say whether we may sue on that day.

    A state's request is answered by its state's law alone. Silence past a limit exhausts,
    552(a)(6)(C)(i); a determination before suit withdraws that, and the appeal comes first
    (Oglesby).
    """
    if standing.agency.state:
        return of_state(standing, today)
    told = Told()
    found = _verdict(standing, today)
    told.say(
        "May we sue?",
        in_a_word(found, standing.received_on, standing.agency.abbreviation) + found.because,
    )
    _proof(standing, found, told)
    _facts(standing, told)
    _expedition(standing, today, told)
    if standing.sued_on is None and standing.closed_on is None:
        _before_filing(standing, found, told)
    _limitation(standing, today, told)
    found.facts = tuple(told.facts)
    return found


def _proof(standing: Standing, found: Ripe, told: Told) -> None:
    """Name what nobody has shown yet; without it the answer rests on nothing."""
    if standing.receipt_certainty == "assumed":
        told.say("Proof", "The day of receipt is not shown by a letter; get proof before suing.")
    elif standing.receipt_certainty == "inferred":
        told.say(
            "Proof",
            "The day of receipt is not on record; the acknowledgment shows the latest that it "
            "can be. Get proof before suing.",
        )
    if standing.receipt_certainty != "stated":
        found.gaps = tuple(dict.fromkeys((*found.gaps, RECEIPT)))


def _before_filing(standing: Standing, found: Ripe, told: Told) -> None:
    """Say whom we would sue and where, and what takes ripeness away."""
    agency = standing.agency
    part = f"{agency.parent} ({agency.abbreviation} is its component)" if agency.parent else ""
    told.say("Defendant", part or agency.name)
    told.say(
        "Where",
        "where we reside or have our principal place of business, where the records are, or the "
        "District of Columbia, 5 U.S.C. 552(a)(4)(B)",
    )
    if standing.determined_on is None and found.since is not None:
        told.say(
            "Before we file",
            "A determination that reaches us before we file takes exhaustion away: then the "
            "appeal comes first (Oglesby v. U.S. Dep't of the Army, 920 F.2d 57).",
        )


def _facts(standing: Standing, told: Told) -> None:
    if standing.sent_on:
        told.say("Sent", spell(standing.sent_on))
    if standing.received_on:
        told.say("Received", received(standing.received_on, standing.receipt_certainty))
    for deadline in standing.deadlines:
        if deadline.limit in {"determination", "appeal-determination"} and deadline.due:
            came = f"it came on {spell(deadline.met_on)}" if deadline.met_on else "nothing came"
            told.say(deadline.label, f"due {spell(deadline.due)}; {came} ({deadline.citation})")


def _verdict(standing: Standing, today: date) -> Ripe:
    if standing.sued_on is not None:
        return _no(f"Sued on {spell(standing.sued_on)}.")
    if standing.closed_on is not None:
        return _no("The request is withdrawn, or closed by us.")
    mine = _current(standing)
    if mine is None:
        return _no("Nothing was sent yet, or no limit of the federal statute applies.")
    if mine.limit == "determination":
        return _on_determination(standing, mine, today)
    found = _on_appeal(mine, today)
    found.because += unappealed(standing, today)
    return found


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
        late = "It came late, but before suit" if mine.state == "late-met" else "It came in time"
        if standing.determined_on not in {None, mine.met_on}:
            late += f"; the decision that stands is of {spell(standing.determined_on)}"
        then = _appeal_first(standing, today)
        return _no(f"Determined on {spell(mine.met_on)}. {late}{then}")
    if mine.due is None:
        if mine.tolled:
            return _no("The clock stands until the agency has our answer.")
        return _unknown(standing, today)
    if today > mine.due:
        since = mine.due + _DAY
        because = f"No determination by {spell(mine.due)}: constructively exhausted"
        assumed = standing.receipt_certainty == "assumed"
        return Ripe(
            ripe=None if assumed else True,
            since=since,
            because=f"{because}, 5 U.S.C. 552(a)(6)(C)(i).",
        )
    return _no(f"The agency has until {spell(mine.due)}.")


def _appeal_first(standing: Standing, today: date) -> str:
    """Say whether the way to an appeal is still open."""
    windows = [d for d in standing.deadlines if d.limit == "appeal" and d.due is not None]
    mine = [d for d in windows if d.start == standing.determined_on]
    if not mine or any(not d.is_open or (d.due and d.due >= today) for d in mine):
        return ": appeal first."
    last = max(reading.due for d in mine for reading in d.readings)
    if last >= today:
        return f": appeal at once: the safe date has passed, one reading runs to {spell(last)}."
    return (
        f". Our time to appeal ran out on {ran_out(mine)} and no appeal is on record, so the "
        "denial is not exhausted. Ask counsel; a new request opens a new road."
    )


def _unknown(standing: Standing, today: date) -> Ripe:
    """Say what can be said without a day of receipt: not before the earliest that it could be."""
    if not standing.ledger:
        return Ripe(ripe=None, since=None, because=f"{NEED}.", gaps=(RECEIPT,))
    first = standing.ledger[0]
    if today <= first.on:
        because = (
            f"Whenever they received it, their time runs at least to {spell(first.on)}. {NEED}."
        )
        return _no(because)
    because = f"{NEED}. At the earliest, {first.because}"
    return Ripe(ripe=None, since=None, because=because + ".", gaps=(RECEIPT,))


def _on_appeal(mine: Deadline, today: date) -> Ripe:
    if mine.met_on is not None:
        because = f"The appeal was decided on {spell(mine.met_on)}: exhausted"
        return Ripe(ripe=True, since=mine.met_on, because=f"{because}, if anything was withheld.")
    if mine.due is None:
        need = f"We need {_APPEAL_RECEIPT}."
        return Ripe(ripe=None, since=None, because=need, gaps=(_APPEAL_RECEIPT,))
    if today > mine.due:
        because = f"No decision on the appeal by {spell(mine.due)}"
        return Ripe(
            ripe=True,
            since=mine.due + _DAY,
            because=f"{because}: constructively exhausted, 5 U.S.C. 552(a)(6)(C)(i).",
        )
    return _no(f"The agency has until {spell(mine.due)} to decide the appeal.")


def _expedition(standing: Standing, today: date, told: Told) -> None:
    outcome = standing.expedited_outcome(today)
    if outcome in {"denied", "ignored"} and standing.determined_on is None:
        told.say(
            "Expedited processing",
            f"{outcome}: that alone is reviewable at once, 552(a)(6)(E)(iii).",
        )
    elif outcome != "not_requested":
        told.say("Expedited processing", str(outcome))


def _limitation(standing: Standing, today: date, told: Told) -> None:
    for deadline in standing.deadlines:
        if deadline.limit != "suit" or deadline.due is None or not deadline.is_open:
            continue
        value = f"{spell(deadline.due)} ({deadline.citation})"
        value += f"; the earliest: {standing.ledger[0].because}" if standing.ledger else ""
        if today > deadline.due:
            value = f"PASSED on {value}{_others(deadline)}"
        elif today >= months_later(deadline.due, -12 * _WARNING_YEARS):
            value = f"WARNING, under two years: {value}"
        told.say(deadline.label, value)


def _others(deadline: Deadline) -> str:
    """Name the other readings of a bar that has passed: one of them may still be open."""
    others = [reading for reading in deadline.readings if reading.due != deadline.due]
    if not others:
        return ""
    said = "; ".join(f"{spell(reading.due)}: {reading.because}" for reading in others)
    return f". Other readings, for counsel: {said}"
