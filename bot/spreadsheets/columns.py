"""Which column means what: guessed from header words and from values; a person may correct it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.errors import UsageError
from bot.law import identifiers
from bot.spreadsheets import agency_cells, cells
from bot.spreadsheets.grid import Cell, Grid, Row, shown
from bot.spreadsheets.meanings import DATED, MEANINGS, of_header, plain, zone_of

SKIP = "skip"
_HEADER_WITHIN = 40  # rows: titles and notes stand above
_ENOUGH = 2  # headers that mean something; fewer are no header row
_SEEN = 200  # values of a column that are looked at
LONG_NAME = 200  # characters of an agency with all its departments
_MOST = 0.6  # of them must look like something, where the header does not say what
_SOME = 0.3  # of them must be days below a header that names one: typing slips are not the rule


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is read; `meaning` is "" for one that is left out, `why` the ground."""

    place: int
    header: str
    meaning: str
    why: str = ""
    again: str = ""  # what it would mean, if no column before it did

    @property
    def letter(self) -> str:
        """The column's letter, as spreadsheet programs show it."""
        return letter(self.place)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a grid is read: where its header is, what its columns mean."""

    grid: Grid
    header_row: int  # 0: none; columns were named by letter
    columns: tuple[Column, ...]

    def place(self, meaning: str) -> int | None:
        """Return the place of the column with that meaning."""
        return next((c.place for c in self.columns if c.meaning == meaning), None)

    def cell(self, row: Row, meaning: str) -> Cell:
        """Return the row's cell of that meaning; a time is given the zone that its header names."""
        column = next((c for c in self.columns if c.meaning == meaning), None)
        if column is None or column.place >= len(row.cells):
            return None
        return _in_zone(row.cells[column.place], column.header)

    def twins(self, meaning: str) -> list[Column]:
        """Return columns under the same header as the one that is read so; those are left out."""
        mine = next((c for c in self.columns if c.meaning == meaning), None)
        return [
            c for c in self.columns
            if mine and c.again == meaning and plain(c.header) == plain(mine.header)
        ]  # fmt: skip

    @property
    def data(self) -> list[Row]:
        """The rows below the header that are no header again."""
        below = [row for row in self.grid.rows if row.number > self.header_row]
        header = next((r for r in self.grid.rows if r.number == self.header_row), None)
        return [row for row in below if header is None or row.cells != header.cells]

    @property
    def score(self) -> int:
        """How much of a tracker is in it; below 0 it is none."""
        meant = {column.meaning for column in self.columns}
        if (
            not self._names_agencies(meant)
            or not meant & {"name", "number"}
            or not meant & set(DATED)
        ):
            return -1
        return len(meant) * 1000 + min(len(self.data), 999)

    def _names_agencies(self, meant: set[str]) -> bool:
        """Say whether agencies are named: by a column, or by the shapes of tracking numbers."""
        place = self.place("number")
        if "agency" in meant or place is None:
            return "agency" in meant
        numbers = [r.cells[place] for r in self.data[:_SEEN] if place < len(r.cells)]
        full = [number for number in numbers if not cells.is_nothing(number)]
        return bool(full) and _share(full, _known_number) >= _MOST


def _in_zone(cell: Cell, header: str) -> Cell:
    zone = zone_of(header)
    return f"{cell} {zone}" if zone and cells.lacks_zone(cell) else cell


