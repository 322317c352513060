"""Words that a reader of an office file does not see, among those that one does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from index.extract.frames import Flag
from index.pages import Page

HIDDEN = "hidden in the file"
COVER = "\ue0ff"  # stands for a letter that was blacked out; of no script
_BLACK = "█"

Piece = tuple[str, str]  # words, and why a reader does not see them: "" where one does


def joined(pieces: Iterable[Piece]) -> str:
    """Give the pieces as one text; what is not seen stands in brackets, with the reason."""
    out = []
    for mark, group in groupby(pieces, key=lambda piece: piece[1]):
        words = "".join(piece[0] for piece in group)
        out.append(_marked(words, mark) if mark and words.strip() else words)
    return "".join(out)


def _marked(words: str, mark: str) -> str:
    if mark == COVER:
        return re.sub(r"\S", COVER, words)
    core = words.strip()
    at = words.index(core)
    said = HIDDEN if mark == HIDDEN else f"{mark}, {HIDDEN}"
    return f"{words[:at]}[{said}: {core}]{words[at + len(core) :]}"


def is_marked(text: str) -> bool:
    """Say whether something of the text is not seen by a reader of the file."""
    return HIDDEN in text or COVER in text


def flagged(pages: list[Page]) -> Iterator[Page | Flag]:
    """Give the pages as they may be shown, each after its flag where something of it is hidden."""
    for page in pages:
        if is_marked(page.text):
            yield Flag(page.number, "hidden")
        yield replace(page, text=page.text.replace(COVER, _BLACK))
