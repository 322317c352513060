"""A store whose deadlines an older release computed: computed anew once, and nothing is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from bot.reminders import coming
from bot.store import event_log, meta, refolding
from bot.store.tables import DeadlineRow
from bot.wiring.container import open_desk
from tests.conftest import Team


def test_an_upgrade_computes_anew_and_posts_nothing(team: Team) -> None:
    team.clock[0] = datetime(2026, 11, 20, 15, tzinfo=UTC)
    team.say("new old letter --to FBI --sent 2020-11-20")
    team.say("new older letter --to ICE --sent 2018-01-08")
    team.say("places home D01 allow")
    with team.desk.store.write() as session:  # as an older release left it
        session.execute(delete(DeadlineRow).where(DeadlineRow.limit == "suit"))
        meta.write(session, refolding.MARK, None)
        assert event_log.refold(session, team.desk.choices)

    desk = open_desk(team.desk.settings, clock=lambda: team.clock[0])
    with desk.store.read() as session:
        assert event_log.refold(session, desk.choices) == []
        assert session.scalars(select(DeadlineRow.due).where(DeadlineRow.limit == "suit")).all()
        assert refolding.upgraded(session) == team.clock[0]

    told = coming.preview(desk.store, desk.settings, team.clock[0] + timedelta(minutes=1))
    assert [one.title for one in told if "sue" in one.title] == []
    desk.close()


def test_a_store_that_is_new_has_no_upgrade(team: Team) -> None:
    with team.desk.store.read() as session:
        assert refolding.upgraded(session) is None
