"""Limits as data, and the calculator over every one of them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.law import choices, limits
from bot.law.agencies import STATES, all_agencies, find, generic, known
from bot.law.calculator import BadSpan, Span, compute
from bot.law.calendar import OutsideCalendar
from bot.law.choices import Choices, Days, RoutingDays, WeekendReceipt
from bot.law.limits import UnknownLimit, all_limits, limit_for
from tests.support.cases import each

FEDERAL = (
    "determination",
    "routing",
    "expedite-decision",
    "appeal",
    "appeal-determination",
    "answer",
    "suit",
)
# Foia-law dossier, section 5: states whose law sets no number of days.
NO_NUMBER = {"AZ", "FL", "MN", "NC", "ND", "OH", "OK", "WI"}  # codespell:ignore
# State, amount, unit of the answer, as the dossier's table has them.
STATE_TABLE = {
    "AL": (15, "working"), "AK": (10, "working"), "AR": (3, "working"), "CA": (10, "calendar"),
    "CO": (3, "working"), "CT": (4, "working"), "DE": (15, "working"), "DC": (15, "working"),
    "GA": (3, "working"), "HI": (10, "working"), "ID": (3, "working"), "IL": (5, "working"),
    "IN": (7, "calendar"), "IA": (10, "working"), "KS": (3, "working"), "KY": (5, "working"),
    "LA": (5, "working"), "ME": (5, "working"), "MD": (30, "calendar"), "MA": (10, "working"),
    "MI": (5, "working"), "MS": (7, "working"), "MO": (3, "working"), "MT": (5, "working"),
    "NE": (4, "working"), "NV": (5, "working"), "NH": (5, "working"), "NJ": (7, "working"),
    "NM": (15, "calendar"), "NY": (5, "working"), "OR": (15, "working"), "PA": (5, "working"),
    "RI": (10, "working"), "SC": (10, "working"), "SD": (10, "working"), "TN": (7, "working"),
    "TX": (10, "working"), "UT": (10, "working"), "VT": (3, "working"), "VA": (5, "working"),
    "WA": (5, "working"), "WV": (5, "working"), "WY": (30, "calendar"),
}  # fmt: skip
JSON_KEYS = [
    "due",
    "limit",
    "whose",
    "unit",
    "amount",
    "start",
    "skipped",
    "readings",
    "citation",
    "explanation",
]


def test_every_state_and_the_district_has_an_answer() -> None:
    assert len(STATES) == 51
    assert set(STATES) == set(STATE_TABLE) | NO_NUMBER


@each("code", sorted(STATES))
@each("start", [date(2024, 3, 4), date(2050, 10, 3)])
def test_a_state_answers_with_the_number_of_its_law(code: str, start: date) -> None:
    computed = compute("determination", start, agency=f"US-{code}")

    if code in NO_NUMBER:
        assert (computed.due, computed.unit) == (None, "none")
        assert "sets no number of days" in computed.explanation
    else:
        assert (computed.amount, computed.unit) == STATE_TABLE[code]
        assert computed.due is not None
        assert computed.due > start
        assert "not yet approved by counsel" in computed.explanation


@each("limit", FEDERAL)
@each("agency", [None, "DHS", "ICE", "EOIR", "State", "HHS", "DOI", "CIA", "EPA", "NEVERHEARDOF"])
@each("start", [date(1990, 1, 2), date(2023, 11, 9), date(2050, 7, 1)])
def test_every_federal_limit_answers_for_every_agency(
    limit: str, agency: str | None, start: date
) -> None:
    answer = compute(limit, start, agency=agency).to_json()

    assert list(answer) == JSON_KEYS
    assert date.fromisoformat(answer["due"]) > start
    assert answer["limit"] == limit
    assert answer["citation"]
    assert answer["citation"] in answer["explanation"]
    assert json.loads(json.dumps(answer)) == answer


@each("limit", all_limits())
def test_every_row_has_its_citation_source_and_no_unsigned_approval(limit: limits.Limit) -> None:
    assert limit.citation
    assert limit.source in {"S", "K", "S2"}
    assert limit.approved == "not yet approved by counsel"
    assert limit.whose in {"ours", "theirs"}
    assert limit.amount > 0 or limit.unit == "none"


def test_ids_of_limits_are_unique() -> None:
    ids = [limit.id for limit in all_limits()]

    assert len(ids) == len(set(ids))


def test_past_the_calendar_it_refuses_clearly() -> None:
    with pytest.raises(OutsideCalendar, match="outside the holiday tables"):
        compute("determination", date(2050, 12, 15))
    with pytest.raises(OutsideCalendar, match="outside the holiday tables"):
        compute("expedite-decision", date(2050, 12, 25))
    with pytest.raises(OutsideCalendar, match="outside the holiday tables"):
        compute("determination", date(2061, 1, 3), agency="ICE")


def test_a_component_follows_its_departments_rule_and_others_the_statute() -> None:
    assert limit_for("appeal", "ICE").citation == "6 CFR 5.8(a)(1)"
    assert limit_for("appeal", "EOIR").citation == "28 CFR 16.8"
    assert limit_for("appeal", "GSA").citation.startswith("5 U.S.C. 552(a)(6)(A)(i)")
    assert limit_for("determination", "ICE").agency == ""


def test_dhs_appeal_shows_90_working_days_and_takes_90_calendar_days() -> None:
    computed = compute("appeal", date(2024, 3, 1), agency="ICE")

    assert [reading.due for reading in computed.readings] == [date(2024, 5, 30), date(2024, 7, 10)]
    assert (computed.due, computed.unit, computed.whose) == (date(2024, 5, 30), "calendar", "ours")


def test_a_state_has_no_federal_limits() -> None:
    with pytest.raises(UnknownLimit, match="no 'routing' limit of US-OR"):
        limit_for("routing", "US-OR")


def test_an_unknown_limit_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownLimit, match="determination, routing"):
        compute("determintaion", date(2024, 1, 2))


def test_rules_change_with_the_start_of_the_clock() -> None:
    assert compute("determination", date(1995, 3, 1)).amount == 10
    assert compute("determination", date(1997, 10, 2)).amount == 20
    assert compute("determination", date(2021, 6, 28), agency="US-KY").amount == 3
    assert compute("determination", date(2021, 6, 29), agency="US-KY").amount == 5


def test_a_routing_choice_leaves_one_reading() -> None:
    start = date(2023, 11, 9)
    calendar_days = compute("routing", start, choices=Choices(routing=RoutingDays.CALENDAR))
    working_days = compute("routing", start, choices=Choices(routing=RoutingDays.WORKING))

    assert [r.due for r in calendar_days.readings] == [date(2023, 11, 19)]
    assert [r.due for r in working_days.readings] == [date(2023, 11, 27)]


def test_a_weekend_receipt_choice_leaves_one_reading() -> None:
    sunday = date(2013, 12, 15)
    that_day = compute(
        "determination", sunday, choices=Choices(weekend_receipt=WeekendReceipt.THAT_DAY)
    )
    moved = compute(
        "determination", sunday, choices=Choices(weekend_receipt=WeekendReceipt.NEXT_WORKING)
    )

    assert [r.due for r in that_day.readings] == [date(2014, 1, 14)]
    assert [r.due for r in moved.readings] == [date(2014, 1, 15)]


def test_tolling_that_begins_after_the_due_date_cures_nothing() -> None:
    plain = compute("determination", date(2023, 11, 9))
    late = compute(
        "determination", date(2023, 11, 9), tolled=[Span(date(2023, 12, 12), date(2024, 2, 1))]
    )

    assert late.due == plain.due
    assert late.tolled == ()


def test_tolling_on_the_last_day_stops_in_the_later_reading_only() -> None:
    computed = compute(
        "determination", date(2023, 11, 9), tolled=[Span(date(2023, 12, 11), date(2023, 12, 13))]
    )

    assert [r.due for r in computed.readings] == [date(2023, 12, 11), date(2023, 12, 14)]


def test_overlapping_stops_are_united() -> None:
    apart = compute(
        "determination", date(2024, 3, 1), tolled=[Span(date(2024, 3, 5), date(2024, 3, 20))]
    )
    doubled = compute(
        "determination",
        date(2024, 3, 1),
        tolled=[
            Span(date(2024, 3, 10), date(2024, 3, 20)),
            Span(date(2024, 3, 5), date(2024, 3, 15)),
        ],
    )

    assert doubled.due == apart.due
    assert doubled.tolled == (Span(date(2024, 3, 5), date(2024, 3, 20)),)


def test_an_extension_over_ten_days_shows_both_readings() -> None:
    computed = compute("determination", date(2023, 11, 9), extended=30)

    assert computed.readings[0].due == date(2023, 12, 26)
    assert "10 working days at most" in computed.readings[0].because
    assert computed.due == computed.readings[-1].due > date(2023, 12, 26)


def test_stops_and_extensions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadSpan, match="cannot end on 2024-03-01"):
        Span(date(2024, 3, 5), date(2024, 3, 1))
    with pytest.raises(BadSpan, match="FROM:TO"):
        compute("determination", date(2024, 3, 1), tolled=[Span(date(2024, 3, 5), None)])
    with pytest.raises(ValueError, match="cannot be negative"):
        compute("determination", date(2024, 3, 1), extended=-1)


def test_a_leap_day_ends_six_years_later_on_the_28th() -> None:
    assert compute("suit", date(2024, 2, 29)).due == date(2030, 2, 28)
    assert compute("suit", date(2023, 10, 31), agency="US-NY").due == date(
        2024, 2, 29
    )  # four months


def test_pennsylvania_adds_calendar_days_to_working_days() -> None:
    # Five business days from March 12, 2012 end on the 19th; thirty calendar days on.
    assert compute("determination", date(2012, 3, 12), agency="US-PA", extended=30).due == date(
        2012, 4, 18
    )


def test_the_version_changes_with_inputs_and_result_only() -> None:
    one = compute("determination", date(2023, 11, 9), agency="ICE")

    assert one.version == compute("determination", date(2023, 11, 9), agency="DHS").version
    assert one.version != compute("determination", date(2023, 11, 10), agency="ICE").version
    assert (
        one.version
        != compute("determination", date(2023, 11, 9), agency="ICE", extended=10).version
    )


@each(
    ("words", "abbreviation"),
    [
        ("ice", "ICE"), ("Immigration & Customs Enforcement", "ICE"), ("the FBI", "FBI"),
        ("State", "State"), ("U.S. Department of State", "State"), ("DOJ OIP", "OIP"),
        ("State Dept", "State"), ("Labor Department", "DOL"), ("Dept. of the Interior", "DOI"),
        ("Justice Dept.", "DOJ"), ("dept of education", "Education"),
        ("Department of Homeland Security", "DHS"), ("us-or", "US-OR"), ("Oregon", "US-OR"),
        ("immigration courts", "EOIR"), ("Customs and Border Protection", "CBP"),
        ("U.S. Citizenship and Immigration Services", "USCIS"),
    ],
)  # fmt: skip
def test_an_agency_is_found_by_abbreviation_name_or_alias(words: str, abbreviation: str) -> None:
    found = find(words)

    assert found is not None
    assert found.abbreviation == abbreviation


def test_an_unlisted_agency_gets_the_statute_and_a_false_state_is_refused() -> None:
    assert find("FMCS") is None
    assert known("fmcs") == generic("fmcs")
    assert known("fmcs").abbreviation == "FMCS"
    with pytest.raises(ValueError, match="US-OR"):
        known("US-QQ")
    with pytest.raises(ValueError, match="Which agency"):
        known("  ")


def test_names_and_aliases_of_agencies_are_told_apart() -> None:
    for agency in all_agencies():
        for name in (agency.abbreviation, agency.name, *agency.aliases):
            assert find(name) == agency, name


def test_a_lawyers_choices_are_read_and_what_is_left_out_stays_safe() -> None:
    read = choices.read(
        {
            "executive-closings": "skip",
            "lost": "both",
            "lost-days": "2013-10-01:2013-10-03, 2016-01-25",
            "due-soon": "7",
        }
    )

    assert choices.read({}) == choices.DEFAULT
    assert (read.executive_closings, read.lost, read.due_soon) == (Days.SKIP, Days.BOTH, 7)
    assert [day.isoformat() for day, _ in read.lost_days] == [
        "2013-10-01",
        "2013-10-02",
        "2013-10-03",
        "2016-01-25",
    ]
    assert read.routing is RoutingDays.BOTH


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"weekend": "both"}, "no choice called 'weekend'"),
        ({"routing": "sometimes"}, "working, calendar, or both"),
        ({"lost-days": "2013-10-16:2013-10-01"}, "not a span"),
        ({"lost-days": "October"}, "lost-days has 'October'"),
        ({"due-soon": "-1"}, "due-soon is '-1'"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_the_answers(
    values: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        choices.read(values)


def test_a_date_of_ours_on_a_day_off_says_by_when_to_act() -> None:
    ours = compute("appeal", date(2013, 9, 23), agency="DOL")
    theirs = compute("expedite-decision", date(2023, 11, 9))

    assert "(Sunday); the rule does not move it: act by Fri Dec 20, 2013" in ours.explanation
    assert "(Sunday); the rule does not move it." in theirs.explanation


def test_a_single_reading_says_that_it_is_the_rule_as_written() -> None:
    readings = compute("determination", date(2023, 11, 9), agency="ICE").readings

    assert [reading.because for reading in readings] == ["the rule as written"]
