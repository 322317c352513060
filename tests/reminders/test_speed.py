"""A sweep over many open component requests stays small: the bench says how quick it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.reminders.sweep import sweep
from bot.settings import Settings
from bot.store import migrations
from bot.store.database import Database
from tests.bench.sweep import NOW, fill, measure
from tests.reminders.world import FakeClock, FakeSlack
from tests.support.growth import statements

pytestmark = pytest.mark.slow


@pytest.mark.bench
def test_a_sweep_over_two_thousand_component_requests_is_small_and_misses_nothing() -> None:
    figures = measure(2_000)

    assert figures["MB added"] < 100
    assert figures["audit missing"] == 0


def test_an_idle_sweep_asks_no_more_of_a_store_with_ten_times_as_much(tmp_path: Path) -> None:
    few, many = (asked(tmp_path / str(size), size) for size in (200, 2_000))

    assert few == many


def asked(folder: Path, components: int) -> int:
    """Count what a sweep asks that has nothing to do."""
    database = Database(f"sqlite:///{folder}/foia.db")
    migrations.upgrade(database.engine)
    fill(database, components)
    clock = FakeClock(NOW)
    slack = FakeSlack(clock)

    def once() -> None:
        sweep(
            database, slack, slack.place, now=clock.now(), clock=clock,
            settings=Settings(ops_channel="COPS"),
        )  # fmt: skip

    once()
    with statements(database.engine) as ran:
        once()
    database.close()
    return len(ran)
