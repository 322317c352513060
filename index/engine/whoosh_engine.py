"""The embedded engine: Whoosh's segments, commits and locks, our blocks and our scores.

The folder holds generations of the index side by side and the name of the one in use. It is a
projection of the store: whatever is wrong with it, it is built anew and never repaired.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.engine import whoosh_codec
from index.engine.hits import found_in
from index.engine.kept import Kept
from index.engine.port import EngineError, Health, NotReadyError, Progress, State
from index.engine.scoring import Clock, Tuning
from index.engine.snapshot import Snapshot
from index.engine.whoosh_folder import Folder
from index.engine.whoosh_opened import LOCK_WAIT_S, Opened
from index.engine.whoosh_pinned import assert_pinned
from index.engine.whoosh_writer import PageWriter
from index.pages import Change, Entry, Results, Scope
from index.terms import analysis
from index.terms.parse import Query

FORMAT = 2  # raise it when blocks or fields change
# The files name the modules of what reads them: one that has moved since cannot be opened.
_MADE_BY = f"{FORMAT}.{analysis.__name__}.{whoosh_codec.__name__}"
_WORDS_A_SEGMENT = 6_000_000
_TOLD_EVERY = 500
_SEGMENTS = 4  # a rebuild leaves a few, each search goes through all
_GONE = 0.05  # of the pages, dropped but still read past


class WhooshEngine:
    """Pages in a folder of our own; one writer at a time, any number of readers."""

    def __init__(self, folder: Path, *, tag: str = "", tuning: Tuning | None = None) -> None:
        assert_pinned()
        self.folder = folder
        self.tuning = tuning or Tuning()
        self.cache = Kept()
        self._folder = Folder(folder, f"{_MADE_BY}.{analysis.VERSION}.{tag}")
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._open: Opened | None = None

    # -- Reading -----------------------------------------------------------------------------

    def search(
        self, query: Query, scope: Scope, *, limit: int = 10, deadline_ms: int = 2000
    ) -> Results:
        """Give the best pages that the scope may see; raise NotReadyError without an index."""
        clock = Clock(deadline_ms)
        snapshot = self._snapshot()
        return found_in(snapshot, query, scope, self.tuning, clock, limit)

    def count(self) -> int:
        """Give the number of pages in the index."""
        return self._snapshot().count

    def health(self) -> Health:
        """Say whether the index can be searched."""
        return self._folder.health()

    def _snapshot(self) -> Snapshot:
        with self._lock:
            opened = self._opened()
        return opened.latest()

    def _opened(self) -> Opened:
        current = self._folder.current()
        if current is None or self._folder.state(current) is not State.OK:
            raise NotReadyError(self.health())
        if self._open is None or self._open.path != current:
            self._open = Opened(current, self.cache)
        return self._open

    # -- Writing -----------------------------------------------------------------------------

    def apply(self, changes: Sequence[Change]) -> None:
        """Apply these changes in one commit; the last change of a page wins."""
        last = {change.page: change.entry for change in changes}
        if not last:
            return
        if self._folder.is_rebuilding():
            # What is put into the old index now would be lost when the new one takes its place.
            raise EngineError("The index is being rebuilt; changes wait until it is whole.")
        with self._writing:
            with self._lock:
                if self._folder.current() is None:
                    self._swap_in(self._folder.new_generation())
                opened = self._opened()
            opened.apply(last)  # searches go on meanwhile

    def rebuild(self, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        """Build a new index beside the old one and swap it in when it is whole."""
        lock = self._folder.begin_rebuild()
        fresh = self._folder.new_generation()
        try:
            self._fill(fresh, entries, total, progress)
            with self._lock:
                self._swap_in(fresh)
        finally:
            self._folder.end_rebuild(fresh, lock)

    def _fill(self, fresh: Path, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        ix = whoosh_codec.open_index(fresh)
        writer = PageWriter(ix, timeout=LOCK_WAIT_S)
        try:
            for done, entry in enumerate(entries, 1):
                writer.add_page(entry)
                if writer.words > _WORDS_A_SEGMENT:
                    writer.commit(merge=False)
                    writer = PageWriter(ix, timeout=LOCK_WAIT_S)
                if done % _TOLD_EVERY == 0 or done == total:
                    self._folder.tell(done, total)
                    progress(done, total)
            writer.commit(merge=False)
        except BaseException:
            writer.give_up()
            raise

    def _swap_in(self, fresh: Path) -> None:
        self._folder.swap_in(fresh)
        self._open = None

    def is_ragged(self) -> bool:
        """Say whether many commits or dropped pages make searches slower than they need be."""
        snapshot = self._snapshot()
        gone = snapshot.size - snapshot.count
        return len(snapshot.segments) > _SEGMENTS or gone > _GONE * snapshot.size

    def compact(self) -> None:
        """Merge what many commits left apart; work for the night."""
        with self._writing:
            with self._lock:
                opened = self._opened()
            opened.compact()

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._open = None
            self.cache.clear()
