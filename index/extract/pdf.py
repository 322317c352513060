"""PDF by PDFium: the text layer, what the file says of itself, and pictures of pages for OCR."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Self

import pypdfium2
from pypdfium2 import raw

from index.extract import beside, boxes, judge, laidon, ocr, pictures, wordings
from index.extract.choice import with_lines
from index.extract.clean import cleaned
from index.extract.frames import Begun, Count, Facts, Flag, Frame, Need, Part
from index.extract.jobs import Job
from index.pages import FilingError, Page, Quality

_WRONG_PASSWORD = 4
_UNKNOWN_SECURITY = 5
_TAIL = 2048
# PDFium puts this mark where a line ends in a hyphen, and glues the next line to it.
_LINE_END_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")
# Titles that programs write when nobody gave one.
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft (?:word|excel|powerpoint)|untitled|document\d*|scan|scanned|image|doc\d|"
    r"print|layout|letterhead|\W*$|.*\.(?:docx?|pdf|wpd|rtf|xlsx?|tiff?|indd|p65)\W*$)"
)
_TELLING = 20  # words; fewer prove nothing
_AGREED = 0.4  # of the words seen must stand in the layer
_LIES = "Its text layer says something else than its picture."
ENGINE = f"pdfium {pypdfium2.PDFIUM_INFO.build}"


def _open(file: BinaryIO, job: Job) -> pypdfium2.PdfDocument:
    data = file.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise FilingError(_why_not(data, error.err_code)) from error
    if len(document) > job.limits.pages:
        raise FilingError(
            f"This PDF says it has {len(document):,} pages; the limit is {job.limits.pages:,}."
            " Split it and add the parts."
        )
    if len(document) == 0:
        raise FilingError("This PDF has no pages. Get it again from whoever sent it.")
    document.init_forms()  # so that pages are drawn with what is filled in
    return document


def _bytes(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def _why_not(data: bytes, code: int | None) -> str:
    if code in (_WRONG_PASSWORD, _UNKNOWN_SECURITY):
        return "This PDF is locked with a password. Print it to PDF without one and add that."
    if b"%%EOF" not in data[-_TAIL:]:
        return "This PDF is cut off: its end is missing. Download it again and add it."
    return (
        "This PDF is damaged and cannot be opened. Get it again, or print it to PDF and add that."
    )


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the text layer, and which pages only OCR can read."""
    document = _open(file, job)
    yield Count(len(document))
    extras = _Extras(document, job)
    first, shown = "", _Shown()
    yield from extras.files()
    with _Probe(document, job) as probe:
        for index in range(len(document)):
            if index + 1 in job.skip:
                continue
            yield Begun(index + 1)
            page, seen = _read_page(document, index)
            layer = page.layer if isinstance(page, Need) else page
            doubtful = isinstance(page, Page) or seen.hidden  # else it is read anew in any case
            if seen.ocr_layer and doubtful and probe.finds_a_lie(layer.number, seen.layer):
                seen = replace(seen, suspect=True)
                page = Need(replace(layer, quality=Quality.GARBLED, note=_LIES))
            first = seen.layer if index == 0 else first
            yield from extras.of_page(index, seen.layer)
            page = extras.put(index, page, seen.layer)
            if isinstance(page, Page) and job.ocr and shown.has_news(seen):
                page = Need(page)
            if (seen.hidden and not extras.placeholder) or extras.hidden:
                yield Flag(index + 1, "hidden")
            if seen.suspect:
                yield Flag(index + 1, "suspect")
            yield page
    around = beside.look(document, _bytes(file))
    yield from (Flag(number, "hidden") for number in around.hidden)
    warnings = (*_warnings(file), *extras.warnings, *around.warnings)
    yield Facts(title=_title(document, first), warnings=warnings)


class _Shown:
    """Pictures that were met before, such as the head of a letter on each page."""

    def __init__(self) -> None:
        self._known: set[tuple[int, int, int]] = set()

    def has_news(self, seen: boxes.Seen) -> bool:
        """Say whether a picture stands on the page that was not met before."""
        marks = {picture.mark for picture in seen.pictures}
        news = marks - self._known
        self._known |= marks
        return bool(news)


