"""The faults of the reliability page, by number: files, stores, migrations, processes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.errors import Refused, SlackAway, StoreError
from bot.reminders.locks import FileWitness, OneWorker
from bot.reminders.reserve import Reserve
from bot.reminders.verify import VerifyReport
from bot.settings import Settings
from bot.store import backup, deduplication, meta, migrations, posts
from bot.store import database as databases
from bot.store.database import Database
from bot.wiring import outside
from bot.wiring import worker as worker_module
from bot.wiring.patience import kept_alive
from bot.wiring.scheduler import Timetable
from bot.wiring.worker import Worker, check_database, run_worker, supervise
from handlers.delivery.outbox import Outcome, Unreadable
from tests.reminders.world import HOME, World, at

pytestmark = pytest.mark.heavy

DAY = "2023-12-12T14:00:00Z"


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[World]:
    """A world in a file, with one determination that was due yesterday."""
    database = Database(f"sqlite:///{tmp_path}/foia.db")
    migrations.upgrade(database.engine)
    world = World(database)
    world.deadline("2023-12-11")
    yield world
    database.close()


def held(world: World) -> str | None:
    with world.database.read() as session:
        return meta.read(session, "nudges.hold")


def test_f10_a_missing_database_is_not_made_anew(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/none/foia.db")

    with pytest.raises(StoreError, match="restore"):
        check_database(database, tmp_path)
    assert not (tmp_path / "none/foia.db").exists()


def test_f10_a_damaged_page_stops_sending_and_names_the_way_back(
    filed: World, tmp_path: Path
) -> None:
    filed.database.close()
    path = tmp_path / "foia.db"
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"\x5a" * (4096 * 6)
    path.write_bytes(data)

    with pytest.raises(StoreError, match="restore"):
        check_database(filed.database, tmp_path)


def test_f11_a_store_that_lost_its_latest_rows_looks_before_it_says_anything(
    filed: World, tmp_path: Path
) -> None:
    witness = FileWitness(tmp_path)
    filed.database.close()
    copy = (tmp_path / "foia.db").read_bytes()
    filed.sweep(DAY, witness=witness)
    filed.database.close()
    for rest in tmp_path.glob("foia.db*"):
        rest.unlink()
    (tmp_path / "foia.db").write_bytes(copy)

    check_database(filed.database, tmp_path)
    assert held(filed)
    filed.sweeps("2023-12-12T15:00:00Z")

    assert len(filed.said()) == 1
    assert held(filed) is None


def test_f11_a_store_that_lost_nothing_is_not_held(filed: World, tmp_path: Path) -> None:
    filed.sweep(DAY, witness=FileWitness(tmp_path))

    check_database(filed.database, tmp_path)

    assert held(filed) is None


@pytest.mark.parametrize(("readable", "marks"), [(True, [False]), (False, [False, True])])
def test_f12_a_bot_restored_from_yesterday_repeats_nothing_unmarked(
    filed: World, tmp_path: Path, readable: bool, marks: list[bool]
) -> None:
    path = backup.backup(filed.database, tmp_path / "copies", at("2023-12-11T12:00:00Z"))
    filed.sweep(DAY)
    restored = Database(f"sqlite:///{tmp_path}/new/foia.db")
    backup.restore(path, restored)
    filed.database = restored
    filed.slack.readable = readable

    filed.sweeps("2023-12-12T16:00:00Z", count=15)

    assert [m.marked for m in filed.said(HOME)] == marks
    restored.close()


class Brim(Reserve):
    """A reserve whose release makes room in a database that is held to its size."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(folder)
        self.database = database
        with database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        self.hold_to(pages)

    def hold_to(self, pages: int) -> None:
        self.database.close()
        event.listen(
            self.database.engine,
            "connect",
            lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages}"),
        )

    def release(self) -> bool:
        self.hold_to(1_000_000)
        return super().release()


def test_f09_on_a_full_disk_the_reserve_is_released_loudly_and_the_nudge_is_said(
    filed: World, tmp_path: Path
) -> None:
    for number in range(60):  # more than fits into the pages that are there
        filed.deadline("2023-12-11", request=1, agency=f"A{number}")
    reserve = Brim(tmp_path, filed.database)
    reserve.put_by()
    settings = replace(filed.settings, data=tmp_path)
    worker = Worker(settings, filed.database, filed.slack, filed.slack.place, reserve=reserve)
    filed.clock.true = at(DAY)

    report = worker.tick()

    assert report is not None
    assert report.posted >= 1
    assert not (tmp_path / "reserve.space").exists()
    assert any("disk" in str(m.card.lines) for m in filed.slack.accepted)


