"""The README shows pictures that exist, are small, and can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readme import pictures

pytestmark = pytest.mark.slow

README = Path(__file__).parents[2] / "README.md"


def test_the_pictures_are_there_linked_and_small() -> None:
    said = README.read_text()
    for path in (pictures.ANSWER, pictures.TIMELINE, pictures.LETTER):
        assert f"]({path.relative_to(README.parent).as_posix()})" in said
        assert 5_000 < path.stat().st_size < 150_000
    assert "python -m tests.readme.pictures" in said


def test_they_can_be_made_again(tmp_path: Path) -> None:
    desk = pictures.desk_of(tmp_path)

    page = pictures.answer(desk)
    assert "ICE data breach" in page
    assert "Only visible to you" in page
    assert "http" not in page.replace("width=device-width", "")
    assert pictures.timeline(desk).startswith(b"\x89PNG")
    card = pictures.letter(tmp_path).replace("&#160;", " ")
    assert "Record all 5" in card
    assert card.count("Counts at once") == 3
    desk.close()
