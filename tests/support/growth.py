"""How work grows with what it is given: two sizes in one run, so that no machine plays a part.

A test that measures seconds fails on a slow or busy machine and says nothing on a quick one. What
such tests are about is growth: four times the input may take four times the work, not sixteen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event

T = TypeVar("T")
TRIES = 6  # what else the machine does can only disturb one of them
SLACK = 2.25  # of linear: 9 times the work for four times the input; the square would be 16


def grows_linearly(work: Callable[[T], Any], small: T, large: T, times: float = 4) -> bool:
    """Say whether `large`, that many times as large as `small`, takes no more than its share."""
    work(small)  # what a first use compiles or loads is no part of it
    return any(_cost(work, large) <= SLACK * times * _cost(work, small) for _ in range(TRIES))


def is_no_dearer(work: Callable[[T], Any], one: T, other: T, times: float = 4) -> bool:
    """Say whether `other` costs at most that many times what `one` does."""
    work(one)
    return any(_cost(work, other) <= times * _cost(work, one) for _ in range(TRIES))


def _cost(work: Callable[[T], Any], given: T) -> float:
    """Return the processor time of this thread for one piece of work, repeated if it is short."""
    rounds, took = 0, 0.0
    began = time.thread_time()
    while took < 0.002:  # shorter is noise
        work(given)
        rounds += 1
        took = time.thread_time() - began
    return took / rounds


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are run on a database meanwhile."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)
