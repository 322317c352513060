"""What is read as plain columns is what mapped rows would say, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.law.choices import DEFAULT
from bot.law.events import Kind
from bot.privacy.gate import Level, Role
from bot.store import event_log, people, request_views, requests
from bot.store.database import Database
from bot.store.event_log import NewEvent, Stamp
from bot.store.tables import Request

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)
DAY = date(2023, 11, 9)


def test_who_asks_and_where_is_one_statement_and_says_what_two_say(store: Database) -> None:
    with store.write() as session:
        people.put(session, "U1", Role.LEAD, by="U1", now=NOW)
        people.put(session, "U2", Role.MEMBER, by="U1", now=NOW)
        people.remove(session, "U2", NOW)
        people.allow(session, "C1", by="U1", now=NOW, level=Level.TEAM)
    with store.read() as session:
        for user in ("U1", "U2", "U3"):
            for channel in ("C1", "C2"):
                both = (people.role_of(session, user), *people.shown_in(session, channel))
                assert people.both(session, user, channel) == both


def test_a_request_reads_the_same_plain_and_mapped(store: Database) -> None:
    with store.write() as session:
        one = requests.add(session, "Data breach", ["ICE", "DHS"], by="U1", now=NOW, aliases=["db"])
        requests.add(session, "Draft", [], by="U1", now=NOW)
        gone = requests.add(session, "Visas", ["DOS"], by="U1", now=NOW)
        gone.withdrawn_at = NOW
        requests.add_component(session, one.components[0], "FPS", origin=requests.UNDONE)
        ids = [gone.id, one.id + 1, one.id]
    with store.read() as session:
        plain = request_views.read(session, ids)
        mapped = requests.by_ids(session, ids)
        assert [(r.slug, [c.agency for c in r.components]) for r in plain] == [
            (r.slug, [c.agency for c in r.components]) for r in mapped
        ]
        assert [r.slug for r in plain] == ["draft", "data-breach"]
        assert plain[1].aliases == ("db",)
        assert request_views.one(session, "breach").id == one.id


def test_names_are_those_of_the_moment_also_after_a_change_that_was_not_kept(
    store: Database,
) -> None:
    with store.write() as session:
        number = requests.add(session, "Data breach", ["ICE"], by="U1", now=NOW).id
    with store.read() as session:
        assert requests.matching_ids(session, "breach ice") == [number]
    with pytest.raises(ZeroDivisionError), store.write() as session:
        session.get_one(Request, number).name = "Quokka"
        session.get_one(Request, number).slug = "quokka"
        assert requests.matching_ids(session, "quokka ice") == [number]
        raise ZeroDivisionError
    with store.read() as session:
        assert requests.matching_ids(session, "quokka ice") == []
        assert requests.matching_ids(session, "breach ice") == [number]


def test_events_read_plain_are_those_that_count(store: Database) -> None:
    with store.write() as session:
        request = requests.add(session, "Data breach", ["ICE"], by="U1", now=NOW)
        part = request.components[0]
        stamp = Stamp("U1", NOW, DAY, DEFAULT)
        sent = event_log.record(session, part, NewEvent(Kind.SENT, DAY), stamp)
        event_log.record(session, part, NewEvent(Kind.RECEIVED, DAY), stamp)
        event_log.withdraw(session, sent.row.id, stamp)
        plain, live = event_log.noted(session, [part.id]), event_log.live(session, [part.id])
        assert [(row.id, row.kind) for row in plain] == [(row.id, row.kind) for row in live]
        assert list(map(event_log.fact, plain)) == list(map(event_log.fact, live))
