"""Connections to PostgreSQL: a limit that is kept, one more try for readers, and causes in words."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from bot.cli.main import main
from bot.dispatch import guarded
from bot.errors import ConnectionLost, SettingsError, StoreError
from bot.settings import Settings, load
from bot.store import database as databases
from bot.store.database import Database
from bot.wiring.container import open_desk


def _admin(url: str, statement: str) -> None:
    other = Database(url)
    with other.engine.connect() as connection:
        connection.execute(text(statement))
    other.close()


KILL = (
    "select pg_terminate_backend(pid) from pg_stat_activity "
    "where pid <> pg_backend_pid() and datname = current_database()"
)


def test_the_pool_is_a_setting_and_what_is_no_number_is_said() -> None:
    assert load({}).db_pool == databases.POOL
    assert load({"FOIA_DB_POOL": "6"}).db_pool == 6
    for wrong in ("0", "1", "-3", "many", "5000"):
        with pytest.raises(SettingsError, match="FOIA_DB_POOL"):
            load({"FOIA_DB_POOL": wrong})


def test_fifty_readers_share_a_pool_of_two(postgres_url: str) -> None:
    database = Database(postgres_url, pool=2)
    most, failed = [0], []

    def one() -> None:
        try:
            with database.read() as session:
                session.execute(text("select pg_sleep(0.01)"))
                most[0] = max(most[0], database.engine.pool.checkedout())  # type: ignore[attr-defined]
        except StoreError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=one) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()

    assert failed == []
    assert 1 <= most[0] <= 2


def test_a_reader_whose_connection_was_lost_gets_another_one(postgres_url: str) -> None:
    database = Database(postgres_url, pool=2)
    with database.read() as session:
        session.execute(text("select 1"))
    _admin(postgres_url, KILL)

    with database.read() as session:
        assert session.scalar(text("select 1")) == 1
    database.close()


@pytest.fixture
def refusing(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Database, list[int]]:
    """A database whose first connection cannot be had: it is just being started again."""
    monkeypatch.setattr(databases, "AGAIN_SECONDS", 0.01)
    database = Database(postgres_url, pool=2)
    tries: list[int] = []
    connect = database.engine.pool._creator  # type: ignore[attr-defined]

    def stubborn(*given: object) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise psycopg.OperationalError("the database system is starting up")
        return connect(*given)

    monkeypatch.setattr(database.engine.pool, "_creator", stubborn)
    monkeypatch.setattr(database.engine.pool, "_invoke_creator", lambda *_: stubborn())
    return database, tries


def test_a_read_is_tried_once_more_and_a_write_never(
    refusing: tuple[Database, list[int]],
) -> None:
    database, tries = refusing
    with pytest.raises(StoreError, match="starting"), database.write() as session:
        session.execute(text("select 1"))
    assert len(tries) == 1

    tries.clear()
    with database.read() as session:
        assert session.scalar(text("select 1")) == 1
    assert len(tries) == 2
    database.close()


def test_a_read_that_is_cut_off_does_not_end_in_a_traceback(postgres_url: str) -> None:
    database = Database(postgres_url, pool=2)
    with pytest.raises(StoreError), database.read() as session:
        session.execute(text("select 1"))
        _admin(postgres_url, KILL)
        session.execute(text("select 1"))
    database.close()


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port at which nobody listens, and which nobody else is given meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


@pytest.fixture
def plain_server() -> Iterator[str]:
    """A PostgreSQL address where TLS is refused, as a plain server does it: with one letter."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client:
                    client.recv(8)
                    client.sendall(b"N")
                    client.recv(1)

    threading.Thread(target=serve, daemon=True).start()
    yield f"postgresql://foia@127.0.0.1:{listener.getsockname()[1]}/foia?sslmode=require"
    listener.close()


def _upgrade(monkeypatch: pytest.MonkeyPatch, url: str, folder: Path) -> int:
    monkeypatch.setenv("DATABASE_URL", url)
    return main(["--data", str(folder), "db", "upgrade"])


def test_faults_of_the_connection_are_sentences_with_the_fix(
    postgres_url: str,
    plain_server: str,
    closed_port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = postgres_url.replace("+psycopg", "")
    gone = f"postgresql://foia@127.0.0.1:{closed_port}/foia"
    other = make_url(plain).set(database="nosuchdatabase").render_as_string(hide_password=False)
    for url, words in (
        (plain_server, "sslmode=require"),
        (gone, "No database server answers"),
        (other, "no such database"),
        ("postgresql+psycopg2://h/d", "postgresql://USER"),
        ("mysql://h/d", "postgresql://USER"),
    ):
        assert _upgrade(monkeypatch, url, tmp_path) == 1
        said = capsys.readouterr().err
        assert words in said, url
        assert "went wrong in the program" not in said
        assert main(["--data", str(tmp_path), "doctor"]) == 1
        assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "runs"), [("status", 2), ("new Sample --to ICE --sent 2023-11-09", 1)]
)
def test_an_answer_that_was_cut_off_is_made_once_more_and_a_change_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, runs: int
) -> None:
    desk = open_desk(Settings(data=tmp_path))
    made: list[str] = []
    run = guarded.run_in

    def cut_off(room: object, ask: object, value: object) -> object:
        made.append(line)
        if len(made) == 1:
            raise ConnectionLost("The database went away.")
        return run(room, ask, value)  # type: ignore[arg-type]

    monkeypatch.setattr(guarded, "run_in", cut_off)
    answer = desk.say(desk.operator(), line)
    desk.close()

    assert len(made) == runs
    assert (getattr(answer, "tone", "") in {"refused", "trouble"}) is (runs == 1)
