"""Messages worth opening: ours first and all of them, one message a request and day, plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.reminders import digest, words
from bot.store import nudge_subjects
from bot.store.tables import DeadlineRow
from tests.reminders.world import HOME, World, at

MONDAY = "2023-12-11T14:00:00Z"
TUESDAY = "2023-12-12T14:00:00Z"
LONG_AGO = at("2023-06-01T12:00:00Z")


def weekly(world: World, place: str = HOME) -> list[object]:
    return [
        m.card
        for m in world.said(place)
        if m.card.title.startswith(("Next two weeks", "All quiet"))
    ]


def begin(world: World) -> None:
    """The place has had a digest before."""
    world.sweep("2023-12-06T15:00:00Z")


def test_our_appeal_stands_first_in_the_digest_behind_no_number_of_late_agency_dates(
    world: World,
) -> None:
    request = world.request()
    for number in range(120):
        day = date(2023, 7, 3) + timedelta(days=number % 90)
        world.deadline(day, request=request, agency=f"A{number}", made_at=LONG_AGO)
    world.deadline("2023-12-14", "ours", request=request, made_at=LONG_AGO)
    begin(world)

    world.sweep(MONDAY)

    (card,) = weekly(world)
    assert card.lines[0].startswith("Send the appeal to ICE by Thu Dec 14")
    assert card.whom[0] == "ULEAD"  # who owns the request
    assert len(card.lines) == 2
    assert "120 agency dates are still late" in card.lines[-1]


def test_of_several_digests_the_first_has_what_is_ours(world: World) -> None:
    request = world.request()
    for n in range(60):
        world.deadline("2023-10-02", request=request, agency=f"A{n}", made_at=LONG_AGO)
    world.deadline("2023-12-15", "ours", request=request, agency="DHS", made_at=LONG_AGO)

    world.sweeps("2023-12-12T15:00:00Z", every=2, count=3)

    first, *others = [message for message in world.said() if len(message.card.covers) > 1]
    assert others
    assert "DHS" in str((first.card.title, *first.card.lines[:2]))


def test_of_ours_none_is_cut_however_many(world: World) -> None:
    request = world.request()
    for number in range(130):
        world.deadline("2023-12-20", "ours", request=request, agency=f"A{number}", made_at=LONG_AGO)
    begin(world)

    world.sweep(MONDAY)

    (card,) = weekly(world)
    assert len([line for line in card.lines if line.startswith("Send the appeal to A")]) == 130
    assert card.whom[:130] == ("ULEAD",) * 130


def test_a_digest_that_a_lead_gets_instead_of_ops_does_not_say_all_quiet(world: World) -> None:
    world.deadline("2023-12-01", "ours", made_at=LONG_AGO, request=world.request(channel=""))
    begin(world)
    world.slack.unsafe["COPS"] = "not allowed"

    world.sweeps(MONDAY, count=3)

    (card,) = weekly(world, "ULEAD")
    assert "1 deadline of ours (overdue)" in card.title
    assert card.lines[0].startswith("OVERDUE. Send the appeal to ICE now: it was due Fri Dec 1")
    assert not weekly(world, "COPS")


def test_all_quiet_is_said_only_where_nothing_is_overdue(world: World) -> None:
    world.deadline("2023-09-01", made_at=LONG_AGO)
    begin(world)

    world.sweep(MONDAY)

    (card,) = weekly(world)
    assert "1 agency date is still late" in card.title
    assert "neither we nor an agency is late" not in card.title
    assert card.lines == ()


def test_on_the_digests_day_it_carries_the_days_nudges(world: World) -> None:
    world.deadline("2023-12-14", "ours", made_at=LONG_AGO)  # three working days before: Monday
    begin(world)

    world.sweep(MONDAY)

    (message,) = [m for m in world.said(HOME) if m.at >= at(MONDAY)]
    assert message.card.title == "Next two weeks: 1 deadline of ours"
    assert {n.state for n in world.nudges() if n.step == "before-3"} == {"sent"}
    assert len(message.card.covers) == 1


def test_two_components_of_a_request_are_one_message(world: World) -> None:
    request = world.request()
    for agency in ("ICE", "DHS"):
        world.deadline("2023-12-13", "ours", request=request, agency=agency, made_at=LONG_AGO)

    world.sweep(TUESDAY)

    (message,) = world.said()
    assert message.card.title == "Send the appeal to ICE by Wed Dec 13, tomorrow (ICE data breach)"
    assert message.card.who == "ULEAD"
    assert message.card.whom == ("ULEAD",)  # the second line names its person too
    assert [label for label, _ in message.card.buttons][:2] == [
        "Appeal sent: ICE",
        "Appeal sent: DHS",
    ]


def test_what_becomes_due_later_that_day_is_a_reply(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-11", request=request)
    world.sweep(TUESDAY)
    world.deadline("2023-12-13", "ours", request=request, agency="DHS", made_at=LONG_AGO)
    world.deadline("2023-12-11", request=request, agency="FBI", made_at=LONG_AGO)

    world.sweep("2023-12-12T17:00:00Z")

    first, second = world.said(HOME)
    assert (first.card.thread, second.card.thread) == ("", first.ts)
    assert second.card.broadcast  # ours, within one working day


def test_repeats_of_ours_are_replies_the_first_and_last_seen_by_all(world: World) -> None:
    world.deadline("2023-12-11", "ours", made_at=LONG_AGO)
    days = [f"2023-12-{d}T14:00:00Z" for d in (11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 26)]

    for moment in days:
        world.sweep(moment)

    said = [m for m in world.said(HOME) if "weeks" not in m.card.title]
    assert len({m.card.thread for m in said} - {""}) == 1
    shown = [m.at.day for m in said if not m.card.thread or m.card.broadcast]
    assert shown[:2] == [11, 12]
    assert all(day in (11, 12, 26) for day in shown)
    late = next(m for m in said if m.at.day == 15)
    assert "it was due Mon Dec 11, 4 working days ago" in late.card.title
    assert any("take it late" in line for line in late.card.lines)
    assert words.HARDER in late.card.lines


def test_a_reply_whose_first_message_is_gone_is_said_by_itself(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-11", request=request)
    world.sweep(TUESDAY)
    world.deadline("2023-12-11", request=request, agency="FBI", made_at=LONG_AGO)
    world.slack.script = ["refused:thread_not_found"]

    world.sweeps("2023-12-12T17:00:00Z", count=2)

    assert [(m.place, m.card.thread) for m in world.said()] == [(HOME, ""), (HOME, "")]


@pytest.mark.parametrize(
    ("whose", "due", "today", "said"),
    [
        ("ours", "2023-01-13", "2023-01-06", "Send the appeal to ICE by Fri Jan 13, 5 working days left"),
        ("ours", "2023-01-15", "2023-01-06",
         "Send the appeal to ICE by Fri Jan 13, 5 working days left; the deadline itself is Sun Jan 15"),
        ("ours", "2023-01-14", "2023-01-13",
         "Send the appeal to ICE today, Fri Jan 13: it is the last working day; the deadline itself is Sat Jan 14"),
        ("ours", "2023-01-16", "2023-01-12",
         "Send the appeal to ICE by Fri Jan 13, tomorrow; the deadline itself is Mon Jan 16, a holiday"),
        ("ours", "2023-01-15", "2023-01-14", "Send the appeal to ICE by Sun Jan 15, tomorrow"),
        ("ours", "2023-01-15", "2023-01-15", "Send the appeal to ICE today, Sun Jan 15: it is the last day"),
        ("ours", "2023-01-13", "2023-01-13", "Send the appeal to ICE today, Fri Jan 13: it is the last day"),
        ("ours", "2023-01-13", "2023-01-15", "Send the appeal to ICE now: it was due Fri Jan 13, 2 days ago"),
        ("theirs", "2022-12-30", "2023-01-13", "ICE's determination was due Fri Dec 30, 2022, 9 working days ago"),
        ("theirs", "2023-01-20", "2023-01-13", "ICE's determination is due Fri Jan 20, 4 working days left"),
    ],
)  # fmt: skip
def test_the_first_line_says_who_must_do_what_by_when(
    world: World, whose: str, due: str, today: str, said: str
) -> None:
    world.deadline(due, whose)
    with world.database.read() as session:
        (subject,) = nudge_subjects.open_until(session, date(2024, 1, 1))

    line = words.headline(subject, date.fromisoformat(today))

    assert line == f"{said} (ICE data breach)"
    assert "0 working" not in line


def test_a_states_lateness_counts_on_its_own_days_and_its_review_has_its_own_name(
    world: World,
) -> None:
    world.deadline("2026-11-10", "theirs")
    with world.database.read() as session:
        (found,) = nudge_subjects.open_until(session, date(2027, 1, 1))
    late = replace(found, agency="US-IL")
    ours = replace(late, limit="appeal", whose="ours", due=date(2026, 11, 30))

    # Illinois: Veterans Day, Thanksgiving and the Friday after it are closed, as its due dates skip.
    assert words.working_days(late, date(2026, 11, 10), date(2026, 11, 28)) == 10
    assert words.working_days(found, date(2026, 11, 10), date(2026, 11, 28)) == 11
    assert words.headline(ours, date(2026, 11, 20)).startswith(
        "Send the request for review about US-IL by"
    )
    prisons = replace(ours, agency="US-PA-Philadelphia-Prisons")  # the road is that of its state
    assert words.headline(prisons, date(2026, 11, 20)).startswith(
        "Send the appeal about Philadelphia Prisons (PA) by"
    )


def test_a_week_says_only_what_is_new_with_the_agencies(world: World) -> None:
    request = world.request()
    world.deadline("2023-10-02", request=request, agency="OLD", made_at=LONG_AGO)
    world.deadline("2023-12-07", request=request, agency="NEW", made_at=LONG_AGO)
    begin(world)

    world.sweep(MONDAY)

    (card,) = weekly(world)
    assert [line[:13] for line in card.lines] == ["Agencies: NEW", "1 agency date"]
    with world.database.read() as session:
        assert session.query(DeadlineRow).count() == 2
    assert digest.TOLD_TWICE == 10


@pytest.mark.parametrize(
    ("version", "day", "said"),
    [
        ("kept-1", "2023-12-04T14:00:00Z", True),  # the first week of a month
        ("kept-1", "2023-12-11T14:00:00Z", False),
        ("v1", "2023-12-04T14:00:00Z", False),  # an open request has the alarms of the bar
    ],
)
def test_the_bar_of_a_closed_request_is_said_once_a_month_in_the_digest_alone(
    world: World, version: str, day: str, said: bool
) -> None:
    world.deadline("2026-12-01", "ours", limit="suit", version=version, made_at=LONG_AGO)
    world.sweep("2023-11-29T15:00:00Z")

    world.sweep(day)

    lines = [line for card in weekly(world) for line in card.lines]
    assert (
        any("the request is closed. If we will not sue, say so" in line for line in lines) is said
    )
    assert not [n for n in world.nudges() if version.startswith("kept")]


def test_a_bar_that_has_passed_falls_silent_in_the_digest_too(world: World) -> None:
    world.deadline("2023-11-01", "ours", limit="suit", made_at=LONG_AGO)
    world.sweep("2023-12-06T15:00:00Z")

    world.sweep(MONDAY)

    assert "sue" not in repr(weekly(world))
