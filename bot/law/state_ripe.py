"""May we go to court over a state's request? Its own law alone; a lawyer decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.law.limits import rules_of
from bot.law.roads import Road, road_of
from bot.law.verdict import NEED, RECEIPT, Ripe, Told, in_a_word, ran_out, received, unappealed
from bot.law.wording import spell

if TYPE_CHECKING:
    from bot.law.deadline import Deadline
    from bot.law.standing import Standing

_DAY = timedelta(days=1)


def not_federal(state: str) -> str:
    """Say that a state's request goes a road of its own, which we do not know."""
    return (
        f"The federal rule does not apply; {state}'s road is not worked out here yet: ask counsel."
    )


def of_state(standing: Standing, today: date) -> Ripe:
    """Answer by the state's road where it is worked out, and nothing of the federal statute."""
    road = road_of(standing.agency.state)
    return _unknown(standing) if road is None else _by_road(standing, road, today)


def _unknown(standing: Standing) -> Ripe:
    name = standing.agency.name
    told = Told()
    told.say("May we sue?", f"Cannot tell. {not_federal(name)}")
    _clocks(standing, told)
    for rule in rules_of(standing.agency.law):
        told.say(f"{name}: {rule.label}", rule.in_words)
    return Ripe(
        ripe=None,
        since=None,
        because=not_federal(name),
        facts=tuple(told.facts),
        law=f"{name}: not worked out here yet",
        gaps=(f"the law of {name} on review and suit: ask counsel",),
    )


def _by_road(standing: Standing, road: Road, today: date) -> Ripe:
    found = _verdict(standing, road, today)
    found.law = f"{standing.agency.name}: {road.law}"
    told = Told()
    told.say("May we sue?", in_a_word(found, standing.received_on, "they") + found.because)
    if standing.receipt_certainty != "stated":
        found.gaps = tuple(dict.fromkeys((*found.gaps, RECEIPT)))
        told.say("Proof", "The day of receipt is not shown by a letter; get proof before suing.")
    told.say("Whose law", f"{found.law}. Not yet approved by counsel.")
    if road.before_court:
        told.say("Before court", road.before_court)
    _clocks(standing, told)
    for cell in road.cells:
        told.say(cell.topic.capitalize(), cell.in_words)
    found.facts = tuple(told.facts)
    return found


def _verdict(standing: Standing, road: Road, today: date) -> Ripe:
    if standing.sued_on is not None:
        return _no(f"Sued on {spell(standing.sued_on)}.")
    if standing.closed_on is not None:
        return _no("We withdrew the request.")
    clock = next((d for d in reversed(standing.deadlines) if d.limit == "determination"), None)
    if clock is None:
        return _no("Nothing was sent yet.")
    if standing.determined_on is not None and standing.appeal == "none":
        return _no(
            f"Answered on {spell(standing.determined_on)}, and nothing adverse is on record."
        )
    if (asked := next((d for d in standing.deadlines if d.limit == "ruling"), None)) is not None:
        return _ruling(standing, asked, road, today)
    if road.review == "first":
        return _after_review(standing, road, clock, today)
    return _at_once(standing, road, clock, today)


def _no(because: str) -> Ripe:
    return Ripe(ripe=False, since=None, because=because)


def _stands(standing: Standing, clock: Deadline, today: date) -> Ripe:
    """Say that their time stands, or that nobody can say whether it does."""
    if not clock.readings or clock.readings[0].due >= today:
        return _no("The clock stands until they have our answer.")
    because = (
        f"Whether their question stops the time, {standing.agency.name}'s law as we hold it does "
        f"not settle; if it does not, the time ran out on {spell(clock.readings[0].due)}."
    )
    gap = "whether their question stopped the time: ask counsel"
    return Ripe(ripe=None, since=None, because=because, gaps=(gap,))


def _lapsed(clock: Deadline, today: date) -> bool | None:
    """Whether the time to answer has run out without one; None where nobody can say."""
    if clock.met_on is not None:
        return False
    if clock.due is None:
        return None if not clock.tolled else False
    return today > clock.due


def _at_once(standing: Standing, road: Road, clock: Deadline, today: date) -> Ripe:
    """Court may be asked without a review: once denied, or once the time has run out."""
    if standing.determined_on is not None:
        because = f"Denied on {spell(standing.determined_on)}: {road.court}, {_court(road)}."
        return Ripe(ripe=True, since=standing.determined_on, because=because)
    if clock.rule is not None and clock.rule.unit == "none":
        because = (
            "The law sets no number of days: whether the delay is unreasonable is for counsel "
            f"({road.court}, {_court(road)})."
        )
        return Ripe(ripe=None, since=None, because=because, gaps=("what a court would call late",))
    return _on_silence(standing, clock, today, f"{road.court}, {_court(road)}.")


