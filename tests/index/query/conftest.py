from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine.port import Engine
from index.engine.postgres import PostgresEngine
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry
from tests.support.search import lender

ENGINES = ("postgres", "whoosh")


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the engine under test on one index, as another process would."""
    opened: list[Engine] = []
    lend = lender(request.getfixturevalue("postgres_url")) if request.param == "postgres" else None

    def open_engine() -> Engine:
        opened.append(PostgresEngine(lend) if lend else WhooshEngine(tmp_path / "index"))
        return opened[-1]

    yield open_engine
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(make: Callable[[], Engine]) -> Engine:
    return make()


@pytest.fixture
def put(engine: Engine) -> Callable[..., None]:
    """Puts texts into the engine as pages 1, 2, ... of one filing."""

    def put_pages(*texts: str, first: int = 1, **more: object) -> None:
        changes = [
            Change(n, Entry(n, 1, "scan-7.pdf", n, text, **more))  # type: ignore[arg-type]
            for n, text in enumerate(texts, first)
        ]
        engine.apply(changes)

    return put_pages
