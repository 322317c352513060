"""Questions about public figures are answered from the papers; of all others alike, none."""

from typing import Any

from bot.documents import officials
from bot.privacy.questions import FIXED_REPLY

PAGE = b"""Memorandum on the talks of May 3, 2023.

Secretary Tobias Wrenhollow stopped the talks in May because the budget was spent.
Zelda Brimblecombe carried the papers upstairs.
"""


def _asked(team: Any, line: str) -> str:
    return str(team.say(line, team.MEMBER, surface="dm").to_json())


def test_whom_the_papers_give_an_office_may_be_asked_about(team: Any, monkeypatch: Any) -> None:
    team.desk.library.add_to_roster(["Ysolde Marchetti-Quarrie"])
    team.desk.take_file("memo.txt", PAGE, team.desk.operator(), "")
    looked: list[str] = []
    real = officials.is_in_office
    monkeypatch.setattr(
        officials, "is_in_office", lambda search, name: looked.append(name) or real(search, name)
    )

    assert FIXED_REPLY not in _asked(team, "why did Wrenhollow stop the talks?")
    # On the roster, named in a paper without an office, or nowhere: the same words, the same work.
    names = ("Marchetti", "Brimblecombe", "Xanthopoulou")
    answers = {_asked(team, f"why did {name} stop the talks?") for name in names}
    assert len(answers) == 1
    assert FIXED_REPLY in answers.pop()
    assert looked == ["wrenhollow", *(name.lower() for name in names)]


def test_a_restricted_paper_makes_nobody_public(team: Any) -> None:
    team.desk.take_file("memo.txt", PAGE, team.desk.operator(), "")
    team.say("level #f1 restricted", team.LEAD)

    assert FIXED_REPLY in _asked(team, "why did Wrenhollow stop the talks?")
