"""Component requests become requests: one letter to several agencies is one request.

Pure: what is on file already is passed in. Every line ends in one of: new, joined to a request
on file, on file already, or repeating another row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.law import agencies, standing
from bot.law.choices import Choices
from bot.law.events import Event, Kind
from bot.law.standing import Standing
from bot.spreadsheets.lines import Entry, Line

SAME_LETTER = timedelta(days=7)  # copies of one letter leave within these days
_LIMIT = "determination"


@dataclass(frozen=True, slots=True)
class Folds:
    """How names and numbers are compared; the store's own ways are passed in."""

    name: Callable[[str], str]
    number: Callable[[str], str]


@dataclass(slots=True)
class Known:
    """A request on file, as far as rows are compared with it."""

    id: int
    slug: str
    name: str  # folded
    sent: dict[str, date | None]  # by agency, folded


@dataclass(frozen=True, slots=True)
class Held:
    """A component request on file: its id, and what is recorded of it."""

    id: int
    events: Sequence[Event] = ()

    def days(self, kind: str) -> set[date]:
        """Return the days on which that is recorded."""
        return {event.on for event in self.events if event.kind == kind}


@dataclass(frozen=True, slots=True)
class OnFile:
    """What is on file: `numbers` maps folded numbers to where they stand, as `held` is keyed."""

    requests: Sequence[Known] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, Held] = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    """A request to be made, or (with `joins`) one on file to which component requests come."""

    name: str
    lines: list[Line]
    joins: Known | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """A row that adds nothing: `where` says what holds it already."""

    row: int
    where: str
    on_file: bool
    differs: str = ""  # in what it contradicts that


@dataclass(frozen=True, slots=True)
class More:
    """What a row adds to a component request on file."""

    row: int
    where: str
    component: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """What all lines of a sheet come to."""

    groups: tuple[Group, ...]
    same: tuple[Same, ...]
    more: tuple[More, ...] = ()


def group(lines: Iterable[Line], on_file: OnFile, fold: Folds) -> Grouped:
    """Sort lines into requests. `fold` compares names and numbers as the store does."""
    groups: dict[str, list[Group]] = {}
    named: dict[str, list[Known]] = {}
    alike: dict[str, list[Known]] = {}
    for known in on_file.requests:
        named.setdefault(known.name, []).append(known)
        alike.setdefault(_undated(known.name)[0], []).append(known)
    seen: dict[str, Line] = {}
    same: list[Same] = []
    more: list[More] = []
    for line in lines:
        key = fold.name(line.name)
        where = _on_file(line, named.get(key, ()), on_file, fold)
        if where := where or _twin(line, key, alike.get(_undated(key)[0], ()), on_file):
            _compare(line, where, on_file.held.get(where.partition(",")[0]), same, more)
            continue
        mine = groups.setdefault(key, [])
        if other := _repeated(line, mine, seen, fold):
            same.append(
                Same(line.row, f"row {other.row}", on_file=False, differs=_differences(other, line))
            )
            continue
        seen |= {fold.number(number): line for number in line.numbers}
        _place(line, mine, named.get(key, ()), fold)
    made = tuple(one for several in groups.values() for one in several)
    return Grouped(made, tuple(same), tuple(more))


# Of each of these a component request has one.
_COMPARED = {
    Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.DETERMINED, Kind.REQUEST_WITHDRAWN,
    Kind.APPEAL_FILED, Kind.APPEAL_DECIDED, Kind.COMPLAINT_FILED,
}  # fmt: skip


def _compare(line: Line, where: str, held: Held | None, same: list[Same], more: list[More]) -> None:
    """Tell what a row adds to what is on file, and where it contradicts it."""
    if held is None:
        same.append(Same(line.row, where, on_file=True))
        return
    differs = []
    fresh = []
    for entry in line.entries:
        days = held.days(entry.kind)
        if entry.kind not in _COMPARED or entry.on in days:
            continue
        if days:
            on_record = ", ".join(sorted(day.isoformat() for day in days))
            differs.append(f"{entry.kind.value} {on_record} on record, {entry.on} in the sheet")
        else:
            fresh.append(entry)
    if fresh and not differs:
        more.append(More(line.row, where, held.id, tuple(fresh)))
    else:
        same.append(Same(line.row, where, on_file=True, differs="; ".join(differs)))


def _differences(first: Line, second: Line) -> str:
    """Say in what two rows that seem to be one contradict each other; "" where they do not."""
    said = []
    if first.name != second.name:
        said.append(f"name “{first.name}” / “{second.name}”")
    if first.whom.agency != second.whom.agency:
        said.append(f"agency {first.whom.agency} / {second.whom.agency}")
    days = [{e.kind: e.on for e in one.entries if e.kind in _COMPARED} for one in (first, second)]
    for kind in dict.fromkeys([*days[0], *days[1]]):
        one, other = (which.get(kind) for which in days)
        if one != other:
            said.append(f"{kind.value} {one or 'no day'} / {other or 'no day'}")
    if first.numbers != second.numbers and first.numbers and second.numbers:
        said.append(f"number {', '.join(first.numbers)} / {', '.join(second.numbers)}")
    if first.status.casefold() != second.status.casefold():
        said.append(f"status {first.status or 'none'} / {second.status or 'none'}")
    return "; ".join(said)


