from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine.port import Engine
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine}


@pytest.fixture(params=sorted(ENGINES))
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Opens the engine under test on one folder, as another process would."""
    opened: list[Engine] = []

    def open_engine() -> Engine:
        opened.append(ENGINES[request.param](tmp_path / "index"))
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
