"""Machines that share a store: what they have otherwise is told; two releases take turns."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.cli.main import main
from bot.errors import StoreError
from bot.privacy import mask
from bot.settings import Settings
from bot.store import agreement
from bot.store.database import Database
from bot.store.tables import Post
from bot.wiring.container import Desk, open_desk


@pytest.fixture
def released(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A PostgreSQL that a release in New York has set up."""
    database = Database(postgres_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    database.close()
    key = Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setenv("FOIA_VAULT_KEY", key)
    assert main(["--data", str(tmp_path), "db", "upgrade"]) == 0
    return Settings(
        data=tmp_path, database_url=postgres_url, vault_key=key, ops_channel="C0OPS0001"
    )


def told(desk: Desk) -> str:
    desk.tell_if_other()
    with desk.store.read() as session:
        return " ".join(str(post.facts) for post in session.scalars(select(Post)))


def test_machines_that_are_alike_say_nothing(released: Settings) -> None:
    desk = open_desk(released)
    assert told(desk) == ""
    desk.close()


def test_a_machine_with_other_settings_tells_ops_what_differs_and_the_fix(
    released: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    desk = open_desk(replace(released, timezone="America/Chicago", command="/records"))

    said = told(desk)

    for line in ("FOIA_TIMEZONE=America/Chicago", "America/New_York", "FOIA_COMMAND=/records"):
        assert line in said
        assert line in caplog.text
    assert "foia db upgrade" in said
    desk.close()


def test_a_machine_of_another_release_is_told(
    released: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mask, "MASK_VERSION", "0")
    desk = open_desk(released)

    assert "another release" in told(desk)
    desk.close()


def test_a_store_that_no_release_put_on_record_is_not_spoken_of(team: object) -> None:
    desk: Desk = team.desk  # type: ignore[attr-defined]
    with desk.store.read() as session:
        assert agreement.differences(session, replace(desk.settings, command="/x")) == []


def test_a_second_release_waits_until_the_first_is_done(postgres_url: str) -> None:
    one, two = Database(postgres_url), Database(postgres_url)
    order: list[str] = []
    began = threading.Event()

    def second() -> None:
        began.set()
        with two.alone():
            order.append("second")

    with one.alone():
        thread = threading.Thread(target=second)
        thread.start()
        assert began.wait(120)
        thread.join(0.3)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]
    one.close()
    two.close()


def test_a_machine_of_the_release_before_is_told_to_install_the_newer_one(
    released: Settings,
) -> None:
    database = Database(released.database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")

    with pytest.raises(StoreError, match="Install the newer foia-bot"):
        open_desk(released)
    database.close()
