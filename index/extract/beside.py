"""What stands in a PDF beside its pages: bookmarks, and what earlier versions of the file said."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2

from index.extract import wordings

_END = re.compile(rb"%%EOF[ \t]*(?:\r?\n|\r|\Z)")
_FEW = 12  # bookmarks in a sentence
_MOST_MARKS = 500
_MOST_PAGES = 40  # of a version that is read through
_MOST_VERSIONS = 6
_LETTERS = 3  # of a word that counts


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person must know; `hidden` are pages whose words an earlier version still holds."""

    warnings: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()


def look(document: Any, data: bytes) -> Beside:
    """Look beside the pages; their words are read again only where there is more to compare."""
    titles, ends = list(_titles(document)), _versions(data)
    if not titles and not ends:
        return Beside()
    there = _words(document)
    told = [*_of_bookmarks(titles, there)]
    pages: set[int] = set()
    for end in ends:
        with contextlib.suppress(pypdfium2.PdfiumError), _version(data[:end]) as version:
            pages |= _with_more(version, there)
    if pages:
        named = ", ".join(map(str, sorted(pages)[:_FEW]))
        told.append(
            f"An earlier version that is saved in this file says more than the last (page {named});"
            " anybody who has the file can bring it back."
        )
    last = len(document)
    return Beside(tuple(told), tuple(sorted({min(number, last) for number in pages})))


def _titles(document: Any) -> Iterator[str]:
    with contextlib.suppress(pypdfium2.PdfiumError, ValueError):
        for mark in islice(document.get_toc(max_depth=8), _MOST_MARKS):
            if title := " ".join(mark.get_title().split()):
                yield title


def _of_bookmarks(titles: list[str], there: set[str]) -> Iterator[str]:
    """Name the bookmarks that say what no page does."""
    new = [title for title in titles if not set(wordings.words(title)) <= there]
    if new:
        more = f" and {len(new) - _FEW} more" if len(new) > _FEW else ""
        yield f"Bookmarks that say what no page does: {'; '.join(new[:_FEW])}{more}."


@contextlib.contextmanager
def _version(data: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def _versions(data: bytes) -> list[int]:
    """Give where earlier versions end; a file that is made to be read on the way has two ends."""
    if data.count(b"%%EOF") < 2:  # noqa: PLR2004 - one is the end of the file
        return []
    ends = [match.end() for match in _END.finditer(data)]
    if b"/Linearized" in data[:1024]:
        ends = ends[1:]
    return ends[:-1][-_MOST_VERSIONS:]


def _with_more(document: Any, there: set[str]) -> set[int]:
    return {
        index + 1
        for index in range(min(len(document), _MOST_PAGES))
        if any(len(word) >= _LETTERS for word in _page_words(document, index) - there)
    }


def _words(document: Any) -> set[str]:
    return {word for index in range(len(document)) for word in _page_words(document, index)}


def _page_words(document: Any, index: int) -> set[str]:
    with contextlib.suppress(pypdfium2.PdfiumError):
        page = document[index]
        with contextlib.closing(page), contextlib.closing(page.get_textpage()) as layer:
            return set(wordings.words(layer.get_text_range()))
    return set()
