"""A walk: letter after letter, each in its proposal; recorded, undone, recorded again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.test_letters import TEXTS, events, letters_of, matter, press, shared
from tests.conftest import Team

pytestmark = pytest.mark.slow

__all__ = ["matter"]
CBP = "Customs and Border Protection"
NUMBER = "2024-ICFO-00501"
HEAD = "U.S. Immigration and Customs Enforcement\n\n{day}\n\nRe: {number}\n\nDear Requester:\n\n"


def ice(day: str, body: str, number: str = NUMBER) -> str:
    return HEAD.format(day=day, number=f"FOIA request {number}") + body + "\n"


def labels(card: Any) -> list[str]:
    return [button.label for button in card.buttons]


def recorded(team: Team, card: Any, *kinds: str) -> None:
    """Record what a card proposes, take it back, record it again: each time the same."""
    before = events(team)
    for again in (False, True):
        assert press(team, card, "Record").tone == "done"
        assert events(team) == [*before, *kinds]
        assert all(letters_of(team)[kind] for kind in kinds)
        if not again:
            team.say("undo")
            assert events(team) == before


def test_the_twelve_letters_each_end_in_the_right_proposal(matter: Team) -> None:
    matter.say("new Detention deaths --to CBP --sent 2023-11-10 --assume-received")
    matter.say(f"log ice-data-breach/ICE number-assigned --on 2023-11-20 --number {NUMBER}")

    # 1, 2, 5: a number on file, several effects, a received date that the record contradicts
    card = shared(matter, "ack.txt", TEXTS["ice-acknowledgment"])
    assert card.lines[0].startswith("Differs from the record. Received: Thu Nov 9, 2023")
    recorded(matter, card, "acknowledged", "extended", "expedite-denied", "fee-waiver-denied")

    # 6: the same letter again, in other bytes
    again = shared(matter, "again.txt", TEXTS["ice-acknowledgment"] + "\n")
    assert not [one for one in labels(again) if one.startswith("Record")]

    # 4: a letter for another request goes there, and nothing of it here
    before = events(matter)
    text = ice("November 29, 2023", "This acknowledges receipt of your request.", "CBP-2024-000771")
    other = shared(matter, "other.txt", text.replace("Immigration and Customs Enforcement", CBP))
    assert any(line.startswith("For Detention deaths, CBP") for line in other.lines)
    press(matter, other, "Record")
    assert events(matter) == before
    assert "acknowledged" in events(matter, "CBP")

    # 7-10: a portal's notice, a thread, a bounce, an absence: none records what it only tells
    for name in ("bounce", "out-of-office"):
        notice = shared(matter, f"{name}.txt", TEXTS[name])
        assert not [one for one in labels(notice) if one.startswith("Record")], name
    for name in ("portal-documents", "thread"):
        before = events(matter)
        shared(matter, f"{name}.txt", TEXTS[name])
        assert events(matter) == before

    # 3: a production with its cover letter
    release = shared(
        matter, "release.txt",
        ice("November 29, 2023", "This is our first interim response. We are releasing 120 pages "
            "in part. Portions are withheld under exemption (b)(6)."),
    )  # fmt: skip
    recorded(matter, release, "interim-release")

    # 12: no records; 11: the appeal is remanded
    none = shared(
        matter, "none.txt",
        ice("November 30, 2023", "We conducted a search and located no records responsive to "
            "your request. You may appeal within 90 days of the date of this letter."),
    )  # fmt: skip
    recorded(matter, none, "determined")
    matter.say("log ice-data-breach/ICE appeal-filed --on 2023-11-30")
    remand = shared(
        matter, "remand.txt",
        ice("December 1, 2023", "This responds to your appeal. We are remanding your request to "
            "the FOIA office for a further search."),
    )  # fmt: skip
    recorded(matter, remand, "appeal-decided", "remanded")
