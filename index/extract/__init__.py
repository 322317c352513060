"""A file becomes pages: `extract` for the whole file, `read_pages` page by page.

Each file is read in a child process with limits; what cannot be read is refused with a sentence
or noted on its page.
"""

from __future__ import annotations

from pathlib import Path

from index.extract import kinds
from index.extract.limits import DEFAULT, Limits
from index.extract.reading import Outline, Source, extract, read_cells, read_pages
from index.extract.sandbox import close
from index.pages import FilingError

__all__ = [
    "DEFAULT",
    "Limits",
    "Outline",
    "Source",
    "close",
    "extract",
    "kind_of",
    "read_cells",
    "read_pages",
    "supported",
]


def kind_of(path: Path) -> str:
    """Tell the kind of the file, by its content and its name; FilingError where none fits."""
    try:
        with path.open("rb") as file:
            head = file.read(kinds.HEAD)
    except OSError as error:
        raise FilingError(f"This file cannot be opened: {error.strerror}.") from error
    if not head:
        raise FilingError("This file is empty. Get it again from whoever sent it.")
    return kinds.kind_of(path.name, head)


def supported(path: Path) -> bool:
    """Whether there is a reader for the file; it may still turn out to be damaged."""
    try:
        kind_of(path)
    except FilingError:
        return False
    return True