def _on_file(line: Line, named: Sequence[Known], on_file: OnFile, fold: Folds) -> str:
    for number in line.numbers:
        if where := on_file.numbers.get(fold.number(number)):
            return f"{where}, by its number"
    key = line.whom.agency
    # A body in a state was kept under the state alone once: it is the same one.
    for known in named:
        for agency in (key, agencies.known(key).law):
            if known.sent.get(fold.name(agency), date.max) in {line.began, None}:
                return f"{known.slug}/{agency}"
    return ""


_YEAR = re.compile(r"(.+) ((?:19|20)\d\d)")


def _undated(name: str) -> tuple[str, str]:
    """Part a folded name from the year at its end."""
    found = _YEAR.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def _twin(line: Line, key: str, alike: Sequence[Known], on_file: OnFile) -> str:
    """Return where the same name, but for a year, the same body and receipt are on file; or "".

    It is told as that one with another day of sending, and not made again.
    """
    received = {entry.on for entry in line.entries if entry.kind is Kind.RECEIVED}
    year = _undated(key)[1]
    for known in alike:
        held = on_file.held.get(f"{known.slug}/{line.whom.agency}")
        years = {year, _undated(known.name)[1]} - {""}
        if held and len(years) < _TWO and received & held.days(Kind.RECEIVED):
            return f"{known.slug}/{line.whom.agency}"
    return ""


_TWO = 2  # requests of two years were named apart


def _repeated(
    line: Line, mine: Sequence[Group], seen: Mapping[str, Line], fold: Folds
) -> Line | None:
    for number in line.numbers:
        if other := seen.get(fold.number(number)):
            return other
    for one in mine:
        for other in one.lines:
            same = (other.whom.agency, other.began) == (line.whom.agency, line.began)
            if same and not (line.numbers and other.numbers):
                return other
    return None


def _place(line: Line, mine: list[Group], named: Sequence[Known], fold: Folds) -> None:
    for one in mine:
        if line.whom.agency not in {o.whom.agency for o in one.lines} and _near(
            line.began, [other.began for other in one.lines]
        ):
            one.lines.append(line)
            return
    agency = fold.name(line.whom.agency)
    for known in named:
        if agency not in known.sent and _near(line.began, known.sent.values()):
            mine.append(Group(line.name, [line], joins=known))
            return
    mine.append(Group(line.name, [line]))


def _near(day: date, others: Iterable[date | None]) -> bool:
    return any(other is not None and abs(other - day) <= SAME_LETTER for other in others)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the sheet says otherwise than the events give. Shown, never followed."""

    row: int
    where: str
    sheet: str
    ours: str


def standing_of(line: Line, choices: Choices) -> Standing:
    """Fold a line's events as the store will."""
    told = [entry.event() for entry in line.entries]
    return standing.fold(told, agencies.known(line.whom.agency), choices=choices)


def disagreements(lines: Iterable[Line], choices: Choices, today: date) -> list[Disagreement]:
    """Compare each line's own due date and status with what is computed from its events."""
    found = []
    for line in lines:
        if line.due is None and not line.status:
            continue
        ours = standing_of(line, choices)
        where = f"{line.name} · {line.whom.agency}"
        found += _due(line, ours, where)
        found += _status(line, ours, where, today)
    return found


def _due(line: Line, ours: Standing, where: str) -> list[Disagreement]:
    computed = next((d for d in ours.deadlines if d.limit == _LIMIT), None)
    if line.due is None or computed is None or computed.due == line.due:
        return []
    why = computed.due.isoformat() if computed.due else "unknown, need the received date"
    if computed.due and computed.certainty == "assumed":
        why += " (receipt assumed)"
    return [Disagreement(line.row, where, f"due {line.due.isoformat()}", f"due {why}")]


def _status(line: Line, ours: Standing, where: str, today: date) -> list[Disagreement]:
    over = ours.determined_on is not None or ours.closed_on is not None or ours.phase == "closed"
    stage = line.outcome.stage
    differs = (
        (line.outcome.ended and not over)
        or (stage == "open" and over)
        or (stage == "appeal" and ours.appeal not in {"filed", "acknowledged", "decided"})
        or (stage == "litigation" and ours.litigation == "none")
    )
    if not differs:
        return []
    return [Disagreement(line.row, where, f"status “{line.status}”", ours.headline(today))]