def test_the_reserve_is_put_by_once_there_is_room_and_old_keys_are_dropped(
    filed: World, tmp_path: Path
) -> None:
    worker = Worker(
        filed.settings, filed.database, filed.slack, filed.slack.place, reserve=Reserve(tmp_path)
    )
    old, new = datetime.now(UTC) - timedelta(days=8), datetime.now(UTC)
    with filed.session() as session:
        deduplication.first_time(session, "old", old)
        deduplication.first_time(session, "new", new)

    worker.tidy()

    assert (tmp_path / "reserve.space").stat().st_size == 50_000_000
    with filed.session() as session:
        assert deduplication.first_time(session, "old", new)
        assert not deduplication.first_time(session, "new", new)


def test_f24_a_migration_that_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path}/foia.db")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "append_only", lambda _: ["this is no statement"])
        with pytest.raises(Exception, match="Nothing was changed"):
            migrations.upgrade(database.engine)

    assert database.version() is None
    migrations.upgrade(database.engine)
    assert database.is_current()
    database.close()


class Beats(BaseHTTPRequestHandler):
    seen: list[tuple[str, str]] = []  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        self.seen.append((self.command, self.path))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def beats() -> Iterator[str]:
    Beats.seen.clear()
    server = HTTPServer(("127.0.0.1", 0), Beats)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/beat"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("audit", "age", "expected"),
    [
        (VerifyReport(), timedelta(hours=1), [("GET", "/beat")]),
        (VerifyReport(missing=("one",)), timedelta(hours=1), []),
        (VerifyReport(), timedelta(hours=27), []),
        (None, timedelta(0), []),
    ],
    ids=["equal", "something missing", "audit too old", "audit never run"],
)
def test_f33_the_heartbeat_is_sent_only_when_the_audit_is_equal_and_fresh(
    filed: World, beats: str, audit: VerifyReport | None, age: timedelta, expected: list[object]
) -> None:
    settings = Settings(heartbeat_url=beats)
    worker = Worker(settings, filed.database, filed.slack, filed.slack.place)
    worker.last, worker.complete_at = filed.sweep(DAY), worker.clock.running()
    filed.clock.true = datetime.now(UTC)
    worker.audit, worker.audited_at = audit, datetime.now(UTC) - age

    assert worker.beat() is bool(expected)
    assert Beats.seen == expected


def test_f36_a_worker_that_dies_is_started_again_until_told_to_stop(tmp_path: Path) -> None:
    stop = threading.Event()
    log = tmp_path / "starts"
    code = f"open({str(log)!r}, 'a').write('x'); raise MemoryError"
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.append(
            supervise([sys.executable, "-S", "-c", code], stop, restarts=(0.01,))
        )
    )
    thread.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (log.exists() and len(log.read_text()) >= 3):
        time.sleep(0.05)
    stop.set()
    thread.join(120)

    assert len(log.read_text()) >= 3
    assert found
    assert found[0] >= 2


def test_a_second_worker_on_one_data_folder_is_refused(filed: World, tmp_path: Path) -> None:
    lock = OneWorker(tmp_path)
    assert lock.take()

    with pytest.raises(Refused, match="one is enough"):
        run_worker(Settings(data=tmp_path), lambda: (filed.slack, filed.slack.place))
    lock.let_go()


