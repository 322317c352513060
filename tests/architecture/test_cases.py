"""A table of cases in one test hides none of them."""

import pytest

from tests.support.cases import each


def test_every_row_is_tried_and_all_that_fail_are_told() -> None:
    tried = []

    @each("low", [1, 2])
    @each("high, said", [(2, "two"), (3, "three"), (9, "nine")])
    def less(low: int, high: int, said: str, kept: list[int]) -> None:
        kept.append(low)
        with pytest.raises(ValueError):
            int(said if high < 9 else "9")
        assert low * 2 < high, "too low"

    with pytest.raises(pytest.fail.Exception) as told:
        less(kept=tried)

    assert tried == [1, 1, 1, 2, 2, 2]
    for words in ("2 of 2 rows", "2 of 3", "high=2, said='two'", "too low", "DID NOT RAISE"):
        assert words in str(told.value)


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(AssertionError, match="no rows"):
        each("one", [])
