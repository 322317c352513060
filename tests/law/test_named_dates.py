"""Dates that a state's body names itself: what they move, what they do not, and both readings."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law.deadline import State
from bot.law.events import Event, Kind
from tests.law.test_limitation import on
from tests.law.test_roads import asked, one
from tests.support.cases import each


def dues(state: str, *events: Event, limit: str = "determination") -> list[str]:
    return [r.due.isoformat() for r in one(asked(state, *events), limit).readings]


# N.Y. Pub. Off. Law 89(3)(a), as quoted in FOIL-AO-19372: an acknowledgment within five business
# days (of October 5, 2026: by October 13, over Columbus Day) states an approximate date; more than
# twenty business days from the acknowledgment takes a reason and a date certain.
ACK = "2026-10-08"


@pytest.mark.parametrize(
    ("named", "readings"),
    [
        # Twenty business days from October 8 over Columbus Day: November 6, or November 9 where
        # Election Day is no business day (Gen. Constr. Law 24).
        ("2026-12-15", ["2026-11-06", "2026-12-15"]),
        ("2026-10-30", ["2026-10-30", "2026-11-09"]),
    ],
)
def test_new_yorks_acknowledgment_moves_the_day_of_silence(named: str, readings: list[str]) -> None:
    standing = asked("NY", on(Kind.ACKNOWLEDGED, ACK, due=named))
    clock, window = one(standing, "determination"), one(standing, "appeal")

    assert [r.due.isoformat() for r in clock.readings] == readings
    assert clock.due == date.fromisoformat(readings[-1])  # theirs: the later
    assert window.due == date.fromisoformat(readings[0]) + (date(2026, 12, 9) - date(2026, 11, 9))
    assert window.readings[-1].due > window.due  # ours: the earlier, the other beside it
    told = standing.ripe(date(2026, 10, 29))
    assert told.because.startswith(f"They have until {clock.due:%a %b}")


def test_new_yorks_estimate_of_the_same_day_is_the_acknowledgments_own_date() -> None:
    both = (on(Kind.ACKNOWLEDGED, ACK), on(Kind.ESTIMATE_GIVEN, ACK, due="2026-12-15"))

    assert dues("NY", *both) == dues("NY", on(Kind.ACKNOWLEDGED, ACK, due="2026-12-15"))


def test_an_acknowledgment_without_a_date_is_read_as_a_denial_and_as_twenty_days() -> None:
    # 21 NYCRR 1401.5(e)(2); the twenty business days of 89(3)(a).
    standing = asked("NY", on(Kind.ACKNOWLEDGED, ACK))

    assert dues("NY", on(Kind.ACKNOWLEDGED, ACK)) == ["2026-10-13", "2026-11-09"]
    assert any("names none counts as a denial" in flag for flag in standing.flags)


def test_a_chain_of_dates_in_new_york_goes_on_while_each_comes_in_time() -> None:
    # Save Monroe Ave. v. Dep't of Transp. (3d Dep't 2021): a chain with reasonable dates is no denial.
    first = on(Kind.ACKNOWLEDGED, ACK, due="2026-11-06")
    second = on(Kind.EXTENDED, "2026-11-05", due="2026-12-04")
    late = on(Kind.EXTENDED, "2026-12-08", due="2027-01-15")

    assert dues("NY", first, second, late) == ["2026-11-06", "2026-12-04"]
    standing = asked("NY", first, second, late)
    assert any("came after the limit, Fri Dec 4, 2026" in flag for flag in standing.flags)


def test_a_late_acknowledgment_moves_nothing_in_new_york() -> None:
    assert dues("NY", on(Kind.ACKNOWLEDGED, "2026-10-20", due="2026-12-15")) == ["2026-10-13"]


@pytest.mark.parametrize(
    ("state", "strict"),
    [
        ("OR", "2026-10-26"),  # ORS 192.329(5): fifteen business days, or an estimated date
        ("WA", "2026-10-12"),  # RCW 42.56.520(1): five business days; one answer is an estimate
        ("NJ", "2026-10-15"),  # N.J.S.A. 47:1A-5(i): seven; the custodian says when
        ("TX", "2026-10-19"),  # Tex. Gov. Code 552.221(d): ten; a date and hour within them
        ("GA", "2026-10-08"),  # O.C.G.A. 50-18-71(b)(1)(A): three; a timeline within them
    ],
)
def test_where_the_law_lets_the_body_name_a_date_both_readings_are_shown(
    state: str, strict: str
) -> None:
    named = on(Kind.ACKNOWLEDGED, "2026-10-07", due="2026-11-30")
    estimate = on(Kind.ESTIMATE_GIVEN, "2026-10-07", due="2026-11-30")
    notice = on(Kind.EXTENDED, "2026-10-07", due="2026-11-30")

    for event in (named, estimate, notice):
        assert dues(state, event) == [strict, "2026-11-30"], event.kind
    assert "not reasonable" in one(asked(state, named), "determination").readings[0].because


@each(
    ("state", "due"),
    [
        ("CA", "2026-10-29"),  # Gov. Code 7922.535(b): to a date, 14 days at most: October 29
        ("IL", "2026-10-16"),  # 5 ILCS 140/3(e): five business days more at most
        ("VA", "2026-10-20"),  # Va. Code 2.2-3704(B)(4): seven
        ("MI", "2026-10-20"),  # MCL 15.235(2)(d): ten, and the notice names the date
        ("CO", "2026-10-16"),  # C.R.S. 24-72-203(3)(b): seven
        ("MA", "2026-10-27"),  # G.L. c. 66, s. 10(b)
    ],
)
def test_elsewhere_a_notice_of_extension_ends_on_the_date_that_it_names(
    state: str, due: str
) -> None:
    notice = on(Kind.EXTENDED, "2026-10-07", due=due)

    assert one(asked(state, notice), "determination").due == date.fromisoformat(due)
    # An acknowledgment or an estimate is no extension there.
    for kind in (Kind.ACKNOWLEDGED, Kind.ESTIMATE_GIVEN):
        assert dues(state, on(kind, "2026-10-07", due=due)) == dues(state)


@pytest.mark.parametrize("state", ["FL", "OH"])
def test_where_the_law_sets_no_days_a_date_of_theirs_makes_none(state: str) -> None:
    clock = one(
        asked(state, on(Kind.ACKNOWLEDGED, "2026-10-07", due="2026-11-30")), "determination"
    )

    assert clock.due is None


def test_pennsylvanias_extension_beyond_thirty_days_is_a_denial_unless_we_agreed() -> None:
    # 65 P.S. 67.902(b)(2): October 13, five business days over Columbus Day; thirty days more.
    longer = on(Kind.EXTENDED, "2026-10-07", due="2026-12-31")

    assert dues("PA", longer) == ["2026-10-13", "2026-11-12", "2026-12-31"]
    assert (
        "unless we agreed in writing"
        in one(asked("PA", longer), "determination").readings[0].because
    )
    assert one(asked("PA", longer), "appeal").due == date(2026, 11, 3)  # fifteen from October 13


def test_new_jerseys_strict_bar_says_that_a_lawful_extension_runs() -> None:
    standing = asked("NJ", on(Kind.EXTENDED, "2026-10-13", due="2026-12-18"))
    bar = one(standing, "suit")

    assert bar.due == date(2026, 11, 29)  # 45 days from October 15, whatever is added
    assert bar.readings[-1].due == date(2027, 2, 1)  # 45 days from December 18
    told = standing.headline(date(2026, 11, 20))
    assert "Sun Nov 29, 2026" in told
    assert "Mon Feb 1, 2027" in told
    assert standing.ripe(date(2026, 11, 20)).ripe is False


def test_massachusetts_petition_against_a_silence_runs_from_the_request() -> None:
    # 950 CMR 32.08(1)(d): within 90 calendar days of the request; (c): of the answer.
    window = one(asked("MA"), "appeal")
    assert (window.due, window.start) == (date(2027, 1, 3), date(2026, 10, 5))

    denied = on(Kind.DETERMINED, "2026-12-01", disposition="full-denial")
    states = {d.label: d.state for d in asked("MA", denied).deadlines if d.limit == "appeal"}
    assert states["Our petition against the silence"] is State.WITHDRAWN
    assert [d.due for d in asked("MA", denied).deadlines if d.is_open and d.limit == "appeal"] == [
        date(2027, 3, 1)
    ]


def test_the_law_s_own_days_and_their_date_stand_beside_the_arithmetic() -> None:
    told = one(asked("NY", on(Kind.ACKNOWLEDGED, ACK, due="2026-12-15")), "determination")

    assert "By the law's own days their time ended on Tue Oct 13, 2026" in told.explanation
    assert "names: Tue Dec 15, 2026" in told.explanation
