"""What is decided when a message is said, not when it was planned; and what happens when it fails."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.reminders.lookup import MOST_COPIES
from bot.reminders.plan import next_opening
from bot.reminders.policy import default
from bot.reminders.sweep_context import open_house
from bot.store import people
from bot.store.tables import DeadlineRow, Request
from tests.reminders.world import HOME, World, at

pytestmark = pytest.mark.slow

MORNING = "2023-12-12T14:00:00Z"  # a Tuesday, nine o'clock in New York
LONG_AGO = at("2023-10-01T12:00:00Z")


def move(world: World, request: int, channel: str) -> None:
    with world.session() as session:
        session.get_one(Request, request).channel = channel


def wish(world: World, **nudges: object) -> None:
    with world.session() as session:
        people.allow(session, HOME, by="ULEAD", now=world.clock.now()).settings = {"nudges": nudges}


def alarms(world: World) -> list[str]:
    return [
        f"{m.place}: {' '.join(m.card.lines)}"
        for m in world.slack.accepted
        if m.card.title.startswith("foia-bot needs")
    ]


def test_what_waits_while_its_request_moves_is_never_said_in_the_old_place(world: World) -> None:
    request = world.request()
    world.deadline("2023-12-11", request=request)
    world.slack.script = ["limited:3600"]
    world.sweep(MORNING)
    move(world, request, "CNEW")

    world.sweeps("2023-12-12T15:01:00Z", count=3)

    assert [m.place for m in world.said()] == ["CNEW"]


@pytest.mark.parametrize("count", [6, 8])
def test_of_a_digest_that_waits_what_moved_is_said_where_it_is_now(
    world: World, count: int
) -> None:
    requests = [world.request(f"r{n}") for n in range(count)]
    for request in requests:
        world.deadline("2023-12-11", request=request)
    world.slack.script = ["limited:3600"]
    world.sweep(MORNING)
    move(world, requests[0], "CNEW")

    world.sweeps("2023-12-12T15:01:00Z", count=3)

    assert sorted(m.place for m in world.said()) == [HOME, "CNEW"]
    (digest,) = world.said(HOME)
    assert len(digest.card.lines) == count - 1


def test_nudges_off_count_at_the_moment_of_saying(world: World) -> None:
    world.deadline("2023-12-11")
    ours = world.deadline("2023-12-13", "ours", slug="ours", made_at=LONG_AGO)
    world.slack.script = ["limited:3600"]
    world.sweep(MORNING)
    wish(world, nudges="off")

    world.sweeps("2023-12-12T15:01:00Z", count=4)

    assert world.said(HOME) == []
    assert [m.place for m in world.said()] == ["COPS"]
    assert ours


def test_what_a_place_did_not_want_is_said_when_it_wants_it_again(world: World) -> None:
    world.deadline("2023-12-11")
    world.slack.script = ["limited:3600"]
    world.sweep(MORNING)
    wish(world, nudges="off")
    world.sweeps("2023-12-12T15:01:00Z", count=2)
    wish(world)

    world.sweeps("2023-12-12T16:01:00Z", count=2)

    assert len(world.said(HOME)) == 1


def test_an_item_of_a_digest_whose_answer_was_lost_is_marked_when_it_comes_back(
    world: World,
) -> None:
    """Singles wait, become a digest, its answer is lost; one closes, is taken back, comes again."""
    request = world.request()
    deadlines = [world.deadline("2023-12-11", request=request, agency=f"A{n}") for n in range(4)]
    world.slack.unsafe[HOME] = "unknown"
    world.sweep(MORNING)  # four singles wait
    deadlines += [
        world.deadline("2023-12-15", "ours", request=request, agency=f"B{n}", made_at=LONG_AGO)
        for n in range(4)
    ]
    del world.slack.unsafe[HOME]
    world.clock.sleep(120)
    world.slack.readable, world.slack.script = False, ["lost"]
    world.sweep()  # one digest, accepted, its answer lost
    world.change(deadlines[0], state="met")
    world.sweeps("2023-12-12T14:05:00Z", every=60, count=8)  # the digest again, marked
    world.change(deadlines[0], state="open")

    world.sweeps("2023-12-12T15:00:00Z", every=60, count=5)

    (ref,) = {n.ref for n in world.nudges() if n.deadline_id == deadlines[0] and n.state == "sent"}
    copies = [m.marked for m in world.said(HOME) if ref in (m.key, *m.card.covers)]
    assert copies == [False, True]


def test_three_copies_at_most_then_one_line_to_ops(world: World) -> None:
    world.deadline("2023-12-11")
    world.slack.readable, world.slack.script = False, ["lost"] * 30

    world.sweeps(MORNING, every=60, count=400)

    assert [m.marked for m in world.said(HOME)] == [False, True, True]
    assert len(world.said(HOME)) == MOST_COPIES
    assert any("confirmed none of 3 messages" in line for line in alarms(world))


@pytest.mark.parametrize("error", ["some_new_word", "team_added_to_org"])
def test_an_error_word_on_no_list_goes_elsewhere_after_three_tries(
    world: World, error: str
) -> None:
    world.deadline("2023-12-13", "ours", made_at=LONG_AGO)
    world.slack.script = [f"error:{error}"] * 3

    world.sweeps(MORNING, every=30, count=16)

    assert [m.place for m in world.said()] == ["COPS"]


def test_a_date_of_ours_that_does_not_get_through_is_heard_of(world: World) -> None:
    world.deadline("2023-12-13", "ours", made_at=LONG_AGO)
    world.slack.unsafe = {HOME: "unknown"}
    world.slack.script = []
    honest = world.slack.post

    def limited(place: str, card: object, key: str, marked: str = "") -> object:
        if place == HOME:
            world.slack.script.insert(0, "limited:120")
        return honest(place, card, key, marked)  # type: ignore[arg-type]

    del world.slack.unsafe[HOME]
    world.slack.post = limited  # type: ignore[method-assign, assignment]
    world.sweeps(MORNING, every=60, count=14)
    assert alarms(world) == []
    world.sweeps("2023-12-12T14:16:00Z", every=60, count=3)
    assert [line[:5] for line in alarms(world)] == ["COPS:"]
    assert "Send the appeal to ICE" in alarms(world)[0]

    world.sweeps("2023-12-12T14:31:00Z", every=60, count=3)

    assert [line.split(":")[0] for line in alarms(world)] == ["COPS", "ULEAD"]


def test_waiting_for_the_hours_of_a_place_is_not_undelivered(world: World) -> None:
    world.deadline("2023-12-28", "ours", made_at=LONG_AGO)  # the step of seven days before is late
    night = at("2023-12-17T05:00:00Z")  # back on Sunday, at midnight

    report = world.sweeps(night.isoformat(), every=600, count=20)[-1]

    assert world.said() == []
    assert alarms(world) == []
    assert report.is_complete
    world.sweep("2023-12-18T14:00:00Z")
    assert [m.at.hour for m in world.said()][:1] == [14]


def test_what_is_ours_and_due_before_the_hours_begin_does_not_wait(world: World) -> None:
    world.deadline("2023-12-18", "ours", made_at=LONG_AGO)
    world.deadline("2023-12-08", slug="theirs")

    world.sweep("2023-12-17T07:00:00Z")  # Sunday, two in the night; ours is due on Monday

    assert [m.card.title[:19] for m in world.said()] == ["Send the appeal to "]


def test_nothing_begins_on_a_weekend_or_at_night() -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("America/New_York")
    moments = {
        "2023-12-12T15:00:00Z": None,
        "2023-12-12T03:00:00Z": "2023-12-12T14:00:00Z",
        "2023-12-15T23:30:00Z": "2023-12-18T14:00:00Z",
        "2023-12-16T15:00:00Z": "2023-12-18T14:00:00Z",
        "2023-12-25T15:00:00Z": "2023-12-26T14:00:00Z",
    }

    for moment, opens in moments.items():
        expected = at(opens) if opens else None
        assert next_opening(at(moment), default(), zone) == expected, moment


def test_a_week_that_is_over_is_not_told_as_the_week_ahead(world: World) -> None:
    world.deadline("2023-12-11")
    world.sweep("2023-12-08T15:00:00Z")

    world.sweep("2023-12-31T07:00:00Z")  # three weeks off, back on a Sunday at two
    world.sweeps("2024-01-02T14:01:00Z", count=3)

    weeks = [
        m for m in world.said(HOME) if m.card.title.startswith(("Next two weeks", "All quiet"))
    ]
    assert [m.at.date().isoformat() for m in weeks] == ["2024-01-02"]
    assert all(m.at >= at("2024-01-02T14:00:00Z") for m in world.said(HOME))


@pytest.mark.parametrize("owner", ["operator", "Ursula", "", "u1"])
def test_an_owner_who_is_no_person_of_slacks_is_no_place(world: World, owner: str) -> None:
    world.deadline("2023-12-11", request=world.request(owner=owner))
    world.slack.script = ["refused:is_archived", "refused:is_archived"]

    world.sweeps(MORNING, count=3)

    assert [m.place for m in world.said()] == ["ULEAD"]
    with world.database.read() as session:
        assert owner not in open_house(session, world.settings).next_place("COPS", owner).split()


def test_the_row_of_a_deadline_is_told_once_whatever_the_clock(world: World) -> None:
    deadline = world.deadline("2023-12-11")
    world.clock.off = timedelta(days=366)
    world.sweep("2023-12-11T15:00:00Z")
    world.clock.off = -timedelta(days=366)

    world.sweeps(MORNING, count=3)

    assert len(world.said()) == 1
    with world.database.read() as session:
        row = session.get_one(DeadlineRow, deadline)
        assert isinstance(row.made_at, datetime)
