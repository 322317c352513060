"""What one cell of a table seems to be, where only its shape tells."""

from __future__ import annotations

from bot.privacy.cells import Sort, sort_of
from tests.support.cases import each


@each(
    ("cell", "sort"),
    [
        ("jorvik melstrund", Sort.PERHAPS),  # typed in haste: no capitals, words of no list
        ("JORVIK melstrund", Sort.WORD),
        ("jor melstrund", Sort.WORD),  # as short as a code
        ("Jorvik Melstrund", Sort.PERHAPS),
        ("maria melstrund", Sort.NAME),
        ("paper copies", Sort.WORD),
    ],
)
def test_words_of_no_list_are_perhaps_a_name(cell: str, sort: Sort) -> None:
    assert sort_of(cell) is sort
