"""How long a sweep takes over 10,000 open component requests: python -m tests.bench.sweep."""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.reminders.sweep import sweep
from bot.reminders.verify import verify
from bot.settings import Settings
from bot.store import migrations
from bot.store.database import Database
from bot.store.tables import Component, DeadlineRow, Request
from tests.reminders.judge import owed_by_rows
from tests.reminders.world import FakeClock, FakeSlack

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 9, 8, 12, 0, tzinfo=UTC)  # Tuesday, 08:00 in New York


def fill(database: Database, components: int, each: int = 3) -> None:
    """Make component requests with open deadlines spread over half a year."""
    with database.write() as session:
        requests = [
            {
                "slug": f"r{n}", "name": f"Request {n}", "channel": f"C{n % 40}", "owner": "",
                "created_by": "U1", "created_at": NOW,
            }
            for n in range(components // 5)
        ]  # fmt: skip
        session.execute(insert(Request), requests)
        session.execute(
            insert(Component),
            [
                {
                    "request_id": 1 + n % len(requests), "agency": f"A{n}", "origin": "filed",
                    "phase": "open", "clock": "running", "disposition": "",
                }
                for n in range(components)
            ],
        )  # fmt: skip
        rows = [
            {
                "component_id": 1 + n % components, "limit": f"limit{n // components}",
                "label": "Determination", "version": "v1", "certainty": "stated", "state": "open",
                "due": date(2026, 9, 15) + timedelta(days=n % 180),
                "whose": "ours" if n % 2 else "theirs", "made_at": NOW - timedelta(days=200),
            }
            for n in range(components * each)
        ]  # fmt: skip
        session.execute(insert(DeadlineRow), rows)


def measure(components: int = 10_000) -> dict[str, float]:
    """Return seconds of the first sweep, of an idle one, of a busy one, and memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what filling takes is not the worker's memory.
        command = [sys.executable, "-m", "tests.bench.sweep", "--fill", folder, str(components)]
        subprocess.run(command, check=True, cwd=ROOT)
        database = Database(f"sqlite:///{folder}/foia.db")
        clock = FakeClock(NOW)
        slack = FakeSlack(clock)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        def once() -> float:
            began = time.process_time()
            sweep(
                database, slack, slack.place, now=clock.now(), clock=clock,
                settings=Settings(ops_channel="COPS"),
            )  # fmt: skip
            return time.process_time() - began

        times = {"first": once(), "idle": min(once() for _ in range(3))}
        clock.sleep(3600 + 5)
        times["busy"] = once()
        times["posted"] = len(slack.accepted)
        times["idle after"] = min(once() for _ in range(3))
        times["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times["MB added"] = times["MB"] - before / 1024
        began = time.process_time()
        report = verify(database, Settings(ops_channel="COPS"), clock.now(), source=owed_by_rows)
        times["audit"] = time.process_time() - began
        times["audit missing"] = len(report.missing)
        times["MB with audit"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        database.close()
    return times


def main() -> int:
    """Measure, or fill a store for it."""
    logging.disable(logging.CRITICAL)
    if sys.argv[1:2] == ["--fill"]:
        database = Database(f"sqlite:///{sys.argv[2]}/foia.db")
        migrations.upgrade(database.engine)
        fill(database, int(sys.argv[3]))
        database.close()
        return 0
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print({name: round(value, 3) for name, value in measure(size).items()})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
