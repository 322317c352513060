"""The short form of tests/bench/machines.py: real processes over a real PostgreSQL, hurt."""

from __future__ import annotations

import pytest

from tests.bench.machines import drills

pytestmark = pytest.mark.slow


@pytest.mark.heavy
def test_machines_that_are_killed_restarted_and_set_back_lose_double_and_show_nothing() -> None:
    (seen,) = drills(pages=0, burst=30, only=[])

    assert seen.wrong == []
