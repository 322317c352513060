"""Outlook's wrapper winmail.dat ([MS-OXTNEF]): the letter and what was attached to it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.extract import charsets

SIGN = b"\x78\x9f\x3e\x22"
_BODY, _SUBJECT = 0x800C, 0x8004
_FILE_BEGINS, _FILE_NAME, _FILE_DATA = 0x9002, 0x8010, 0x800F
_PROPERTIES, _FILE_PROPERTIES, _CODE_PAGE = 0x9003, 0x9005, 0x9007
_P_BODY, _P_HTML, _P_RTF, _P_SUBJECT = 0x1000, 0x1013, 0x1009, 0x0037
_P_DATA, _P_NAME, _P_LONG_NAME = 0x3701, 0x3704, 0x3707
_STRING, _WIDE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 0x40: 8, 0x48: 16}
_SEVERAL = 0x1000
_NAMED = 0x8000
_INTERFACE = 16  # bytes before an object's own


@dataclass(slots=True)
class Letter:
    """What the wrapper holds; `html` and `rtf` as they came."""

    subject: str = ""
    body: str = ""
    html: bytes = b""
    rtf: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    whole: bool = True  # False: it breaks off, and more may have been in it


def read(data: bytes) -> Letter:
    """Open the wrapper; ValueError where it is none."""
    if not data.startswith(SIGN):
        raise ValueError("no TNEF")
    letter = Letter()
    page = "cp1252"
    try:
        for kind, value in _attributes(data):
            if kind == _CODE_PAGE:
                page = charsets.codec(f"cp{struct.unpack_from('<I', value)[0]}") or page
            else:
                _take(letter, kind, value, page)
    except (struct.error, IndexError, ValueError):
        letter.whole = False
    return letter


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    while place < len(data):
        _, kind, size = struct.unpack_from("<BII", data, place)
        place += 9
        value = data[place : place + size]
        if len(value) < size:
            raise ValueError("cut off")
        yield kind & 0xFFFF, value
        place += size + 2


def _take(letter: Letter, kind: int, value: bytes, page: str) -> None:
    if kind == _BODY:
        letter.body = _text(value, page)
    elif kind == _SUBJECT:
        letter.subject = _text(value, page)
    elif kind == _PROPERTIES:
        _take_body(letter, dict(_properties(value)), page)
    elif kind == _FILE_BEGINS:
        letter.files.append(("", b""))
    elif letter.files and kind in {_FILE_NAME, _FILE_DATA, _FILE_PROPERTIES}:
        letter.files[-1] = _file(letter.files[-1], kind, value, page)


def _text(value: bytes, page: str) -> str:
    return charsets.decoded(value.rstrip(b"\0"), page)


def _take_body(letter: Letter, found: dict[int, tuple[int, bytes]], page: str) -> None:
    letter.subject = _string(found, _P_SUBJECT, page) or letter.subject
    letter.body = _string(found, _P_BODY, page) or letter.body
    kind, html = found.get(_P_HTML, (0, b""))
    letter.html = html.decode("utf-16-le", "replace").encode() if kind == _WIDE else html
    letter.rtf = found.get(_P_RTF, (0, b""))[1]


def _string(found: dict[int, tuple[int, bytes]], name: int, page: str) -> str:
    kind, value = found.get(name, (0, b""))
    if kind == _WIDE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return _text(value, page)


def _file(known: tuple[str, bytes], kind: int, value: bytes, page: str) -> tuple[str, bytes]:
    name, data = known
    if kind == _FILE_NAME:
        return name or _text(value, page), data
    if kind == _FILE_DATA:
        return name, value
    found = dict(_properties(value))
    name = _string(found, _P_LONG_NAME, page) or _string(found, _P_NAME, page) or name
    if _P_DATA in found:
        sort, inner = found[_P_DATA]
        data = inner[_INTERFACE:] if sort == _OBJECT else inner
        name = f"{name or 'message'}.dat" if data.startswith(SIGN) else name
    return name, data


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    count = struct.unpack_from("<I", data)[0]
    place = 4
    for _ in range(min(count, 10_000)):
        kind, name = struct.unpack_from("<HH", data, place)
        place += 4
        if name >= _NAMED:
            place = _after_name(data, place)
        several, sort = kind & _SEVERAL, kind & ~_SEVERAL
        values = 1
        if several or sort in {_STRING, _WIDE, _OBJECT, _BINARY}:
            values = struct.unpack_from("<I", data, place)[0]
            place += 4
        value = b""
        for _ in range(min(values, 10_000)):
            value, place = _value(data, place, sort)
        yield name, (sort, value)


def _after_name(data: bytes, place: int) -> int:
    kind, size = struct.unpack_from("<II", data, place + 16)
    return place + 24 if kind == 0 else place + 24 + _padded(size)


def _value(data: bytes, place: int, sort: int) -> tuple[bytes, int]:
    if sort in {_STRING, _WIDE, _OBJECT, _BINARY}:
        size = struct.unpack_from("<I", data, place)[0]
        return data[place + 4 : place + 4 + size], place + 4 + _padded(size)
    if sort not in _SIZES:
        raise ValueError("unknown property")
    size = _SIZES[sort]
    return data[place : place + size], place + size


def _padded(size: int) -> int:
    return (size + 3) // 4 * 4
