"""A table of cases in one test: every row is tried, and all that fail are told together.

pytest's own `parametrize` makes a test of each row. Where a row takes less than the test around it
(a line that is read, a text that is masked), thousands of them cost minutes and say no more.
"""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import pytest

LONGEST = 200  # of a row's own words in the list of those that failed


def each(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[..., Callable[..., None]]:
    """Run a test once for each row, as `parametrize` would, and fail with all rows that failed.

    For tests whose rows leave nothing behind: fixtures are made once for the whole table.
    """
    keys = tuple(n.strip() for n in names.split(",")) if isinstance(names, str) else names
    table = [_values(row, len(keys)) for row in rows]
    assert table, "no rows: nothing would be tried"

    def over(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def every_row(**fixtures: Any) -> None:
            failed = [
                told
                for row in table
                if (told := _tried(test, dict(zip(keys, row, strict=True)), fixtures))
            ]
            if failed:
                message = f"{len(failed)} of {len(table)} rows failed:\n\n" + "\n\n".join(failed)
                pytest.fail(message, pytrace=False)

        shape = inspect.signature(test)
        rest = [p for name, p in shape.parameters.items() if name not in keys]
        every_row.__signature__ = shape.replace(parameters=rest)  # type: ignore[attr-defined]
        return every_row

    return over


def _values(row: Any, count: int) -> tuple[Any, ...]:
    """Return a row's values; `parametrize` takes one value bare."""
    return (row,) if count == 1 else tuple(row)


def _tried(test: Callable[..., None], row: dict[str, Any], fixtures: dict[str, Any]) -> str:
    """Try one row and return what it failed with, or nothing."""
    try:
        test(**row, **fixtures)
    except (Exception, pytest.fail.Exception) as error:
        said = ", ".join(f"{name}={value!r}" for name, value in row.items())
        place = _last(error)
        what = "".join(traceback.format_exception_only(error)).strip()
        return f"{said[:LONGEST]}\n  {place.filename}:{place.lineno}: {what}"
    return ""


def _last(error: BaseException) -> traceback.FrameSummary:
    """Return where it failed: the last place that is not pytest's own."""
    places = traceback.extract_tb(error.__traceback__)
    return next((p for p in reversed(places) if "_pytest" not in p.filename), places[-1])
