"""What a run of taking files says: how far it is, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.privacy.gate import Level


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What a person should know of a file that was taken."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Held:
    """A filing that is restricted until a lead decides, and why."""

    doc: str
    why: str
    ref: str
    filing: int


@dataclass(slots=True)
class TakeReport:
    """What became of the files given. Parts (attachments, members) are counted apart."""

    added: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Refusal] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    pages: int = 0
    ocr_pages: int = 0
    unreadable_pages: int = 0
    parts: int = 0
    parts_refused: list[Refusal] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    filings: list[int] = field(default_factory=list)  # of the files given, in any order
    notice: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there was something to take, and nothing of it was taken."""
        given = self.refused or self.skipped
        return bool(given) and not (self.added or self.unchanged)

    def lines(self) -> list[str]:
        """Return the report in sentences."""
        said = [f"{self.added:,} added, {self.unchanged:,} on file already, {self.pages:,} pages."]
        if self.parts:
            said.append(f"{self.parts:,} attachments and members are filings of their own.")
        if self.ocr_pages:
            said.append(f"{self.ocr_pages:,} pages were read by text recognition.")
        if self.unreadable_pages:
            said.append(f"{self.unreadable_pages:,} pages cannot be read; `filings` lists them.")
        said += [f"Held back: {one.doc} ({one.ref}), because {one.why}." for one in self.held]
        if self.held:
            said.append("Filings that are held back are restricted until a lead decides.")
        refused = self.refused + self.parts_refused
        said += [f"Not taken: {one.path}: {one.why}" for one in refused]
        said += [f"Passed over: {one.path}: {one.why}" for one in self.skipped]
        said += [f"{one.path}: {one.what}" for one in self.warnings]
        return [*said, *filter(None, [self.notice])]

    def to_json(self) -> dict[str, Any]:
        """Return what `foia add --json` promises, and what a lead should know."""
        found = asdict(self)
        del found["filings"]
        for item in found["held"]:
            del item["filing"]
        return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    files: int
    of_files: int
    pages: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Task:
    """What all files of a run have in common."""

    request: int | None
    level: Level | None
    by: str
    now: datetime
    progress: Callable[[Progress], None] | None = None
