"""Tables about people, known by what is in their cells, whatever their header or with none.

A table with rows about persons names them beside a country, a place of detention, a result, a date
of birth, or numbers them; three rows are enough. Statistics, request logs, fees, lists of offices
and officials hold other things and stay open. Header words help; they do not decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from bot.privacy import few_rows, headers, linelists, shaped_lines, wordlists
from bot.privacy.cells import Sort, sort_of
from bot.privacy.columns import MOST, Column, Table, column_of
from bot.privacy.found import Found
from bot.privacy.grids import Cell, Grid, grids, lines_of, stacks
from bot.privacy.headers import Head
from bot.privacy.hidden_cells import hidden
from bot.privacy.normal import BARRIER
from bot.privacy.offices import is_mailed_by_a_court

LEAST_ROWS = 3
_NAMES = frozenset({Sort.NAME, Sort.PERHAPS})
_WARDS = _NAMES | {Sort.WORD, Sort.MASKED}  # what a column of clients or detainees can hold
_QUASI = frozenset({Sort.COUNTRY, Sort.FACILITY, Sort.FEAR, Sort.ADDRESS})
_OF_THINGS = frozenset(
    {Sort.ORGANISATION, Sort.NUMBER}
)  # who has such is often no protected person
_MAILBOXES = {Sort.CONTACT, Sort.OFFICE_CONTACT, Sort.MASKED, Sort.TEXT}
_OF_COUNSEL = frozenset({Sort.NAME, Sort.PERHAPS, *_MAILBOXES})
_KNOWN = 0.15  # of the words of a column of names are on a list
_COLUMNS = range(2, 10)  # of a table printed one cell a line
_LEAST_CLEAR = 2
_LOOSE = _NAMES | _QUASI | {Sort.IDENTIFIER, Sort.DATE, Sort.PLACE}
_LIST_OF_NAMES = 8
_LAST_FIRST = re.compile(r"[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?,\s[A-Z][\w'-]+(?:\s[A-Z][\w'.-]*)?")


@cache
def warm() -> None:
    """Read the word lists and make the patterns that judging needs."""
    linelists.warm()
    headers.head_of("name")
    sort_of("Ana Roe")


@lru_cache(maxsize=4)
def people_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a plain text that are about people; a page is asked for twice."""
    return tuple(_people_tables(text))


def _people_tables(text: str) -> Iterator[Table]:
    lines = lines_of(text)
    for grid in chain(grids(text, lines), shaped_lines.grids(text, lines)):
        for rows in _aligned(grid):
            table = _judged(text, rows)
            if table:
                yield table
    for run in stacks(text, lines):
        stacked = _stacked(text, run)
        if stacked:
            yield stacked


def about_people(text: str) -> Iterator[Found]:
    """Find the personal cells of tables about people, and of lists of lines about them."""
    for table in people_tables(text):
        yield from hidden(text, table)
    yield from linelists.people(text)
    yield from few_rows.people(text)


def count_people(text: str) -> int:
    """Count the rows of the longest table or list about people on a page."""
    rows = max((len(table.rows) for table in people_tables(text)), default=0)
    return max(rows, linelists.count(text))


def _aligned(grid: Grid) -> Iterator[list[tuple[Cell | None, ...]]]:
    """Give the rows with their cells under one another."""
    widths = Counter(len(row) for row in grid.rows)
    width, often = widths.most_common(1)[0]
    if often >= 0.8 * len(grid.rows):
        most = max(widths)
        yield [(*row, *(None,) * (most - len(row))) for row in grid.rows]
        return
    yield _by_place(grid, max([width, *(w for w, n in widths.items() if n > 1)]))


def _by_place(grid: Grid, width: int) -> list[tuple[Cell | None, ...]]:
    """Lay cells below those of the widest row by where they stand in their lines."""
    widest = next((row for row in grid.rows if len(row) >= width), grid.rows[0])
    anchors = [cell[0] - widest[0][0] for cell in widest]
    out: list[tuple[Cell | None, ...]] = []
    for row in grid.rows:
        laid: list[Cell | None] = [None] * len(anchors)
        for cell in row:
            at = cell[0] - row[0][0]
            place = min(range(len(anchors)), key=lambda i: abs(anchors[i] - at))
            if laid[place] is None:
                laid[place] = cell
        out.append(tuple(laid))
    return out


def _judged(text: str, rows: Sequence[tuple[Cell | None, ...]]) -> Table | None:
    """Return the table if its cells are about people."""
    if not rows:
        return None
    heads, body = _headed(text, rows)
    if len(body) < LEAST_ROWS:
        return None
    columns = tuple(
        column_of(text, [row[number] for row in body], heads[number] if heads else None)
        for number in range(len(body[0]))
    )
    return Table(tuple(body), columns) if _is_about_people(text, body, columns) else None


