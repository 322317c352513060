"""What stands beside the text of a PDF: pictures with words, bookmarks, earlier versions, stamps."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from index.extract import extract
from tests.index.extract.samples import LETTER, lines, pdf

SAID = "Receipt number 2024-ICFO-09001\nissued by the records desk"


def picture(words: str = SAID, *, wide: int = 900, high: int = 260) -> Image.Image:
    made = Image.new("L", (wide, high), "white")
    ImageDraw.Draw(made).multiline_text((30, 40), words, "black", ImageFont.load_default(44))
    return made


def placed(x: int, y: int, wide: int, high: int) -> str:
    return f"\nq {wide} 0 0 {high} {x} {y} cm /I0 Do Q\n"


PAGE = lines(LETTER) + placed(60, 120, 432, 125)


@pytest.mark.parametrize("turned", ["", "/Rotate 90", "/Rotate 180", "/UserUnit 1"])
def test_words_in_a_picture_beside_the_text_are_read_and_marked(turned: str) -> None:
    made = pdf([PAGE], images=[picture()], page_extra=turned)

    (page,) = extract(("a.pdf", made)).pages

    assert page.text.startswith("Dear FOIA Officer")
    assert page.quality.value == "text"
    if not turned.startswith("/Rotate"):  # a turned page shows its picture turned, too
        assert "[in a picture on this page]" in page.text
        assert "2024-ICFO-09001" in page.text


def test_a_picture_that_each_page_has_is_read_once() -> None:
    found = extract(("a.pdf", pdf([PAGE, PAGE, PAGE], images=[picture()])))

    assert sum("in a picture" in page.text for page in found.pages) == 1


@pytest.mark.parametrize(
    "content",
    [
        lines(LETTER) + placed(60, 120, 60, 20),
        lines(LETTER) + placed(60, 120, 432, 125) + lines("A label", x=200, y=180),
        lines(LETTER),
    ],
)
def test_seals_and_pictures_under_text_are_not_read(content: str) -> None:
    (page,) = extract(("a.pdf", pdf([content], images=[picture()]))).pages

    assert "in a picture" not in page.text


def test_a_picture_without_words_leaves_the_page_as_it_is() -> None:
    noise = Image.effect_noise((900, 260), 60)

    (page,) = extract(("a.pdf", pdf([PAGE], images=[noise]))).pages

    assert page.text.strip().endswith("The Records Project")
    assert page.note == ""


def outline(*titles: str) -> tuple[str, list[str]]:
    first = 6  # objects before it: catalog, pages, font, cmap, content, page
    items = [
        f"<< /Title ({title}) /Parent {first + 1} 0 R /Dest [6 0 R /Fit]"
        + (f" /Next {first + 3 + at} 0 R" if at + 1 < len(titles) else "")
        + " >>"
        for at, title in enumerate(titles)
    ]
    root = f"<< /Type /Outlines /First {first + 2} 0 R /Last {first + 1 + len(titles)} 0 R /Count {len(titles)} >>"
    return f"/Outlines {first + 1} 0 R", [root, *items]


def test_bookmarks_that_say_more_than_the_pages_are_named() -> None:
    catalog, extra = outline("Dear FOIA Officer", "Interview of 2024-ICFO-09002")

    found = extract(("a.pdf", pdf([lines(LETTER)], catalog=catalog, extra=extra)))

    assert found.warnings == (
        "Bookmarks that say what no page does: Interview of 2024-ICFO-09002.",
    )
    catalog, extra = outline("Dear FOIA Officer")
    assert extract(("a.pdf", pdf([lines(LETTER)], catalog=catalog, extra=extra))).warnings == ()


def revised(first: bytes, second: str) -> bytes:
    """The file with its page's content written anew at its end, as programs save."""
    body = second.encode("latin-1")
    place = len(first)
    new = b"5 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(body), body)
    start = first.rindex(b"startxref\n") + len(b"startxref\n")
    before = int(first[start:].split()[0])
    table = b"xref\n5 1\n%010d 00000 n \ntrailer\n<< /Size 7 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return first + new + table % (place, before, place + len(new))


@pytest.mark.parametrize(
    ("second", "held"),
    [
        (lines(LETTER), True),
        (lines(f"{LETTER}\n\nMaria Quintanilla lives at Elm Court\nand more was said"), False),
    ],
)
def test_words_of_an_earlier_version_are_named_and_the_page_is_held(
    second: str, held: bool
) -> None:
    first = pdf([lines(f"{LETTER}\n\nMaria Quintanilla lives at Elm Court")])

    found = extract(("a.pdf", revised(first, second)))

    assert bool(found.hidden_text) is held
    assert any("earlier version" in line for line in found.warnings) is held
    assert ("Quintanilla" in found.pages[0].text) is not held
    assert "Quintanilla" not in " ".join(found.warnings)


def test_a_stamp_that_is_only_drawn_gives_its_letters() -> None:
    drawn = "q BT /F1 12 Tf (RECEIVED 2024-ICFO-09003) Tj ET Q"
    stamp = f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    note = "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [60 60 260 80] /AP << /N 7 0 R >> >>]"

    (page,) = extract(("a.pdf", pdf([lines(LETTER)], page_extra=note, extra=[stamp]))).pages

    assert "[stamp] RECEIVED 2024-ICFO-09003" in page.text


@pytest.mark.parametrize("kind", ["Sound", "Movie", "Screen", "RichMedia", "3D"])
def test_films_and_sounds_are_named(kind: str) -> None:
    note = f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [60 60 260 80] >>]"

    (page,) = extract(("a.pdf", pdf([lines(LETTER)], page_extra=note))).pages

    assert "see the original" in page.text
