from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from index.engine.port import EngineError, NotReadyError, State
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry, Scope
from index.terms.parse import parse

pytestmark = pytest.mark.slow

BATCH = 10


def _commit_for_ever(folder: Path, first: int, begun: int) -> None:
    """Commit, and write a byte before each commit."""
    engine = WhooshEngine(folder)
    engine.count()
    for start in range(first, first + 100_000, BATCH):
        os.write(begun, b"x")
        engine.apply(
            [Change(n, Entry(n, 1, "x", n, f"denial {n}")) for n in range(start, start + BATCH)]
        )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_kills_during_commits_lose_and_double_no_page(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    engine = WhooshEngine(folder)
    engine.apply([Change(0, Entry(0, 1, "x", 0, "denial 0"))])
    engine.apply([Change(n, Entry(n, 1, "x", n, f"denial {n}")) for n in range(BATCH)])
    engine.close()
    draw = random.Random(3)
    before = BATCH
    for _ in range(50):
        told, begun = os.pipe()
        child = os.fork()
        if not child:
            try:
                _commit_for_ever(folder, before, begun)
            finally:
                os._exit(1)
        os.close(begun)
        done = draw.randrange(4)  # commits that are whole; the machine may be slow or busy
        for _ in range(done + 1):
            assert os.read(told, 1)
        time.sleep(draw.uniform(0.0, 0.03))  # into the next one
        os.close(told)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

        engine = WhooshEngine(folder)
        count = engine.count()
        pages = [hit.page for hit in engine.search(parse("denial"), Scope(), limit=100_000).hits]
        engine.close()

        assert count >= before + done * BATCH
        assert count % BATCH == 0
        assert sorted(pages) == list(range(count))
        before = count


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_rebuild_leaves_the_old_index_and_can_be_made_again(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.apply([Change(1, Entry(1, 1, "x", 1, "old page"))])
    child = os.fork()
    if not child:
        endless = (Entry(n, 1, "x", n, "fresh page") for n in range(10_000_000))
        try:
            WhooshEngine(tmp_path / "index").rebuild(endless, 10_000_000, lambda *_: None)
        finally:
            os._exit(1)
    time.sleep(0.3)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    assert engine.search(parse("old"), Scope()).total == 1
    engine.rebuild(iter([Entry(2, 1, "x", 1, "fresh page")]), 1, lambda *_: None)
    assert engine.count() == 1
    assert len(list((tmp_path / "index").glob("pages-*"))) == 1
    assert not (tmp_path / "index" / "PROGRESS").exists()


def test_another_tag_makes_the_index_old_and_it_is_not_searched(tmp_path: Path) -> None:
    WhooshEngine(tmp_path / "index", tag="mask-1").apply([Change(1, Entry(1, 1, "x", 1, "page"))])

    engine = WhooshEngine(tmp_path / "index", tag="mask-2")

    assert engine.health().state is State.OLD
    with pytest.raises(NotReadyError):
        engine.search(parse("page"), Scope())
    engine.rebuild(iter([Entry(1, 1, "x", 1, "masked page")]), 1, lambda *_: None)
    assert engine.health().state is State.OK


def test_an_old_index_that_is_being_rebuilt_says_how_far_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    WhooshEngine(folder, tag="1").apply([Change(1, Entry(1, 1, "x", 1, "page"))])
    engine, other = WhooshEngine(folder, tag="2"), WhooshEngine(folder, tag="2")
    seen = []

    def progress(_done: int, _total: int) -> None:
        seen.append(other.health().sentence)

    engine.rebuild((Entry(n, 1, "x", n, "page") for n in range(1000)), 1000, progress)

    assert "50 % done" in seen[0]


def test_the_folder_is_private_and_one_of_another_owner_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o755)
    WhooshEngine(folder)
    assert folder.stat().st_mode & 0o777 == 0o700

    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)

    with pytest.raises(EngineError, match="someone else"):
        WhooshEngine(folder)


def test_a_pointer_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    (tmp_path / "pages-evil").mkdir()
    (tmp_path / "pages-evil" / "version.json").write_text(json.dumps({"version": "1.1."}))
    (tmp_path / "index" / "CURRENT").write_text("../pages-evil")

    assert engine.health().state is State.MISSING


def test_a_fork_of_whoosh_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    from index.engine import whoosh_pinned

    versions = {"Whoosh": "2.7.4", "whoosh-reloaded": "2.7.5"}

    def version(name: str) -> str:
        if name not in versions:
            raise metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(metadata, "version", version)

    with pytest.raises(EngineError, match="whoosh-reloaded"):
        whoosh_pinned.assert_pinned()
