"""The drill: a backup brought back, on both databases, with every original; and under another key."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bot.cli.main import main
from bot.documents.library import Library
from bot.settings import Settings
from bot.store import vault
from bot.store.backup import backup
from bot.store.database import Database
from bot.store.search_tables import PROJECTED
from bot.store.tables import Base, Filing
from bot.store.vault import Vault

pytestmark = pytest.mark.slow

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
KEY = Fernet.generate_key().decode()
LETTERS = 6


def of_tables(database: Database) -> dict[str, tuple[int, str]]:
    """Count and hash the rows of every table but the facts about the store itself."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in {"meta", *PROJECTED}:
                rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
                digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
                found[table.name] = (len(rows), digest)
    return found


def originals(database: Database, settings: Settings) -> dict[str, str]:
    """Open every original and hash it."""
    with database.read() as session:
        return {
            name: hashlib.sha256(data).hexdigest()
            for filing in session.scalars(select(Filing).order_by(Filing.id))
            for name, data in [vault.original(session, Vault.found(settings), filing)]
        }


@pytest.fixture
def copy(
    store: Database, tmp_path: Path
) -> tuple[Path, dict[str, tuple[int, str]], dict[str, str]]:
    """A backup of a store with letters, what its tables held and what its originals are."""
    settings = Settings(data=tmp_path / "data", database_url=store.url, vault_key=KEY)
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(LETTERS):
        (folder / f"{number}.txt").write_text(f"Sample letter {number} about a fence.\fPage two.")
    library = Library(store, settings.data, settings)
    library.take([folder], by="operator", now=NOW)
    library.close()
    held = of_tables(store), originals(store, settings)
    return backup(store, tmp_path / "copies", NOW), *held


def _emptied(store: Database, tmp_path: Path) -> str:
    """Return the address of a database without tables, of the same kind."""
    if store.is_sqlite:
        return f"sqlite:///{tmp_path / 'again.db'}"
    with store.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    return store.url


def test_everything_comes_back_and_every_original_opens(
    store: Database,
    copy: tuple[Path, dict[str, tuple[int, str]], dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, tables, opened = copy
    assert len(opened) == LETTERS
    url = _emptied(store, tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("FOIA_VAULT_KEY", KEY)

    assert main(["--data", str(tmp_path / "again"), "restore", str(made)]) == 0

    assert "cannot be opened" not in capsys.readouterr().out
    again = Database(url)
    assert of_tables(again) == tables
    assert originals(again, Settings(vault_key=KEY)) == opened
    again.close()


def test_under_another_key_what_is_lost_is_said_and_all_else_is_there(
    store: Database,
    copy: tuple[Path, dict[str, tuple[int, str]], dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, tables, _ = copy
    url = _emptied(store, tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("FOIA_VAULT_KEY", Fernet.generate_key().decode())

    assert main(["--data", str(tmp_path / "again"), "restore", str(made)]) == 0

    said = capsys.readouterr().out
    assert f"Of {LETTERS} filings" in said
    assert "FOIA_VAULT_KEY" in said
    again = Database(url)
    assert of_tables(again) == tables
    with again.read() as session:
        assert session.scalar(select(func.count()).select_from(Filing)) == LETTERS
    again.close()
