"""The clocks of delivery, passed in so that tests can turn them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

# Counts on while the machine sleeps, where the system has such a clock.
_BOOT = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """Wall time for what is due, running time for leases."""

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""

    def running(self) -> float:
        """Return seconds that never go back."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's clocks; `start` shifts wall time, for sweeps at a given moment."""

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = start - datetime.now(UTC) if start else timedelta(0)

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def running(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic() if _BOOT is None else time.clock_gettime(_BOOT)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
