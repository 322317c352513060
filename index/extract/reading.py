"""Reads one file page by page through the sandbox: first its text, then the pictures by OCR."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from index.extract import ocr as recognition
from index.extract import sandbox
from index.extract.choice import BROKEN, TOO_LONG, better, given_up, unread
from index.extract.frames import Begun, Count, Facts, Flag, Frame, Need, Part, Refused
from index.extract.kinds import HEAD, MEDIA_TYPES, kind_of
from index.extract.limits import DEFAULT, MEGABYTE, Limits
from index.extract.spread import spread
from index.pages import Extraction, FilingError, Page, Quality

# A file on disk, or a part that another file gave back: its name and its bytes.
Source = Path | tuple[str, bytes]

_GIVEN_UP = (
    "This file takes too long or too much memory to read."
    " Print it to PDF and add that, or split it."
)
_BROKEN = (
    "This file is damaged in a way that breaks its reader. Get it again, or print it to PDF"
    " and add that."
)


@dataclass(frozen=True, slots=True)
class Outline:
    """Comes once, when the text is read: all but the pages, and what OCR still has to do."""

    extraction: Extraction  # its pages are empty: they come one by one
    pages: int  # of the whole file
    ocr: tuple[int, ...]  # page numbers that follow, by OCR


@dataclass(slots=True)
class _State:
    """What is known of the file so far."""

    limits: Limits
    count: int = 0
    at: int = 0
    done: set[int] = field(default_factory=set)
    needs: dict[int, Page] = field(default_factory=dict)
    flags: dict[str, set[int]] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    parts: list[tuple[str, bytes]] = field(default_factory=list)
    overruns: int = 0
    chars: int = 0
    unpacked: int = 0

    def take(self, frame: Frame) -> Page | None:
        """Note the frame; the page, where it is one."""
        match frame:
            case Page():
                return self._page(frame)
            case Need():
                self.needs[frame.layer.number] = self._page(frame.layer)
            case Count():
                self.count = frame.pages
            case Begun():
                self.at = frame.number
            case _:
                self._note(frame)
        return None

    def _note(self, frame: Frame) -> None:
        match frame:
            case Flag():
                self.flags.setdefault(frame.what, set()).add(frame.number)
            case Facts():
                self.facts = frame
            case Part():
                self._part(frame)
            case Refused():
                raise FilingError(frame.why)

    def _page(self, page: Page) -> Page:
        self.done.add(page.number)
        most = self.limits.page_chars
        if len(page.text) > most:
            note = f"Only the first {most:,} characters of this page were read."
            page = replace(page, text=page.text[:most], note=note)
        self.chars += len(page.text)
        if self.chars > self.limits.text_chars or len(self.done) > self.limits.pages:
            raise FilingError(
                "This file holds more text than a filing may. Split it and add the parts."
            )
        return page

    def _part(self, part: Part) -> None:
        if (part.name, part.data) in self.parts:  # given anew after a page broke the reader
            return
        self.unpacked += len(part.data)
        if self.unpacked > self.limits.unpacked_bytes:
            raise FilingError(
                "The files inside this file are too large together. Add them by hand."
            )
        self.parts.append((part.name, part.data))

    def extraction(self, kind: str) -> Extraction:
        """All but the pages."""
        facts = self.facts
        return Extraction(
            pages=(),
            title=facts.title,
            media_type=MEDIA_TYPES[kind],
            subject=facts.subject,
            sender=facts.sender,
            dated=facts.dated,
            warnings=facts.warnings,
            hidden_text=tuple(sorted(self.flags.get("hidden", ()))),
            suspect_text=tuple(sorted(self.flags.get("suspect", ()))),
            parts=tuple(self.parts),
        )


def extract(
    source: Source, *, limits: Limits = DEFAULT, ocr: bool = True, workers: int = 1, depth: int = 0
) -> Extraction:
    """Give the whole file as pages in order; raises FilingError with a sentence fit to show."""
    pages: list[Page] = []
    made = Extraction(pages=())
    for found in read_pages(source, limits=limits, ocr=ocr, workers=workers, depth=depth):
        if isinstance(found, Page):
            pages.append(found)
        else:
            made = found.extraction
    return replace(made, pages=tuple(sorted(pages, key=lambda page: page.number)))


def read_pages(
    source: Source,
    *,
    limits: Limits = DEFAULT,
    ocr: bool = True,
    skip: Collection[int] = (),
    workers: int = 1,
    depth: int = 0,
) -> Iterator[Page | Outline]:
    """Each page as soon as it is read, the outline between text and OCR.

    Not in the order of numbers. Pages of `skip` are not given again, so that a caller that
    stored each page goes on where it was stopped. `depth` is how many archives the file lay in.
    """
    with _opened(source) as file:
        job = {**_job(source, file, limits), "depth": depth, "ocr": ocr}
        state = _State(limits)
        for page in _read_text(file, job, state):
            if page.number not in skip:
                yield page
        for number in set(state.needs) & set(skip):
            del state.needs[number]
        numbers = tuple(sorted(state.needs))
        yield Outline(state.extraction(job["kind"]), state.count, numbers if ocr else ())
        if ocr:
            yield from _recognise(file, job, state, numbers, workers)
        else:
            yield from (unread(state.needs[number]) for number in numbers)


def read_cells(source: Source, *, limits: Limits = DEFAULT) -> list[dict[str, Any]]:
    """Give the sheets of a workbook as data, read in the child; raises FilingError.

    Each sheet is a mapping: title, hidden, from_1904, rows (number, cells), hidden_rows,
    hidden_columns, merged, unsaved, notes (cells that have one). A cell is [kind, value, shown],
    or None.
    """
    with _opened(source) as file:
        job = {**_job(source, file, limits), "depth": 0, "ocr": False}
        if job["kind"] != "xlsx":
            raise FilingError("This is no workbook. Save it as XLSX or CSV and try again.")
        state = _State(limits)
        for _ in _read_text(file, {**job, "kind": "cells"}, state):
            pass
        return [json.loads(data) for _, data in state.parts]


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        try:
            # Not blocking, so that a named pipe is noticed instead of waited for.
            descriptor = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise FilingError(f"This file cannot be opened: {error.strerror}.") from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise FilingError("This is no file. Add files, or a folder of files.")
        with os.fdopen(descriptor, "rb") as file:
            yield file
    else:
        with _unseen() as file:
            file.write(source[1])
            file.flush()
            yield file


def _unseen() -> BinaryIO:
    """Open a file without a name: in memory where the system can, so that no word meets a disk."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("part"), "w+b")
    return tempfile.TemporaryFile()  # removed while it is open


