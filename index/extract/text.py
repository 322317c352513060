"""Plain text, HTML and RTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from index.extract import charsets, invites, webpage
from index.extract.clean import cleaned
from index.extract.frames import Count, Facts, Frame
from index.extract.jobs import Job
from index.pages import FilingError, Page, Quality

_LONG = 12_000  # characters; a longer text without page breaks is cut at paragraphs
_BREAK = re.compile(r"\n\s*\n")


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the text: a form feed ends a page."""
    data = file.read()
    if job.kind == "html":
        yield from _web(webpage.read(data), job)
    elif job.kind == "rtf":
        left = b"\\pict" in data or b"\\objdata" in data
        said = ("Pictures and objects in this text are left out; see the original.",)
        yield from frames(paged(from_rtf(data)), job, Facts(warnings=said if left else ()))
    else:
        text = charsets.decoded(data)
        shown = invites.readable(text) if invites.is_calendar(text) else ""
        yield from frames(paged(shown or text), job, Facts())


def _web(page: webpage.Web, job: Job) -> Iterator[Frame]:
    said = []
    if page.unseen:
        said.append(f"{page.unseen} passages that no browser shows were left out.")
    if page.pictures:
        said.append(f"{page.pictures} pictures inside this page were left out; see the original.")
    if page.frames:
        said.append("What this page shows in frames lies elsewhere and was not fetched.")
    yield from frames(paged(page.text), job, Facts(title=page.title, warnings=tuple(said)))


def frames(pages: list[Page], job: Job, facts: Facts) -> Iterator[Frame]:
    """Give these pages as the child says them, within the limits; an empty file is refused."""
    if not any(page.text for page in pages):
        raise FilingError("This file holds no text. Check that it is the right one.")
    if len(pages) > job.limits.pages:
        raise FilingError(
            f"This file has {len(pages):,} pages; the limit is {job.limits.pages:,}."
            " Split it and add the parts."
        )
    yield Count(len(pages))
    sound = [_sound(page) for page in pages]
    yield from (page for page, _ in sound if page.number not in job.skip)
    withheld = sum(lines for _, lines in sound)
    said = (
        f"{withheld} lines were withheld: their letters are broken in the file; ask for it again.",
    )
    yield replace(
        facts,
        title=charsets.mended(facts.title),
        subject=charsets.mended(facts.subject),
        warnings=(*facts.warnings, *(said if withheld else ())),
    )


def _sound(page: Page) -> tuple[Page, int]:
    """Set letters right that were encoded twice; withhold lines in which letters are lost."""
    text, withheld = charsets.without_broken_lines(charsets.mended(page.text))
    return (page if text == page.text else replace(page, text=text)), withheld


def paged(text: str, engine: str = "") -> list[Page]:
    """Give the text as pages: at form feeds, and at paragraphs where a page is very long."""
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages: list[Page] = []
    for sheet in sheets:
        for label, piece in _pieces(cleaned(charsets.mended(sheet))):
            pages.append(sheet_page(len(pages) + 1, piece, label, engine))
    return pages


def sheet_page(number: int, text: str, label: str = "", engine: str = "") -> Page:
    """One page of a text; a page without words says so."""
    text = text.strip("\n")
    if text.strip():
        return Page(number, text, engine=engine, label=label)
    return Page(number, "", Quality.EMPTY, engine=engine, label=label, note="The page is blank.")


def _pieces(sheet: str) -> Iterator[tuple[str, str]]:
    if len(sheet) <= _LONG:
        yield "", sheet
        return
    start, part = 0, 1
    while start < len(sheet):
        end = _end(sheet, start)
        yield f"part {part}", sheet[start:end]
        start, part = end, part + 1


def _end(sheet: str, start: int) -> int:
    end = start + _LONG
    if end >= len(sheet):
        return len(sheet)
    breaks = [found.end() for found in _BREAK.finditer(sheet, start + _LONG // 2, end)]
    if breaks:
        return breaks[-1]
    line = max(
        sheet.rfind("\n", start + _LONG // 2, end), sheet.rfind(" ", start + _LONG // 2, end)
    )
    return line + 1 if line > 0 else end


def from_rtf(data: bytes) -> str:
    """Give the words of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    text: str = cast("Any", rtf_to_text)(data.decode("latin-1"), errors="replace")
    return text
