"""What was said, understood once: the value, or the name it begins with and the words after it."""

from __future__ import annotations

import json

from bot.frozen import Frozen
from bot.frozen import value as frozen_value
from bot.registry import Operation, Pace, Spec, everything
from bot.registry.encoding import decode, encode


@frozen_value
class Utterance(Frozen):
    """`spec` None: plain words, whose meaning is still to be found. `value` None: still words."""

    line: str
    spec: Spec | None = None
    words: str = ""
    value: Operation | None = None

    @property
    def pace(self) -> Pace:
        """When it may be acknowledged; plain words may need a search."""
        if self.spec is not None:
            return self.spec.pace
        return Pace.POOL if self.line.strip() else Pace.ACK  # nothing said: status, or help

    @property
    def sealed(self) -> str:
        """What a button or a form carries of it, to be closed."""
        return encode(self.value) if self.value is not None else self.line

    @property
    def start(self) -> int | None:
        """Which part of a list it wants; None where it names none."""
        if self.value is not None:
            return getattr(self.value, "start", 0) or None
        _, _, mark = self.words.rpartition("@")
        return int(mark) if self.words.endswith(f"@{mark}") and mark.isdigit() else None


def of_words(line: str) -> Utterance:
    """Split a line at the name that it begins with, if it begins with one."""
    head, _, rest = line.strip().partition(" ")
    spec = everything().get(head.rstrip(":,"))
    return Utterance(line, spec, rest.strip()) if spec else Utterance(line, None, line.strip())


def of_value(value: Operation) -> Utterance:
    """Return a value as something said."""
    return Utterance(value.in_words(), type(value).spec, value.typed(), value)


_LINE = "line"  # the field in which values once held words that were still to be read


def former_line(text: str) -> str:
    """Return the line inside a value of an older version that held one; else the text itself."""
    name, brace, _ = text.partition("{")
    try:
        given = json.loads(text[len(name) :]) if brace and everything().get(name) else None
    except ValueError:
        return text
    if not isinstance(given, dict) or given.keys() != {_LINE}:
        return text
    return f"{name} {given[_LINE]}"


def opened(text: str) -> Utterance:
    """Read what a button carried: a value, or a line where an older version made it."""
    value = decode(text)
    return of_words(former_line(text)) if value is None else of_value(value)
