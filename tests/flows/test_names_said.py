"""A name of the roster that a member types is neither said back in what is offered nor kept."""

import re
from typing import Any

import pytest

NAME = re.compile(r"(?i)ysolde|marchet|quarrie")


@pytest.mark.parametrize(
    "line",
    [
        "remind me to call Ysolde on jan 5 about breach",
        "number breach/ICE MARCHETTI-2023-1",
        "ICE extended breach by 10 days, says Ysolde Marchetti-Quarrie",
        "log breach/ICE number 2023-ICFO-MARCHETTI on 2023-12-05",
        "log breach/ICE note Y. Quarrie called",
        "rename breach to Marchetti records",
        "draft breach/ICE Y. Quarrie",
        "draft breach/ICE Marchetti, Ysolde",
    ],
)
def test_a_protected_name_is_neither_offered_nor_kept(team: Any, line: str) -> None:
    team.founding()
    team.desk.library.add_to_roster(["Ysolde Marchetti-Quarrie"])

    answer = team.say(line, team.MEMBER, surface="dm")

    assert not NAME.search(str(answer.to_json()))
    with team.desk.store.engine.connect() as connection:
        kept = connection.connection.driver_connection.iterdump()  # type: ignore[union-attr]
        assert not any(NAME.search(row) for row in kept)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("mute Y s o l d e", "Y s o l d e"),
        ("request close breach because of Maricruz", "Maricruz"),
        ("remind me on 2027-01-05 to visit Maricruz", "Maricruz"),
        ("request rename breach to Idrissou Fangolave", "Fangolave"),
    ],
)
def test_a_name_on_no_roster_is_not_said_back(team: Any, line: str, left: str) -> None:
    team.founding()

    answer = team.say(line, team.MEMBER, surface="cli")

    assert left not in str(answer.to_json())
    assert left not in str(team.say("history breach", team.MEMBER).to_json())
