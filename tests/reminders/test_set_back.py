"""A database set back, on either kind; errors of drivers; the way out that is not Slack."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy.exc import OperationalError

from bot.errors import StoreError
from bot.reminders.locks import FileWitness
from bot.reminders.verify import verify
from bot.settings import Settings
from bot.store import faults, meta, migrations
from bot.store.database import Database
from bot.store.tables import Base
from bot.wiring.worker import SILENCE, Worker
from handlers.delivery.outbox import Outbox, posting_client
from handlers.devkit.standin import Standin
from tests.reminders.judge import owed_by_rows
from tests.reminders.simslack import Unsealed
from tests.reminders.world import HOME, World, at

pytestmark = pytest.mark.heavy

DAY = "2023-12-12T14:00:00Z"


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[World]:
    database = Database(f"sqlite:///{tmp_path}/foia.db")
    migrations.upgrade(database.engine)
    world = World(database)
    for number in range(5):
        world.deadline("2023-12-11", request=world.request(f"r{number}"))
    yield world
    database.close()


def forget_all(world: World) -> None:
    """The state of before the sweep comes back under the running worker, as from a dump."""
    with world.database.engine.begin() as connection:
        for name in ("nudges", "posts", "nudge_plans", "meta"):
            if name in Base.metadata.tables:
                connection.exec_driver_sql(f"delete from {name}")


@pytest.mark.parametrize(("readable", "marks"), [(True, [False]), (False, [False, True])])
def test_a_database_that_is_set_back_while_we_run_repeats_nothing_unmarked(
    filed: World, tmp_path: Path, readable: bool, marks: list[bool]
) -> None:
    witness = FileWitness(tmp_path)
    filed.sweep(DAY, witness=witness)
    forget_all(filed)
    filed.slack.readable = readable

    filed.sweeps("2023-12-12T15:00:00Z", every=60, count=20, witness=witness)

    for key in {m.key for m in filed.said(HOME)}:
        assert [m.marked for m in filed.said(HOME) if m.key == key] == marks


@pytest.mark.parametrize(("readable", "marks"), [(True, [False]), (False, [False, True])])
def test_what_opens_again_after_the_store_was_set_back_is_looked_for_as_well(
    filed: World, tmp_path: Path, readable: bool, marks: list[bool]
) -> None:
    """Closed as the dump has it; it had been opened again and said, which is lost."""
    witness, filed.slack.readable = FileWitness(tmp_path), readable
    filed.sweep(DAY, witness=witness)
    forget_all(filed)
    filed.change(1, state="met")
    filed.sweeps("2023-12-12T15:00:00Z", every=60, count=10, witness=witness)

    filed.change(1, state="open")
    filed.sweeps("2023-12-12T16:00:00Z", every=60, count=20, witness=witness)

    (first,) = (n.ref for n in filed.nudges() if n.deadline_id == 1 and n.state == "sent")
    assert [m.marked for m in filed.said(HOME) if first in {m.key, *m.card.covers}] == marks


def test_what_the_message_that_is_found_does_not_say_is_said_after_all(
    filed: World, tmp_path: Path
) -> None:
    """The week's digest carried five dates; brought back, the store has one more for it."""
    witness, long_ago = FileWitness(tmp_path), at("2023-11-01T12:00:00Z")
    week_before(filed)
    monday = "2023-12-18T14:00:30Z"
    for number in range(1, 6):
        filed.change(number, due=date(2023, 12, 15), made_at=long_ago)
    filed.sweep(monday, witness=witness)
    assert len(filed.said(HOME)[-1].card.covers) == 5
    forget_all(filed)
    week_before(filed)
    filed.deadline("2023-12-15", request=filed.request("r9"), made_at=long_ago)

    filed.sweeps("2023-12-18T14:05:00Z", every=60, count=10, witness=witness)

    said = [ref for message in filed.said(HOME) for ref in message.card.covers]
    assert sorted(said) == sorted(n.ref for n in filed.nudges() if n.state == "sent")
    assert len(said) == 6


