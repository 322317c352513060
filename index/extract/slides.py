"""PowerPoint files (PPTX): a slide is a page; notes, comments and hidden slides are marked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from index.extract import archive, marked, package
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Flag, Frame, Part
from index.extract.jobs import Job
from index.extract.marked import HIDDEN
from index.pages import FilingError, Page

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "ppt/presentation.xml"
_NUMBERED = {"sldNum", "hdr", "dt", "ftr", "sldImg"}  # what programs fill in
_SHAPES = {f"{_P}sp", f"{_P}graphicFrame"}
_FEW = 40  # characters; a file with fewer is pictures of slides
_OFF = {"0", "false"}


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the slides in the order in which they are shown."""
    with archive.opened(file, job.limits, members=4000) as zipped:
        if _MAIN not in zipped.namelist():
            raise FilingError("This is no PowerPoint file (PPTX). Give the file its right ending.")
        archive.refuse_entities(zipped, job.limits)
        pages = list(_Deck(zipped, job).pages())
        besides = package.besides(zipped, job.limits)
        yield from besides.files
        scanned = sum(len(page.text) for page in pages) < _FEW * max(len(pages), 1)
        yield from _pictures(zipped, job) if scanned else ()
    if besides.words:
        pages.append(Page(len(pages) + 1, cleaned(besides.words), label="diagrams and charts"))
    made = list(marked.flagged(pages))
    yield from (one for one in made if isinstance(one, Flag))
    said = () if scanned else besides.left_out
    if hidden := [page.label for page in pages if page.text.startswith(_HIDDEN_SLIDE)]:
        said = (f"Hidden slides were read too: {', '.join(hidden[:10])}.", *said)
    yield from plain.frames(
        [one for one in made if isinstance(one, Page)], job, Facts(warnings=said)
    )


_HIDDEN_SLIDE = f"[this slide is {HIDDEN}]"


class _Deck:
    def __init__(self, zipped: ZipFile, job: Job) -> None:
        self._zipped, self._limits = zipped, job.limits
        self._names = set(zipped.namelist())
        main = self._tree(_MAIN)
        size = main.find(f"{_P}sldSz")
        self._size = _whole(size, "cx"), _whole(size, "cy")
        self._main = main

    def pages(self) -> Iterator[Page]:
        """Give each slide with its notes and comments; what stands on all, on the first."""
        common = ""
        for number, name in enumerate(self._slides(), start=1):
            tree = self._tree(name)
            words = self._words(tree)
            below = [*self._beside(name)]
            if number == 1 and (common := self._on_all(name)):
                below.insert(0, common)
            if tree.get("show", "1") in _OFF:
                words = f"{_HIDDEN_SLIDE}\n{words}"
            text = cleaned("\n\n".join(filter(None, [words, *below])))
            yield plain.sheet_page(number, text, label=f"slide {number}")

    def _tree(self, name: str) -> Any:
        return fromstring(archive.member(self._zipped, name, self._limits), forbid_dtd=True)

    def _related(self, name: str) -> dict[str, str]:
        """Give the members to which this one refers, by their ids."""
        where, base = posixpath.split(name)
        listed = f"{where}/_rels/{base}.rels"
        if listed not in self._names:
            return {}
        found = {}
        for one in self._tree(listed):
            target = one.get("Target", "")
            path = posixpath.normpath(posixpath.join(where, target)).lstrip("/")
            if one.get("TargetMode") != "External" and path in self._names:
                found[one.get("Id", "")] = path
        return found

    def _slides(self) -> list[str]:
        there = self._related(_MAIN)
        ids = [one.get(f"{_R}id", "") for one in self._main.iter(f"{_P}sldId")]
        shown = [there[one] for one in ids if one in there]
        rest = sorted(
            (name for name in self._names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)),
            key=lambda name: int(re.sub(r"\D", "", name)),
        )
        return shown + [name for name in rest if name not in shown]

    def _words(self, tree: Any, *, own: bool = False) -> str:
        """Give the words of the shapes; `own`: without what stands for words of slides."""
        blocks = []
        for shape in (one for one in tree.iter() if one.tag in _SHAPES):
            if own and shape.find(f".//{_P}nvPr/{_P}ph") is not None:
                continue
            words = _said(shape)
            if words and self._is_away(shape):
                words = f"[{HIDDEN}: {words}]"
            blocks.append(words)
        return "\n".join(filter(None, blocks))

    def _is_away(self, shape: Any) -> bool:
        """Say whether a shape is switched off, or stands beside the slide."""
        name = shape.find(f".//{_P}cNvPr")
        if name is not None and name.get("hidden", "0") not in _OFF:
            return True
        place, size = shape.find(f".//{_A}off"), shape.find(f".//{_A}ext[@cx]")
        if place is None or size is None or not all(self._size):
            return False
        left, top = _whole(place, "x"), _whole(place, "y")
        right, bottom = left + _whole(size, "cx"), top + _whole(size, "cy")
        return left >= self._size[0] or top >= self._size[1] or right <= 0 or bottom <= 0

    def _on_all(self, slide: str) -> str:
        """Give what stands on the layout and the master of a slide, apart from its own words."""
        layouts = [name for name in self._related(slide).values() if "slideLayouts/" in name]
        masters = [
            name
            for layout in layouts
            for name in self._related(layout).values()
            if "slideMasters/" in name
        ]
        words = [self._words(self._tree(name), own=True) for name in [*layouts[:1], *masters[:1]]]
        found = "\n".join(filter(None, words))
        return f"[on the slides] {found}" if found else ""

    def _beside(self, slide: str) -> Iterator[str]:
        for name in self._related(slide).values():
            if "notesSlides/" in name:
                if words := _notes(self._tree(name)):
                    yield f"[speaker notes, {HIDDEN}] {words}"
            elif "/comments/" in name:
                yield from _comments(self._tree(name))


