"""How far a page can be trusted: layers that lie, scans under a court's line, OCR."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageFilter

from index.extract import Limits, Outline, extract, judge, ocr, read_pages
from index.extract.choice import better
from index.extract.judge import Look
from index.extract.language import strange
from index.extract.pdf import repaired
from index.pages import Page, Quality
from tests.index.extract.samples import LETTER, lines, pdf, saved, scan, whole_page
from tests.support.cases import each

COURT = "Case 1:18-cv-00443-RDM-CBK Document 8 Filed 05/17/18 USDC Colorado Page 1 of 20"
BARE = Look()


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(letter) + by) if " " < letter < "z" else letter for letter in text)


def scrambled(text: str, seed: int) -> str:
    letters = list("abcdefghijklmnopqrstuvwxyz")
    random.Random(seed).shuffle(letters)
    return text.lower().translate({97 + place: letter for place, letter in enumerate(letters)})


@pytest.mark.parametrize("by", [1, 2, 3, 4, 5, -3])
def test_a_layer_shifted_by_a_few_letters_is_no_language(by: int) -> None:
    assert strange(shifted(LETTER, by)) > judge.BROKEN


@each("seed", range(8))
def test_a_layer_with_its_letters_mixed_up_is_no_language(seed: int) -> None:
    assert strange(scrambled(LETTER, seed)) > judge.BROKEN


@each(
    "text",
    [
        LETTER,
        LETTER.upper(),
        "Nombre: solicitud de acceso a los documentos públicos recibida por esta oficina.",
        "Sehr geehrte Damen und Herren, hiermit beantrage ich Zugang zu den Unterlagen.",
        "Garcia, Lopez, Nguyen, Kowalski, Schwartz, Okonkwo, Abdullahi, Zhang, Xu, Qian",
        "2019-ICFO-10844   (b)(6), (b)(7)(C)   5 U.S.C. § 552(a)(6)(A)(i)   $1,234.56",
        "Chapter 1 ............................................. 17\nChapter 2 ........ 20",
        "https://www.agency.example/foia/status?id=12&x=y   foia@agency.example   AT&T",
        "Настоящим направляем копию документа по вашему запросу",
        "二、重要事项进展情况及其影响和解决方案的分析说明",
        "4/12/2019\t17:05\t0.25\t$40.00\n4/13/2019\t09:10\t1.50\t$240.00",
    ],
)
def test_names_numbers_tables_and_other_languages_are_language(text: str) -> None:
    assert strange(text) < judge.ODD


@pytest.mark.parametrize(
    "line",
    [
        COURT,
        "Case: 21-1233 Document: 33 Page: 1 Filed: 08/27/2021",
        "USCA Case #12-5363      Document #1415681            Filed: 01/18/2013      Page 1 of 23",
        "Case 1:19-cv-07058-GBD Document 52 Filed 03/10/21 Page 1 of 15",
        "Case 3:18-cv-04854 Document 5-1 Filed 1/2/19 Page 3 of 4 PageID #: 112",
    ],
)
def test_a_page_whose_only_text_is_a_courts_line_is_a_scan(line: str) -> None:
    assert judge.page(line, Look(picture=0.95)).needs_ocr
    assert judge.page(f"{line}\n{line}", Look(picture=0.95)).needs_ocr
    assert not judge.page(f"{line}\n{LETTER}", BARE).needs_ocr


def test_a_page_is_read_by_ocr_when_little_of_it_is_text() -> None:
    stamp = "FBI (19cv1278)-1234 and a long stamp of the office that released it in the margin"

    assert judge.page(stamp, Look(picture=0.9, margins_only=True)).needs_ocr
    assert judge.page("Exhibit A", Look(picture=0.5)).needs_ocr
    assert judge.page("", Look(drawn=400)).needs_ocr
    assert not judge.page("Exhibit A", BARE).needs_ocr
    assert judge.page("", BARE) == judge.Verdict(Quality.EMPTY, note="The page is blank.")


def test_a_planted_broken_layer_is_found_out_and_replaced_by_what_is_seen() -> None:
    lie = f"3 Tr {lines(shifted(LETTER, 4).replace(chr(92), '/'))}"
    file = pdf([f"{whole_page()}\n{lie}"], images=[scan()])

    without = extract(("a.pdf", file), ocr=False).pages[0]
    page = extract(("a.pdf", file)).pages[0]

    assert without.quality is Quality.GARBLED
    assert without.text == ""
    assert without.note == "Its text layer is no language. Text recognition is off."
    assert page.quality is Quality.OCR
    assert "412 pages" in page.text
    assert page.confidence is not None
    assert page.confidence > 0.8
    assert page.engine.startswith("tesseract 5")
    assert page.engine.endswith("200dpi")


def test_a_scan_under_a_courts_line_is_read() -> None:
    file = pdf([f"{whole_page()}\n{lines(COURT, y=780, size=8)}"], images=[scan()])

    page = extract(("a.pdf", file)).pages[0]

    assert page.quality is Quality.OCR
    assert "electronic monitoring" in page.text


def test_a_good_layer_over_a_picture_is_kept_and_its_origin_said() -> None:
    file = pdf([f"{whole_page()}\n3 Tr {lines(LETTER)}"], images=[scan()])

    found = extract(("a.pdf", file))
    page = found.pages[0]

    assert found.suspect_text == ()
    assert page.quality is Quality.TEXT
    assert page.engine.endswith("a layer that OCR left")


def test_a_photograph_without_words_says_so() -> None:
    noise = Image.effect_noise((1700, 2200), 20).filter(ImageFilter.GaussianBlur(30))
    file = pdf([whole_page(), f"{whole_page()}\n{lines('Exhibit A')}"], images=[noise])

    first, second = extract(("a.pdf", file)).pages

    assert first.quality in {Quality.EMPTY, Quality.GARBLED}
    assert first.note
    assert second.text == "Exhibit A"
    assert (
        second.note == "Besides these words the page is a picture in which no others can be read."
    )


def test_a_tiff_gives_each_of_its_pages() -> None:
    tiff = saved(
        scan("First page of the fax. It came at noon."),
        "TIFF",
        save_all=True,
        append_images=[scan("Second page of the fax. It came at one.")],
    )

    pages = extract(("fax.tif", tiff)).pages

    assert [page.number for page in pages] == [1, 2]
    assert "noon" in pages[0].text
    assert "came at one" in pages[1].text


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("BMP", "a.bmp")])
def test_a_picture_of_a_letter_is_read(kind: str, name: str) -> None:
    page = extract((name, saved(scan(), kind))).pages[0]

    assert page.quality is Quality.OCR
    assert "exemption" in page.text


def test_a_picture_with_a_clear_ground_is_read() -> None:
    ink = Image.new("RGBA", (1700, 2200), (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (0, 0), scan().point(lambda grey: 255 - grey))

    assert "exemption" in extract(("a.png", saved(ink, "PNG"))).pages[0].text


def test_recognition_goes_on_where_it_was_stopped() -> None:
    file = pdf([whole_page()] * 3 + [lines(LETTER)], images=[scan("A page of the release.")])
    first = read_pages(("a.pdf", file))
    held = []
    for found in first:
        if isinstance(found, Page):
            held.append(found.number)
        if len(held) == 2:
            break
    first.close()  # type: ignore[attr-defined]

    rest = list(read_pages(("a.pdf", file), skip=held))

    assert held == [4, 1]
    assert [one.number for one in rest if isinstance(one, Page)] == [2, 3]
    assert [one.ocr for one in rest if isinstance(one, Outline)] == [(2, 3)]


def test_two_workers_give_every_page_once() -> None:
    file = pdf([whole_page()] * 4, images=[scan("A page of the release.")])

    found = [one.number for one in read_pages(("a.pdf", file), workers=2) if isinstance(one, Page)]

    assert sorted(found) == [1, 2, 3, 4]


def test_a_machine_without_recognition_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "_has_library", lambda: False)
    monkeypatch.setattr(ocr, "program", lambda: "")

    with ocr.reader() as reader:
        seen = reader.page(1, ocr.Picture(1, 1, 1, b"\0"), 1.0)
    page = better(Page(1, "", Quality.EMPTY, note="This page is a picture."), seen)

    assert page.quality is Quality.EMPTY
    assert "install Tesseract" in page.note


def test_the_programs_table_of_words_is_read_with_its_confidence() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight"
    rows = [
        f"{head}\tconf\ttext",
        "5\t1\t1\t1\t1\t1\t0\t0\t1\t1\t90.0\tDear",
        '5\t1\t1\t1\t1\t2\t0\t0\t1\t1\t70.0\t"Sir',
        "5\t1\t1\t1\t2\t1\t0\t0\t1\t1\t80.0\tthanks",
        "5\t1\t2\t1\t1\t1\t0\t0\t1\t1\t80.0\tBye",
        "4\t1\t2\t1\t2\t0\t0\t0\t1\t1\t-1\t",
    ]

    assert ocr.from_table("\n".join(rows)) == ('Dear "Sir\nthanks\n\nBye', 0.8)


def test_an_unsure_reading_is_garbled_and_says_how_unsure() -> None:
    page = ocr.judged(1, "lKj; vvv", 0.31, "tesseract")

    assert page.quality is Quality.GARBLED
    assert "31%" in page.note


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_is_turned_upright(degrees: int) -> None:
    page = extract(("a.png", saved(scan().rotate(degrees, expand=True), "PNG"))).pages[0]

    assert page.quality is Quality.OCR
    assert "412 pages" in page.text


def test_a_huge_page_is_drawn_coarser() -> None:
    assert ocr.resolution(8.5, 11) == 200
    assert ocr.resolution(200, 200) < 20


@pytest.mark.parametrize("mark", ["\x02", "\ufffe", "\x02\r\n"])
def test_the_hyphen_mark_of_pdfium_is_a_hyphen_at_a_line_end_again(mark: str) -> None:
    assert repaired(f"an exec{mark}utive order\r\n") == "an exec-\nutive order\n"


def test_characters_that_nobody_can_read_are_gone() -> None:
    assert repaired("a\x00b\ud800c\u202ed\x07") == "abcd"


def test_a_page_that_was_given_up_keeps_a_layer_that_can_be_trusted() -> None:
    file = pdf([f"{whole_page()}\n{lines('Exhibit A')}"], images=[scan()])

    page = extract(("a.pdf", file), limits=Limits(ocr_seconds=0.01)).pages[0]

    assert page.text == "Exhibit A"
    assert "too long" in page.note
