"""Writes audit lines behind the answers, so that nobody waits for the disk to hear a status.

Lines are written in batches within a second, and all of them before the ledger closes. A crash
can lose the last second of lines; nothing else depends on them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any

from bot.errors import StoreError
from bot.store.database import Database

logger = logging.getLogger(__name__)
EVERY = 0.5  # seconds
MOST_WAITING = 10_000

Line = Mapping[str, Any]  # the columns of AuditRow


class Ledger:
    """Takes audit lines from any thread; one thread of its own writes them."""

    def __init__(self, database: Database) -> None:
        """Start no thread yet: a command that asks nothing needs none."""
        self._database = database
        self._lines: list[Callable[[], Line]] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._closing = threading.Event()
        self._writer: threading.Thread | None = None

    def note(self, line: Callable[[], Line]) -> None:
        """Take a line; it is made when it is written, by the thread that writes."""
        with self._lock:
            if len(self._lines) < MOST_WAITING:
                self._lines.append(line)
            if self._writer is None and not self._closing.is_set():
                self._writer = threading.Thread(target=self._write, name="ledger", daemon=True)
                self._writer.start()

    def flush(self) -> None:
        """Write what waits, also what another thread is writing; what cannot be now waits on."""
        with self._writing:
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            waiting, self._lines = self._lines, []
        if not waiting:
            return
        from bot.store import deduplication  # a question at the command line writes no line

        try:
            with self._database.write() as session:
                deduplication.audit(session, [line() for line in waiting])
        except StoreError:
            logger.warning("%s audit lines wait: the database is busy", len(waiting))
            with self._lock:
                self._lines = waiting + self._lines

    def _write(self) -> None:
        while not self._closing.wait(EVERY):
            self.flush()

    def close(self) -> None:
        """Write everything and stop."""
        self._closing.set()
        if self._writer is not None:
            self._writer.join()
        self.flush()
