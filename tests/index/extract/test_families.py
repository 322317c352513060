"""One family of files after the other: Word, workbooks, mail, web pages, archives."""

from __future__ import annotations

import pytest

from index.extract import extract
from index.pages import FilingError
from tests.index.extract.compound import outlook_message, outlook_tree, word_document
from tests.index.extract.samples import LETTER, docx, paragraph, pdf, saved, scan, zipped

pytestmark = pytest.mark.slow


def text_of(name: str, data: bytes | str) -> str:
    whole = data if isinstance(data, bytes) else data.encode()
    return "\f".join(page.text for page in extract((name, whole)).pages)


def test_a_table_in_a_word_document_keeps_its_rows_and_columns() -> None:
    row = "<w:tr><w:trPr/><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = row.format(paragraph("Exemption"), paragraph("Pages"))
    table += row.format(paragraph("(b)(5)"), paragraph("12"))

    assert text_of("a.docx", docx(f"<w:tbl>{table}</w:tbl>")) == "Exemption\tPages\n(b)(5)\t12"


def test_a_word_document_gives_head_notes_and_foot_once() -> None:
    file = docx(
        paragraph("Body"),
        header1=paragraph("Office of Privacy"),
        header2=paragraph("Office of Privacy"),
        footnotes=paragraph("See the statute."),
        footer1=paragraph("Page 1"),
    )

    assert text_of("a.docx", file).split("\n") == [
        "Office of Privacy", "Body", "", "Page 1", "See the statute.",
    ]  # fmt: skip


def test_pictures_of_a_word_document_that_is_nothing_else_become_filings() -> None:
    package = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": docx_main("Scan attached"),
            "word/media/image1.png": saved(scan(), "PNG"),
        }
    )

    found = extract(("a.docx", package))

    assert [name for name, _ in found.parts] == ["image1.png"]


