"""What single people ask for, as they say it; each with its undo. And what falls silent by "We won't"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers.values import FormAnswer, Notice, StatusAnswer
from bot.registry.personal import WaiveDate
from bot.reminders import replies
from bot.store import personal
from bot.store.tables import DeadlineRow, Nudge, Request
from tests.conftest import Team

DETERMINED = "log breach/ICE determined 2023-12-11 denied in full"


@pytest.fixture
def breach(team: Team) -> Team:
    team.founding()
    return team


def tone(team: Team, line: str, **more: object) -> str:
    answer = team.say(line, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Notice)
    return answer.tone


def mornings(team: Team) -> set[str]:
    with team.desk.store.read() as session:
        return personal.mornings(session)


def wishes(team: Team) -> dict[str, object]:
    with team.desk.store.read() as session:
        return replies.overrides(session, session.query(Request).one())


def follows(team: Team) -> dict[str, set[int]]:
    with team.desk.store.read() as session:
        return personal.follows(session)


def test_a_morning_message_is_asked_for_ended_and_taken_back(breach: Team) -> None:
    assert tone(breach, "mine daily", person=Team.MEMBER) == "done"
    assert mornings(breach) == {Team.MEMBER.id}
    assert tone(breach, "undo", person=Team.MEMBER) == "done"
    assert mornings(breach) == set()
    tone(breach, "mine daily", person=Team.MEMBER)

    assert tone(breach, "mine daily off", person=Team.MEMBER) == "done"
    assert mornings(breach) == set()
    tone(breach, "undo", person=Team.MEMBER)
    assert mornings(breach) == {Team.MEMBER.id}


def test_mine_alone_still_asks_for_ones_own_requests(breach: Team) -> None:
    assert not isinstance(breach.say("mine"), FormAnswer)
    assert mornings(breach) == set()
    breach.say("assign breach to me")
    assert isinstance(breach.say("mine"), StatusAnswer)


def test_at_the_command_line_nobody_can_be_written_to(breach: Team) -> None:
    answer = breach.desk.say(breach.desk.operator(), "mine daily")

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


def test_a_request_is_muted_unmuted_and_both_are_taken_back(breach: Team) -> None:
    breach.say("remind breach steps 10,5")
    assert tone(breach, "mute breach") == "done"
    assert wishes(breach) == {"before": [10, 5], "nudges": "off"}
    breach.say("undo")
    assert wishes(breach) == {"before": [10, 5]}
    breach.say("mute breach")

    assert tone(breach, "unmute breach") == "done"
    assert wishes(breach) == {"before": [10, 5]}
    breach.say("undo")
    assert wishes(breach)["nudges"] == "off"


def test_a_request_is_followed_by_who_says_it_and_by_nobody_else(breach: Team) -> None:
    assert tone(breach, "follow breach", person=Team.MEMBER) == "done"
    assert follows(breach) == {Team.MEMBER.id: {1}}
    assert tone(breach, "unfollow breach") != "done"
    breach.say("undo", person=Team.MEMBER)
    assert follows(breach) == {}
    assert tone(breach, "follow nothing at all") != "done"


def nudge_of(team: Team, limit: str) -> int:
    """Say a reminder of that date, as if it had been posted."""
    with team.desk.store.write() as session:
        row = session.query(DeadlineRow).filter_by(limit=limit, state="open").first()
        assert row is not None
        assert row.due is not None
        at = datetime(2023, 12, 12, tzinfo=UTC)
        nudge = Nudge(
            deadline_id=row.id, version=row.version, step="before-21", audience="team", ref=limit,
            due_on=row.due, due_at=at, made_at=at, state="sent",
        )  # fmt: skip
        session.add(nudge)
        session.flush()
        return nudge.id


def state_of(team: Team, limit: str) -> set[str]:
    with team.desk.store.read() as session:
        rows = session.query(DeadlineRow).filter_by(limit=limit)
        return {row.state for row in rows if row.component.agency == "ICE"}


def test_we_wont_asks_for_the_reason_and_the_appeal_falls_silent_until_undo(
    breach: Team,
) -> None:
    breach.say(DETERMINED)
    nudge = nudge_of(breach, "appeal")
    asked = breach.say(f"waive #n{nudge}", person=Team.MEMBER, surface="button")
    assert isinstance(asked, FormAnswer)
    assert asked.says == WaiveDate(nudge)

    told = breach.desk.say(_form(breach, "Not worth it"), asked.says)

    assert isinstance(told, Notice)
    assert told.tone == "done"
    assert state_of(breach, "appeal") == {"withdrawn"}
    assert "Not worth it" in str(breach.say("history breach/ICE"))
    breach.say("undo")
    assert state_of(breach, "appeal") == {"open"}


def _form(team: Team, reason: str) -> object:
    from dataclasses import replace

    ask = team.desk.operator("form")
    return replace(ask, person=Team.LEAD, place=Team.DM, form={"reason": reason})


def test_that_we_will_not_sue_is_for_a_lead(breach: Team) -> None:
    nudge = nudge_of(breach, "suit")

    assert tone(breach, f"waive #n{nudge}", person=Team.MEMBER, surface="button") != "done"
    assert isinstance(breach.say(f"waive #n{nudge}", surface="button"), FormAnswer)


def test_a_date_of_the_agencys_cannot_be_waived(breach: Team) -> None:
    nudge = nudge_of(breach, "determination")

    assert tone(breach, f"waive #n{nudge}", surface="button") != "done"