class _Extras:
    """What lies on and beside the pages: lines for them, files, and what to say of the rest."""

    def __init__(self, document: pypdfium2.PdfDocument, job: Job) -> None:
        self._document, self._job = document, job
        self.warnings: list[str] = []
        self.hidden = self.placeholder = False
        self._lines = ""
        self._kept: set[bytes] = set()
        self._xfa = laidon.xfa_lines(document, job.limits) if laidon.has_xfa(document) else None

    def files(self) -> Iterator[Part]:
        """Give the files attached to the document."""
        return self._kept_once(laidon.files(self._document, self._job.limits))

    def _kept_once(self, found: Iterable[Part | str]) -> Iterator[Part]:
        for one in found:
            if isinstance(one, str):
                self.warnings.append(f"A file inside this PDF cannot be taken out: {one}.")
            elif (mark := hashlib.sha256(one.data).digest()) not in self._kept:
                self._kept.add(mark)
                yield one

    def of_page(self, index: int, layer: str) -> Iterator[Part]:
        """Look at the page; give the files pinned to it."""
        self.hidden, self.placeholder, self._lines = False, False, ""
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            return
        with contextlib.closing(page):
            if not raw.FPDFPage_GetAnnotCount(page):
                return
            found = laidon.lines(page, self._document.formenv, layer)
            self.hidden, self._lines = found.hidden, found.text
            yield from self._kept_once(laidon.pinned(page, self._job.limits))

    def put(self, index: int, page: Page | Need, seen: str) -> Page | Need:
        """Give the page with its lines under its text."""
        layer = page.layer if isinstance(page, Need) else page
        lines = self._lines
        if self._xfa is not None and laidon.is_placeholder(seen):
            self.placeholder = True
            layer = replace(layer, text="", note=_XFA if self._xfa else _XFA_LOST)
            page = layer
        if self._xfa and index == 0:
            lines = f"{lines}\n{self._xfa}".strip()
        if not lines:
            return page
        made = replace(layer, text=with_lines(layer.text, lines))
        if isinstance(page, Need):
            return Need(made)
        return replace(made, quality=Quality.TEXT) if made.quality is Quality.EMPTY else made


_XFA = "This is an Adobe form (XFA): its data were read, its pages only Adobe's program can draw."
_XFA_LOST = (
    "This is an Adobe form (XFA), which only Adobe's program can draw: open it there, print it to"
    " PDF, and add that."
)


class _Probe:
    """Reads one page whose layer OCR left; if its picture says something else, none is trusted."""

    def __init__(self, document: pypdfium2.PdfDocument, job: Job) -> None:
        self._document = document
        self._job = job
        self._lies: bool | None = None if job.ocr else False
        self._last = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._last.close()

    def finds_a_lie(self, number: int, layer: str) -> bool:
        """Tell whether the layers of this file are to be distrusted; looks once."""
        if self._lies is None and len(layer.split()) >= _TELLING:
            reader = self._last.enter_context(ocr.reader())
            picture = _picture(self._document[number - 1])
            seen = reader.page(number, picture, self._job.limits.wall_seconds)
            self._lies = seen.quality is Quality.OCR and not _agree(layer, seen.text)
        return bool(self._lies)


def _agree(layer: str, seen: str) -> bool:
    words = set(re.findall(r"\w{4,}", seen.lower()))
    there = set(re.findall(r"\w{4,}", layer.lower()))
    return len(words) < _TELLING or len(words & there) >= len(words) * _AGREED


def _read_page(document: pypdfium2.PdfDocument, index: int) -> tuple[Page | Need, boxes.Seen]:
    number = index + 1
    try:
        page = document[index]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        note = "This page is damaged: PDFium cannot open it."
        return Page(number, "", Quality.EMPTY, engine=ENGINE, note=note), boxes.Seen(judge.Look())
    with contextlib.closing(page), contextlib.closing(layer):
        seen = boxes.look(page, layer)
        whole = layer.get_text_range()
        text = repaired(whole if seen.text is None else seen.text)
        verdict = judge.page(text, seen.look)
        if seen.ocr_layer and not seen.marked and _is_garbled(whole, seen):
            seen = replace(seen, hidden=False)  # none of it is kept: it hides nothing
    engine = f"{ENGINE}, a layer that OCR left" if seen.ocr_layer else ENGINE
    read = Page(number, text, verdict.quality, engine=engine, note=verdict.note)
    return (Need(read) if verdict.needs_ocr else read), replace(seen, layer=whole)


def _is_garbled(layer: str, seen: boxes.Seen) -> bool:
    return judge.page(repaired(layer), seen.look).quality is Quality.GARBLED


def repaired(text: str) -> str:
    """Give the text as people read it: PDFium's hyphen mark is a hyphen at a line end again."""
    return cleaned(_LINE_END_HYPHEN.sub("-\n", text))


def _title(document: pypdfium2.PdfDocument, first: str) -> str:
    """Give the title of the metadata if the first page says it, too: templates leave others."""
    title = cleaned(document.get_metadata_value("Title")).strip()
    return "" if _NO_TITLE.match(title) else wordings.title_in(first, title)


def _warnings(file: BinaryIO) -> tuple[str, ...]:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    if b"%%EOF" in file.read():
        return ()
    return ("The end of this PDF is missing; pages may be lacking.",)


def recognise(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages asked for, read by OCR from their pictures."""
    document = _open(file, job)
    with ocr.reader() as reader:
        for number in job.only:
            yield Begun(number)
            page, seen = _read_page(document, number - 1)
            if isinstance(page, Page) and seen.pictures:
                places = [picture.box for picture in seen.pictures]
                yield pictures.words(
                    reader, document[number - 1], number, places, job.limits.ocr_seconds
                )
            else:
                picture = _picture(document[number - 1])
                yield reader.page(number, picture, job.limits.ocr_seconds)


def _picture(page: Any) -> ocr.Picture:
    width, height = page.get_size()
    dpi = ocr.resolution(width / 72, height / 72)
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    with contextlib.closing(bitmap):
        return ocr.Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), dpi)
