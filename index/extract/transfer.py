"""The bytes of a part, as they were before they were written for sending ([RFC 2045]).

More forgiving than the standard library: soft line ends with blanks, junk in base64, footers that
gateways put under it, and parts that are not written as they say.
"""

from __future__ import annotations

import base64
import binascii
import re

_SOFT = re.compile(rb"=[ \t]*(?:\r?\n|\Z)")
_CODE = re.compile(rb"=([0-9A-Fa-f]{2})")
_BLANKS = re.compile(rb"[ \t]+(?=\r?\n|\Z)")
_NO_LETTER = re.compile(rb"[^A-Za-z0-9+/=_-]")
_CHUNK = re.compile(rb"[A-Za-z0-9+/]+")
_WEB_SAFE = bytes.maketrans(b"-_", b"+/")
_JUNK = 0.8  # of a line must be letters of base64


def undone(raw: bytes, encoding: str, *, text: bool) -> bytes:
    """Give the bytes; `text`: what stands under them in the clear is kept, too."""
    if encoding == "quoted-printable":
        return _unquoted(raw)
    return _based(raw, text=text) if encoding == "base64" else raw


def _unquoted(raw: bytes) -> bytes:
    whole = _SOFT.sub(b"", _BLANKS.sub(b"", raw))
    return _CODE.sub(lambda found: bytes([int(found[1], 16)]), whole)


def _based(raw: bytes, *, text: bool) -> bytes:
    chunks: list[bytes] = [b""]
    lines = raw.splitlines(keepends=True)
    rest: list[bytes] = []
    for at, line in enumerate(lines):
        core = _NO_LETTER.sub(b"", line)
        if not _is_data(line.strip(), core, ended=chunks[-1].endswith(b"=")):
            rest = lines[at:]
            break
        chunks = [*chunks, core] if chunks[-1].endswith(b"=") else [*chunks[:-1], chunks[-1] + core]
    if not any(chunks):
        return raw  # it is not written as it says
    data = b"".join(map(_decoded, chunks))
    below = b"".join(rest).strip()
    return data + b"\r\n\r\n" + below if below and text else data


def _is_data(line: bytes, core: bytes, *, ended: bool) -> bool:
    if not line:
        return True
    if b" " in line or len(core) < len(line) * _JUNK or len(set(core)) == 1 < len(core):
        return False
    return not ended or (core == line and len(core) % 4 == 0)


def _decoded(chunk: bytes) -> bytes:
    letters = b"".join(_CHUNK.findall(chunk.translate(_WEB_SAFE)))
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
