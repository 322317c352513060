"""A filing full of personal numbers is held, and every lead hears of it without its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.answers.values import Notice

# Invented numbers: the people do not exist.
LIST = "\n".join(f"Number {n}: A 209-555-{100 + n}" for n in range(8)).encode()


class Recorder:
    """Keeps what would be posted."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def post(self, place: str, card: Any, key: str, marked: str = "") -> Any:
        """Take a post and say that it was sent."""
        self.said.append((place, f"{card.title} {card.lines}"))
        return Sent()

    def find(self, *_: object) -> None:
        """Find nothing."""

    def server_time(self) -> None:
        """Know no time."""


class Sent:
    """A post that arrived."""

    kind, ts, error, permanent, retry_after = "sent", "1.1", "", False, None


def test_a_list_of_people_is_held_and_the_leads_are_told_by_direct_message(team) -> None:
    from bot.reminders.sweep import sweep

    ask = replace(team.desk.operator(), person=team.LEAD)

    answer = team.desk.take_file("list.txt", LIST, ask, "")

    assert isinstance(answer, Notice)
    assert "restricted" in str(answer.lines)
    poster = Recorder()
    sweep(
        team.desk.store, poster, lambda place: replace(team.DM, id=place),
        now=team.desk.now(), settings=team.desk.settings, trust_clock=True,
    )  # fmt: skip
    assert [place for place, _ in poster.said] == ["U0LEAD"]
    assert "list.txt" in poster.said[0][1]
    assert "555" not in poster.said[0][1] + str(answer)
    # A member finds nothing of it, not even a count.
    found = team.say("find Number", team.MEMBER)
    assert found.to_json()["total"] == 0
