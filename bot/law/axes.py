"""The axes of a standing, each worked out of the facts: who has the ball, what the clock does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from bot.law import court
from bot.law.deadline import Deadline
from bot.law.facts import Facts, Plea
from bot.law.kinds import Kind


class Phase(StrEnum):
    """Who has the ball and how far."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    AWAITING_REQUESTER = "awaiting_requester"
    PROCESSING = "processing"
    INTERIM_RELEASE = "interim_release"
    DETERMINED = "determined"
    CLOSED = "closed"


class Clock(StrEnum):
    """What the determination clock does."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    EXTENDED = "extended"
    TOLLED_CLARIFICATION = "tolled_clarification"
    TOLLED_FEE = "tolled_fee"
    STOPPED = "stopped"
    UNKNOWN = "unknown"  # sent, but no day of receipt


class Timeliness(StrEnum):
    """How a component request is for time; every one is in exactly one of these each day."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    TOLLED = "tolled"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of a request for expedited processing or a fee waiver."""

    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    GRANTED = "granted"
    DENIED = "denied"
    IGNORED = "ignored"  # its time passed, or the request was decided, without a word on it
    MOOT = "moot"


class Appeal(StrEnum):
    """How far our administrative appeal is."""

    NONE = "none"
    AVAILABLE = "available"
    FILED = "filed"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    REMANDED = "remanded"


class Litigation(StrEnum):
    """How far the lawsuit is."""

    NONE = "none"
    FILED = "filed"
    SERVED = "served"
    ANSWERED = "answered"
    PRODUCING = "producing"
    STAYED = "stayed"
    CLOSED = "closed"


def phase_of(facts: Facts) -> Phase:
    """Say who has the ball and how far."""
    if facts.over or (facts.case and facts.case.closed):
        return Phase.CLOSED
    decision = facts.round.last
    if decision is not None:
        closed = decision.kind is Kind.CLOSED_ADMINISTRATIVELY
        return Phase.CLOSED if closed else Phase.DETERMINED
    questions = [*facts.round.questions, *facts.still]
    if any(question.answered is None for question in questions):
        return Phase.AWAITING_REQUESTER
    if facts.interim:
        return Phase.INTERIM_RELEASE
    if questions or facts.round.remand:
        return Phase.PROCESSING
    if facts.acknowledged:
        return Phase.ACKNOWLEDGED
    if facts.receipt:
        return Phase.RECEIVED
    return Phase.SUBMITTED if facts.sent or facts.elsewhere else Phase.DRAFT


def clock_of(facts: Facts, deadlines: Sequence[Deadline]) -> Clock:
    """Say what the determination clock does."""
    asked = any(d.limit == "ruling" and d.start_event == "ruling-asked" for d in deadlines)
    if facts.round.decision is not None or facts.over or asked:
        return Clock.STOPPED
    mine = [d for d in deadlines if d.limit == "determination"]
    if not mine:
        return Clock.NOT_STARTED
    current = mine[-1]
    if current.due is None:
        if not current.tolled:
            return Clock.UNKNOWN
        return _tolled_by(facts)
    return Clock.EXTENDED if current.extended else Clock.RUNNING


def _tolled_by(facts: Facts) -> Clock:
    for question in facts.round.questions:
        if question.tolls and question.answered is None:
            clarifies = question.kind is Kind.CLARIFICATION_ASKED
            return Clock.TOLLED_CLARIFICATION if clarifies else Clock.TOLLED_FEE
    return Clock.TOLLED_FEE


def disposition_of(facts: Facts) -> str:
    """Give what the decision was, in its own words; "" without one."""
    if facts.withdrawn is not None:
        return "withdrawn"
    decision = facts.round.last
    if decision is None:
        return ""
    if decision.kind is Kind.CLOSED_ADMINISTRATIVELY:
        return "administratively-closed"
    return decision.text("disposition")


_GRANTED = frozenset({Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_GRANTED})


def outcome_of(plea: Plea, facts: Facts) -> Outcome:
    """Say what became of a wish for expedited processing or a fee waiver."""
    if plea.decided is not None:
        return Outcome.GRANTED if plea.decided.kind in _GRANTED else Outcome.DENIED
    if plea.asked is None:
        return Outcome.NOT_REQUESTED
    if facts.withdrawn is not None:
        return Outcome.MOOT
    return Outcome.REQUESTED if facts.round.decision is None else Outcome.IGNORED


def appeal_of(facts: Facts) -> Appeal:
    """Say how far our appeal is."""
    if not facts.appeals:
        return Appeal.AVAILABLE if facts.adverse else Appeal.NONE
    latest = facts.appeals[-1]
    if facts.round.remand is not None:
        return Appeal.REMANDED
    if latest.decided is not None:
        return Appeal.DECIDED
    return Appeal.ACKNOWLEDGED if latest.acknowledged else Appeal.FILED


def appeal_outcome_of(facts: Facts) -> str:
    """Give how the last appeal was decided; "" if none was."""
    decided = [appeal.decided for appeal in facts.appeals if appeal.decided is not None]
    if not decided:
        return ""
    return "remanded" if decided[-1].kind is Kind.REMANDED else decided[-1].text("outcome")


def litigation_of(facts: Facts) -> Litigation:
    """Say how far the lawsuit is."""
    case = facts.case
    if case is None:
        return Litigation.NONE
    if case.closed:
        return Litigation.CLOSED
    if court.is_stayed(case):
        return Litigation.STAYED
    if case.orders:
        return Litigation.PRODUCING
    if case.answered:
        return Litigation.ANSWERED
    return Litigation.SERVED if case.served else Litigation.FILED


_STAGES = {
    "answer": 0, "production": 0, "court-date": 0, "appeal-determination": 1, "ruling": 2,
    "determination": 3,
}  # fmt: skip


def governor_of(facts: Facts, deadlines: Sequence[Deadline]) -> int:
    """Find the latest stage that runs against the agency; one with a date before one without."""
    stages: tuple[list[int], ...] = ([], [], [], [])
    for place, deadline in enumerate(deadlines):
        stage = _STAGES.get(deadline.limit)
        if stage is not None and deadline.is_open and deadline.whose == "theirs":
            stages[stage].append(place)
    undated = -1
    for stage, places in enumerate(stages):
        for place in _in_turn(deadlines, places, stage):
            deadline = deadlines[place]
            if deadline.due is not None or deadline.tolled or (not stage and _held(facts)):
                return place
            if undated < 0:
                undated = place
    return undated


def _held(facts: Facts) -> bool:
    return facts.case is not None and court.is_stayed(facts.case)


def _in_turn(deadlines: Sequence[Deadline], places: list[int], stage: int) -> Sequence[int]:
    """Take those in court by date, else the newest run first."""
    if stage or len(places) < 2:  # noqa: PLR2004 - one needs no order
        return places[::-1]
    return sorted(places, key=lambda place: deadlines[place].due or date.max)
