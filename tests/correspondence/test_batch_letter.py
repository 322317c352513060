"""`foia batch letter`: what a letter says, whose it is and why; nothing is kept."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot.cli import batches
from tests.conftest import Team

pytestmark = pytest.mark.slow

ICE = """U.S. Immigration and Customs Enforcement

November 28, 2023

RE: ICE FOIA Case Number 2024-ICFO-00501

Dear Requester:

This acknowledges receipt of your FOIA request, received on November 13, 2023.
"""


def said(team: Team, **line: Any) -> dict[str, Any]:
    out = io.StringIO()
    desk = team.desk
    assert batches.run("letter", desk, desk.operator(), [json.dumps({"id": 1, **line})], out) == 0
    return json.loads(out.getvalue())


@pytest.fixture
def founded(team: Team) -> Team:
    team.founding()
    return team


def test_a_letter_with_a_number_on_record_is_that_requests(founded: Team) -> None:
    founded.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")

    answer = said(founded, text=ICE)

    assert (answer["match"], answer["match_agency"]) == ("ice-data-breach", "ICE")
    assert answer["match_why"] == "number 2024-ICFO-00501 is on record"
    assert answer["effects"] == [
        {
            "kind": "acknowledged",
            "on": "2023-11-28",
            "values": {"received": "2023-11-13", "number": "2024-ICFO-00501"},
            "quote": "This acknowledges receipt of your FOIA request, received on November 13, 2023.",
            "page": 1,
            "confidence": answer["effects"][0]["confidence"],
        }
    ]


def test_the_one_open_request_at_the_body_that_wrote_is_it_unless_another_number_is_on_record(
    founded: Team,
) -> None:
    assert said(founded, text=ICE)["match"] == "ice-data-breach"

    founded.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00999")
    other = said(founded, text=ICE)

    assert other["match"] is None
    assert other["candidates"] == ["ice-data-breach"]
    assert "is not the one on record" in other["match_why"]


def test_a_number_that_stands_only_in_a_quoted_mail_matches_nothing(founded: Team) -> None:
    founded.say("log ice-data-breach/ICE number-assigned --on 2023-11-20 --number 2024-ICFO-00501")

    answer = said(
        founded,
        text="Thank you, we have noted your message and will reply soon.\n\nRecords Office\n\n"
        "From: Jordan Example <jordan@legal.example>\nSent: Monday, May 6, 2024 9:00 AM\n"
        "Subject: 2024-ICFO-00501\n\nPlease see our request.",
    )

    assert (answer["match"], answer["tracking_numbers"]) == (None, [])


def test_pages_are_chosen_and_a_bad_line_says_what_is_wrong(founded: Team) -> None:
    assert (
        said(founded, text=ICE + "\fRecord of March 1, 2020", pages=[1])["letter_date"]
        == "2023-11-28"
    )
    assert "path" in said(founded)["error"]
    assert "page numbers" in said(founded, text=ICE, pages="one")["error"]
