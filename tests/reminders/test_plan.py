"""Which steps a deadline gets, and when. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Refused
from bot.law.calendar import federal
from bot.reminders import plan
from bot.reminders.plan import CLOSED, NEWER, Fact, State
from bot.reminders.policy import check, default
from tests.reminders.simulation import ZONES

pytestmark = pytest.mark.slow

NEW_YORK = ZoneInfo("America/New_York")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def fact(due: str, whose: str = "ours", recorded: datetime = LONG_AGO, **more: object) -> Fact:
    return Fact(1, 1, str(more.pop("limit", "appeal")), "v1", date.fromisoformat(due), whose, recorded,
                **more)  # type: ignore[arg-type] # fmt: skip


def days(it: Fact, now: datetime = LONG_AGO) -> dict[str, str]:
    return {s.name: s.due_on.isoformat() for s in plan.steps(it, default(), NEW_YORK, now)}


def test_our_dates_are_told_of_21_7_3_1_working_days_before_and_on_the_day() -> None:
    found = days(fact("2023-12-11"))

    assert [found[f"before-{n}"] for n in (21, 7, 3, 1)] == [
        "2023-11-08", "2023-11-30", "2023-12-06", "2023-12-08",
    ]  # fmt: skip
    assert found["day"] == "2023-12-11"


def test_our_date_on_a_weekend_is_told_of_that_day_and_on_the_working_day_before() -> None:
    found = days(fact("2023-12-10"))

    assert (found["before-1"], found["day"]) == ("2023-12-08", "2023-12-10")


def test_unanswered_our_dates_go_on_for_ten_working_days_then_weekly_to_ops() -> None:
    steps = list(plan.steps(fact("2023-12-11"), default(), NEW_YORK, LONG_AGO))
    late = [s for s in steps if s.name.startswith("late-")]
    weekly = [s for s in steps if s.name.startswith("week-")]

    assert len(late) == 10
    assert late[-1].due_on == date(2023, 12, 26)  # Christmas is no working day
    assert {s.audience for s in weekly} == {"ops"}
    assert weekly[0].due_on == date(2024, 1, 2)


def test_an_answer_on_the_day_or_later_ends_the_series() -> None:
    assert days(fact("2023-12-11", acknowledged=True)) == {}


def test_the_agencys_dates_are_told_of_the_day_after_and_ten_working_days_later() -> None:
    found = days(fact("2023-12-11", "theirs", limit="determination"))

    assert found == {"overdue-1": "2023-12-12", "overdue-10": "2023-12-26"}


def test_quiet_limits_are_left_to_the_digest() -> None:
    assert days(fact("2023-12-11", "theirs", limit="routing")) == {}


def test_of_several_due_steps_only_the_newest_is_said() -> None:
    now = datetime(2023, 12, 8, 15, tzinfo=UTC)

    verdict = plan.due(fact("2023-12-11"), default(), NEW_YORK, {}, now)

    assert [(r.step.name, r.state, r.reason) for r in verdict.rulings] == [
        ("before-21", State.SUPERSEDED, NEWER),
        ("before-7", State.SUPERSEDED, NEWER),
        ("before-3", State.SUPERSEDED, NEWER),
        ("before-1", State.PLANNED, ""),
    ]
    assert verdict.next_at == datetime(2023, 12, 11, 14, tzinfo=UTC)


def test_steps_due_before_the_recording_are_superseded_and_one_baseline_tells_the_state() -> None:
    recorded = datetime(2023, 12, 7, 15, tzinfo=UTC)

    verdict = plan.due(fact("2023-12-11", recorded=recorded), default(), NEW_YORK, {}, recorded)

    assert [(r.step.name, r.state) for r in verdict.rulings][-2:] == [
        ("before-3", State.SUPERSEDED),
        ("baseline", State.PLANNED),
    ]


def test_a_baseline_recorded_at_night_waits_for_the_morning() -> None:
    recorded = datetime(2023, 12, 8, 4, tzinfo=UTC)  # 23:00 the evening before

    steps = list(plan.steps(fact("2023-12-11", recorded=recorded), default(), NEW_YORK, recorded))

    assert [s.due_at for s in steps if s.name == "baseline"] == [
        datetime(2023, 12, 8, 14, tzinfo=UTC)
    ]


def test_a_recorded_step_is_not_ruled_on_again_unless_it_had_only_been_closed() -> None:
    now = datetime(2023, 12, 8, 15, tzinfo=UTC)
    known = {("before-1", "team"): ""} | {(f"before-{n}", "team"): NEWER for n in (3, 7, 21)}

    said = plan.due(fact("2023-12-11"), default(), NEW_YORK, known, now)
    closed = plan.due(
        fact("2023-12-11"), default(), NEW_YORK, known | {("before-1", "team"): CLOSED}, now
    )

    assert said.rulings == ()
    assert [r.step.name for r in closed.rulings] == ["before-1"]


@pytest.mark.parametrize("zone", ZONES)
def test_through_two_years_every_step_is_at_nine_on_its_day_in_every_zone(zone: str) -> None:
    tz = ZoneInfo(zone)
    for offset in range(0, 731, 3):
        due = date(2027, 1, 1) + timedelta(days=offset)
        for step in plan.steps(fact(due.isoformat()), default(), tz, LONG_AGO):
            local = step.due_at.astimezone(tz)
            assert (local.date(), local.hour, local.minute) == (step.due_on, 9, 0)


def test_a_weekly_digest_on_a_holiday_monday_moves_to_tuesday() -> None:
    now = datetime(2026, 9, 8, 14, tzinfo=UTC)  # the day after Labor Day

    assert plan.weekly_digest(default(), NEW_YORK, now) == (
        "2026-W37",
        datetime(2026, 9, 8, 13, tzinfo=UTC),
    )
    assert not federal().is_working(date(2026, 9, 7))


def test_overrides_are_checked_and_laid_over_the_policy() -> None:
    policy = default().overridden({"before": [2, 5]}, {"at": "10:30"})

    assert policy.before == (5, 2)
    assert f"{policy.at:%H:%M}" == "10:30"
    assert policy.stamp() != default().stamp()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "03:00"},
        {"at": "noon"},
        {"before": []},
        {"before": [0]},
        {"before": "7"},
        {"daily": 0},
    ],
    ids=str,
)
def test_an_override_that_does_not_fit_is_refused_with_a_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        check(wrong)


def test_a_reference_says_what_a_row_is_about_and_not_which_row_it_is() -> None:
    one, other = fact("2023-12-11"), Fact(99, 1, "appeal", "v1", date(2024, 1, 1), "ours", LONG_AGO)

    assert plan.nudge_reference(one, "day", "team") == plan.nudge_reference(other, "day", "team")


def test_the_last_day_to_sue_is_told_of_from_two_years_ahead_then_daily_and_once_after() -> None:
    found = days(fact("2029-12-11", limit="suit"))

    assert [found[f"bar-{n}"] for n in (730, 365, 180, 90, 60, 30, 21, 14, 7)] == [
        "2027-12-10", "2028-12-11", "2029-06-14", "2029-09-12", "2029-10-12", "2029-11-09",
        "2029-11-20", "2029-11-27", "2029-12-04",
    ]  # fmt: skip
    assert [found[f"bar-{n}"] for n in range(6, -1, -1)] == [
        f"2029-12-{d:02}" for d in range(5, 12)
    ]
    assert list(found)[-1] == "bar-passed-1"  # then silence


def test_what_an_upgrade_first_computes_has_its_past_steps_born_superseded() -> None:
    upgrade = datetime(2029, 11, 1, 12, tzinfo=UTC)
    old = fact("2029-12-11", limit="suit", silent_until=upgrade)
    new = fact("2029-12-11", limit="suit", recorded=upgrade, silent_until=upgrade)

    for one in (old, new):
        verdict = plan.due(one, default(), NEW_YORK, {}, upgrade)
        assert {ruling.state for ruling in verdict.rulings} == {State.SUPERSEDED}
        assert verdict.next_at == datetime(2029, 11, 9, 14, tzinfo=UTC)
        later = plan.due(one, default(), NEW_YORK, {}, datetime(2029, 11, 9, 15, tzinfo=UTC))
        assert [r.step.name for r in later.rulings if r.state is State.PLANNED] == ["bar-30"]
