"""The faults that the reliability page asks for each have a test named by their number."""

from __future__ import annotations

import re
from pathlib import Path

WANTED = {*range(1, 25), *range(29, 34), *range(36, 39)}
TESTS = Path(__file__).parents[1]


def test_every_fault_has_a_test_named_by_its_number() -> None:
    named = {
        int(number)
        for path in TESTS.rglob("test_*.py")
        for number in re.findall(r"def test_f(\d\d)_", path.read_text(encoding="utf-8"))
    }

    assert WANTED - named == set()