def _headed(
    text: str, rows: Sequence[tuple[Cell | None, ...]]
) -> tuple[list[Head | None] | None, list[tuple[Cell | None, ...]]]:
    """Part the header from the rows, wherever it stands; repeated headers go, too."""
    heads: list[Head | None] | None = None
    said: list[str] = []
    body = []
    for number, row in enumerate(rows):
        shown = [text[cell[0] : cell[1]] if cell else "" for cell in row]
        if shown == said or (
            not said and (headers.is_header(shown) or (not number and headers.is_of_persons(shown)))
        ):
            heads, said = heads or [headers.head_of(one) for one in shown], said or shown
        else:
            body.append(row)
    return heads, body


def _is_about_people(
    text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column]
) -> bool:
    if any(column.head is Head.WARD and column.sort in _WARDS for column in columns):
        return True
    sorts = Counter(column.sort for column in columns)
    heads = {column.head for column in columns if column.head}
    personal = {sort for sort in sorts if sort in _QUASI}
    births = any(column.births for column in columns)
    numbered = _is_numbered(text, body, columns, heads)
    weighty = births or numbered or Sort.FEAR in sorts
    if not heads and sorts.keys() <= _OF_COUNSEL and _are_counsel(text, body):
        return False
    if _is_of_officials(columns, heads) and not weighty:
        return False
    if numbered:
        return True
    named = sorts[Sort.NAME] > 0 or _is_of_two_words(text, body, columns)
    if named or sorts[Sort.PERHAPS]:
        evidence = len(personal) + births + bool(heads & {Head.WARD, Head.PERSON})
        evidence += bool({Head.COUNTRY, Head.FACILITY, Head.RESULT, Head.BIRTH, Head.ALIEN} & heads)
        if Head.LOG in heads and not weighty and personal <= {Sort.ADDRESS}:
            return False  # a log of requests, of purchases, of letters
        if _names_somebody(text, body, columns) and not sorts.keys() & _OF_THINGS:
            return True
        return evidence >= (1 if named else 2)
    counted = sorts[Sort.NUMBER] or (
        sorts[Sort.AGE] and Head.AGE not in heads and not _is_rows(text, body, columns)
    )
    facts = len(personal - {Sort.ADDRESS}) + births + bool(sorts[Sort.SEX]) + (Head.AGE in heads)
    return facts >= LEAST_ROWS and not counted


def _are_counsel(text: str, body: Sequence[tuple[Cell | None, ...]]) -> bool:
    """Say whether a court's notice tells in these rows to whose mailboxes it went."""
    rows = ("".join(text[cell[0] : cell[1]] for cell in row if cell) for row in body)
    return is_mailed_by_a_court(text) and all("@" in row or BARRIER in row for row in rows)


def _is_of_two_words(
    text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column]
) -> bool:
    """Say whether a column has the shape of names, of two words or more, that no list knows."""
    for number, column in enumerate(columns):
        if column.sort is Sort.PERHAPS:
            shown = [text[cell[0] : cell[1]] for row in body if (cell := row[number])]
            if sum(" " in one.strip() for one in shown) >= MOST * len(shown):
                return True
    return [column.sort for column in columns].count(Sort.PERHAPS) > 1


def _is_numbered(
    text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column], heads: set[Head]
) -> bool:
    """Say whether a column holds identity numbers of people, and not of papers."""
    for number, column in enumerate(columns):
        if column.sort is not Sort.IDENTIFIER or column.head is Head.PAPER:
            continue
        if column.head is Head.ALIEN or heads & {Head.WARD, Head.PERSON, Head.COUNTRY, Head.BIRTH}:
            return True
        shown = [text[cell[0] : cell[1]] for row in body if (cell := row[number])]
        lettered = sum(one.strip(" \"'*")[:1].isalpha() for one in shown)
        if lettered >= MOST * len(shown) or any(c.sort in _QUASI | _NAMES for c in columns):
            return True
    return False


def _is_of_officials(columns: Sequence[Column], heads: set[Head]) -> bool:
    """Say whether the names are those of officials, and not of people whom they deal with."""
    sorts = {column.sort for column in columns}
    if sorts & {Sort.TITLE, Sort.OFFICE_CONTACT} or Head.OFFICIAL in heads:
        return True
    return Head.HOLDER in heads and not any(_is_of_others(column) for column in columns)


def _is_of_others(column: Column) -> bool:
    """Say whether a column names people and its head does not say that they hold an office."""
    if column.sort is Sort.PERHAPS:
        return column.head in {Head.WARD, Head.PERSON}
    return column.sort is Sort.NAME and column.head not in {Head.HOLDER, Head.LOG, Head.PLAIN}


