"""A desk that serves has used everything once before the first person asks."""

from __future__ import annotations

import sys
from typing import Any

from bot.store import deduplication


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
