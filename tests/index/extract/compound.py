"""A compound file (the container of DOC and MSG) made by hand; only what readers need."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

Tree = dict[str, "bytes | Tree"]
_FREE, _END, _NONE, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR, _MINI, _CUT = 512, 64, 4096


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = _NONE
    right: int = _NONE
    start: int = _END


def _entries(tree: Tree, found: list[_Entry]) -> int:
    """Add the members of a storage as a chain of siblings; the first one's number."""
    first = previous = _NONE
    for name, data in tree.items():
        number = len(found)
        entry = _Entry(name, 1 if isinstance(data, dict) else 2)
        found.append(entry)
        if isinstance(data, dict):
            entry.child = _entries(data, found)
        else:
            entry.data = data
        if previous == _NONE:
            first = number
        else:
            found[previous].right = number
        previous = number
    return first


def _padded(data: bytes, unit: int) -> bytes:
    return data + bytes(-len(data) % unit)


def compound(tree: Tree) -> bytes:
    """The compound file with these storages and streams."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _entries(tree, entries)
    mini, mini_table = b"", []
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.data) < _CUT:
            entry.start = len(mini_table)
            count = -(-len(entry.data) // _MINI)
            mini_table += [*range(entry.start + 1, entry.start + count), _END]
            mini += _padded(entry.data, _MINI)
    entries[0].data = mini
    body, table = b"", []

    def put(data: bytes) -> int:
        nonlocal body
        if not data:
            return _END
        start, count = len(table), -(-len(data) // _SECTOR)
        table.extend([*range(start + 1, start + count), _END])
        body += _padded(data, _SECTOR)
        return start

    for entry in entries:
        if entry.kind == 5 or (entry.kind == 2 and len(entry.data) >= _CUT):
            entry.start = put(entry.data)
    minis = put(struct.pack(f"<{len(mini_table)}I", *mini_table))
    listed = put(b"".join(_listed(entry) for entry in entries))
    fat = len(table)
    sectors = 1 + (fat + 1) // 128
    table += [_TABLE] * sectors
    table += [_FREE] * (-len(table) % 128)
    body += struct.pack(f"<{len(table)}I", *table)
    head = struct.pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, sectors, listed, 0, _CUT, minis, -(-len(mini_table) // 128), _END, 0,
    )  # fmt: skip
    places = [*range(fat, fat + sectors)] + [_FREE] * (109 - sectors)
    return _padded(head + struct.pack("<109I", *places), _SECTOR) + body


def _listed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I36xIQ",
        name, len(name) + 2, entry.kind, 1, _NONE, entry.right, entry.child, entry.start,
        len(entry.data),
    )  # fmt: skip


def word_document(text: str, *, narrow: str = "", flags: int = 0) -> bytes:
    """A Word 97 document whose piece table holds one wide and one narrow piece."""
    wide = text.encode("utf-16-le")
    main = bytearray(2048 + len(wide))
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, flags)
    main[2048:] = wide
    pieces = [(len(text), 2048)]
    if narrow:
        pieces.append((len(narrow), 0x40000000 | (2 * len(main))))
        main += narrow.encode("cp1252")
    ends, end = [0], 0
    for length, _ in pieces:
        end += length
        ends.append(end)
    listed = struct.pack(f"<{len(ends)}I", *ends)
    listed += b"".join(struct.pack("<HIH", 0, place, 0) for _, place in pieces)
    table = b"\x01\x04\x00abcd" + b"\x02" + struct.pack("<I", len(listed)) + listed
    struct.pack_into("<II", main, 0x01A2, 0, len(table))
    return compound({"WordDocument": bytes(main), "0Table": table})


def outlook_message(
    subject: str,
    body: str,
    attachments: Mapping[str, bytes | Tree],
    more: Mapping[int, bytes | str] | None = None,
) -> bytes:
    """An Outlook message from one person to another; an attachment may be a message itself."""
    return compound(outlook_tree(subject, body, attachments, more))


def outlook_tree(
    subject: str,
    body: str,
    attachments: Mapping[str, bytes | Tree],
    more: Mapping[int, bytes | str] | None = None,
    *,
    inner: bool = False,
) -> Tree:
    """The storages of such a message; `more` are properties of words, or of bytes."""
    sent = _property(0x00390040, (1677855600 + 11644473600) * 10_000_000)  # 100 ns since 1601
    texts = {
        0x001A: "IPM.Note",
        0x0037: subject,
        0x1000: body,
        0x0C1A: "FOIA Office",
        0x5D01: "foia@agency.example",
        0x007D: "From: FOIA Office <foia@agency.example>\r\n",
        **{number: value for number, value in (more or {}).items() if isinstance(value, str)},
    }
    message: Tree = _storage(24 if inner else 32, texts, sent)
    for number, value in (more or {}).items():
        if isinstance(value, bytes):
            message[f"__substg1.0_{number:04X}0102"] = value
    if not inner:
        message["__nameid_version1.0"] = {}
    message["__recip_version1.0_#00000000"] = _storage(
        8, {0x3001: "Records Project", 0x39FE: "us@project.example"}
    )
    for number, (name, data) in enumerate(attachments.items()):
        bare = _property(0x37050003, 1 if isinstance(data, bytes) else 5)
        listed = _property(0x37010102, len(data))
        attached = _storage(8, {0x3707: name}, bare + listed)
        kind = "0102" if isinstance(data, bytes) else "000D"
        attached[f"__substg1.0_3701{kind}"] = data
        message[f"__attach_version1.0_#{number:08X}"] = attached
    return message


def _storage(head: int, texts: dict[int, str], more: bytes = b"") -> Tree:
    """A storage with these texts as properties."""
    tree: Tree = {}
    listed = bytes(head) + more
    for number, text in texts.items():
        data = text.encode("utf-16-le")
        tree[f"__substg1.0_{number:04X}001F"] = data
        listed += _property(number << 16 | 0x1F, len(data) + 2)
    tree["__properties_version1.0"] = listed
    return tree


def _property(tag: int, value: int) -> bytes:
    return struct.pack("<IIQ", tag, 6, value)
