"""What cannot have happened (refused with the reason) and what is odd (said, but recorded)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.law.calendar import FIRST, federal
from bot.law.event_table import TABLE
from bot.law.events import DATES, Event, ImpossibleEvent, in_order, is_adverse
from bot.law.facts import gather
from bot.law.kinds import Certainty, Kind

_FROM_RECEIPT = frozenset({Kind.RECEIVED, Kind.APPEAL_RECEIVED})


def check(new: Event, existing: Iterable[Event], *, today: date) -> tuple[str, ...]:
    """Refuse an event that cannot have happened; return warnings about one that is odd.

    Raises ImpossibleEvent with the reason. `existing` are the events on record.
    """
    known = in_order(existing)
    refuse(new, known, today)
    return warnings(new, known)


def refuse(new: Event, known: Sequence[Event], today: date) -> None:
    """Raise ImpossibleEvent if `new` cannot have happened after what is known."""
    said = f"{new.kind.about} on {new.on}"
    if new.on > today:
        raise ImpossibleEvent(
            f"{new.on} is in the future (today is {today}); record what happened."
        )
    if new.on < FIRST:
        raise ImpossibleEvent(f"{new.on} is before {FIRST.year}, where our calendars begin.")
    _refuse_details(new)
    if new.kind is Kind.SENT:
        _refuse_sending(new, known)
    elif not TABLE[new.kind].any_time:
        _refuse_before_request(new, known, said)
    _refuse_without_ground(new, known, said)


def _refuse_details(new: Event) -> None:
    for name in DATES:
        if name in new.details and new.day(name) is None:
            raise ImpossibleEvent(f"{new.text(name)!r} is no date for {name}; use 2023-11-09.")
    for name in ("due", "appeal-by"):
        day = new.day(name)
        if day is not None and day < new.on and new.kind is not Kind.MANUAL_DEADLINE:
            raise ImpossibleEvent(f"The {name} date {day} is before the event itself ({new.on}).")
    received = new.day("received")
    if received is not None and received > new.on:
        raise ImpossibleEvent(f"It cannot say on {new.on} that it was received on {received}.")
    needed = {
        Kind.NUMBER_ASSIGNED: "number", Kind.MANUAL_DEADLINE: "due", Kind.COURT_DATE: "due",
        Kind.SUIT_BAR_SET: "due", Kind.CONTACT: "contact", Kind.ITEM: "text",
    }  # fmt: skip
    name = needed.get(new.kind, "")
    if name and not new.details.get(name):
        raise ImpossibleEvent(f"{new.kind.about}: which? Add --{name}.")


def _refuse_sending(new: Event, known: Sequence[Event]) -> None:
    for event in known:
        if not TABLE[event.kind].any_time and event.on < new.on:
            raise ImpossibleEvent(
                f"It cannot be sent on {new.on}: {event.kind.about.lower()} on {event.on} is on "
                "record. Take the wrong one back with undo."
            )


def _refuse_before_request(new: Event, known: Sequence[Event], said: str) -> None:
    sent = [event.on for event in known if event.kind is Kind.SENT]
    begun = sent or [
        event.on for event in known if event.kind in {Kind.RECEIVED, Kind.RECEIVED_ELSEWHERE}
    ]
    if sent and new.on < min(sent):
        raise ImpossibleEvent(f"{said} is before the request was sent ({min(sent)}).")
    if not begun and new.kind not in {Kind.RECEIVED, Kind.RECEIVED_ELSEWHERE}:
        raise ImpossibleEvent(f"{said}: the request was not sent yet. Record that first.")
    if new.kind is Kind.ACKNOWLEDGED and sent:
        received = new.day("received")
        if received is not None and received < min(sent):
            raise ImpossibleEvent(f"It cannot be received on {received}, before it was sent.")


def _refuse_without_ground(new: Event, known: Sequence[Event], said: str) -> None:
    needs = TABLE[new.kind].needs
    if not needs or any(event.kind in needs and event.on <= new.on for event in known):
        return
    words = " or ".join(kind.about.lower() for kind in needs)
    later = [event.on for event in known if event.kind in needs]
    if later:
        raise ImpossibleEvent(f"{said} comes before its ground: {words}, {min(later)}.")
    raise ImpossibleEvent(f"{said}: nothing on record says {words}. Record that first.")


def warnings(new: Event, known: Sequence[Event]) -> tuple[str, ...]:
    """Say what is odd about an event, or contradicts the record; it is recorded all the same."""
    said: list[str] = contradictions(new, known)
    kinds = {event.kind for event in known}
    row = TABLE[new.kind]
    if row.expects and not kinds & set(row.expects):
        said.append(f"On record is {row.unless}; recorded all the same.")
    if new.kind is Kind.SENT and Kind.SENT in kinds:
        said.append("A day of sending is on record already; the earlier one counts.")
    if new.kind is Kind.CLARIFICATION_ASKED and Kind.CLARIFICATION_ASKED in kinds:
        said.append("A second request for clarification does not stop the clock (one only).")
    if new.kind is Kind.DETERMINED and Kind.DETERMINED in kinds and Kind.REMANDED not in kinds:
        said += _decided_again(new, known)
    if new.kind is Kind.OGIS_OPENED:
        said.append("OGIS does not stop the time to appeal (OGIS Advisory Opinion 2018-01).")
    if Kind.REQUEST_WITHDRAWN in kinds and new.kind is not Kind.NOTE:
        said.append("The request is recorded as withdrawn.")
    if new.kind in _FROM_RECEIPT and (why := federal().why_not(new.on)):
        said.append(f"{new.on} was no working day ({why}): both readings of receipt are computed.")
    return tuple(said)


def _decided_again(new: Event, known: Sequence[Event]) -> list[str]:
    said = [f"A determination is on record already; {told_beside(new, known)}."]
    if any(new.text(name) for name in ("appeal-days", "appeal-working-days", "appeal-by")):
        said.append("Of the days to appeal that they state, the earliest governs.")
    return said


def told_beside(new: Event, known: Sequence[Event]) -> str:
    """Say what a decision does beside those on record: it only adds to what we may appeal."""
    if not is_adverse(new):
        return "this grant closes no time to appeal"
    if any(one is new for one in gather(in_order([*known, new])).adverse):
        return "this one has a time to appeal of its own"
    return "this is taken as the same decision told again: the earlier day to appeal governs"


# What happens once: a second day is a slip of one of the two.
_ONCE = frozenset({
    Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.APPEAL_RECEIVED, Kind.COMPLAINT_FILED, Kind.SERVED,
    Kind.COMPLAINT_ANSWERED, Kind.REQUEST_WITHDRAWN,
})  # fmt: skip
_OPPOSITE = {
    Kind.EXPEDITE_GRANTED: Kind.EXPEDITE_DENIED, Kind.EXPEDITE_DENIED: Kind.EXPEDITE_GRANTED,
    Kind.FEE_WAIVER_GRANTED: Kind.FEE_WAIVER_DENIED,
    Kind.FEE_WAIVER_DENIED: Kind.FEE_WAIVER_GRANTED,
}  # fmt: skip
_FREE = frozenset({"text", "supersedes", "contact", "phone", "email", "item", "items"})


def contradictions(new: Event, known: Sequence[Event]) -> list[str]:
    """Say what on record cannot be true together with this event."""
    said = []
    for event in known:
        if event.certainty is not new.certainty and Certainty.ASSUMED in {
            event.certainty, new.certainty
        }:  # fmt: skip
            continue  # what was assumed gives way to what is shown
        if event.kind is _OPPOSITE.get(new.kind) or _is_second(event, new):
            said.append(
                f"On record is: {event.kind.about.lower()}, {event.on}. This contradicts it; "
                "take the wrong one back."
            )
        said += _other_details(event, new)
    return said + _other_receipt(new, known)


def _is_second(event: Event, new: Event) -> bool:
    return event.kind is new.kind and new.kind in _ONCE and event.on != new.on


def _other_details(event: Event, new: Event) -> list[str]:
    """Compare what two events of one kind and day say under the same names."""
    if event.kind is not new.kind or event.on != new.on or new.kind in {Kind.NOTE, Kind.PRODUCTION}:
        return []
    shared = (event.details.keys() & new.details.keys()) - _FREE
    return [
        f"On record for {event.on} is {name} {event.text(name)}, not {new.text(name)}; "
        "take the wrong one back."
        for name in sorted(shared)
        if event.details[name] != new.details[name]
    ]


def _other_receipt(new: Event, known: Sequence[Event]) -> list[str]:
    """Compare the day of receipt that a letter names with the one that is shown otherwise."""
    if new.kind is Kind.ACKNOWLEDGED and (named := new.day("received")):
        days = [e.on for e in known if e.kind is Kind.RECEIVED and e.certainty is Certainty.STATED]
    elif new.kind is Kind.RECEIVED and new.certainty is Certainty.STATED:
        named = new.on
        days = [d for e in known if e.kind is Kind.ACKNOWLEDGED and (d := e.day("received"))]
    else:
        return []
    return [f"The record says received on {d}, this says {named}." for d in days if d != named]
