"""How nudges are said in a place and of a request, as people set it; each with its undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.values import Notice
from bot.privacy.gate import Place, PlaceKind
from bot.store import people
from tests.conftest import Team

pytestmark = pytest.mark.slow

ROOM = Place("C0ROOM", PlaceKind.CHANNEL, allowed=True)


@pytest.fixture
def room(team: Team) -> Team:
    team.founding()
    assert in_room(team, "channel allow").tone == "done"
    return team


def in_room(team: Team, line: str) -> Notice:
    answer = team.say(line, place=ROOM)
    assert isinstance(answer, Notice)
    return answer


def settings(team: Team) -> dict[str, object]:
    with team.desk.store.read() as session:
        return people.settings_of(session, ROOM.id)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("channel hours 9-17", "nudges", {"hours": "9-17"}),
        ("channel at 09:30", "nudges", {"at": "09:30"}),
        ("channel steps 10, 5 and 1", "nudges", {"before": [10, 5, 1]}),
        ("channel theirs 2,20", "nudges", {"after": [2, 20]}),
        ("channel nudges ours", "nudges", {"nudges": "ours"}),
        ("channel zone America/Chicago", "zone", "America/Chicago"),
        ("channel level public", "level", 0),
    ],
)
def test_a_place_is_set_in_plain_words_and_set_back_by_undo(
    room: Team, line: str, key: str, value: object
) -> None:
    before = settings(room)

    assert in_room(room, line).tone == "done"
    assert settings(room)[key] == value
    in_room(room, "undo")

    assert settings(room) == before


@pytest.mark.parametrize(
    "line",
    ["channel hours 3-9", "channel hours 9", "channel at noon", "channel nudges loud",
     "channel zone Mars", "channel steps many", "channel level secret", "channel colour red"],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_what_to_type_and_changes_nothing(
    room: Team, line: str
) -> None:
    before = settings(room)

    answer = in_room(room, line)

    assert answer.tone == "refused"
    assert answer.lines
    assert settings(room) == before


def test_what_is_set_is_said_in_words(room: Team) -> None:
    in_room(room, "channel hours 9-17")

    answer = in_room(room, "channel nudges off")

    assert "only between 9-17; no nudges; level team" in answer.title
    assert "never silent" in str(answer.lines)


def test_settings_add_up_and_usual_takes_them_away(room: Team) -> None:
    in_room(room, "channel hours 9-17")
    in_room(room, "channel nudges theirs")
    assert settings(room)["nudges"] == {"hours": "9-17", "nudges": "theirs"}

    in_room(room, "channel usual")

    assert settings(room)["nudges"] == {}


def test_a_place_that_was_never_allowed_cannot_be_set(team: Team) -> None:
    answer = team.say("channel hours 9-17", place=replace(ROOM, id="C0OTHER"))

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


def test_a_member_cannot_change_a_place(room: Team) -> None:
    room.say("people add <@U0MEMBER>")

    answer = room.say("channel nudges off", person=Team.MEMBER, place=ROOM)

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"
    assert settings(room)["nudges"] == {}


def rhythm(team: Team) -> dict[str, object]:
    from bot.reminders import replies
    from bot.store import requests

    with team.desk.store.read() as session:
        return replies.overrides(session, requests.one(session, "breach"))


def test_a_request_has_a_rhythm_of_its_own_until_usual_or_undo(room: Team) -> None:
    room.say("remind breach steps 10,5,1")
    room.say("remind breach theirs 1,20 at 10:15")
    assert rhythm(room) == {"before": [10, 5, 1], "after": [1, 20], "at": "10:15"}

    room.say("undo")
    assert rhythm(room) == {"before": [10, 5, 1]}
    room.say("remind breach usual")

    assert rhythm(room) == {}


@pytest.mark.parametrize(
    "line", ["remind breach steps 0", "remind breach at 23:00", "remind breach"]
)
def test_a_rhythm_that_does_not_fit_changes_nothing(room: Team, line: str) -> None:
    answer = room.say(line)

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"
    assert rhythm(room) == {}


def test_a_reminder_by_hand_can_be_taken_back(room: Team) -> None:
    room.say("remind breach on 2023-12-20 to call the liaison at noon")
    assert "call the liaison at noon" in str(room.say("nudges 30"))

    room.say("undo")

    assert "call the liaison" not in str(room.say("nudges 30"))
