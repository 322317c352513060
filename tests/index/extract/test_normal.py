"""The text as a search reads it, and the way back to the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.extract.normal import normalise
from tests.support.cases import each


@each(
    ("page", "read"),
    [
        ("plain words", "plain words"),
        ("the exec-\nutive order", "the executive order"),
        ("the exec-  \r\n  utive order", "the executive order"),
        ("the exec\u00adutive or\u00ad\nder", "the executive order"),
        ("Anti-\nDumping", "Anti-\nDumping"),
        ("2018-\n2019", "2018-\n2019"),
        ("o\ufb03ce \uff21\uff11", "office A1"),
        ("re\u0301sume\u0301", "résumé"),
        ("A\u200b205", "A205"),
    ],
)
def test_a_page_is_read_without_the_marks_of_its_setting(page: str, read: str) -> None:
    assert normalise(page).text == read


def test_what_was_found_leads_back_to_the_words_of_the_page() -> None:
    page = "the o\ufb03ce of exec-\nutive orders"
    found = normalise(page)
    start = found.text.index("executive")

    a, b = found.original(start, start + len("executive"))

    assert page[a:b] == "exec-\nutive"


def test_half_a_ligature_leads_back_to_all_of_it() -> None:
    page = "o\ufb03ce"

    a, b = normalise(page).original(2, 3)

    assert page[a:b] == "\ufb03"


@given(st.text(alphabet="ab -\n\u00ad\ufb01\u0301é\u200bA1\r\t", max_size=60), st.data())
def test_offsets_rise_and_every_slice_lies_in_the_page(page: str, data: st.DataObject) -> None:
    found = normalise(page)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))

    a, b = found.original(start, end)

    assert list(found.offsets) == sorted(found.offsets)
    assert len(found.offsets) == len(found.text) + 1
    assert 0 <= a <= b <= len(page)
    assert normalise(found.text).text == found.text or "-" in found.text or "\u0301" in page
