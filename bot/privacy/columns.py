"""What a column of a table holds, by most of its cells; and whether its dates are of birth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from bot.privacy.cells import Sort, sort_of
from bot.privacy.grids import Cell
from bot.privacy.headers import Head

MOST = 0.6  # of the filled cells of a column say what the column holds
_BIRTH_YEARS = (1925, 2015)
_YEARS_APART = 5
OLD_ENOUGH = 2007  # half of the people on a list were born before
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_A_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*")
_SHORT_YEAR = re.compile(r"[-/.]([0-9]{2})$")
_LEAST_DATES = 3


class Column(NamedTuple):
    """What a column holds: its sort, what its head says, and whether its dates are of birth."""

    sort: Sort
    head: Head | None
    births: bool = False


class Table(NamedTuple):
    """A table about people: its rows without the header, and its columns."""

    rows: tuple[tuple[Cell | None, ...], ...]
    columns: tuple[Column, ...]


def column_of(text: str, cells: Sequence[Cell | None], head: Head | None) -> Column:
    """Judge a column by its cells and its head."""
    shown = [text[cell[0] : cell[1]] for cell in cells if cell]
    sorts = Counter(sort_of(one) for one in shown)
    filled = sum(n for sort, n in sorts.items() if sort not in {Sort.EMPTY, Sort.MASKED})
    if not filled:
        return Column(Sort.MASKED if sorts[Sort.MASKED] else Sort.EMPTY, head)
    sort = _sort(sorts, filled)
    dated = sort is Sort.DATE or (sort is Sort.NUMBER and all(map(_A_YEAR.fullmatch, shown)))
    births = dated and (head is Head.BIRTH or (head is None and _births(shown)))
    return Column(sort, head, births)


_RANKS = {sort: rank for rank, sort in enumerate(Sort)}


def _sort(sorts: Counter[Sort], filled: int) -> Sort:
    def share(*wanted: Sort) -> float:
        return sum([sorts[one] for one in wanted]) / filled

    if share(Sort.IDENTIFIER) >= 0.5:  # noqa: PLR2004
        return Sort.IDENTIFIER
    if share(Sort.NAME, Sort.PERHAPS) >= MOST and share(Sort.NAME) >= 0.3:  # noqa: PLR2004
        return Sort.NAME
    if share(Sort.FACILITY) >= 0.3 and share(Sort.FACILITY, Sort.PLACE, Sort.PERHAPS) >= MOST:  # noqa: PLR2004
        return Sort.FACILITY
    if share(Sort.NUMBER, Sort.AGE) >= MOST:
        return Sort.AGE if share(Sort.AGE) >= MOST else Sort.NUMBER
    most = [sort for sort, count in sorts.items() if count / filled >= MOST]
    if most:
        return min(most, key=_RANKS.__getitem__)
    return Sort.TEXT if share(Sort.TEXT, Sort.ORGANISATION, Sort.TITLE) >= MOST else Sort.WORD


def _births(shown: Sequence[str]) -> bool:
    """Say whether dates are of birth: years far apart, half of them long ago."""
    years = [year for one in shown if (year := year_of(one))]
    if len(years) < _LEAST_DATES:
        return False
    in_range = sum(_BIRTH_YEARS[0] <= year <= _BIRTH_YEARS[1] for year in years)
    return (
        in_range >= 0.8 * len(years)
        and median(years) <= OLD_ENOUGH
        and max(years) - min(years) >= _YEARS_APART
    )


def year_of(shown: str) -> int | None:
    """Return the year of a date as cells write it; two figures are of the last hundred years."""
    full = _YEAR.search(shown)
    if full:
        return int(full[0])
    short = _SHORT_YEAR.search(shown)
    if not short:
        return None
    return int(short[1]) + (1900 if int(short[1]) > 24 else 2000)  # noqa: PLR2004
