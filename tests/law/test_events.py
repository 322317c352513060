"""Names of events as people type them, and what cannot have happened."""

from __future__ import annotations

from datetime import date

import pytest

from bot.law import events
from bot.law.dates import UnclearDate, parse_date
from bot.law.events import (
    Certainty,
    Event,
    ImpossibleEvent,
    Kind,
    UnknownEvent,
    in_order,
    parse_kind,
)
from bot.law.possible import check
from tests.support.cases import each

TODAY = date(2024, 6, 3)
SENT = Event(Kind.SENT, date(2023, 11, 9))


@each("kind", list(Kind))
def test_every_event_is_known_by_its_own_name_and_described(kind: Kind) -> None:
    assert parse_kind(kind.value) is kind
    assert parse_kind(kind.value.replace("-", " ").upper()) is kind
    assert parse_kind(kind.value.replace("-", "_")) is kind
    assert events.describe(kind)
    assert Kind(kind.value) is kind


@each(
    ("words", "kind"),
    [
        ("ack", Kind.ACKNOWLEDGED), ("acknowledgment", Kind.ACKNOWLEDGED), ("got it", Kind.RECEIVED),
        ("determination", Kind.DETERMINED), ("final response", Kind.DETERMINED),
        ("denied expedite", Kind.EXPEDITE_DENIED), ("expedited processing denied", Kind.EXPEDITE_DENIED),
        ("fee waiver granted", Kind.FEE_WAIVER_GRANTED), ("denial of the fee waiver", Kind.FEE_WAIVER_DENIED),
        ("extension", Kind.EXTENDED), ("appealed", Kind.APPEAL_FILED), ("appeal decision", Kind.APPEAL_DECIDED),
        ("clarification requested", Kind.CLARIFICATION_ASKED), ("sued", Kind.COMPLAINT_FILED),
        ("interim response", Kind.INTERIM_RELEASE), ("tracking number", Kind.NUMBER_ASSIGNED),
        ("withdrawn", Kind.REQUEST_WITHDRAWN), ("administrative closure", Kind.CLOSED_ADMINISTRATIVELY),
    ],
)  # fmt: skip
def test_what_people_say_is_understood(words: str, kind: Kind) -> None:
    assert parse_kind(words) is kind


@pytest.mark.parametrize(
    "words", ["data breach/ICE acknowledged", "frobnicated", "", "ice", "appeal received elsewhere"]
)
def test_words_that_are_no_event_are_refused_with_near_ones(words: str) -> None:
    with pytest.raises(UnknownEvent, match="Near ones: "):
        parse_kind(words)


def test_a_near_miss_is_told_the_right_word() -> None:
    with pytest.raises(UnknownEvent, match="acknowledged"):
        parse_kind("acknowledgedd")


@each(
    ("new", "reason"),
    [
        (Event(Kind.DETERMINED, date(2023, 11, 8)), "before the request was sent"),
        (Event(Kind.RECEIVED, date(2023, 11, 8)), "before the request was sent"),
        (Event(Kind.RECEIVED, date(2024, 6, 4)), "in the future"),
        (Event(Kind.NOTE, date(1975, 1, 1)), "before 1990"),
        (Event(Kind.CLARIFICATION_ANSWERED, date(2024, 1, 2)), "nothing on record says clarification asked"),
        (Event(Kind.APPEAL_RECEIVED, date(2024, 1, 2)), "appeal filed"),
        (Event(Kind.SERVED, date(2024, 1, 2)), "complaint filed"),
        (Event(Kind.STAY_LIFTED, date(2024, 1, 2)), "case stayed"),
        (Event(Kind.NUMBER_ASSIGNED, date(2024, 1, 2)), "--number"),
        (Event(Kind.MANUAL_DEADLINE, date(2024, 1, 2)), "--due"),
        (Event(Kind.EXTENDED, date(2024, 1, 2), details={"due": "2023-12-01"}), "before the event itself"),
        (Event(Kind.EXTENDED, date(2024, 1, 2), details={"due": "2023-02-30"}), "is no date for due"),
        (Event(Kind.ACKNOWLEDGED, date(2024, 1, 2), details={"received": "2024-01-03"}), "received on 2024-01-03"),
        (Event(Kind.ACKNOWLEDGED, date(2024, 1, 2), details={"received": "2023-11-01"}), "before it was sent"),
    ],
)  # fmt: skip
def test_what_cannot_have_happened_is_refused_with_the_reason(new: Event, reason: str) -> None:
    with pytest.raises(ImpossibleEvent, match=reason):
        check(new, [SENT], today=TODAY)


def test_nothing_happens_to_a_request_that_was_not_sent() -> None:
    with pytest.raises(ImpossibleEvent, match="was not sent yet"):
        check(Event(Kind.DETERMINED, date(2024, 1, 2)), [], today=TODAY)
    assert check(Event(Kind.RECEIVED, date(2024, 1, 2)), [], today=TODAY) == ()
    assert check(Event(Kind.NOTE, date(2024, 1, 2)), [], today=TODAY) == ()


