"""APScheduler says "look now"; it holds no deadlines, so nothing is lost when it is late."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)


class Timetable:
    """Calls each function again and again, never two calls of one at once.

    Intervals in UTC only: local times, their gaps and repeats are the plan's business.
    """

    def __init__(self, every: Sequence[tuple[float, Callable[[], object]]]) -> None:
        """Take pairs of seconds and function."""
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for number, (seconds, function) in enumerate(every):
            self._scheduler.add_job(
                _kept_alive(function), "interval", seconds=seconds, id=f"tick-{number}"
            )

    def start(self) -> None:
        """Begin to tick."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, and wait for what is running."""
        self._scheduler.shutdown(wait=True)


def _kept_alive(function: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        try:
            function()
        except Exception:
            # A tick that fails must not be the last one.
            log.exception("a tick failed")

    return call
