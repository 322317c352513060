"""A nudge from deadline to channel: both databases, several workers, people's replies."""

from __future__ import annotations

import threading

import pytest

from bot.reminders.sweep import sweep
from bot.store.database import Database
from tests.reminders.world import World, at

pytestmark = pytest.mark.slow

MORNING = "2023-12-12T14:00:00Z"


def test_on_both_databases_a_nudge_is_said_once_and_the_second_sweep_is_silent(
    store: Database,
) -> None:
    world = World(store)
    world.deadline("2023-12-11")
    world.deadline("2023-12-15", "ours", slug="ours")

    assert world.sweep(MORNING).posted == 2
    assert world.sweep().posted == 0
    assert {n.state for n in world.nudges()} >= {"sent"}


def test_on_both_databases_a_lost_answer_is_found_again(store: Database) -> None:
    world = World(store)
    world.deadline("2023-12-11")
    world.slack.script = ["lost"]

    world.sweeps(MORNING)

    assert len(world.said()) == 1


def test_two_workers_at_once_say_everything_once(store: Database) -> None:
    world = World(store)
    for number in range(30):
        request = world.request(f"r{number}", channel=f"C{number}")
        world.deadline("2023-12-11", request=request)
    world.clock.go_to(at(MORNING))

    def work(name: str) -> None:
        for _ in range(3):
            sweep(
                store, world.slack, world.slack.place, now=world.clock.now(),
                settings=world.settings, clock=world.clock, worker=name,
            )  # fmt: skip

    workers = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(m.place for m in world.said()) == sorted(f"C{n}" for n in range(30))
