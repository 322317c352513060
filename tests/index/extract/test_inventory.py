"""An account of every container: what an inventory of its own finds is shown, filed or named.

The inventory is written apart from the readers: it looks for numbered tokens in the raw bytes, in
the members of archives and in the decoded parts of messages, wherever they lie.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from zipfile import BadZipFile, ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment

from index.extract import extract
from tests.index.extract.letters import HEAD, markup, message, part, several, signed, tnef
from tests.index.extract.samples import docx, lines, paragraph, pdf, zipped

_TOKEN = re.compile(rb"INV-\d{4}")


def inventory(data: bytes, depth: int = 0) -> set[bytes]:
    """Every token in a container, however it is packed there."""
    found = set(_TOKEN.findall(data)) | set(_TOKEN.findall(data.replace(b"\0", b"")))
    if depth > 3:
        return found
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found |= inventory(archive.read(name), depth + 1)
    except (BadZipFile, RuntimeError):
        pass
    for block in re.findall(rb"(?:[A-Za-z0-9+/]{20,}={0,2}\r?\n)+[A-Za-z0-9+/]*={0,2}", data):
        try:
            found |= inventory(base64.b64decode(block), depth + 1)
        except binascii.Error:
            continue
    return found


def token(number: int) -> str:
    return f"INV-{number:04}"


def mail() -> bytes:
    attached = (
        b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
        + token(1).encode()
    )
    inner = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\n" + token(2).encode()
    wrapped = (
        b"Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(tnef(f"Body {token(3)}", [("x.txt", token(4).encode() * 8)]))
    )
    opaque = (
        b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(signed(part("text/plain", f"Signed {token(5)}")))
    )
    status = (
        b"Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nDiagnostic-Code: smtp; "
        + token(6).encode()
    )
    back = b"Content-Type: text/rfc822-headers\r\n\r\nSubject: " + token(7).encode()
    invite = part(
        "text/calendar",
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{token(8)}\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    forms = several(
        "alternative",
        [
            part("text/plain", f"Plain {token(9)}"),
            part("text/html", markup([f"Rich {token(10)}"])),
            part("text/x-amp-html", f"<html><body>{token(11)}</body></html>"),
        ],
        mark="c",
    )
    unseen = part("text/html", f"<p>x</p><p style='display:none'>{token(12)}</p>")
    related = several(
        "related",
        [
            part("text/html", markup([f"Root {token(13)}"])),
            b"Content-Type: image/png\r\nContent-ID: <i>\r\n\r\n" + token(14).encode(),
        ],
        mark="d",
    )
    outside = b"Content-Type: message/external-body; access-type=url\r\n\r\n" + token(15).encode()
    return message(
        several(
            "mixed",
            [
                forms,
                attached,
                inner,
                wrapped,
                opaque,
                status,
                back,
                invite,
                unseen,
                related,
                outside,
            ],
        )
    )


def paper() -> bytes:
    notes = " ".join(
        f"<< /Type /Annot /Subtype /{kind} /Rect [9 9 99 99] {more} /Contents ({token(20 + at)}) >>"
        for at, (kind, more) in enumerate(
            [
                ("Text", ""),
                ("FreeText", "/DA (/F1 9 Tf)"),
                ("Stamp", ""),
                ("Highlight", ""),
                ("Ink", ""),
                ("Caret", ""),
            ]
        )
    )
    fields = " ".join(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f{at}) /V ({token(30 + at)}) /Rect [9 9 99 99] {more} >>"
        for at, more in enumerate(["/F 4", "/F 2"])
    )
    extra = [
        "<< /Type /Filespec /F (r.txt) /UF (r.txt) /EF << /F 8 0 R >> >>",
        f"<< /Type /EmbeddedFile /Length 8 >>\nstream\n{token(40)}\nendstream",
        "<< /Type /OCG /Name (Off) >>",
    ]
    content = f"{lines('A letter with all that a page can hold.')} /OC /L0 BDC {lines('Layer ' + token(41), y=500)} EMC 1 g {lines('White ' + token(42), y=400)}"
    return pdf(
        [content], page_extra=f"/Annots [{notes} {fields}]", extra=extra, resources="/Properties << /L0 9 0 R >>",
        catalog="/Names << /EmbeddedFiles << /Names [(r.txt) 7 0 R] >> >> /OCProperties << /OCGs [9 0 R] /D << /OFF [9 0 R] >> >>"
        " /AcroForm << /Fields [] /DA (/F1 9 Tf) >>",
    )  # fmt: skip


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["Head", token(50)])
    sheet.append([token(51), "b"])
    sheet.row_dimensions[2].hidden = True
    sheet["D1"] = token(52)
    sheet.column_dimensions["D"].hidden = True
    sheet["A4"] = "x"
    sheet["A4"].comment = Comment(token(53), "Desk")
    sheet["A5"] = token(54)
    sheet["A5"].number_format = ";;;"
    other = made.create_sheet("Other")
    other["A1"] = token(55)
    other.sheet_state = "veryHidden"
    out = io.BytesIO()
    made.save(out)
    with ZipFile(io.BytesIO(out.getvalue())) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    members["xl/embeddings/x.csv"] = f"a,{token(56)}"
    members["xl/media/image1.png"] = token(57)
    members["xl/drawings/drawing9.xml"] = f'<a:p xmlns:a="x"><a:t>{token(58)}</a:t></a:p>'
    return zipped(members)


def letter() -> bytes:
    main = docx(
        paragraph(f"A letter that is long enough to be no scan at all {token(60)}")
        + f"<w:p><w:del><w:r><w:delText>{token(61)}</w:delText></w:r></w:del></w:p>"
        + f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{token(62)}</w:t></w:r></w:p>",
        header1=paragraph(token(63)), footnotes=paragraph(token(64)), comments=paragraph(token(65)),
    )  # fmt: skip
    with ZipFile(io.BytesIO(main)) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    members["word/embeddings/e.txt"] = token(66)
    members["word/media/i.png"] = token(67)
    members["word/charts/chart1.xml"] = f'<c:v xmlns:c="x">{token(68)}</c:v>'
    members["word/unknown.bin"] = token(69)
    return zipped(members)


@pytest.mark.parametrize(
    ("name", "made", "named"),
    [
        ("a.eml", mail(), {12: "no mail program shows", 15: "lies elsewhere"}),
        ("a.pdf", paper(), {41: "hidden_text", 42: "hidden_text"}),
        ("a.xlsx", book(), {57: "pictures (1)"}),
        ("a.docx", letter(), {67: "pictures (1)", 69: "unknown.bin"}),
        ("a.zip", zipped({"a.txt": token(80), "b/c.txt": token(81)}), {}),
        ("a.mbox", b"From a Tue Mar  5 10:00:00 2024\n%b\r\n%b\r\n\r\nFrom b Tue Mar  5 10:00:00 2024\n%b\r\n%b\r\n" % (HEAD.encode(), token(82).encode(), HEAD.encode(), token(83).encode()), {}),
    ],
)  # fmt: skip
def test_nothing_in_a_container_is_passed_over_in_silence(
    name: str, made: bytes, named: dict[int, str]
) -> None:
    there = {found.decode() for found in inventory(made)}
    found = extract((name, made), ocr=False)
    said = " ".join(found.warnings) + (" hidden_text" if found.hidden_text else "")

    shown = {one for one in there if any(one in page.text for page in found.pages)}
    filed = {one for one in there if any(one.encode() in data for _, data in found.parts)}
    missed = there - shown - filed

    assert there
    assert missed == {token(number) for number in named}
    for number, words in named.items():
        assert words in said, (number, said)
