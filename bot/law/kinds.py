"""The kinds of events, what people may call them, and how sure a fact is."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class UnknownEvent(ValueError):  # noqa: N818 - reads as what happened
    """Words that name no event; the message lists near ones."""


class Certainty(StrEnum):
    """How sure a recorded fact is. Only a person assumes."""

    STATED = "stated"  # a letter, receipt or person says so
    INFERRED = "inferred"  # it follows from another fact
    ASSUMED = "assumed"  # nobody has shown it


class Kind(StrEnum):
    """What can happen to a component request. Values are what people type after `log`.

    The order is the type rank: how events of one day follow each other.
    """

    rank: int
    about: str

    __hash__ = str.__hash__  # kinds are looked up for every event; Enum's own is slow

    def __new__(cls, value: str, about: str = "") -> Self:
        """Make a member that carries its rank and its words for people."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.rank = len(cls.__members__)
        member.about = about
        return member

    SENT = "sent", "Request sent"
    RECEIVED_ELSEWHERE = "received-elsewhere", "Received by another component than the right one"
    RECEIVED = "received", "Received by the agency"
    NUMBER_ASSIGNED = "number-assigned", "Tracking number assigned"
    ACKNOWLEDGED = "acknowledged", "Acknowledged by the agency"
    EXPEDITE_REQUESTED = "expedite-requested", "Expedited processing asked for"
    FEE_WAIVER_REQUESTED = "fee-waiver-requested", "Fee waiver asked for"
    EXTENDED = "extended", "Time extended by the agency"
    CLARIFICATION_ASKED = "clarification-asked", "Clarification asked by the agency"
    CLARIFICATION_ANSWERED = "clarification-answered", "Our clarification received by the agency"
    FEE_ASKED = "fee-asked", "Fee question asked by the agency"
    FEE_ANSWERED = "fee-answered", "Our fee answer received by the agency"
    STILL_INTERESTED = "still-interested", "Agency asks whether we are still interested"
    STILL_INTERESTED_ANSWERED = "still-interested-answered", "Our continued interest confirmed"
    ESTIMATE_GIVEN = "estimate-given", "Estimated date given by the agency"
    EXPEDITE_GRANTED = "expedite-granted", "Expedited processing granted"
    EXPEDITE_DENIED = "expedite-denied", "Expedited processing denied"
    FEE_WAIVER_GRANTED = "fee-waiver-granted", "Fee waiver granted"
    FEE_WAIVER_DENIED = "fee-waiver-denied", "Fee waiver denied"
    INTERIM_RELEASE = "interim-release", "Interim release"
    REFERRED = "referred", "Records referred to another agency"
    CONSULTED = "consulted", "Another agency consulted"
    DETERMINED = "determined", "Final determination"
    CLOSED_ADMINISTRATIVELY = "closed-administratively", "Closed administratively"
    APPEAL_FILED = "appeal-filed", "Appeal filed"
    APPEAL_RECEIVED = "appeal-received", "Appeal received by the agency"
    APPEAL_ACKNOWLEDGED = "appeal-acknowledged", "Appeal acknowledged"
    APPEAL_EXTENDED = "appeal-extended", "Time to decide the appeal extended"
    APPEAL_DECIDED = "appeal-decided", "Appeal decided"
    REMANDED = "remanded", "Remanded to the component"
    OGIS_OPENED = "ogis-opened", "Mediation by OGIS opened"
    OGIS_CLOSED = "ogis-closed", "Mediation by OGIS closed"
    COMPLAINT_FILED = "complaint-filed", "Complaint filed in court"
    SERVED = "served", "Complaint served"
    COMPLAINT_ANSWERED = "complaint-answered", "Complaint answered by the government"
    STAYED = "stayed", "Case stayed"
    STAY_LIFTED = "stay-lifted", "Stay lifted"
    PRODUCTION_ORDERED = "production-ordered", "Production ordered or agreed"
    PRODUCTION = "production", "Production received"
    COURT_DATE = "court-date", "Court date set"
    CASE_CLOSED = "case-closed", "Case closed"
    MANUAL_DEADLINE = "manual-deadline", "Date set by hand"
    DONE = "done", "Date met"
    NOTE = "note", "Note"
    REQUEST_WITHDRAWN = "request-withdrawn", "Request withdrawn by us"
    APPEAL_WAIVED = "appeal-waived", "We will not appeal"
    SUIT_WAIVED = "suit-waived", "We will not sue"
    CLOSED_BY_US = "closed-by-us", "Closed by us"
    DEAD_LETTER = "dead-letter", "Dead letter: no answer is expected any more"
    REOPENED = "reopened", "Reopened by us"
    CONTACT = "contact", "Contact at the agency"
    ITEM = "item", "Item of the request"
    TOLLING_AGREED = "tolling-agreed", "Agreement that the time to sue stands still"
    SUIT_BAR_SET = "suit-bar-set", "Last day to sue set by a court or a lead"
    RULING_ASKED = "ruling-asked", "Ruling of the Attorney General asked by the body"
    RULING_GIVEN = "ruling-given", "Ruling of the Attorney General"


LOGGABLE = tuple(Kind)


def describe(kind: Kind) -> str:
    """Give a kind's name for people, such as "Acknowledged by the agency"."""
    return kind.about
