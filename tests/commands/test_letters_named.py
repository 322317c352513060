"""A letter with a number that is not on record, whose subject names a request of ours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.commands.test_letters import dues, press, shared
from tests.conftest import Team


@pytest.fixture
def room(team: Team) -> Team:
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new Port cameras --to CBP,DHS --sent 2026-11-02")
    team.say("new ALPR sharing w/ feds --to US-IL-Chicago-Police-Department --sent 2026-11-05")
    team.say("log port-cameras/CBP number CBP-FO-2027-004444 --on 2026-11-05")
    return team


def test_the_one_open_request_of_the_sender_is_offered_and_our_day_counts_at_once(
    room: Team,
) -> None:
    card = shared(
        room, "clar.txt",
        "From: CPD FOIA Section <foia@chicagopolice.org>\nTo: requests@example.org\nDate: Mon, 09 Nov 2026 10:12:00 -0600\n"
        "Subject: FOIA P999123-110526 ALPR sharing\n\nCPD needs you to narrow the date range and say which vendors you mean. Unless a narrowed "
        "request is received by November 20, 2026 your request as currently written will be denied.\n",
    )  # fmt: skip

    assert any("Counts at once" in line for line in card.lines)
    assert "Record" in card.buttons[0].label


def test_a_number_that_differs_is_said_and_the_subject_matches(room: Team) -> None:
    card = shared(
        room, "more.txt",
        "CBP FOIA Division\nNovember 13, 2026\nCBP-FO-2027-005050  Re: Port cameras\n\nWe invoke a 10-day extension because of the "
        "volume of your request. Your request reached us on November 4, 2026.\n",
    )  # fmt: skip

    assert any(line.startswith("Differs from the record. Number:") for line in card.lines)
    assert any("unknown → " in line for line in card.lines)
    assert not any("the clock is stopped" in line for line in card.lines)


def test_a_subject_that_names_a_request_at_another_body_is_offered_and_not_taken(
    room: Team,
) -> None:
    card = shared(
        room, "review.txt",
        "Office of the City Attorney\nNovember 10, 2026\nRequest W555123-102726  Re: Port cameras\n\nWe received your request on October 27, 2026.\n",
    )  # fmt: skip

    assert "not matched" in card.title
    assert {"Port cameras"} == {one.label.split(" · ")[0] for one in card.buttons}


def test_a_letter_of_which_all_is_on_record_waits_for_nobody(room: Team) -> None:
    text = "U.S. Customs and Border Protection\nNovember 13, 2026\nRe: CBP-FO-2027-004444\n\nWe received your request on November 4, 2026 and are processing it.\n"
    press(room, shared(room, "ack.txt", text), "Record")
    room.say("read #f1")

    assert "was read and says" not in str(room.say("status port-cameras"))
    assert dues(room, "CBP")["determination"] is not None


@pytest.mark.parametrize(
    "told",
    [
        "You appealed from the action of U.S. Customs and Border Protection on your request.",
        "You appealed from CBP's action on your request for camera footage.",
        "You have appealed the determination of the CBP on your request.",
    ],
)
def test_who_decides_our_appeal_writes_for_the_body_whose_action_it_was(
    room: Team, told: str
) -> None:
    card = shared(
        room, "remand.txt",
        "U.S. Department of Justice\nOffice of Information Policy\n\nNovember 16, 2026\n\nRe: Appeal No. A-2026-01950\n\n"
        f"Dear Requester:\n\n{told}\n\nAfter considering your appeal, I am remanding your request for a further search.\n\nDirector\n",
    )  # fmt: skip

    assert "not matched" not in card.title
    assert any(line.startswith("For Port cameras, CBP: ") for line in card.lines)
    assert any("Remanded" in line for line in card.lines)
