"""Which cells of a table about people are hidden, and as what."""

from __future__ import annotations

from collections.abc import Iterator

from bot.privacy.cells import Sort, sort_of
from bot.privacy.columns import OLD_ENOUGH, Column, Table, year_of
from bot.privacy.found import Found, Kind
from bot.privacy.headers import Head

_HIDDEN_AS = {
    Sort.NAME: Kind.NAME,
    Sort.PERHAPS: Kind.NAME,
    Sort.IDENTIFIER: Kind.A_NUMBER,
    Sort.COUNTRY: Kind.FACT,
    Sort.FACILITY: Kind.FACT,
    Sort.FEAR: Kind.FACT,
    Sort.SEX: Kind.FACT,
    Sort.ADDRESS: Kind.ADDRESS,
    Sort.CONTACT: Kind.PHONE,
    Sort.PLACE: Kind.FACT,
    Sort.WORD: Kind.FACT,
    Sort.TEXT: Kind.FACT,
}
_HEADED: dict[Head, Kind] = {
    Head.WARD: Kind.NAME,
    Head.PERSON: Kind.NAME,
    Head.COUNTRY: Kind.FACT,
    Head.FACILITY: Kind.FACT,
    Head.RESULT: Kind.FACT,
    Head.BIRTH: Kind.BIRTH,
    Head.ALIEN: Kind.A_NUMBER,
    Head.AGE: Kind.FACT,
    Head.PERSONAL: Kind.FACT,
}
_CODE_DIGITS = 6


def hidden(text: str, table: Table) -> Iterator[Found]:
    """Find the cells of personal columns, and single cells that hold what is personal."""
    births = any(column.births for column in table.columns)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell is None:
                continue
            shown = text[cell[0] : cell[1]]
            kind = _kind(column, sort_of(shown), shown)
            if kind is None and births and (year_of(shown) or OLD_ENOUGH) < OLD_ENOUGH:
                kind = Kind.BIRTH  # a date that slid into the next column
            if kind and any(c.isalnum() for c in shown):
                lead = len(shown) - len(shown.lstrip(" \"'"))
                yield Found(cell[0] + lead, cell[0] + len(shown.rstrip(" \"'")), kind)


def _kind(column: Column, cell: Sort, shown: str) -> Kind | None:
    """Say as what a cell is hidden; None leaves it readable."""
    if cell in {Sort.EMPTY, Sort.MASKED}:
        return None
    if column.head in _HEADED:
        return _HEADED[column.head]
    if column.births and cell is Sort.DATE:
        return Kind.BIRTH
    if cell in {Sort.IDENTIFIER, Sort.COUNTRY, Sort.FACILITY, Sort.FEAR, Sort.NAME, Sort.CONTACT}:
        return _HIDDEN_AS[cell]
    if cell in {Sort.CODE, Sort.NUMBER} and sum(c.isdigit() for c in shown) >= _CODE_DIGITS:
        return Kind.ID_NUMBER
    if column.head in {Head.PLAIN, Head.LOG} or cell in {
        Sort.NUMBER,
        Sort.AGE,
        Sort.DATE,
        Sort.CODE,
    }:
        return None
    return _HIDDEN_AS.get(column.sort) or _HIDDEN_AS.get(cell)
