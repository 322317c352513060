"""Word documents: what a reader of them does not see is shown and marked, or blacked out."""

from __future__ import annotations

import pytest

from index.extract import extract
from index.pages import Extraction
from tests.index.extract.samples import docx, paragraph
from tests.support.cases import each

START = "We answer your request for the records of the program in full."
NUMBER = "2024-ICFO-07001"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def read(body: str, **parts: str) -> Extraction:
    return extract(("a.docx", docx(paragraph(START) + body, **parts)))


def run(words: str, how: str = "") -> str:
    return f"<w:r><w:rPr>{how}</w:rPr><w:t>{words}</w:t></w:r>"


def styled(style: str, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    away = '<w:style w:styleId="Away"><w:rPr><w:vanish/></w:rPr></w:style>'
    return f'{away}<w:style w:styleId="{style}">{on}</w:style>'


@each(
    ("body", "said"),
    [
        (f"<w:p>{run(NUMBER, '<w:vanish/>')}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p>{run('2024-', '<w:vanish/>')}{run('ICFO-07001', '<w:vanish/>')}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p><w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del></w:p>", "[deleted, hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p><w:moveFrom>{run(NUMBER)}</w:moveFrom></w:p>", "[moved away, hidden in the file: 2024-ICFO-07001]"),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(NUMBER)}</w:tc></w:tr></w:tbl>", "[deleted, hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p>{run(NUMBER, '<w:color w:val=' + chr(34) + 'FFFFFF' + chr(34) + '/>')}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p>{run(NUMBER, '<w:sz w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p>{run(NUMBER, '<w:rStyle w:val=' + chr(34) + 'Away' + chr(34) + '/>')}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
        (f"<w:p><w:pPr><w:pStyle w:val='Own'/></w:pPr>{run(NUMBER)}</w:p>", "[hidden in the file: 2024-ICFO-07001]"),
    ],
)  # fmt: skip
def test_words_that_a_reader_does_not_see_are_shown_and_marked(body: str, said: str) -> None:
    found = read(body, styles=styled("Own", "Away"))

    assert said in found.pages[0].text
    assert found.hidden_text == (1,)
    assert found.warnings


@pytest.mark.parametrize(
    "how",
    [
        '<w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
        '<w:color w:val="1F1F1F"/><w:shd w:val="clear" w:fill="1F1F1F"/>',
    ],
)
def test_words_blacked_out_by_their_writer_are_blacked_out_here(how: str) -> None:
    found = read(f"<w:p>{run('Maria Quintanilla', how)}{run(' was here')}</w:p>")

    assert "█████ ███████████ was here" in found.pages[0].text
    assert found.hidden_text == (1,)


@each(
    "body",
    [
        f"<w:p><w:ins>{run(NUMBER)}</w:ins></w:p>",
        f"<w:p>{run(NUMBER, '<w:vanish w:val=' + chr(34) + 'false' + chr(34) + '/>')}</w:p>",
        f'<w:p>{run(NUMBER, """<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>""")}</w:p>',
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr><w:p>{run(NUMBER, """<w:color w:val="FFFFFF"/>""")}</w:p></w:tc></w:tr></w:tbl>',
        f'<w:p>{run(NUMBER, """<w:highlight w:val="yellow"/>""")}</w:p>',
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(NUMBER)}</w:txbxContent></w:pict></w:r></w:p>",
        f"<w:p><w:sdt><w:sdtContent>{run(NUMBER)}</w:sdtContent></w:sdt></w:p>",
        f'<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{NUMBER}</m:t></m:r></m:oMath></w:p>',
        f'<w:p><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="{NUMBER}"/></w:p>',
        "<w:p>" + run("█████ and ██") + run(NUMBER) + "</w:p>",
    ],
)  # fmt: skip
def test_words_that_a_reader_sees_are_shown_as_they_are(body: str) -> None:
    found = read(body)

    assert NUMBER in found.pages[0].text
    assert "hidden" not in found.pages[0].text
    assert found.hidden_text == ()


def test_boxes_to_tick_are_shown_as_they_stand() -> None:
    box = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    ticked = box.format("<w:checked/>")
    letter = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    choice = '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Denied"/><w:listEntry w:val="Granted"/></w:ddList></w:ffData></w:fldChar></w:r>'

    text = read(
        f"<w:p>{box.format('')}{run('Denied')}</w:p><w:p>{ticked}{run('Granted')}</w:p>"
        f"<w:p>{letter}{run(' Fee waived')}</w:p><w:p>{choice}</w:p>"
    ).pages[0].text  # fmt: skip

    assert "[ ] Denied\n[x] Granted\n[x] Fee waived\nGranted" in text


def test_a_shape_laid_over_the_text_is_told_of() -> None:
    shape = f'<w:drawing><x:anchor xmlns:x="{_DRAWING}" behindDoc="0"><s:wsp xmlns:s="{_WPS}"><s:spPr><a:solidFill xmlns:a="{_A}"/></s:spPr></s:wsp></x:anchor></w:drawing>'

    found = read(f"<w:p><w:r>{shape}</w:r>{run('Maria lives there')}</w:p>")

    assert "a filled shape lies over the text here" in found.pages[0].text
    assert found.hidden_text == (1,)


def test_heads_feet_notes_and_remarks_are_lines() -> None:
    remark = f'<w:comment w:author="Desk">{paragraph("A remark")}</w:comment>'
    text = read(
        "", header2=paragraph("A head"), footer1=paragraph("A foot"),
        footnotes=paragraph("A note"), endnotes=paragraph("A last note"), comments=remark,
    ).pages[0].text  # fmt: skip

    for line in ("A head", "A foot", "A note", "A last note"):
        assert line in text.split("\n")
    assert "[comment, hidden in the file] Desk: A remark" in text
