"""Writes pages into a Whoosh index: words become numbers, one sort brings a term's pages together.

Whoosh's own pool handles every posting as a Python tuple; ours handles a whole batch in numpy.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine import whoosh_codec
from index.engine.fields import COUNTED, LISTED, WITH_PLACES, numbers_of, terms_of
from index.engine.pool import Block, Pool, join
from index.engine.whoosh_pinned import SegmentWriter, W3TermInfo
from index.pages import Entry


class Old(NamedTuple):
    """A segment that is merged away: its reader, and the new number of each page (-1: deleted)."""

    reader: Any
    moved: NDArray[np.int64]


class PageWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer (its lock, its segments, its commit) with our pool and our merge."""

    def __init__(self, ix: Any, *, timeout: float) -> None:
        super().__init__(ix, timeout=timeout, codec=whoosh_codec.PageCodec(), compound=False)
        self._pools = {name: Pool(with_places=name in WITH_PLACES) for name in COUNTED + LISTED}
        self._merged: list[Old] = []
        self._words = 0

    @property
    def words(self) -> int:
        """How many words wait for the commit; the caller bounds memory by it."""
        return self._words

    def add_page(self, entry: Entry) -> None:
        """Add one page; the caller has deleted an older copy."""
        terms = terms_of(entry)
        number = self.docnum
        pages = self.perdocwriter
        pages.start_doc(number)
        for name, found in terms.items():
            if found:
                self._pools[name].add(number, found)
            scored = len(found) if name in COUNTED else 0
            pages.add_field(name, self.schema[name], None, scored)
        pages.add_field("shown", self.schema["shown"], (entry.doc, entry.bates), 0)
        for name, value in numbers_of(entry).items():
            pages.add_column_value(name, self.schema[name].column_type, value)
        pages.finish_doc()
        self._added = True
        self._words += len(terms["text"])
        self.docnum += 1

    def add_reader(self, reader: Any) -> None:
        """Take over the pages of another segment; its blocks are joined at the commit."""
        start = self.docnum
        names = set(self.schema.names())
        moved = self.write_per_doc(names, reader)
        total = reader.doc_count_all()
        new = np.full(total, -1, np.int64)
        if moved is None:
            new[:] = np.arange(start, start + total)
        elif moved:
            new[list(moved)] = list(moved.values())
        self._merged.append(Old(reader, new))
        self._added = True

    def give_up(self) -> None:
        """Leave the index as it was, whatever state this writer is in, and let its lock go."""
        try:
            self.cancel()
        except Exception:  # noqa: BLE001 - the first error is the one to tell
            lock = self.writelock
            if lock is not None and lock.fd is not None:
                lock.release()
            self.is_closed = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        reader = self.per_document_reader()
        for name in sorted(self._pools):
            lengths = _length_codes(reader, name, self.docnum)
            self._write_field(name, lengths)
        self.fieldwriter.close()
        reader.close()

    def _write_field(self, name: str, lengths: NDArray[np.uint8] | None) -> None:
        found = self._pools[name].blocks()
        if self._merged:
            found = _joined(found, self._merged, name)
        writer = self.fieldwriter
        writer.start_field(name, self.schema[name])
        prefix = writer._fieldid.to_bytes(2, "big")  # noqa: SLF001 - pinned, see whoosh_codec
        for block in found:
            info = _term_info(block, lengths)
            offset = writer._postfile.tell()  # noqa: SLF001
            writer._postfile.write(block.data)  # noqa: SLF001
            info.set_extent(offset, len(block.data))
            writer._tindex.add(prefix + block.term, info.to_bytes())  # noqa: SLF001
        writer.finish_field()


def _term_info(block: Block, lengths: NDArray[np.uint8] | None) -> W3TermInfo:
    info = W3TermInfo()
    info._weight = block.weight  # noqa: SLF001 - pinned, see whoosh_codec
    info._df = len(block.ids)  # noqa: SLF001
    info._maxweight = block.most  # noqa: SLF001
    info._minid, info._maxid = int(block.ids[0]), int(block.ids[-1])  # noqa: SLF001
    if lengths is not None:
        table = whoosh_codec.BYTE_TO_LENGTH
        mine = lengths[np.asarray(block.ids)] if len(block.ids) > 1 else lengths[block.ids[0]]
        info._minlength = int(table[int(np.min(mine))])  # noqa: SLF001
        info._maxlength = int(table[int(np.max(mine))])  # noqa: SLF001
    return info


def _length_codes(reader: Any, name: str, total: int) -> NDArray[np.uint8] | None:
    column = f"_{name}_len"
    if name not in COUNTED or not reader.has_column(column):
        return None
    file, offset, length = reader._get_column_file(column)  # noqa: SLF001
    codes = np.zeros(total, np.uint8)
    raw = np.frombuffer(file.get(offset, length), np.uint8)
    codes[: len(raw)] = raw
    file.close()
    return codes


# -- Joining the blocks of several segments ----------------------------------------------------


def _joined(new: Iterator[Block], old: list[Old], name: str) -> Iterator[Block]:
    """Merge the sorted terms of this writer and of other segments, term by term."""
    sources: list[Iterator[tuple[bytes, int, bytes]]] = [
        ((block.term, -1, block.data) for block in new)
    ]
    sources += [_blocks_of(segment, number, name) for number, segment in enumerate(old)]
    merged = heapq.merge(*sources, key=itemgetter(0, 1))
    for term, group in itertools.groupby(merged, key=itemgetter(0)):
        block = join(term, [(data, None if n < 0 else old[n].moved) for _, n, data in group])
        if block is not None:
            yield block


def _blocks_of(segment: Old, number: int, name: str) -> Iterator[tuple[bytes, int, bytes]]:
    dictionary = segment.reader._terms  # noqa: SLF001 - pinned, see whoosh_codec
    field = dictionary._fieldmap.get(name)  # noqa: SLF001
    if field is None:
        return
    prefix = field.to_bytes(2, "big")
    for key, value in dictionary._tindex.items_from(prefix):  # noqa: SLF001
        if not key.startswith(prefix):
            return
        offset, length = whoosh_codec.extent(value)
        yield key[2:], number, dictionary._postfile.get(offset, length)  # noqa: SLF001
