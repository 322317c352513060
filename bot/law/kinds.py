"""The kinds of events, what people may call them, and how sure a fact is."""

from __future__ import annotations

import re
from difflib import get_close_matches
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


LOGGABLE = tuple(Kind)

# What people say, as sets of stems; a kind's own words are added below.
_SAYINGS: dict[Kind, tuple[str, ...]] = {
    Kind.SENT: ("submitted", "request submitted", "mailed", "filed", "request filed"),
    Kind.RECEIVED: ("receipt", "got it", "delivered", "receive"),
    Kind.RECEIVED_ELSEWHERE: ("misdirected", "received wrong component", "misrouted"),
    Kind.NUMBER_ASSIGNED: ("number", "tracking number", "tracking"),
    Kind.ACKNOWLEDGED: ("ack", "acked", "acknowledgement letter", "acknowledgement"),
    Kind.EXPEDITE_REQUESTED: ("expedite asked", "expedite"),
    Kind.FEE_WAIVER_REQUESTED: ("waiver requested", "fee waiver", "waiver asked"),
    Kind.EXTENDED: ("extension", "extension notice", "unusual circumstances", "extension letter"),
    Kind.CLARIFICATION_ASKED: ("clarification", "clarification requested", "too broad"),
    Kind.CLARIFICATION_ANSWERED: ("clarified", "answered clarification", "clarification received"),
    Kind.FEE_ASKED: ("fee estimate", "fee letter", "fee", "fee question", "fee requested"),
    Kind.FEE_ANSWERED: ("fee agreed", "fee paid", "paid", "fee received"),
    Kind.STILL_INTERESTED: ("still interested letter", "still interested asked"),
    Kind.STILL_INTERESTED_ANSWERED: ("interest confirmed", "still interested confirmed"),
    Kind.ESTIMATE_GIVEN: ("estimate", "estimated", "estimated completion date"),
    Kind.EXPEDITE_GRANTED: ("expedited",),
    Kind.FEE_WAIVER_GRANTED: ("waiver granted",),
    Kind.FEE_WAIVER_DENIED: ("waiver denied",),
    Kind.INTERIM_RELEASE: ("interim", "interim response", "partial release"),
    Kind.REFERRED: ("referral", "transferred", "records referred"),
    Kind.CONSULTED: ("consultation",),
    Kind.DETERMINED: (
        "determination", "final response", "final", "final letter", "decided", "denied",
        "final determination", "response", "granted", "no records", "glomar", "final release",
    ),
    Kind.CLOSED_ADMINISTRATIVELY: ("administrative closure", "closed"),
    Kind.APPEAL_FILED: ("appealed", "appeal", "appeal sent", "appeal submitted", "filed appeal"),
    Kind.APPEAL_EXTENDED: ("appeal extension",),
    Kind.APPEAL_DECIDED: (
        "appeal decision", "appeal determination", "appeal denied", "appeal affirmed", "affirmed",
    ),
    Kind.REMANDED: ("remand", "appeal remanded"),
    Kind.OGIS_OPENED: ("ogis", "ogis case", "mediation", "ogis contacted", "mediation opened"),
    Kind.OGIS_CLOSED: ("mediation closed",),
    Kind.COMPLAINT_FILED: (
        "sued", "complaint", "suit filed", "suit", "lawsuit", "lawsuit filed", "case", "case filed",
    ),
    Kind.SERVED: ("service", "complaint served"),
    Kind.COMPLAINT_ANSWERED: ("answer", "answer filed", "government answered"),
    Kind.STAYED: ("stay", "case stayed"),
    Kind.STAY_LIFTED: ("lifted",),
    Kind.PRODUCTION_ORDERED: (
        "order", "ordered", "scheduling order", "production schedule", "schedule",
    ),
    Kind.PRODUCTION: ("produced", "production received"),
    Kind.COURT_DATE: (
        "hearing", "argument", "status report", "briefing", "joint status report", "jsr",
    ),
    Kind.CASE_CLOSED: ("dismissed", "settled", "case dismissed", "case settled", "judgment"),
    Kind.MANUAL_DEADLINE: ("deadline", "manual", "remind"),
    Kind.DONE: ("met", "finished"),
    Kind.NOTE: (
        "call", "phone", "called", "phone call", "phoned", "emailed", "wrote", "portal", "visited",
    ),
    Kind.REQUEST_WITHDRAWN: ("withdrawn", "we withdrew", "withdrew", "withdraw"),
    Kind.APPEAL_WAIVED: (
        "appeal dropped", "appeal skipped", "no appeal", "will not appeal", "not appealing",
        "appeal forgone", "appeal abandoned",
    ),
    Kind.SUIT_WAIVED: ("will not sue", "not suing", "lawsuit waived", "no lawsuit", "no suit"),
    Kind.CLOSED_BY_US: ("we closed", "closed ours"),
    Kind.DEAD_LETTER: ("given up", "written off"),
    Kind.REOPENED: ("reopen", "reopened request"),
    Kind.CONTACT: ("liaison", "foia officer", "contact person"),
    Kind.ITEM: ("request item", "item asked"),
}  # fmt: skip

_STEMS = {
    "acknowledge": "acknowledged", "acknowledgement": "acknowledged", "acked": "ack",
    "acknowledgment": "acknowledged", "determination": "determined", "determine": "determined",
    "denial": "denied", "deny": "denied", "grant": "granted", "expedited": "expedite",
    "expedition": "expedite", "expediting": "expedite", "fees": "fee", "extension": "extended",
    "extend": "extended", "clarify": "clarification", "asked": "requested", "ask": "requested",
    "request": "requested", "answer": "answered", "response": "responded", "reply": "answered",
    "appeals": "appeal", "referral": "referred", "refer": "referred", "remand": "remanded",
    "interest": "interested", "estimated": "estimate", "produced": "production",
    "administrative": "administratively", "closure": "closed", "decision": "decided",
    "order": "ordered", "stay": "stayed", "numbers": "number",
}  # fmt: skip
_FILLER = frozenset({
    "the", "a", "an", "was", "is", "our", "their", "of", "by", "for", "to", "processing",
    "treatment", "agency", "they", "we", "it", "has", "been",
})  # fmt: skip


def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[a-z0-9]+", words.lower())
    return frozenset(_STEMS.get(word, word) for word in found if word not in _FILLER)


def _said() -> dict[frozenset[str], Kind]:
    said: dict[frozenset[str], Kind] = {}
    for kind in Kind:
        said[_stems(kind.value)] = kind
    for kind, sayings in _SAYINGS.items():
        for saying in sayings:
            said.setdefault(_stems(saying), kind)
    return said


_SAID = _said()
_BY_VALUE = {kind.value: kind for kind in Kind}


def parse_kind(words: str) -> Kind:
    """Read the name of an event as people type it: "acknowledged", "ack", "denied expedite".

    Raises UnknownEvent, which lists near ones.
    """
    plain = "-".join(words.lower().replace("_", " ").replace("-", " ").split())
    kind = _BY_VALUE.get(plain) or _SAID.get(_stems(words))
    if kind is not None:
        return kind
    near = get_close_matches(plain, [kind.value for kind in Kind], n=3, cutoff=0.5)
    near += [kind.value for kind in Kind if _stems(kind.value) & _stems(words)]
    listed = ", ".join(dict.fromkeys(near[:6])) or "acknowledged, received, determined, note"
    raise UnknownEvent(f"{words.strip()!r} is no event that I know. Near ones: {listed}.")


def describe(kind: Kind) -> str:
    """Give a kind's name for people, such as "Acknowledged by the agency"."""
    return kind.about
