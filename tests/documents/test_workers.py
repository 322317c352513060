"""Readers are forked from one process that has loaded everything; each of them can be replaced."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.documents import workers
from bot.documents.masking import Plan
from bot.documents.reading import End, Job
from bot.documents.reports import TakeReport
from bot.documents.workers import Pool, Said

pytestmark = pytest.mark.slow

_KEY = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


def _jobs(count: int) -> list[Job]:
    texts = [f"Letter {n}: nothing was withheld.".encode() for n in range(count)]
    return [
        Job(n, f"{n}.txt", hashlib.sha256(data).hexdigest(), data=data)
        for n, data in enumerate(texts)
    ]


def _words(pool: Pool, jobs: list[Job]) -> Iterator[Said]:
    for job in jobs:
        pool.give(job)
    left = len(jobs)
    while left:
        for said in pool.words(0.2):
            left -= said[1] is None
            yield said


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(Plan(vault_keys=(_KEY,)), 2)
    yield made
    made.close()


def test_two_readers_of_one_process_read_every_file_once(pool: Pool) -> None:
    read = [job.key for job, word in _words(pool, _jobs(12)) if isinstance(word, End)]

    assert sorted(read) == list(range(12))


def test_a_dead_forker_is_made_anew(pool: Pool) -> None:
    list(_words(pool, _jobs(2)))
    pool._forker._process.kill()
    for worker in pool.readers:
        os.kill(worker, signal.SIGKILL)

    read = [job.key for job, word in _words(pool, _jobs(4)) if isinstance(word, End)]

    assert sorted(read) == list(range(4))


def test_reading_loads_no_database() -> None:
    code = "import sys, bot.documents.workers; print('sqlalchemy' in sys.modules, 'numpy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "False"]


def test_many_small_files_are_read_without_starting_processes(
    take: Callable[..., TakeReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root := tmp_path / "incoming").mkdir()
    for number in range(12):
        (root / f"{number}.txt").write_text(f"Letter {number}: nothing was withheld.")
    monkeypatch.setattr(workers, "Pool", None)

    assert take(root).added == 12

    for number in range(3):
        (root / f"long{number}.txt").write_text("Nothing was withheld. " * 2000)
    with pytest.raises(TypeError):
        take(root)