def _ruling(standing: Standing, ruling: Deadline, road: Road, today: date) -> Ripe:
    """Answer while, and after, the Attorney General was asked whether records are public."""
    where = f"{road.court}, {_court(road)}"
    if ruling.met_on is not None:
        because = (
            f"The Attorney General ruled on {spell(ruling.met_on)}. What he ruled public and is "
            f"not released: {where}. What he let them withhold: ask counsel."
        )
        return _open_to_counsel(because, "what the ruling says")
    clock = next((d for d in standing.deadlines if d.limit == "determination"), None)
    if clock is not None and clock.state == "late-met" and clock.due is not None:
        because = (
            f"They asked the Attorney General after {spell(clock.due)}, too late: presumed public "
            "(Tex. Gov. Code 552.302). Whether a court hears it before he rules is for counsel "
            f"({where})."
        )
        return _open_to_counsel(because, "whether to wait for the ruling")
    if ruling.due is not None and today > ruling.due:
        because = f"No ruling by {spell(ruling.due)} ({ruling.citation}): ask counsel ({where})."
        return _open_to_counsel(because, "why there is no ruling")
    until = spell(ruling.due) if ruling.due else "an unknown day"
    return _no(f"The Attorney General was asked; he has until {until} ({ruling.citation}).")


def _open_to_counsel(because: str, gap: str) -> Ripe:
    return Ripe(ripe=None, since=None, because=because, gaps=(gap,))


def _on_silence(standing: Standing, clock: Deadline, today: date, then: str) -> Ripe:
    lapsed = _lapsed(clock, today)
    if lapsed is None:
        return Ripe(ripe=None, since=None, because=f"{NEED}.", gaps=(RECEIPT,))
    if not lapsed or clock.due is None:
        if clock.due is None:
            return _stands(standing, clock, today)
        return _no(f"They have until {spell(clock.due)} ({clock.citation}).")
    assumed = standing.receipt_certainty == "assumed"
    because = f"No answer by {spell(clock.due)} ({clock.citation}): {then}"
    return Ripe(ripe=None if assumed else True, since=clock.due + _DAY, because=because)


def adverse_on(standing: Standing) -> date | None:
    """Give the day of the denial on record, None where there is none."""
    return standing.determined_on if standing.appeal != "none" else None


def silent_since(standing: Standing, today: date) -> date | None:
    """Give the last day of their time to answer, where it has passed without an answer."""
    clock = next((d for d in reversed(standing.deadlines) if d.limit == "determination"), None)
    if clock is None or clock.met_on is not None or clock.due is None:
        return None
    return clock.due if clock.due < today else None


def _window_closed(standing: Standing, today: date) -> list[Deadline]:
    """Give our times for review that ended unused; none while one runs or was kept."""
    mine = [d for d in standing.deadlines if d.limit == "appeal" and d.due is not None]
    return [] if any(not d.is_open or (d.due and d.due >= today) for d in mine) else mine


def _review_first(standing: Standing, road: Road, today: date) -> str:
    """Say the review that comes before court, or that its time is over: never "first" too late."""
    where = f"{road.review_name} first, to {road.review_to} ({_cited(road, 'review')})"
    closed = _window_closed(standing, today)
    if not closed:
        return f"{where}."
    last = max(reading.due for one in closed for reading in one.readings)
    if last >= today:
        return f"{where}; the safe date has passed, one reading runs to {spell(last)}: send it now."
    return (
        f"but our time for the {road.review_name} ran out on {ran_out(closed)} and none is "
        "on record. Ask counsel; a new request opens a new road."
    )


def _after_review(standing: Standing, road: Road, clock: Deadline, today: date) -> Ripe:
    """Court comes after the review: decided against us, or not decided in its time."""
    reviews = [d for d in standing.deadlines if d.limit == "appeal-determination"]
    if reviews:
        found = _reviewed(reviews[-1], road, today)
        found.because += unappealed(standing, today)
        return found
    where = _review_first(standing, road, today)
    if standing.determined_on is not None:
        return _no(f"Denied on {spell(standing.determined_on)}: {where}")
    lapsed = _lapsed(clock, today)
    if lapsed is None:
        return Ripe(ripe=None, since=None, because=f"{NEED}; {where}", gaps=(RECEIPT,))
    if lapsed and clock.due is not None:
        return _no(f"No answer by {spell(clock.due)} ({clock.citation}): {where}")
    if clock.due is None:
        return _stands(standing, clock, today)
    return _no(f"They have until {spell(clock.due)} ({clock.citation}); then {where}")


def _reviewed(review: Deadline, road: Road, today: date) -> Ripe:
    then = f"{road.court}, {_court(road)}"
    if review.met_on is not None:
        because = (
            f"Our {road.review_name} was decided on {spell(review.met_on)}: if it was denied, "
        )
        return Ripe(ripe=True, since=review.met_on, because=f"{because}{then}.")
    if review.due is None:
        need = f"We need the day on which they received our {road.review_name}."
        return Ripe(ripe=None, since=None, because=need)
    if today > review.due:
        because = f"No decision on our {road.review_name} by {spell(review.due)}: {then}."
        return Ripe(ripe=True, since=review.due + _DAY, because=because)
    return _no(f"Our {road.review_name} is to be decided by {spell(review.due)}.")


def _court(road: Road) -> str:
    return _cited(road, "court")


def _cited(road: Road, topic: str) -> str:
    cell = road.cell(topic)
    return cell.citation if cell else road.law


def _clocks(standing: Standing, told: Told) -> None:
    if standing.sent_on:
        told.say("Sent", spell(standing.sent_on))
    if standing.received_on:
        told.say("Received", received(standing.received_on, standing.receipt_certainty))
    for one in standing.deadlines:
        if one.due is not None and one.limit != "manual":
            met = f"; it came on {spell(one.met_on)}" if one.met_on else ""
            cited = f" ({one.citation})" if one.citation else ""  # a letter's own date has no law
            told.say(one.label, f"{spell(one.due)}{met}{cited}")
