"""What of Whoosh's insides we use: its segments, term dictionary and commits, with our blocks.

Only this module, whoosh_writer and whoosh_segments know them; whoosh_pinned asserts the version.
"""

from __future__ import annotations

import io
import mmap
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine import blocks
from index.engine.fields import COUNTED, LISTED, WITH_PLACES
from index.engine.whoosh_pinned import (
    FileIndex,
    FileStorage,
    ListMatcher,
    StructFile,
    W3Codec,
    W3TermInfo,
    byte_to_length,
    columns,
    fields,
    formats,
)

NUMBERS = {"page": "q", "filing": "q", "number": "i", "level": "B", "dated": "i"}

_EXTENT = struct.Struct("!qi")
_TERMINFO_SIZE = W3TermInfo._struct.size  # noqa: SLF001 - pinned
_FREQUENCY = struct.Struct("!I")
_FREQUENCY_AT = struct.calcsize("!Bf")  # after Whoosh's flags and weight

BYTE_TO_LENGTH: NDArray[np.float32] = np.array(
    [byte_to_length(code) if code else 0 for code in range(256)], dtype=np.float32
)


class Terms(fields.FieldType):  # type: ignore[misc]
    """A field whose terms come ready made; our writer fills it, Whoosh only knows its name."""

    def __init__(self, *, scorable: bool, places: bool) -> None:
        self.format = formats.Positions() if places else formats.Frequency()
        self.analyzer = None
        self.scorable = scorable
        self.stored = False
        self.unique = False
        self.indexed = True
        self.spelling = False
        self.vector = None
        self.column_type = None
        self.multitoken_query = "default"

    def to_bytes(self, value: str | bytes) -> bytes:
        """Encode a term."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, value: bytes) -> str:
        """Decode a term."""
        return value.decode()


def schema() -> fields.Schema:
    """Give the schema: terms to score, terms to filter by, numbers as columns, names stored."""
    made: dict[str, Any] = {
        name: Terms(scorable=name in COUNTED, places=name in WITH_PLACES)
        for name in COUNTED + LISTED
    }
    for name, code in NUMBERS.items():
        made[name] = fields.COLUMN(columns.NumericColumn(code))
    made["shown"] = fields.STORED()
    return fields.Schema(**made)


class PageCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec but for the postings, which are our blocks."""

    def postings_reader(
        self,
        dbfile: Any,
        terminfo: Any,
        format_: Any,
        term: Any = None,
        scorer: Any = None,
    ) -> ListMatcher:
        """Give Whoosh a matcher over our block, so that its own searches work too."""
        offset, (length,) = terminfo.extent()
        found = blocks.unpack(dbfile.get(offset, length))
        return ListMatcher(
            found.ids.tolist(),
            found.weights.tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=terminfo,
        )


def extent(terminfo: bytes) -> tuple[int, int]:
    """Give where the block of a term lies; Whoosh's own reading of the length is a tuple."""
    offset, length = _EXTENT.unpack_from(terminfo, _TERMINFO_SIZE)
    return offset, length


def frequency(terminfo: bytes) -> int:
    """Give on how many pages the term stands."""
    (pages,) = _FREQUENCY.unpack_from(terminfo, _FREQUENCY_AT)
    return int(pages)


def numbers(reader: Any, name: str) -> NDArray[Any]:
    """Read a column of numbers of a segment at once; pages without a value have 0."""
    perdoc = reader._perdoc  # noqa: SLF001 - pinned, see above
    kind = np.dtype(NUMBERS.get(name, "B")).newbyteorder(">")
    values = np.zeros(reader.doc_count_all(), kind.newbyteorder("="))
    if perdoc.has_column(name):
        file, offset, length = perdoc._get_column_file(name)  # noqa: SLF001
        raw = np.frombuffer(file.get(offset, length), kind)[: len(values)]
        values[: len(raw)] = raw
        file.close()
    return values


def lengths(reader: Any, name: str) -> NDArray[np.float32]:
    """Read how many words each page of a segment has in a field (as Whoosh keeps it: a byte)."""
    codes: NDArray[np.uint8] = numbers(reader, f"_{name}_len")
    return np.take(BYTE_TO_LENGTH, codes)


class MappedFile(StructFile):  # type: ignore[misc]
    """A file of a segment in memory maps: `get` keeps no position, so threads may share it."""

    def __init__(self, path: str, name: str) -> None:
        with Path(path).open("rb") as file:
            empty = os.fstat(file.fileno()).st_size == 0
            self._map = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(io.BytesIO() if empty else self._map, name=name)
        self.is_real = False

    def get(self, position: int, length: int) -> bytes:
        """Read without moving."""
        return self._map[position : position + length]


class PageStorage(FileStorage):  # type: ignore[misc]
    """The folder of an index whose files are mapped when they are read."""

    def open_file(self, name: str, **_: Any) -> MappedFile:
        """Map a file."""
        return MappedFile(self._fpath(name), name)


def open_index(folder: Path) -> FileIndex:
    """Open the index of a folder; done once, its segments are read from here ever after."""
    return FileIndex(PageStorage(str(folder)))


def create_index(folder: Path) -> None:
    """Make an empty index in a folder."""
    FileIndex.create(PageStorage(str(folder)), schema(), "MAIN")
