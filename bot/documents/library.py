"""The library: the filings in the store together with the index that finds their pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.documents import mask_plans
from bot.errors import BotError, Refused, UsageError
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store.database import Database
from bot.store.session import Session

if TYPE_CHECKING:
    from bot.documents.discover import Found
    from bot.documents.masking import Masker, Plan
    from bot.documents.projection import Projection
    from bot.documents.reports import Progress, TakeReport, Task
    from bot.documents.searching import Readiness, Search
    from bot.documents.workers import Inline, Pool
    from bot.privacy.roster import Roster
    from bot.store.pages import Sight
    from index.engine.port import Health

INDEX = "index"  # its folder
_REMEMBERED = 64
_NIGHT = range(2, 5)  # hours of the team's zone
# What is worth starting processes for, which load for two seconds: more files and more bytes.
_FEW, _SMALL = 2, 100_000


class Library:
    """Filings on file and the index over them; the index opens at the first search."""

    def __init__(self, database: Database, folder: Path, settings: Settings) -> None:
        """Keep what is needed; nothing is opened yet. The index lies below `folder`."""
        self.database = database
        self.folder = folder
        self.settings = settings
        self._shared = settings.search_engine == "postgres" and not database.is_sqlite
        if self._shared:
            _ = self.index  # it hears of each commit from now
        self._tidied: date | None = None
        self.forgot = False  # something was forgotten and still lies on disk
        self._masker: Masker | None = None
        self._readiness: Readiness | None = None
        self._extents: dict[object, dict[str, int]] = {}

    @cached_property
    def index(self) -> Projection:
        """The index, whose engine opens at the first search."""
        if self._shared:
            from bot.documents.shared_projection import SharedProjection

            return SharedProjection(self.database, self.folder / INDEX)
        from bot.documents.projection import Projection

        return Projection(self.database, self.folder / INDEX)

    # -- In --------------------------------------------------------------------------------------

    def take(  # noqa: PLR0913 - what a run is told, each by name
        self,
        paths: Sequence[Path],
        *,
        by: str,
        now: datetime,
        request: str = "",
        level: Level | str | None = None,
        progress: Callable[[Progress], None] | None = None,
        workers: int = 0,
    ) -> TakeReport:
        """Take files and folders; whatever cannot be taken is in the report with its reason.

        Raises NotFound for an unknown request, Refused without the vault's key.
        """
        from bot.documents import discover
        from bot.documents.intake import Taker

        task, plan, notice = self._prepared(by, now, request, _level(level), progress)
        found = list(discover.files(paths))
        readers = self._readers(plan, found, workers)
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
        from bot.documents.intake import Taker
        from bot.documents.workers import Inline

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
        from bot.documents.reports import Task
        from bot.store import requests, vault

        with self.database.write() as session:
            request_id = requests.one_id(session, request) if request else None
            mask_plans.foresee(session)
            opened, notice = vault.ready(session, self.settings)
            plan = mask_plans.current(session, opened)
        return Task(request_id, level, by, now, progress), plan, notice

    def _finished(self, report: TakeReport, notice: str) -> TakeReport:
        report.notice = notice
        self.refresh_index()
        return report

    def _readers(self, plan: Plan, found: list[Found], workers: int) -> Inline | Pool:
        from bot.documents.workers import Inline, Pool

        little = len(found) <= _FEW or sum(file.size for file in found) <= _SMALL
        if little and not workers:
            return Inline(plan)
        return Pool(plan, workers or min(len(found), os.cpu_count() or 1))

    # -- Masked again ----------------------------------------------------------------------------

    def masker(self, session: Session) -> Masker:
        """Return what masks now: its version tells whether a page must be masked before shown.

        Raises Refused where the key on record is not on this machine: it shows no page.
        """
        from bot.store import vault

        mask_plans.foresee(session)
        return self._with(mask_plans.current(session, vault.readable(session, self.settings)))

    def hider(self, session: Session) -> Callable[[str], str]:
        """Return what masks words that somebody typed; names of the roster go, too.

        Words that were masked when they were kept are masked anew from what was typed, so that a
        mask laid by mistake is lifted. Raises Refused where the key on record is not here.
        """
        from bot.documents import typed

        return typed.showing(session, self.masker(session))

    def keeper(self, session: Session) -> Callable[[str], str]:
        """Return what masks words to be kept, and seals what was typed beside them.

        Raises Refused where the key on record is not on this machine: it takes no note.
        """
        from bot.documents import typed

        return typed.keeping(session, self.masker(session))

    def names(self, session: Session) -> Roster | None:
        """Return the protected names; None where there are none, or not the key to read them.

        Without the key no page and no note is shown; what else is shown needs no names.
        """
        if not mask_plans.roster(session):
            return None
        try:
            return self.masker(session).roster
        except BotError:
            return None

    def closed(self, session: Session) -> str:
        """Say why this machine shows no page and takes no file or note; "" where it does."""
        try:
            self.masker(session)
        except BotError as error:
            return str(error)
        return ""

    def roster(self) -> Roster | None:
        """Return the protected names, ready to be looked for; None where there are none.

        Raises Refused where there are names and not the key that they were hashed with.
        """
        with self.database.read() as session:
            return self.masker(session).roster if mask_plans.roster(session) else None

    def guard_log(self) -> None:
        """Let the log hide the names of the roster, too; each change of the roster renews it."""
        from bot.privacy import logs

        with suppress(Refused):
            logs.guard(self.roster())

    def _with(self, plan: Plan) -> Masker:
        from bot.documents.masking import Masker
        from bot.privacy import logs

        if self._masker is None or self._masker.plan != plan:
            self._masker = Masker(plan)
            logs.guard(self._masker.roster)
        return self._masker

    # -- The index -------------------------------------------------------------------------------

    def refresh_index(self, *, wait: float = 0.0) -> bool:
        """Let the index take what changed; False if another process is at it."""
        return self.index.refresh(wait=wait)

    def health(self) -> Health:
        """Say whether the filings can be searched."""
        return self.index.health()

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Build the index anew and return how many pages it holds.

        Raises Refused if another process is at it.
        """
        self.remask()
        if not self.index.rebuild(progress):
            raise Refused("Another process is writing the index. Try again in a minute.")
        return self.index.engine.count()

    def search(self, session: Session, sight: Sight, *, patient: bool = False) -> Search:
        """Return a viewer's search. `patient`: wait until a lost index is there again."""
        from bot.documents.searching import Readiness, Search

        if self._readiness is None:
            self._readiness = Readiness(self.index)
        self._readiness.see_to_it(session, patient=patient)
        return Search(self.index, session, sight, self.masker(session))

    def extent(self, session: Session, sight: Sight, request: int | None = None) -> dict[str, int]:
        """Return what a search goes through; counted again only when filings changed."""
        from bot.store import index_changes, pages

        key = (index_changes.change_range(session)[1], sight, request)
        if key not in self._extents:
            if len(self._extents) > _REMEMBERED:
                self._extents.clear()
            self._extents[key] = pages.extent(session, sight, request)
        return self._extents[key]

    def upkeep(self) -> None:
        """Do what wants regular doing: masking again, the index, what was forgotten, merging."""
        self.remask()
        self.refresh_index()
        self.scrub()
        self.tidy(datetime.now(self.settings.zone))

    def tidy(self, now: datetime) -> bool:
        """Merge the index at night, once a night, where many commits left it in pieces."""
        if now.hour not in _NIGHT or self._tidied == now.date():
            return False
        self._tidied = now.date()  # what fails is tried again the next night
        return self.index.is_ragged() and self.index.compact()

    def remask(self) -> int:
        """Mask filings again that were masked under older rules; return how many. Resumable.

        Without the key nothing is: another machine has it, and this one shows no page.
        """
        from bot.documents import remasking

        with self.database.read() as session:
            if self.closed(session):
                return 0
        return remasking.run(self.database, self.settings, self._with)

    def freshen(self) -> None:
        """Mask again at once what was masked when less was hidden: a search leaves it out."""
        from bot.store import filing_views

        with self.database.read() as session:
            if self.closed(session):
                return
            stale = filing_views.hiding_less(session, self.masker(session).plan.hides)
        if stale:
            self.remask()

    def scrub(self) -> None:
        """Take what was forgotten from disk, too, after the index dropped its pages."""
        from bot.store import filing_changes

        with self.database.read() as session:
            due = filing_changes.scrub_is_due(session)
        if due and self.refresh_index(wait=5.0) and self.index.compact():
            filing_changes.scrub(self.database)

    def add_to_roster(self, names: Sequence[str], now: datetime | None = None) -> int:
        """Protect names: only keyed hashes are kept. Pages are masked again by `upkeep`."""
        from bot.store import vault

        with self.database.write() as session:
            opened, _ = vault.ready(session, self.settings)
            count = mask_plans.add_to_roster(session, opened, names, now or datetime.now(UTC))
            self._forget_public(session)
            return count

    def _forget_public(self, session: Session) -> None:
        """Keep no name of the roster in the clear, should a lead have called it public before."""
        from bot.privacy.mask import hide_names

        roster = self.masker(session).roster
        public = mask_plans.public_names(session)
        if roster and public:
            kept = [name for name in public if hide_names(name, roster) == name]
            if len(kept) < len(public):
                mask_plans.set_public(session, kept)

    def protects(self, names: Sequence[str]) -> bool:
        """Say whether one of these names is protected. Raises Refused without the roster's key."""
        from bot.privacy.mask import hide_names

        roster = self.roster() if names else None
        return roster is not None and any(hide_names(name, roster) != name for name in names)

    def remove_from_roster(self, names: Sequence[str]) -> int:
        """Protect names no longer; `upkeep` shows them again on the pages that hold them."""
        from bot.store import vault

        with self.database.write() as session:
            opened, _ = vault.ready(session, self.settings)
            return mask_plans.remove_from_roster(session, opened, names)

    def roster_ages(self) -> list[str]:
        """Return for each protected name the day it was added; no names."""
        with self.database.read() as session:
            return mask_plans.roster_ages(session)

    def public_names(self, *, add: Sequence[str] = (), drop: Sequence[str] = ()) -> tuple[str, ...]:
        """Change whom a lead said to be public, and return them all; `remask` applies it."""
        with self.database.write() as session:
            gone = {name.casefold() for name in drop}
            kept = [n for n in mask_plans.public_names(session) if n.casefold() not in gone]
            if add or drop:
                mask_plans.set_public(session, [*kept, *add])
            return mask_plans.public_names(session)

    def pages_naming(self, names: Sequence[str]) -> list[int]:
        """Return for each name on how many pages on file it would be hidden."""
        from bot.documents import roster_preview

        with self.database.read() as session:
            return roster_preview.pages_naming(session, names)

    def rotate_key(self) -> int:
        """Seal all originals anew with a new key; return how many rows. Resumable."""
        from bot.documents import remasking

        return remasking.rotate(self.database, self.settings)

    def close(self) -> None:
        """Let go of all files; what was forgotten is gone by then."""
        if self.forgot or ("index" in self.__dict__ and self.index.is_open):
            with suppress(BotError):
                self.scrub()
        if "index" in self.__dict__:
            self.index.close()


def _level(level: Level | str | None) -> Level | None:
    if level is None or isinstance(level, Level):
        return level
    try:
        return Level[level.upper()]
    except KeyError:
        raise UsageError(f"{level!r} is no level: public, team or restricted.") from None
