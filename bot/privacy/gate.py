"""The gate: (person, place, level, kind of data) -> said in public, in private, or refused.

Pure. Default is refusal; what is not known counts as unsafe. PUBLIC means that it may be shown to
all in the place; replies are private until somebody shares them, and sharing asks `may_post`.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from bot.frozen import Frozen, value


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


@value
class Person(Frozen):
    """Facts about who asks. `role` is None for somebody not on the team's list."""

    id: str
    role: Role | None = None
    known: bool = True  # the facts could be fetched
    own_team: bool = True
    deleted: bool = False
    bot: bool = False
    guest: bool = False
    stranger: bool = False


@value
class Place(Frozen):
    """Facts about where it would be shown. `allowed`: a lead put it on the list."""

    id: str
    kind: PlaceKind
    allowed: bool = False
    known: bool = True
    shared: bool = False  # with another organization or workspace, or about to be
    general: bool = False
    archived: bool = False
    level: Level = Level.TEAM  # the highest that a lead admits here


class Reach(StrEnum):
    """How an answer may be given."""

    PUBLIC = "public"
    PRIVATE = "private"
    REFUSE = "refuse"


@value
class Decision(Frozen):
    """What the gate says; `reason` is for the audit, never shown.

    `pointer`: say that it is on file and where, but none of its words.
    """

    reach: Reach
    reason: str = ""
    pointer: bool = False


NOT_FOR_YOU = "This bot answers members of the team only. Ask a lead to add you."
NOT_HERE = "I do not answer in this place. Write to me directly."
WRONG_PLACE = (
    "I stay silent in shared conversations and where everybody reads along. Please remove me."
)

_CHANNELS = frozenset({PlaceKind.CHANNEL, PlaceKind.PRIVATE_CHANNEL})
_ONE_TO_ONE = frozenset({PlaceKind.DM, PlaceKind.TERMINAL})
# Only filings carry a level of their own; every member sees every status.
_LEVEL_OF = {Data.HELP: Level.PUBLIC, Data.STATUS: Level.TEAM, Data.CHANGE: Level.TEAM}


def decide(
    person: Person, place: Place, level: Level, data: Data, *, named: bool = False
) -> Decision:
    """Say how far an answer may go. `named`: a lead named this person on the restricted filing."""
    if refusal := _unfit_person(person):
        return Decision(Reach.REFUSE, refusal)
    if data is Data.HELP:
        return _public_if_fit(place, Level.PUBLIC)
    if not place.known or place.shared:
        return Decision(Reach.REFUSE, _unfit_place(place))
    if data is Data.SETTINGS:
        return _settings(person)
    if data is Data.FILING and level is Level.RESTRICTED:
        return _restricted(person, place, named=named)
    return _public_if_fit(place, _LEVEL_OF.get(data, level))


def may_post(place: Place, level: Level) -> Decision:
    """Say whether a nudge, digest or shared answer may be posted. Ask at the moment of posting."""
    if level is Level.RESTRICTED:
        return Decision(Reach.REFUSE, "restricted words are not posted")
    if place.kind in _ONE_TO_ONE:
        refusal = _unfit_place(place)
        return Decision(Reach.REFUSE, refusal) if refusal else Decision(Reach.PRIVATE)
    refusal = _unfit_for_all(place, level)
    return Decision(Reach.REFUSE, refusal) if refusal else Decision(Reach.PUBLIC)


def fit_to_answer(place: Place) -> bool:
    """Say whether the bot speaks there at all; elsewhere strangers hear nothing."""
    several = place.kind is PlaceKind.GROUP_DM
    return place.known and not (place.shared or place.general or several)


def _settings(person: Person) -> Decision:
    if person.role is Role.MEMBER:
        return Decision(Reach.REFUSE, "leads only")
    return Decision(Reach.PRIVATE)


def _restricted(person: Person, place: Place, *, named: bool) -> Decision:
    """Restricted words leave the vault only for the operator at the command line."""
    if person.role is Role.OPERATOR and place.kind is PlaceKind.TERMINAL:
        return Decision(Reach.PRIVATE)
    if named:
        return Decision(Reach.PRIVATE, "pointer only", pointer=True)
    return Decision(Reach.REFUSE, "restricted, and not named on it")


def _public_if_fit(place: Place, level: Level) -> Decision:
    refusal = _unfit_for_all(place, level)
    return Decision(Reach.PRIVATE, refusal) if refusal else Decision(Reach.PUBLIC)


def _unfit_person(person: Person) -> str:
    if not person.known:
        return "facts about the person could not be had"
    if person.role is None:
        return "not on the team's list"
    if person.deleted or person.bot or person.guest or person.stranger or not person.own_team:
        return "deleted, bot, guest or outsider"
    return ""


def _unfit_place(place: Place) -> str:
    if not place.known:
        return "facts about the place could not be had"
    if place.shared:
        return "place shared with another organization"
    return "place archived" if place.archived else ""


def _unfit_for_all(place: Place, level: Level) -> str:
    """Say why not all who read this place may see it; "" if they may."""
    if refusal := _unfit_place(place):
        return refusal
    if place.kind not in _CHANNELS:
        return "not a channel"
    if not place.allowed or place.general:
        return "not on the list of places"
    return "level above the place's" if level > place.level else ""
