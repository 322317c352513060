"""The text as a search reads it, with the way back: which characters of the page each one is.

Words cut at a line end are whole again, soft hyphens are gone, ligatures and wide letters are
plain (NFKC). The page's own text stays as it is: quotes are slices of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LOWER = "a-zß-öø-ÿ"
_CHANGED = re.compile(
    rf"(?<=[{_LOWER}])[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[{_LOWER}])"  # a word cut at a line end
    r"|\u00ad[ \t]*\r?\n[ \t]*|[\u00ad\u200b-\u200d\u2060\ufeff]"  # marks that nobody sees
    r"|.[\u0300-\u036f]+|[^\x00-\x7f]"
)
_CUT = re.compile(r"[-\u2010\u00ad\u200b-\u200d\u2060\ufeff]\s*")


@dataclass(frozen=True, slots=True)
class Normalised:
    """`offsets[i]` is where character i of `text` begins in the original; one more for the end."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the slice of the original that these characters came from, never half a letter."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1]
        while end < len(self.text) and self.offsets[end] == last:
            end += 1
        return self.offsets[start], self.offsets[end]


def normalise(text: str) -> Normalised:
    """Give the text as a search reads it; plain English costs next to nothing."""
    pieces: list[str] = []
    offsets: list[int] = []
    place = 0
    for found in _CHANGED.finditer(text):
        plain = "" if _CUT.fullmatch(found[0]) else unicodedata.normalize("NFKC", found[0])
        if plain == found[0]:
            continue
        pieces += text[place : found.start()], plain
        offsets.extend(range(place, found.start()))
        offsets.extend([found.start()] * len(plain))
        place = found.end()
    if not place:
        return Normalised(text, range(len(text) + 1))
    pieces.append(text[place:])
    offsets.extend(range(place, len(text) + 1))
    return Normalised("".join(pieces), offsets)
