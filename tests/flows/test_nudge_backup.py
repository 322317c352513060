"""A backup of either database is one checked file, and a restored bot goes on from it."""

from __future__ import annotations

from pathlib import Path

from bot.store import backup
from bot.store.database import Database
from tests.reminders.world import HOME, World, at

MORNING = "2023-12-12T14:00:00Z"


def test_a_backup_of_either_database_comes_back_and_repeats_nothing(
    store: Database, tmp_path: Path
) -> None:
    world = World(store)
    world.deadline("2023-12-11")
    path = backup.backup(store, tmp_path / "copies", at("2023-12-11T12:00:00Z"))
    world.sweep(MORNING)
    world.database = Database(f"sqlite:///{tmp_path}/new/foia.db")

    backup.restore(path, world.database)
    world.sweeps("2023-12-12T16:00:00Z")

    assert [m.marked for m in world.said(HOME)] == [False]
    world.database.close()


def test_a_backup_can_be_brought_back_to_postgresql(postgres_url: str, tmp_path: Path) -> None:
    from sqlalchemy import text

    from bot.store import migrations
    from bot.store.tables import Base

    source = Database(f"sqlite:///{tmp_path}/old/foia.db")
    migrations.upgrade(source.engine)
    world = World(source)
    world.deadline("2023-12-11")
    path = backup.backup(source, tmp_path / "copies")
    source.close()
    target = Database(postgres_url)
    migrations.upgrade(target.engine)
    with target.engine.begin() as connection:
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"truncate {names} restart identity cascade"))
    world.database = target

    backup.restore(path, target)
    world.deadline("2023-12-11", slug="after")  # numbered on after the rows that came
    world.sweeps("2023-12-12T16:00:00Z", count=8)

    assert len(world.said(HOME)) == 2
    target.close()