def _names_somebody(
    text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column]
) -> bool:
    """Say whether a column is full of people's whole names, and no head explains whose they are."""
    for number, column in enumerate(columns):
        if column.sort is Sort.NAME and _is_of_others(column):
            shown = [text[cell[0] : cell[1]].strip() for row in body if (cell := row[number])]
            if sum(" " in one for one in shown) >= MOST * len(shown):
                return True
        if column.sort is Sort.PERHAPS and column.head is None:
            shown = [text[cell[0] : cell[1]].strip() for row in body if (cell := row[number])]
            if len(shown) >= _LIST_OF_NAMES and all(map(_LAST_FIRST.fullmatch, shown)):
                return True
    if any(_is_split(one, other) for one, other in pairwise(columns)):
        return True
    return len(body) >= _LIST_OF_NAMES and _are_in_two(text, body, columns)


def _are_in_two(
    text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column]
) -> bool:
    """Say whether two columns side by side hold no word of English: names that few lists know."""
    for at, (one, other) in enumerate(pairwise(columns)):
        if {one.sort, other.sort} != {Sort.PERHAPS} or one.head or other.head:
            continue
        cells = [cell for row in body for cell in row[at : at + 2] if cell]
        words = [text[start:end].strip(" \"'").lower() for start, end in cells]
        known = sum(word in wordlists.names() for word in words)
        if wordlists.ordinary().isdisjoint(words) and known >= _KNOWN * len(words):
            return True
    return False


def _is_split(one: Column, other: Column) -> bool:
    """Say whether two columns side by side are the two parts of names."""
    if not {one.sort, other.sort} <= _NAMES or {one.sort, other.sort} == {Sort.PERHAPS}:
        return False
    return {one.head, other.head} <= {None, Head.WARD, Head.PERSON, Head.COUNTRY}


def _is_rows(text: str, body: Sequence[tuple[Cell | None, ...]], columns: Sequence[Column]) -> bool:
    """Say whether the numbers only count the rows: 1, 2, 3."""
    for number, column in enumerate(columns):
        if column.sort is Sort.AGE:
            shown = [text[cell[0] : cell[1]].strip(" .") for row in body if (cell := row[number])]
            values = [int(one) for one in shown if one.isdigit()]
            if [b - a for a, b in pairwise(values)] != [1] * (len(values) - 1):
                return False
    return True


def _stacked(text: str, run: list[Cell]) -> Table | None:
    """Return a table about people that was printed one cell a line."""
    sorts = [sort_of(text[start:end]) for start, end in run]
    if not _may_be_stacked(sorts):
        return None
    found = (
        table
        for width in _COLUMNS
        for offset in range(width)
        if (table := _every(text, run, width, offset))
    )
    return max(found, key=_clearness, default=None)


def _clearness(table: Table) -> tuple[int, int]:
    """Rank the ways to part a run of lines: the one with the clearest columns, then most cells."""
    clear = sum(column.sort in _QUASI | {Sort.NAME, Sort.IDENTIFIER} for column in table.columns)
    whole = clear + sum(column.births for column in table.columns) == len(table.columns)
    return (whole, clear * len(table.rows))


def _may_be_stacked(sorts: Sequence[Sort]) -> bool:
    counts = Counter(sorts)
    named = counts[Sort.NAME] + counts[Sort.PERHAPS]
    quasi = max(counts[sort] for sort in (*_QUASI, Sort.DATE))
    return (
        max(named, counts[Sort.IDENTIFIER])
        >= LEAST_ROWS
        <= max(quasi, min(named, counts[Sort.IDENTIFIER]))
    )


def _every(text: str, run: Sequence[Cell], width: int, offset: int) -> Table | None:
    whole = (len(run) - offset) // width * width
    rows = [tuple(run[at : at + width]) for at in range(offset, offset + whole, width)]
    if len(rows) < LEAST_ROWS:
        return None
    table = _judged(text, rows)
    if table is None:
        return None
    clear = sum(column.sort in _QUASI | {Sort.NAME, Sort.IDENTIFIER} for column in table.columns)
    if clear + any(column.births for column in table.columns) < _LEAST_CLEAR:
        return None
    loose = [*_loose(text, run[:offset], -offset), *_loose(text, run[offset + whole :], 0)]
    laid = [
        tuple(cell if place == at % width else None for place in range(width)) for at, cell in loose
    ]
    return Table((*table.rows, *laid), table.columns)


def _loose(text: str, cells: Sequence[Cell], start: int) -> Iterator[tuple[int, Cell]]:
    """Give cells before the first whole row or behind the last that are no titles."""
    for at, cell in enumerate(cells, start=start):
        if sort_of(text[cell[0] : cell[1]]) in _LOOSE:
            yield at, cell
