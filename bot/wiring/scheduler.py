"""APScheduler starts the loops; they wait by the running clock and hold no deadlines.

A next run that lies in wall time is lost for as long as a clock is set back. These loops wait so
many seconds, whatever the calendar shows, so that no step of the clock can stop a look.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.wiring.patience import kept_alive

log = logging.getLogger(__name__)

NO_PROGRESS = 300.0  # seconds without a sign from the work: the process is stuck
STUCK = 70  # the exit code of a process that ended itself; its parent starts it again
A_CENTURY = 5200  # weeks: a loop is started once and never again
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # due at once, whatever our clock shows


class Timetable:
    """Calls each function again and again, never two calls of one at once."""

    def __init__(self, every: Sequence[tuple[float, Callable[[], object]]]) -> None:
        """Take pairs of seconds and function; the first call comes after so many seconds."""
        self._stop = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(max(1, len(every)))},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for number, (seconds, function) in enumerate(every):
            self._scheduler.add_job(
                self._again_and_again, "interval", (seconds, function), weeks=A_CENTURY,
                next_run_time=LONG_AGO, id=f"loop-{number}",
            )  # fmt: skip

    def start(self) -> None:
        """Begin to tick."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, and wait for what is running."""
        self._stop.set()
        self._scheduler.shutdown(wait=True)

    def _again_and_again(self, seconds: float, function: Callable[[], object]) -> None:
        due = time.monotonic() + seconds
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            kept_alive(function)
            # A call that took longer than its pause is followed by a whole pause, not by a rush.
            due = max(due + seconds, time.monotonic() + min(1.0, seconds))


class Watchdog:
    """Ends a process whose work shows no progress for minutes, so that its parent starts it anew.

    A call that hangs where no time-out reaches (a name look-up, a database behind a dead network)
    would otherwise be silence for ever.
    """

    def __init__(
        self,
        patience: float = NO_PROGRESS,
        end: Callable[[int], object] = os._exit,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._patience = patience
        self._end = end
        self._clock = clock
        self._at = clock()
        self._stop = threading.Event()

    def progress(self) -> None:
        """Note that the work goes on."""
        self._at = self._clock()

    def start(self) -> None:
        """Begin to watch, in a thread that keeps no process from ending."""
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()

    def look(self) -> bool:
        """Say whether there was progress lately; end the process where there was none."""
        still = self._clock() - self._at
        if still < self._patience:
            return True
        log.critical("no progress for %d seconds; this process ends to be started again", still)
        faulthandler.dump_traceback()
        self._end(STUCK)
        return False

    def _watch(self) -> None:
        while not self._stop.wait(min(10.0, self._patience / 4)):
            self.look()
