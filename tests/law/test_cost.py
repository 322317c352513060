"""The bench in its short form: floors far under what it measures, so that only a fault trips them."""

from __future__ import annotations

import pytest

from bot.law.standing import Clock, fold
from tests.bench.law import LIFE, add_cost, fold_rate, lives


@pytest.mark.bench
def test_adding_twenty_working_days_takes_under_two_microseconds() -> None:
    assert add_cost(50_000) < 2.0


@pytest.mark.bench
def test_refolding_does_not_grow_dearer_with_the_number_of_component_requests() -> None:
    fold_rate(100)

    few, many = fold_rate(400), fold_rate(1_600)

    assert many > few / 2
    assert many > 1_000


def test_the_lives_of_the_bench_have_twenty_events_and_real_deadlines() -> None:
    events, agency = lives(1)[0]

    standing = fold(events, agency)

    assert len(events) == len(LIFE) == 20
    assert standing.clock is Clock.STOPPED
    assert len(standing.deadlines) >= 7
