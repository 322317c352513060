"""The gate: person x place x level x kind of data, every cell a row.

The tables below are written from the decisions, not from the code: P public, p private, x refused;
columns help, status, change, settings, and filings of level public, team, restricted.
"""

from dataclasses import replace

from bot.privacy.gate import (
    Data,
    Decision,
    Level,
    Person,
    Place,
    PlaceKind,
    Reach,
    Role,
    decide,
    may_post,
)
from tests.support.cases import each

REACH = {"P": Reach.PUBLIC, "p": Reach.PRIVATE, "x": Reach.REFUSE}
COLUMNS = (
    (Data.HELP, tuple(Level)),
    (Data.STATUS, tuple(Level)),
    (Data.CHANGE, tuple(Level)),
    (Data.SETTINGS, tuple(Level)),
    (Data.FILING, (Level.PUBLIC,)),
    (Data.FILING, (Level.TEAM,)),
    (Data.FILING, (Level.RESTRICTED,)),
)
CHANNEL = Place("C1", PlaceKind.CHANNEL, allowed=True)
PLACES = {
    "dm": Place("D1", PlaceKind.DM),
    "home": Place("U1", PlaceKind.HOME),
    "terminal": Place("T1", PlaceKind.TERMINAL),
    "private channel": replace(CHANNEL, kind=PlaceKind.PRIVATE_CHANNEL),
    "channel": CHANNEL,
    "public-level channel": replace(CHANNEL, level=Level.PUBLIC),
    "restricted-level channel": replace(CHANNEL, level=Level.RESTRICTED),
    "unlisted channel": replace(CHANNEL, allowed=False),
    "shared": replace(CHANNEL, shared=True),
    "shared dm": Place("D2", PlaceKind.DM, shared=True),
    "general": replace(CHANNEL, general=True),
    "archived": replace(CHANNEL, archived=True),
    "unknown": replace(CHANNEL, known=False),
    "group dm": Place("G1", PlaceKind.GROUP_DM, allowed=True),
}
MEMBER = {
    "dm": "pppxppx",
    "home": "pppxppx",
    "terminal": "pppxppx",
    "private channel": "PPPxPPx",
    "channel": "PPPxPPx",
    "public-level channel": "PppxPpx",
    "restricted-level channel": "PPPxPPx",
    "unlisted channel": "pppxppx",
    "shared": "pxxxxxx",
    "shared dm": "pxxxxxx",
    "general": "pppxppx",
    "archived": "pppxppx",
    "unknown": "pxxxxxx",
    "group dm": "pppxppx",
}
LEAD = {
    "dm": "ppppppx",
    "home": "ppppppx",
    "terminal": "ppppppx",
    "private channel": "PPPpPPx",
    "channel": "PPPpPPx",
    "public-level channel": "PpppPpx",
    "restricted-level channel": "PPPpPPx",
    "unlisted channel": "ppppppx",
    "shared": "pxxxxxx",
    "shared dm": "pxxxxxx",
    "general": "ppppppx",
    "archived": "ppppppx",
    "unknown": "pxxxxxx",
    "group dm": "ppppppx",
}
OPERATOR = LEAD | {"terminal": "ppppppp"}
NOBODY = dict.fromkeys(PLACES, "xxxxxxx")
FIT = Person("U1", Role.MEMBER)
PEOPLE = {
    "member": (FIT, MEMBER),
    "lead": (replace(FIT, role=Role.LEAD), LEAD),
    "operator": (replace(FIT, role=Role.OPERATOR), OPERATOR),
    "unlisted": (replace(FIT, role=None), NOBODY),
    "unknown": (replace(FIT, known=False), NOBODY),
    "other team": (replace(FIT, own_team=False), NOBODY),
    "deleted": (replace(FIT, deleted=True), NOBODY),
    "bot": (replace(FIT, bot=True), NOBODY),
    "guest": (replace(FIT, guest=True), NOBODY),
    "stranger": (replace(FIT, stranger=True), NOBODY),
    "deleted lead": (replace(FIT, role=Role.LEAD, deleted=True), NOBODY),
    "guest operator": (replace(FIT, role=Role.OPERATOR, guest=True), NOBODY),
}
CELLS = [
    (who, where, level, data, REACH[letter])
    for who, (_, table) in PEOPLE.items()
    for where, letters in table.items()
    for letter, (data, levels) in zip(letters, COLUMNS, strict=True)
    for level in levels
]


@each("who, where, level, data, expected", CELLS)
def test_every_cell_of_the_gate(
    who: str, where: str, level: Level, data: Data, expected: Reach
) -> None:
    assert decide(PEOPLE[who][0], PLACES[where], level, data).reach is expected


def test_the_matrix_has_every_cell() -> None:
    assert len(CELLS) == len(PEOPLE) * len(PLACES) * len(Level) * len(Data)


@each("where", PLACES)
def test_a_restricted_filing_is_a_private_pointer_to_those_named_on_it(where: str) -> None:
    decision = decide(FIT, PLACES[where], Level.RESTRICTED, Data.FILING, named=True)

    if where in {"shared", "shared dm", "unknown"}:
        assert decision.reach is Reach.REFUSE
    else:
        assert (decision.reach, decision.pointer) == (Reach.PRIVATE, True)


@each("who", [who for who, (_, table) in PEOPLE.items() if table is NOBODY])
def test_being_named_opens_nothing_to_who_is_unfit(who: str) -> None:
    assert (
        decide(PEOPLE[who][0], PLACES["dm"], Level.RESTRICTED, Data.FILING, named=True).reach
        is Reach.REFUSE
    )


POSTS = {  # level public, team, restricted
    "dm": "ppx", "home": "xxx", "terminal": "ppx", "private channel": "PPx", "channel": "PPx",
    "public-level channel": "Pxx", "restricted-level channel": "PPx", "unlisted channel": "xxx",
    "shared": "xxx", "shared dm": "xxx", "general": "xxx", "archived": "xxx", "unknown": "xxx",
    "group dm": "xxx",
}  # fmt: skip


@each("level", list(Level))
@each("where", PLACES)
def test_what_may_be_posted_where(where: str, level: Level) -> None:
    assert may_post(PLACES[where], level).reach is REACH[POSTS[where][level]]


def test_a_channel_that_became_shared_takes_no_post() -> None:
    before, after = (
        may_post(CHANNEL, Level.TEAM),
        may_post(replace(CHANNEL, shared=True), Level.TEAM),
    )

    assert before == Decision(Reach.PUBLIC)
    assert after.reach is Reach.REFUSE
    assert after.reason
