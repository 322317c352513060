"""What a sentence leaves over is shown and kept, but no name that the roster protects."""

from __future__ import annotations

from sqlalchemy import select

from bot.store.dialogue_tables import Proposal

_NAME = "Zerafina Quillonbrask"


def test_a_protected_name_that_is_not_understood_is_neither_shown_nor_kept(team) -> None:
    team.desk.library.add_to_roster([_NAME])
    team.say("new Drone flights to CBP sent 2023-10-05", team.LEAD)

    said = str(team.say(f"CBP denied drone flights for {_NAME} on Oct 20, 2023", team.MEMBER))

    assert "Not understood: [name]" in said
    with team.desk.store.read() as session:
        kept = [str(row.evidence) for row in session.scalars(select(Proposal))]
    assert kept
    assert not any(
        part in text.casefold() for part in ("zerafina", "quillonbrask") for text in [said, *kept]
    )
