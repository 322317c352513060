from __future__ import annotations

from tests.bench import kill_add


def test_a_kill_at_any_moment_loses_nothing_and_needs_no_repair() -> None:
    series = kill_add.run(rounds=4, texts=8, seed=7)

    assert series.kills == 4
    assert series.faults == []
