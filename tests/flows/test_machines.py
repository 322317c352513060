"""The short form of tests/bench/machines.py: real processes over a real PostgreSQL, hurt."""

from __future__ import annotations

import pytest

from tests.bench.machines import drills
from tests.support import deployment

pytestmark = pytest.mark.slow


@pytest.mark.heavy
def test_machines_that_are_killed_restarted_and_set_back_lose_double_and_show_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # How soon an answer comes on a busy machine is the bench's question.
    monkeypatch.setattr(deployment, "ACK_SECONDS", 60.0)

    (seen,) = drills(pages=0, burst=30, only=[])

    assert seen.wrong == []
