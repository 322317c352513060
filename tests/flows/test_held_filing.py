"""A filing full of personal numbers is held, and every lead hears of it without its words."""

from __future__ import annotations

import re
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


def _upload(team: Any, person: Any, name: str, content: bytes) -> Notice:
    ask = replace(team.desk.operator(), person=person, place=team.DM)
    answer = team.desk.take_file(name, content, ask, "")
    assert isinstance(answer, Notice)
    return answer


def test_who_shares_what_is_restricted_on_file_hears_the_words_of_a_new_file(team) -> None:
    memo = b"Minutes of the meeting on strategy, in three short parts and nothing else."
    _upload(team, team.LEAD, "strategy.txt", memo)
    team.say("level strategy.txt restricted", team.LEAD)
    _upload(team, team.LEAD, "list.txt", LIST)

    again = [_upload(team, team.MEMBER, "mine.txt", content) for content in (memo, LIST)]
    new = _upload(team, team.MEMBER, "mine.txt", LIST.replace(b"209-5", b"208-5"))

    # Nor does the list of what is on file tell which of them was new.
    assert team.say("filings", team.MEMBER).total == 0
    assert team.say("filings", team.LEAD).total == 2

    def words(answer: Notice) -> str:
        return re.sub(r"#f\w{7}\b", "#f", str((answer.title, answer.lines, answer.buttons)))

    assert words(again[0]) == words(again[1]) == words(new)
    assert "strategy" not in words(again[0])
    assert "on file already." not in new.title


def test_a_lead_hears_that_a_file_was_on_file(team) -> None:
    _upload(team, team.LEAD, "list.txt", LIST)

    assert _upload(team, team.LEAD, "again.txt", LIST).title == "This file was on file already."
