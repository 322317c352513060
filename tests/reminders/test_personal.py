"""Mornings of one's own, muted requests, dates from a clock that was ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reminders import replies
from bot.reminders.verify import verify
from bot.store import people, personal
from bot.store.tables import DeadlineRow, Nudge, Request
from tests.reminders.judge import owed_by_rows
from tests.reminders.world import HOME, SETTINGS, World, at

LONG_AGO = at("2023-06-01T12:00:00Z")
TUESDAY, WEDNESDAY = "2023-12-12T14:00:30Z", "2023-12-13T14:00:30Z"
ANA = "U0ANA"


@pytest.fixture
def ana(world: World) -> World:
    """Ana is on the team, owns nothing, and asked for a message each morning."""
    with world.session() as session:
        people.put(session, ANA, people.Role.MEMBER, by="ULEAD", now=world.clock.now())
        personal.wake(session, ANA, world.clock.now())
    return world


def titles(world: World, place: str = ANA) -> list[str]:
    return [message.card.title for message in world.said(place)]


def test_on_a_working_morning_each_hears_once_what_is_theirs_and_never_of_nothing(
    ana: World,
) -> None:
    request = ana.request(owner=ANA)
    ana.deadline("2023-12-20", "ours", request=request, made_at=LONG_AGO)
    ana.deadline("2023-12-20", "ours", made_at=LONG_AGO)  # somebody else's

    ana.sweep("2023-12-10T15:00:00Z")  # a Sunday
    assert titles(ana) == []
    ana.sweeps(TUESDAY, every=600, count=3)

    assert titles(ana) == ["Your next two weeks: 1 deadline of ours (none today)"]
    (card,) = (message.card for message in ana.said(ANA))
    assert card.lines == (
        "To do: Send the appeal to ICE by Wed Dec 20, 6 working days left (ICE data breach)",
    )
    ana.change(1, state="met")
    ana.sweep(WEDNESDAY)
    assert len(titles(ana)) == 1


def test_who_left_the_team_or_asked_for_no_more_hears_nothing_and_nobody_else_does(
    ana: World,
) -> None:
    ana.deadline("2023-12-20", "ours", request=ana.request(owner=ANA), made_at=LONG_AGO)
    with ana.session() as session:
        people.remove(session, ANA, ana.clock.now())

    ana.sweep(TUESDAY)

    assert [m.card.title for m in ana.said() if m.card.title.startswith("Your next")] == []
    with ana.session() as session:
        assert personal.mornings(session) == set()


def test_a_morning_that_cannot_be_delivered_is_dropped_and_told_to_nobody_else(ana: World) -> None:
    ana.deadline("2023-12-20", "ours", request=ana.request(owner=ANA), made_at=LONG_AGO)
    ana.sweep("2023-12-12T13:00:00Z")
    ana.slack.script = ["refused:user_not_found"]

    ana.sweeps(TUESDAY, every=300, count=5)

    assert titles(ana) == []
    assert [m.place for m in ana.slack.accepted if "Your next two" in str(m.card)] == []
    assert [post.state for post in ana.posts() if post.kind == "morning"] == ["dropped"]


def test_yesterdays_morning_is_never_said_today(ana: World) -> None:
    ana.deadline("2023-12-20", "ours", request=ana.request(owner=ANA), made_at=LONG_AGO)
    ana.sweep("2023-12-12T13:00:00Z")
    ana.slack.script = ["limited:86000"]
    ana.sweep(TUESDAY)

    ana.sweeps(WEDNESDAY, every=300, count=4)

    (card,) = (message.card for message in ana.said(ANA))
    assert "5 working days left" in card.lines[0]


def test_who_follows_a_request_hears_of_its_dates_whoever_owns_it(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-11", request=request, made_at=LONG_AGO)
    world.deadline("2023-12-11", made_at=LONG_AGO)
    with world.session() as session:
        people.put(session, ANA, people.Role.MEMBER, by="ULEAD", now=world.clock.now())
        personal.follow(session, request, ANA, world.clock.now())

    world.sweeps(TUESDAY, every=3600 * 24, count=3)

    assert titles(world) == [
        "Your next two weeks: 1 deadline of an agency (overdue)"
    ]  # the day after; then there is no more


def test_of_a_muted_request_ours_goes_to_ops_and_theirs_to_the_weekly_digest(
    world: World,
) -> None:
    request, loud = world.request(), world.request("loud", name="Loud")
    for one in (request, loud):
        world.deadline("2023-12-15", "ours", request=one, made_at=LONG_AGO)
        world.deadline("2023-12-11", request=one, made_at=LONG_AGO)
    world.sweep("2023-12-07T15:00:00Z")
    world.sweep("2023-12-11T15:00:00Z")  # the digest of the week
    with world.session() as session:
        row = session.get_one(Request, request)
        replies.override(session, row, {"nudges": "off"}, "ULEAD", world.clock.now())

    world.sweeps(TUESDAY, every=600, count=3)

    lines = [f"{m.card.title} {m.card.lines}" for m in world.said(HOME) if m.at >= at(TUESDAY)]
    assert lines
    assert all("ICE data breach" not in line for line in lines)
    ops = [m.card.title for m in world.said("COPS") if m.at >= at(TUESDAY)]
    assert ops == ["Send the appeal to ICE by Fri Dec 15, 3 working days left (ICE data breach)"]
    report = verify(world.database, SETTINGS, world.clock.now(), source=owed_by_rows)
    assert (report.missing, report.doubled) == ((), ())


def test_what_waits_for_its_channel_when_the_request_is_muted_goes_to_ops(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-15", "ours", request=request, made_at=LONG_AGO)
    world.sweep("2023-12-11T15:00:00Z")
    said = len(world.said(HOME))
    world.slack.script = ["limited:1200"]
    world.sweep(TUESDAY)
    with world.session() as session:
        row = session.get_one(Request, request)
        replies.override(session, row, {"nudges": "off"}, "ULEAD", world.clock.now())

    world.sweeps("2023-12-12T14:25:00Z", every=60, count=4)

    assert len(world.said(HOME)) == said
    assert len(world.said("COPS")) == 1


def test_a_deadline_dated_in_the_future_is_dated_now_and_its_steps_are_said(world: World) -> None:
    """The machine on which it was recorded was a year ahead."""
    deadline = world.deadline("2023-12-15", "ours", made_at=world.clock.now() + timedelta(days=366))

    world.sweep("2023-12-01T15:00:00Z")
    world.sweep(TUESDAY)

    with world.session() as session:
        assert session.get_one(DeadlineRow, deadline).made_at == at("2023-12-01T15:00:00Z")
    assert len(world.said(HOME)) >= 1


def test_an_answer_dated_in_the_future_ends_no_series(world: World) -> None:
    world.deadline("2023-12-15", "ours", made_at=LONG_AGO)
    world.sweep(TUESDAY)
    with world.session() as session:
        nudge = session.query(Nudge).filter(Nudge.state == "sent").one()
        replies.acknowledge(session, nudge.id, "U1", world.clock.now() + timedelta(days=366))

    world.sweep("2023-12-14T14:00:30Z")
    world.sweep("2023-12-15T14:00:30Z")

    assert [n.step for n in world.nudges() if n.state == "sent"] == ["before-3", "before-1", "day"]
