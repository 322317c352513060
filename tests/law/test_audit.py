"""The second calculator agrees, and would notice a wrong one."""

from __future__ import annotations

from datetime import date

from bot.law.calendar import federal, federal_late
from tests.bench import law_audit


def test_random_histories_agree_with_a_calculator_written_apart() -> None:
    counts, wrong = law_audit.compare(150, seed=2026)

    assert wrong == []
    assert counts["agree"] + counts["listed reading"] == counts["compared"] > 300


def test_the_second_calendar_is_the_same_day_by_day() -> None:
    for ordinal in range(date(2000, 1, 1).toordinal(), date(2040, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert law_audit.works(day, late=False) == federal().is_working(day), day
        assert law_audit.works(day, late=True) == federal_late().is_working(day), day