def letter(place: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def read(grid: Grid, said: Mapping[str, str]) -> Reading:
    """Guess the header row and what each column means; `said` maps headers or letters to meanings.

    Raises UsageError for a meaning that there is not, or a header that the sheet has not.
    """
    header = _named_by(grid, said) or _header(grid)
    names = _names(header, grid)
    wanted = _said(names, said, grid)
    data = [row for row in grid.rows if header is None or row.number > header.number][:_SEEN]
    values = {place: [r.cells[place] for r in data if place < len(r.cells)] for place in names}
    taken = {meaning for meaning in wanted.values() if meaning != SKIP}
    columns = []
    for place, name in names.items():
        if place in wanted:
            meaning = "" if wanted[place] == SKIP else wanted[place]
            columns.append(Column(place, name, meaning, "as you said"))
        else:
            meaning, why = _guess(name, values[place], taken)
            again = "" if meaning else of_header(name)
            taken |= {meaning} - {""}
            columns.append(Column(place, name, meaning, why, again))
    columns = _by_values(columns, values, taken)
    return Reading(grid, header.number if header else 0, tuple(columns))


def _named_by(grid: Grid, said: Mapping[str, str]) -> Row | None:
    """Return the row that has the most of the headers that a person named; None for none."""
    wanted = {plain(header) for header in said}
    best, most = None, 0
    for row in grid.rows[:_HEADER_WITHIN]:
        found = len(wanted & {plain(shown(cell)) for cell in row.cells if isinstance(cell, str)})
        if found > most:
            best, most = row, found
    return best


def _header(grid: Grid) -> Row | None:
    """Return the row whose cells name the most columns; titles above it name one at best."""
    best, most = None, _ENOUGH - 1
    for row in grid.rows[:_HEADER_WITHIN]:
        if row.number > _HEADER_WITHIN:
            break
        found = {of_header(shown(cell)) for cell in row.cells if isinstance(cell, str)} - {""}
        if len(found) > most:
            best, most = row, len(found)
    return best


def _names(header: Row | None, grid: Grid) -> dict[int, str]:
    width = max(len(row.cells) for row in grid.rows)
    if header is None:
        return dict.fromkeys(range(width), "")
    titles = [" ".join(shown(cell).split()) for cell in header.cells]
    return {place: titles[place] if place < len(titles) else "" for place in range(width)}


def _said(names: Mapping[int, str], said: Mapping[str, str], grid: Grid) -> dict[int, str]:
    wanted: dict[int, str] = {}
    for header, meaning in said.items():
        if meaning not in MEANINGS and meaning != SKIP:
            known = ", ".join([*MEANINGS, SKIP])
            raise UsageError(f"A column cannot mean {meaning!r}. It can be: {known}.")
        places = [p for p, name in names.items() if plain(name) == plain(header)]
        places = places or [p for p in names if letter(p) == header.strip().upper()]
        if not places:
            have = ", ".join(name or letter(p) for p, name in list(names.items())[:20])
            where = f"The sheet {grid.name}" if grid.name else "The file"
            raise UsageError(f"{where} has no column {header!r}. It has: {have}.")
        wanted[places[0]] = meaning
    return wanted


def _guess(header: str, values: Sequence[Cell], taken: set[str]) -> tuple[str, str]:
    meaning = of_header(header)
    if not meaning:
        return "", "its header says nothing that is recorded"
    if meaning in taken:
        return "", f"another column is read as {meaning} already"
    full = [value for value in values if not cells.is_nothing(value)]
    if meaning in DATED and full and _share(full, _dated) < _SOME:
        if meaning == "determined" and "disposition" not in taken and _share(full, _ended) >= _MOST:
            return "disposition", "by its values"
        return "", "its header names a date, its values are none"
    if meaning == "number" and full and _share(full, _plain_count) > _MOST and _is_count(full):
        return "", "its values only count the rows"
    if meaning == "agency" and full and _share(full, _plain_count) > _MOST:
        return "", "its values are numbers, not agencies"
    if meaning == "agency" and full and _share(full, _long) > _MOST:
        return "", "its values are longer than names of agencies"
    return meaning, "by its header"


def _share(values: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(test(value) for value in values) / len(values)


def _dated(value: Cell) -> bool:
    if isinstance(value, float):
        return int(value) in range(25_000, 60_000)
    return cells.is_datelike(value)


def _long(value: Cell) -> bool:
    return len(shown(value)) > LONG_NAME


def _ended(value: Cell) -> bool:
    return cells.outcome(shown(value)).ended


def _plain_count(value: Cell) -> bool:
    return shown(value).isdigit()


def _is_count(values: Sequence[Cell]) -> bool:
    """Say whether numbers are the running numbers of rows: short, and rising throughout."""
    digits = [int(shown(v)) for v in values if _plain_count(v)]
    rising = all(a < b for a, b in pairwise(digits))
    return rising and max(digits) < 10 * max(len(digits), 1) + 1_000


def _by_values(
    columns: Sequence[Column], values: Mapping[int, Sequence[Cell]], taken: set[str]
) -> list[Column]:
    """Give a meaning to a column whose header says nothing but whose values are plain."""
    found = list(columns)
    for at, column in enumerate(found):
        if column.meaning or column.why == "as you said":
            continue
        full = [v for v in values[column.place] if not cells.is_nothing(v)]
        for meaning, test in (("agency", _known_agency), ("number", _known_number)):
            if meaning not in taken and len(full) > 1 and _share(full, test) >= _MOST:
                found[at] = Column(column.place, column.header, meaning, "by its values")
                taken.add(meaning)
                break
    return found


def _known_agency(value: Cell) -> bool:
    return isinstance(value, str) and all(
        one.known for one in agency_cells.read(value, {}) or [_NOBODY]
    )


_NOBODY = agency_cells.Whom("", known=False)


def _known_number(value: Cell) -> bool:
    return isinstance(value, str) and identifiers.agency_of(value) is not None
