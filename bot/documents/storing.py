"""What was read of a file is put on file, inside a transaction that is open."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.documents import filing_kind
from bot.documents.masking import MaskedPage
from bot.documents.reading import End, Facts, Job
from bot.documents.reports import Held, Refusal, TakeReport, Task, Warned
from bot.privacy.gate import Level
from bot.store import filing_changes, pages, vault
from bot.store.filing_changes import NewPage
from bot.store.session import Session
from bot.store.tables import Filing

PEOPLE = "it looks like a list of people"

_FEW = 5  # page numbers in a sentence


@dataclass(slots=True)
class One:
    """A file on its way."""

    job: Job
    name: str  # masked
    source: str = ""
    size: int = 0
    filing: int = 0
    parent: One | None = None
    twins: list[str] = field(default_factory=list)  # other files with the same bytes
    waiting: int = 0  # parts that are not done
    at_end: bool = False
    is_ready: bool = False  # put on file as such, not only done
    facts: Facts | None = None  # after its parts were offered
    noted: Facts | None = None  # as soon as it is put on file, with the last page or before
    refused: list[Refusal] = field(default_factory=list)  # its parts that were not taken

    @property
    def is_done(self) -> bool:
        """Whether it and all its parts were read."""
        return self.at_end and self.waiting == 0


class Putter:
    """Writes for one run."""

    def __init__(self, session: Session, task: Task, report: TakeReport, plan: str) -> None:
        """Take the open session; `plan` is the version of the masking."""
        self.session, self.task, self.report, self.plan = session, task, report, plan
        self._held: dict[int, Filing] = {}  # or the session forgets them and reads them again

    def pages(self, one: One, new: list[MaskedPage]) -> int:
        """Put pages on file; return how many were not there yet."""
        filing = self._filing(one)
        if filing.state == pages.READY:
            return 0  # another run was faster
        rows = [NewPage(row_of(page), page.sealed, page.marks) for page in new]
        if any(page.people for page in new):
            filing.held = PEOPLE
        count = filing_changes.put_pages(self.session, filing.id, rows)
        self.report.pages += count
        self.report.ocr_pages += sum(page.quality == "ocr" for page in new)
        self.report.unreadable_pages += sum(page.quality in pages.UNREADABLE for page in new)
        return count

    def facts(self, one: One, facts: Facts) -> None:
        """Note what the file says of itself."""
        filing = self._filing(one)
        filing.title, filing.subject, filing.sender = facts.title, facts.subject, facts.sender
        filing.media_type, filing.dated = facts.media_type, facts.dated
        one.noted = facts
        one.waiting = len(facts.parts)

    def end(self, one: One, end: End) -> None:
        """Put the sealed original into the vault."""
        filing = self._filing(one)
        sealed = {vault.FILE: end.sealed_file, vault.NAME: end.sealed_name}
        with self.session.no_autoflush:  # what was noted is written once, when it is ready
            filing_changes.put_sealed(self.session, filing.id, sealed)
        one.at_end = True

    def ready(self, one: One) -> None:
        """Make a filing that was read to its end ready to be found."""
        filing = self._filing(one)
        if filing.state == pages.READY:
            return
        facts = one.noted
        filing.mask_version = self.plan
        filing.warnings = _warnings(facts, one.refused)
        self.report.warnings += [Warned(one.name, line) for line in _told(facts)]
        filing.kind, called = self._described(filing, facts)
        filing.title = filing.title or called
        filing_changes.complete(self.session, filing, _reasons(filing, facts))
        if filing.held:
            held = Held(filing.doc, filing.held, filing.ref, filing.id)
            self.report.held.append(held)

    def _described(self, filing: Filing, facts: Facts | None) -> tuple[str, str]:
        """Return kind and name as the reader told them; of what was read before, read it here."""
        if facts is not None and facts.kind:
            return facts.kind, facts.called
        with self.session.no_autoflush:
            first = pages.page(self.session, filing, 1)
        return filing_kind.described(filing.media_type, first.text if first else "")

    def drop(self, one: One) -> None:
        """Take back what was put of a file that turned out not to be readable."""
        if one.filing:
            filing_changes.forget(self.session, self.session.get_one(Filing, one.filing))

    def link(self, filing: int) -> bool:
        """Let a filing that is on file belong to this run's request, too."""
        known = self.session.get_one(Filing, filing)
        return filing_changes.link(self.session, known, self.task.request, self.task.level)

    def _filing(self, one: One) -> Filing:
        if one.filing:
            filing = self._held.get(one.filing) or self.session.get_one(Filing, one.filing)
            return self._held.setdefault(one.filing, filing)
        filing = filing_changes.begin(
            self.session, one.job.sha256, doc=one.name, source=one.source, size=one.size,
            level=Level.TEAM if self.task.level is None else self.task.level,
            by=self.task.by, now=self.task.now, parent=one.parent.filing if one.parent else None,
        )  # fmt: skip
        filing_changes.link(self.session, filing, self.task.request, self.task.level)
        one.filing = filing.id
        return self._held.setdefault(filing.id, filing)


def row_of(page: MaskedPage) -> dict[str, Any]:
    """Return the columns of a page."""
    row = asdict(page)
    del row["sealed"], row["marks"], row["people"]
    return row


def _warnings(facts: Facts | None, refused: list[Refusal]) -> dict[str, Any]:
    if facts is None:
        return {}
    said: dict[str, Any] = {
        "lines": list(facts.warnings),
        "hidden_text": list(facts.hidden),
        "suspect_text": list(facts.suspect),
        "refused_parts": [asdict(refusal) for refusal in refused],
    }
    return {name: value for name, value in said.items() if value}


def _told(facts: Facts | None) -> list[str]:
    """Return what a person should know of a file that was taken, in sentences."""
    if facts is None:
        return []
    said = list(facts.warnings)
    for numbers, what in (
        (facts.hidden, "holds words that were covered, hidden or noted on it"),
        (facts.suspect, "has a text layer that says what no reader of it sees"),
    ):
        if numbers:
            named = ", ".join(str(number) for number in numbers[:_FEW])
            more = " and more" if len(numbers) > _FEW else ""
            said.append(f"Page {named}{more} {what}.")
    return said


def _reasons(filing: Filing, facts: Facts | None) -> list[str]:
    """Say what holds the filing back, apart from the count of personal numbers."""
    reasons = []
    if facts is not None and facts.hidden:
        numbers = ", ".join(str(number) for number in facts.hidden[:5])
        reasons.append(f"it holds words that were covered, hidden or noted on it (page {numbers})")
    if filing.held:
        reasons.append(filing.held)
    return reasons
