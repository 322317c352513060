"""A lead lets a public person's name be shown, and masked again; a protected one stays masked."""

from __future__ import annotations

from typing import Any

from bot.answers.values import Notice

_NAME = "Zerafina Quillonbrask"


def _title(answer: Any) -> str:
    assert isinstance(answer, Notice)
    return answer.title + " ".join(answer.lines)


def test_a_lead_shows_a_name_and_masks_it_again_and_it_is_not_said_back(team) -> None:
    shown = _title(team.say(f"unmask {_NAME}", team.LEAD))
    assert "shown from now on" in shown
    assert "Quillonbrask" not in shown
    assert team.desk.library.public_names() == (_NAME,)

    assert "masked again" in _title(team.say(f"unmask {_NAME.lower()} again", team.LEAD))
    assert team.desk.library.public_names() == ()


def test_a_member_a_word_alone_and_a_name_of_the_roster_are_refused(team) -> None:
    team.desk.library.add_to_roster([_NAME])

    said = [
        _title(team.say(f"unmask {_NAME}", team.LEAD)),
        _title(team.say("unmask Ann Sample", team.MEMBER)),
        _title(team.say("unmask Ann", team.LEAD)),
    ]

    assert "stays masked" in said[0]
    assert "lead" in said[1]
    assert "first and last name" in said[2]
    assert not any("Quillonbrask" in one or "Sample" in one for one in said)
    assert team.desk.library.public_names() == ()
