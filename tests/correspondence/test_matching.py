"""Whose letter it is, over letters drawn by what shows it and by what must not mislead."""

from __future__ import annotations

from tests.bench.matching import KINDS, measure
from tests.conftest import Team


def test_letters_go_to_their_request_or_are_asked_and_never_to_another(team: Team) -> None:
    found = measure(team, 2 * len(KINDS))

    assert not {kind for kind, verdict in found if verdict == "wrong"}
    assert sum(n for (_, verdict), n in found.items() if verdict == "right") >= 2 * len(KINDS) - 1
