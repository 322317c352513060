"""A real worker process whose wall clock is turned from outside: python -m tests.reminders.stepped.

STEP is a file with the seconds that every `datetime.now` of the process, the scheduler's as well,
is ahead of the machine's. It is read anew at each look at the clock, so that a test can step it.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

REAL = dt.datetime


def turn(step: Path, seconds: float) -> None:
    """Write how far ahead the clock is, in one move: who looks meanwhile sees the old or the new.

    Written in place, the file is empty for an instant, and the clock as far back.
    """
    fresh = step.with_name(f"{step.name}.new")
    fresh.write_text(str(seconds))
    fresh.replace(step)


def _turn(step: Path) -> None:
    class Kind(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, REAL)

    class Stepped(REAL, metaclass=Kind):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            off = dt.timedelta(seconds=float(step.read_text()))
            return REAL.now(tz) + off

    dt.datetime = Stepped  # type: ignore[misc]


def main() -> None:
    """Turn the clock before anything else has looked at it, then be the worker."""
    step, data, api, tick = sys.argv[1:]
    _turn(Path(step))
    from tests.bench.kills import worker

    worker(Path(data), api, float(tick))


if __name__ == "__main__":
    main()
