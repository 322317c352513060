"""The text layer of a PDF page, letter by letter: what each says and where it stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

Span = tuple[int, int]  # letters, from and to

_INK = 0.1  # points; what is smaller has no ink: blanks, ends of lines


class Layer:
    """`codes[i]` is letter i, `boxes[i]` its left, bottom, right and top on the page."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        count = textpage.count_chars()
        self.codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(count)]
        self.boxes: NDArray[np.float64] = np.array(list(_boxes(textpage, count))).reshape(-1, 4)
        wide = self.boxes[:, 2] - self.boxes[:, 0] > _INK
        high = self.boxes[:, 3] - self.boxes[:, 1] > _INK
        seen = np.array([code > 0x20 and code != 0xA0 for code in self.codes], dtype=bool)  # noqa: PLR2004 - blanks
        self.printed: NDArray[np.bool_] = wide & high & seen if count else np.zeros(0, bool)

    def of_things(self, things: set[int]) -> NDArray[np.bool_]:
        """Tell which letters belong to these drawn things, told by their addresses."""
        owners = (
            ctypes.cast(raw.FPDFText_GetTextObject(self._textpage, index), ctypes.c_void_p).value
            for index in range(len(self.codes))
        )
        return np.array([owner in things for owner in owners], dtype=bool)

    def owners(self) -> list[int]:
        """Give the address of the thing that each letter belongs to."""
        return [
            ctypes.cast(raw.FPDFText_GetTextObject(self._textpage, index), ctypes.c_void_p).value
            or 0
            for index in range(len(self.codes))
        ]

    def words(self) -> Iterator[tuple[int, int]]:
        """Give each word as the slice of its letters."""
        start = None
        for index, printed in enumerate(self.printed):
            if printed and start is None:
                start = index
            elif not printed and start is not None:
                yield start, index
                start = None
        if start is not None:
            yield start, len(self.codes)

    def text(
        self, hidden: NDArray[np.bool_], cover: str, lines: Sequence[Sequence[Span]] | None = None
    ) -> str:
        """Give the text, or these spans of it, line by line.

        Hidden letters, and the blanks between them, are one cover a line.
        """
        if lines is not None:
            return "\n".join(
                " ".join(self._text(hidden, cover, range(*span)).strip() for span in line)
                for line in lines
            )
        return self._text(hidden, cover, range(len(self.codes)))

    def _text(self, hidden: NDArray[np.bool_], cover: str, places: range) -> str:
        letters: list[str] = []
        blanks = ""  # since the last cover
        covering = False
        for index in places:
            letter = _letter(self.codes[index])
            if hidden[index]:
                if not covering:
                    letters.append(cover)
                covering, blanks = True, ""
            elif covering and letter in " \t\xa0":
                blanks += letter
            else:
                letters.append(blanks + letter)
                covering, blanks = False, ""
        return "".join(letters) + blanks


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"  # noqa: PLR2004 - the end of Unicode


def _boxes(textpage: Any, count: int) -> Iterator[tuple[float, float, float, float]]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count):
        if raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            yield left.value, bottom.value, right.value, top.value
        else:
            yield 0.0, 0.0, 0.0, 0.0
