"""Merging keeps nobody waiting: searches are answered in the middle of it, commits do little of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.engine import pool, postgres_writer, whoosh_writer
from index.engine.port import Engine
from index.engine.segments import MERGED_AT_ONCE, small_ones
from index.pages import Change, Entry, Scope
from index.terms.parse import parse
from tests.support.cases import each

Make = Callable[[], Engine]
ALL = Scope(levels=frozenset({0, 1, 2}))
PATIENCE_S = 30  # a search that waits for the merge would never be answered: it waits for this one


def found(engine: Engine, words: str) -> list[int]:
    return sorted(hit.page for hit in engine.search(parse(words), ALL, limit=100).hits)


def in_the_middle_of(
    monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]
) -> list[object]:
    """Let something happen on another thread between two terms that are merged; give what came."""
    came: list[object] = []

    def join(term: bytes, parts: list[tuple[bytes, object]]) -> pool.Block | None:
        if not came and len(parts) > 1:
            with ThreadPoolExecutor(1) as others:
                came.append(others.submit(happens).result(timeout=PATIENCE_S))
        return pool.join(term, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(whoosh_writer, "join", join)
    monkeypatch.setattr(postgres_writer, "join", join)
    return came


def test_a_search_in_the_middle_of_the_nights_merge_is_answered_from_before_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, other = make(), make()
    for n in range(1, 7):
        engine.apply([Change(n, Entry(n, n, "x", 1, f"denial letter {n}"))])
    engine.apply([Change(3, None)])
    came = in_the_middle_of(
        monkeypatch, lambda: (found(engine, "denial"), found(other, "denial"), engine.count())
    )

    engine.compact()

    left = [1, 2, 4, 5, 6]
    assert came == [(left, left, 5)]
    assert found(engine, "denial") == found(other, "denial") == left


def test_a_search_in_the_middle_of_a_commit_that_merges_is_answered_from_before_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make()
    seen: list[object] = []
    for n in range(1, 41):
        came = in_the_middle_of(monkeypatch, lambda: found(engine, "denial"))
        engine.apply([Change(n, Entry(n, n, "x", 1, f"denial letter {n}"))])
        getattr(engine, "tidy", lambda: None)()
        seen += [(n, one) for one in came]

    assert seen
    for n, one in seen:  # PostgreSQL merges after the commit
        assert one in (list(range(1, n)), list(range(1, n + 1)))


@each(
    ("sizes", "merged"),
    [
        ([], []),
        ([5, 5, 5], []),  # few enough
        ([5, 5, 5, 5, 5, 5, 5, 5], [0, 1, 2, 3, 4, 5, 6, 7]),
        ([90_000, 5, 5, 5, 5, 5, 5, 5], []),
        ([90_000, 5, 5, 5, 5, 5, 5, 5, 5], [1, 2, 3, 4, 5, 6, 7, 8]),
        ([40, 5, 5, 40, 5, 400, 5, 5], [0, 1, 2, 3, 4, 6, 7]),  # 400 is read again later
        ([4_000] * 9, [0, 1]),
        ([30_000] * 8, []),  # as a rebuild leaves them
        ([30_000] * 8 + [5, 5], []),
    ],
)
def test_a_commit_merges_small_segments_only(sizes: list[int], merged: list[int]) -> None:
    chosen = small_ones(sizes, 8)

    assert chosen == merged
    assert sum(sizes[place] for place in chosen) <= MERGED_AT_ONCE


def test_what_a_commit_reads_over_again_does_not_grow_with_the_collection() -> None:
    """A page is merged by day a few times, whatever is on file; the segments stay few."""
    sizes, again = [30_000] * 6, 0
    for _ in range(1000):
        chosen = small_ones([*sizes, 1], 8)
        whole = [*sizes, 1]
        again += sum(whole[place] for place in chosen)
        rest = [size for place, size in enumerate(whole) if place not in chosen]
        sizes = [*rest, *([sum(whole[place] for place in chosen)] if chosen else [])]

    assert sum(sizes) == 6 * 30_000 + 1000
    assert len(sizes) < 6 + 8
    assert again < 1000 * 8
