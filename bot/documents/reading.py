"""One file is read, masked and sealed, page by page; what comes out may be kept as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.documents import filing_kind
from bot.documents.masking import MaskedPage, Masker, lead_for_the_next
from bot.errors import BotError
from bot.store import sealing
from index.extract import DEFAULT, Outline, read_pages
from index.pages import FilingError, Page


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: where it is, or its bytes; which pages are on file already."""

    key: int
    name: str  # as it came, to be shown only masked
    sha256: str
    path: Path | None = None
    data: bytes | None = None
    skip: frozenset[int] = frozenset()
    depth: int = 0
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself, masked; its parts are files of their own."""

    title: str
    media_type: str
    subject: str
    sender: str
    dated: date | None
    warnings: tuple[str, ...]
    hidden: tuple[int, ...]
    suspect: tuple[int, ...]
    parts: tuple[tuple[str, bytes], ...]
    kind: str = ""  # of filing, told from its first page; "" where that was not read now
    called: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The file was read to its end; its bytes and its name, sealed."""

    sealed_file: bytes
    sealed_name: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """The file cannot be taken, and why."""

    why: str


Word = MaskedPage | Facts | End | Failed


def read(job: Job, masker: Masker) -> Iterator[Word]:
    """Give pages as they are read, then facts and the sealed original; or why not."""
    try:
        yield from _read(job, masker)
    except (FilingError, BotError) as error:
        yield Failed(str(error))


def _read(job: Job, masker: Masker) -> Iterator[Word]:
    data = _bytes(job)
    source = (Path(job.name).name, data)
    lead, first = "", ""
    for found in read_pages(source, skip=job.skip, depth=job.depth, workers=job.workers):
        if isinstance(found, Page):
            made = masker.page(found, job.sha256, lead)
            lead = lead_for_the_next(found, made)
            first = made.text if made.number == 1 else first
            yield made
        else:
            yield _facts(found, masker, first)
    yield End(
        masker.vault.seal(job.sha256, sealing.FILE, data),
        masker.vault.seal(job.sha256, sealing.NAME, job.name.encode("utf-8", "replace")),
    )


def _facts(outline: Outline, masker: Masker, first: str) -> Facts:
    found = outline.extraction
    kind, called = filing_kind.described(found.media_type, first) if first else ("", "")
    return Facts(
        title=masker.shown(found.title),
        media_type=found.media_type,
        subject=masker.shown(found.subject),
        sender=masker.shown(found.sender),
        dated=found.dated,
        warnings=tuple(masker.shown(line) for line in found.warnings),
        hidden=found.hidden_text,
        suspect=found.suspect_text,
        parts=found.parts,
        kind=kind,
        called=called,
    )


def _bytes(job: Job) -> bytes:
    data = job.data if job.data is not None else load(job.path or Path())
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise FilingError("This file changed while it was read. Add it again.")
    return data


def load(path: Path) -> bytes:
    """Return the bytes of a file; what is no ordinary file, or too large, is refused."""
    try:
        size = path.stat().st_size
        if not path.is_file() or not 0 < size <= DEFAULT.file_bytes:
            # The reader itself says best what is wrong with it.
            next(iter(read_pages(path)), None)
        return path.read_bytes()
    except OSError as error:
        raise FilingError(f"This file cannot be opened: {error.strerror}.") from error
