"""The index in PostgreSQL: one for all machines, written with the page, nothing on their disks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.documents.library import Library
from bot.documents.shared_projection import SharedProjection
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store import filing_changes, migrations, pages
from bot.store.backup import backup, restore
from bot.store.database import Database
from bot.store.pages import EVERYTHING, Sight
from index.engine import pool, postgres_writer

pytestmark = pytest.mark.slow

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
TEAM = Sight(frozenset({int(Level.PUBLIC), int(Level.TEAM)}))
Machine = Callable[..., Library]


@pytest.fixture
def machine(postgres_url: str, tmp_path: Path) -> Iterator[Machine]:
    """Opens a library as a machine with a folder of its own does."""
    database = Database(postgres_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    migrations.upgrade(database.engine)
    database.close()
    key = Fernet.generate_key().decode()
    made: list[Library] = []

    def opened(name: str, **more: str) -> Library:
        settings = Settings(data=tmp_path / name, database_url=postgres_url, vault_key=key)
        settings = replace(settings, **more)  # type: ignore[arg-type]
        made.append(Library(Database(settings.database), settings.data, settings))
        return made[-1]

    yield opened
    for library in made:
        library.close()
        library.database.close()


def take(library: Library, folder: Path, name: str, words: str) -> int:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(words)
    report = library.take([folder / name], by="operator", now=NOW)
    assert report.added == 1
    with library.database.read() as session:
        return pages.one(session, EVERYTHING, name).id


def hits(library: Library, words: str, sight: Sight = EVERYTHING) -> int:
    with library.database.read() as session:
        return library.search(session, sight).find(words, limit=5).total


def test_a_commit_on_one_machine_is_found_on_another_that_has_nothing_on_disk(
    machine: Machine, tmp_path: Path
) -> None:
    one, two = machine("one"), machine("two")

    take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    assert hits(two, "fence") == 1
    take(one, tmp_path / "in", "gate.txt", "Sample letter about a gate.")

    assert hits(two, "gate") == 1
    assert not (two.folder / "index").exists()


def test_the_words_of_a_page_are_written_in_its_own_transaction(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    take(one, tmp_path / "in", "first.txt", "Sample of a letter that makes the index.")
    monkeypatch.setattr(SharedProjection, "refresh", lambda *_, **__: False)  # nobody catches up

    number = take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    assert hits(two, "fence") == 1

    with one.database.write() as session:
        filing_changes.forget(session, session.get_one(pages.Filing, number))
    assert hits(two, "fence") == 0


def test_a_transaction_that_fails_leaves_no_word_behind(machine: Machine, tmp_path: Path) -> None:
    one = machine("one")
    number = take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")

    with pytest.raises(RuntimeError), one.database.write() as session:
        filing_changes.forget(session, session.get_one(pages.Filing, number))
        raise RuntimeError("killed")

    assert hits(one, "fence") == 1
    assert one.index.is_whole()


def test_pages_are_kept_where_their_words_cannot_be_written_and_taken_by_the_next_look(
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    one, two = machine("one"), machine("two")
    take(one, tmp_path / "in", "first.txt", "Sample of a letter that makes the index.")
    with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
        broken.setattr(SharedProjection, "refresh", lambda *_, **__: False)
        broken.setattr(SharedProjection, "_take", lambda *_: 1 / 0)
        take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    assert "not indexed with their commit" in caplog.text

    assert hits(two, "fence") == 1


def test_the_old_index_answers_until_a_store_that_was_there_before_is_taken_in(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = machine("one", search="whoosh")
    take(before, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    take(before, tmp_path / "in", "gate.txt", "Sample letter about a gate.")
    one, empty = machine("one"), machine("two")

    with monkeypatch.context() as waiting:
        waiting.setattr(SharedProjection, "_built", lambda *_: False)
        assert hits(one, "fence") == 1
        with empty.database.read() as session:
            assert "rebuilding" in empty.search(session, EVERYTHING).find("fence", limit=5).note
    told: list[tuple[int, int]] = []
    assert one.index.refresh(progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (2, 2)
    assert hits(empty, "gate") == 1


def test_a_restricted_page_is_neither_found_nor_counted(machine: Machine, tmp_path: Path) -> None:
    one, two = machine("one"), machine("two")
    number = take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    with one.database.write() as session:
        filing_changes.set_level(session, session.get_one(pages.Filing, number), Level.RESTRICTED)

    assert hits(two, "fence", TEAM) == 0
    assert hits(two, "fence") == 1


def test_what_was_forgotten_is_in_no_table_of_the_index_after_the_scrub(
    machine: Machine, tmp_path: Path
) -> None:
    one = machine("one")
    take(one, tmp_path / "in", "gate.txt", "Sample letter about a gate.")
    number = take(one, tmp_path / "in", "fence.txt", "Sample of a xenolith.")
    with one.database.write() as session:
        filing_changes.forget(session, session.get_one(pages.Filing, number))

    one.scrub()

    with one.database.read() as session:
        blocks = session.execute(text("select term, data from search_blocks")).all()
    assert blocks
    assert not [row for row in blocks if b"xenolith" in row.term or b"fence.txt" in row.data]


def test_many_small_commits_are_merged_and_nothing_is_lost_or_doubled(
    machine: Machine, tmp_path: Path
) -> None:
    one, two = machine("one"), machine("two")
    for number in range(20):
        take(one, tmp_path / "in", f"{number}.txt", f"Sample letter {number} about a fence.")

    assert hits(two, "fence") == 20
    assert two.index.is_whole()
    with one.database.read() as session:
        assert session.scalar(text("select count(*) from search_segments")) < 20


def test_a_file_handed_over_in_the_middle_of_the_nights_merge_is_on_file_without_waiting(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    for number in range(6):
        take(one, tmp_path / "in", f"{number}.txt", f"Sample letter {number} about a fence.")
    came: list[int] = []

    def meanwhile() -> int:
        take(two, tmp_path / "in", "late.txt", "Sample letter that came by night.")
        return hits(two, "fence")

    def join(term: bytes, parts: list[tuple[bytes, object]]) -> pool.Block | None:
        if not came and len(parts) > 1:
            with ThreadPoolExecutor(1) as others:
                came.append(others.submit(meanwhile).result(timeout=30))
        return pool.join(term, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(postgres_writer, "join", join)
    assert one.index.compact()

    assert came == [6]
    assert two.refresh_index(wait=5.0)
    assert hits(two, "came by night") == 1


def test_a_backup_leaves_the_index_out_and_it_is_made_anew(
    machine: Machine, tmp_path: Path
) -> None:
    one = machine("one")
    take(one, tmp_path / "in", "fence.txt", "Sample letter about a fence.")
    copy = backup(one.database, tmp_path / "copies", NOW)
    with one.database.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")

    restore(copy, one.database)

    with one.database.read() as session:
        assert session.scalar(text("select count(*) from search_blocks")) == 0
    assert hits(machine("two"), "fence") == 1
