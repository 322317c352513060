"""What the reading child says to its parent, and how it is written on the pipe.

JSON, because the child is not trusted: nothing that it sends may run here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.pages import Page, Quality

_HEAD = struct.Struct(">cI")
_LARGEST = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages the file has; said before the first of them."""

    pages: int


@dataclass(frozen=True, slots=True)
class Begun:
    """Work on this page begins: its time runs from here."""

    number: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a page that a person must know; `what` is "hidden" or "suspect"."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Need:
    """A page that only text recognition can read; `layer` is what there is without it."""

    layer: Page


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself."""

    title: str = ""
    subject: str = ""
    sender: str = ""
    dated: date | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment or a member: a filing of its own."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be taken, in words for people."""

    why: str


@dataclass(frozen=True, slots=True)
class End:
    """The child is done; without this the answer is not whole."""


Frame = Count | Begun | Flag | Page | Need | Facts | Part | Refused | End


class BrokenFrameError(ValueError):
    """The child sent something that is no frame."""


def encode(frame: Frame) -> bytes:
    """Write the frame as bytes for the pipe."""
    kind, payload = _payload(frame)
    return _HEAD.pack(kind, len(payload)) + payload


def _payload(frame: Frame) -> tuple[bytes, bytes]:
    if isinstance(frame, Part):
        return b"A", frame.name.encode("utf-8", "replace") + b"\0" + frame.data
    kind, value = _KINDS[type(frame)]
    return kind, _json(value(frame))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _page_to_json(page: Page) -> list[Any]:
    return [
        page.number,
        page.text,
        page.quality.value,
        page.confidence,
        page.engine,
        page.label,
        page.note,
    ]


def _page_from_json(value: list[Any]) -> Page:
    number, text, quality, confidence, engine, label, note = value
    return Page(
        number=int(number),
        text=str(text),
        quality=Quality(quality),
        confidence=None if confidence is None else float(confidence),
        engine=str(engine),
        label=str(label),
        note=str(note),
    )


def _facts_to_json(facts: Facts) -> list[Any]:
    dated = facts.dated.isoformat() if facts.dated else None
    return [facts.title, facts.subject, facts.sender, dated, list(facts.warnings)]


def _facts_from_json(value: list[Any]) -> Facts:
    title, subject, sender, dated, warnings = value
    return Facts(
        title=str(title),
        subject=str(subject),
        sender=str(sender),
        dated=date.fromisoformat(dated) if dated else None,
        warnings=tuple(str(warning) for warning in warnings),
    )


def _flag_from_json(value: list[Any]) -> Flag:
    number, what = value
    return Flag(int(number), str(what))


_MADE: dict[bytes, Callable[[Any], Frame]] = {
    b"P": _page_from_json,
    b"N": lambda value: Need(_page_from_json(value)),
    b"C": lambda value: Count(int(value)),
    b"B": lambda value: Begun(int(value)),
    b"G": _flag_from_json,
    b"F": _facts_from_json,
    b"R": lambda value: Refused(str(value)),
}


def _decode(kind: bytes, payload: bytes) -> Frame:
    if kind == b"A":
        name, _, data = payload.partition(b"\0")
        return Part(name.decode("utf-8", "replace"), data)
    if kind == b"E":
        return End()
    try:
        return _MADE[kind](json.loads(payload))
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise BrokenFrameError("a frame cannot be read") from error


_KINDS: dict[type, tuple[bytes, Callable[[Any], Any]]] = {
    Page: (b"P", _page_to_json),
    Need: (b"N", lambda need: _page_to_json(need.layer)),
    Count: (b"C", lambda count: count.pages),
    Begun: (b"B", lambda begun: begun.number),
    Flag: (b"G", lambda flag: [flag.number, flag.what]),
    Facts: (b"F", _facts_to_json),
    Refused: (b"R", lambda refused: refused.why),
    End: (b"E", lambda _: None),
}


class Decoder:
    """Collects bytes and gives back the frames that are whole."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Every frame that these bytes complete."""
        self._buffer += data
        while len(self._buffer) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._buffer)
            if length > _LARGEST:
                raise BrokenFrameError("a frame is too large")
            end = _HEAD.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_HEAD.size : end])
            del self._buffer[:end]
            yield _decode(kind, payload)
