"""Events to standing: each transition, with the dates that follow from it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law.agencies import known
from bot.law.events import Certainty, Event, Kind
from bot.law.limitation import KEPT
from bot.law.standing import (
    Appeal,
    Clock,
    Deadline,
    Litigation,
    Outcome,
    Phase,
    Standing,
    State,
    Surety,
    Timeliness,
    fold,
)

SENT = Event(Kind.SENT, date(2023, 11, 9))
RECEIVED = Event(Kind.RECEIVED, date(2023, 11, 9))
DUE = date(2023, 12, 11)


def on(kind: Kind, day: str, **details: str | int) -> Event:
    named = {name.replace("_", "-"): value for name, value in details.items()}
    return Event(kind, date.fromisoformat(day), details=named)


def stand(*events: Event, agency: str = "ICE") -> Standing:
    return fold([SENT, RECEIVED, *events], known(agency))


def the(standing: Standing, limit: str, label: str = "") -> Deadline:
    found = [d for d in standing.deadlines if d.limit == limit and label in d.label]
    assert len(found) == 1, [d.label for d in standing.deadlines]
    return found[0]


# The founding case


def test_the_founding_request_is_due_december_11_and_says_that_receipt_is_assumed() -> None:
    assumed = Event(Kind.RECEIVED, date(2023, 11, 9), Certainty.ASSUMED)
    for agency in ("ICE", "DHS"):
        standing = fold([SENT, assumed], known(agency))
        deadline = the(standing, "determination")

        assert deadline.due == DUE
        assert [(skip.date, skip.why) for skip in deadline.skipped] == [
            (date(2023, 11, 10), "Veterans Day (observed)"),
            (date(2023, 11, 23), "Thanksgiving Day"),
        ]
        assert deadline.certainty is Surety.ASSUMED
        assert (deadline.start, deadline.start_event) == (date(2023, 11, 9), "received")
        assert "assumed" in deadline.explanation
        assert "5 U.S.C. 552(a)(6)(A)(i)" in deadline.explanation
        assert deadline.approved == "not yet approved by counsel"
        assert the(standing, "suit").due == date(2029, 12, 11)
        assert standing.timeliness(DUE) is Timeliness.DUE_TODAY
        assert standing.timeliness(date(2023, 12, 12)) is Timeliness.OVERDUE
        assert deadline.days_left(date(2023, 12, 13)) == -2
        assert "2 working days late (receipt assumed)" in standing.headline(date(2023, 12, 13))


def test_a_bare_sent_gives_unknown_and_says_what_is_needed() -> None:
    standing = fold([SENT], known("ICE"))
    deadline = the(standing, "determination")

    assert (deadline.due, deadline.certainty) == (None, Surety.UNKNOWN)
    assert deadline.explanation.startswith("unknown, need the received date")
    assert deadline.days_left(DUE) is None
    assert (standing.phase, standing.clock) == (Phase.SUBMITTED, Clock.UNKNOWN)
    assert standing.timeliness(DUE) is Timeliness.UNKNOWN
    assert "need the received date" in standing.headline(DUE)


# Receipt


def test_a_stated_receipt_replaces_an_assumed_one_whatever_the_order() -> None:
    assumed = Event(Kind.RECEIVED, date(2023, 11, 9), Certainty.ASSUMED)
    stated = Event(Kind.RECEIVED, date(2023, 11, 14))

    one, other = (
        fold([SENT, assumed, stated], known("ICE")),
        fold([stated, SENT, assumed], known("ICE")),
    )

    assert one == other
    assert one.received_on == date(2023, 11, 14)
    assert the(one, "determination").certainty is Surety.COMPUTED


def test_an_acknowledgment_states_the_receipt_that_it_names_and_is_no_determination() -> None:
    standing = fold(
        [
            SENT,
            on(Kind.ACKNOWLEDGED, "2023-11-20", received="2023-11-14", number="2024-ICFO-00123"),
        ],
        known("ICE"),
    )

    assert standing.received_on == date(2023, 11, 14)
    assert standing.phase is Phase.ACKNOWLEDGED
    assert standing.numbers == (("2024-ICFO-00123", "request"),)
    assert the(standing, "determination").state is State.OPEN


def test_an_acknowledgment_without_a_receipt_shows_the_latest_that_it_can_be() -> None:
    standing = fold([SENT, on(Kind.ACKNOWLEDGED, "2023-11-20")], known("ICE"))

    assert standing.received_on == date(2023, 11, 20)
    assert standing.receipt_certainty == "inferred"
    assert the(standing, "determination").certainty is Surety.ASSUMED


def test_two_stated_days_of_receipt_take_the_later_and_are_flagged() -> None:
    standing = stand(Event(Kind.RECEIVED, date(2023, 11, 14)))

    assert standing.received_on == date(2023, 11, 14)
    assert any("Two days of receipt" in flag for flag in standing.flags)


def test_hand_derived_a_misdirected_request_starts_at_the_latest_after_ten_working_days() -> None:
    elsewhere = Event(Kind.RECEIVED_ELSEWHERE, date(2023, 11, 9))
    capped = fold([SENT, elsewhere], known("ICE"))
    routed = fold([SENT, elsewhere, Event(Kind.RECEIVED, date(2023, 11, 15))], known("ICE"))
    too_late = fold([SENT, elsewhere, Event(Kind.RECEIVED, date(2024, 1, 10))], known("ICE"))

    assert the(capped, "determination").start == date(2023, 11, 27)
    assert the(capped, "determination").due == date(2023, 12, 26)
    assert the(routed, "determination").start == date(2023, 11, 15)
    assert the(too_late, "determination").start == date(2023, 11, 27)


# Stops and extensions


def test_a_clarification_stops_the_clock_until_our_answer_is_received() -> None:
    asked = on(Kind.CLARIFICATION_ASKED, "2023-11-28", due="2023-12-28")
    standing = stand(asked)
    today = date(2023, 12, 20)
    deadline = the(standing, "determination")

    assert deadline.due is None
    assert standing.clock is Clock.TOLLED_CLARIFICATION
    assert standing.timeliness(today) is Timeliness.TOLLED
    assert standing.phase is Phase.AWAITING_REQUESTER
    assert "10 working days had run; 10 working days left" in deadline.explanation
    assert (the(standing, "reply").due, the(standing, "reply").whose) == (
        date(2023, 12, 28),
        "ours",
    )
    assert the(standing, "reply").certainty is Surety.AGENCY_STATED
    assert standing.headline(today).startswith("Our answer to the clarification request is due")

    answered = stand(asked, on(Kind.CLARIFICATION_ANSWERED, "2023-12-05"))
    after = the(answered, "determination")
    assert [reading.due for reading in after.readings] == [date(2023, 12, 15), date(2023, 12, 19)]
    assert after.due == date(2023, 12, 19)
    assert the(answered, "reply").state is State.MET
    assert answered.phase is Phase.PROCESSING


def test_events_of_one_day_follow_their_kind_not_the_order_of_recording() -> None:
    asked, answered = on(Kind.FEE_ASKED, "2023-11-28"), on(Kind.FEE_ANSWERED, "2023-11-28")
    denied, filed = on(Kind.DETERMINED, "2024-03-01"), on(Kind.APPEAL_FILED, "2024-03-01")

    for order in ((asked, answered, denied, filed), (filed, denied, answered, asked)):
        standing = stand(*order)
        assert the(standing, "reply").state is State.MET
        assert the(standing, "appeal").state is State.MET
        assert the(standing, "determination").due == date(2023, 12, 12)


def test_a_second_clarification_stops_nothing_and_is_flagged_but_fee_questions_stop_again() -> None:
    first = (
        on(Kind.CLARIFICATION_ASKED, "2023-11-14"),
        on(Kind.CLARIFICATION_ANSWERED, "2023-11-15"),
    )
    second = (
        on(Kind.CLARIFICATION_ASKED, "2023-11-20"),
        on(Kind.CLARIFICATION_ANSWERED, "2023-11-29"),
    )
    fees = (on(Kind.FEE_ASKED, "2023-11-20"), on(Kind.FEE_ANSWERED, "2023-11-29"))

    once, twice, with_fee = stand(*first), stand(*first, *second), stand(*first, *fees)

    assert the(twice, "determination").due == the(once, "determination").due
    assert any("again on Mon Nov 20, 2023" in flag for flag in twice.flags)
    assert the(with_fee, "determination").due == date(2023, 12, 22)  # two days, then seven more
    assert not any("again" in flag for flag in with_fee.flags)


def test_a_question_after_the_limit_cures_nothing_and_is_flagged() -> None:
    standing = stand(on(Kind.CLARIFICATION_ASKED, "2023-12-12"))

    assert the(standing, "determination").due == DUE
    assert standing.timeliness(date(2023, 12, 12)) is Timeliness.OVERDUE
    assert any("after the limit, Mon Dec 11, 2023" in flag for flag in standing.flags)


def test_a_timely_extension_adds_ten_working_days() -> None:
    standing = stand(on(Kind.EXTENDED, "2023-12-11", due="2024-01-15"))
    deadline = the(standing, "determination")

    assert (deadline.due, deadline.extended) == (date(2023, 12, 26), 10)
    assert standing.clock is Clock.EXTENDED
    assert deadline.stated == date(2024, 1, 15)  # beside ours, never instead
    assert "The agency itself named Mon Jan 15, 2024" in deadline.explanation


def test_a_late_extension_adds_nothing_and_one_over_ten_days_is_flagged() -> None:
    late = stand(on(Kind.EXTENDED, "2023-12-12"))
    long = stand(on(Kind.EXTENDED, "2023-11-20", days=30))

    assert the(late, "determination").due == DUE
    assert any("came after the limit" in flag for flag in late.flags)
    assert any("10 at most" in flag for flag in long.flags)


def test_a_still_interested_letter_is_a_task_on_us_and_stops_nothing() -> None:
    standing = stand(on(Kind.STILL_INTERESTED, "2023-12-01", due="2024-01-16"))

    assert the(standing, "determination").due == DUE
    assert the(standing, "still-interested").due == date(2024, 1, 16)
    assert standing.phase is Phase.AWAITING_REQUESTER


def test_an_undated_question_of_an_agency_without_a_rule_is_owed_without_a_date() -> None:
    deadline = the(stand(on(Kind.CLARIFICATION_ASKED, "2023-12-01"), agency="EOIR"), "reply")

    assert (deadline.due, deadline.state) == (None, State.OPEN)
    assert "need the date by which the letter wants our answer" in deadline.explanation


# What we ask beside the records


def test_expedited_processing_is_granted_denied_or_ignored() -> None:
    asked = on(Kind.EXPEDITE_REQUESTED, "2023-11-09")
    waiting = stand(asked)
    denied = stand(asked, on(Kind.EXPEDITE_DENIED, "2023-11-17"))
    granted = stand(asked, on(Kind.EXPEDITE_GRANTED, "2023-11-28"))

    assert the(waiting, "expedite-decision").due == date(2023, 11, 19)
    assert waiting.expedited_outcome(date(2023, 11, 19)) is Outcome.REQUESTED
    assert waiting.expedited_outcome(date(2023, 11, 20)) is Outcome.IGNORED
    assert denied.expedited is Outcome.DENIED
    assert the(denied, "appeal", "expedited").due == date(2024, 2, 15)
    assert the(denied, "expedite-decision").state is State.MET
    assert the(granted, "expedite-decision").state is State.LATE_MET
    assert granted.expedited is Outcome.GRANTED


def test_the_expedite_decision_takes_the_receipt_as_the_later_reading() -> None:
    standing = fold(
        [SENT, on(Kind.EXPEDITE_REQUESTED, "2023-11-09"), Event(Kind.RECEIVED, date(2023, 11, 14))],
        known("ICE"),
    )

    readings = the(standing, "expedite-decision").readings
    assert [reading.due for reading in readings] == [date(2023, 11, 19), date(2023, 11, 24)]


def test_a_fee_waiver_is_ignored_once_the_determination_is_late() -> None:
    standing = stand(on(Kind.FEE_WAIVER_REQUESTED, "2023-11-09"))

    assert standing.fee_waiver_outcome(DUE) is Outcome.REQUESTED
    assert standing.fee_waiver_outcome(date(2023, 12, 12)) is Outcome.IGNORED


# Ends


def test_an_interim_release_changes_no_clock() -> None:
    standing = stand(on(Kind.INTERIM_RELEASE, "2023-12-01", pages=40))

    assert standing.phase is Phase.INTERIM_RELEASE
    assert the(standing, "determination").state is State.OPEN
    assert standing.clock is Clock.RUNNING


def test_a_determination_stops_the_clock_and_opens_our_appeal() -> None:
    standing = stand(on(Kind.DETERMINED, "2024-03-01", disposition="no-records"))
    appeal = the(standing, "appeal")

    assert the(standing, "determination").state is State.LATE_MET
    assert (standing.phase, standing.clock) == (Phase.DETERMINED, Clock.STOPPED)
    assert standing.disposition == "no-records"
    assert (appeal.due, appeal.whose, appeal.start) == (date(2024, 5, 30), "ours", date(2024, 3, 1))
    assert [reading.due for reading in appeal.readings] == [date(2024, 5, 30), date(2024, 7, 10)]
    assert standing.timeliness(date(2024, 3, 4)) is Timeliness.STOPPED
    assert "Our appeal is due Thu May 30, 2024" in standing.headline(date(2024, 3, 4))
    assert standing.appeal is Appeal.AVAILABLE


def test_a_full_grant_opens_no_appeal() -> None:
    standing = stand(on(Kind.DETERMINED, "2023-12-01", disposition="full-grant"))

    assert "appeal" not in [d.limit for d in standing.deadlines]
    assert the(standing, "determination").state is State.MET
    assert standing.ripe(date(2024, 6, 1)).ripe is False


def test_the_date_that_a_denial_prints_governs_when_it_is_earlier() -> None:
    denied = on(Kind.DETERMINED, "2024-03-01", disposition="glomar", appeal_by="2024-05-15")

    appeal = the(stand(denied), "appeal")

    assert (appeal.due, appeal.certainty) == (date(2024, 5, 15), Surety.AGENCY_STATED)
    assert len(appeal.readings) == 3


def test_an_administrative_closure_is_adverse_and_closes() -> None:
    standing = stand(on(Kind.CLOSED_ADMINISTRATIVELY, "2024-02-01"))

    assert (standing.phase, standing.disposition) == (Phase.CLOSED, "administratively-closed")
    assert the(standing, "appeal", "administrative closure").due == date(2024, 5, 1)


def test_a_referral_is_kept_and_asks_for_a_clock_of_its_own() -> None:
    standing = stand(on(Kind.REFERRED, "2023-12-01", agency="CBP"))

    assert standing.referrals == (("CBP", date(2023, 12, 1)),)
    assert any(
        "CBP on Fri Dec 1, 2023: it has a clock of its own" in flag for flag in standing.flags
    )


@pytest.mark.parametrize("end", [Kind.REQUEST_WITHDRAWN, Kind.CLOSED_BY_US, Kind.DEAD_LETTER])
def test_after_our_end_every_date_falls_silent_but_the_last_day_to_sue(end: Kind) -> None:
    standing = stand(on(end, "2023-12-01"))
    waived = stand(on(end, "2023-12-01"), on(Kind.SUIT_WAIVED, "2024-01-02"))

    kept = [d for d in standing.deadlines if d.is_open]
    assert [(d.limit, d.due, d.label) for d in kept] == [("suit", date(2029, 12, 11), KEPT)]
    assert standing.timeliness(date(2024, 1, 2)) is Timeliness.STOPPED
    assert standing.next(date(2024, 1, 2)) == kept[0]
    assert {d.state for d in waived.deadlines} == {State.WITHDRAWN}


# Appeal and remand

DENIED = on(Kind.DETERMINED, "2024-03-01", disposition="partial-grant")
APPEALED = (DENIED, on(Kind.APPEAL_FILED, "2024-04-01", number="2024-ICAP-00077"))


def test_an_appeal_meets_our_date_and_waits_for_its_day_of_receipt() -> None:
    standing = stand(*APPEALED)

    assert the(standing, "appeal").state is State.MET
    assert the(standing, "appeal-determination").due is None
    assert standing.timeliness(date(2024, 4, 2)) is Timeliness.UNKNOWN
    assert ("2024-ICAP-00077", "appeal") in standing.numbers


def test_the_decision_on_an_appeal_is_due_twenty_working_days_after_receipt() -> None:
    standing = stand(*APPEALED, on(Kind.APPEAL_RECEIVED, "2024-04-03"))
    governing = standing.governing()

    assert governing is not None
    assert (governing.limit, governing.due) == ("appeal-determination", date(2024, 5, 1))
    assert "Appeal pending" in standing.headline(date(2024, 4, 20))
    extended = stand(
        *APPEALED, on(Kind.APPEAL_RECEIVED, "2024-04-03"), on(Kind.APPEAL_EXTENDED, "2024-05-01")
    )
    assert the(extended, "appeal-determination").due == date(2024, 5, 15)


def test_a_late_appeal_is_shown_as_late() -> None:
    assert the(stand(DENIED, on(Kind.APPEAL_FILED, "2024-06-03")), "appeal").state is State.LATE_MET


@pytest.mark.parametrize(
    "remand",
    [
        (on(Kind.APPEAL_DECIDED, "2024-05-01", outcome="remanded"),),
        (
            on(Kind.APPEAL_DECIDED, "2024-04-20", outcome="reversed"),
            on(Kind.REMANDED, "2024-05-01"),
        ),
    ],
)
def test_a_remand_opens_a_new_clock_and_leaves_the_old_one_readable(
    remand: tuple[Event, ...],
) -> None:
    standing = stand(*APPEALED, on(Kind.APPEAL_RECEIVED, "2024-04-03"), *remand)
    old, new = (d for d in standing.deadlines if d.limit == "determination")

    assert (old.due, old.state) == (DUE, State.LATE_MET)
    assert (new.label, new.due) == ("Determination after remand", date(2024, 5, 30))
    assert standing.governing() == new
    assert standing.phase is Phase.PROCESSING


# Suit


def test_silence_exhausts_and_a_late_determination_before_suit_withdraws_it() -> None:
    silent = stand()
    late = stand(DENIED)

    assert silent.ripe(DUE).ripe is False
    ripe = silent.ripe(date(2023, 12, 12))
    assert (ripe.ripe, ripe.since) == (True, date(2023, 12, 12))
    assert "552(a)(6)(C)(i)" in ripe.because
    assert ripe.facts[0] == ("May we sue?", f"Yes, since Tue Dec 12, 2023. {ripe.because}")
    assert late.ripe(date(2024, 3, 4)).ripe is False
    assert "appeal first" in late.ripe(date(2024, 3, 4)).because


def test_silence_on_an_appeal_and_a_decision_both_exhaust() -> None:
    received = on(Kind.APPEAL_RECEIVED, "2024-04-03")
    silent = stand(*APPEALED, received)
    decided = stand(*APPEALED, received, on(Kind.APPEAL_DECIDED, "2024-04-30", outcome="affirmed"))

    assert silent.ripe(date(2024, 5, 1)).ripe is False
    assert silent.ripe(date(2024, 5, 2)).since == date(2024, 5, 2)
    assert decided.ripe(date(2024, 5, 2)).since == date(2024, 4, 30)


def test_six_years_are_warned_of_two_years_ahead() -> None:
    facts = {day: dict(stand().ripe(day).facts)["Last day to sue"] for day in
             (date(2027, 12, 10), date(2027, 12, 11), date(2029, 12, 12))}  # fmt: skip

    assert facts[date(2027, 12, 10)].startswith("Tue Dec 11, 2029")
    assert facts[date(2027, 12, 11)].startswith("WARNING")
    assert facts[date(2029, 12, 12)].startswith("PASSED")


def test_an_assumed_receipt_is_named_as_the_gap_in_the_proof() -> None:
    assumed = Event(Kind.RECEIVED, date(2023, 11, 9), Certainty.ASSUMED)

    assert "Proof" in dict(fold([SENT, assumed], known("ICE")).ripe(date(2024, 1, 2)).facts)


COURT = (
    on(Kind.COMPLAINT_FILED, "2024-08-01", number="1:24-cv-02222"),
    on(Kind.SERVED, "2024-08-08"),
)


def test_the_answer_runs_from_service_and_rolls_off_a_weekend() -> None:
    unserved = stand(COURT[0])
    served = stand(*COURT)

    assert the(unserved, "answer").due is None
    assert "the day on which the complaint was served" in the(unserved, "answer").explanation
    assert the(served, "answer").due == date(2024, 9, 9)  # September 7 is a Saturday
    assert served.litigation is Litigation.SERVED
    assert served.governing() == the(served, "answer")
    assert the(served, "suit").state is State.MET
    assert ("1:24-cv-02222", "litigation") in served.numbers


ORDER = on(
    Kind.PRODUCTION_ORDERED,
    "2024-10-01",
    quantity=500,
    per="month",
    first="2024-11-15",
    until="2025-02-28",
)


def test_an_order_makes_milestones_and_supersedes_the_statutes_clock() -> None:
    standing = stand(*COURT, ORDER)
    dues = [d.due for d in standing.deadlines if d.limit == "production"]

    # December 15 is a Sunday and February 15 a Saturday before a holiday: both readings are shown.
    assert dues == [date(2024, 11, 15), date(2024, 12, 16), date(2025, 1, 15), date(2025, 2, 18)]
    moved = the(standing, "production", "Production 2")
    assert [reading.due for reading in moved.readings] == [date(2024, 12, 15), date(2024, 12, 16)]
    assert moved.certainty is Surety.COURT_ORDERED
    assert the(standing, "determination").state is State.SUPERSEDED


def test_processing_is_compared_with_the_order_and_release_is_not() -> None:
    short = stand(*COURT, ORDER, on(Kind.PRODUCTION, "2024-11-15", processed=300, released=300))
    enough = stand(*COURT, ORDER, on(Kind.PRODUCTION, "2024-11-15", processed=500, released=0))

    assert the(short, "production", "Production 1").state is State.OPEN
    assert (
        "Processed so far 300 of 500 pages" in the(short, "production", "Production 1").explanation
    )
    assert the(enough, "production", "Production 1").state is State.MET
    assert the(enough, "production", "Production 2").state is State.OPEN


def test_a_stay_holds_court_dates_and_lifted_moves_those_of_the_agency() -> None:
    stayed = stand(*COURT, ORDER, on(Kind.STAYED, "2024-11-01"))
    lifted = stand(*COURT, ORDER, on(Kind.STAYED, "2024-11-01"), on(Kind.STAY_LIFTED, "2024-11-11"))

    assert stayed.litigation is Litigation.STAYED
    assert the(stayed, "production", "Production 1").due is None
    assert stayed.timeliness(date(2024, 11, 20)) is Timeliness.TOLLED
    assert the(lifted, "production", "Production 1").due == date(2024, 11, 25)


def test_court_dates_and_dates_set_by_hand_are_ours_and_can_be_done() -> None:
    report = on(Kind.COURT_DATE, "2024-10-01", due="2024-12-02", text="Joint status report")
    call = on(Kind.MANUAL_DEADLINE, "2024-10-01", due="2024-10-15", text="Call the liaison")
    done = on(Kind.DONE, "2024-10-10", of="call the liaison")

    standing = stand(*COURT, report, call, done)

    assert (the(standing, "court-date").due, the(standing, "court-date").whose) == (
        date(2024, 12, 2),
        "ours",
    )
    assert (the(standing, "manual").state, the(standing, "manual").met_on) == (
        State.MET,
        date(2024, 10, 10),
    )
    assert the(standing, "manual").certainty is Surety.MANUAL


def test_an_estimate_stands_beside_the_computed_date() -> None:
    standing = stand(on(Kind.ESTIMATE_GIVEN, "2023-12-01", due="2024-06-01"))

    assert the(standing, "determination").due == DUE
    assert [(e.given_on, e.due) for e in standing.estimates] == [
        (date(2023, 12, 1), date(2024, 6, 1))
    ]


# Time around a date


def test_on_time_soon_today_and_overdue_follow_each_other_without_a_gap() -> None:
    standing = stand()
    days = [date(2023, 12, day) for day in (1, 4, 8, 9, 10, 11, 12)]

    assert [str(standing.timeliness(day)) for day in days] == [
        "on_time", "due_soon", "due_soon", "due_soon", "due_soon", "due_today", "overdue",
    ]  # fmt: skip


def test_the_next_date_is_the_nearest_ahead_else_the_newest_missed() -> None:
    standing = stand(on(Kind.EXPEDITE_REQUESTED, "2023-11-09"))

    assert (standing.next(date(2023, 11, 15)) or DUE) == the(standing, "expedite-decision")
    assert (standing.next(date(2023, 12, 1)) or DUE) == the(standing, "determination")
    assert (standing.next(date(2024, 1, 1)) or DUE) == the(standing, "suit")


def test_a_state_request_counts_on_its_states_rule_and_calendar() -> None:
    standing = fold(
        [Event(Kind.SENT, date(2024, 4, 8)), Event(Kind.RECEIVED, date(2024, 4, 8))], known("US-MA")
    )

    # Ten business days over Patriots' Day, April 15.
    assert the(standing, "determination").due == date(2024, 4, 23)
    # 950 CMR 32.08(1)(d): our petition against a silence, 90 days from the request.
    assert [d.limit for d in standing.deadlines] == ["determination", "appeal"]
