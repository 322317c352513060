"""Output hygiene for words that others wrote. Mask first; nothing here hides personal data."""

from __future__ import annotations

import re
import unicodedata

SHORTENED = " … shortened"

# Controls, format characters (zero-width, bidirectional, tags), lone surrogates, private use.
_GONE = frozenset({"Cc", "Cf", "Cs", "Co"})
_SEPARATORS = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n", "\r": "\n"}
_BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\ufffc")

# A spreadsheet runs a cell that begins like this (OWASP ASVS 1.2.10, CWE-1236).
_FORMULA = re.compile(r"[\s\u3000\ufeff\u200b-\u200f]*[=+\-@\t\r\n＝＋－＠−﹢﹣﹦﹫|%]|[\t\r\n]")


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = out = _kept(chr(code))
        return out


def _kept(char: str) -> str:
    if char in "\n\t":
        return char
    if char in _SEPARATORS:
        return _SEPARATORS[char]
    return "" if unicodedata.category(char) in _GONE or char in _BLANKS else char


_TABLE = _Table()


def clean(text: str) -> str:
    """Strip control, bidirectional, zero-width and other unseen characters; keep line ends."""
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """Clean, and make one line of it: for titles, file names, cells."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """Cut to `limit` characters, and say so. Only ever after masking."""
    if len(text) <= limit:
        return text
    return text[: max(0, limit - len(SHORTENED))].rstrip() + SHORTENED[-limit:]


def neutralise_cell(value: str) -> str:
    """Make a cell that a spreadsheet program takes as words and never as a formula."""
    return f"'{value}" if _FORMULA.match(value) else value
