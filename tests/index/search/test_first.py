from __future__ import annotations

from pathlib import Path

from index.engine_whoosh import WhooshEngine
from index.pages import Change, Entry, Scope
from index.query import parse


def test_a_page_that_was_added_is_found_and_a_dropped_one_is_not(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.apply([Change(n, Entry(n, 1, "letter.pdf", n, f"denial number {n}")) for n in (1, 2)])
    engine.apply([Change(2, None)])

    found = engine.search(parse("denial"), Scope())

    assert [hit.page for hit in found.hits] == [1]
    assert found.total == engine.count() == 1
