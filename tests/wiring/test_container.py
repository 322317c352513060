"""A desk that serves has used everything once before the first person asks."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.documents import projection, searching
from bot.settings import Settings
from bot.store import deduplication
from bot.wiring.container import open_desk, open_warm


def test_warming_loads_the_search_and_leaves_no_trace(team: Any) -> None:
    team.founding()
    team.desk.ledger.flush()
    with team.desk.store.read() as session:
        before = len(deduplication.recent(session, 100))

    team.desk.warm()

    team.desk.ledger.flush()
    with team.desk.store.read() as session:
        assert len(deduplication.recent(session, 100)) == before
    assert "bot.queries.filings" in sys.modules


def test_an_empty_disk_answers_at_once_and_is_ready_when_its_index_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Sample letter about a fence.")
    settings = Settings(data=tmp_path / "data")
    first = open_desk(settings)
    first.library.take([tmp_path / "a.txt"], by="operator", now=datetime(2024, 1, 8, tzinfo=UTC))
    first.close()
    shutil.rmtree(first.library.index.folder)
    go = threading.Event()
    rebuild = projection.Projection._rebuild

    def slowly(*given: Any) -> None:
        assert go.wait(60)
        rebuild(*given)

    monkeypatch.setattr(searching, "_QUICK", 0)
    monkeypatch.setattr(projection.Projection, "_rebuild", slowly)

    desk = open_warm(settings)  # would wait for the index otherwise
    assert "rebuilding" in desk.unready()
    assert getattr(desk.say(desk.operator(), "status"), "tone", "") != "refused"

    go.set()
    until = time.monotonic() + 60
    while desk.unready() and time.monotonic() < until:
        time.sleep(0.05)
    assert desk.unready() == ""
    assert "fence" in str(desk.say(desk.operator(), "find fence"))
    for thread in threading.enumerate():
        if thread.name == "warm":
            thread.join(60)
    desk.close()