def week_before(world: World) -> None:
    with world.session() as session:
        meta.write(session, f"nudges.week.{HOME}", "2023-W50")


def test_where_the_mark_is_lost_as_well_slack_itself_tells(filed: World, tmp_path: Path) -> None:
    filed.sweep(DAY)
    forget_all(filed)
    worker = Worker(Settings(data=tmp_path / "new"), filed.database, filed.slack, filed.slack.place)

    assert worker.notice_set_back()
    filed.sweeps("2023-12-12T15:00:00Z", every=60, count=6)

    assert len(filed.said(HOME)) == 5
    assert not worker.notice_set_back()


def test_the_newest_message_of_ours_is_asked_of_slack_over_http(filed: World) -> None:
    with Standin() as standin:
        standin.add_channel(HOME, "home", [standin.bot_user])
        outbox = Outbox(posting_client(standin.token, standin.api_url), Unsealed())
        filed.sweep(DAY)
        card = filed.said()[0].card
        assert not outbox.lacks(HOME, [])
        outbox.post(HOME, card, "one")
        outbox.post(HOME, card, "two")

        assert outbox.lacks(HOME, ["one"])
        assert not outbox.lacks(HOME, ["one", "two"])
        outbox.post(HOME, replace(card, covers=(), unrecorded=True), "without the store")
        assert not outbox.lacks(HOME, ["one", "two"])


@pytest.mark.parametrize(
    "fault",
    [psycopg.errors.DeadlockDetected, psycopg.errors.QueryCanceled, psycopg.OperationalError],
)
def test_whatever_a_driver_calls_its_trouble_it_is_a_store_error(fault: type[Exception]) -> None:
    with pytest.raises(StoreError), faults.translated():
        raise OperationalError("select 1", {}, fault("told by the server"))


def test_a_date_that_cannot_be_planned_is_heard_of(filed: World) -> None:
    filed.deadline("2093-12-11", "ours", request=1, agency="FAR")

    report = verify(filed.database, filed.settings, at(DAY), source=owed_by_rows)

    assert len(report.unplannable) == 1
    assert "2093-12-11" in report.unplannable[0]
    assert not report.is_equal


class Bell(BaseHTTPRequestHandler):
    rung: list[tuple[str, str, int]] = []  # noqa: RUF012 - shared on purpose

    def do_POST(self) -> None:
        self.rung.append((self.command, self.path, int(self.headers.get("content-length") or 0)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_when_nothing_gets_through_the_outside_is_told_without_content(
    filed: World, tmp_path: Path
) -> None:
    server = HTTPServer(("127.0.0.1", 0), Bell)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    mark = tmp_path / "rung"
    settings = Settings(
        data=tmp_path,
        alarm_url=f"http://127.0.0.1:{server.server_port}/bell",
        alarm_command=f"{sys.executable} -c \"open('{mark}', 'w')\"",
    )
    worker = Worker(settings, filed.database, filed.slack, filed.slack.place)
    assert not worker.alarm()
    worker.began -= SILENCE

    assert worker.alarm()
    assert not worker.alarm()  # once an hour

    assert Bell.rung == [("POST", "/bell", 0)]
    assert mark.exists()
    server.shutdown()
    server.server_close()


def test_a_look_that_leaves_something_unsaid_is_no_sign_of_life(filed: World) -> None:
    filed.slack.unsafe[HOME] = "unknown"
    worker = Worker(filed.settings, filed.database, filed.slack, filed.slack.place)
    filed.clock.go_to(at(DAY))
    worker.tick()
    filed.clock.sleep(timedelta(minutes=4).total_seconds())
    worker.complete_at = None
    worker.clock = type(worker.clock)(filed.slack.server_time)

    report = worker.tick()

    assert report is not None
    assert report.unsaid == 5
    assert worker.complete_at is None
