"""The faults of the reliability page, by number: what delivery does when Slack, the machine or
the network fails. Stores, files and processes are in test_faults_machine.py."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import StoreError
from bot.reminders import plan, policy
from bot.reminders.deliver import LEASE
from bot.reminders.verify import verify
from bot.store import post_pace, posts
from bot.store.tables import Post
from tests.reminders.world import HOME, World, at

pytestmark = pytest.mark.slow

DAY = "2023-12-12T14:00:00Z"  # 09:00 in New York, the day after 2023-12-11


@pytest.fixture
def missed(world: World) -> World:
    """One determination was due yesterday."""
    world.deadline("2023-12-11")
    return world


def titles(world: World, place: str = HOME) -> list[str]:
    return [m.card.title for m in world.said(place)]


def test_f01_a_post_whose_answer_was_lost_is_found_again(missed: World) -> None:
    missed.slack.script = ["lost"]

    missed.sweeps(DAY)

    assert len(missed.said()) == 1
    assert [p.state for p in missed.posts()] == ["sent"]


def test_f02_a_request_lost_before_slack_is_said_within_three_minutes(missed: World) -> None:
    missed.slack.script = ["never"]

    missed.sweeps(DAY, every=20)

    assert len(missed.said()) == 1
    assert missed.said()[0].at - at(DAY) <= timedelta(minutes=3)


@pytest.mark.parametrize(("delay", "marks"), [(30, [False]), (300, [True, False])])
def test_f03_a_post_accepted_after_the_time_out_is_one_post_or_marked(
    missed: World, delay: int, marks: list[bool]
) -> None:
    missed.slack.script = [f"late:{delay}"]

    missed.sweeps(DAY, count=20)
    missed.slack._arrive()

    assert [m.marked for m in missed.said()] == marks


@pytest.mark.parametrize("fault", ["raises", "lost"])
def test_f04_an_answer_that_cannot_be_read_is_looked_for(missed: World, fault: str) -> None:
    missed.slack.script = [fault]

    missed.sweeps(DAY)

    assert len(missed.said()) == 1


@pytest.mark.parametrize(("wait", "seconds"), [("30", 30), ("", 30), ("3600", 3600)])
def test_f05_a_rate_limit_is_waited_out_and_others_go_on(
    missed: World, wait: str, seconds: int
) -> None:
    missed.deadline("2023-12-11", request=missed.request("other", channel="COTHER"))
    missed.slack.script = [f"limited:{wait}"]

    missed.sweeps(DAY, count=130)

    first, second = missed.said()
    assert {first.place, second.place} == {HOME, "COTHER"}
    assert first.at - at(DAY) < timedelta(seconds=5)
    assert timedelta(seconds=seconds) <= second.at - at(DAY) < timedelta(seconds=seconds + 40)


class Killed(BaseException):
    pass


@pytest.mark.parametrize("number", range(14))
def test_f06_killed_at_any_step_it_is_said_exactly_once(
    missed: World, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    left = [number]

    def counted(room: object, name: str) -> None:
        real = getattr(room, name)

        def step(*args: object, **values: object) -> object:
            for when in ("before", "after"):
                if when == "after":
                    result = real(*args, **values)
                left[0] -= 1
                if left[0] == -1:
                    raise Killed
            return result

        monkeypatch.setattr(room, name, step)

    counted(post_pace, "take_turn")
    for name in ("make", "claim", "change", "sent"):
        counted(posts, name)
    real_post = missed.slack.post

    def post(*args: object) -> object:
        outcome = real_post(*args)  # type: ignore[arg-type]
        left[0] -= 1
        if left[0] == -1:
            raise Killed
        return outcome

    monkeypatch.setattr(missed.slack, "post", post)
    with contextlib.suppress(Killed):
        missed.sweep(DAY)
    missed.clock.sleep(LEASE.total_seconds() + 1)
    missed.sweeps("2023-12-12T14:03:00Z")

    assert len(missed.said()) == 1
    assert not missed.said()[0].marked


def test_f07_a_worker_that_slept_past_its_lease_posts_nothing(missed: World) -> None:
    class Sleepy:
        """Falls asleep between the announcement and the call; another worker takes over."""

        def note(self, count: int) -> None:
            missed.clock.sleep(600)
            missed.sweep(worker="other")

        def count(self) -> int:
            return 0

    missed.sweep(DAY, worker="sleepy", witness=Sleepy())
    assert missed.slack.calls == 0

    missed.sweeps("2023-12-12T14:12:00Z", worker="other")

    assert len(missed.said()) == 1


def test_f08_while_the_database_is_locked_nothing_is_lost_or_doubled(
    missed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def locked() -> object:
            raise StoreError("locked")

        patch.setattr(missed.database, "write", locked)
        missed.clock.go_to(at(DAY))
        for _ in range(3):
            with pytest.raises(StoreError):
                missed.sweep()
            missed.clock.sleep(20)

    missed.sweeps("2023-12-12T14:01:00Z")

    assert len(missed.said()) == 1


@pytest.mark.parametrize(("state", "calls"), [("sending", 0), ("sent", 1)])
def test_f09_on_a_full_disk_nothing_is_posted_that_cannot_be_written_down(
    missed: World, monkeypatch: pytest.MonkeyPatch, state: str, calls: int
) -> None:
    real_change, real_sent = posts.change, posts.sent

    def change(*args: object, **values: object) -> bool:
        if values.get("state") == state:
            raise StoreError("database or disk is full")
        return real_change(*args, **values)  # type: ignore[arg-type]

    def sent(*args: object) -> None:
        if state == "sent":
            raise StoreError("database or disk is full")
        real_sent(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(posts, "change", change)
        patch.setattr(posts, "sent", sent)
        with pytest.raises(StoreError):
            missed.sweep(DAY)
        assert missed.slack.calls == calls
    missed.clock.sleep(LEASE.total_seconds() + 1)
    missed.sweeps("2023-12-12T14:05:00Z")

    assert [m.marked for m in missed.said()] == [False]


def test_f13_after_three_days_off_one_late_notice_is_said_and_marked_late(world: World) -> None:
    world.deadline("2023-12-15", "ours")  # before-3 on the 12th, before-1 on the 14th

    world.sweep("2023-12-11T12:00:00Z")
    world.sweep("2023-12-14T20:00:00Z")

    (message,) = [m for m in world.said() if "the appeal" in m.card.title][-1:]
    assert "Late by 6 hours" in message.card.late
    states = {n.step: (n.state, n.reason) for n in world.nudges()}
    assert states["before-3"] == ("superseded", plan.NEWER)
    assert states["before-1"][0] == "sent"


def test_f14_asleep_over_the_time_it_is_said_at_the_first_look_after_waking(missed: World) -> None:
    missed.sweep("2023-12-12T13:50:00Z")
    missed.clock.sleep(3 * 3600)

    missed.sweep()

    assert len(missed.said()) == 1


@pytest.mark.parametrize("back", [2, 24])
def test_f15_a_clock_set_back_repeats_nothing(missed: World, back: int) -> None:
    missed.sweep(DAY)
    missed.clock.off = timedelta(hours=-back)

    missed.sweeps("2023-12-12T14:01:00Z", every=3600, count=30)

    assert len([m for m in missed.said() if "determination" in m.card.title]) == 1


@pytest.mark.parametrize("off", [11, 25, 24 * 365, -2, -25, -24 * 365])
def test_f16_whatever_our_clock_shows_nudges_go_by_slacks_and_somebody_hears(
    missed: World, off: int
) -> None:
    missed.clock.off = timedelta(hours=off)

    missed.sweep("2023-12-12T04:00:00Z")

    assert missed.said() == []
    (told,) = missed.slack.accepted
    assert "ahead of" in str(told.card.lines) if off > 0 else "behind" in str(told.card.lines)
    missed.sweep("2023-12-12T14:00:00Z")
    assert len(missed.said()) == 1
    assert "was due Mon Dec 11, yesterday" in missed.said()[0].card.title


def test_while_slacks_time_is_unknown_nothing_is_recorded_or_said(missed: World) -> None:
    missed.slack.reachable = False

    report = missed.sweep(DAY)

    assert "its time is unknown" in report.held
    assert missed.nudges() == []
    assert not report.is_complete


def at_half_past(hour: int) -> policy.Policy:
    return replace(policy.default(), at=time(hour, 30))


def times(due: str, rules: policy.Policy, zone: str = "America/New_York") -> dict[str, datetime]:
    day = datetime.fromisoformat(due).date()
    recorded = datetime(2026, 1, 1, tzinfo=UTC)
    fact = plan.Fact(1, 1, "appeal", "v", day, "ours", recorded)
    return {s.name: s.due_at for s in plan.steps(fact, rules, ZoneInfo(zone), recorded)}


def test_f17_a_time_that_the_clocks_skip_is_an_hour_later_and_once() -> None:
    moment = times("2027-03-14", at_half_past(2))["day"]

    assert moment.astimezone(ZoneInfo("America/New_York")).time() == time(3, 30)


def test_f18_a_time_that_comes_twice_is_taken_once_the_first_time() -> None:
    moment = times("2026-11-01", at_half_past(1))["day"]

    assert moment == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1, 2])
def test_f19_the_day_after_the_change_of_clocks_is_not_skipped(hour: int) -> None:
    moment = times("2027-03-15", at_half_past(hour))["day"]

    assert moment.astimezone(ZoneInfo("America/New_York")).date().isoformat() == "2027-03-15"


def test_f20_a_place_that_moves_to_another_zone_is_planned_anew_and_repeats_nothing(
    world: World,
) -> None:
    from bot.store import people

    world.deadline("2023-12-15", "ours")
    world.sweep("2023-12-12T15:00:00Z")
    before = len(world.said())
    with world.session() as session:
        people.allow(session, HOME, by="ULEAD", now=world.clock.now(), zone="Pacific/Honolulu")

    assert world.sweep("2023-12-14T14:30:00Z").posted == 0  # 09:30 in New York, 04:30 there
    assert world.sweep("2023-12-14T19:00:00Z").posted == 1
    assert len(world.said()) == before + 1


def test_f21_a_deadline_edited_while_its_row_is_claimed_is_not_said(
    missed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = posts.claim

    def edited(session: object, *args: object) -> object:
        held = real(session, *args)  # type: ignore[arg-type]
        row = session.get(Post, held.id)  # type: ignore[attr-defined, union-attr]
        assert row is not None
        from bot.store.tables import DeadlineRow

        session.get(DeadlineRow, 1).state = "superseded"  # type: ignore[attr-defined]
        return held

    monkeypatch.setattr(posts, "claim", edited)

    assert missed.sweep(DAY).skipped == 1
    assert missed.said() == []


def test_f22_a_case_closed_between_claim_and_post_is_skipped_with_the_reason(
    missed: World,
) -> None:
    real = missed.slack.place

    def closing(place: str) -> object:
        missed.change(1, state="met")
        return real(place)

    missed.slack.place = closing  # type: ignore[assignment, method-assign]

    missed.sweep(DAY)

    assert missed.said() == []
    assert [n.reason for n in missed.nudges()] == [plan.CLOSED]


def test_f23_a_step_that_a_newer_program_does_not_know_is_still_said(missed: World) -> None:
    from bot.store.tables import Nudge

    with missed.session() as session:
        session.add(
            Nudge(
                deadline_id=1, version="v1", step="renamed-long-ago", audience="team",
                ref="abcdef", due_on=at(DAY).date(), due_at=at("2023-12-13T14:00:00Z"),
                made_at=missed.clock.now(),
            )
        )  # fmt: skip

    missed.sweep("2023-12-13T15:00:00Z")

    assert [n.state for n in missed.nudges() if n.step == "renamed-long-ago"] == ["sent"]


def test_f29_after_six_hours_without_network_it_is_said_once_and_late(missed: World) -> None:
    missed.slack.reachable = False
    missed.sweeps(DAY, every=600, count=36)
    missed.slack.reachable = True

    missed.sweeps("2023-12-12T20:00:00Z")

    assert [bool(m.card.late) for m in missed.said()] == [True]
    assert not missed.said()[0].marked


def test_f30_a_revoked_token_stops_everything_and_loses_nothing(missed: World) -> None:
    missed.deadline("2023-12-11", slug="second")
    missed.slack.script = ["refused:token_revoked"]

    report = missed.sweep(DAY)

    assert report.held == "token_revoked"
    assert missed.slack.calls == 1
    missed.sweeps("2023-12-12T15:00:00Z")
    assert len(missed.said()) == 2


@pytest.mark.parametrize("why", ["unknown", "raises"])
def test_f31_a_place_of_which_nothing_can_be_known_waits(missed: World, why: str) -> None:
    missed.slack.unsafe[HOME] = why
    missed.sweeps(DAY)
    assert missed.slack.calls == 0

    del missed.slack.unsafe[HOME]
    missed.sweeps("2023-12-12T15:00:00Z")

    assert len(missed.said(HOME)) == 1


def test_f32_with_no_history_to_read_the_repeat_is_marked_and_the_owner_told(missed: World) -> None:
    missed.slack.readable = False
    missed.slack.script = ["lost"]

    missed.sweeps(DAY, count=20)

    assert [m.marked for m in missed.said(HOME)] == [False, True]
    assert [m.place for m in missed.slack.accepted if "foia-bot needs" in m.card.title] == ["ULEAD"]


def test_f33_the_audit_notices_a_step_that_was_not_said(missed: World) -> None:
    from tests.reminders.judge import owed_by_rows

    missed.clock.go_to(at("2023-12-12T15:00:00Z"))

    before = verify(missed.database, missed.settings, missed.clock.now(), source=owed_by_rows)
    missed.sweep()
    after = verify(missed.database, missed.settings, missed.clock.now(), source=owed_by_rows)

    assert (before.is_equal, len(before.missing)) == (False, 1)
    assert (after.is_equal, after.expected, after.found) == (True, 1, 1)


def test_f37_five_hundred_at_once_are_digests_that_name_all_at_one_a_second(world: World) -> None:
    request = world.request()
    for number in range(500):
        world.deadline("2023-12-11", request=request, agency=f"A{number}")

    world.sweep(DAY)

    assert len(world.said()) == 10
    named = {line.split("'")[0] for m in world.said() for line in m.card.lines}
    assert named == {f"A{number}" for number in range(500)}
    stamps = [m.at for m in world.said()]
    assert all(b - a >= timedelta(seconds=1) for a, b in itertools.pairwise(stamps))


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_blocks"])
def test_f38_a_message_that_slack_finds_too_much_is_said_plainly(missed: World, error: str) -> None:
    missed.slack.script = [f"refused:{error}"]

    missed.sweep(DAY)

    (message,) = missed.said()
    assert message.card.buttons == ()
    assert "was due" in message.card.title
