"""Old requests out of a spreadsheet: looked at first, then recorded whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bot.answers.values import Button, Notice
from bot.commands.requests import stamp
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, possible
from bot.law.events import Event, ImpossibleEvent
from bot.spreadsheets import columns, grid, groups, rows
from bot.spreadsheets.columns import Reading
from bot.spreadsheets.grid import Remark
from bot.spreadsheets.groups import (
    Disagreement,
    Folds,
    Group,
    Grouped,
    Held,
    Known,
    More,
    OnFile,
)
from bot.spreadsheets.lines import Entry, Fault, Line, Read, assumed
from bot.store import (
    component_views,
    event_log,
    local_names,
    requests,
    tracking_numbers,
    undo_log,
    whose_law,
)
from bot.store.event_log import NewEvent
from bot.store.tables import Component, EventRow, Request

FOLDS = Folds(requests.fold, requests.fold_number)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person said beside the file: meanings of columns, the sheet, whose law counts."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    dates: str = ""  # mdy or dmy
    agencies: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    assume_received: bool = False  # a person says so; no sheet does


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing is written yet."""

    file: str
    reading: Reading
    others: tuple[str, ...]  # sheets that are left out
    read: Read
    grouped: Grouped
    faults: tuple[Fault, ...]
    disagreements: tuple[Disagreement, ...]
    channel: str = ""  # where the nudges of new requests go
    remarks: tuple[Remark, ...] = ()  # what to look at first

    @property
    def writes(self) -> bool:
        """Whether anything would be recorded."""
        return bool(self.grouped.groups or self.grouped.more)

    @property
    def components(self) -> int:
        """How many component requests would be made."""
        return sum(len(one.lines) for one in self.grouped.groups)

    @property
    def unknown(self) -> list[str]:
        """The agencies that we hold no rules of."""
        lines = (line for one in self.grouped.groups for line in one.lines)
        return sorted({line.whom.agency for line in lines if not line.whom.known})


def parse_pairs(words: Sequence[str], what: str) -> dict[str, str]:
    """Read "Date filed=sent" pairs. Raises UsageError."""
    pairs = {}
    for said in words:
        name, sign, value = said.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise UsageError(f"{what} are given as NAME=VALUE, not {said!r}.")
        pairs[name.strip()] = value.strip()
    return pairs


def look(room: Room, ask: Ask, name: str, content: bytes, wishes: Wishes) -> Plan:
    """Read a file and say what an import would do. Raises Refused where it is no tracker."""
    masked = cache(room.masked)
    reading, others = _reading(grid.read(name, content), wishes, masked)
    said = {key.casefold(): value for key, value in wishes.agencies.items()}
    zone = room.settings.zone
    read = rows.read(reading, today=ask.today, order=wishes.dates, said=said, zone=zone)
    lines, faults = _masked(read.lines, masked, cache(room.titled))
    if wishes.assume_received:
        lines = [assumed(line) for line in lines]
    on_file = _on_file(room)
    lines, joined = _as_on_file(lines, on_file)
    found = groups.group(lines, on_file, FOLDS)
    found, impossible = _possible(found, on_file, ask)
    faults += impossible
    fresh = [line for one in found.groups for line in one.lines]
    return Plan(
        file=masked(name),
        reading=reading,
        others=others,
        read=read,
        grouped=found,
        faults=tuple(
            Fault(fault.row, masked(fault.why))  # it says what stands in the cell
            for fault in sorted([*read.faults, *faults], key=lambda fault: fault.row)
        ),
        disagreements=tuple(groups.disagreements(fresh, room.choices, ask.today)),
        channel=wishes.channel,
        remarks=tuple(replace(one, what=masked(one.what)) for one in (*read.remarks, *joined)),
    )


def _as_on_file(lines: Sequence[Line], on_file: OnFile) -> tuple[list[Line], list[Remark]]:
    """Take a body by another of its names for the one on file: NYPD, New York Police Department."""
    known = {where.partition("/")[2] for where in on_file.held}
    kept, said = [], []
    for line in lines:
        key = local_names.same_body(line.whom.agency, known)
        if key:
            is_named = f"{agencies.known(line.whom.agency).shown} is taken for"
            said.append(Remark(line.row, f"{is_named} {agencies.known(key).shown}, on file"))
        kept.append(replace(line, whom=replace(line.whom, agency=key)) if key else line)
    return kept, said


