"""A real worker process against a stand-in over HTTP, in a time that a test turns.

`Edge` is the test's side. As a program (`python -m tests.reminders.edge DATA API PASSED OFF URL`)
it is the worker: PASSED seconds have gone by for everybody, and its own wall clock is OFF wrong.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.law.calendar import federal
from tests.reminders.stepped import turn

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0  # seconds; a second look waits for one minute of them
OPS = "COPS"
ZONE = ZoneInfo("America/New_York")


class Edge:
    """A store, Slack's stand-in and one worker; `go` turns the time of all three."""

    def __init__(self, folder: Path, slack: Any, database: Any, url: str = "") -> None:
        self.folder, self.slack, self.database, self.url = folder, slack, database, url
        self._passed, self._off = folder / "passed", folder / "off"
        self.refuses = folder / "refuses"  # the places that do not allow the bot, a line each
        self.refuses.write_text("")
        self._seconds = 0.0
        slack.clock = lambda: time.time() + self._seconds
        turn(self._off, 0.0)
        self.pass_on(datetime(2027, 6, 15, 14, 5, tzinfo=UTC).timestamp() - time.time())
        self.log = folder / "worker.log"

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        words = [str(self.folder), self.slack.api_url, str(self._passed), str(self._off), self.url]
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", "tests.reminders.edge", *words], cwd=ROOT, stdout=log,
                stderr=log, env=os.environ | {"PYTHONWARNINGS": "ignore"},
            )  # fmt: skip
        try:
            yield child
        finally:
            child.terminate()
            child.wait(60)

    def go(self, clock: str, weekday: int | None = None, off: float = 0.0) -> date:
        """Let time pass until a wall time in New York on the next working day; returns the day.

        `weekday`: on the next such day, whose next day is a working day at least. The worker's own
        clock is `off` seconds ahead then.
        """
        days, day = federal(), self.now.astimezone(ZONE).date() + timedelta(days=1)
        while not (day.weekday() == weekday and days.is_working(day + timedelta(days=day.weekday() > 4))
                   if weekday is not None else days.is_working(day)):  # fmt: skip
            day += timedelta(days=1)
        moment = datetime.combine(day, dt.time.fromisoformat(clock), ZONE)
        turn(self._off, off)
        self.pass_on(moment.timestamp() - self.slack.clock())
        return day

    def day(self, working_days: int) -> date:
        """Return the day so many working days from today on, or before it."""
        return federal().add(self.now.astimezone(ZONE).date(), working_days)

    def pass_on(self, seconds: float) -> None:
        self._seconds += seconds
        turn(self._passed, self._seconds)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.clock(), UTC)

    def request(self, channel: str, owner: str = "", name: str = "ICE data breach") -> int:
        from bot.store.tables import Request

        if channel not in self.slack.channels:
            self.slack.add_channel(channel, channel.lower(), [self.slack.bot_user])
        with self.database.write() as session:
            row = Request(slug=f"r{time.monotonic_ns()}", name=name, channel=channel, owner=owner,
                          created_by="U1", created_at=self.now - timedelta(days=400))  # fmt: skip
            session.add(row)
            session.flush()
            return int(row.id)

    def deadline(self, request: int, due: date, whose: str = "theirs", agency: str = "ICE") -> int:
        from bot.store.tables import Component, DeadlineRow

        theirs = whose == "theirs"
        with self.database.write() as session:
            component = Component(request_id=request, agency=agency)
            session.add(component)
            session.flush()
            row = DeadlineRow(
                component_id=component.id, limit="determination" if theirs else "appeal",
                label="Determination" if theirs else "Our appeal", version="v1",
                due=due, whose=whose, certainty="stated", state="open",
                made_at=self.now - timedelta(days=400),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return int(row.id)

    def change(self, table: str, row: int, **values: Any) -> None:
        from bot.store import tables

        with self.database.write() as session:
            found = session.get_one(getattr(tables, table), row)
            for name, value in values.items():
                setattr(found, name, value)

    def settle(self, *deadlines: int) -> None:
        """Have what a test began be done, so that the next one hears nothing of it."""
        for one in deadlines:
            self.change("DeadlineRow", one, state="met")

    def said(self, channel: str) -> list[str]:
        return [str(message) for message in self.slack.messages.get(channel, ())]

    def until(self, what: Callable[[], object], passing: float = 0.0) -> bool:
        """Wait for something; `passing` seconds go by for everybody with each three of ours.

        A worker that writes down when to try again after we let time pass waits from then on.
        """
        end, turned = time.monotonic() + PATIENCE, time.monotonic()
        while time.monotonic() < end:
            if what():
                return True
            if passing and time.monotonic() - turned > 3:
                self.pass_on(passing)
                turned = time.monotonic()
            time.sleep(0.1)
        return False

    def looked(self) -> None:
        """Wait until the worker has looked at everything once more and said it."""
        self._number = getattr(self, "_number", 0) + 1
        channel = f"CPROBE{self._number}"
        self.remind(self.request(channel, name="Probe"))
        assert self.until(lambda: self.said(channel))

    def remind(self, request: int) -> None:
        """Have a reminder that is due now, and therefore ours and not to wait."""
        from bot.store.tables import Nudge, Reminder

        now = self.now
        with self.database.write() as session:
            row = Reminder(request_id=request, on=now.date(), text="Call", created_by="U1",
                           created_at=now - timedelta(days=30))  # fmt: skip
            session.add(row)
            session.flush()
            session.add(
                Nudge(reminder_id=row.id, version="", step="day", audience="team",
                      ref=f"probe{row.id}", due_on=now.date(), due_at=now,
                      made_at=now - timedelta(days=30))
            )  # fmt: skip


def _turn(passed: Path, off: Path) -> None:
    """Turn the wall clock of this process by both files, its running time by the first."""
    from tests.reminders import stepped

    class Sum:
        def read_text(self) -> str:
            return str(sum(float(file.read_text()) for file in (passed, off)))

    stepped._turn(Sum())  # type: ignore[arg-type]
    from bot.reminders.clock import SystemClock

    running = SystemClock.running
    SystemClock.running = lambda self: running(self) + float(passed.read_text())  # type: ignore[method-assign]


def main() -> None:
    """Be the worker."""
    data, api, passed, off, url = sys.argv[1:]
    _turn(Path(passed), Path(off))
    from bot.privacy.gate import Place, PlaceKind
    from bot.settings import Settings
    from bot.wiring.worker import run_worker
    from handlers.delivery.outbox import Outbox, posting_client
    from tests.bench.kills import Unsealed

    refuses = Path(data) / "refuses"

    def place(name: str) -> Place:
        return Place(name, PlaceKind.CHANNEL, allowed=name not in refuses.read_text().split())

    outbox = Outbox(posting_client("xoxb-stand-in", api), seal=Unsealed())
    settings = Settings(data=Path(data), database_url=url, ops_channel=OPS)
    run_worker(settings, lambda: (outbox, place), tick=0.2)


if __name__ == "__main__":
    main()
