"""What becomes of nudges: digests, places that refuse, people's replies, the week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.errors import Refused
from bot.privacy.gate import Place
from bot.reminders import plan, replies
from bot.reminders.alarms import raise_alarm
from bot.reminders.coming import upcoming
from bot.reminders.verify import verify
from bot.store import people
from bot.store.tables import Request
from tests.reminders.judge import owed_by_rows
from tests.reminders.world import HOME, World, at

pytestmark = pytest.mark.slow

MORNING = "2023-12-12T14:00:00Z"


def test_more_than_five_for_a_place_are_one_digest_that_names_all(world: World) -> None:
    request = world.request()
    for number in range(6):
        world.deadline("2023-12-11", request=request, agency=f"A{number}")

    world.sweep(MORNING)

    (message,) = world.said()
    assert len(message.card.lines) == 6
    assert len(message.card.covers) == 6


def test_many_imported_deadlines_begin_with_one_baseline_digest(world: World) -> None:
    request = world.request()
    for number in range(3):
        world.deadline("2023-10-02", request=request, agency=f"A{number}")

    world.sweep("2023-11-09T16:00:00Z")

    (message,) = world.said()
    assert len(message.card.lines) == 3


@pytest.mark.parametrize("why", ["shared", "archived", "not allowed"])
def test_a_place_that_became_unsafe_gets_nothing_and_ops_and_owner_hear_of_it(
    world: World, why: str
) -> None:
    world.deadline("2023-12-11")
    world.slack.unsafe[HOME] = why

    world.sweep(MORNING)

    assert [m.place for m in world.said()] == ["COPS"]
    assert [m.place for m in world.slack.accepted if "attention" in m.card.title] == ["ULEAD"]


def test_when_no_place_takes_it_it_is_tried_again_every_hour(world: World) -> None:
    world.deadline("2023-12-11")
    world.slack.script = ["refused:channel_not_found"] * 12
    assert sum(r.dead for r in world.sweeps(MORNING, count=3)) >= 1
    world.slack.script.clear()

    world.sweeps("2023-12-12T15:05:00Z")

    assert len(world.said()) == 1


def test_an_answer_ends_the_daily_repeats(world: World) -> None:
    world.deadline("2023-12-11", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.sweep("2023-12-11T15:00:00Z")
    nudge = next(n for n in world.nudges() if n.step == "day")
    with world.session() as session:
        replies.acknowledge(session, nudge.id, "U1", world.clock.now())

    for day in range(12, 30):
        world.sweep(f"2023-12-{day}T15:00:00Z")

    assert [n.step for n in world.nudges() if n.step.startswith(("late", "week", "raised"))] == []


def test_an_unanswered_date_of_ours_goes_up_to_ops(world: World) -> None:
    world.deadline("2023-12-11", "ours", made_at=at("2023-11-01T12:00:00Z"))

    for day in range(11, 16):
        world.sweep(f"2023-12-{day}T15:00:00Z")

    assert [m.card.covers for m in world.said("COPS")] == [
        (n.ref,) for n in world.nudges() if n.step == "raised-3"
    ]


def test_snoozing_moves_one_nudge_and_leaves_the_series(world: World) -> None:
    world.deadline("2023-12-18", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.sweep("2023-12-07T15:00:00Z")
    nudge = next(n for n in world.nudges() if n.step == "before-7")
    until = at("2023-12-14T16:00:00Z")
    with world.session() as session:
        replies.snooze(session, nudge.id, at("2023-12-09T16:00:00Z"), "U1", world.clock.now())
        replies.snooze(session, nudge.id, until, "U1", world.clock.now())  # pressed again

    world.sweep("2023-12-13T15:00:00Z")
    world.sweep("2023-12-14T17:00:00Z")

    steps = [n.step for n in world.nudges() if n.state == "sent"]
    assert steps == ["before-7", "before-3", f"snooze-{nudge.id}-1"]


def test_a_snooze_of_a_deadline_that_was_met_is_silent(world: World) -> None:
    deadline = world.deadline("2023-12-18", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.sweep("2023-12-07T15:00:00Z")
    nudge = next(n for n in world.nudges() if n.step == "before-7")
    with world.session() as session:
        replies.snooze(session, nudge.id, at("2023-12-09T16:00:00Z"), "U1", world.clock.now())
    assert f"snooze-{nudge.id}-1" in _told_ahead(world)
    world.change(deadline, state="met")
    before = len(world.said())
    assert _told_ahead(world) == []

    world.sweep("2023-12-09T17:00:00Z")

    assert len(world.said()) == before


def _told_ahead(world: World) -> list[str]:
    with world.database.read() as session:
        return [one.step for one in upcoming(session, world.settings, 60, world.clock.now())]


def test_a_date_set_by_hand_is_said_on_its_day(world: World) -> None:
    request = world.request()
    with world.session() as session:
        replies.remind(
            session, session.get_one(Request, request), date(2023, 12, 20), "Call the FOIA officer",
            by="U1", now=world.clock.now(), settings=world.settings,
        )  # fmt: skip

    world.sweep("2023-12-20T13:00:00Z")
    assert world.said() == []
    world.sweep("2023-12-20T14:00:00Z")

    assert [m.card.title for m in world.said()] == ["Call the FOIA officer (ICE data breach)"]


def test_a_day_gone_by_is_refused_for_a_reminder(world: World) -> None:
    request = world.request()
    with world.session() as session, pytest.raises(Refused):
        replies.remind(
            session, session.get_one(Request, request), date(2023, 1, 2), "x",
            by="U1", now=world.clock.now(), settings=world.settings,
        )  # fmt: skip


def test_once_a_week_each_place_gets_its_digest_even_if_all_is_quiet(world: World) -> None:
    world.request()
    world.sweep("2023-12-06T15:00:00Z")

    for day in range(7, 19):
        world.sweep(f"2023-12-{day:02}T15:00:00Z")

    here = list(world.said(HOME))
    assert [m.at.date() for m in here] == [date(2023, 12, 11), date(2023, 12, 18)]
    assert here[0].card.title.startswith("All quiet")


def test_what_will_be_posted_where_is_told_ahead(world: World) -> None:
    world.deadline("2023-12-11")
    with world.database.read() as session:
        coming = upcoming(session, world.settings, 60, world.clock.now())

    assert [(c.place, c.step, c.at) for c in coming] == [
        (HOME, "overdue-1", at(MORNING)),
        (HOME, "overdue-10", at("2023-12-26T14:00:00Z")),
    ]


def test_a_deadline_that_opens_again_is_told_of_again(world: World) -> None:
    deadline = world.deadline("2023-12-11")
    world.slack.unsafe[HOME] = "unknown"
    world.sweep(MORNING)  # planned, and waiting for facts about the place
    world.change(deadline, state="met")
    del world.slack.unsafe[HOME]
    world.clock.sleep(120)
    world.sweep()
    world.change(deadline, state="open")

    world.sweeps("2023-12-12T15:00:00Z")

    assert len(world.said()) == 1


def test_the_zone_of_a_place_decides_its_morning(world: World) -> None:
    with world.session() as session:
        people.allow(session, HOME, by="ULEAD", now=world.clock.now(), zone="America/Los_Angeles")
    world.deadline("2023-12-11")

    assert world.sweep("2023-12-12T16:59:00Z").posted == 0
    assert world.sweep("2023-12-12T17:00:00Z").posted == 1
    assert world.said()[0].at - at("2023-12-12T17:00:00Z") < timedelta(seconds=5)


def test_an_answer_on_the_evening_before_leaves_the_day_itself(world: World) -> None:
    """17:00 in Los Angeles is tomorrow in UTC; the place's calendar decides."""
    with world.session() as session:
        people.allow(session, HOME, by="ULEAD", now=world.clock.now(), zone="America/Los_Angeles")
    world.deadline("2023-12-11", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.sweep("2023-12-08T18:00:00Z")
    eve = next(n for n in world.nudges() if n.step == "before-1")
    world.clock.go_to(at("2023-12-11T01:00:00Z"))  # 17:00 on the 10th
    with world.session() as session:
        replies.acknowledge(session, eve.id, "U1", world.clock.now())

    world.sweep("2023-12-11T18:00:00Z")

    assert ("day", "sent") in {(n.step, n.state) for n in world.nudges()}
    report = verify(world.database, world.settings, world.clock.now(), source=owed_by_rows)
    assert report.is_equal


def test_an_answer_taken_back_brings_the_repeats_back(world: World) -> None:
    world.deadline("2023-12-11", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.sweep("2023-12-11T15:00:00Z")
    nudge = next(n for n in world.nudges() if n.step == "day")
    world.slack.unsafe[HOME] = "unknown"
    world.sweep("2023-12-12T15:00:00Z")  # late-1 waits for facts about the place
    with world.session() as session:
        replies.acknowledge(session, nudge.id, "U1", world.clock.now())
    del world.slack.unsafe[HOME]
    world.clock.sleep(120)
    world.sweep()
    assert ("late-1", plan.ACKNOWLEDGED) in {(n.step, n.reason) for n in world.nudges()}
    with world.session() as session:
        replies.unacknowledge(session, nudge.id)

    world.sweeps("2023-12-12T16:00:00Z")

    assert ("late-1", "sent") in {(n.step, n.state) for n in world.nudges()}


def test_an_alarm_dated_by_a_clock_that_was_ahead_goes_out_at_once(world: World) -> None:
    with world.session() as session:
        raise_alarm(session, "COPS", "test", ("Look here.",), at("2023-12-12T03:00:00Z"))

    world.sweep("2023-12-11T16:00:00Z")

    assert [m.place for m in world.slack.accepted] == ["COPS"]


def test_a_request_that_moves_west_before_the_hour_there_is_told_of(world: World) -> None:
    with world.session() as session:
        people.allow(session, "CWEST", by="ULEAD", now=world.clock.now(), zone="America/Phoenix")
    request = world.request()
    world.deadline("2023-12-11", "ours", request=request, made_at=at("2023-12-14T14:02:00Z"))
    world.sweep("2023-12-14T14:03:00Z")  # recorded two minutes after raised-3 was due here
    with world.session() as session:
        session.get_one(Request, request).channel = "CWEST"

    world.sweep("2023-12-14T16:01:00Z")

    assert ("raised-3", "sent") in {(n.step, n.state) for n in world.nudges()}


def test_closed_while_it_was_being_sent_and_open_again_at_once_it_is_still_said(
    world: World,
) -> None:
    deadline = world.deadline("2023-12-11")
    real = world.slack.place

    def closing(place: str) -> Place:
        world.change(deadline, state="met")
        return real(place)

    world.slack.place = closing  # type: ignore[method-assign]
    world.sweep(MORNING)
    world.slack.place = real  # type: ignore[method-assign]
    world.change(deadline, state="open")  # before any sweep has seen it closed

    world.sweep()

    assert len(world.said()) == 1


def test_many_that_refused_places_send_to_ops_are_one_digest_there(world: World) -> None:
    for number in range(8):
        request = world.request(f"r{number}", channel=f"C{number}", owner="")
        world.deadline("2023-12-11", request=request, agency=f"A{number}")
        world.slack.unsafe[f"C{number}"] = "archived"

    world.sweep(MORNING)

    (message,) = world.said("COPS")
    assert len(message.card.lines) == 8


def test_a_place_with_many_messages_keeps_no_other_waiting(world: World) -> None:
    for number in range(5):
        world.deadline("2023-12-11", request=world.request(f"r{number}"))
    world.deadline("2023-12-11", request=world.request("other", channel="COTHER"))

    world.sweep(MORNING)

    (other,) = world.said("COTHER")
    assert other.at - at(MORNING) < timedelta(seconds=1)
    assert len(world.said(HOME)) == 5


def test_told_to_stop_a_sweep_begins_no_further_message(world: World) -> None:
    for number in range(3):
        world.deadline("2023-12-11", request=world.request(f"r{number}", channel=f"C{number}"))

    report = world.sweep(MORNING, stop=lambda: len(world.said()) == 1)

    assert report.posted == 1
    assert world.sweep().posted == 2


def set_place(world: World, **nudges: object) -> None:
    with world.session() as session:
        row = people.allow(session, HOME, by="ULEAD", now=world.clock.now())
        row.settings = {"nudges": nudges}


def test_a_place_that_wants_nothing_of_ours_leaves_it_to_ops_and_never_to_nobody(
    world: World,
) -> None:
    set_place(world, nudges="off")
    world.deadline("2023-12-11", "ours", made_at=at("2023-11-01T12:00:00Z"))
    world.deadline("2023-12-11", slug="theirs")

    world.sweeps("2023-12-11T15:00:00Z", every=86_400, count=2)

    assert world.said(HOME) == []
    titles = [m.card.title for m in world.said("COPS")]
    assert any("the appeal" in title for title in titles)
    assert not any("determination" in title for title in titles)


def test_the_hours_of_a_place_move_its_morning(world: World) -> None:
    set_place(world, hours="10-16")
    world.deadline("2023-12-11")

    assert world.sweep("2023-12-12T14:59:00Z").posted == 0
    assert world.sweep("2023-12-12T15:00:00Z").posted == 1


def test_settings_that_fit_no_longer_stop_nobodys_nudges(world: World) -> None:
    set_place(world, hours="nonsense")
    world.deadline("2023-12-11")

    assert world.sweep(MORNING).posted == 1


def test_perhaps_posted_then_closed_and_said_again_in_another_post_it_is_marked(
    world: World,
) -> None:
    deadlines = [world.deadline("2023-12-11", slug=f"r{number}") for number in range(6)]
    for deadline in deadlines[1:]:
        world.change(deadline, state="met")
    world.slack.readable = False
    world.slack.script = ["lost"]
    world.sweep(MORNING)  # accepted, and the answer lost
    world.change(deadlines[0], state="met")
    world.clock.sleep(300)
    world.sweeps("2023-12-12T14:10:00Z", count=3, every=120)  # falls silent
    for deadline in deadlines:
        world.change(deadline, state="open")

    world.sweeps("2023-12-12T16:00:00Z")

    first, again = world.said()
    assert not first.marked
    assert len(again.card.covers) == 6
    assert again.marked


def test_a_step_whose_newer_one_fell_under_other_rules_is_still_said(world: World) -> None:
    set_place(world, after=[1, 2])
    deadline = world.deadline("2023-12-11")
    world.slack.unsafe[HOME] = "unknown"  # nothing can be said yet
    world.sweep("2023-12-13T15:00:00Z")  # the second day's step makes the first silent
    world.change(deadline, state="met")
    del world.slack.unsafe[HOME]
    world.clock.sleep(120)
    world.sweep()
    set_place(world)  # the first day, then the tenth: the second day is no step any more
    world.change(deadline, state="open")

    world.sweeps("2023-12-14T15:00:00Z")

    assert len(world.said()) == 1
    assert not verify(
        world.database, world.settings, world.clock.now(), source=owed_by_rows
    ).missing
