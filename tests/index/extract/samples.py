"""Small files made on the spot, so that no sample lies in the project."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image, ImageDraw, ImageFont

LETTER = """Dear FOIA Officer,

This letter concerns our request for records about electronic monitoring. We asked for
the contracts, the invoices and the monthly reports of the program from 2019 to 2023.
Your office told us on March 3 that the search had found 412 pages. We ask that you
release them now, and that you tell us which pages are withheld and under what exemption.

If any part of the request is denied, please cite each exemption that you rely on and
say how we may appeal. We remain willing to pay fees up to two hundred dollars.

Sincerely,
The Records Project"""


def pdf(
    contents: Sequence[str | bytes],
    *,
    images: Sequence[Image.Image] = (),
    info: str = "",
    extra: Sequence[str] = (),
    box: str = "0 0 612 792",
    page_extra: str = "",
    cmap: bytes = b"",
    resources: str = "",
    forms: str = "",
    catalog: str = "",
) -> bytes:
    """A PDF with these content streams; every page knows every image as /I0, /I1 ..."""
    objects: list[bytes] = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(), b""]
    unicode = "/ToUnicode 4 0 R " if cmap else ""
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {unicode}>>"
    objects.append(font.encode())
    objects.append(_stream(cmap))
    names = []
    for number, image in enumerate(images):
        objects.append(_picture(image))
        names.append(f"/I{number} {len(objects)} 0 R")
    kids = []
    for content in contents:
        data = content if isinstance(content, bytes) else content.encode("latin-1")
        objects.append(_stream(data))
        known = f"<< /Font << /F1 3 0 R >> /XObject << {' '.join(names)} {forms} >> {resources} >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {len(objects)} 0 R"
            f" /Resources {known} {page_extra} >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects += [entry.encode() for entry in extra]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return written(objects, info)


def written(objects: Sequence[bytes], info: str = "") -> bytes:
    """These objects as a file, numbered from one; the first is the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate([*objects, info.encode()] if info else objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    more = f" /Info {len(places)} 0 R" if info else ""
    out.write(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R{more} >>\n".encode())
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _stream(data: bytes, head: str = "") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), head.encode(), data)


def _picture(image: Image.Image) -> bytes:
    grey = image.convert("L")
    data = zlib.compress(grey.tobytes())
    return _stream(
        data,
        f"/Type /XObject /Subtype /Image /Width {grey.width} /Height {grey.height}"
        " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
    )


def lines(text: str, *, x: int = 60, y: int = 720, size: int = 11) -> str:
    """A content stream that writes the text, line by line, from there down."""
    out = [f"BT /F1 {size} Tf {size + 3} TL {x} {y} Td"]
    for line in text.split("\n"):
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        out.append(f"({escaped}) Tj T*")
    return "\n".join([*out, "ET"])


def whole_page(image: int = 0) -> str:
    """A content stream that puts the image over the page."""
    return f"q 612 0 0 792 0 0 cm /I{image} Do Q"


def scan(text: str = LETTER, *, size: int = 32, dpi: int = 200) -> Image.Image:
    """The text as a picture of a page."""
    page = Image.new("L", (round(8.5 * dpi), 11 * dpi), "white")
    draw = ImageDraw.Draw(page)
    draw.multiline_text(
        (dpi * 3 // 4, dpi), text, "black", ImageFont.load_default(size), spacing=14
    )
    return page


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The image as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    """An archive with these members."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # A fixed time: these bytes name tests, and two processes must name them alike.
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; keyword parts are further members, by base name."""
    main = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    more = {f"word/{name}.xml": f'<w:x xmlns:w="{_W}">{text}</w:x>' for name, text in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **more})


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
