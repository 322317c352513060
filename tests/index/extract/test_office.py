"""PowerPoint and OpenDocument files: all that is in them is shown, filed or named."""

from __future__ import annotations

import pytest

from index.extract import extract
from index.pages import FilingError
from tests.index.extract.samples import zipped

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONG = "We searched the field office for the records that you asked for."


def shape(words: str, *, place: str = "", about: str = "", holder: str = "") -> str:
    paragraphs = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in words.split("\n"))
    kind = f'<p:ph type="{holder}"/>' if holder else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {about}/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
    )


def tree(kind: str, shapes: str, more: str = "") -> str:
    return (
        f"<p:{kind} {_A} {_P} {_R} {more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{kind}>"
    )


def rels(**targets: str) -> str:
    said = "".join(
        f'<Relationship Id="{name}" Target="{target}"/>' for name, target in targets.items()
    )
    return f"<Relationships>{said}</Relationships>"


def deck(**more: str | bytes) -> bytes:
    table = "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Pages</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>412</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    far = '<a:xfrm><a:off x="99999999" y="0"/><a:ext cx="10" cy="10"/></a:xfrm>'
    off = 'hidden="1"'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation {_P} {_R}><p:sldIdLst><p:sldId r:id="b"/><p:sldId r:id="a"/></p:sldIdLst><p:sldSz cx="9000" cy="6000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": rels(a="slides/slide1.xml", b="slides/slide2.xml"),
        "ppt/slides/slide1.xml": tree("sld", shape("Second") + table, 'show="0"'),
        "ppt/slides/slide2.xml": tree(
            "sld",
            shape(f"First\n{LONG}") + shape("Beside", place=far) + shape("Off", about=off),
        ),
        "ppt/slides/_rels/slide2.xml.rels": rels(
            n="../notesSlides/notesSlide1.xml", c="../comments/comment1.xml", l="../slideLayouts/l.xml"
        ),
        "ppt/notesSlides/notesSlide1.xml": tree("notes", shape("Say this", holder="body") + shape("7", holder="sldNum")),
        "ppt/comments/comment1.xml": f"<p:cmLst {_P}><p:cm><p:text>Check it</p:text></p:cm></p:cmLst>",
        "ppt/slideLayouts/l.xml": tree("sldLayout", shape("Draft only") + shape("Click to add", holder="title")),
        "ppt/media/image1.png": b"x",
        **more,
    }  # fmt: skip
    return zipped(members)


def test_a_slide_is_a_page_and_what_is_not_shown_is_marked() -> None:
    found = extract(("a.pptx", deck()))

    first, second = (page.text for page in found.pages)
    assert first.startswith(f"First\n{LONG}")
    for line in (
        "[hidden in the file: Beside]", "[hidden in the file: Off]", "[on the slides] Draft only",
        "[speaker notes, hidden in the file] Say this", "[comment, hidden in the file] Check it",
    ):  # fmt: skip
        assert line in first.split("\n")
    assert "Click to add" not in first
    assert second == "[this slide is hidden in the file]\nSecond\nPages\t412"
    assert found.hidden_text == (1, 2)
    assert found.warnings == (
        "Hidden slides were read too: slide 2.",
        "Left out, see the original: pictures (1).",
    )


def test_a_deck_of_pictures_gives_them_as_filings() -> None:
    bare = {"ppt/slides/_rels/slide2.xml.rels": rels(), "ppt/slides/slide1.xml": tree("sld", ""), "ppt/slides/slide2.xml": tree("sld", shape("Scan"))}  # fmt: skip

    assert [name for name, _ in extract(("a.pptx", deck(**bare))).parts] == ["image1.png"]


_NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("presentation", "presentation"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odf(kind: str, body: str, styles: str = "", **more: str) -> bytes:
    auto = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {_NS} {_DC}>{auto}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return zipped({"mimetype": "x", "content.xml": content, **more})


def test_an_opendocument_text_is_read_with_what_is_hidden_in_it() -> None:
    away = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    new = '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone words</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:h>Decision</text:h><text:p>{LONG} Two<text:s text:c='2'/>blanks<text:tab/>tab <text:span text:style-name='H'>unseen</text:span> end</text:p>"
        "<text:p>Note<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>the foot</text:p></text:note-body></text:note></text:p>"
        "<text:p>Said<office:annotation><dc:creator>Desk</dc:creator><text:p>A remark</text:p></office:annotation> so</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>"
        "<text:section text:display='none'><text:p>Whole section</text:p></text:section>"
        "<text:p text:style-name='B'>Second page</text:p>"
    )
    around = f"<office:document-styles {_NS}><style:header><text:p>A head</text:p></style:header><style:footer><text:p>A foot</text:p></style:footer></office:document-styles>"

    found = extract(("a.odt", odf("text", body, away + new, **{"styles.xml": around})))

    first, second = (page.text for page in found.pages)
    for words in (
        "A head", "A foot", "Decision\n", "Two  blanks\ttab [hidden in the file: unseen] end",
        "the foot", "[comment, hidden in the file] Desk: A remark", "a\tb\n", "In a box",
        "[hidden in the file: Whole section]",
    ):  # fmt: skip
        assert words in first
    assert second == "Second page\n\n[deleted, hidden in the file: Gone words]"
    assert found.hidden_text == (1, 2)


def test_an_opendocument_sheet_gives_rows_and_says_which_are_hidden() -> None:
    def row(*cells: str, more: str = "") -> str:
        inner = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)  # fmt: skip
        return f"<table:table-row {more}>{inner}</table:table-row>"

    away = (
        '<style:style style:name="S"><style:table-properties table:display="false"/></style:style>'
    )
    dated = "<table:table-row><table:table-cell office:date-value='2024-01-08'/><table:table-cell table:number-columns-repeated='3'/><table:table-cell><text:p>last</text:p></table:table-cell></table:table-row>"
    body = (
        "<table:table table:name='Log'><table:table-column/><table:table-column table:visibility='collapse'/>"
        + row("Number", "Who")
        + row("2024-ICFO-07101", "", more="table:visibility='collapse'")
        + dated
        + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row></table:table>"
        + f"<table:table table:name='Own' table:style-name='S'>{row('2024-ICFO-07102')}</table:table>"
    )

    found = extract(("a.ods", odf("spreadsheet", body, away)))

    assert [page.text for page in found.pages] == [
        "Number\t[hidden in the file: Who]\n2024-ICFO-07101\t[this row is hidden in the file]\n2024-01-08\t\t\t\tlast",
        "[this sheet is hidden in the file]\n2024-ICFO-07102",
    ]
    assert found.hidden_text == (1, 2)


def test_an_opendocument_deck_gives_slides_and_notes() -> None:
    body = f"<draw:page><draw:frame><draw:text-box><text:p>{LONG}</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Say this</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"

    found = extract(("a.odp", odf("presentation", body)))

    assert found.pages[0].text == f"{LONG}\n[speaker notes, hidden in the file] Say this"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_a_locked_office_file_is_named(name: str) -> None:
    with pytest.raises(FilingError, match="locked with a password"):
        extract((name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def test_a_locked_opendocument_is_named() -> None:
    listed = {"META-INF/manifest.xml": "<x><encryption-data/></x>"}

    with pytest.raises(FilingError, match="locked with a password"):
        extract(("a.odt", odf("text", "", **listed)))