def _notes(tree: Any) -> str:
    found = []
    for shape in tree.iter(f"{_P}sp"):
        place = shape.find(f".//{_P}nvPr/{_P}ph")
        if place is None or place.get("type") not in _NUMBERED:
            found.append(_said(shape))
    return "\n".join(filter(None, found))


def _comments(tree: Any) -> Iterator[str]:
    for one in tree.iter():
        said = one.text if one.tag == f"{_P}text" else ""
        said = _said(one) if one.tag.endswith("}txBody") else said
        if words := " ".join((said or "").split()):
            yield f"[comment, {HIDDEN}] {words}"


def _said(element: Any) -> str:
    """Give the words of a shape: a line a paragraph, tabs between the cells of a table."""
    lines = []
    rows = list(element.iter(f"{_A}tr"))
    for row in rows:
        cells = (" ".join(_paragraphs(cell).split()) for cell in row.iter(f"{_A}tc"))
        lines.append("\t".join(cells).rstrip())
    return "\n".join(lines).strip() if rows else _paragraphs(element)


def _paragraphs(element: Any) -> str:
    lines = ("".join(_letters(one)) for one in element.iter(f"{_A}p"))
    return "\n".join(line for line in lines if line.strip())


def _letters(element: Any) -> Iterator[str]:
    if element.tag == _FALLBACK:
        return
    if element.tag == f"{_A}t" or element.tag.endswith("/math}t"):
        yield element.text or ""
    elif element.tag == f"{_A}br":
        yield "\n"
    for child in element:
        yield from _letters(child)


def _whole(element: Any, name: str) -> int:
    said = element.get(name, "0") if element is not None else "0"
    return int(said) if re.fullmatch(r"-?\d{1,12}", said) else 0


def _pictures(zipped: ZipFile, job: Job) -> Iterator[Part]:
    for name in zipped.namelist():
        if name.startswith("ppt/media/"):
            yield Part(name.rsplit("/", 1)[-1], archive.member(zipped, name, job.limits))
