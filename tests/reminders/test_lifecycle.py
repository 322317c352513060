"""The life of a post: the table holds, and no interleaving gives an unmarked double."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from bot.reminders import lifecycle
from bot.reminders.lifecycle import LIFECYCLE, Status
from bot.store import posts
from tests.reminders.model import Model, explore, wander
from tests.reminders.world import MemoryDatabase

pytestmark = pytest.mark.slow

# Singles wait, become a digest, and its answer is lost.
DIGEST_LOST = ("limited", "more", "lost")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("start", [(), DIGEST_LOST], ids=["fresh", "a digest's answer lost"])
def test_no_interleaving_breaks_a_promise(
    memory: MemoryDatabase, start: tuple[str, ...], readable: bool
) -> None:
    walk = explore(Model(memory, readable=readable), start, 120)

    assert walk.violations == []
    assert walk.states >= (8 if readable and start else 100)  # what is found is soon settled


@pytest.mark.parametrize("readable", [True, False])
def test_random_walks_beyond_the_bound_break_none(memory: MemoryDatabase, readable: bool) -> None:
    walk = wander(Model(memory, readable=readable), 5, 12)

    assert walk.violations == []


def test_without_the_mark_on_what_is_taken_up_again_the_walk_finds_the_double(
    memory: MemoryDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = posts._P
    forgetful = (
        update(posts._POST)
        .where(table.ref == posts.bindparam("of"), table.state == "dropped")
        .values(
            {name: posts.bindparam(name) for name in posts._NEW}
            | {"state": "planned", "not_before": posts.null(), "fence": table.fence + 1}
            | {"marked": table.marked}
        )
        .returning(table.id)
    )
    monkeypatch.setattr(posts, "_TAKE_UP", forgetful)

    walk = explore(Model(memory, readable=False), DIGEST_LOST, 2_000)

    assert any("unmarked double" in line for line in walk.violations)


def test_every_state_is_reached_and_every_unfinished_one_can_end() -> None:
    reached = {row.then for row in LIFECYCLE} | {Status.PLANNED}
    assert reached == set(Status)
    ends = {Status.SENT}
    while True:
        more = ends | {row.state for row in LIFECYCLE if row.then in ends}
        if more == ends:
            break
        ends = more
    assert ends == set(Status)


def test_nothing_leaves_sent_and_whatever_may_stand_is_marked_when_it_is_planned_again() -> None:
    assert not any(row.state is Status.SENT for row in LIFECYCLE)
    assert lifecycle.marks("uncertain", "planned")
    assert not lifecycle.may("sent", "planned")
