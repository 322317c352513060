"""Files that wait for a yes, and events recorded and taken back by the batch, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.errors import Refused
from bot.law.choices import DEFAULT
from bot.law.events import ImpossibleEvent, Kind
from bot.store import event_log, pending_files, requests
from bot.store.database import Database
from bot.store.event_log import NewEvent, Stamp
from bot.store.vault import Vault

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)
STAMP = Stamp("U1", NOW, NOW.date(), DEFAULT)


def test_a_waiting_file_is_sealed_somebodys_and_short_lived(store: Database) -> None:
    vault = Vault((Fernet.generate_key().decode(),))
    with store.write() as session:
        held = pending_files.put(
            session, vault, by="U1", now=NOW, name="täg.csv", content=b"a\n,b\0"
        )
    with store.write() as session:
        assert pending_files.get(session, vault, held, by="U1", now=NOW) == ("täg.csv", b"a\n,b\0")
        with pytest.raises(Refused):
            pending_files.get(session, vault, held, by="U2", now=NOW)
        pending_files.drop(session, held, by="U2")
        with pytest.raises(Refused):
            pending_files.get(session, vault, held, by="U1", now=NOW + timedelta(minutes=11))
        assert pending_files.forget_old(session, NOW + timedelta(minutes=11)) == 1


def test_events_are_recorded_whole_or_not_at_all_and_taken_back_together(store: Database) -> None:
    told = [NewEvent(Kind.SENT, date(2023, 11, 9)), NewEvent(Kind.RECEIVED, date(2023, 11, 9))]
    with store.write() as session:
        request = requests.add(session, "Old", ["ICE"], by="U1", now=NOW)
        (component,) = request.components
        with pytest.raises(ImpossibleEvent):
            event_log.record_all(
                session, component, [*told, NewEvent(Kind.SERVED, date(2023, 11, 10))], STAMP
            )
        assert event_log.facts(session, component.id) == []
        added = event_log.record_all(session, component, told, STAMP)
        assert component.phase == "received"
        event_log.withdraw_all(session, added, STAMP)
        assert component.phase == "draft"
        assert event_log.refold(session, DEFAULT) == []