def test_a_worker_told_to_stop_finishes_and_gives_its_lock_back(
    filed: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    looks: list[int] = []
    real = Worker.tick

    def tick(worker: Worker) -> object:
        looks.append(1)
        if len(looks) == 3:  # the first one is the start's; this one is under way
            stop.set()
        report = real(worker)
        looks.append(1)
        return report

    monkeypatch.setattr(Worker, "tick", tick)
    run_worker(
        Settings(data=tmp_path), lambda: (filed.slack, filed.slack.place), stop=stop, tick=0.01
    )

    lock = OneWorker(tmp_path)
    assert len(looks) % 2 == 0
    assert lock.take()
    lock.let_go()


@pytest.mark.parametrize("step", ["check_database", "notice_set_back", "tick", "tidy"])
def test_a_store_that_is_locked_at_one_step_of_the_start_ends_no_worker(
    filed: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The lock is real, and is there when the step begins; a pause of the worker's ends it."""
    stop, seen = Stops(), list[str]()
    other = sqlite3.connect(tmp_path / "foia.db", isolation_level=None, check_same_thread=False)
    of = worker_module if step == "check_database" else Worker
    real = getattr(of, step)

    def begins(*given: object) -> object:
        if not seen:
            other.execute("BEGIN EXCLUSIVE")
        seen.append(step)
        return real(*given)

    monkeypatch.setattr(databases, "BUSY_MS", 1)
    monkeypatch.setattr(of, step, begins)
    monkeypatch.setattr(Timetable, "start", lambda _: None)
    monkeypatch.setattr(Timetable, "stop", lambda _: None)
    stop.pauses = other.rollback
    with closing(other):
        run_worker(Settings(data=tmp_path), lambda: (filed.slack, filed.slack.place), stop=stop)

    assert len(seen) == (2 if step == "check_database" else 1)


class Stops(threading.Event):
    """Waits for nothing: a pause does what a test says, and without one it is the end."""

    def pauses(self) -> None:
        """Do what happens meanwhile."""

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses()
        return timeout is None


def test_slack_that_does_not_answer_at_the_start_is_asked_again(
    filed: World, tmp_path: Path
) -> None:
    asked: list[int] = []

    def poster() -> tuple[object, object]:
        asked.append(1)
        if len(asked) < 3:
            raise SlackAway("not now")
        return filed.slack, filed.slack.place

    run_worker(Settings(data=tmp_path), poster, stop=Stops())  # type: ignore[arg-type]

    assert len(asked) == 3


def test_nothing_is_said_before_the_store_was_compared_with_what_slack_shows(
    filed: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(
        replace(filed.settings, data=tmp_path), filed.database, filed.slack, filed.slack.place
    )
    filed.clock.go_to(at(DAY))
    broken = {"lacks": Unreadable("no answer", passing=True), "references": StoreError("locked")}

    def broken_by(name: str) -> Callable[..., object]:
        def raises(*_: object) -> object:
            raise broken[name]

        return raises

    with monkeypatch.context() as patch:
        patch.setattr(filed.slack, "lacks", broken_by("lacks"))
        heldback = worker.tick()
        patch.setattr(posts, "references", broken_by("references"))
        locked = worker.tick()
        again = worker.tick()
        worker.tick()

    assert heldback is not None
    assert heldback.held
    assert (locked, again) == (None, None)
    assert not filed.said()
    assert worker.tick() is not None
    assert filed.said()


def test_what_could_not_be_told_is_told_the_next_time(
    filed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(filed.settings, ops_channel="COPS", alarm_url="https://x.example")
    worker = Worker(settings, filed.database, filed.slack, filed.slack.place)
    rings: list[bool] = [True, False]
    monkeypatch.setattr(outside, "ring", lambda *_: rings.pop())
    outcomes = [replace(SENT, kind="sent"), replace(SENT, kind="not_posted")]
    monkeypatch.setattr(filed.slack, "post", lambda *_: outcomes.pop())
    audits = [VerifyReport(missing=("one",))] * 2
    reports: list[int] = []

    def reported(*_: object) -> None:
        reports.append(1)
        if len(reports) == 1:
            raise StoreError("locked")

    monkeypatch.setattr(worker_module, "verify", lambda *_, **__: audits.pop())
    monkeypatch.setattr(VerifyReport, "report", reported)
    worker.began -= worker_module.SILENCE
    for _ in range(3):
        worker.alarm()
        worker._tell_without_database("The disk is full.")
        kept_alive(worker.check)

    assert (rings, outcomes, audits, len(reports)) == ([], [], [], 2)


SENT = Outcome("sent", ts="1.0")


def test_a_worker_that_cannot_be_started_at_this_moment_is_started_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, tried = Stops(), list[int]()

    def refused(*_: object, **__: object) -> None:
        tried.append(1)
        if len(tried) == 3:
            stop.set()
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refused)

    assert supervise(["worker"], stop) == 3
