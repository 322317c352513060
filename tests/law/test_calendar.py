"""The calendars, against the `holidays` package and the words of 5 U.S.C. 6103."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from bot.law import calendar
from bot.law.agencies import STATES
from bot.law.calendar import OutsideCalendar, court, federal, federal_late, state
from bot.law.choices import EXECUTIVE_CLOSINGS, Choices, Days
from tests.support.cases import each

DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
INSIDE = st.dates(date(1991, 1, 1), date(2049, 12, 31))

# Weekdays on which our federal calendar and the `holidays` package differ, with the reason.
# Empty: on every weekday of 61 years they agree on what is a holiday.
EXPLAINED: dict[date, str] = {}


def weekdays() -> list[date]:
    first, last = date(1990, 1, 1), date(2050, 12, 31)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5]


def test_every_weekday_of_1990_to_2050_agrees_with_the_holidays_package() -> None:
    theirs = country_holidays("US", years=range(1990, 2052))
    ours = federal()

    days = weekdays()
    differing = {day for day in days if ours.is_working(day) == (day in theirs)}

    assert len(days) == 15_915
    assert differing == set(EXPLAINED)


def test_the_eleven_federal_holidays_of_2023_are_those_of_the_opm_table() -> None:
    listed = [
        skip.date.isoformat()[5:]
        for skip in federal().skipped(date(2022, 12, 31), date(2023, 12, 31))
    ]

    assert listed == [
        "01-02", "01-16", "02-20", "05-29", "06-19", "07-04", "09-04", "10-09", "11-10", "11-23", "12-25",
    ]  # fmt: skip


@each(
    ("day", "why"),
    [
        (date(2023, 11, 10), "Veterans Day (observed)"),  # Saturday: the Friday before, 6103(b)(1)
        (date(2023, 1, 2), "New Year's Day (observed)"),  # Sunday: the Monday after, E.O. 11582
        (date(2021, 12, 31), "New Year's Day (observed)"),  # January 1, 2022 was a Saturday
        (date(2010, 12, 31), "New Year's Day (observed)"),
        (date(2027, 12, 31), "New Year's Day (observed)"),
        (date(2021, 6, 18), "Juneteenth National Independence Day (observed)"),
        (date(2023, 11, 23), "Thanksgiving Day"),
        (date(2023, 11, 11), "Saturday"),
        (date(2023, 11, 13), ""),
        (date(2020, 6, 19), ""),  # no Juneteenth before 2021
        (date(2019, 12, 24), ""),  # E.O. 13900: pay and leave only
    ],
)
def test_a_day_off_says_why(day: date, why: str) -> None:
    assert federal().why_not(day) == why
    assert federal().is_working(day) == (why == "")


def test_inauguration_day_counts_until_a_lawyer_says_otherwise() -> None:
    skipping = federal(Choices(inauguration=Days.SKIP))

    assert federal().is_working(date(2017, 1, 20))
    assert skipping.why_not(date(2017, 1, 20)) == "Inauguration Day"
    assert skipping.why_not(date(2025, 1, 20)) == "Birthday of Martin Luther King, Jr."
    assert skipping.is_working(date(2029, 1, 22))  # January 20, 2029 is a Saturday: no rule


def test_days_closed_by_executive_order_are_skipped_only_in_the_later_reading() -> None:
    for day, order in EXECUTIVE_CLOSINGS:
        assert federal().is_working(day), order
        assert federal_late().why_not(day) == f"closed by {order}"
        assert court().why_not(day) == f"closed by {order}"


def test_a_lawyer_may_settle_the_executive_orders_either_way() -> None:
    day = date(2019, 12, 24)

    assert not federal(Choices(executive_closings=Days.SKIP)).is_working(day)
    assert federal_late(Choices(executive_closings=Days.COUNT)).is_working(day)


def test_listed_shutdown_days_count_unless_counsel_skips_them() -> None:
    lost = tuple((date(2013, 10, day), "shutdown") for day in range(1, 17))

    counted = federal(Choices(lost_days=lost)).between(date(2013, 9, 30), date(2013, 10, 16))
    skipped = federal(Choices(lost=Days.SKIP, lost_days=lost)).between(
        date(2013, 9, 30), date(2013, 10, 16)
    )

    assert (counted, skipped) == (
        11,
        0,
    )  # OIP 2013: "the eleven days when the government was closed"


@given(INSIDE, st.integers(-200, 200))
def test_adding_working_days_is_undone_by_counting_them(day: date, n: int) -> None:
    days = federal()
    start = days.next_working(day)

    assert days.between(start, days.add(start, n)) == n


@given(INSIDE, st.integers(1, 200))
def test_an_added_date_is_a_working_day_and_walking_there_gives_the_same(day: date, n: int) -> None:
    days = federal()
    walked, left = day, n
    while left:
        walked += timedelta(days=1)
        left -= days.is_working(walked)

    assert days.add(day, n) == walked
    assert days.is_working(walked)


@given(DAYS, DAYS)
def test_counting_backwards_is_the_negative(a: date, b: date) -> None:
    assert federal().between(a, b) == -federal().between(b, a)


@given(INSIDE)
def test_the_next_and_the_previous_working_day_enclose_a_day_off(day: date) -> None:
    days = federal()

    before, after = days.previous_working(day), days.next_working(day)

    assert before <= day <= after
    assert (before == after == day) == days.is_working(day)
    assert days.between(before, after) == (0 if before == after else 1)


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2051, 1, 1)])
def test_beyond_its_tables_the_calendar_refuses_with_a_sentence(day: date) -> None:
    with pytest.raises(
        OutsideCalendar, match="outside the holiday tables, which cover 1990 to 2050"
    ):
        federal().is_working(day)
    with pytest.raises(OutsideCalendar, match=day.isoformat()):
        federal().add(day, 1)


def test_adding_past_the_last_table_refuses_and_the_last_day_itself_answers() -> None:
    assert federal().add(date(2050, 12, 29), 1) == date(2050, 12, 30)
    with pytest.raises(OutsideCalendar, match="20 working days after 2050-12-20"):
        federal().add(date(2050, 12, 20), 20)
    with pytest.raises(OutsideCalendar, match="5 working days before 1990-01-03"):
        federal().add(date(1990, 1, 3), -5)


def test_nothing_added_is_the_day_itself_even_on_a_weekend() -> None:
    assert federal().add(date(2023, 11, 11), 0) == date(2023, 11, 11)


@each("code", sorted(STATES))
def test_a_state_calendar_is_the_states_own(code: str) -> None:
    theirs = country_holidays("US", subdiv=code, years=range(2020, 2031))
    ours = state(f"US-{code}")

    first = date(2020, 1, 1)
    for day in (first + timedelta(days=n) for n in range(4018)):
        if day.weekday() < 5:
            assert ours.is_working(day) == (day not in theirs), day


def test_a_state_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no state"):
        state("US-QQ")


def test_state_and_federal_calendars_are_not_the_same() -> None:
    patriots_day = date(2024, 4, 15)

    assert federal().is_working(patriots_day)
    assert not state("US-MA").is_working(patriots_day)


def test_calendars_are_made_once() -> None:
    assert federal() is federal(Choices())
    assert court() is court()
    assert calendar.state("US-OR") is calendar.state("US-OR")


@pytest.mark.parametrize(
    ("a", "b", "outside"),
    [
        (date(2026, 1, 5), date(2051, 1, 2), "2051-01-02"),
        (date(2051, 1, 2), date(2026, 1, 5), "2051-01-02"),
        (date(1989, 12, 29), date(2026, 1, 5), "1989-12-29"),
    ],
)
def test_days_between_are_refused_where_one_end_lies_outside(
    a: date, b: date, outside: str
) -> None:
    with pytest.raises(OutsideCalendar, match=outside):
        federal().between(a, b)
