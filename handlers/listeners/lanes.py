"""When Slack hears that its request was taken: within its three seconds, whatever the store does.

What may need the store, or Slack itself, runs in threads of its own. The thread that acknowledges
waits for it as long as it can afford to, and then acknowledges in any case: what is there by then
goes with the ack, what is not comes after it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slack_bolt import Ack

ACK_SECONDS = 1.5  # of Slack's three; the rest is for the way there and back, and for a rush
# Quick answers at a time; in a rush the others are acknowledged empty and answered from the pool.
QUICK_AT_ONCE = 4
# Changes, forms and events at a time: each holds one of the store's connections.
CHANGES_AT_ONCE = 8
# Acks that wait at a time: half of the threads that take requests (32 over HTTP, 20 of a socket).
WAITING = 16
WORKERS = 32  # slow answers at a time; Bolt's own five made the sixth user wait past 3 seconds
# Searches at a time. Each may hold two of the store's connections; were all of them held by
# searches that wait for their second, nobody would get any.
SLOW_AT_ONCE = 4


def searches_at_once(connections: int) -> int:
    """Return how many searches leave the quick answers a connection each; at least one."""
    return max(1, min(SLOW_AT_ONCE, (connections - QUICK_AT_ONCE) // 2))


def _threads(count: int, name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(count, thread_name_prefix=name)


@dataclass(slots=True)
class Lanes:
    """Threads by what they do, so that no kind of work waits for another's."""

    quick: ThreadPoolExecutor = field(default_factory=lambda: _threads(QUICK_AT_ONCE, "quick"))
    changes: ThreadPoolExecutor = field(default_factory=lambda: _threads(CHANGES_AT_ONCE, "change"))
    pool: ThreadPoolExecutor = field(default_factory=lambda: _threads(WORKERS, "answer"))
    ack_seconds: float = field(default_factory=lambda: ACK_SECONDS)
    _waiting: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(WAITING)
    )

    def ended(self, work: Future[None]) -> bool:
        """Wait as long as an ack may; say whether the work is done."""
        if not self._waiting.acquire(blocking=False):
            return work.done()
        try:
            return work in wait([work], timeout=self.ack_seconds).done
        finally:
            self._waiting.release()

    def close(self, *, drained: bool) -> None:
        """Take nothing new; wait for what is running where all of it was `drained`."""
        for lane in (self.quick, self.changes, self.pool):
            lane.shutdown(wait=drained, cancel_futures=True)


class OpenAck:
    """An ack that can be said until it is closed; what comes later has to go another way."""

    def __init__(self, ack: Ack) -> None:
        """Say it with `ack`."""
        self._ack: Callable[..., Any] = ack
        self._open, self._said = True, False
        self._lock = threading.Lock()

    def __call__(self, *words: str, **body: Any) -> bool:
        """Say this with the ack, in place of what it said before; False where that is too late."""
        with self._lock:
            if self._open:
                self._ack(*words, **body)
                self._said = True
            return self._open

    def close(self, **body: Any) -> None:
        """Acknowledge, with this where nothing was said, and take no more."""
        with self._lock:
            if self._open and not self._said:
                self._ack(**body)
            self._open = False
