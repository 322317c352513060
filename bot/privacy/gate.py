"""The gate: (person, place, level, kind of data) -> said in public, in private, or refused.

Pure. Default is refusal; what is not known counts as unsafe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How far a filing may travel."""

    PUBLIC = 0
    TEAM = 1
    RESTRICTED = 2


class Role(StrEnum):
    """What a person may do. OPERATOR is whoever sits at the command line."""

    MEMBER = "member"
    LEAD = "lead"
    OPERATOR = "operator"


class PlaceKind(StrEnum):
    """The sorts of place that a conversation can be in."""

    DM = "dm"
    CHANNEL = "channel"
    PRIVATE_CHANNEL = "private_channel"
    GROUP_DM = "group_dm"
    HOME = "home"
    TERMINAL = "terminal"


class Data(StrEnum):
    """What sort of thing would be shown."""

    HELP = "help"
    STATUS = "status"  # dates, states, numbers: typed fields
    FILING = "filing"  # words of a document
    CHANGE = "change"  # somebody changes the record
    SETTINGS = "settings"  # people, places, levels: leads only


@dataclass(frozen=True, slots=True)
class Person:
    """Facts about who asks. `role` is None for somebody not on the team's list."""

    id: str
    role: Role | None = None
    known: bool = True  # the facts could be fetched
    own_team: bool = True
    deleted: bool = False
    bot: bool = False
    guest: bool = False
    stranger: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Facts about where it would be shown. `allowed`: a lead put it on the list."""

    id: str
    kind: PlaceKind
    allowed: bool = False
    known: bool = True
    shared: bool = False
    general: bool = False
    archived: bool = False
    level: Level = Level.TEAM


class Reach(StrEnum):
    """How an answer may be given."""

    PUBLIC = "public"
    PRIVATE = "private"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says; `reason` is for the audit, never shown."""

    reach: Reach
    reason: str = ""


NOT_FOR_YOU = "This bot answers members of the team only. Ask a lead to add you."


def decide(person: Person, place: Place, level: Level, data: Data) -> Decision:
    """Say how far an answer may go. Anything unknown is refused."""
    if refusal := _unfit(person):
        return Decision(Reach.REFUSE, refusal)
    if data is Data.SETTINGS and person.role is Role.MEMBER:
        return Decision(Reach.REFUSE, "leads only")
    if place.kind in {PlaceKind.DM, PlaceKind.HOME, PlaceKind.TERMINAL}:
        return Decision(Reach.PRIVATE)
    if (
        not place.known
        or place.shared
        or not place.allowed
        or place.archived
        or level > place.level
    ):
        return Decision(Reach.PRIVATE, "place not fit for a public answer")
    return Decision(Reach.PUBLIC)


def _unfit(person: Person) -> str:
    if not person.known:
        return "facts about the person could not be had"
    if person.role is None:
        return "not on the team's list"
    if person.deleted or person.bot or person.guest or person.stranger or not person.own_team:
        return "deleted, bot, guest or outsider"
    return ""
