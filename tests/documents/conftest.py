"""A library on a fresh SQLite store, and files of the project's own writing to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.documents.library import Library
from bot.documents.reports import TakeReport
from bot.settings import Settings
from bot.store import migrations
from bot.store.database import Database

NOW = datetime(2024, 1, 8, 15, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    database = Database(settings.database)
    migrations.upgrade(database.engine)
    made = Library(database, settings.data, settings)
    yield made
    made.close()
    database.close()


@pytest.fixture
def take(library: Library) -> Callable[..., TakeReport]:
    """Take paths as the operator does, in this process unless told otherwise."""

    def taking(*paths: Path, **more: object) -> TakeReport:
        return library.take(list(paths), by="operator", now=NOW, **more)  # type: ignore[arg-type]

    return taking


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three files: a letter of two pages, one in a folder, a mail with an attachment."""
    root = tmp_path / "incoming"
    (root / "ice").mkdir(parents=True)
    (root / "letter.txt").write_text(
        "Sample. We acknowledge your request 2024-ICFO-00001 about the data breach.\f"
        "Sample. Page two withholds names under (b)(6) and (b)(7)(C)."
    )
    (root / "ice" / "denial.txt").write_text(
        "Sample. Your request for expedited processing is denied because no urgency was shown."
    )
    mail = EmailMessage()
    mail["Subject"] = "Sample release"
    mail["From"] = "ice-foia@ice.dhs.gov"
    mail["Date"] = "Mon, 08 Jan 2024 10:00:00 -0500"
    mail.set_content("Sample. The release is attached; it concerns the hard drives.")
    mail.add_attachment(
        b"Sample. An inventory of hard drives kept at the field office.",
        maintype="text",
        subtype="plain",
        filename="inventory.txt",
    )
    (root / "mail.eml").write_bytes(mail.as_bytes())
    return root
