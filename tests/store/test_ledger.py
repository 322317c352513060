"""The audit is written behind the answers and is whole when the desk closes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store import deduplication
from bot.store.audit_log import Ledger, Line
from bot.store.database import Database

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)


def line(person: str) -> Line:
    """Make one audit line."""
    said = {"place": "D1", "surface": "dm", "verb": "status", "outcome": "StatusAnswer"}
    return {"at": NOW, "person": person, **said}


def test_every_line_is_on_file_once_the_ledger_closes(store: Database) -> None:
    ledger = Ledger(store)
    for number in range(200):
        ledger.note(lambda number=number: line(f"U{number}"))

    ledger.close()

    with store.read() as session:
        assert len({row.person for row in deduplication.recent(session, 500)}) == 200


def test_a_flush_ends_after_what_is_being_written_is_on_file(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, write = threading.Event(), threading.Event(), deduplication.audit

    def slowly(*given: Any) -> None:
        begun.set()
        assert go.wait(60)
        write(*given)

    monkeypatch.setattr(deduplication, "audit", slowly)
    ledger = Ledger(store)
    ledger.note(lambda: line("U1"))
    assert begun.wait(60)  # its own thread is at it
    flushing = threading.Thread(target=ledger.flush)
    flushing.start()
    flushing.join(0.1)
    still = flushing.is_alive()
    go.set()
    flushing.join(60)
    ledger.close()

    assert still


def test_the_audit_holds_who_and_what_kind_but_no_words(team) -> None:
    team.founding()
    team.say("find the secret words of a client", team.MEMBER)
    team.desk.ledger.flush()

    with team.desk.store.read() as session:
        rows = [(r.person, r.verb, r.outcome) for r in deduplication.recent(session)]
    assert ("U0MEMBER", "find", "FindAnswer") in rows
    assert "secret" not in str(rows)
