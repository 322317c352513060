"""What an import would do, said before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.answers.values import Button, Fact, FactsAnswer, plain
from bot.answers.wording import body
from bot.commands.imports import Plan, counted
from bot.spreadsheets import cells
from bot.spreadsheets.lines import SHOWS_RECEIPT, Line
from bot.spreadsheets.meanings import MEANINGS

SHOWN = 8  # of each list, where a message has to hold it
AT_A_TERMINAL = 15
_ORDER = {cells.MONTH_FIRST: "month first, as in the US", cells.DAY_FIRST: "day first"}


def preview(plan: Plan, *, buttons: Sequence[Button] = (), most: int = SHOWN) -> FactsAnswer:
    """Return the preview: columns, counts, what is recorded, refused, and where the sheet differs.

    `most` bounds each list; the JSON form holds them whole.
    """
    sections = (
        ("Look at this first", _listed(_questions(plan), most)),
        ("Columns", _columns(plan)),
        ("Rows not taken", _listed(_faults(plan), most)),
        ("The sheet says otherwise (shown, not followed)", _listed(_differing(plan), most)),
        ("On file or said twice (unchanged)", _listed(_same(plan), most)),
        ("Would be added to requests on file", _listed(_added(plan), most)),
        ("Would be recorded", _listed(_recorded(plan), most)),
    )
    return FactsAnswer(
        title=f"Preview of {plan.file}; nothing is recorded yet",
        facts=tuple(_summary(plan)),
        sections=tuple((title, tuple(facts)) for title, facts in sections if facts),
        data=as_data(plan),
        buttons=tuple(buttons),
    )


def _summary(plan: Plan) -> Iterable[Fact]:
    new = len(plan.grouped.groups)
    yield Fact(
        "Would record",
        f"{counted(new, 'request')}, {counted(plan.components, 'component request')}",
    )
    where = f"sheet {plan.reading.grid.name}, " if plan.reading.grid.name else ""
    header = f"header in row {plan.reading.header_row}" if plan.reading.header_row else "no header"
    yield Fact("Read", f"{where}{header}, {counted(len(plan.reading.data), 'row')}")
    if plan.others:
        yield Fact("Sheets left out", ", ".join(plan.others))
    if plan.read.order:
        yield Fact("Dates in numbers", _ORDER[plan.read.order])
    if plan.unknown:
        yield Fact(
            "Counted under the statute alone", f"{', '.join(plan.unknown)} (not on our list)"
        )
    if undated := _ended_without_day(plan):
        yield Fact(
            "Finished without a day",
            f"{counted(undated, 'row')} would count as open: map the day of the answer to "
            "“determined” if the sheet has it",
        )
    if new and unreceived(plan):
        yield Fact(
            "No receipt", f"{counted(unreceived(plan), 'row')}; their clock is unknown until a "
            "day of receipt is recorded",
        )  # fmt: skip


def _lines(plan: Plan) -> list[Line]:
    return [line for one in plan.grouped.groups for line in one.lines]


def _ended_without_day(plan: Plan) -> int:
    return sum(
        line.outcome.ended and not any(e.kind in _ENDS for e in line.entries)
        for line in _lines(plan)
    )


_ENDS = {"determined", "request-withdrawn"}


def unreceived(plan: Plan) -> int:
    """Count the component requests of which nothing shows that they were received."""
    return sum(
        not any(entry.kind in SHOWS_RECEIPT for entry in line.entries) for line in _lines(plan)
    )


def _columns(plan: Plan) -> list[Fact]:
    said = [
        Fact(f"{column.letter} {column.header}".strip(), f"{column.meaning} ({column.why})")
        for column in plan.reading.columns
        if column.meaning
    ]
    left = [column for column in plan.reading.columns if not column.meaning]
    if left:
        names = ", ".join(column.header or column.letter for column in left[:20])
        said.append(Fact("Not read", names))
    return said


def _questions(plan: Plan) -> list[Fact]:
    """Return what a person should decide: contradictions, and what the sheet does not show."""
    said = [
        Fact(
            f"Row {one.row}",
            f"contradicts {'the record of ' if one.on_file else ''}{one.where}: {one.differs}."
            " It is not recorded; which is right?",
        )
        for one in plan.grouped.same
        if one.differs
    ]
    return said + [
        Fact(f"Row {one.row}" if one.row else "The sheet", one.what) for one in plan.remarks
    ]


def _added(plan: Plan) -> list[Fact]:
    return [
        Fact(
            f"Row {one.row}",
            f"{one.where}: "
            + ", ".join(f"{entry.kind.value} {entry.on.isoformat()}" for entry in one.entries),
        )
        for one in plan.grouped.more
    ]


def _recorded(plan: Plan) -> list[Fact]:
    return [
        Fact(
            f"Row {line.row}",
            f"{line.name} · {body(line.whom.agency)}"
            f"{' · joins ' + one.joins.slug if one.joins else ''}: {_course(line)}",
        )
        for one in plan.grouped.groups
        for line in one.lines
    ]


def _course(line: Line) -> str:
    steps = [
        f"{entry.kind.value} {entry.on.isoformat()}"
        + (" (assumed)" if entry.certainty == "assumed" else "")
        for entry in line.entries
        if entry.kind not in {"note", "number-assigned"}
    ]
    return ", ".join([*steps, *line.numbers])


def _faults(plan: Plan) -> list[Fact]:
    return [Fact(f"Row {fault.row}", fault.why) for fault in plan.faults]


def _differing(plan: Plan) -> list[Fact]:
    return [
        Fact(f"Row {one.row}", f"{one.where}: the sheet says {one.sheet}; we compute {one.ours}")
        for one in plan.disagreements
    ]


def _same(plan: Plan) -> list[Fact]:
    return [
        Fact(f"Row {one.row}", f"on file as {one.where}" if one.on_file else f"repeats {one.where}")
        for one in plan.grouped.same
        if not one.differs
    ]


def _listed(facts: list[Fact], most: int) -> list[Fact]:
    left = len(facts) - most
    return facts if left <= 0 else [*facts[:most], Fact("", f"… and {left:,} more")]


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the whole plan for scripts."""
    value: dict[str, Any] = plain(_data(plan))
    return value


