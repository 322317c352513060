"""On PostgreSQL, machines share the store's key: no machine makes one of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.cli.main import main
from bot.errors import Refused
from bot.settings import Settings
from bot.store import migrations, vault
from bot.store.database import Database
from bot.store.tables import Filing, Meta, Post
from bot.wiring.container import open_desk

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)


@pytest.fixture
def empty(postgres_url: str) -> str:
    """A PostgreSQL without tables."""
    database = Database(postgres_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    database.close()
    return postgres_url


def _release(
    monkeypatch: pytest.MonkeyPatch, url: str, folder: Path, key: str | None = None
) -> int:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("FOIA_VAULT_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("FOIA_VAULT_KEY", key)
    return main(["--data", str(folder), "db", "upgrade"])


def test_a_release_without_the_shared_key_refuses_with_the_line_to_set(
    empty: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _release(monkeypatch, empty, tmp_path) == 1

    said = capsys.readouterr().err
    line = re.search(r"FOIA_VAULT_KEY=(\S+)", said)
    assert line is not None
    Fernet(line[1])  # a good key as it stands
    database = Database(empty)
    assert database.version() is None  # nothing was changed
    database.close()
    assert not (tmp_path / vault.KEY_FILE).exists()

    assert _release(monkeypatch, empty, tmp_path, line[1]) == 0
    assert _release(monkeypatch, empty, tmp_path, line[1]) == 0  # and again


def test_a_release_with_another_key_than_the_first_one_refuses(
    empty: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = (Fernet.generate_key().decode() for _ in "ab")
    assert _release(monkeypatch, empty, tmp_path, first) == 0

    assert _release(monkeypatch, empty, tmp_path, second) == 1
    assert "not the one" in capsys.readouterr().err
    assert _release(monkeypatch, empty, tmp_path) == 1
    assert _release(monkeypatch, empty, tmp_path, f"{second},{first}") == 0  # a rotation


def test_the_key_file_of_this_store_is_accepted(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Fernet.generate_key().decode()
    assert _release(monkeypatch, empty, tmp_path, key) == 0
    (tmp_path / vault.KEY_FILE).write_text(key)

    assert _release(monkeypatch, empty, tmp_path) == 0

    (tmp_path / vault.KEY_FILE).write_text(Fernet.generate_key().decode())
    assert _release(monkeypatch, empty, tmp_path) == 1


def test_a_machine_without_the_key_makes_none_takes_nothing_in_and_ops_hear_of_it(
    empty: str, tmp_path: Path
) -> None:
    database = Database(empty)
    migrations.upgrade(database.engine)
    database.close()
    settings = Settings(data=tmp_path / "data", database_url=empty, ops_channel="C0OPS")
    (tmp_path / "a.txt").write_text("Sample letter.")
    desk = open_desk(settings)

    with pytest.raises(Refused, match="FOIA_VAULT_KEY"):
        desk.library.take([tmp_path / "a.txt"], by="operator", now=NOW)
    with pytest.raises(Refused, match="FOIA_VAULT_KEY"):
        desk.library.add_to_roster(["Zerafina Quillonbrask"])
    note = desk.say(desk.operator(), "new Sample --to ICE --sent 2023-11-09")  # words to mask
    status = desk.say(desk.operator(), "status")
    desk.upkeep()

    assert getattr(note, "tone", "") == "refused"
    assert "FOIA_VAULT_KEY" in str(note)
    assert getattr(status, "tone", "") != "refused"
    assert not (settings.data / vault.KEY_FILE).exists()
    with desk.store.read() as session:
        assert session.get(Meta, "vault.key") is None
        assert session.scalars(select(Filing)).all() == []
        (alarm,) = session.scalars(select(Post).where(Post.kind == "alarm"))
        assert alarm.place == "C0OPS"
        assert "every machine needs the same one" in str(alarm.facts)
        assert vault.faults(session, settings) == [vault.UNSHARED]
    desk.close()


def test_sqlite_stays_as_easy_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sample letter.")
    desk = open_desk(Settings(data=tmp_path / "data"))

    report = desk.library.take([tmp_path / "a.txt"], by="operator", now=NOW)
    desk.close()

    assert "A key for the originals was made" in report.notice
