"""Hostile and broken files in the reading process: `python -m tests.bench.hostile_files [N] [--show]`.

Seeded: the same number makes the same file. Each must end, within its limits, with pages or with a
sentence; whatever else comes out (another error, no answer in time) is a fault and is counted.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from index.extract import Limits, extract
from index.pages import FilingError
from tests.index.extract.samples import LETTER, docx, lines, paragraph, pdf, written

LIMITS = Limits(cpu_seconds=3, wall_seconds=8.0, ocr_seconds=4.0)
_SLOWEST = 60.0  # seconds on a busy machine; no file may hang


class Outcome(NamedTuple):
    """How reading a file ended: "pages", "refused" or "fault", and in what words."""

    how: str
    said: str
    seconds: float


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), extra, content)


def _paper(content: bytes, resources: bytes = b"", box: bytes = b"[0 0 612 792]") -> bytes:
    """A PDF of one page with these contents; further objects begin at 6."""
    return written([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> %b >> >>" % (box, resources),
        content,
    ])  # fmt: skip


def _bomb(r: random.Random) -> tuple[str, bytes]:
    size = r.choice((20, 200, 600)) * 1_000_000
    raw = bytes(size)
    deep = _zip(("a.txt", raw))
    for _ in range(r.randrange(3)):
        deep = _zip(("in.zip", deep), ("b.txt", b"plain words"))
    return r.choice((
        ("bomb.zip", deep),
        ("bomb.pdf", _paper(_stream(zlib.compress(raw, 9), b"/Filter /FlateDecode"))),
        ("bomb.docx", _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", raw))),
        ("bomb.xlsx", _zip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", raw), ("xl/worksheets/sheet1.xml", raw))),
    ))  # fmt: skip


def _ring(r: random.Random) -> tuple[str, bytes]:
    kids = r.choice((b"[2 0 R]", b"[2 0 R 3 0 R 2 0 R]", b"[3 0 R]"))
    body = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R /AcroForm << /Fields [3 0 R] >> >>",
        b"<< /Type /Pages /Count %d /Kids %b >>" % (r.choice((1, 9, 99_999)), kids),
        r.choice((
            b"<< /Type /Pages /Count 9 /Kids [2 0 R] /Parent 3 0 R >>",
            b"<< /Title (x) /First 3 0 R /Next 3 0 R /Parent 3 0 R /Kids [3 0 R] /T (f) >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 3 0 R >> >> >>",
        )),
    ]  # fmt: skip
    return "ring.pdf", written(body)


def _font(r: random.Random) -> tuple[str, bytes]:
    font = r.choice(
        (r.randbytes(5000), b"\0\1\0\0" + r.randbytes(3000), b"OTTO" + bytes(2000), b"")
    )
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar %d /Widths [%b] /FontDescriptor 6 0 R /ToUnicode 7 0 R >>"
        % (r.choice((255, 2**31 - 1)), b"9 " * r.choice((3, 256))),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        _stream(b"BT /F1 12 Tf 72 700 Td (some words) Tj ET"),
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /FontFile2 7 0 R >>",
        _stream(font),
    ]  # fmt: skip
    return "font.pdf", written(body)


def _picture(r: random.Random) -> tuple[str, bytes]:
    wide, high = r.choice(((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (30_000, 10)))
    head = struct.pack(">IIBBBBB", wide, high, 8, r.choice((0, 2, 3)), 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    data = zlib.compress(bytes(r.choice((10, 5_000_000))), 9)
    body = (
        struct.pack(">I", len(data))
        + b"IDAT"
        + data
        + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    )
    png = b"\x89PNG\r\n\x1a\n" + chunk + body
    ring = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 256, 4, 1, 9999) + struct.pack("<I", 8)
    picture = b"/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    drawn = _paper(_stream(b"q 612 0 0 792 0 0 cm /I Do Q"), b"/XObject << /I 5 0 R >>")
    return r.choice((
        ("a.png", png), ("a.tif", ring), ("a.tif", b"II*\0" + r.randbytes(400)),
        ("a.jpg", b"\xff\xd8\xff\xe0" + r.randbytes(900)), ("a.gif", b"GIF89a\xff\xff\xff\xff" + r.randbytes(300)),
        ("a.pdf", drawn + picture % (wide, high)), ("a.bmp", b"BM" + r.randbytes(200)),
    ))  # fmt: skip


def _nested(r: random.Random) -> tuple[str, bytes]:
    deep = r.choice((300, 5_000, 60_000))
    mail = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(min(deep, 5_000))
    )
    inner = b"From: a@example.org\r\nSubject: x\r\n\r\nwords\r\n"
    for _ in range(r.choice((3, 40))):
        inner = (
            b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
            + inner
        )
    xml = b"<w:p>" * deep
    names = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(60))
    word = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
        + names
        + b"]><w:document>&a60;</w:document>"
    )
    page = b"q " * deep + b"BT /F1 9 Tf 9 9 Td (words) Tj ET " + b"Q " * deep
    return r.choice((
        ("deep.eml", b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n" + mail), ("in.eml", inner),
        ("deep.html", b"<div>" * deep + b"words"), ("deep.html", b"<table><tr><td>" * deep),
        ("deep.docx", _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document>" + xml))),
        ("laughs.docx", _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", word))),
        ("deep.rtf", b"{\\rtf1 " + b"{" * deep + b"words"), ("deep.pdf", _paper(_stream(page))),
        ("array.pdf", _paper(_stream(b"[" * deep + b"] TJ"))), ("deep.json", b"[" * deep),
    ))  # fmt: skip


def _endless(r: random.Random) -> tuple[str, bytes]:
    many = r.choice((50_000, 400_000))
    shown = zlib.compress(b"BT /F1 9 Tf 1 1 Td\n" + b"(ab) Tj\n" * many + b"ET", 9)
    drawn = zlib.compress(b"0 0 m 600 700 l S\n" * many, 9)
    wide = b"[%d %d %d %d]" % tuple(r.choice((-(10**9), 0, 3, 10**9)) for _ in range(4))
    return r.choice((
        ("long.pdf", _paper(_stream(shown, b"/Filter /FlateDecode"))),
        ("lines.pdf", _paper(_stream(drawn, b"/Filter /FlateDecode"))),
        ("wide.pdf", _paper(_stream(b"BT /F1 9 Tf 72 700 Td (words) Tj ET"), b"", wide)),
        ("long.csv", b'"' + b"a," * many), ("cells.csv", b"a,b,c\n" * many), ("line.txt", b"A1 " * many),
        ("words.txt", b"\0" * many), ("long.eml", b"From: a@b.c\r\nSubject: " + b"=?utf-8?q?a?= " * (many // 20) + b"\r\n\r\nx"),
        ("many.mbox", b"From a@b.c Thu Jan  1 00:00:00 2024\nSubject: x\n\nwords\n" * (many // 200)),
    ))  # fmt: skip


def _broken(r: random.Random) -> tuple[str, bytes]:
    """Cut, or flip bytes of, a file that is right."""
    mail = b"From: a@example.org\r\nSubject: Sample\r\nContent-Type: text/html; charset=utf-7\r\n\r\n<p>Words &#x110000; \xff</p>"
    name, data = r.choice((
        ("a.pdf", pdf([lines(LETTER)])), ("a.docx", docx(paragraph("words of a letter"))), ("a.eml", mail),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + r.randbytes(4000)), ("winmail.dat", b"\x78\x9f\x3e\x22" + r.randbytes(800)),
        ("a.p7m", b"0\x82" + r.randbytes(700)), ("a.zip", _zip(("a.txt", b"words"), ("../../b.txt", b"words"))),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)), ("a.xls", b"\x09\x08\x10\0" + r.randbytes(900)),
        ("a.bin", r.randbytes(3000)), ("empty.pdf", b""), ("a.pdf", b"%PDF-1.7\n" + r.randbytes(4000)),
    ))  # fmt: skip
    spoiled = bytearray(data)
    for _ in range(r.choice((0, 3, 40))):
        if spoiled:
            spoiled[r.randrange(len(spoiled))] = r.randrange(256)
    return name, bytes(
        spoiled[: r.choice((len(spoiled), len(spoiled) // 2, len(spoiled) * 9 // 10))]
    )


MAKERS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    _bomb, _ring, _font, _picture, _nested, _endless, _broken, _broken,
)  # fmt: skip


def made(seed: int) -> tuple[str, bytes]:
    """Make a file: its name and its bytes."""
    r = random.Random(f"hostile {seed}")
    return MAKERS[seed % len(MAKERS)](r)


def outcome(name: str, data: bytes, limits: Limits = LIMITS) -> Outcome:
    """Read it in the child process and say how that ended."""
    began = time.monotonic()
    try:
        found = extract((name, data), limits=limits)
        how, said = "pages", f"{len(found.pages)} pages"
    except FilingError as error:
        how, said = "refused", str(error)
    except Exception as error:
        how, said = "fault", f"{type(error).__name__}: {error}"
    spent = time.monotonic() - began
    if how == "refused" and not said.rstrip().endswith((".", "?")):
        how = "fault"
    return Outcome(how, said, spent)


def main(arguments: list[str]) -> None:
    """Print how many ended how, the sentences, and the slowest."""
    count = next((int(a) for a in arguments if a.isdigit()), 200)
    ends: Counter[str] = Counter()
    words: Counter[str] = Counter()
    slow: list[tuple[float, int, str]] = []
    for seed in range(count):
        name, data = made(seed)
        one = outcome(name, data)
        ends[one.how] += 1
        words[one.said if one.how != "pages" else "(pages)"] += 1
        slow.append((one.seconds, seed, name))
        if one.how == "fault" or one.seconds > _SLOWEST or "--show" in arguments:
            print(
                f"{one.how} {seed} {name} {len(data):,} bytes {one.seconds:.1f} s: {one.said}",
                flush=True,
            )
    print(dict(ends), "slowest", [(f"{s:.1f} s", n, name) for s, n, name in sorted(slow)[-4:]])
    for said, times in words.most_common():
        print(f"{times:4} {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
