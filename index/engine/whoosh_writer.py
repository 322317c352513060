"""Writes pages into a Whoosh index: words become numbers, one sort brings a term's pages together.

Whoosh's own pool handles every posting as a Python tuple; this one handles a whole batch in numpy.
"""

from __future__ import annotations

import heapq
import itertools
from array import array
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engine import blocks, whoosh_codec
from index.engine.whoosh_pinned import SegmentWriter, W3TermInfo
from index.pages import Entry
from index.query import analysis


class Pool:
    """The terms of one field, in the order in which they came."""

    def __init__(self, *, with_places: bool) -> None:
        self.with_places = with_places
        self._numbers: dict[str, int] = {}
        self._terms = array("I")
        self._counts = array("I")  # words a page
        self._pages = array("I")

    def add(self, page: int, terms: Sequence[str]) -> None:
        """Add the terms of one page; pages come in ascending order."""
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._pages.append(page)
        self._counts.append(len(terms))

    def blocks(self) -> Iterator[Block]:
        """Give the finished block of each term, terms in the order of their bytes."""
        if not self._terms:
            return
        terms = sorted((term.encode(), number) for term, number in self._numbers.items())
        rank = np.empty(len(terms), np.uint32)
        rank[[number for _, number in terms]] = np.arange(len(terms), dtype=np.uint32)
        counts = np.frombuffer(self._counts, np.uint32)
        ranked = rank[np.frombuffer(self._terms, np.uint32)]
        order = np.argsort(ranked, kind="stable")
        pages = np.repeat(np.frombuffer(self._pages, np.uint32), counts)[order]
        places = _places(counts)[order] if self.with_places else None
        bounds = np.searchsorted(ranked[order], np.arange(len(terms) + 1))
        bounds_list = bounds.tolist()
        for index, (term, _) in enumerate(terms):
            start, end = bounds_list[index], bounds_list[index + 1]
            yield _block(term, pages[start:end], None if places is None else places[start:end])


class Old(NamedTuple):
    """A segment that is merged away: its reader, and the new number of each page (-1: deleted)."""

    reader: Any
    moved: NDArray[np.int64]


class Block:
    """One term with its block and what Whoosh wants to know of it."""

    __slots__ = ("data", "ids", "most", "term", "weight")

    def __init__(self, term: bytes, data: bytes, ids: Any, weight: int, most: int) -> None:
        self.term = term
        self.data = data
        self.ids = ids
        self.weight = weight
        self.most = most


def _places(counts: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Count the words of each page from 0."""
    total = int(counts.sum())
    starts = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
    return np.minimum(np.arange(total) - starts, blocks.MAX_PLACE).astype(np.uint16)


def _block(term: bytes, pages: NDArray[Any], places: NDArray[np.uint16] | None) -> Block:
    if len(pages) == 1:
        page = int(pages[0])
        data = blocks.pack_single(page, None if places is None else int(places[0]))
        return Block(term, data, (page,), 1, 1)
    changes = np.flatnonzero(pages[1:] != pages[:-1]) + 1
    firsts = np.concatenate(([0], changes))
    counts = np.diff(firsts, append=len(pages))
    ids = pages[firsts].astype(np.int64)
    return Block(term, blocks.pack(ids, counts, places), ids, len(pages), int(counts.max()))


class PageWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer (its lock, its segments, its commit) with our pool and our merge."""

    def __init__(self, ix: Any, *, timeout: float) -> None:
        super().__init__(ix, timeout=timeout, codec=whoosh_codec.PageCodec(), compound=False)
        self._pools = {
            name: Pool(with_places=name in whoosh_codec.WITH_PLACES)
            for name in whoosh_codec.COUNTED + whoosh_codec.LISTED
        }
        self._merged: list[Old] = []
        self._words = 0

    @property
    def words(self) -> int:
        """How many words wait for the commit; the caller bounds memory by it."""
        return self._words

    def add_page(self, entry: Entry) -> None:
        """Add one page; the caller has deleted an older copy."""
        terms = _terms_of(entry)
        number = self.docnum
        pages = self.perdocwriter
        pages.start_doc(number)
        for name, found in terms.items():
            if found:
                self._pools[name].add(number, found)
            scored = len(found) if name in whoosh_codec.COUNTED else 0
            pages.add_field(name, self.schema[name], None, scored)
        pages.add_field("shown", self.schema["shown"], (entry.doc, entry.bates), 0)
        for name, value in _numbers_of(entry).items():
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
    if name not in whoosh_codec.COUNTED or not reader.has_column(column):
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
        block = _join(term, [(data, None if n < 0 else old[n].moved) for _, n, data in group])
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


def _join(term: bytes, parts: list[tuple[bytes, NDArray[np.int64] | None]]) -> Block | None:
    """Put the pages of one term together under their new numbers, without the deleted ones."""
    ids, counts, places = [], [], []
    for data, moved in parts:
        postings = blocks.unpack(data)
        _, found = blocks.unpack_places(data, postings)
        owners = np.repeat(postings.ids.astype(np.int64), postings.weights.astype(np.int64))
        pages, weights = postings.ids.astype(np.int64), postings.weights.astype(np.int64)
        if moved is not None:
            pages, owners = moved[pages], moved[owners] if len(found) else owners
            kept = pages >= 0
            pages, weights, found = (
                pages[kept],
                weights[kept],
                found[owners >= 0] if len(found) else found,
            )
        ids.append(pages)
        counts.append(weights)
        places.append(found)
    all_ids, all_counts = np.concatenate(ids), np.concatenate(counts)
    if not len(all_ids):
        return None
    all_places = np.concatenate(places)
    data = blocks.pack(all_ids, all_counts, all_places if len(all_places) else None)
    return Block(term, data, all_ids, int(all_counts.sum()), int(all_counts.max()))


def _terms_of(entry: Entry) -> dict[str, list[str]]:
    numbers = [analysis.compact(number) for number in entry.numbers]
    bates = _bates_forms(entry.bates)
    exemptions = [analysis.compact(code) for code in entry.exemptions]
    named = list(analysis.exemption_codes(entry.text))
    title = analysis.terms(f"{entry.title} {entry.doc} {entry.sender}")
    return {
        "text": analysis.terms(entry.text),
        "title": title,
        "codes": [
            *analysis.codes(entry.text),
            *numbers,
            *bates,
            *exemptions,
            *analysis.initials(entry.text),
        ],
        "kind": [entry.kind.casefold()] if entry.kind else [],
        "sender": analysis.terms(entry.sender),
        "request": [slug.casefold() for slug in entry.requests],
        "exemption": list(dict.fromkeys([*exemptions, *named])),
        "bates": bates,
    }


def _bates_forms(bates: str) -> list[str]:
    return [analysis.compact(bates)] if bates else []


def _numbers_of(entry: Entry) -> dict[str, int]:
    return {
        "page": entry.id,
        "filing": entry.filing,
        "number": entry.number,
        "level": entry.level,
        "dated": entry.dated.toordinal() if entry.dated else 0,
    }
