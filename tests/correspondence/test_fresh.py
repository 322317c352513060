"""Letters of many bodies, written before they were read: none that was read right is read wrong."""

from __future__ import annotations

import pytest

from tests.bench.letters import FRESH, Judge, judge

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def judged() -> Judge:
    return judge([FRESH / "letters.txt", FRESH / "letters-2.txt"])


@pytest.mark.parametrize(
    ("what", "f1"),
    [("types", 0.93), ("effects", 0.93), ("date", 0.97), ("received", 0.9), ("numbers", 0.93),
     ("body", 0.9), ("appeal", 0.9), ("reply", 0.9), ("fee", 0.85), ("exemptions", 0.9)],
)  # fmt: skip
def test_what_was_read_right_is_read_right(judged: Judge, what: str, f1: float) -> None:
    tally = judged.tally(what)

    assert tally.f1 >= f1, tally.notes


def test_letters_that_nothing_was_made_with_are_mostly_understood() -> None:
    apart = judge(sorted((FRESH.parent / "apart").glob("*.txt")))

    assert apart.tally("types").f1 >= 0.7
    assert apart.tally("effects").f1 >= 0.8


def test_what_the_reader_is_sure_of_is_seldom_wrong(judged: Judge) -> None:
    assert judged.sure_wrong / judged.sure <= 0.06
    assert judged.sure / judged.said >= 0.7
