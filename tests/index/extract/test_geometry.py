"""Pages are read in the order of reading, and put straight before they are read by OCR."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from index.extract import extract, skew
from tests.index.extract.samples import LETTER, lines, pdf, saved, scan

pytestmark = pytest.mark.slow

LEFT = [
    "The agency searched its central files",
    "for records about the disclosure of",
    "the personal data of asylum seekers",
    "on a public website and found nine",
    "hundred pages that respond to this.",
]
RIGHT = ["Of these pages three hundred are", "released in full and the others are", "withheld in part under exemptions", "five and six of the statute as is", "explained in the enclosed index."]  # fmt: skip


def at(words: str, x: int, y: int) -> str:
    return lines(words, x=x, y=y, size=10)


def text(content: list[str]) -> str:
    page = extract(("a.pdf", pdf(["\n".join(content)])), ocr=False).pages[0]
    return " ".join(page.text.split())


def test_lines_drawn_from_the_foot_up_are_read_from_the_head_down() -> None:
    drawn = [at(words, 60, 700 - 14 * place) for place, words in enumerate(LEFT + RIGHT)]

    assert text(drawn[::-1]) == " ".join(LEFT + RIGHT)


def test_bottom_up_lines_in_pieces_are_put_together_again() -> None:
    drawn = []
    for place, words in enumerate(LEFT):
        head, tail = words[:12], words[12:]
        drawn.append(
            at(head, 60, 700 - 14 * place)
            + "\n"
            + at(tail, 60 + 6 * len(head) + 40, 700 - 14 * place)
        )

    assert text(drawn[::-1]).startswith("The agency s")


@pytest.mark.parametrize("title", [True, False])
@pytest.mark.parametrize("foot", [True, False])
def test_columns_drawn_line_by_line_are_read_one_after_the_other(title: bool, foot: bool) -> None:
    drawn = (
        [at("A heading that runs over both of the columns of this page here", 60, 740)]
        if title
        else []
    )
    for place, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        drawn += [at(left, 60, 700 - 14 * place), at(right, 320, 700 - 14 * place)]
    drawn += (
        [at("A foot that runs over both of the columns of this page as well", 60, 500)]
        if foot
        else []
    )

    found = text(drawn)

    assert " ".join(LEFT + RIGHT) in found
    assert found.startswith("A heading") is title
    assert found.endswith("as well") is foot


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        ("Number", "Status"),
        ("2024-ICFO-1", "open"),
        ("2024-ICFO-2", "closed"),
        ("2024-ICFO-3", "open"),
        ("2024-ICFO-4", "open"),
        ("2024-ICFO-5", "closed"),
    ]
    drawn = [
        at(cell, 60 + 260 * column, 700 - 14 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]

    assert text(drawn) == " ".join(cell for row in rows for cell in row)


def test_columns_drawn_one_after_the_other_stay() -> None:
    drawn = [at(words, 60, 700 - 14 * place) for place, words in enumerate(LEFT)]
    drawn += [at(words, 320, 700 - 14 * place) for place, words in enumerate(RIGHT)]

    assert text(drawn) == " ".join(LEFT + RIGHT)


def turned(degrees: float) -> Image.Image:
    return scan(f"Request 2024-ICFO-08001\n{LETTER}").rotate(
        degrees, Image.Resampling.BICUBIC, fillcolor=255
    )


@pytest.mark.parametrize("degrees", [-10, -7, -5, -3, -1, 0, 1, 2, 4, 6, 8, 10])
def test_skew_is_measured(degrees: float) -> None:
    assert skew.angle(turned(degrees)) == pytest.approx(-degrees, abs=0.5)


@pytest.mark.parametrize("degrees", [-10, -5, 5, 7, 10])
def test_a_page_askew_is_read_as_one_that_lies_straight(degrees: float) -> None:
    page = extract(("a.png", saved(turned(degrees), "PNG"))).pages[0]

    wanted = LETTER.split()
    found = page.text.split()
    assert sum(word in found for word in wanted) >= 0.97 * len(wanted)
    assert "2024-ICFO-08001" in page.text or "unsure of numbers" in page.note


def test_a_blank_or_even_page_is_not_turned() -> None:
    assert skew.angle(Image.new("L", (800, 1000), 255)) == 0.0
    assert skew.angle(Image.new("L", (800, 1000), 0)) == 0.0
    assert skew.angle(Image.effect_noise((800, 1000), 60)) == 0.0


@pytest.mark.parametrize("seed", range(6))
def test_lines_drawn_in_no_order_are_read_from_the_top(seed: int) -> None:
    said = [f"Line {place} of the letter tells of {place} pages." for place in range(12)]
    drawn = [at(words, 60, 700 - 20 * place) for place, words in enumerate(said)]
    random.Random(seed).shuffle(drawn)

    assert text(drawn) == " ".join(said)


@pytest.mark.parametrize("lower", [0, 4, 8, 11])
def test_columns_whose_lines_stand_lower_are_read_one_after_the_other(lower: int) -> None:
    drawn = [
        at(words, 60 + 260 * column, 700 - 16 * place - lower * column)
        for place, pair in enumerate(zip(LEFT, RIGHT, strict=True))
        for column, words in enumerate(pair)
    ]

    assert text(drawn) == " ".join(LEFT + RIGHT)


def test_a_table_drawn_from_the_foot_keeps_its_rows() -> None:
    rows = [[f"Item {n}", f"{n}00 pages", f"(b)({n})"] for n in range(10)]
    drawn = [
        at(cell, 60 + 130 * column, 700 - 16 * place)
        for place, row in reversed(list(enumerate(rows)))
        for column, cell in enumerate(row)
    ]

    assert text(drawn) == " ".join(cell for row in rows for cell in row)
