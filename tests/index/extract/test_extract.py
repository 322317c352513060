"""The front door: a file in, pages out."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import Outline, extract, kind_of, read_pages, supported
from index.pages import FilingError, Page, Quality
from tests.index.extract.samples import LETTER, docx, lines, paragraph, pdf


def test_a_pdf_gives_its_pages_in_order_with_their_text(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf([lines(LETTER), lines("Second page. " * 8)]))

    found = extract(file, ocr=False)

    assert [page.number for page in found.pages] == [1, 2]
    assert found.pages[0].text.startswith("Dear FOIA Officer,\n")
    assert "412 pages" in found.pages[0].text
    assert {page.quality for page in found.pages} == {Quality.TEXT}
    assert found.pages[0].engine.startswith("pdfium ")
    assert found.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Final Determination", "Final Determination"),
        ("FINAL determination of your request", "FINAL determination of your request"),
        ("Microsoft Word - x.doc", ""),
        ("START TYPING HERE", ""),
        ("November 21, 2012", ""),
        ("March 3", ""),
        ("Letterhead of another office", ""),
    ],
)
def test_a_title_is_one_that_the_first_page_says(title: str, shown: str) -> None:
    page = lines(f"Final Determination of your request\nNovember 21, 2012\n{LETTER}")

    found = extract(("a.pdf", pdf([page], info=f"<< /Title ({title}) >>")), ocr=False)

    assert found.title == shown


def test_a_form_feed_ends_a_page_of_plain_text(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_text("First page\fSecond page\f\fFourth page\f", encoding="utf-8")

    pages = extract(file).pages

    assert [(page.number, page.text) for page in pages] == [
        (1, "First page"),
        (2, "Second page"),
        (3, ""),
        (4, "Fourth page"),
    ]
    assert pages[2].quality is Quality.EMPTY
    assert pages[2].note == "The page is blank."


def test_a_word_document_is_split_where_word_broke_its_pages() -> None:
    body = (
        paragraph("One")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>"
    )

    pages = extract(("letter.docx", docx(body))).pages

    assert [page.text for page in pages] == ["One", "Two"]


def test_html_gives_its_words_and_its_title_and_leaves_out_scripts() -> None:
    page = (
        b"<html><head><title>Status</title><script>var x = 1;</script></head>"
        b"<body><p>Your request</p><table><tr><td>is</td><td>open</td></tr></table></body></html>"
    )

    found = extract(("status.html", page))

    assert found.title == "Status"
    assert found.pages[0].text == "Your request\n\nis\topen"


def test_an_email_gives_subject_sender_date_and_its_attachments() -> None:
    message = (
        b"From: =?utf-8?q?FOIA_B=C3=BCro?= <foia@agency.example>\r\nTo: us@project.example\r\n"
        b"Date: Fri, 03 Mar 2023 23:30:00 -0500\r\nSubject: Final\r\n response\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee the letter.\r\n"
        b'--b\r\nContent-Type: text/plain; name="list.txt"\r\n'
        b"Content-Disposition: attachment; filename=../list.txt\r\n\r\none\r\n--b--\r\n"
    )

    found = extract(("mail.eml", message))

    assert found.subject == found.title == "Final response"
    assert found.sender == "FOIA Büro <foia@agency.example>"
    assert str(found.dated) == "2023-03-03"
    assert found.parts == (("list.txt", b"one"),)
    assert "See the letter." in found.pages[0].text
    assert "Subject: Final response" in found.pages[0].text


def test_pages_come_one_by_one_with_the_outline_after_the_text() -> None:
    file = pdf([lines(LETTER), lines(LETTER), lines(LETTER)])

    found = list(read_pages(("a.pdf", file), ocr=False))

    assert [type(one) for one in found] == [Page, Page, Page, Outline]
    assert isinstance(found[-1], Outline)
    assert found[-1].pages == 3


def test_pages_already_held_are_not_given_again() -> None:
    file = pdf([lines(LETTER), lines(LETTER), lines(LETTER)])

    found = list(read_pages(("a.pdf", file), ocr=False, skip={1, 3}))

    assert [one.number for one in found if isinstance(one, Page)] == [2]


def test_a_part_of_a_file_is_read_by_its_name_and_bytes() -> None:
    assert extract(("note.txt", b"A note")).pages[0].text == "A note"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.PDF", b"%PDF-1.4", "pdf"),
        ("noname", b"%PDF-1.4", "pdf"),
        ("a.txt", b"From: me\n\nhello", "txt"),
        ("noname", b"From: me\nSubject: x\n\nhello", "eml"),
        ("a.doc", b"{\\rtf1 hello}", "rtf"),
        ("a.txt", b"BM is how this begins", "txt"),
    ],
)
def test_content_and_name_together_say_the_kind(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert kind_of(file) == kind
    assert supported(file)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.wpd", b"\xffWPC", "WordPerfect"),
        ("a.pdf", b"GIF89a", "named .pdf but is a picture"),
        ("a.txt", b"\0\1\2\3" * 50, "no document that is known"),
        ("a.xyz", b"\0\1\2\3" * 50, "of a type (.xyz)"),
        ("a.pdf", b"", "empty"),
    ],
)
def test_a_file_without_a_reader_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert not supported(file)
    with pytest.raises(FilingError) as refused:
        extract(file)
    assert says in str(refused.value)
