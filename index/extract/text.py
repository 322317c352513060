"""Plain text, HTML and RTF."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from index.extract.clean import cleaned
from index.extract.frames import Count, Facts, Frame
from index.extract.jobs import Job
from index.pages import FilingError, Page, Quality

_LONG = 12_000  # characters; a longer text without page breaks is cut at paragraphs
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BREAK = re.compile(r"\n\s*\n")


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the text: a form feed ends a page."""
    data = file.read()
    if job.kind == "html":
        title, text = from_html(data)
    elif job.kind == "rtf":
        title, text = "", from_rtf(data)
    else:
        title, text = "", decoded(data)
    yield from frames(paged(text), job, Facts(title=title))


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
    yield from (page for page in pages if page.number not in job.skip)
    yield facts


def paged(text: str, engine: str = "") -> list[Page]:
    """Give the text as pages: at form feeds, and at paragraphs where a page is very long."""
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages: list[Page] = []
    for sheet in sheets:
        for label, piece in _pieces(cleaned(sheet)):
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


def decoded(data: bytes) -> str:
    """Give the text of these bytes: by its mark, else UTF-8, else the old Windows set."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    if b"\0" not in sample:
        return None
    if sample[1::2].count(0) > len(sample) * 0.3:
        return "utf-16-le"
    if sample[::2].count(0) > len(sample) * 0.3:
        return "utf-16-be"
    return None


def from_html(data: bytes) -> tuple[str, str]:
    """Give the title and the words of a web page, one line a block; nothing is fetched."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_markup(data))
    found = tree.css_first("title")
    title = " ".join(found.text().split()) if found else ""
    tree.strip_tags(["script", "style", "noscript", "template", "head", "iframe", "object"])
    body = tree.body
    if body is None:
        return title, ""
    for selector, mark in _LINES:
        for node in body.css(selector):
            if mark != "\t":
                node.insert_before(mark)
            node.insert_after(mark)
    text = body.text(separator="")
    return title, _tidy(text)


_LINES = (
    ("p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre", "\n\n"),
    ("br, div, li, tr, dt, dd, section, article, header, footer, hr", "\n"),
    ("td, th", "\t"),
)
_DECLARED = re.compile(rb"(?i)charset\s*=\s*[\"']?([\w.:-]+)")


def _markup(data: bytes) -> str:
    named = _DECLARED.search(data[:4096])
    if named and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong or unknown name: judge by the bytes
    return decoded(data)


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \xa0\r\f\v]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def from_rtf(data: bytes) -> str:
    """Give the words of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    text: str = cast("Any", rtf_to_text)(data.decode("latin-1"), errors="replace")
    return text
