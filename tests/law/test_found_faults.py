"""Faults that a careful reading of the answers found, each with its right value and source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.law.agencies import appeals_office, known
from bot.law.calculator import compute
from bot.law.events import Event
from bot.law.fees import late_means_no_search_fees
from bot.law.standing import State, fold
from tests.law.test_limitation import on
from tests.law.test_standing import Kind, stand, the
from tests.support.cases import each


@each("component", ["ICE", "CBP", "USCIS", "TSA", "FEMA", "USSS", "DHS-OIG"])
def test_a_components_appeal_goes_to_its_own_officer(component: str) -> None:
    # 6 CFR 5.8(a)(1): "to the appropriate Appeals Officer ... of the appropriate component".
    office = appeals_office(known(component))

    assert known(component).name in office
    assert "Privacy Office" not in office
    assert "6 CFR 5.8(a)(1)" in office


def test_the_privacy_office_keeps_its_own_and_justice_its_policy_office() -> None:
    assert "Mail Stop 0655" in appeals_office(known("DHS"))
    assert "Office of Information Policy" in appeals_office(known("FBI"))


def test_the_calendar_days_reading_is_cited_to_the_statute() -> None:
    made = compute("appeal", date(2024, 1, 2), agency="ICE")

    assert made.due == date(2024, 4, 1)
    assert made.citation == "5 U.S.C. 552(a)(6)(A)(i)(III)(aa)"
    assert "6 CFR 5.8(a)(1)" in made.readings[1].because


def test_the_health_departments_rule_is_5_61_and_counts_what_is_sent_late_as_the_next_days() -> (
    None
):
    made = compute("appeal", date(2024, 1, 2), agency="HHS")

    assert made.citation == "45 CFR 5.61"
    assert "after business hours" in made.explanation


DENIED = on(Kind.DETERMINED, "2024-01-30", disposition="full-denial")


def test_a_closed_window_is_told_as_closed() -> None:
    # Ninety calendar days: April 29, 2024; ninety working days, 6 CFR 5.8(a)(1): June 6, 2024.
    standing = stand(DENIED)

    assert standing.ripe(date(2024, 4, 29)).because.endswith("appeal first.")
    assert "one reading runs to Thu Jun 6, 2024" in standing.ripe(date(2024, 5, 2)).because
    told = standing.ripe(date(2026, 11, 28)).because
    assert (
        "Our time to appeal ran out on Mon Apr 29, 2024 (by another reading Thu Jun 6, 2024)"
        in told
    )
    assert "appeal first" not in told


def test_the_headline_says_that_the_regulations_window_still_runs() -> None:
    told = stand(DENIED).headline(date(2024, 5, 2))

    assert "the safe date, Mon Apr 29, 2024, has passed" in told
    assert "6 CFR 5.8(a)(1) it runs to Thu Jun 6, 2024" in told


def test_late_means_no_search_fees_with_every_exception() -> None:
    late = " ".join(late_means_no_search_fees(stand(), date(2024, 2, 1)))

    for word in ("no search fees", "no duplication fees", "552(a)(4)(A)(viii)", "5,000 pages",
                 "three times", "court", "ten more"):  # fmt: skip
        assert word in late
    assert late_means_no_search_fees(stand(), date(2023, 12, 11)) == ()
    in_time = stand(on(Kind.DETERMINED, "2023-12-11"))
    assert late_means_no_search_fees(in_time, date(2024, 2, 1)) == ()


def test_extensions_of_request_and_appeal_beyond_ten_days_are_flagged_and_read_twice() -> None:
    standing = stand(
        on(Kind.EXTENDED, "2023-12-01", days=10),
        on(Kind.DETERMINED, "2023-12-20", disposition="full-denial"),
        on(Kind.APPEAL_FILED, "2024-01-02"),
        on(Kind.APPEAL_RECEIVED, "2024-01-02"),
        on(Kind.APPEAL_EXTENDED, "2024-01-10", days=10),
    )
    decision = the(standing, "appeal-determination")

    # 20 and 30 working days from January 2, over two holidays.
    assert [r.due for r in decision.readings] == [date(2024, 1, 31), date(2024, 2, 14)]
    assert decision.due == date(2024, 2, 14)
    assert any("552(a)(6)(B)(i)" in flag for flag in standing.flags)


def test_days_late_are_counted_as_the_due_date_is() -> None:
    # December 24, 2024 was closed by order: a due date on them skips it, so lateness does.
    standing = stand()
    due = the(standing, "determination")

    assert due.due == date(2023, 12, 11)
    assert due.days_left(date(2024, 12, 26)) == -260  # 261 with that day counted


def test_the_headline_of_our_time_says_beside_it_that_theirs_ran_out() -> None:
    told = stand(on(Kind.EXPEDITE_DENIED, "2023-11-21")).headline(date(2023, 12, 20))

    assert told.startswith("Our appeal against the denial of expedited processing is due")
    assert "; determination was due Mon Dec 11, 2023, 7 working days late" in told


def test_the_last_day_to_sue_comes_first_in_the_headline_from_ninety_days_on() -> None:
    standing = stand()

    assert "Last day to sue" not in standing.headline(date(2029, 9, 11))
    assert standing.headline(date(2029, 9, 12)).startswith(
        "Last day to sue is Tue Dec 11, 2029, in 90 calendar days"
    )
    assert standing.headline(date(2029, 12, 8)).startswith("Last day to sue is")
    assert the(standing, "suit").state is State.OPEN


def test_why_the_bar_and_ripe_name_the_same_first_day_to_sue() -> None:
    standing = stand()

    assert standing.ripe(date(2024, 1, 2)).since == date(2023, 12, 12)
    assert "We could sue from Tue Dec 12, 2023" in the(standing, "suit").explanation


def test_from_filing_on_the_rules_of_court_give_our_dates() -> None:
    filed = on(Kind.COMPLAINT_FILED, "2024-08-01", number="1:24-cv-02222")
    judged = on(Kind.CASE_CLOSED, "2025-03-03", outcome="judgment")
    settled = on(Kind.CASE_CLOSED, "2025-03-03", outcome="settled")

    assert the(stand(filed), "service").due == date(2024, 10, 30)  # Rule 4(m): 90 days
    assert the(stand(filed, on(Kind.SERVED, "2024-08-08")), "service").state is State.MET
    after = stand(filed, judged)
    assert the(after, "fees-motion").due == date(2025, 3, 17)  # Rule 54(d)(2)(B): 14 days
    assert the(after, "notice-of-appeal").due == date(2025, 5, 2)  # FRAP 4(a)(1)(B): 60 days
    assert the(after, "notice-of-appeal").is_open
    assert "notice-of-appeal" not in [d.limit for d in stand(filed, settled).deadlines]


def test_a_stay_is_told_in_the_one_style_of_dates() -> None:
    filed = on(Kind.COMPLAINT_FILED, "2024-08-01")
    served = on(Kind.SERVED, "2024-08-08")
    stay = (on(Kind.STAYED, "2024-08-20"), on(Kind.STAY_LIFTED, "2024-08-30"))
    told = the(stand(filed, served, *stay), "answer").explanation

    assert "Stayed from Tue Aug 20, 2024 to Fri Aug 30, 2024" in told
    assert "2024-0" not in told


@pytest.mark.parametrize("again", [date(2024, 3, 4), date(2024, 3, 7)])
def test_of_a_denial_told_twice_the_shorter_time_to_appeal_governs(again: date) -> None:
    # 552(a)(6)(A)(i)(III)(aa) gives no less than 90 days; the earlier date is the safe one for us.
    told = [
        Event(Kind.SENT, date(2024, 1, 2)), Event(Kind.RECEIVED, date(2024, 1, 2)),
        Event(Kind.DETERMINED, date(2024, 3, 4), details={"disposition": "full-denial"}),
    ]  # fmt: skip
    details: dict[str, str | int] = {"disposition": "full-denial"}

    def due(*days: int) -> date | None:
        more = [Event(Kind.DETERMINED, again, details={**details, "appeal-days": n}) for n in days]
        (found,) = [
            one.due for one in fold([*told, *more], known("FBI")).deadlines if one.limit == "appeal"
        ]
        return found

    assert due(30) == again + timedelta(days=30)
    assert due(200) == due()


@pytest.mark.parametrize(
    ("body", "due"),
    [("FBI", date(2027, 4, 6)),  # Thanksgiving, Christmas, New Year, King, Washington
     ("US-NY-NYPD", date(2026, 12, 8))],
)  # fmt: skip
def test_working_days_to_appeal_skip_the_holidays_of_the_law_and_are_called_computed(
    body: str, due: date
) -> None:
    days = 90 if body == "FBI" else 9
    told = [
        Event(Kind.SENT, date(2026, 10, 5)), Event(Kind.RECEIVED, date(2026, 10, 5)),
        Event(Kind.DETERMINED, date(2026, 11, 24),
              details={"disposition": "full-denial", "appeal-working-days": days}),
    ]  # fmt: skip

    found = [one for one in fold(told, known(body)).deadlines if one.limit == "appeal"]
    said = [(one.due, one.because) for deadline in found for one in deadline.readings]

    assert (due, f"computed: the {days} working days that the letter prints") in said
    assert not any("date that the letter prints" in because for _, because in said)


def test_an_answer_meets_every_copy_of_its_demand_and_no_other_demand() -> None:
    """A table: what was asked before the one answer, and how many of those stay open."""
    asked, fee = Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED
    rows = (
        ((asked, 2, {}), (asked, 9, {"due": "2026-12-09"}), 0),
        ((fee, 2, {"amount": 1250}), (fee, 9, {"amount": 1250, "due": "2026-12-21"}), 0),
        ((fee, 2, {"amount": 1250}), (fee, 9, {}), 0),
        ((fee, 2, {"amount": 1250}), (fee, 9, {"amount": 300}), 1),
        ((fee, 2, {}), (asked, 9, {}), 1),
        ((asked, 2, {}), (asked, 20, {}), 1),
    )
    for *told, stays in rows:
        answer = told[0][0].value.replace("asked", "answered")
        events = [Event(kind, date(2026, 11, day), details=more) for kind, day, more in told]
        events += [Event(Kind.RECEIVED, date(2026, 10, 1)), Event(Kind(answer), date(2026, 11, 12))]

        folded = fold(events, known("CBP"))

        replies = [one for one in folded.deadlines if one.limit == "reply"]
        assert len(replies) == 2, told
        assert sum(one.state == State.OPEN for one in replies) == stays, told
