"""Old Word documents (DOC, 1997 to 2003): the text by the piece table, without a converter.

[MS-DOC]: the file information block in the stream WordDocument says which table stream holds
the piece table, and that says where each run of the text lies and how it is written.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

import olefile  # type: ignore[import-untyped]

from index.extract import charsets, wordings
from index.extract import text as plain
from index.extract.clean import cleaned
from index.extract.frames import Facts, Frame
from index.extract.jobs import Job
from index.pages import FilingError

_SIGN = 0xA5EC
_FLAGS = 0x0A
_OTHER_TABLE = 0x0200
_ENCRYPTED = 0x0100
_PIECES = 0x01A2  # fcClx, lcbClx
_NARROW = 0x40000000
_PIECE_TABLE = 2
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")
# How Word marks what is no letter.
_MARKS = str.maketrans(
    {"\x07": "\t", "\x0b": "\n", "\r": "\n", "\x1e": "\u2011", "\x1f": "\u00ad", "\x0c": "\f"}
)
_NO_WORD = "This is no Word document, or one from before 1997. Save it as PDF and add that."


def read(file: BinaryIO, job: Job) -> Iterator[Frame]:
    """Give the pages of the document, as its writer broke them."""
    try:
        package = olefile.OleFileIO(file)
    except (OSError, ValueError) as error:
        raise FilingError("This Word document is damaged. Get it again and add it.") from error
    with package:
        if not package.exists("WordDocument"):
            raise FilingError(_NO_WORD)
        text = _readable(_text(package))
        title = wordings.title_in(text, _title(package))
        objects = package.exists("ObjectPool") or package.exists("Data")
    said = ("Pictures and objects in this document are left out; see the original.",)
    yield from plain.frames(
        plain.paged(text), job, Facts(title=title, warnings=said if objects else ())
    )


def _text(package: Any) -> str:
    main = package.openstream("WordDocument").read()
    try:
        sign, *_ = struct.unpack_from("<H", main, 0)
        flags, *_ = struct.unpack_from("<H", main, _FLAGS)
        if sign != _SIGN:
            raise FilingError(_NO_WORD)
        if flags & _ENCRYPTED:
            raise FilingError(
                "This Word document is locked with a password. Save it without one and add that."
            )
        name = "1Table" if flags & _OTHER_TABLE else "0Table"
        start, length = struct.unpack_from("<II", main, _PIECES)
        table = package.openstream(name).read()[start : start + length]
        return "".join(_pieces(main, _piece_table(table)))
    except (struct.error, OSError) as error:
        raise FilingError("This Word document is damaged. Get it again and add it.") from error


def _piece_table(table: bytes) -> bytes:
    """Pass over the formats that stand before the piece table."""
    place = 0
    while place < len(table) and table[place] != _PIECE_TABLE:
        place += 3 + struct.unpack_from("<H", table, place + 1)[0]
    length = struct.unpack_from("<I", table, place + 1)[0]
    return table[place + 5 : place + 5 + length]


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    count = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table)
    for index in range(count):
        place = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
        length = ends[index + 1] - ends[index]
        if place & _NARROW:
            start = (place & ~_NARROW) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * length].decode("utf-16-le", "replace")


def _readable(text: str) -> str:
    """Keep what a field shows and drop how it is computed; fields stand in fields."""
    for _ in range(10):
        text, changed = _FIELD.subn(lambda found: found[1] or "", text)
        if not changed:
            break
    text = text.replace("\x07\x07", "\n").translate(_MARKS)
    return "\f".join(cleaned(page) for page in text.split("\f"))


def _title(package: Any) -> str:
    raw = package.get_metadata().title or b""
    return cleaned(charsets.decoded(raw) if isinstance(raw, bytes) else str(raw)).strip("\0 ")
