"""Promises 5 and 6 over simulated worlds; `python -m tests.bench.reminders` runs more of them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

from bot.store import posts
from tests.reminders.simulation import Result, SimDatabase, run

SEEDS = int(os.environ.get("FOIA_SIM_SEEDS", "96"))
PARTS = 8


@pytest.fixture(scope="module")
def database() -> Iterator[SimDatabase]:
    database = SimDatabase()
    yield database
    database.close()


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def worlds(database: SimDatabase, first: int, count: int) -> list[Result]:
    return [run(seed, database, days=10, size=4) for seed in range(first, first + count)]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_missed_doubled_unmarked_early_or_said_where_it_must_not(
    part: int, database: SimDatabase
) -> None:
    count = SEEDS // PARTS

    results = worlds(database, part * count, count)

    assert [f"seed {r.seed}: {line}" for r in results for line in r.violations] == []
    assert sum(r.nudges for r in results) > count


def test_the_same_seed_gives_the_same_world(database: SimDatabase) -> None:
    first, second = (run(7, database, days=10, size=4) for _ in range(2))

    assert first == second


def test_the_simulation_sees_it_when_a_lost_answer_is_simply_said_again(
    database: SimDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = posts.release

    def forgetful(*args: object, **values: object) -> bool:
        if values.get("state") == "uncertain":
            values |= {"state": "planned", "since": None}
        return honest(*args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(posts, "release", forgetful)

    found = [line for r in worlds(database, 0, 24) for line in r.violations]

    assert any("unmarked repeat" in line for line in found)


def test_the_simulation_sees_it_when_claims_are_not_conditional(
    database: SimDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "claim", lambda _session, post, *_: post)
    monkeypatch.setattr(posts, "change", lambda *_args, **_values: True)

    found = [line for r in worlds(database, 0, 12) for line in r.violations]

    assert found
