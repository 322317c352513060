"""Texas: the body asks the Attorney General (Gov. Code 552.301), what that starts and stops."""

from __future__ import annotations

from datetime import date

from bot.law.agencies import known
from bot.law.deadline import State
from bot.law.events import Event, Kind
from bot.law.standing import Clock, fold
from tests.law.test_limitation import on
from tests.law.test_roads import asked, one

# Received October 5, 2026. Ten business days: October 19 (Texas keeps Columbus Day open).
ASKED = on(Kind.RULING_ASKED, "2026-10-16", received="2026-10-19")


def test_the_question_in_time_meets_the_ten_days_and_starts_his_forty_five() -> None:
    standing = asked("TX", ASKED)

    first = one(standing, "determination")
    assert (first.state, first.met_on) == (State.MET, date(2026, 10, 16))
    assert one(standing, "ruling-brief").due == date(2026, 10, 26)  # fifteen: 552.301(e)
    # Forty-five business days from October 19 over Veterans Day and Thanksgiving: December 23; or
    # with the Friday after Thanksgiving and Christmas Eve closed, December 28.
    ruling = one(standing, "ruling")
    assert [r.due for r in ruling.readings] == [date(2026, 12, 23), date(2026, 12, 28)]
    assert "552.306" in ruling.citation
    assert standing.clock is Clock.STOPPED
    told = standing.ripe(date(2026, 11, 20))
    assert told.ripe is False
    assert "The Attorney General was asked" in told.because
    assert standing.headline(date(2026, 11, 20)).startswith("With the Attorney General. Ruling")


def test_ten_more_days_by_notice_are_added_to_his_time() -> None:
    more = asked("TX", ASKED, on(Kind.EXTENDED, "2026-12-01", days=10))

    assert one(more, "ruling").due > one(asked("TX", ASKED), "ruling").due  # type: ignore[operator]


def test_asked_too_late_the_records_are_presumed_public() -> None:
    # 552.302: not asked by the tenth business day.
    standing = asked("TX", on(Kind.RULING_ASKED, "2026-10-22"))

    assert one(standing, "determination").state is State.LATE_MET
    assert any("presumed public" in flag and "552.302" in flag for flag in standing.flags)
    told = standing.ripe(date(2026, 11, 20))
    assert told.ripe is None
    assert "552.302" in told.because


def test_a_ruling_ends_his_time_and_lets_thirty_days_run_for_their_suit() -> None:
    ruled = on(Kind.RULING_GIVEN, "2026-12-10", outcome="release")
    withheld = on(Kind.RULING_GIVEN, "2026-12-10", outcome="withhold")
    standing = asked("TX", ASKED, ruled)

    assert one(standing, "ruling").state is State.MET
    assert one(standing, "ruling-brief").state is State.WITHDRAWN
    assert one(standing, "ruling-suit").due == date(2027, 1, 9)  # 552.324(b)
    assert "ruling-suit" not in [d.limit for d in asked("TX", ASKED, withheld).deadlines]
    assert "ruled on Thu Dec 10, 2026" in standing.ripe(date(2026, 12, 20)).because


def test_elsewhere_no_date_is_made_of_it() -> None:
    told: list[Event] = [on(Kind.SENT, "2026-10-05"), on(Kind.RECEIVED, "2026-10-05"), ASKED]
    for body in ("ICE", "US-OR"):
        standing = fold(told, known(body))
        assert "ruling" not in [d.limit for d in standing.deadlines]
        assert standing.deadlines[0].is_open
        assert any("a step of Texas' law" in flag for flag in standing.flags)
