"""A real worker, a stand-in over HTTP, real steps of the clock: the step due in between is said."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import migrations
from bot.store.database import Database
from bot.store.heartbeat import latest
from bot.store.tables import Nudge, Reminder, Request
from bot.wiring.scheduler import Timetable, Watchdog
from handlers.devkit.standin import Standin
from tests.reminders.stepped import turn

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[2]
HOUR, YEAR = 3600, 366 * 86_400
PATIENCE = 180.0


@contextmanager
def a_worker(folder: Path, api_url: str, step: int) -> Iterator[Path]:
    """Start a worker whose clock is `step` seconds ahead; gives the file that turns it."""
    turned = folder / "step"
    turn(turned, step)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.reminders.stepped", str(turned), str(folder), api_url, "0.2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    try:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        yield turned
    finally:
        child.terminate()
        child.wait(60)
        if child.stdout:
            child.stdout.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{tmp_path}/foia.db")) as database:
        migrations.upgrade(database.engine)
        yield database


@pytest.fixture
def slack() -> Iterator[Standin]:
    with Standin() as standin:
        standin.add_channel("CHOME", "foia", [standin.bot_user])
        yield standin


def remind_at(database: Database, moment: datetime) -> None:
    past = moment - timedelta(days=30)
    with database.write() as session:
        request = Request(
            slug="r", name="ICE data breach", channel="CHOME", created_by="U1", created_at=past
        )
        session.add(request)
        session.flush()
        reminder = Reminder(
            request_id=request.id, on=moment.date(), text="Call", created_by="U1", created_at=past
        )
        session.add(reminder)
        session.flush()
        session.add(
            Nudge(
                reminder_id=reminder.id, version="", step="day", audience="team", ref="byhand",
                due_on=moment.date(), due_at=moment, made_at=past,
            )
        )  # fmt: skip


def until(what: object, patience: float = PATIENCE) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if what():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("before", "after"),
    [(0, HOUR), (0, YEAR), (0, -HOUR), (0, -YEAR), (YEAR, 0), (HOUR, 0)],
    ids=["on an hour", "on a year", "back an hour", "back a year", "a year put right", "an hour"],
)
def test_a_step_that_is_due_after_the_clock_was_turned_is_said_once_and_not_early(
    tmp_path: Path, database: Database, slack: Standin, before: int, after: int
) -> None:
    with a_worker(tmp_path, slack.api_url, before) as step:
        assert until(lambda: slack.called("auth.test"))
        turn(step, after)
        due = datetime.now(UTC) + timedelta(seconds=2)
        remind_at(database, due)

        assert until(lambda: slack.messages["CHOME"])

    (message,) = slack.messages["CHOME"]
    assert float(message["ts"]) >= int(due.timestamp())  # whole seconds there
    with database.read() as session:
        beat = latest(session)
    assert beat is None or abs(beat - datetime.now(UTC)) < timedelta(minutes=5)


def test_an_answer_that_drips_holds_up_nobody_else(
    tmp_path: Path, database: Database, slack: Standin
) -> None:
    slack.add_channel("COTHER", "other", [slack.bot_user])
    slack.fail("chat.postMessage", "drip", seconds=2.0)
    remind_at(database, datetime.now(UTC) - timedelta(seconds=1))

    with a_worker(tmp_path, slack.api_url, 0):
        assert until(lambda: slack.called("chat.postMessage"))
        with database.write() as session:
            # What comes due while the answer drips goes elsewhere.
            request = Request(
                slug="o", name="Other", channel="COTHER", created_by="U1",
                created_at=datetime.now(UTC),
            )  # fmt: skip
            session.add(request)
            session.flush()
            now = datetime.now(UTC)
            other = Reminder(
                request_id=request.id, on=now.date(), text="Call", created_by="U1", created_at=now
            )
            session.add(other)
            session.flush()
            session.add(
                Nudge(
                    reminder_id=other.id, version="", step="day", audience="team", ref="other",
                    due_on=now.date(), due_at=now, made_at=now,
                )
            )  # fmt: skip

        assert until(lambda: slack.messages["COTHER"])  # the whole answer takes many minutes


def test_a_loop_that_raises_goes_on_and_one_that_is_told_to_stop_ends() -> None:
    calls: list[int] = []

    def failing() -> None:
        calls.append(1)
        raise RuntimeError("this once and always")

    table = Timetable([(0.01, failing)])
    table.start()
    assert until(lambda: len(calls) >= 3)
    table.stop()
    after = len(calls)
    time.sleep(0.05)
    assert len(calls) == after


def test_a_process_without_progress_ends_itself_and_one_with_progress_does_not() -> None:
    now, ended = [0.0], list[int]()
    dog = Watchdog(300, ended.append, lambda: now[0])

    now[0] = 299.0
    assert dog.look()
    dog.progress()
    now[0] = 598.0
    assert dog.look()
    now[0] = 600.0

    assert not dog.look()
    assert ended == [70]
