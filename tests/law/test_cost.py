"""The bench in its short form: floors far under what it measures, so that only a fault trips them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law.calendar import federal
from bot.law.standing import Clock, fold
from tests.bench.law import LIFE, fold_rate, lives
from tests.support.growth import is_no_dearer


@pytest.mark.bench
def test_adding_two_thousand_working_days_costs_what_adding_twenty_does() -> None:
    start, days = date(2024, 3, 1), federal()

    def add(working: int) -> None:
        for _ in range(500):
            days.add(start, working)

    assert is_no_dearer(add, 20, 2_000)


@pytest.mark.bench
def test_refolding_does_not_grow_dearer_with_the_number_of_component_requests() -> None:
    fold_rate(100)

    rates = [(fold_rate(400), fold_rate(1_600)) for _ in range(3)]

    assert any(many > few / 2 for few, many in rates)


def test_the_lives_of_the_bench_have_twenty_events_and_real_deadlines() -> None:
    events, agency = lives(1)[0]

    standing = fold(events, agency)

    assert len(events) == len(LIFE) == 20
    assert standing.clock is Clock.STOPPED
    assert len(standing.deadlines) >= 7
