"""Our own labelled examples, and the measure of what a mask hides and spoils."""

import re
from pathlib import Path
from typing import NamedTuple

from bot.privacy.mask import Masked

_MARK = re.compile(r"⟦(.*?)⟧|⟪(.*?)⟫", re.DOTALL)


class Example(NamedTuple):
    kind: str
    text: str
    hidden: tuple[tuple[int, int], ...]
    shown: tuple[tuple[int, int], ...]


def read(line: str) -> Example:
    kind, _, marked = line.partition(": ")
    marked = marked.replace("\\n", "\n").replace("\\t", "\t").replace("\\u00ad", "\u00ad")
    text, hidden, shown, last = "", [], [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match[1] if match[1] is not None else match[2]
        (hidden if match[1] is not None else shown).append((start, len(text)))
        last = match.end()
    return Example(kind, text + marked[last:], tuple(hidden), tuple(shown))


def examples() -> list[Example]:
    names = ("examples.txt", "adversarial.txt")
    texts = [Path(__file__).with_name(name).read_text("utf-8") for name in names]
    lines = [line for text in texts for line in text.splitlines()]
    return [read(line) for line in lines if line and not line.startswith("#")]


def leaks(example: Example, masked: Masked) -> list[str]:
    """Give what of the hidden parts can still be read: every letter and digit must be covered."""
    out = []
    for start, end in example.hidden:
        open_ = [
            i
            for i in range(start, end)
            if example.text[i].isalnum() and not any(s.start <= i < s.end for s in masked.spans)
        ]
        if open_:
            out.append("".join(example.text[i] for i in open_))
    return out


def spoiled(example: Example, masked: Masked) -> list[str]:
    """Give the readable parts that a mask touches."""
    return [
        example.text[start:end]
        for start, end in example.shown
        if any(s.start < end and start < s.end for s in masked.spans)
    ]
