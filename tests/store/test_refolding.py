"""A release with other law: what is computed alike stays said, what is new is told once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.law.choices import DEFAULT
from bot.law.events import Kind
from bot.store import event_log, meta, refolding, requests
from bot.store.database import Database
from bot.store.event_log import NewEvent, Stamp
from bot.store.tables import DeadlineRow, Nudge
from tests.reminders.world import HOME, World

pytestmark = pytest.mark.slow

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)
STAMP = Stamp("U1", NOW, NOW.date(), DEFAULT)


@pytest.fixture
def said(store: Database) -> World:
    """ICE is overdue since yesterday, and the channel was told."""
    world = World(store)
    recorded = Stamp("U1", datetime(2023, 11, 10, 15, tzinfo=UTC), date(2023, 11, 10), DEFAULT)
    with store.write() as session:
        request = requests.add(
            session, "ICE data breach", ["ICE"], by="U1", now=recorded.now, channel=HOME
        )
        event_log.record(
            session, request.components[0], NewEvent(Kind.SENT, date(2023, 11, 9)), recorded
        )
        event_log.record(
            session, request.components[0], NewEvent(Kind.RECEIVED, date(2023, 11, 9)), recorded
        )
    world.sweep("2023-12-12T14:00:00Z")
    assert len(world.said(HOME)) == 1
    return world


def as_by_another_release(store: Database, **values: object) -> int:
    """Leave the determination as another release's law would have computed it."""
    with store.write() as session:
        row = session.scalars(
            select(DeadlineRow).where(
                DeadlineRow.limit == "determination", DeadlineRow.state == "open"
            )
        ).one()
        session.execute(
            update(DeadlineRow)
            .where(DeadlineRow.id == row.id)
            .values(version="of-before", **values)
        )
        session.execute(
            update(Nudge).where(Nudge.deadline_id == row.id).values(version="of-before")
        )
        meta.write(session, refolding.MARK, "of before")
        return row.id


def test_the_same_date_under_another_version_keeps_its_row_and_is_not_said_again(
    store: Database, said: World
) -> None:
    number = as_by_another_release(store)

    assert refolding.bring_up_to_date(store, NOW) == 0

    with store.read() as session:
        row = session.get_one(DeadlineRow, number)
        assert (row.state, row.version != "of-before") == ("open", True)
        assert set(session.scalars(select(Nudge.version))) == {row.version}
        assert event_log.refold(session, DEFAULT) == []
    assert said.sweep("2023-12-12T16:00:00Z").posted == 0
    assert len(said.said(HOME)) == 1


def test_another_date_is_a_new_deadline_told_once(store: Database, said: World) -> None:
    number = as_by_another_release(store, due=date(2023, 12, 8))

    assert refolding.bring_up_to_date(store, NOW) == 1

    with store.read() as session:
        assert session.get_one(DeadlineRow, number).state == "superseded"
        assert event_log.refold(session, DEFAULT) == []
    reports = said.sweeps("2023-12-12T16:00:00Z", count=6)
    assert sum(report.posted for report in reports) == 1, "its past steps are born superseded"


def test_what_an_older_release_went_on_recording_by_its_own_law_is_computed_again(
    store: Database, said: World
) -> None:
    number = as_by_another_release(store)
    with store.write() as session:
        meta.write(session, refolding.MARK, refolding.law_mark())

    assert refolding.bring_up_to_date(store, NOW) == 0
    refolding.bring_up_to_date(store, NOW, anyway=True)

    with store.read() as session:
        assert session.get_one(DeadlineRow, number).version != "of-before"
        assert event_log.refold(session, DEFAULT) == []
    assert said.sweep("2023-12-12T16:00:00Z").posted == 0


def test_it_is_done_once_a_release(store: Database, said: World) -> None:
    as_by_another_release(store)
    refolding.bring_up_to_date(store, NOW)

    with store.read() as session:
        assert refolding.is_current(session)
    assert refolding.bring_up_to_date(store, NOW + timedelta(days=1)) == 0
