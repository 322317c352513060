"""The text of a letter as its pages came, made plain for looking; every place stays the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

# One character for one: places in the plain text are places in the text as printed.
_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-",
    "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u00a0": " ",
    "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\u00ad": "-", "\u2022": "*",
    "\u00b7": "*", "\u25cf": "*", "\u200b": " ", "\ufeff": " ", "\uf0b7": "*",
})  # fmt: skip
# UTF-8 that was read as Latin-1 or Windows-1252 on its way here.
_TWICE = re.compile(
    "\u00e2(?:\u0080|\u20ac)[\u0080-\u00bf\u2018-\u2122]|\u00c2(?=[\u00a0-\u00bf ])"
)
_ONCE = {
    "\u0098": "'", "\u0099": "'", "\u009c": '"', "\u009d": '"', "\u0093": "-", "\u0094": "-",
    "\u02dc": "'", "\u2122": "'", "\u0153": '"', "\u201c": "-", "\u201d": "-",
}  # fmt: skip
_BETWEEN = "\n\f"  # between two pages
LONGEST = 60_000  # characters, about twenty pages: what a letter does stands before that


@dataclass(frozen=True, slots=True)
class Source:
    """A letter's text: `printed` as extracted, `plain` for looking, of the same length."""

    printed: str
    plain: str
    starts: tuple[int, ...] = field(default=(0,))  # where each page begins
    numbers: tuple[int, ...] = field(default=(1,))  # each page's number

    def page(self, place: int) -> int:
        """Give the number of the page on which a place lies."""
        return self.numbers[max(0, bisect_right(self.starts, place) - 1)]

    def quote(self, start: int, end: int) -> str:
        """Give the words as printed, white space made single."""
        return " ".join(self.printed[start:end].split())


def plain(text: str) -> str:
    """Make quotation marks, dashes and blanks plain, character by character."""
    text = re.sub(r"\\(?=['\"])", " ", text)  # a quotation mark that an export escaped
    text = _TWICE.sub(lambda match: _ONCE.get(match[0][-1], " ").ljust(len(match[0])), text)
    return _WORN.sub(_unworn, text.translate(_PLAIN))


# What a scan makes of letters and figures: 2O26, F0IA, 0ffice, lnformation.
_WORN = re.compile(
    r"(?<![\w'])(?:\d{1,9}(?:[OolI]{1,4}\d{1,9}){1,4}|(?=[A-Za-z]{0,20}0)[A-Za-z0]{1,24}[A-Za-z])(?!\w)"
    r"|(?<![\w'])l(?=[fnst]\b|[nst][a-z]{2})"
)
_FIGURES = str.maketrans("OolI", "0011")


def _unworn(match: re.Match[str]) -> str:
    """Mend a figure among letters, or a letter among figures; the length stays the same."""
    word = match[0]
    if word == "l":
        return "I"
    if re.search(r"[1-9]", word):
        return word.translate(_FIGURES)
    others = re.sub(r"[0Ool]", "", word)
    if len(others) > 1 and others.isupper():
        return word.replace("0", "O").replace("l", "I")
    return word[0].replace("0", "O") + word[1:].replace("0", "o")


# A form's item: from a box that begins a line to the next box, or to a blank line.
_BOX = r"(?:\[ ?[xX]? ?\]|[☐☒☑□■])"
_ITEM = re.compile(rf"^[ *]*(?P<first>{_BOX})(?:(?!{_BOX}|\n[ ]*\n)[^\f]){{1,800}}", re.MULTILINE)
_TICKED = re.compile(r"\[ ?[xX] ?\]|[☒☑■]")


def ticked(text: str) -> str:
    """Blank what a form's boxes leave unticked, where it ticks one; every place stays the same."""
    if not any(_TICKED.match(one["first"]) for one in _ITEM.finditer(text)):
        return text
    return _ITEM.sub(
        lambda one: one[0] if _TICKED.match(one["first"]) else re.sub(r"[^\n]", " ", one[0]), text
    )


def from_pages(pages: Sequence[tuple[int, str]]) -> Source:
    """Join numbered pages; what lies beyond LONGEST characters is left out."""
    starts: list[int] = []
    texts: list[str] = []
    place = 0
    for _, text in pages:
        starts.append(place)
        texts.append(text)
        place += len(text) + len(_BETWEEN)
        if place > LONGEST:
            break
    printed = _BETWEEN.join(texts)[:LONGEST]
    numbers = tuple(number for number, _ in pages[: len(starts)])
    return Source(printed, ticked(plain(printed)), tuple(starts) or (0,), numbers or (1,))


def from_text(text: str) -> Source:
    """Take a text in which a form feed begins a page."""
    return from_pages(list(enumerate(text.split("\f"), start=1)))
