"""OpenDocument files (ODT, ODS, ODP): pages of text, of rows and of slides.

What a reader of the file does not see (hidden and deleted words, notes, comments, rows, sheets) is
shown and marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from index.extract import archive, marked
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Flag, Frame, Part
from index.extract.jobs import Job
from index.extract.marked import HIDDEN, Piece, joined
from index.extract.parts import safe_name
from index.pages import FilingError, Page

_O = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE = _O % "office", _O % "text", _O % "table"
_STYLE, _DRAW, _SHOW = _O % "style", _O % "drawing", _O % "presentation"
_MAIN, _STYLES, _LIST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_LOCKED = b"encryption-data"
_ROWS = 200  # a page
_MOST_REPEATED = 200  # of a cell or a row that is given once
_COLUMNS = 500
_FEW = 40  # characters; with fewer, pictures in the document are taken as filings
_VALUES = ("date-value", "string-value", "value", "boolean-value", "time-value")
_LINES = {f"{_TEXT}p", f"{_TEXT}h"}
_SILENT = {
    f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_TEXT}sequence-decls",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
}  # fmt: skip


@dataclass(slots=True)
class _Look:
    """Styles by what they do."""

    away: set[str] = field(default_factory=set)  # hide their words, rows or sheets
    breaks: set[str] = field(default_factory=set)  # begin a page


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the document."""
    with archive.opened(file, job.limits, members=4000) as zipped:
        names = zipped.namelist()
        if _LIST in names and _LOCKED in archive.member(zipped, _LIST, job.limits):
            raise FilingError(
                "This OpenDocument file is locked with a password. Save it without and add that."
            )
        if _MAIN not in names:
            raise FilingError("This is no OpenDocument file. Give the file its right ending.")
        archive.refuse_entities(zipped, job.limits)
        pages = list(_pages(zipped, names, job))
        files, left = _besides(zipped, names, job, sum(len(page.text) for page in pages) < _FEW)
    yield from files
    made = list(marked.flagged(pages))
    flags = [one for one in made if isinstance(one, Flag)]
    yield from flags
    said = ("This document holds words that its reader does not see; they are shown and marked.",)
    facts = Facts(warnings=(*(said if flags else ()), *left))
    yield from plain.frames([one for one in made if isinstance(one, Page)], job, facts)


def _pages(zipped: ZipFile, names: list[str], job: Job) -> Iterator[Page]:
    tree = fromstring(archive.member(zipped, _MAIN, job.limits), forbid_dtd=True)
    look = _look(tree)
    around = ""
    if _STYLES in names:
        styles = fromstring(archive.member(zipped, _STYLES, job.limits), forbid_dtd=True)
        other = _look(styles)
        look = _Look(look.away | other.away, look.breaks | other.breaks)
        around = _around(styles, look)
    body = tree.find(f"{_OFFICE}body")
    inner = list(body) if body is not None else []
    kind = inner[0].tag if inner else ""
    if kind == f"{_OFFICE}spreadsheet":
        yield from _sheets(inner[0], look)
    elif kind == f"{_OFFICE}presentation":
        yield from _slides(inner[0], look)
    elif inner:
        yield from _text(inner[0], look, around)


def _look(tree: Any) -> _Look:
    found = _Look()
    for style in tree.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for inner in style:
            values = {key.rpartition("}")[2]: value for key, value in inner.attrib.items()}
            if values.get("display") in {"none", "false"} or values.get("visibility") == "hidden":
                found.away.add(name)
            if values.get("break-before") == "page":
                found.breaks.add(name)
    return found


# -- Words ---------------------------------------------------------------------------------------


def _text(body: Any, look: _Look, around: str) -> Iterator[Page]:
    words = joined(_words(body, look, ""))
    gone = [
        f"[deleted, {HIDDEN}: {said}]"
        for one in body.iter(f"{_TEXT}deletion")
        if (said := " ".join(joined(_words(one, look, "")).split()))
    ]
    whole = "\n".join(filter(None, [around, words, *gone]))
    yield from plain.paged("\f".join(page for page in whole.split("\f") if page.strip()))


def _around(styles: Any, look: _Look) -> str:
    """Give heads and feet, each once."""
    kinds = [f"{_STYLE}{name}" for name in ("header", "header-left", "header-first", "footer",
             "footer-left", "footer-first")]  # fmt: skip
    said = [joined(_words(one, look, "")).strip() for kind in kinds for one in styles.iter(kind)]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _words(element: Any, look: _Look, mark: str) -> Iterator[Piece]:
    """Give the words in an element, its own and those between and after what is in it."""
    tag = element.tag
    if tag in _SILENT:
        return
    if tag == f"{_OFFICE}annotation":
        yield _comment(element, look), ""
        return
    if tag == f"{_TABLE}table-row":
        yield from _row_of_text(element, look, mark)
        return
    if tag in _LINES and element.get(f"{_TEXT}style-name") in look.breaks:
        yield "\f", ""
    mark = mark or _hidden(element, look)
    yield _sign(element) + (element.text or "" if _holds_words(tag) else ""), mark
    for child in element:
        yield from _words(child, look, mark)
        if _holds_words(tag):
            yield child.tail or "", mark
    if tag in _LINES:
        yield "\n", mark


def _holds_words(tag: str) -> bool:
    return tag in _LINES or tag.startswith(_TEXT)


def _hidden(element: Any, look: _Look) -> str:
    """Say why a reader does not see what is in the element."""
    style = element.get(f"{_TEXT}style-name") or element.get(f"{_DRAW}style-name") or ""
    away = element.tag in {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}
    off = element.get(f"{_TEXT}display") in {"none", "condition"} and element.tag.endswith(
        "section"
    )
    return HIDDEN if away or off or style in look.away else ""


