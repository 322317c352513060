"""Files are taken: read side by side, put on file by one hand, batch by batch.

A filing is "reading" until its last page and its last part are on file, so that a run that was
killed at any moment is gone on with by the next: pages on file are not read again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Protocol

from bot.documents.discover import Found
from bot.documents.masking import MaskedPage, Masker
from bot.documents.reading import End, Facts, Failed, Job, Word, load
from bot.documents.reports import Progress, Refusal, TakeReport, Task
from bot.documents.storing import One, Putter
from bot.documents.workers import Said, without_data
from bot.errors import StoreError
from bot.store import filing_changes, pages
from bot.store.database import Database
from bot.store.session import Session
from index.pages import FilingError

_BATCH = 400  # words in one transaction: a bot that answers meanwhile waits for it
_PATIENCE = 1.0  # seconds that a page may wait to be put on file
_INDEX_AT = 4000  # pages
_DEPTH = 4  # files inside files inside files
_TRIES = 20  # to write, while the bot or another run does


class Readers(Protocol):
    """Who reads: other processes, or this one."""

    @property
    def has_room(self) -> bool:
        """Whether another job should be given now."""

    def give(self, job: Job) -> None:
        """Take a job."""

    def words(self, seconds: float) -> Iterator[Said]:
        """Give what was said by now."""


class Taker:
    """One run."""

    def __init__(
        self,
        database: Database,
        masker: Masker,
        readers: Readers,
        task: Task,
        index: Callable[[], object],
    ) -> None:
        """Keep what is needed. `index` is called when many pages are ready for the index."""
        self.database, self.masker, self.readers, self.task = database, masker, readers, task
        self.report = TakeReport()
        self._index = index
        self._salt = masker.vault.derived("sources of files")
        self._open: dict[int, One] = {}
        self._by_hash: dict[str, One] = {}
        self._parts: list[One] = []
        self._said: list[Said] = []
        self._flushed = self._began = time.monotonic()
        self._keys = self._files = self._of_files = self._bytes = self._of_bytes = 0
        self._unindexed = 0

    def take(self, found: list[Found]) -> TakeReport:
        """Take files that lie on disk."""
        self._of_files, self._of_bytes = len(found), sum(file.size for file in found)
        return self._run(self._offered(found))

    def take_bytes(self, name: str, data: bytes, folder: str) -> TakeReport:
        """Take one file that was handed over; `folder` says where it came from."""
        self._of_files, self._of_bytes = 1, len(data)
        job = Job(self._key(), name, hashlib.sha256(data).hexdigest(), data=data)
        one = One(job, self.masker.shown(name), self._source(folder, name), len(data))
        return self._run(iter([one] if self._is_news(one) else []))

    def _run(self, offered: Iterator[One]) -> TakeReport:
        more = True
        while more or self._open or self._parts or self._said:
            more = self._give_out(offered)
            for said in self.readers.words(0.2 if self._open else 0.0):
                self._said.append(said)
                self._flush_if_due()
            ended = bool(self._said) and self._said[-1][1] is None
            self._flush_if_due(at_once=ended and not more and not self._parts)
        self._tell()
        return self.report

    # -- What comes in ---------------------------------------------------------------------------

    def _give_out(self, offered: Iterator[One]) -> bool:
        """Give files to the readers; False when there are no more."""
        while self.readers.has_room:
            one = self._parts.pop(0) if self._parts else next(offered, None)
            if one is None:
                return False
            self._open[one.job.key] = one
            self._by_hash[one.job.sha256] = one
            self.readers.give(one.job)
            one.job = without_data(one.job)
        return True

    def _offered(self, found: Iterable[Found]) -> Iterator[One]:
        for file in found:
            shown = self.masker.shown(file.name)
            if file.skipped:
                self._files += 1
                self.report.skipped.append(Refusal(shown, file.skipped))
                continue
            if file.why:
                self._refuse(shown, file.why, file.size)
                continue
            try:
                sha256 = hashlib.sha256(load(file.path)).hexdigest()
            except FilingError as error:
                self._refuse(shown, str(error), file.size)
                continue
            job = Job(self._key(), file.name, sha256, path=file.path)
            one = One(job, shown, self._source(file.folder, file.name), file.size)
            if self._is_news(one):
                yield one

    def _is_news(self, one: One) -> bool:
        """Say whether the file must be read; else note that it is on file, or on its way."""
        twin = self._by_hash.get(one.job.sha256)
        if twin is not None and one.parent is None:
            twin.twins.append(one.name)
            return False
        with self.database.read() as session:
            known = pages.by_hash(session, one.job.sha256)
            if known is None:
                return True
            if known.state != pages.READY:
                skip = frozenset(filing_changes.numbers_on_file(session, known.id))
                one.job = replace(one.job, skip=skip)
                return True
            filing = known.id
        with self._writing() as put:
            self._unindexed += put.link(filing)
        self._counted(one, added=False, filing=filing)
        return False

    # -- What comes back -------------------------------------------------------------------------

    def _flush_if_due(self, *, at_once: bool = False) -> None:
        late = time.monotonic() - self._flushed > _PATIENCE
        if not self._said or not (at_once or late or len(self._said) >= _BATCH):
            return
        said, self._said = self._said, []
        self._put(said)
        self._flushed = time.monotonic()
        self._tell()
        if self._unindexed >= _INDEX_AT:
            self._index()
            self._unindexed = 0

    def _put(self, said: list[Said]) -> None:
        """Put a batch on file, all or nothing; then see to what it led to."""
        together: dict[int, list[Word | None]] = {}
        for job, word in said:
            if job.key in self._open:  # else it was refused already
                together.setdefault(job.key, []).append(word)
        with self._writing() as put:
            for key, words in together.items():
                self._put_one(put, self._open[key], words)
        for key, words in together.items():
            self._follow_up(self._open[key], words)

    def _put_one(self, put: Putter, one: One, words: list[Word | None]) -> None:
        new = [word for word in words if isinstance(word, MaskedPage)]
        if new:
            self._unindexed += put.pages(one, new)
        for word in words:
            match word:
                case Facts() if one.facts is None:
                    put.facts(one, word)
                case End():
                    put.end(one, word)
                case Failed():
                    put.drop(one)
                case None if one.is_done:
                    put.ready(one)
                    one.is_ready = True

    def _follow_up(self, one: One, words: list[Word | None]) -> None:
        for word in words:
            match word:
                case Facts() if one.facts is None:
                    one.facts = word
                    self._offer_parts(one, word)
                case Failed():
                    self._leave(one)
                    self._failed(one, word.why)
                # Parts that were on file already may have made it done just now, after the
                # batch was put: then the word that `_part_done` gave makes it ready.
                case None if one.is_ready and one.job.key in self._open:
                    self._leave(one)
                    self._counted(one, added=True, filing=one.filing)

    def _leave(self, one: One) -> None:
        self._open.pop(one.job.key, None)
        self._by_hash.pop(one.job.sha256, None)

    def _failed(self, one: One, why: str) -> None:
        if one.parent is not None:
            self._part_refused(one, why)
            return
        for name in (one.name, *one.twins):
            self._refuse(name, why, one.size)

    def _offer_parts(self, one: One, facts: Facts) -> None:
        """Let the parts of a file be read; it is ready when they are done."""
        is_archive = facts.media_type == "application/zip"
        for name, data in facts.parts:
            job = Job(
                self._key(),
                f"{one.job.name}/{name}",
                hashlib.sha256(data).hexdigest(),
                data=data,
                depth=one.job.depth + is_archive,
            )
            part = One(job, f"{one.name}/{self.masker.shown(name)}", size=len(data), parent=one)
            if _depth(part) > _DEPTH:
                self._part_refused(part, "This file lies too deep in others. Add it by itself.")
            elif self._is_news(part):
                self._parts.append(part)

    @contextmanager
    def _writing(self) -> Iterator[Putter]:
        """Give a hand that writes, as soon as nobody else does."""
        with ExitStack() as stack:
            session = self._begun(stack)
            yield Putter(session, self.task, self.report, self.masker.plan.version)

    def _begun(self, stack: ExitStack) -> Session:
        for attempt in range(_TRIES):
            try:
                with ExitStack() as trial:
                    session = trial.enter_context(self.database.write())
                    pages.serialise(session)
                    stack.push(trial.pop_all())
                    return session
            except StoreError:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    # -- Counting --------------------------------------------------------------------------------

    def _counted(self, one: One, *, added: bool, filing: int) -> None:
        """Count a file that is on file now; the last part lets its parent become ready."""
        if one.parent is not None:
            self.report.parts += added
            self._part_done(one.parent)
            return
        self._files += 1
        self._bytes += one.size
        self.report.added += added
        self.report.unchanged += len(one.twins) + (not added)
        self._files += len(one.twins)
        self.report.filings.append(filing)

    def _part_done(self, parent: One) -> None:
        parent.waiting -= 1
        if parent.is_done:
            self._said.append((parent.job, None))

    def _part_refused(self, one: One, why: str) -> None:
        refusal = Refusal(one.name, why)
        self.report.parts_refused.append(refusal)
        if one.parent is not None:
            one.parent.refused.append(refusal)
            self._part_done(one.parent)

    def _refuse(self, name: str, why: str, size: int) -> None:
        self._files += 1
        self._bytes += size
        self.report.refused.append(Refusal(name, why))

    def _tell(self) -> None:
        if self.task.progress:
            spent, left = time.monotonic() - self._began, None
            if self._bytes:
                left = spent * max(0, self._of_bytes - self._bytes) / self._bytes
            self.task.progress(Progress(self._files, self._of_files, self.report.pages, left))

    def _key(self) -> int:
        self._keys += 1
        return self._keys

    def _source(self, folder: str, name: str) -> str:
        said = f"{folder}\0{name}".encode("utf-8", "surrogateescape")
        return hashlib.blake2b(said, key=self._salt, digest_size=16).hexdigest()


def _depth(one: One) -> int:
    depth = 0
    while one.parent is not None:
        one, depth = one.parent, depth + 1
    return depth
