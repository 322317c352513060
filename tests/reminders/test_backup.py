"""A backup is whole and checked; a restored bot repeats nothing unmarked."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import Refused, StoreError
from bot.store import backup, meta, migrations
from bot.store.database import Database
from tests.reminders.world import World

TAKEN = datetime(2023, 12, 1, 12, tzinfo=UTC)


def new(path: Path) -> Database:
    database = Database(f"sqlite:///{path}/foia.db")
    migrations.upgrade(database.engine)
    return database


@pytest.fixture
def filed(tmp_path: Path) -> World:
    world = World(new(tmp_path / "old"))
    world.deadline("2023-12-11")
    return world


def test_a_backup_holds_what_lies_in_the_log_only(filed: World, tmp_path: Path) -> None:
    path = backup.backup(filed.database, tmp_path / "copies", TAKEN)

    with sqlite3.connect(path) as copy:
        assert copy.execute("select count(*) from deadlines").fetchone() == (1,)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["foia-2023-12-01T120000Z.db"]


def test_a_restored_store_has_the_same_rows_and_starts_in_hold(
    filed: World, tmp_path: Path
) -> None:
    path = backup.backup(filed.database, tmp_path / "copies", TAKEN)
    restored = Database(f"sqlite:///{tmp_path}/new/foia.db")

    counts = backup.restore(path, restored)

    assert counts["deadlines"] == 1
    with restored.read() as session:
        assert meta.read(session, backup.HOLD) == TAKEN.isoformat()


def test_a_store_with_rows_in_it_is_never_overwritten(filed: World, tmp_path: Path) -> None:
    path = backup.backup(filed.database, tmp_path / "copies", TAKEN)

    with pytest.raises(Refused, match="not empty"):
        backup.restore(path, filed.database)


def test_a_cut_backup_is_refused(filed: World, tmp_path: Path) -> None:
    path = backup.backup(filed.database, tmp_path / "copies", TAKEN)
    path.write_bytes(path.read_bytes()[:-40_000])

    with pytest.raises(StoreError):
        backup.restore(path, Database(f"sqlite:///{tmp_path}/new/foia.db"))
