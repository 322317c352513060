"""The store keeps its promises on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.errors import NotFound, Refused, StoreError
from bot.law.choices import DEFAULT
from bot.law.events import Certainty, Kind
from bot.privacy.gate import Level, Role
from bot.store import deduplication, event_log, migrations, people, requests
from bot.store.database import Database
from bot.store.event_log import NewEvent, Stamp
from bot.store.tables import Component, DeadlineRow, EventRow, PlaceRow, Request

pytestmark = pytest.mark.slow

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)
STAMP = Stamp("U1", NOW, date(2023, 12, 12), DEFAULT)


def founding(database: Database) -> None:
    """Record the founding matter at ICE and DHS, receipt assumed."""
    with database.write() as session:
        request = requests.add(
            session, "ICE data breach", ["ICE", "DHS"], by="U1", now=NOW, aliases=["breach"]
        )
        for component in request.components:
            sent = NewEvent(Kind.SENT, date(2023, 11, 9))
            received = NewEvent(Kind.RECEIVED, date(2023, 11, 9), Certainty.ASSUMED)
            event_log.record(session, component, sent, STAMP)
            event_log.record(session, component, received, STAMP)


def test_migrations_make_exactly_the_tables_in_code(store: Database) -> None:
    assert store.is_current()
    assert migrations.differences(store.engine) == []


def test_a_store_newer_than_the_program_is_refused(store: Database) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(StoreError, match="newer foia-bot"):
        migrations.upgrade(store.engine)


def test_the_founding_matter_is_projected_in_the_same_transaction(store: Database) -> None:
    founding(store)

    with store.read() as session:
        dues = session.execute(
            select(Component.agency, DeadlineRow.due)
            .join(DeadlineRow, DeadlineRow.component_id == Component.id)
            .where(DeadlineRow.limit == "determination", DeadlineRow.state == "open")
            .order_by(Component.agency)
        ).all()
    assert [tuple(row) for row in dues] == [
        ("DHS", date(2023, 12, 11)),
        ("ICE", date(2023, 12, 11)),
    ]


@pytest.mark.parametrize("statement", ["update events set note = 'x'", "delete from events"])
def test_the_database_itself_keeps_events_append_only(store: Database, statement: str) -> None:
    founding(store)

    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(statement))


def test_check_finds_a_projection_that_was_tampered_with(store: Database) -> None:
    founding(store)
    with store.read() as session:
        assert event_log.refold(session, DEFAULT) == []

    with store.engine.begin() as connection:
        connection.execute(text("update deadlines set due = '2024-01-01'"))

    with store.read() as session:
        assert any("determination" in line for line in event_log.refold(session, DEFAULT))


def test_an_event_taken_back_stays_in_the_journal_and_changes_nothing(store: Database) -> None:
    founding(store)
    with store.write() as session:
        component = session.scalars(select(Component)).first()
        assert component is not None
        new = NewEvent(Kind.DETERMINED, date(2023, 12, 1), details={"disposition": "full-grant"})
        done = event_log.record(session, component, new, STAMP)
        event_log.withdraw(session, done.row.id, STAMP)

    with store.read() as session:
        assert session.get(EventRow, done.row.id) is not None
        assert event_log.refold(session, DEFAULT) == []
        assert "determined" not in {row.phase for row in session.scalars(select(Component))}


def test_a_write_that_fails_leaves_nothing_behind(store: Database) -> None:
    with pytest.raises(RuntimeError), store.write() as session:
        requests.add(session, "Half done", ["ICE"], by="U1", now=NOW)
        raise RuntimeError

    with store.read() as session:
        assert session.scalars(select(Request)).all() == []


def test_two_deliveries_of_one_event_are_new_exactly_once(store: Database) -> None:
    heard: list[bool] = []

    def deliver() -> None:
        with store.write() as session:
            heard.append(deduplication.first_time(session, "Ev1", NOW))

    threads = [threading.Thread(target=deliver) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(heard) == [False] * 5 + [True]


@pytest.mark.parametrize(
    "words",
    ["ice-data-breach", "ICE data breach", "breach", "the ice breach request", "ice data braech"],
)
def test_a_request_is_found_by_slug_name_nickname_words_and_near_spelling(
    store: Database, words: str
) -> None:
    founding(store)

    with store.read() as session:
        assert requests.one(session, words).slug == "ice-data-breach"


def test_words_that_may_mean_two_requests_are_not_guessed(store: Database) -> None:
    founding(store)
    with store.write() as session:
        requests.add(session, "ICE data contracts", ["ICE"], by="U1", now=NOW)

    with store.read() as session, pytest.raises(requests.Ambiguous) as caught:
        requests.one(session, "ice data")
    assert len(caught.value.candidates) == 2


def test_an_unknown_request_is_answered_with_what_there_is(store: Database) -> None:
    founding(store)

    with store.read() as session, pytest.raises(NotFound, match="ice-data-breach"):
        requests.one(session, "zebra")


def test_a_name_is_taken_once(store: Database) -> None:
    founding(store)

    with store.write() as session, pytest.raises(Refused, match="already"):
        requests.add(session, "ICE Data Breach!", ["ICE"], by="U1", now=NOW)


def test_people_of_the_settings_are_leads_and_others_nothing(store: Database) -> None:
    with store.write() as session:
        people.seed(session, ["U1"], NOW)
        people.put(session, "U2", Role.MEMBER, by="U1", now=NOW)

    with store.read() as session:
        assert people.role_of(session, "U1") is Role.LEAD
        assert people.role_of(session, "U2") is Role.MEMBER
        assert people.role_of(session, "U3") is None


def test_a_place_is_allowed_until_it_is_stopped(store: Database) -> None:
    with store.write() as session:
        people.allow(session, "C1", by="U1", now=NOW, level=Level.PUBLIC)
        people.disallow(session, "C1", by="U1", now=NOW)

    with store.read() as session:
        row = session.get(PlaceRow, "C1")
        assert row is not None
        assert not row.allowed
