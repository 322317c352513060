"""The life of a post as one table of states and events. Pure.

    made ──> planned ──announced──> sending ──accepted──> sent
               │  ^                    │
               │  │<── surely refused ─┤ (waits, is said plainer, or goes to another place)
               │  │                    │
               │  │              answer lost, or the worker died
               │  │                    v
               │  └─ not found ──── uncertain ──found──> sent
               │     (MARKED)          │
               │                       └─ three copies, none confirmed ──> sent (ops are told)
               ├── nothing left to say, told in a digest ──> dropped ──to be said again──> planned
               └── no place is left ──> dead ──an hour later──> sending, planned

A morning message, meant for one person alone, is *dropped* where that person cannot be reached.
A post that leaves *uncertain* for *planned* has its mark set, and whatever it lets go of while its
message may stand takes the mark along. So a message that may be the second of its kind says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a post can be."""

    PLANNED = "planned"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


class Event(StrEnum):
    """What can happen to a post."""

    ANNOUNCED = "announced"
    ACCEPTED = "accepted"
    REFUSED = "surely refused"
    LOST = "answer lost"
    FOUND = "found"
    NOT_YET = "not found yet"
    GIVEN_UP = "not found"
    UNCONFIRMED = "three copies, none confirmed"
    PUT_OFF = "put off"
    ELSEWHERE = "another place"
    NO_PLACE = "no place is left"
    EMPTY = "nothing left to say"
    GATHERED = "told in a digest"
    PRIVATE = "meant for one person alone, who cannot be reached"
    AGAIN = "to be said again"
    DOUBTED = "the store was set back"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: in this state this may happen, and leads there; `marks`: the mark is set."""

    state: Status
    event: Event
    then: Status
    marks: bool = False


_S, _E = Status, Event
LIFECYCLE: tuple[Transition, ...] = (
    Transition(_S.PLANNED, _E.ANNOUNCED, _S.SENDING),
    Transition(_S.PLANNED, _E.PUT_OFF, _S.PLANNED),
    Transition(_S.PLANNED, _E.ELSEWHERE, _S.PLANNED),
    Transition(_S.PLANNED, _E.NO_PLACE, _S.DEAD),
    Transition(_S.PLANNED, _E.EMPTY, _S.DROPPED),
    Transition(_S.PLANNED, _E.GATHERED, _S.DROPPED),
    Transition(_S.PLANNED, _E.PRIVATE, _S.DROPPED),
    Transition(_S.PLANNED, _E.DOUBTED, _S.UNCERTAIN, marks=True),
    Transition(_S.SENDING, _E.ACCEPTED, _S.SENT),
    Transition(_S.SENDING, _E.REFUSED, _S.PLANNED),
    Transition(_S.SENDING, _E.ELSEWHERE, _S.PLANNED),
    Transition(_S.SENDING, _E.NO_PLACE, _S.DEAD),
    Transition(_S.SENDING, _E.LOST, _S.UNCERTAIN),
    Transition(_S.SENDING, _E.FOUND, _S.SENT),
    Transition(_S.SENDING, _E.NOT_YET, _S.UNCERTAIN),
    Transition(_S.SENDING, _E.GIVEN_UP, _S.PLANNED, marks=True),
    Transition(_S.SENDING, _E.UNCONFIRMED, _S.SENT),
    Transition(_S.SENDING, _E.PRIVATE, _S.DROPPED),
    Transition(_S.SENDING, _E.DOUBTED, _S.UNCERTAIN, marks=True),
    Transition(_S.UNCERTAIN, _E.FOUND, _S.SENT),
    Transition(_S.UNCERTAIN, _E.NOT_YET, _S.UNCERTAIN),
    Transition(_S.UNCERTAIN, _E.GIVEN_UP, _S.PLANNED, marks=True),
    Transition(_S.UNCERTAIN, _E.UNCONFIRMED, _S.SENT),
    Transition(_S.UNCERTAIN, _E.DOUBTED, _S.UNCERTAIN, marks=True),
    Transition(_S.DROPPED, _E.AGAIN, _S.PLANNED),
    Transition(_S.DEAD, _E.ANNOUNCED, _S.SENDING),
    Transition(_S.DEAD, _E.PUT_OFF, _S.PLANNED),
    Transition(_S.DEAD, _E.ELSEWHERE, _S.PLANNED),
    Transition(_S.DEAD, _E.NO_PLACE, _S.DEAD),
    Transition(_S.DEAD, _E.EMPTY, _S.DROPPED),
    Transition(_S.DEAD, _E.PRIVATE, _S.DROPPED),
    Transition(_S.DEAD, _E.DOUBTED, _S.UNCERTAIN, marks=True),
)


def may(state: str, then: str) -> bool:
    """Say whether the table has a way from one state to another in one step."""
    return any(row.state == state and row.then == then for row in LIFECYCLE)


def marks(state: str, then: str) -> bool:
    """Say whether every way from one state to another sets the mark."""
    ways = [row for row in LIFECYCLE if row.state == state and row.then == then]
    return bool(ways) and all(row.marks for row in ways)