def _possible(found: Grouped, on_file: OnFile, ask: Ask) -> tuple[Grouped, list[Fault]]:
    """Keep what can be added to what is on file; the law refuses the rest in words."""
    held = {one.id: one for one in on_file.held.values()}
    kept, faults = [], []
    for more in found.more:
        known = list(held[more.component].events)
        try:
            for entry in more.entries:
                possible.check(entry.event(), known, today=ask.today)
                known.append(entry.event())
        except ImpossibleEvent as error:
            faults.append(Fault(more.row, f"It is on file as {more.where}. {error}"))
        else:
            kept.append(more)
    return replace(found, more=tuple(kept)), faults


def _reading(
    grids: Sequence[grid.Grid], wishes: Wishes, masked: Callable[[str], str]
) -> tuple[Reading, tuple[str, ...]]:
    """Choose the sheet that is most of a tracker, or the one that was named."""
    names = [one.name for one in grids]
    if wishes.sheet:
        grids = [one for one in grids if one.name.casefold() == wishes.sheet.casefold()]
        if not grids:
            raise UsageError(f"There is no sheet {wishes.sheet!r}. There are: {', '.join(names)}.")
    visible = [one for one in grids if not one.hidden] or list(grids)
    best = max((_tried(one, wishes) for one in visible), key=lambda reading: reading.score)
    if best.score < 0:
        raise Refused(masked(_no_tracker(best)))
    safe = tuple(replace(column, header=masked(column.header)) for column in best.columns)
    others = tuple(masked(name) for name in names if name != best.grid.name)
    return replace(best, columns=safe), others


def _tried(one: grid.Grid, wishes: Wishes) -> Reading:
    try:
        return columns.read(one, wishes.columns)
    except UsageError:
        if wishes.sheet or not one.name:
            raise
        return columns.read(one, {})  # another sheet may have the column that was named


def _no_tracker(reading: Reading) -> str:
    meant = {c.meaning: c.header or c.letter for c in reading.columns if c.meaning}
    have = ", ".join(f"{header} as {meaning}" for meaning, header in meant.items()) or "nothing"
    return (
        "This does not look like a list of requests: it needs a column of agencies, one of names "
        f"or tracking numbers, and the day of sending. Read so far: {have}. Name columns with, "
        'for example, --map "Date filed=sent".'
    )


def _told_apart(titled: Callable[[str], str]) -> Callable[[str], str]:
    """Return what masks names of requests so that two people's do not become one."""
    known: dict[str, list[str]] = {}

    def name_of(name: str) -> str:
        shown = titled(name)
        if shown == name:
            return name
        alike, folded = known.setdefault(requests.fold(shown), []), requests.fold(name)
        if folded not in alike:
            alike.append(folded)
        number = alike.index(folded) + 1
        return shown if number == 1 else f"{shown} ({number})"

    return name_of


def _masked(
    lines: Sequence[Line], masked: Callable[[str], str], titled: Callable[[str], str]
) -> tuple[list[Line], list[Fault]]:
    kept, faults = [], []
    name_of = _told_apart(titled)
    for line in lines:
        if masked(line.whom.agency) != line.whom.agency:
            faults.append(Fault(line.row, "Its agency reads like a person; name the agency."))
            continue
        numbers = tuple(number for number in line.numbers if masked(number) == number)
        entries = tuple(
            replace(entry, note=masked(entry.note))
            for entry in line.entries
            if entry.details.get("number") in {None, *numbers} or entry.details["number"] == ""
        )
        kept.append(
            replace(
                line, name=name_of(line.name), owner=masked(line.owner), numbers=numbers,
                entries=entries, status=masked(line.status),
            )
        )  # fmt: skip
    return kept, faults


def _on_file(room: Room) -> OnFile:
    """Read what rows are compared with: names, agencies, days of sending, numbers."""
    session = room.session
    known: dict[int, Known] = {}
    for number, slug, name in component_views.names(session):
        known[number] = Known(number, slug, requests.fold(name), {})
    where: dict[int, tuple[Known, str]] = {}
    for number, request_id, agency in component_views.places(session):
        if request_id in known:
            where[number] = (known[request_id], agency)
            known[request_id].sent[requests.fold(agency)] = None
    facts: dict[int, list[Event]] = {component_id: [] for component_id in where}
    for event in event_log.live(session, where):
        request, agency = where[event.component_id]
        facts[event.component_id].append(event_log.fact(event))
        folded = requests.fold(agency)
        if event.kind in {"sent", "received"}:
            request.sent[folded] = min(request.sent[folded] or event.on, event.on)
    numbers = {
        number: f"{where[component_id][0].slug}/{where[component_id][1]}"
        for number, component_id in tracking_numbers.folded(session)
        if component_id in where
    }
    held = {
        f"{request.slug}/{agency}": Held(component_id, facts[component_id])
        for component_id, (request, agency) in where.items()
    }
    return OnFile(tuple(known.values()), numbers, held)


