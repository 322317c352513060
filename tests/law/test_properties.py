"""What holds for every date, every order of recording and every life of a request."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.law.agencies import STATES, known
from bot.law.calculator import Span, compute
from bot.law.calendar import federal, federal_late, state
from bot.law.events import Certainty, Event, Kind, in_order
from bot.law.limits import all_limits
from bot.law.spans import tolled_days, united
from bot.law.standing import Surety, Timeliness, fold

pytestmark = pytest.mark.slow

STARTS = st.dates(date(2000, 1, 3), date(2045, 1, 1))
WORKING = [
    limit
    for limit in all_limits()
    if limit.unit == "working" and limit.until is None and not limit.also
]
FEDERAL_WORKING = [limit for limit in WORKING if limit.calendar == "federal"]


@st.composite
def spans(draw: st.DrawFn, around: date) -> list[Span]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = around + timedelta(days=draw(st.integers(0, 60)))
        found.append(Span(first, first + timedelta(days=draw(st.integers(0, 40)))))
    return found


@st.composite
def starts_with_spans(draw: st.DrawFn) -> tuple[date, list[Span]]:
    start = draw(STARTS)
    return start, draw(spans(start))


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    """A life of a component request: any events, on any days after sending."""
    sent = draw(st.dates(date(2015, 1, 1), date(2035, 1, 1)))
    kinds = draw(
        st.lists(st.sampled_from([kind for kind in Kind if kind is not Kind.SENT]), max_size=14)
    )
    events = [Event(Kind.SENT, sent, id="0")]
    for number, kind in enumerate(kinds, 1):
        on = sent + timedelta(days=draw(st.one_of(st.integers(0, 6), st.integers(0, 250))))
        details: dict[str, str | int] = {}
        if draw(st.booleans()):
            details["due"] = (on + timedelta(days=draw(st.integers(0, 60)))).isoformat()
        if kind is Kind.APPEAL_DECIDED and draw(st.booleans()):
            details["outcome"] = "remanded"
        if kind is Kind.PRODUCTION_ORDERED:
            details |= {
                "quantity": 500,
                "per": "month",
                "first": (on + timedelta(days=20)).isoformat(),
                "times": 3,
            }
        certainty = draw(st.sampled_from(Certainty))
        events.append(Event(kind, on, certainty, str(number), details))
    return events


@given(STARTS, st.sampled_from(FEDERAL_WORKING), st.integers(0, 10))
def test_a_due_date_on_a_working_day_limit_is_a_working_day(
    start: date, limit, extended: int
) -> None:  # type: ignore[no-untyped-def]
    computed = compute(limit.name, start, agency=limit.agency or None, extended=extended)

    assert computed.due is not None
    assert federal().is_working(computed.due)


@settings(max_examples=60)
@given(STARTS, st.sampled_from(sorted(STATES)))
def test_a_states_working_day_limit_ends_on_a_working_day_of_that_state(
    start: date, code: str
) -> None:
    computed = compute("determination", start, agency=f"US-{code}")

    if computed.unit == "working":
        assert computed.due is not None
        assert state(code).is_working(computed.due)


@given(
    starts_with_spans(),
    st.integers(1, 40),
    st.sampled_from(["determination", "appeal", "expedite-decision"]),
)
def test_a_later_receipt_never_gives_an_earlier_date(
    start_and_spans: tuple[date, list[Span]], later: int, limit: str
) -> None:
    start, tolled = start_and_spans

    first = compute(limit, start, agency="ICE", tolled=tolled).due
    second = compute(limit, start + timedelta(days=later), agency="ICE", tolled=tolled).due

    assert first is not None
    assert second is not None
    assert first <= second


@given(starts_with_spans())
def test_tolled_and_running_days_add_up_to_the_elapsed_working_days(
    start_and_spans: tuple[date, list[Span]],
) -> None:
    start, tolled = start_and_spans

    computed = compute("determination", start, tolled=tolled)

    # Counted on the calendar of the governing, later reading, from the day it takes as receipt.
    days = federal_late()
    assert computed.due is not None
    begin = days.next_working(start)
    counted = [span for span in tolled if span.start <= computed.due]
    stood = tolled_days(counted, begin, computed.due, days)
    assert computed.amount + stood == days.between(begin, computed.due)


@given(starts_with_spans())
def test_the_later_reading_is_never_earlier_and_theirs_is_the_later(
    start_and_spans: tuple[date, list[Span]],
) -> None:
    start, tolled = start_and_spans

    theirs = compute("determination", start, tolled=tolled)
    ours = compute("appeal", start, agency="ICE")

    dates = [reading.due for reading in theirs.readings]
    assert dates == sorted(set(dates))
    assert theirs.due == dates[-1]
    assert ours.due == min(reading.due for reading in ours.readings)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30)), max_size=6))
def test_uniting_spans_keeps_every_day_and_leaves_no_overlap(pairs: list[tuple[int, int]]) -> None:
    base = date(2024, 1, 1)
    given_spans = [Span(base + timedelta(a), base + timedelta(a + b)) for a, b in pairs]

    def covered(some: Sequence[Span]) -> set[date]:
        return {
            span.start + timedelta(n)
            for span in some
            if span.end
            for n in range((span.end - span.start).days + 1)
        }

    joined = united(given_spans)

    assert covered(joined) == covered(given_spans)
    assert all(a.end is not None and a.end < b.start for a, b in pairwise(joined))


@given(lives(), st.randoms(use_true_random=False))
def test_folding_in_any_order_of_recording_gives_the_same_standing(
    events: list[Event], rng: random.Random
) -> None:
    shuffled = [replace(event, id=str(place)) for place, event in enumerate(events)]
    rng.shuffle(shuffled)

    assert fold(shuffled, known("ICE")) == fold(events, known("ICE"))


@given(lives(), st.integers(0, 13), st.integers(1, 30))
def test_a_superseded_event_changes_nothing(events: list[Event], which: int, days: int) -> None:
    wrong = events[which % len(events)]
    right = replace(wrong, on=wrong.on + timedelta(days=days), id="right")
    correction = replace(right, details={**right.details, "supersedes": wrong.id})

    without = [right if event is wrong else event for event in events]
    corrected = fold([*events, correction], known("ICE"))

    assert wrong not in in_order([*events, correction])
    assert corrected.deadlines == fold(without, known("ICE")).deadlines
    assert corrected.headline(date(2036, 1, 2)) == fold(without, known("ICE")).headline(
        date(2036, 1, 2)
    )


@given(lives())
def test_taking_a_correction_back_revives_what_it_replaced(events: list[Event]) -> None:
    wrong = events[-1]
    correction = replace(wrong, id="c", details={"supersedes": wrong.id})
    undo = Event(Kind.NOTE, wrong.on, id="u", details={"supersedes": "c"})

    live = in_order([*events, correction, undo])

    assert any(event.id == wrong.id for event in live) or any(
        event.content() == wrong.content() for event in live
    )
    assert all(event.id != "c" for event in live)


@given(lives())
def test_every_component_request_is_in_exactly_one_list_on_every_date_around_a_deadline(
    events: list[Event],
) -> None:
    standing = fold(events, known("ICE"))
    governing = standing.governing()
    around = governing.due if governing and governing.due else date(2024, 3, 1)

    for offset in range(-12, 13):
        today = around + timedelta(days=offset)
        timeliness = standing.timeliness(today)
        assert timeliness in Timeliness
        assert standing.headline(today)
        if governing is not None and governing.due is not None:
            late = timeliness is Timeliness.OVERDUE
            assert late == (today > governing.due)  # overdue begins the day after
            assert (timeliness is Timeliness.DUE_TODAY) == (today == governing.due)


@given(lives())
def test_limit_and_version_are_unique_in_a_standing_and_a_date_without_start_is_unknown(
    events: list[Event],
) -> None:
    deadlines = fold(events, known("ICE")).deadlines

    assert len({(d.limit, d.version) for d in deadlines}) == len(deadlines)
    for deadline in deadlines:
        assert deadline.explanation
        assert deadline.to_json()["limit"] == deadline.limit
        if deadline.due is None:
            assert deadline.certainty is Surety.UNKNOWN


@given(lives(), st.dates(date(2015, 1, 1), date(2036, 1, 1)))
def test_a_note_changes_no_version(events: list[Event], on: date) -> None:
    note = Event(Kind.NOTE, on, id="n", details={"text": "ICE called"})

    before = {(d.limit, d.version, d.state) for d in fold(events, known("ICE")).deadlines}
    after = {(d.limit, d.version, d.state) for d in fold([*events, note], known("ICE")).deadlines}

    assert before == after


@given(lives(), st.dates(date(2015, 1, 1), date(2049, 1, 1)))
def test_suit_is_ripe_only_since_a_day_that_has_come(events: list[Event], today: date) -> None:
    verdict = fold(events, known("ICE")).ripe(today)

    assert verdict.because
    if verdict.ripe:
        assert verdict.since is not None
        assert verdict.since <= today or verdict.since in {event.on for event in events}
