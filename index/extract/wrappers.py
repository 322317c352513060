"""What other programs wrap letters in: files in uuencode and yEnc, signed S/MIME, compressed RTF.

[RFC 5652] for signed data; [MS-OXRTFCP] for compressed RTF.
"""

from __future__ import annotations

import binascii
import re
import struct
from dataclasses import dataclass

_UU = re.compile(
    r"(?m)^begin(?:-base64)? [0-7]{3,4} (?P<name>\S[^\r\n]*)\r?\n(?P<data>.*?)"
    r"^(?:[` ]?\r?\n)?(?:end|====)[ \t\r]*$",
    re.DOTALL,
)
_YENC = re.compile(
    rb"(?m)^=ybegin [^\r\n]*?name=(?P<name>[^\r\n]+)\r?\n(?P<piece>=ypart [^\r\n]*\r?\n)?"
    rb"(?P<data>.*?)\r?\n=yend[^\r\n]*",
    re.DOTALL,
)
_SEQUENCE, _SET, _OCTETS, _OBJECT, _CONTEXT = 0x30, 0x31, 0x04, 0x06, 0xA0
_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = bytes.fromhex("2a864886f70d010703")
_DEEPEST = 12


def unpacked_uu(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Give the text without its uuencoded files, and those; what is damaged stays in the text."""
    found: list[tuple[str, bytes]] = []

    def take(block: re.Match[str]) -> str:
        data = _uu(block["data"], based=block[0].startswith("begin-base64"))
        if data is None:
            return block[0]
        found.append((block["name"].strip(), data))
        return f"[attached: {block['name'].strip()}]"

    return _UU.sub(take, text), found


def unpacked_yenc(data: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Give a text without its files in yEnc, and those; the name of a piece says that it is one."""
    found: list[tuple[str, bytes]] = []

    def take(block: re.Match[bytes]) -> bytes:
        name = block["name"].strip().strip(b'"').decode("utf-8", "replace")
        found.append((f"a piece of {name}" if block["piece"] else name, _yenc(block["data"])))
        return b"[attached: %b]" % found[-1][0].encode()

    return (_YENC.sub(take, data), found) if b"=ybegin " in data else (data, found)


def _yenc(data: bytes) -> bytes:
    packed = re.sub(rb"[\r\n]", b"", data)
    plain = re.sub(rb"=(.)", lambda one: bytes([(one[1][0] - 64) % 256]), packed, flags=re.DOTALL)
    return bytes((byte - 42) % 256 for byte in plain)


def _uu(lines: str, *, based: bool) -> bytes | None:
    try:
        if based:
            return binascii.a2b_base64(lines)
        return b"".join(_uu_line(line) for line in lines.splitlines() if line.strip())
    except (binascii.Error, UnicodeEncodeError):
        return None


def _uu_line(line: str) -> bytes:
    raw = line.encode("ascii")
    try:
        return binascii.a2b_uu(raw)
    except binascii.Error:  # a line that is longer than it says, as some programs write
        size = (((raw[0] - 32) & 63) * 4 + 5) // 3
        return binascii.a2b_uu(raw[:size])


@dataclass(frozen=True, slots=True)
class _Piece:
    tag: int
    start: int
    end: int  # of its contents
    after: int


def signed_content(data: bytes) -> tuple[str, bytes]:
    """Open a CMS message: ("signed", what was signed), or ("encrypted" or "", b"")."""
    try:
        outer = _piece(data, 0)
        parts = _inside(data, outer)
        kind = data[parts[0].start : parts[0].end]
        if kind == _ENVELOPED:
            return "encrypted", b""
        if kind != _SIGNED:
            return "", b""
        inner = _inside(data, _inside(data, parts[1])[0])
        content = next(piece for piece in inner if piece.tag == _SEQUENCE)
        wrapped = _inside(data, content)[1]
        return "signed", _octets(data, _inside(data, wrapped)[0], 0)
    except (IndexError, StopIteration, ValueError):
        return "", b""


def _piece(data: bytes, place: int) -> _Piece:
    """Read one tag, its length (definite or not) and where its contents lie."""
    tag, size = data[place], data[place + 1]
    place += 2
    if size == 0x80:  # noqa: PLR2004 - the length is not said: it ends with two zero bytes
        end = place
        while data[end : end + 2] != b"\0\0":
            end = _piece(data, end).after
        return _Piece(tag, place, end, end + 2)
    if size & 0x80:
        count = size & 0x7F
        size = int.from_bytes(data[place : place + count], "big")
        place += count
    if place + size > len(data):
        raise ValueError("cut off")
    return _Piece(tag, place, place + size, place + size)


def _inside(data: bytes, outer: _Piece) -> list[_Piece]:
    found = []
    place = outer.start
    while place < outer.end:
        piece = _piece(data, place)
        found.append(piece)
        place = piece.after
    return found


def _octets(data: bytes, piece: _Piece, depth: int) -> bytes:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if not piece.tag & 0x20:
        return data[piece.start : piece.end]
    return b"".join(_octets(data, inner, depth + 1) for inner in _inside(data, piece))


_RTF_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_PLAIN_RTF, _PACKED_RTF = b"MELA", b"LZFu"
_WINDOW = 4096


def unpacked_rtf(data: bytes, most: int) -> bytes:
    """Give the RTF that Outlook packed; ValueError where it is none or gives more than `most`."""
    if len(data) < 16:  # noqa: PLR2004 - its head
        raise ValueError("too short")
    _, size, kind, _ = struct.unpack_from("<II4sI", data)
    if size > most:
        raise ValueError("too large")
    if kind == _PLAIN_RTF:
        return data[16 : 16 + size]
    if kind != _PACKED_RTF:
        raise ValueError("unknown packing")
    return _unpacked(data, size)


def _unpacked(data: bytes, size: int) -> bytes:
    window = bytearray(_RTF_START) + bytearray(_WINDOW - len(_RTF_START))
    at, place, out = len(_RTF_START), 16, bytearray()
    while place < len(data) and len(out) < size:
        control = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data):
                break
            if control >> bit & 1:
                token = int.from_bytes(data[place : place + 2], "big")
                place += 2
                start, length = token >> 4, (token & 15) + 2
                if start == at:
                    return bytes(out[:size])
                piece = [window[(start + step) % _WINDOW] for step in range(length)]
                if length > (at - start) % _WINDOW:  # it runs into what it writes itself
                    back = (at - start) % _WINDOW
                    piece = [piece[step % back] for step in range(length)]
            else:
                piece = [data[place]]
                place += 1
            for byte in piece:
                window[at] = byte
                at = (at + 1) % _WINDOW
            out += bytes(piece)
    return bytes(out[:size])
