"""A workbook is read as it is shown; what its author did not show is marked, and nothing is lost."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from index.extract import extract, read_cells
from index.extract.number_formats import shown
from index.pages import Extraction
from tests.index.extract.samples import docx, paragraph, zipped
from tests.support.cases import each


def read(change: Any) -> Extraction:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Number", "Client"], ["2024-ICFO-06001", "Ana"], ["2024-ICFO-06002", "Ben"]):
        sheet.append(row)
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return extract(("a.xlsx", out.getvalue()))


@each(
    ("value", "pattern", "words"),
    [
        (123, '"2024-ICFO-"00000', "2024-ICFO-00123"), (0.25, "0%", "25%"), (0.2567, "0.0%", "25.7%"),
        (2139, "00000", "02139"), (1200.5, "$#,##0.00", "$1,200.50"), (1200, "[$€-407] #,##0.00", "€ 1,200.00"),
        (-5, "0;(0)", "(5)"), (-5, "#,##0_);(#,##0)", "(5)"), (123456789, "000-00-0000", "123-45-6789"),
        (2025550100, "[<=9999999]###-####;(###) ###-####", "(202) 555-0100"), (5550100, "[<=9999999]###-####;(###) ###-####", "555-0100"),
        (7, ";;;", ""), ("x", ";;;", ""), (12, '"FY"00', "FY12"), (1500000, '0.0,,"M"', "1.5M"), (24, r"\A-000", "A-024"),
        (3, 'General" days"', "3 days"), (0, "#,##0", "0"), (5.0, "General", "5"), (5.25, "General", "5.25"), (12, "@", "12"),
        (0.5, "# ?/?", "0.5"), (True, "General", "TRUE"), (datetime(2024, 1, 8), "m/d/yy", "2024-01-08"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_cell_shows_it(value: object, pattern: str, words: str) -> None:
    assert shown(value, pattern) == words


def _hide_row(_: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(_: Any, sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def _hide_value(_: Any, sheet: Any) -> None:
    sheet["B3"].number_format = ";;;"


def _white(_: Any, sheet: Any) -> None:
    sheet["B3"].font = Font(color="FFFFFFFF")


def _noted(_: Any, sheet: Any) -> None:
    sheet["B3"].comment = Comment("see 2024-ICFO-06003", "Desk")


def _second(book: Any, _: Any) -> None:
    other = book.create_sheet("Inner")
    other["A1"] = "2024-ICFO-06004"
    other.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("change", "says", "page"),
    [
        (_hide_row, "2024-ICFO-06002\tBen\t[this row is hidden in the file]", 1),
        (_hide_column, "[columns B: hidden in the file]", 1),
        (_hide_value, "2024-ICFO-06002\tBen\t[B hidden in the file]", 1),
        (_white, "2024-ICFO-06002\tBen\t[B hidden in the file]", 1),
        (_noted, "[note on cell B3, hidden in the file] see 2024-ICFO-06003", 1),
        (_second, "2024-ICFO-06004", 2),
    ],
)
def test_what_is_hidden_in_a_workbook_is_marked_and_flagged(
    change: Any, says: str, page: int
) -> None:
    found = read(change)

    assert says in found.pages[page - 1].text
    assert found.hidden_text == (page,)


def test_formulas_that_were_never_computed_are_named() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["A4"] = "=A2"
        sheet["B4"] = '=HYPERLINK("https://x.example","2024-ICFO-06005")'

    assert "formulas without a saved value are left out (A4, B4)" in read(change).warnings[0]


def test_the_cells_of_a_workbook_come_as_data() -> None:
    book = openpyxl.Workbook()
    book.active.append(["x", 5, datetime(2024, 1, 8, 2, 15), True, None, "y"])
    book.active.merge_cells("A1:A3")
    out = io.BytesIO()
    book.save(out)

    (sheet,) = read_cells(("a.xlsx", out.getvalue()))

    assert sheet["rows"] == [
        [
            1,
            [
                ["text", "x", "x"],
                ["number", 5.0, "5"],
                ["datetime", "2024-01-08T02:15:00", "2024-01-08 02:15:00"],
                ["bool", True, "TRUE"],
                None,
                ["text", "y", "y"],
            ],
        ]
    ]
    assert sheet["merged"] == [[1, 1, 1, 3]]
    assert sheet["from_1904"] is False


def test_what_else_lies_in_an_office_file_is_filed_shown_or_named() -> None:
    main = docx(paragraph("A letter of more than forty characters, so that pictures are no scans."))
    drawing = '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>Box 2024-ICFO-06006</a:t></a:r></a:p>'
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(main)) as package:
        members: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    members |= {
        "word/diagrams/data1.xml": drawing,
        "word/embeddings/sheet.csv": "a,b\n1,2\n",
        "word/media/image1.png": b"x",
        "word/vbaProject.bin": b"x",
        "word/strange.dat": b"x",
        "word/comments.xml": '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:author="Desk"><w:p><w:r><w:t>withhold</w:t></w:r></w:p></w:comment></w:comments>',
    }

    found = extract(("a.docx", zipped(members)))

    assert "Box 2024-ICFO-06006" in found.pages[0].text
    assert "[comment, hidden in the file] Desk: withhold" in found.pages[0].text
    assert found.hidden_text == (1,)
    assert [name for name, _ in found.parts] == ["sheet.csv"]
    said = found.warnings[-1]
    for words in ("pictures (1)", "macros and controls (1)", "other parts (strange.dat) (1)"):
        assert words in said
