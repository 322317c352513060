"""The clocks of delivery, passed in so that tests can turn them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

FRESH = 300.0  # seconds for which Slack's time is carried on without asking again
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


class SlackClock:
    """Slack's time, carried on by this machine's running clock between two answers of Slack's.

    The machine's wall time may be wrong by a minute or a year, or be turned while we work; the
    nudges are said by this one. Slack stamps whole seconds, cut off: never early by them.
    """

    def __init__(
        self,
        ask: Callable[[], datetime | None],
        machine: Clock | None = None,
        fresh: float = FRESH,
    ) -> None:
        self._ask = ask
        self._machine = machine or SystemClock()
        self._fresh = fresh
        self._known: tuple[datetime, float] | None = None  # Slack's time, and when it was told

    def sync(self) -> bool:
        """Ask Slack where the last answer is old; False while its time was never told."""
        if self._known is None or self.running() - self._known[1] >= self._fresh:
            told = self._ask()
            if told is not None:
                self._known = (told, self.running())
        return self._known is not None

    def now(self) -> datetime:
        """Return Slack's time; the machine's own where it was never told."""
        if self._known is None:
            return self._machine.now()
        told, at = self._known
        return told + timedelta(seconds=self.running() - at)

    @property
    def ahead(self) -> timedelta:
        """How far this machine's wall time is ahead of Slack's."""
        return self._machine.now() - self.now()

    def running(self) -> float:
        """Return seconds that never go back."""
        return self._machine.running()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._machine.sleep(seconds)