def _data(plan: Plan) -> dict[str, Any]:
    return {
        "file": plan.file,
        "sheet": plan.reading.grid.name,
        "header_row": plan.reading.header_row,
        "dates": plan.read.order,
        "columns": [
            {"column": c.letter, "header": c.header, "meaning": c.meaning, "why": c.why}
            for c in plan.reading.columns
        ],
        "meanings": list(MEANINGS),
        "requests": len(plan.grouped.groups),
        "components": plan.components,
        "unknown_agencies": plan.unknown,
        "rows": _rows(plan),
        "refused": [{"row": fault.row, "why": fault.why} for fault in plan.faults],
        "disagreements": [
            {"row": d.row, "where": d.where, "sheet": d.sheet, "ours": d.ours}
            for d in plan.disagreements
        ],
        **_on_file(plan),
        "questions": [{"row": r.row, "what": r.what} for r in plan.remarks],
    }


def _rows(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "row": line.row,
            "name": line.name,
            "agency": line.whom.agency,
            "joins": one.joins.slug if one.joins else "",
            "numbers": line.numbers,
            "events": [{"event": e.kind.value, "on": e.on} for e in line.entries],
        }
        for one in plan.grouped.groups
        for line in one.lines
    ]


def _on_file(plan: Plan) -> dict[str, Any]:
    """Return the rows of what is on file: as it is, otherwise, or with more events."""
    same = plan.grouped.same
    return {
        "unchanged": [{"row": s.row, "where": s.where, "on_file": s.on_file} for s in same],
        "contradictions": [
            {"row": s.row, "where": s.where, "on_file": s.on_file, "differs": s.differs}
            for s in same
            if s.differs
        ],
        "added": [
            {
                "row": m.row,
                "where": m.where,
                "events": [{"event": e.kind.value, "on": e.on} for e in m.entries],
            }
            for m in plan.grouped.more
        ],
    }