def write(room: Room, ask: Ask, plan: Plan) -> Notice:
    """Record what the plan says, in the transaction that is open; one undo takes all back."""
    made: list[int] = []
    joined: list[int] = []
    for one in plan.grouped.groups:
        request = _request(room, ask, one, plan.channel)
        if one.joins is None:
            made.append(request.id)
        for line in one.lines:
            component = _record(room, ask, request, line)
            joined += [component.id] if one.joins else []
    added = [event.id for more in plan.grouped.more for event in _add(room, ask, more)]
    if plan.writes:
        what = counted(len(plan.grouped.groups), "request")
        if plan.grouped.more:
            what += f", {counted(len(added), 'event')} of requests on file"
        undo_log.remember(
            room.session,
            by=ask.person.id,
            now=ask.now,
            what=f"the import of {what}",
            undo={"requests": made, "children": joined, "events": added},
        )
    return _said(plan, len(plan.grouped.same))


def _add(room: Room, ask: Ask, more: More) -> list[EventRow]:
    """Record what a row adds to a component request on file."""
    component = room.session.get_one(Component, more.component)
    return event_log.record_all(room.session, component, _events(more.entries), stamp(room, ask))


def _events(entries: Sequence[Entry]) -> list[NewEvent]:
    return [
        NewEvent(entry.kind, entry.on, entry.certainty, entry.details, entry.note)
        for entry in entries
    ]


def _said(plan: Plan, same: int) -> Notice:
    lines = [f"On file already, or said twice: {counted(same, 'row')}." if same else ""]
    lines.append(f"Not taken: {counted(len(plan.faults), 'row')}." if plan.faults else "")
    if plan.grouped.more:
        more = counted(sum(len(one.entries) for one in plan.grouped.more), "event")
        lines.append(f"Added to requests on file: {more}.")
    if not plan.writes:
        return Notice("Nothing new to import.", tuple(filter(None, lines)), tone="done")
    title = "Added to what is on file."
    if plan.grouped.groups:
        lines.append("What was late before today comes as one summary, not as a nudge each.")
        title = (
            f"Imported: {counted(len(plan.grouped.groups), 'request')} with "
            f"{counted(plan.components, 'component request')}."
        )
    return Notice(
        title,
        tuple(filter(None, lines)),
        tone="done",
        buttons=(Button("Undo", "undo"), Button("Status", "status")),
    )


def counted(number: int, noun: str) -> str:
    """Return "1 request", "3 requests"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _request(room: Room, ask: Ask, one: Group, channel: str) -> Request:
    if one.joins is not None:
        return room.session.get_one(Request, one.joins.id)
    return requests.add(
        room.session,
        _free_name(room, one),
        [line.whom.agency for line in one.lines],
        by=ask.person.id,
        now=ask.now,
        owner=next((line.owner for line in one.lines if line.owner), ask.person.id),
        channel=channel,
    )


def _free_name(room: Room, one: Group) -> str:
    """Return the name, or the name with its year, agency or a count where the slug is taken."""
    began = min(line.began for line in one.lines)
    tails = ["", f" {began.year}", f" {one.lines[0].whom.agency} {began.isoformat()}"]
    tails += [f" {began.isoformat()} {number}" for number in range(2, 1000)]
    for tail in tails:
        # The slug keeps the first letters only, and what tells two apart stands at the end.
        name = one.name[: rows.LONGEST_NAME - len(tail)].rstrip() + tail
        slug = requests.slug_of(name)
        if tail and requests.slug_of(one.name) == slug:
            name = one.name[: requests.SLUG_LENGTH - len(tail) - 2].rstrip() + "…" + tail
            slug = requests.slug_of(name)
        if slug and not component_views.is_slug(room.session, slug):
            return name
    raise Refused(f"Row {one.lines[0].row}: its name has no letters, or too many have the same.")


def _record(room: Room, ask: Ask, request: Request, line: Line) -> Component:
    component = next((c for c in request.components if c.agency == line.whom.agency), None)
    if component is None:
        component = Component(agency=line.whom.agency)
        request.components.append(component)
        room.session.flush()
    whose_law.say(room.session, [component], ask.person.id)
    event_log.record_all(room.session, component, _events(line.entries), stamp(room, ask))
    return component
