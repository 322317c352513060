"""Promises 5 and 6 over simulated worlds; `python -m tests.bench.reminders` runs more of them."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest

from bot.store import posts
from handlers.devkit.standin import Standin
from tests.reminders.edits import KINDS
from tests.reminders.simslack import FAULTS, OVER_HTTP, REASONS, HttpSlack
from tests.reminders.simulation import PLACES, ZONES, Result, SimDatabase, run

pytestmark = pytest.mark.heavy

SEEDS = int(os.environ.get("FOIA_SIM_SEEDS", "1000"))
PARTS = 8
ENOUGH = 100  # seeds, for every kind of trouble to have come
STEPS = ("plan_now", "_claim_with_turn", "_announce", "_record", "_wait", "look")
UNCHANGING = ("America/Phoenix", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Honolulu",
              "Pacific/Pago_Pago")  # fmt: skip
# All that must have happened in a thousand worlds, by the names under which it is counted.
TROUBLE = {
    *(f"fault {fault}" for fault in FAULTS),
    *(f"killed {when} {step}" for step in STEPS for when in ("before", "after")),
    "killed before the call _call", "killed after the call _call",
    *(f"edit: {kind}" for kind in KINDS),
    *(f"place {reason}" for reason in REASONS),
    *(f"between two calls: place {reason}" for reason in REASONS),
    *(f"clock {hours} hours off" for hours in (-24 * 366, -24, -2, -0.1, 0.1, 2, 11, 25, 24 * 366)),
    "clock set back", "database set back", "off for 1 days", "off for 3 days",
    *(f"zone {zone}" for zone in ZONES),
    *(f"change of clocks in {zone}" for zone in ZONES if zone not in UNCHANGING),
    *(f"change of clocks for {place}" for place in PLACES),
    "two workers", "switches between workers", "slept past the lease", "database locked",
    "history unreadable", "Slack out of reach", "many on one day",
}  # fmt: skip
RARE = {name for name in TROUBLE if name.startswith(("change of clocks in", "clock "))}


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


def lazily(database: SimDatabase, count: int) -> Iterator[Result]:
    """Run world after world, for who looks for one only: a broken world is slow."""
    return (run(seed, database, days=10, size=4) for seed in range(count))


def drawn(results: list[Result]) -> Counter[str]:
    return sum((result.drawn for result in results), Counter())


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_missed_doubled_unmarked_early_or_said_where_it_must_not(
    part: int, database: SimDatabase
) -> None:
    count = SEEDS // PARTS

    results = worlds(database, part * count, count)

    assert [f"seed {r.seed}: {line}" for r in results for line in r.violations] == []
    assert sum(r.nudges for r in results) > count
    assert count < ENOUGH or (TROUBLE - RARE) - set(drawn(results)) == set()


def test_a_sample_of_worlds_over_http_keeps_the_same_promises(database: SimDatabase) -> None:
    seeds = (*range(36), 38, 48)  # the last two draw faults that the others do not
    with Standin() as standin:
        slack = partial(HttpSlack, standin=standin)
        results = [run(seed, database, days=10, size=4, slack=slack) for seed in seeds]

    assert [f"seed {r.seed}: {line}" for r in results for line in r.violations] == []
    assert {
        name.split()[1].split(":")[0] for name in drawn(results) if name.startswith("fault")
    } == {*OVER_HTTP}


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

    found = (line for r in lazily(database, 24) for line in r.violations)

    assert any("unmarked repeat" in line for line in found)


def test_the_simulation_sees_it_when_claims_are_not_conditional(
    database: SimDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "claim", lambda _session, post, *_: post)
    monkeypatch.setattr(posts, "change", lambda *_args, **_values: True)

    assert any(r.violations for r in lazily(database, 12))
