"""The library: the filings in the store together with the index that finds their pages."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from bot.store.database import Database


class Library:
    """Filings on file and the index over them; the index opens at the first search."""

    def __init__(self, database: Database, folder: Path, settings: Settings) -> None:
        """Keep what is needed; nothing is opened yet."""
        self.database = database
        self.folder = folder
        self.settings = settings
