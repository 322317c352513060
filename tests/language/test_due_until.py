"""A day of the calendar as the end of what is due: "what is due on Feb 8"."""

from datetime import date

from bot.language.typed_queries import days_ahead
from tests.support.cases import each

TODAY = date(2026, 11, 28)


@each(
    ("words", "days", "about"),
    [
        ("feb 8", 72, ""),
        ("by 2027-01-15", 48, ""),
        ("Dec 1 for the breach", 3, "the breach"),
        ("2 weeks", 14, ""),
        ("breach", 30, "breach"),
        ("30", 30, ""),
    ],
)
def test_a_day_a_span_or_a_request_is_told_apart(words: str, days: int, about: str) -> None:
    assert days_ahead(words, TODAY) == (days, about)