def test_an_answer_cannot_come_before_its_question() -> None:
    asked = Event(Kind.CLARIFICATION_ASKED, date(2024, 1, 10))

    with pytest.raises(ImpossibleEvent, match="comes before its ground"):
        check(Event(Kind.CLARIFICATION_ANSWERED, date(2024, 1, 9)), [SENT, asked], today=TODAY)
    assert (
        check(Event(Kind.CLARIFICATION_ANSWERED, date(2024, 1, 10)), [SENT, asked], today=TODAY)
        == ()
    )


def test_sending_cannot_move_after_what_is_on_record() -> None:
    received = Event(Kind.RECEIVED, date(2023, 11, 10))

    with pytest.raises(ImpossibleEvent, match="received by the agency on 2023-11-10 is on record"):
        check(Event(Kind.SENT, date(2023, 11, 20)), [SENT, received], today=TODAY)


@each(
    ("new", "known", "said"),
    [
        (Event(Kind.CLARIFICATION_ASKED, date(2024, 1, 5)), Event(Kind.CLARIFICATION_ASKED, date(2023, 12, 1)), "one only"),
        (Event(Kind.EXPEDITE_DENIED, date(2024, 1, 5)), None, "no request for expedited processing"),
        (Event(Kind.APPEAL_FILED, date(2024, 1, 5)), None, "no adverse determination"),
        (Event(Kind.OGIS_OPENED, date(2024, 1, 5)), None, "does not stop the time to appeal"),
        (Event(Kind.RECEIVED, date(2023, 11, 11)), None, "no working day (Saturday)"),
        (Event(Kind.DETERMINED, date(2024, 1, 5)), Event(Kind.DETERMINED, date(2023, 12, 5)), "a time to appeal of its own"),
    ],
)  # fmt: skip
def test_what_is_odd_is_recorded_with_a_warning(new: Event, known: Event | None, said: str) -> None:
    warnings = check(new, [SENT, *([known] if known else [])], today=TODAY)

    assert any(said in warning for warning in warnings)


def test_an_events_content_does_not_depend_on_its_id() -> None:
    one = Event(Kind.NOTE, TODAY, Certainty.STATED, "1", {"text": "a"})
    other = Event(Kind.NOTE, TODAY, Certainty.STATED, "2", {"text": "a"})

    assert one.content() == other.content()
    assert one.content() != Event(Kind.NOTE, TODAY, details={"text": "b"}).content()


def test_details_are_listed_once_and_typed() -> None:
    assert len(events.DETAILS) == len(set(events.DETAILS))
    assert set(events.DATES) <= set(events.DETAILS)
    assert set(events.WHOLE) <= set(events.DETAILS)


@each(
    ("words", "day"),
    [
        ("2023-11-09", date(2023, 11, 9)), ("Nov 9, 2023", date(2023, 11, 9)),
        ("9 November 2023", date(2023, 11, 9)), ("Thursday, November 9th, 2023", date(2023, 11, 9)),
        ("  NOV. 9  2023 ", date(2023, 11, 9)), ("11/23/2023", date(2023, 11, 23)),
        ("23/11/2023", date(2023, 11, 23)), ("02/02/2023", date(2023, 2, 2)),
        ("today", TODAY), ("yesterday", date(2024, 6, 2)), ("Sept 1, 2023", date(2023, 9, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(words: str, day: date) -> None:
    assert parse_date(words, today=TODAY) == day


@each(
    ("words", "question"),
    [
        ("02/03/2023", "2023-02-03 or 2023-03-02"), ("2023-02-30", "no such day"),
        ("next Friday", "Which date"), ("Nov 9", "Which year"), ("11/9/23", "Which year and which month"),
        ("", "nothing"), ("Friday, Nov 9, 2023", "is a Thursday"), ("Feb 29, 2023", "no such day"),
        ("13/13/2023", "no such day"), ("x" * 5000, "too long"), ("2023", "Which date"),
        ("a week ago", "Which date"), ("2023-11-09T10:00", "Which date"),
    ],
)  # fmt: skip
def test_an_unclear_date_is_asked_back(words: str, question: str) -> None:
    with pytest.raises(UnclearDate, match=question):
        parse_date(words, today=TODAY)


def test_a_correction_stands_in_its_day_where_the_event_itself_would() -> None:
    days = {"on": date(2034, 6, 8), "certainty": Certainty.INFERRED}
    other = Event(Kind.DETERMINED, **days, id="other")  # type: ignore[arg-type]
    plain = [Event(Kind.DETERMINED, date(2034, 6, 8), one, id="x") for one in Certainty]

    for event in plain:
        correction = Event(event.kind, event.on, event.certainty, "y", {"supersedes": "wrong"})
        order = [one.certainty for one in in_order([other, correction])]
        assert order == [one.certainty for one in in_order([other, event])]


def test_of_one_day_and_kind_what_is_said_twice_counts_once_and_recording_sets_no_order() -> None:
    on_day = [
        Event(Kind.NOTE, date(2026, 1, 5), Certainty.STATED, details={"text": said})
        for said in ("one", "two", "one")
    ]

    assert len(in_order(on_day)) == 2
    assert in_order(on_day) == in_order(on_day[::-1])
    apart = [Event(Kind.NOTE, date(2026, 1, day), Certainty.STATED) for day in (6, 5)]
    assert in_order(apart) == apart[::-1]
