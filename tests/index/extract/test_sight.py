"""What nobody sees on a page is blacked out and flagged, whatever hides it; the rest stays."""

from __future__ import annotations

import pytest

from index.extract import extract
from tests.index.extract import redactions
from tests.index.extract.redactions import OPEN, SECRET, WRITTEN
from tests.index.extract.samples import LETTER, lines, pdf
from tests.support.cases import each

ALL = sorted(WRITTEN)


def _hides(file: bytes, opened: int) -> None:
    found = extract(("a.pdf", file), ocr=False)
    text = " ".join(found.pages[0].text.split())

    left = [word for word in SECRET.split() if word in text.replace(OPEN, "")]
    assert left == [], text
    assert text.count(OPEN) == opened, text
    assert found.hidden_text == (1,)


@each("name", ALL)
def test_covered_words_are_blacked_out_and_the_page_is_flagged(name: str) -> None:
    _hides(WRITTEN[name](), 2 if name == "crop box" else 3)


@each("degrees", redactions.TURNED)
@each("name", ALL)
def test_so_they_are_on_turned_pages(name: str, degrees: int) -> None:
    _hides(redactions.turned(name, degrees), 2 if name == "crop box" else 3)


@each("share", [0.4, 2.5])
@each(
    "name",
    ["black box", "white box", "thin strips", "black picture", "thick line", "white letters"],
)
def test_so_they_are_on_paper_of_another_size(name: str, share: float) -> None:
    _hides(redactions.scaled(name, share), 3)


@each("colour", [(0, 0, 0), (255, 255, 255), (200, 0, 0), (90, 90, 90)])
@each("degrees", [0, 90])
def test_so_they_are_in_files_of_another_library(
    colour: tuple[int, int, int], degrees: int
) -> None:
    _hides(redactions.by_pdfium(colour, degrees), 2)


@pytest.mark.parametrize("colour", ["black", "white", "tab:red"])
@pytest.mark.parametrize("fonts", [3, 42])
@pytest.mark.parametrize("degrees", [0, 35])
def test_so_they_are_in_files_of_a_third(colour: str, fonts: int, degrees: int) -> None:
    _hides(redactions.by_matplotlib(colour, fonts, degrees), 2)


@pytest.mark.parametrize("cover", ["black", "white", "#777777"])
@pytest.mark.parametrize("shift", [0, 3])
def test_a_word_painted_over_in_a_scan_is_not_read_from_its_layer(cover: str, shift: int) -> None:
    _hides(redactions.scanned(cover, shift=shift), 3)


@each("cover", ["black", "white", "#bbbbbb"])
@each("label", ["(b)(6)", "b6 b7c", "X"])
def test_a_label_on_the_cover_of_a_scan_shows_nothing_of_what_is_below(
    cover: str, label: str
) -> None:
    _hides(redactions.scanned(cover, label=label), 3)


@pytest.mark.parametrize("shift", [0, 4, 8])
def test_a_layer_that_stands_a_little_beside_its_scan_is_kept(shift: int) -> None:
    found = extract(("a.pdf", redactions.scanned("", shift=shift)), ocr=False)

    assert SECRET in found.pages[0].text
    assert found.hidden_text == ()


@each(
    "content",
    [
        f"1 1 0 rg 52 594 300 22 re f 0 g {lines(SECRET, y=600)}",
        f"{lines(SECRET, y=600)} 0 G 0.7 w 60 598 m 250 598 l S",
        f"{lines(SECRET, y=600)} 0 G 0.7 w 60 604 m 250 604 l S",
        f"0 g 52 594 300 22 re f 1 g {lines(SECRET, y=600)} 0 g",
        f"0.75 g {lines(SECRET, y=600)} 0 g",
        f"1 0 0 rg {lines(SECRET, y=600)} 0 g",
        f"q 40 580 500 60 re W n {lines(SECRET, y=600)} Q",
        f"{lines(SECRET, y=600)} {lines(SECRET, y=600)}",
        f"{lines(SECRET, y=600)} {lines(SECRET, x=60, y=600)} 0.3 0 Td",
        f"1 Tr 0.3 w {lines(SECRET, y=600)} 0 Tr",
        lines(SECRET, y=600, size=5),
        f"0 G 1 w 50 590 300 30 re S {lines(SECRET, y=600)}",
    ],
)
def test_what_can_be_seen_stays(content: str) -> None:
    found = extract(("a.pdf", pdf([f"{content} {lines(LETTER, y=500)}"])), ocr=False)

    assert SECRET in found.pages[0].text
    assert "█" not in found.pages[0].text
    assert found.hidden_text == ()


def test_a_label_on_a_box_is_no_secret() -> None:
    file = pdf(
        [f"{lines('(b)(6), (b)(7)(C)', y=600)} 0 g 52 594 300 22 re f 0 g {lines(LETTER, y=500)}"]
    )

    found = extract(("a.pdf", file), ocr=False)

    assert found.hidden_text == ()
    assert "(b)(6), (b)(7)(C)" in found.pages[0].text


def test_a_page_of_very_many_letters_is_flagged_where_it_cannot_be_looked_at() -> None:
    many = "\n".join(lines("x" * 120, y=700 - n % 600) for n in range(600))
    found = extract(("a.pdf", pdf([f"{many} 0 g 0 0 600 700 re f"])), ocr=False)

    assert found.hidden_text == (1,)