def docx_main(text: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{paragraph(text)}</w:body></w:document>'


def test_an_old_word_document_is_read_without_a_converter() -> None:
    field = 'See \x13 HYPERLINK "http://x.example" \x14the site\x15.\r'
    file = word_document(f"Äußerung\r{field}A\x07B\x07\x07\x0cNext page\r", narrow="Café – end\r")

    assert text_of("a.doc", file) == ("Äußerung\nSee the site.\nA\tB\fNext page\nCafé – end")


@pytest.mark.parametrize(("flags", "says"), [(0x0100, "locked"), (0x0200, "damaged")])
def test_an_old_word_document_that_cannot_be_read_says_why(flags: int, says: str) -> None:
    with pytest.raises(FilingError, match=says):
        extract(("a.doc", word_document("x", flags=flags)))


def test_an_outlook_message_gives_its_headers_its_words_and_its_attachments() -> None:
    file = outlook_message("Interim response", "See attached.", {"letter.pdf": b"%PDF-1.4 ..."})

    found = extract(("mail.msg", file))

    assert found.subject == "Interim response"
    assert "foia@agency.example" in found.sender
    assert str(found.dated) == "2023-03-03"
    assert found.pages[0].text.startswith("From: ")
    assert "See attached." in found.pages[0].text
    assert found.parts == (("letter.pdf", b"%PDF-1.4 ..."),)


def test_an_outlook_message_says_what_cannot_be_taken_out_of_it() -> None:
    found = extract(("mail.msg", outlook_message("x", "", {"inner.msg": b""})))

    assert found.parts == ()
    assert found.warnings == (
        "The attachment inner.msg cannot be taken out: save and add it by hand.",
    )


def test_an_outlook_message_without_words_or_files_says_so() -> None:
    found = extract(("mail.msg", outlook_message("x", "", {})))

    assert found.warnings == ("The words of this message cannot be read: save it as EML or PDF.",)


def test_a_message_inside_an_outlook_message_is_a_filing_with_all_that_is_in_it() -> None:
    deepest = outlook_tree("Third", "Number 2024-ICFO-06003", {}, inner=True)
    inner = outlook_tree(
        "Second", "Number 2024-ICFO-06002", {"a.txt": b"six", "Third": deepest}, inner=True
    )
    page = "<p>Se\xf1ora Pe\xf1a \x96 2024-ICFO-06001</p>".encode("latin-1")

    found = extract(("mail.msg", outlook_message("First", "", {"Second": inner}, {0x1013: page})))

    assert "Señora Peña – 2024-ICFO-06001" in found.pages[0].text
    assert [name for name, _ in found.parts] == ["Second.eml"]
    second = extract(found.parts[0])
    assert second.title == "Second"
    assert "2024-ICFO-06002" in second.pages[0].text
    assert [name for name, _ in second.parts] == ["a.txt", "Third.eml"]
    assert "2024-ICFO-06003" in extract(second.parts[1]).pages[0].text


def test_a_clear_signed_outlook_message_is_read() -> None:
    whole = b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNumber 2024-ICFO-06004\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--\r\n"

    found = extract(("mail.msg", outlook_message("x", "", {"smime.p7m": whole})))

    assert "2024-ICFO-06004" in found.pages[0].text


def mail(*headers: str, body: str = "words") -> bytes:
    return ("\n".join(["From: a@b.example", *headers]) + f"\n\n{body}\n").encode("latin-1")


@pytest.mark.parametrize(
    "charset", ['""', "x-unknown", "us-ascii", "utf-8", "iso-8859-1", '"utf-8'], ids=str
)
def test_a_message_with_a_wrong_or_empty_charset_is_read(charset: str) -> None:
    file = mail("Subject: x", f"Content-Type: text/plain; charset={charset}", body="\xe9t\xe9 here")

    assert "here" in text_of("a.eml", file)


def test_a_message_inside_a_message_becomes_a_filing() -> None:
    inner = "Subject: Earlier letter\nFrom: c@d.example\n\nthe earlier words"
    file = mail(
        "Subject: Fwd",
        'Content-Type: multipart/mixed; boundary="b"',
        body=f"--b\nContent-Type: message/rfc822\n\n{inner}\n--b--",
    )

    ((name, data),) = extract(("a.eml", file)).parts

    assert name == "Earlier letter.eml"
    assert "the earlier words" in text_of(name, data)


def test_the_design_of_a_letter_is_left_out_and_told_of_but_a_scan_inside_it_is_taken() -> None:
    import base64

    def picture(name: str, size: int) -> str:
        data = base64.b64encode(bytes(size)).decode()
        return (
            f"--b\nContent-Type: image/png; name={name}.png\nContent-ID: <{name}>\n"
            f"Content-Transfer-Encoding: base64\n\n{data}\n"
        )

    html = '--b\nContent-Type: text/html\n\n<p>Hi <img src="cid:logo"><img src="cid:scan"></p>\n'
    body = html + picture("logo", 500) + picture("scan", 50_000) + "--b--"
    file = mail("Subject: x", 'Content-Type: multipart/related; boundary="b"', body=body)

    found = extract(("a.eml", file))

    assert [name for name, _ in found.parts] == ["scan.png"]
    assert found.warnings == ("1 small pictures inside the message were left out.",)


def test_a_page_of_html_in_another_charset_is_read_by_what_it_declares() -> None:
    page = '<meta charset="windows-1251"><body><p>Ответ</p></body>'.encode("cp1251")

    assert text_of("a.html", page) == "Ответ"


def test_an_rtf_letter_is_read() -> None:
    assert text_of("a.rtf", r"{\rtf1\ansi {\b Dear} FOIA Officer,\par \'e9t\'e9}") == (
        "Dear FOIA Officer,\nété"
    )


def test_a_long_text_without_page_breaks_is_cut_at_paragraphs_and_loses_nothing() -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "Some words. " * 20 for number in range(200))

    pages = extract(("a.txt", text.encode())).pages

    assert len(pages) > 3
    assert [page.label for page in pages][:2] == ["part 1", "part 2"]
    assert "".join("".join(page.text.split()) for page in pages) == "".join(text.split())
    assert all(page.text.startswith("Paragraph") for page in pages)


def test_rows_of_a_table_are_pages_of_two_hundred_with_their_numbers() -> None:
    rows = "\n".join(f"{number},x" for number in range(1, 451))

    pages = extract(("a.csv", rows.encode())).pages

    assert [page.label for page in pages] == ["rows 1 to 200", "rows 201 to 400", "rows 401 to 450"]


def test_the_members_of_an_archive_are_filings_of_their_own() -> None:
    file = zipped({"a/letter.txt": "words", "b.pdf": pdf([LETTER]), "__MACOSX/._b": "x"})

    found = extract(("a.zip", file))

    assert [name for name, _ in found.parts] == ["a/letter.txt", "b.pdf"]
    assert found.pages == ()
