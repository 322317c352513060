"""Text as the detectors read it, and the way back to the offsets of the input.

Dashes become hyphens, every kind of space a space, accents fall off, full-width and other digits
become ASCII, invisible characters and markup vanish. What was masked already becomes one BARRIER,
which no pattern crosses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

BARRIER = "\x1a"
_DROP = "\x1b"

# Letters of other scripts that look like those in A-numbers and receipts.
LOOK_ALIKES = str.maketrans("АВЕІКМНОРСТХаеоісрхуΑΒΕΙΚΜΝΟΡΤΧο", "ABEIKMHOPCTXaeoicpxyABEIKMNOPTXo")
# The same for small letters alike: "m" for the small one of what is "M" when it is a capital.
TWINS = {ord(chr(o).casefold()): chr(c).casefold() for o, c in LOOK_ALIKES.items()}
_DASHES = frozenset("‐‑‒–—―⁃−﹘﹣－─⸺⸻˗➖゠〜~·∙‧・")
_OTHER = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "＇": "'",
    "“": '"',
    "”": '"',
    "№": "#",
    "º": "o",
    "°": "o",
    "ª": "a",
}
_OTHER |= {"ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "a"}
_BREAKS = frozenset("\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class _Table(dict[int, str]):
    """One character in, one out; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = out = _plain(chr(code))
        return out


def _plain(char: str) -> str:
    if char in _BREAKS:
        return "\n"
    if char == "\t":
        return char
    if char in _DASHES:
        return "-"
    if char in _OTHER:
        return _OTHER[char]
    kind = unicodedata.category(char)
    if char == "\r" or kind == "Zs" or char in "\u2800\u3164":
        return " "
    if kind in {"Cc", "Cf", "Mn", "Me", "Cs"}:
        return _DROP
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return _letter(char)


def _letter(char: str) -> str:
    if char.isascii():
        return char
    char = char.translate(LOOK_ALIKES)
    plain = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    # Ligatures and the like keep their own shape: one character in, one out.
    return plain[0] if len(plain) == 1 and plain[0] != "\n" else char


_TABLE = _Table()

# What stands for one character: markup, escapes of HTML, URLs and JSON.
_MARKUP = re.compile(
    r"</?(?:b|i|u|em|strong|span|td|th|tr|br|p|div|font|li|code|mark|sup|sub|s)\b[^<>]{0,120}>"
    r"|&(?:nbsp|shy|ndash|mdash|lt|gt|amp|quot|zwnj|#\d{2,5}|#x[0-9a-f]{2,4});"
    r"|%(?:2[0-9a-f]|3[a-f]|5f|7c|c2%a0|e2%80%9[0-5])"
    r"|\\u[0-9a-f]{4}"
    r"|\\[nrt](?![a-z]{2}[\\/])",
    re.IGNORECASE,
)
_ENTITIES = {"nbsp": " ", "shy": _DROP, "ndash": "-", "mdash": "-", "lt": "<", "gt": ">"}
_ENTITIES |= {"amp": "&", "quot": '"', "zwnj": _DROP}
_CELLS = ("<td", "<th", "</td", "</th")
_ROWS = ("<tr", "</tr", "<br", "<p", "</p", "<div", "</div", "<li", "</li")


@dataclass(frozen=True, slots=True)
class Normal:
    """The plain text, and where each of its characters came from."""

    text: str
    starts: tuple[int, ...]  # from this place in `text` on ...
    shifts: tuple[int, ...]  # ... the input is this much ahead

    def origin(self, place: int) -> int:
        """Give the place in the input of a place in the plain text."""
        return place + self.shifts[bisect_right(self.starts, place) - 1]


def normalise(text: str, tokens: re.Pattern[str]) -> Normal:
    """Make the plain text; what `tokens` matches (masks) becomes a barrier."""
    out = tokens.sub(lambda m: BARRIER + _DROP * (len(m[0]) - 1), _translate(text))
    if any(mark in out for mark in "<&%\\"):
        out = _MARKUP.sub(_one, out)
    return _without_drops(out)


def plain(text: str) -> str:
    """Give the plain text alone."""
    return _without_drops(_translate(text)).text


def _translate(text: str) -> str:
    return text.translate(_TABLE)


def _one(match: re.Match[str]) -> str:
    found = match[0]
    char = _char_for(found.lower())
    return char + _DROP * (len(found) - len(char))


def _char_for(found: str) -> str:
    if found[0] == "<":
        if found.startswith(_CELLS):
            return "\t"
        return "\n" if found.startswith(_ROWS) else _DROP
    if found[0] == "&":
        return _entity(found[1:-1])
    if found[0] == "%":
        return _percent(found[1:])
    if found[1] == "u":
        return _TABLE[int(found.removeprefix("\\u"), 16)]
    return {"n": "\n", "t": "\t"}.get(found[1], " ")


def _entity(name: str) -> str:
    if name.startswith("#"):
        return _TABLE[int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])]
    return _ENTITIES[name]


def _percent(code: str) -> str:
    if len(code) > 2:  # noqa: PLR2004 - a multi-byte space or dash
        return " " if code == "c2%a0" else "-"
    return chr(int(code, 16))


def _without_drops(raw: str) -> Normal:
    if _DROP not in raw:
        return Normal(raw, (0,), (0,))
    kept: list[str] = []
    starts, shifts = [0], [0]
    length = last = gone = 0
    for match in re.finditer(_DROP + "+", raw):
        kept.append(raw[last : match.start()])
        length += match.start() - last
        gone += match.end() - match.start()
        last = match.end()
        starts.append(length)
        shifts.append(gone)
    kept.append(raw[last:])
    return Normal("".join(kept), tuple(starts), tuple(shifts))
