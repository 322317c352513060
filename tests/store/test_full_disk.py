"""A full disk, in the middle of a backup or of bringing one back: what is left, said in words."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.cli.main import main
from bot.errors import StoreError
from bot.store import backup, migrations
from bot.store.database import Database


def _small(database: Database, pages: int) -> None:
    """Let the file grow by so many pages; what SQLite says then is what it says of a full disk."""

    from sqlalchemy import event

    @event.listens_for(database.engine, "connect")
    def limit(connection: Any, _record: Any) -> None:
        now = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={now + pages}")


@pytest.fixture
def full_of_words(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'old' / 'foia.db'}")
    migrations.upgrade(database.engine)
    with database.write() as session:
        session.execute(
            text(
                "insert into audit (at, person, place, surface, verb, refs, outcome, reference)"
                " values ('2024-01-01 00:00:00', :p, '', 'cli', 'status', '', 'ok', '')"
            ),
            [{"p": "x" * 2000} for _ in range(200)],
        )
    return database


def test_a_backup_that_finds_no_room_leaves_no_file_and_says_so(
    full_of_words: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    full_of_words.close()

    def no_room(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "_copy_file", no_room)
    arguments = ["--data", str(tmp_path / "old"), "backup", str(tmp_path / "copies")]

    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert "The disk is full" in said
    assert "No copy was written" in said
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence_too(
    full_of_words: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", no_room)
    with pytest.raises(StoreError, match="disk is full"):
        backup.backup(full_of_words, tmp_path / "copies")


def test_a_restore_that_runs_full_says_what_was_changed_and_can_be_run_again(
    full_of_words: Database, tmp_path: Path
) -> None:
    copy = backup.backup(full_of_words, tmp_path / "copies")
    full_of_words.close()
    target = Database(f"sqlite:///{tmp_path / 'new' / 'foia.db'}")
    migrations.upgrade(target.engine)
    target.close()
    small = Database(f"sqlite:///{tmp_path / 'new' / 'foia.db'}")
    _small(small, 5)

    with pytest.raises(StoreError, match="The disk is full") as caught:
        backup.restore(copy, small)
    small.close()

    said = str(caught.value)
    assert "Tables may have been made, but no row was brought back" in said
    assert "Nothing was changed" not in said
    roomy = Database(f"sqlite:///{tmp_path / 'new' / 'foia.db'}")
    assert backup.restore(copy, roomy)["audit"] == 200
    roomy.close()
