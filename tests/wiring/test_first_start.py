"""Several machines that start for the first time at once, on one database without a word in it."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.settings import Settings
from bot.store import people
from bot.store.database import Database
from bot.store.tables import PersonRow, PlaceRow
from bot.wiring import container

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def _at_once(count: int, deed: object) -> list[BaseException]:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            deed()  # type: ignore[operator]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def _meet(both: threading.Barrier) -> None:
    with suppress(threading.BrokenBarrierError):
        both.wait(1)  # SQLite lets one write after the other: they never meet


def test_machines_that_start_at_once_share_one_key_and_one_list_of_people(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, made = threading.Barrier(2), Fernet.generate_key
    keys: list[bytes] = []

    def meeting() -> bytes:
        _meet(both)
        return made()

    monkeypatch.setattr(Fernet, "generate_key", staticmethod(meeting))
    settings = Settings(admins=("U0LEAD0001", "U0LEAD0002"))

    failed = _at_once(2, lambda: keys.append(container._prepare(store, settings, NOW)))

    assert not failed
    assert len(set(keys)) == 1
    assert len(keys) == 2
    with store.read() as session:
        assert len(session.scalars(select(PersonRow)).all()) == 2


def test_a_place_that_two_allow_at_once_is_allowed_once(store: Database) -> None:
    both = threading.Barrier(2)

    def allow() -> None:
        with store.write() as session:
            if session.get(PlaceRow, "C1") is None:
                _meet(both)
            people.allow(session, "C1", by="U0LEAD0001", now=NOW)

    failed = _at_once(2, allow)

    assert not failed
    with store.read() as session:
        assert people.settings_of(session, "C1")["allowed"]
