"""A sweep over many open component requests stays quick and small: short form of the bench."""

from __future__ import annotations

import pytest

from tests.bench.sweep import measure


@pytest.mark.bench
def test_an_idle_sweep_over_two_thousand_component_requests_is_quick() -> None:
    times = measure(2_000)

    assert times["idle"] < 0.3
    assert times["busy"] < 1
    assert times["MB added"] < 100
    assert times["audit missing"] == 0
