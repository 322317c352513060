"""Takes from a text what is no text: nothing else is changed, so that quotes stay verbatim."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
# Control characters, lone surrogates, and the marks that turn the direction of writing.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\u200b]"
)


def cleaned(text: str) -> str:
    """Give the text with plain line ends and without characters that nobody can read."""
    if "\r" in text or not text.isascii():
        text = _LINE_ENDS.sub("\n", text)
    return _NO_TEXT.sub("", text)
