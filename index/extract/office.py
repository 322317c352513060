"""Word documents (DOCX): paragraphs, tables, notes and page breaks, read without any library.

Its XML is parsed without entities and DTDs, and nothing that it refers to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from index.extract import archive, docx_words, marked, package, wordings
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Flag, Frame, Part
from index.extract.jobs import Job
from index.pages import FilingError, Page

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_COMMENTS = "word/comments.xml"
_TRACKED = re.compile(rb"<w:(?:del|ins|moveFrom|moveTo)[ />]")
_ENOUGH = 40  # characters; with fewer, pictures in the document are taken as filings


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the document, as Word last broke them."""
    with archive.opened(file, job.limits, members=2000) as zipped:
        names = zipped.namelist()
        if _MAIN not in names:
            raise FilingError("This is no Word document (DOCX). Give the file its right ending.")
        archive.refuse_entities(zipped, job.limits)
        document = _Document(zipped, job)
        text = document.framed()
        besides = package.besides(zipped, job.limits)
        yield from besides.files
        scanned = len(text.strip()) < _ENOUGH
        yield from _pictures(zipped, names, job) if scanned else ()
        said = () if scanned else besides.left_out
        title = wordings.title_in(text, _title(zipped, names, job))
        comments, tracked = document.comments(), document.is_tracked
    under = "\n\n".join(filter(None, [besides.words, comments]))
    pages = plain.paged(_without_double_breaks(f"{text}\n\n{under}" if under else text))
    made = list(marked.flagged(pages))
    flags = [one for one in made if isinstance(one, Flag)]
    yield from flags
    pages = [one for one in made if isinstance(one, Page)]
    told = tuple(_told(tracked=tracked, hidden=bool(flags)))
    yield from plain.frames(pages, job, Facts(title=title, warnings=(*told, *said)))


def _told(*, tracked: bool, hidden: bool) -> Iterator[str]:
    if tracked:
        yield "This document holds tracked changes; deleted words are shown and marked."
    if hidden:
        yield "This document holds words that its reader does not see; they are shown and marked."


class _Document:
    """The parts of a Word document."""

    def __init__(self, zipped: ZipFile, job: Job) -> None:
        self._zipped, self._limits = zipped, job.limits
        self._names = zipped.namelist()
        styles = self._data(_STYLES)
        self._away = docx_words.hidden_styles(styles) if styles else frozenset[str]()
        self.is_tracked = bool(_TRACKED.search(self._data(_MAIN)))

    def _data(self, name: str) -> bytes:
        there = name in self._names
        return archive.member(self._zipped, name, self._limits) if there else b""

    def framed(self) -> str:
        """Give the text between its heads, its feet and its notes."""
        heads = sorted(name for name in self._names if name.startswith("word/header"))
        feet = sorted(name for name in self._names if name.startswith("word/footer"))
        notes = [name for name in _NOTES if name in self._names]
        main = docx_words.written(self._data(_MAIN), self._away)
        return "\n".join(filter(None, [self._unique(heads), main, self._unique(feet + notes)]))

    def _unique(self, names: list[str]) -> str:
        """First, even and later pages often have the same head: it is said once."""
        texts = (docx_words.written(self._data(name), self._away).strip() for name in names)
        return "\n".join(dict.fromkeys(text.replace("\f", "\n") for text in texts if text))

    def comments(self) -> str:
        """Give what was noted in the margin, a line a comment."""
        if _COMMENTS not in self._names:
            return ""
        tree = fromstring(self._data(_COMMENTS), forbid_dtd=True)
        mark = f"[comment, {marked.HIDDEN}]"
        said = []
        for comment in tree.iter(f"{docx_words.W}comment"):
            who = comment.get(f"{docx_words.W}author", "")
            words = " ".join(docx_words.of(comment).split())
            said.append(f"{mark} {who}: {words}" if who else f"{mark} {words}")
        loose = "" if said else " ".join(docx_words.of(tree).split())
        return "\n".join(said) or (loose and f"{mark} {loose}")


def _without_double_breaks(text: str) -> str:
    """Give a break that the writer set and the one that Word noted after it are one break."""
    pages = text.split("\f")
    kept = [page for page in pages if page.strip()]
    return "\f".join(kept)


def _title(zipped: ZipFile, names: list[str], job: Job) -> str:
    if "docProps/core.xml" not in names:
        return ""
    found = fromstring(archive.member(zipped, "docProps/core.xml", job.limits)).find(_TITLE)
    return cleaned(found.text or "").strip() if found is not None else ""


def _pictures(zipped: ZipFile, names: list[str], job: Job) -> Iterator[Part]:
    for name in names:
        if name.startswith("word/media/"):
            yield Part(name.rsplit("/", 1)[-1], archive.member(zipped, name, job.limits))
