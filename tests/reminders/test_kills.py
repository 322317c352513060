"""A real worker process, killed: the short form of `python -m tests.bench.kills`."""

from __future__ import annotations

import pytest

from tests.bench.kills import kill_rounds

pytestmark = pytest.mark.heavy


@pytest.mark.bench
def test_a_worker_killed_at_random_moments_misses_nothing_and_repeats_nothing_unmarked() -> None:
    outcome = kill_rounds(2, seed=3, each=2)

    assert (outcome.missing, outcome.unmarked_repeats) == (0, 0)
    assert outcome.nudges == 4
