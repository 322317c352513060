"""Published figures: read with year and source, refused without."""

from __future__ import annotations

import pytest

from bot.law.agency_speeds import all_published, of_agency, read

SAMPLE = """
[[published]]
agency = "NOWHERE"
year = 2024
track = "complex"
median = 210.5
oldest = 1800
backlog = 12345
source = "a report of our own making"
seen = 2026-11-28
"""


def test_a_figure_is_told_with_its_year_and_source() -> None:
    (one,) = read(SAMPLE)

    assert one.in_words == (
        "median 210.5 working days, oldest open 1,800 working days, backlog 12,345 requests "
        "(a report of our own making, read Sat Nov 28, 2026)"
    )


def test_a_figure_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks source"):
        read(SAMPLE.replace('source = "a report of our own making"', ""))


def test_what_comes_with_the_program_is_only_what_was_found() -> None:
    assert all(one.source and one.seen for one in all_published())
    assert of_agency("NOWHERE") == ()
    assert {one.agency for one in of_agency("ICE")} == {"DHS"}  # of the component none was found
