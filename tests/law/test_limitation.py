"""The ledger of the six years to sue: what could have started them, and that no fact moves it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.law.agencies import known
from bot.law.events import Certainty, Event, Kind
from bot.law.standing import Deadline, Standing, Surety, fold
from tests.law.test_properties import lives

pytestmark = pytest.mark.slow


def on(kind: Kind, day: str, **details: str | int) -> Event:
    named = {name.replace("_", "-"): value for name, value in details.items()}
    return Event(kind, date.fromisoformat(day), details=named)


def bar(*events: Event, agency: str = "FBI") -> Deadline:
    return suit_of(fold(events, known(agency)))


def suit_of(standing: Standing) -> Deadline:
    (found,) = [d for d in standing.deadlines if d.limit == "suit"]
    return found


def readings(one: Deadline) -> list[str]:
    return [reading.due.isoformat() for reading in one.readings]


DENIED_IN_TIME = (
    on(Kind.RECEIVED, "2018-03-01"),
    on(Kind.DETERMINED, "2018-03-20", disposition="full-denial"),
    on(Kind.APPEAL_FILED, "2018-05-01"),
    on(Kind.APPEAL_RECEIVED, "2018-05-01"),
)


def test_an_appeal_decided_late_moves_the_bar_nowhere_and_is_listed_beside_it() -> None:
    before = bar(*DENIED_IN_TIME)
    after = bar(*DENIED_IN_TIME, on(Kind.APPEAL_DECIDED, "2022-09-01", outcome="affirmed"))

    assert after.due == before.due
    assert after.version == before.version  # nothing that was said of it is said again
    # Six years from the lapse of the appeal, 20 working days from May 1 over Memorial Day.
    assert "2024-05-30" in readings(before)
    assert after.due is not None
    assert after.due <= date(2024, 5, 30)
    assert "2028-09-01" in readings(after)


def test_sent_and_only_acknowledged_the_day_of_sending_counts() -> None:
    # 20 working days from November 20, 2020, over Thanksgiving.
    one = bar(on(Kind.SENT, "2020-11-20"), on(Kind.ACKNOWLEDGED, "2021-06-01"))

    assert one.due == date(2026, 12, 21)
    assert "2027-06-30" in readings(one)
    assert "sent" in one.explanation


def test_of_two_days_of_receipt_the_earlier_counts_for_us() -> None:
    one = bar(on(Kind.RECEIVED, "2021-02-01"), on(Kind.RECEIVED, "2021-03-01"))

    assert one.due == date(2027, 3, 2)  # over Washington's Birthday
    assert one.certainty is Surety.COMPUTED


def test_another_components_receipt_counts_for_us_without_the_ten_days() -> None:
    one = bar(on(Kind.RECEIVED_ELSEWHERE, "2021-03-01"))

    assert one.due == date(2027, 3, 29)


def test_sent_without_a_receipt_gives_a_protective_bar_and_no_due_date_of_theirs() -> None:
    standing = fold([on(Kind.SENT, "2020-11-20")], known("ICE"))
    one = suit_of(standing)

    assert (one.due, one.certainty) == (date(2026, 12, 21), Surety.ASSUMED)
    assert one.is_open
    assert standing.deadlines[0].due is None


def test_ripe_cannot_tell_without_a_receipt_but_says_no_before_the_earliest_day() -> None:
    standing = fold([on(Kind.SENT, "2020-11-20")], known("ICE"))

    early, late = standing.ripe(date(2020, 12, 21)), standing.ripe(date(2020, 12, 22))
    assert early.ripe is False
    assert "need the received date" in early.because
    assert late.ripe is None
    assert late.facts[0][1].startswith("Cannot tell.")
    assert late.gaps == ("proof of the day on which the agency received the request",)


def test_an_assumed_receipt_is_a_condition_of_the_yes_not_its_last_line() -> None:
    standing = fold(
        [
            on(Kind.SENT, "2023-11-09"),
            Event(Kind.RECEIVED, date(2023, 11, 9), Certainty.ASSUMED),
        ],
        known("ICE"),
    )

    told = standing.ripe(date(2026, 11, 28))

    assert (told.ripe, told.since) == (None, date(2023, 12, 12))
    facts = dict(told.facts)
    assert facts["May we sue?"].startswith(
        "Yes, if ICE received it on Thu Nov 9, 2023, which nothing on file proves."
    )
    assert [label for label, _ in told.facts][1] == "Proof"
    assert facts["Defendant"].startswith("DHS (ICE is its component)")
    assert "552(a)(4)(B)" in facts["Where"]
    assert "before we file" in facts["Before we file"]
    assert "Tue Dec 11, 2029" in facts["Last day to sue"]


def test_a_state_has_no_federal_bar() -> None:
    standing = fold([on(Kind.SENT, "2026-10-05"), on(Kind.RECEIVED, "2026-10-05")], known("US-OR"))

    assert standing.ledger == ()
    assert "suit" not in [d.limit for d in standing.deadlines]


def test_only_a_correction_moves_the_bar_later() -> None:
    wrong = Event(Kind.RECEIVED, date(2021, 2, 1), id="1")
    right = Event(Kind.RECEIVED, date(2021, 3, 1), id="2", details={"supersedes": "1"})

    assert bar(wrong).due == date(2027, 3, 2)
    assert bar(wrong, replace(right, details={})).due == date(2027, 3, 2)
    assert bar(wrong, right).due == date(2027, 3, 29)


def test_a_tolling_agreement_is_shown_and_moves_nothing() -> None:
    received = on(Kind.RECEIVED, "2021-02-01")
    agreed = on(Kind.TOLLING_AGREED, "2026-06-01", until="2027-06-01")

    one = bar(received, agreed)
    assert one.due == bar(received).due
    assert "tolling agreement of Mon Jun 1, 2026" in one.explanation


def test_a_court_or_a_lead_sets_the_bar_and_what_was_before_stays_in_words() -> None:
    received = on(Kind.RECEIVED, "2021-02-01")
    order = on(Kind.SUIT_BAR_SET, "2026-06-01", due="2027-09-01", text="order of May 30")

    one = bar(received, order)
    assert (one.due, one.certainty) == (date(2027, 9, 1), Surety.MANUAL)
    assert "Without that, the earliest that the record allows is Tue Mar 2, 2027" in (
        one.explanation
    )


def test_after_a_full_grant_the_date_stays_but_nothing_reminds_of_it() -> None:
    granted = on(Kind.DETERMINED, "2021-02-20", disposition="full-grant")

    one = bar(on(Kind.RECEIVED, "2021-02-01"), granted)
    assert one.due == date(2027, 3, 2)
    assert not one.is_open


@settings(max_examples=400)
@given(lives(), st.randoms(use_true_random=False))
def test_adding_a_fact_never_moves_the_bar_later_in_any_order_of_recording(
    events: list[Event], rng: random.Random
) -> None:
    shuffled = [event for event in events if event.kind is not Kind.SUIT_BAR_SET]
    rng.shuffle(shuffled)
    last = date.max

    for number in range(1, len(shuffled) + 1):
        found = [d for d in fold(shuffled[:number], known("ICE")).deadlines if d.limit == "suit"]
        if not found:
            assert last == date.max  # what was there once stays
            continue
        assert found[0].due is not None
        assert found[0].due <= last
        last = found[0].due


# New Jersey, Washington and Michigan count from a denial, New York and Pennsylvania from a review.
@pytest.mark.parametrize(
    "agency", ["ICE", "FBI", "State", "US-NJ", "US-WA", "US-MI", "US-NY", "US-PA"]
)
def test_the_same_over_two_thousand_seeded_histories_and_those_of_states(agency: str) -> None:
    kinds = [kind for kind in Kind if kind not in {Kind.SENT, Kind.SUIT_BAR_SET}]
    for seed in range(2000 // 3 + 1):
        rng = random.Random(f"{agency} {seed}")
        sent = date(2014, 1, 2) + timedelta(days=rng.randrange(4000))
        events = [Event(Kind.SENT, sent)]
        for _ in range(rng.randrange(1, 9)):
            day = sent + timedelta(days=rng.choice((0, 3, 20, 45, 200)) + rng.randrange(9))
            events.append(Event(rng.choice(kinds), day, rng.choice(list(Certainty))))
        rng.shuffle(events)
        seen = [
            d.due or date.min
            for number in range(1, len(events) + 1)
            for d in fold(events[:number], known(agency)).deadlines
            if d.limit == "suit"
        ]
        assert seen == sorted(seen, reverse=True), (agency, seed)


def test_a_states_bar_goes_by_its_own_time_from_the_earliest_fact() -> None:
    # N.J. Ct. R. 4:69-6(a): 45 days; seven business days from March 4, 2024 end on March 13.
    received = (on(Kind.SENT, "2024-03-04"), on(Kind.RECEIVED, "2024-03-04"))
    extended = on(Kind.EXTENDED, "2024-03-12", days=20)
    plain, later = bar(*received, agency="US-NJ"), bar(*received, extended, agency="US-NJ")

    assert plain.due == later.due == date(2024, 4, 27)
    assert len(readings(later)) > len(readings(plain))  # what the extension makes of it, beside
    assert "28 U.S.C." not in later.explanation
    # N.Y. CPLR 217: four months, from the decision on the appeal or its ten business days alone.
    assert "suit" not in [d.limit for d in fold(received, known("US-NY")).deadlines]
    appealed = (*received, on(Kind.APPEAL_FILED, "2024-04-02"))
    assert bar(*appealed, agency="US-NY").due == date(2024, 8, 16)
