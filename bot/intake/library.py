"""The library: the filings in the store together with the index that finds their pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bot.intake import finding, plans
from bot.intake.projection import Projection
from bot.intake.reports import Progress, TakeReport, Task
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store import requests, vault
from bot.store.database import Database

if TYPE_CHECKING:
    from bot.intake.masking import Masker, Plan
    from bot.intake.workers import Inline, Pool
    from index.engine import Health

_FEW = 2  # files; more are worth starting processes for


class Library:
    """Filings on file and the index over them; the index opens at the first search."""

    def __init__(self, database: Database, folder: Path, settings: Settings) -> None:
        """Keep what is needed; nothing is opened yet. The index lies in `folder`."""
        self.database = database
        self.folder = folder
        self.settings = settings
        self.index = Projection(database, folder)
        self._masker: Masker | None = None

    # -- In --------------------------------------------------------------------------------------

    def take(  # noqa: PLR0913 - what a run is told, each by name
        self,
        paths: Sequence[Path],
        *,
        by: str,
        now: datetime,
        request: str = "",
        level: Level | None = None,
        progress: Callable[[Progress], None] | None = None,
        workers: int = 0,
    ) -> TakeReport:
        """Take files and folders; whatever cannot be taken is in the report with its reason.

        Raises NotFound for an unknown request, Refused without the vault's key.
        """
        from bot.intake.taking import Taker

        task, plan, notice = self._prepared(by, now, request, level, progress)
        found = list(finding.files(paths))
        readers = self._readers(plan, len(found), workers)
        with closing(readers):
            taker = Taker(self.database, self._with(plan), readers, task, self.refresh_index)
            report = taker.take(found)
        return self._finished(report, notice)

    def take_bytes(  # noqa: PLR0913 - what a run is told, each by name
        self,
        name: str,
        data: bytes,
        *,
        by: str,
        now: datetime,
        request: str = "",
        level: Level | None = None,
        source: str = "upload",
    ) -> TakeReport:
        """Take one file that was handed over; `source` says from where (a channel)."""
        from bot.intake.taking import Taker
        from bot.intake.workers import Inline

        task, plan, notice = self._prepared(by, now, request, level, None)
        taker = Taker(self.database, self._with(plan), Inline(plan), task, self.refresh_index)
        return self._finished(taker.take_bytes(name, data, source), notice)

    def _prepared(
        self,
        by: str,
        now: datetime,
        request: str,
        level: Level | None,
        progress: Callable[[Progress], None] | None,
    ) -> tuple[Task, Plan, str]:
        with self.database.write() as session:
            request_id = requests.one(session, request).id if request else None
            opened, notice = vault.ready(session, self.settings)
            plan = plans.current(session, opened)
        return Task(request_id, level, by, now, progress), plan, notice

    def _finished(self, report: TakeReport, notice: str) -> TakeReport:
        report.notice = notice
        self.refresh_index()
        return report

    def _readers(self, plan: Plan, files: int, workers: int) -> Inline | Pool:
        from bot.intake.workers import Inline, Pool

        if files <= _FEW and not workers:
            return Inline(plan)
        return Pool(plan, workers or min(files, os.cpu_count() or 1))

    # -- Masked again ----------------------------------------------------------------------------

    def masker(self, session: Session) -> Masker:
        """Return what masks now: its version tells whether a page must be masked before shown."""
        opened = vault.Vault.found(self.settings)
        return self._with(plans.current(session, opened))

    def _with(self, plan: Plan) -> Masker:
        from bot.intake.masking import Masker

        if self._masker is None or self._masker.plan != plan:
            self._masker = Masker(plan)
        return self._masker

    # -- The index -------------------------------------------------------------------------------

    def refresh_index(self, *, wait: float = 0.0) -> bool:
        """Let the index take what changed; False if another process is at it."""
        return self.index.refresh(wait=wait)

    def health(self) -> Health:
        """Say whether the filings can be searched."""
        return self.index.health()

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> bool:
        """Build the index anew; False if another process is at it."""
        return self.index.rebuild(progress)

    def close(self) -> None:
        """Let go of all files."""
        self.index.close()
