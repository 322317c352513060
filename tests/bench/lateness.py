"""How late nudges are while others work the same store hard.

python -m tests.bench.lateness --minutes 3 --folder LETTERS: a real worker with its real tick, fifty
status answers a second from another process, and a folder being taken in by a third.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.store import migrations
from bot.store.database import Database
from bot.store.tables import Nudge, Reminder, Request
from bot.wiring.worker import TICK
from handlers.devkit.standin import Standin
from tests.bench.kills import ROOT, start


def main() -> int:
    """Run for some minutes and print the lateness of what was due in them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--nudges", type=int, default=150)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Standin() as slack:
        data = Path(folder)
        database = Database(f"sqlite:///{data}/foia.db")
        migrations.upgrade(database.engine)
        dues = _plan(database, slack, options.nudges, options.minutes)
        others = _others(data, options.folder)
        child = start(data, slack.api_url, TICK)
        end = max(dues.values()) + timedelta(seconds=75)
        time.sleep((end - datetime.now(UTC)).total_seconds())
        for one in (child, *others):
            one.terminate()
            one.wait()
        late = sorted(
            float(message["ts"]) - dues[channel].timestamp()
            for channel, messages in slack.messages.items()
            for message in messages[:1]
            if channel in dues
        )
        database.close()
    print(f"{len(dues)} due, {len(late)} said; seconds late: median {late[len(late) // 2]:.1f}, "
          f"p99 {late[int(len(late) * 0.99) - 1]:.1f}, most {late[-1]:.1f}")  # fmt: skip
    return 0 if len(late) == len(dues) and late[int(len(late) * 0.99) - 1] <= 60 else 1


def _plan(database: Database, slack: Standin, count: int, minutes: float) -> dict[str, datetime]:
    now = datetime.now(UTC)
    dues: dict[str, datetime] = {}
    with database.write() as session:
        for number in range(count):
            channel = f"C{number}"
            slack.add_channel(channel, f"c{number}", [slack.bot_user])
            due = now + timedelta(seconds=15 + number * minutes * 60 / count)
            dues[channel] = due
            request = Request(slug=f"r{number}", name=f"R{number}", channel=channel,
                              created_by="U1", created_at=now)  # fmt: skip
            session.add(request)
            session.flush()
            reminder = Reminder(request_id=request.id, on=date.today(), text="Call", created_by="U1",
                                created_at=now)  # fmt: skip
            session.add(reminder)
            session.flush()
            session.add(
                Nudge(reminder_id=reminder.id, version="", step="day", audience="team",
                      ref=f"bench{number}", due_on=due.date(), due_at=due, made_at=now)
            )  # fmt: skip
    return dues


def _others(data: Path, folder: Path | None) -> list[subprocess.Popen[bytes]]:
    env = os.environ | {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    status = [sys.executable, "-m", "tests.bench.ask_often", str(data)]
    found = [subprocess.Popen(status, cwd=ROOT, env=env, **quiet)]  # type: ignore[call-overload]
    if folder:
        add = [sys.executable, "-m", "bot", "--data", str(data), "add", str(folder)]
        found.append(subprocess.Popen(add, cwd=ROOT, env=env, **quiet))  # type: ignore[call-overload]
    return found


if __name__ == "__main__":
    raise SystemExit(main())
