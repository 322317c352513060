"""The standing gate of the mask: made sentences about protected persons, and their readable twins."""

import pytest

from tests.bench import misses
from tests.support.cases import each


@pytest.mark.parametrize(("kind", "least"), [("names", 0.86), ("identifiers", 0.98)])
def test_made_sentences_hide_whom_and_what_they_are_about(kind: str, least: float) -> None:
    made, leaked = misses.figures(kind, 4, seed=20)

    assert 1 - len(leaked) / made >= least, [one.text for one in leaked][:20]


def test_the_gate_sees_a_leak() -> None:
    assert misses.leaks(misses.Made("nothing hidden 4471", ((15, 19),), ""))


@each("line", misses.lines("readable"))
def test_officials_authors_and_numbers_of_papers_stay_readable(line: str) -> None:
    assert not misses.spoiled(line)


def test_whoever_is_on_the_roster_is_hidden_in_any_sentence() -> None:
    made, leaked = misses.figures("names", 1, seed=21, with_roster=True)

    assert 1 - len(leaked) / made >= 0.995, [one.text for one in leaked]
