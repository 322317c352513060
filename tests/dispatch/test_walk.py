"""An answer reads the store once: few statements, in one session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.walk import Walk, walks


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walk]:
    return walks(tmp_path_factory.mktemp("walk"))


@pytest.mark.parametrize(("name", "most"), [("why", 8), ("status", 8), ("find", 10)])
def test_an_answer_asks_the_store_few_things(
    found: dict[str, Walk], name: str, most: int, tmp_path: Path
) -> None:
    assert len(found[name].statements) <= most, found[name].statements


@pytest.mark.parametrize("name", ["why", "status"])
def test_an_answer_opens_one_session(found: dict[str, Walk], name: str) -> None:
    assert found[name].sessions == 1


@pytest.mark.parametrize("name", ["why", "status"])
def test_events_are_read_once(found: dict[str, Walk], name: str) -> None:
    assert sum(" FROM events " in statement for statement in found[name].statements) == 1
