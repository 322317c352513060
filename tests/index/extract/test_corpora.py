"""Against real files that others wrote; skipped where they are not at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.extract import extract, read_pages
from index.pages import FilingError, Page, Quality

CORPORA = Path(os.environ.get("FOIA_CORPORA", Path(__file__).parents[4] / "shared" / "corpora"))
CASE = CORPORA / "letters" / "deportationdata" / "foia" / "aclu-v-ice-2018"

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="no corpora; FOIA_CORPORA names their folder"),
]


def test_an_opinion_that_is_a_scan_under_a_courts_line_is_read() -> None:
    file = CASE / "8 Opinions_District Court Opinion.pdf"

    (page,) = (found for found in read_pages(file, skip=range(2, 16)) if isinstance(found, Page))

    assert page.quality is Quality.OCR
    words = " ".join(page.text.split())
    assert "On October 3, 2018, the ACLU submitted a FOIA request to ICE" in words


def test_pages_of_a_real_request_whose_layer_lies_are_found_out() -> None:
    pages = extract(CASE / "1 FOIA request.pdf", ocr=False).pages

    doubtful = {page.number for page in pages if page.note}
    assert doubtful >= {5, 6, 9, 10, 11}
    assert not doubtful & {1, 2, 4}


def test_black_boxes_that_hide_nothing_are_not_accused() -> None:
    files = sorted((CORPORA / "hard" / "x-ray").rglob("*.pdf"))

    accused = [file.name for file in files if extract(file, ocr=False).hidden_text]

    assert files
    assert accused == []


@pytest.mark.parametrize("folder", ["email", "messages"])
def test_every_file_is_taken_or_refused_in_a_sentence(folder: str) -> None:
    files = [path for path in sorted((CORPORA / folder).rglob("*")) if path.is_file()]

    silent = [file.name for file in files if not _is_taken_or_refused(file)]

    assert files
    assert silent == []


def _is_taken_or_refused(file: Path) -> bool:
    try:
        pages = extract(file, ocr=False).pages
    except FilingError as error:
        return str(error).endswith(".")
    return all(page.text.strip() or page.note for page in pages)
