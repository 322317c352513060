"""A Word file of plain paragraphs (OOXML, ECMA-376): headings, numbers and text, nothing hidden."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same text gives the same bytes


def made(text: str) -> bytes:
    """Make a Word file of a text; a line in capitals, or one that begins with #, is a heading."""
    body = "".join(_paragraph(line) for line in text.splitlines())
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            container.writestr(zipfile.ZipInfo(name, _LONG_AGO), content)
    return out.getvalue()


def _paragraph(line: str) -> str:
    heading = line.startswith("# ") or (line.isupper() and len(line) > 3)  # noqa: PLR2004
    weight = "<w:rPr><w:b/></w:rPr>" if heading else ""
    said = escape(_printable(line.removeprefix("# ")))
    return f'<w:p><w:r>{weight}<w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


def _printable(line: str) -> str:
    """Leave out what XML 1.0 does not take."""
    return "".join(sign for sign in line if sign == "\t" or sign >= " ")