def _sign(element: Any) -> str:
    tag = element.tag
    if tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * min(int(count) if count.isdigit() else 1, 100)
    if tag == f"{_TEXT}hidden-text":
        return str(element.get(f"{_TEXT}string-value", ""))
    if tag == f"{_TEXT}note":
        return " "
    signs = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}soft-page-break": "\f"}
    return signs.get(tag, "")


def _comment(element: Any, look: _Look) -> str:
    who = element.find("{http://purl.org/dc/elements/1.1/}creator")
    name = f"{who.text}: " if who is not None and who.text else ""
    said = (joined(_words(one, look, "")) for one in element if one.tag in _LINES)
    words = " ".join(" ".join(said).split())
    return f"[comment, {HIDDEN}] {name}{words}\n" if words else ""


def _row_of_text(row: Any, look: _Look, mark: str) -> Iterator[Piece]:
    first = True
    for cell in row:
        if not first:
            yield "\t", mark
        first = False
        words = joined(_words(cell, look, mark))
        yield " ".join(words.split()), ""
    yield "\n", ""


# -- Sheets and slides ---------------------------------------------------------------------------


def _sheets(body: Any, look: _Look) -> Iterator[Page]:
    number = 0
    for sheet in body.iter(f"{_TABLE}table"):
        title = cleaned(sheet.get(f"{_TABLE}name", "")).strip()
        lines, notes = list(_rows(sheet, look)), _notes(sheet, look)
        if sheet.get(f"{_TABLE}style-name") in look.away and lines:
            lines.insert(0, (0, f"[this sheet is {HIDDEN}]"))
        for start in range(0, len(lines), _ROWS):
            number += 1
            block = lines[start : start + _ROWS]
            text = "\n".join(line for _, line in block)
            if notes and start + _ROWS >= len(lines):
                text = f"{text}\n\n{notes}"
            label = f"sheet {title}, rows {max(block[0][0], 1)} to {block[-1][0]}"
            yield Page(number, cleaned(text), label=label)


def _rows(sheet: Any, look: _Look) -> Iterator[tuple[int, str]]:
    number = 0
    away = _away_columns(sheet)
    for row in sheet.iter(f"{_TABLE}table-row"):
        line = _line(row, look, away)
        again = _count(row, "number-rows-repeated")
        for step in range(min(again, _MOST_REPEATED) if line else 0):
            hidden = row.get(f"{_TABLE}visibility") in {"collapse", "filter"}
            yield number + step + 1, f"{line}\t[this row is {HIDDEN}]" if hidden else line
        number += again


def _line(row: Any, look: _Look, away: set[int]) -> str:
    values: list[str] = []
    for cell in row:
        if not cell.tag.endswith("table-cell"):
            continue
        words = " ".join(joined(_cell(cell, look)).split())
        again = _count(cell, "number-columns-repeated")
        for _ in range(min(again, _COLUMNS - len(values)) if words or again < _COLUMNS else 0):
            hidden = words and len(values) + 1 in away
            values.append(f"[{HIDDEN}: {words}]" if hidden else words)
    return "\t".join(values).rstrip()


def _cell(cell: Any, look: _Look) -> Iterator[Piece]:
    lines = [one for one in cell if one.tag in _LINES]
    for one in lines:
        yield from _words(one, look, "")
    if not lines:
        values = (cell.get(f"{_OFFICE}{name}") for name in _VALUES)
        value = next(filter(None, values), "")
        yield value or "", ""


def _away_columns(sheet: Any) -> set[int]:
    found: set[int] = set()
    at = 1
    for column in sheet.iter(f"{_TABLE}table-column"):
        again = min(_count(column, "number-columns-repeated"), _COLUMNS)
        if column.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            found.update(range(at, at + again))
        at += again
    return found


def _notes(sheet: Any, look: _Look) -> str:
    said = (_comment(one, look) for one in sheet.iter(f"{_OFFICE}annotation"))
    return "".join(said).strip()


def _count(element: Any, name: str) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return max(int(said), 1) if said.isdigit() else 1


def _slides(body: Any, look: _Look) -> Iterator[Page]:
    for number, slide in enumerate(body.iter(f"{_DRAW}page"), start=1):
        blocks, notes = [], ""
        for one in slide:
            words = joined(_words(one, look, "")).strip()
            if one.tag == f"{_SHOW}notes":
                notes = f"[speaker notes, {HIDDEN}] {words}" if words else ""
            else:
                blocks.append(words)
        if slide.get(f"{_DRAW}style-name") in look.away:
            blocks.insert(0, f"[this slide is {HIDDEN}]")
        text = "\n".join(filter(None, [*blocks, notes]))
        yield plain.sheet_page(number, cleaned(text), label=f"slide {number}")


# -- What else is in it --------------------------------------------------------------------------


def _besides(
    zipped: ZipFile,
    names: list[str],
    job: Job,
    scanned: bool,  # noqa: FBT001
) -> tuple[list[Part], tuple[str, ...]]:
    """Give pictures of a document that is nothing else; else say what was left out."""
    pictures = [name for name in names if name.startswith(("Pictures/", "media/"))]
    objects = [name for name in names if name.startswith(("Object ", "ObjectReplacements/Object"))]
    macros = [name for name in names if name.startswith(("Basic/", "Scripts/"))]
    if scanned:
        return [
            Part(safe_name(name), archive.member(zipped, name, job.limits)) for name in pictures
        ], ()
    counted = (("pictures", pictures), ("embedded objects", objects), ("macros", macros))
    said = [f"{what} ({len(there)})" for what, there in counted if there]
    return [], (f"Left out, see the original: {', '.join(said)}.",) if said else ()
