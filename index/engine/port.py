"""What an engine must do; any engine that passes tests/index/query may stand behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from index.pages import Change, Entry, Results, Scope
from index.terms.parse import Query

Progress = Callable[[int, int], None]  # done, total


class EngineError(Exception):
    """The index cannot do what was asked; the text is fit to show."""


class NotReadyError(EngineError):
    """There is no index to search yet; `health` says how far it is."""

    def __init__(self, health: Health) -> None:
        super().__init__(health.sentence)
        self.health = health


class State(StrEnum):
    """Whether the index can be searched."""

    OK = "ok"
    REBUILDING = "rebuilding"
    MISSING = "missing"
    OLD = "old"  # made by another version of the code, or under other mask rules


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the index, and how far a rebuild has come."""

    state: State
    done: int = 0
    total: int = 0

    @property
    def searchable(self) -> bool:
        """Whether a search may be answered now."""
        return self.state is State.OK

    @property
    def sentence(self) -> str:
        """Say the state to people; never "nothing found" for an index that is not there."""
        if self.state is State.OK:
            return "search is ready"
        share = f", {100 * self.done // self.total} % done" if self.total else ""
        return f"search is rebuilding{share}; please ask again in a moment"


class Engine(Protocol):
    """An index of pages: the projection of the store, which can always make it anew."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Apply these changes in one commit; the last change of a page wins."""

    def search(
        self, query: Query, scope: Scope, *, limit: int = 10, deadline_ms: int = 2000
    ) -> Results:
        """Give the best pages that the scope may see; raise NotReadyError without an index."""

    def count(self) -> int:
        """Give the number of pages in the index."""

    def health(self) -> Health:
        """Say whether the index can be searched."""

    def rebuild(self, entries: Iterable[Entry], total: int, progress: Progress) -> None:
        """Build a new index beside the old one and swap it in when it is whole."""

    def is_ragged(self) -> bool:
        """Say whether many commits or dropped pages make searches slower than they need be."""

    def compact(self) -> None:
        """Merge what many commits left apart; work for the night."""

    def close(self) -> None:
        """Let go of all files."""