def _job(source: Source, file: BinaryIO, limits: Limits) -> dict[str, Any]:
    name = source.name if isinstance(source, Path) else source[0]
    about = os.fstat(file.fileno())
    if about.st_size == 0:
        raise FilingError("This file is empty. Get it again from whoever sent it.")
    if about.st_size > limits.file_bytes:
        raise FilingError(
            f"This file has {about.st_size / MEGABYTE:.0f} megabytes; the limit is"
            f" {limits.file_bytes // MEGABYTE}. Split it and add the parts."
        )
    return {
        "kind": kind_of(name, os.pread(file.fileno(), HEAD, 0)),
        "name": name,
        "limits": asdict(limits),
        "program": recognition.program(),
    }


def _run(file: BinaryIO, job: dict[str, Any], skip: Collection[int], only: Collection[int]) -> Any:
    limits = job["limits"]
    patience = limits["ocr_seconds"] if only else limits["wall_seconds"]
    work = {**job, "skip": sorted(skip), "only": list(only)}
    return contextlib.closing(sandbox.run(file.fileno(), work, patience))


def _read_text(file: BinaryIO, job: dict[str, Any], state: _State) -> Iterator[Page]:
    """Give the pages that need no OCR; a page that breaks its reader is passed over and said so."""
    while True:
        state.at = 0
        try:
            with _run(file, job, state.done, ()) as frames:
                for frame in frames:
                    if page := state.take(frame):
                        yield page
        except (sandbox.OverrunError, sandbox.BrokenChildError) as error:
            yield from _passed_over(state, error)
        else:
            return


def _passed_over(state: _State, error: Exception) -> Iterator[Page]:
    overrun = isinstance(error, sandbox.OverrunError)
    if not state.at or state.count <= 1:
        raise FilingError(_GIVEN_UP if overrun else _BROKEN) from error
    state.overruns += 1
    state.done.add(state.at)
    yield given_up(Page(state.at, "", Quality.EMPTY), _why(error))
    if state.overruns >= state.limits.overruns:
        if not state.done - set(range(state.at, state.count + 1)) and not state.needs:
            raise FilingError(_GIVEN_UP if overrun else _BROKEN) from error
        rest = [number for number in range(1, state.count + 1) if number not in state.done]
        state.done.update(rest)
        yield from (given_up(Page(number, "", Quality.EMPTY), _why(error)) for number in rest)


def _why(error: Exception) -> str:
    if isinstance(error, FilingError):
        return str(error)
    return TOO_LONG if isinstance(error, sandbox.OverrunError) else BROKEN


def _recognise(
    file: BinaryIO, job: dict[str, Any], state: _State, numbers: tuple[int, ...], workers: int
) -> Iterator[Page]:
    workers = max(1, min(workers, len(numbers)))
    shares = [numbers[start::workers] for start in range(workers)]
    yield from spread([_share(file, job, state, share) for share in shares if share])


def _share(
    file: BinaryIO, job: dict[str, Any], state: _State, numbers: tuple[int, ...]
) -> Iterator[Page]:
    left = list(numbers)
    while left:
        if state.overruns >= state.limits.overruns:
            yield from (unread(state.needs[number], at_end=True) for number in left)
            return
        try:
            with _run(file, job, (), left) as frames:
                for frame in frames:
                    if page := state.take(frame):
                        left.remove(page.number)
                        yield better(state.needs[page.number], page)
        except (sandbox.OverrunError, sandbox.BrokenChildError, FilingError) as error:
            state.overruns += 1
            layer = state.needs[left.pop(0)]  # they come in order: the first is the one
            yield given_up(layer, _why(error))
        else:
            return
