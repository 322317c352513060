"""Two numbers with a hyphen are a day only where they can be no range and no number of a case."""

from __future__ import annotations

from datetime import date

from bot.language import days

SAID = {
    "uscis said no fee waiver for backlog, 11-09": [date(2026, 11, 9)],
    "on 10-05 they called": [date(2026, 10, 5)],
    "pages 10-12 came": [],
    "they need 10-12 weeks": [],
    "number 12-08-441": [],
    "case 11-0912": [],
}


def test_a_day_with_a_hyphen_is_read_and_a_range_is_not() -> None:
    for said, wanted in SAID.items():
        assert [one.past for one in days.find(said, date(2026, 11, 16))] == wanted, said
