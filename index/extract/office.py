"""Word documents (DOCX): paragraphs, tables, notes and page breaks, read without any library.

Its XML is parsed without entities and DTDs, and nothing that it refers to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from index.extract import archive, package, wordings
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Flag, Frame, Part
from index.extract.jobs import Job
from index.pages import FilingError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_COMMENTS = "word/comments.xml"
_WRITTEN = {
    f"{_W}tab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
    f"{_W}lastRenderedPageBreak": "\f",
}
_LEFT_OUT = {_FALLBACK, f"{_W}delText", f"{_W}instrText", f"{_W}pPr", f"{_W}del", f"{_W}moveFrom"}
_TRACKED = re.compile(rb"<w:(?:del|ins|moveFrom|moveTo)[ />]")
_VANISHED = re.compile(rb"<w:vanish ?(?:/>|>|w:val=\"(?!0|false))")
_ENOUGH = 40  # characters; with fewer, pictures in the document are taken as filings


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the document, as Word last broke them."""
    with archive.opened(file, job.limits, members=2000) as zipped:
        names = zipped.namelist()
        if _MAIN not in names:
            raise FilingError("This is no Word document (DOCX). Give the file its right ending.")
        archive.refuse_entities(zipped, job.limits)
        main = archive.member(zipped, _MAIN, job.limits)
        text = _framed(zipped, names, job, main)
        besides = package.besides(zipped, job.limits)
        yield from besides.files
        scanned = len(text.strip()) < _ENOUGH
        yield from _pictures(zipped, names, job) if scanned else ()
        said = (*_warnings(main), *(() if scanned else besides.left_out))
        facts = Facts(title=wordings.title_in(text, _title(zipped, names, job)), warnings=said)
        comments = _comments(zipped, names, job)
    under = "\n\n".join(filter(None, [besides.words, comments]))
    pages = plain.paged(_without_double_breaks(f"{text}\n\n{under}" if under else text))
    if comments and pages:
        yield Flag(pages[-1].number, "hidden")
    yield from plain.frames(pages, job, facts)


def _comments(zipped: ZipFile, names: list[str], job: Job) -> str:
    """Give what was noted in the margin, a line a comment."""
    if _COMMENTS not in names:
        return ""
    said = []
    tree = fromstring(archive.member(zipped, _COMMENTS, job.limits), forbid_dtd=True)
    for comment in tree.iter(f"{_W}comment"):
        words = " ".join("".join(_walk(comment)).split())
        who = comment.get(f"{_W}author", "")
        said.append(
            f"[comment, hidden in the file] {who}: {words}"
            if who
            else f"[comment, hidden in the file] {words}"
        )
    loose = "" if said else " ".join("".join(_walk(tree)).split())
    return "\n".join(said) or (loose and f"[comment, hidden in the file] {loose}")


def _framed(zipped: ZipFile, names: list[str], job: Job, main: bytes) -> str:
    heads = sorted(name for name in names if name.startswith("word/header"))
    feet = sorted(name for name in names if name.startswith("word/footer"))
    notes = [name for name in _NOTES if name in names]
    above = _unique(zipped, heads, job)
    below = _unique(zipped, feet + notes, job)
    return "\n".join(filter(None, [above, written(main), below]))


def _unique(zipped: ZipFile, names: list[str], job: Job) -> str:
    """First, even and later pages often have the same head: it is said once."""
    texts = (written(archive.member(zipped, name, job.limits)).strip() for name in names)
    return "\n".join(dict.fromkeys(text.replace("\f", "\n") for text in texts if text))


def written(data: bytes) -> str:
    """Give the text of one part of the document; a form feed where a page ends."""
    return "".join(_walk(fromstring(data, forbid_dtd=True)))


def _walk(element: Any) -> Iterator[str]:
    tag = element.tag
    if tag in _LEFT_OUT or _is_hidden(element):
        return
    if tag == f"{_W}t":
        yield element.text or ""
    elif tag == f"{_W}br":
        yield "\f" if element.get(f"{_W}type") == "page" else "\n"
    elif tag in _WRITTEN:
        yield _WRITTEN[tag]
    elif tag == f"{_W}tr":
        yield "\t".join(_cell(cell) for cell in element if cell.tag != f"{_W}trPr") + "\n"
    else:
        for child in element:
            yield from _walk(child)
        if tag == f"{_W}p":
            yield "\n"


def _cell(cell: Any) -> str:
    return "".join(_walk(cell)).strip().replace("\n", " ")


def _is_hidden(element: Any) -> bool:
    if element.tag != f"{_W}r":
        return False
    mark = element.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in {"0", "false"}


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


def _warnings(main: bytes) -> tuple[str, ...]:
    said = []
    if _TRACKED.search(main):
        said.append("This document holds tracked changes; deleted words are left out.")
    if _VANISHED.search(main):
        said.append("This document holds hidden text; it is left out.")
    return tuple(said)


def _pictures(zipped: ZipFile, names: list[str], job: Job) -> Iterator[Part]:
    for name in names:
        if name.startswith("word/media/"):
            yield Part(name.rsplit("/", 1)[-1], archive.member(zipped, name, job.limits))
