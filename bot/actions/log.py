"""Record what happened: a letter came, a call was made, an answer went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from bot.actions.requests import stamp
from bot.actions.words import day, first, keyword, split_options
from bot.answers.asking import Ask, Room
from bot.answers.status import cards
from bot.answers.values import Answer, Button, FieldSpec, FormAnswer, Notice
from bot.errors import NotFound, Refused, UsageError
from bot.law import events
from bot.law.events import Certainty, ImpossibleEvent, Kind, UnknownEvent
from bot.store import deeds, journal, requests
from bot.store.journal import NewEvent, Recorded
from bot.store.tables import Component, Filing, Request

OPTIONS = ("on", "letter", "note", "assumed", *events.DETAILS)
PLAIN = ("on", "number", "days", "due", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wants recorded, read but not yet looked up."""

    target: str
    kind: Kind
    on: date
    assumed: bool = False
    letter: str = ""
    note: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


def log(room: Room, ask: Ask) -> Answer:
    """Answer `log SLUG[/AGENCY] EVENT --on DATE ...`, or give the form when words lack an event."""
    if ask.form is not None:
        return record(room, ask, from_form(ask.form, ask.today))
    if not ask.words.strip():
        return form(ask, "")
    if ask.words.startswith("#") and " " not in ask.words.strip():
        return form(ask, ask.words.strip())
    return record(room, ask, parse(room, ask.words, ask.today))


def record(room: Room, ask: Ask, entry: Entry) -> Notice:
    """Record the entry for each component it names; all or none. Raises Refused with the reason."""
    request, components = targets(room, entry.target)
    new = NewEvent(
        kind=entry.kind,
        on=entry.on,
        certainty=Certainty.ASSUMED if entry.assumed else Certainty.STATED,
        details=_masked(room, entry.details),
        note=room.masked(entry.note),
        filing_id=_letter(room, entry.letter),
    )
    done = [_record(room, ask, component, new) for component in components]
    deeds.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"{events.describe(entry.kind)} on {entry.on.isoformat()} for {request.slug}",
        undo={"events": [one.row.id for one in done]},
    )
    return _notice(room, ask, request, components, entry, done)


def _masked(room: Room, details: Mapping[str, str | int]) -> dict[str, str | int]:
    return {
        name: room.masked(value) if isinstance(value, str) and name not in events.DATES else value
        for name, value in details.items()
    }


def _record(room: Room, ask: Ask, component: Component, new: NewEvent) -> Recorded:
    try:
        return journal.record(room.session, component, new, stamp(room, ask))
    except ImpossibleEvent as error:
        raise Refused(f"Not recorded for {component.agency}: {error}") from error


def targets(room: Room, words: str) -> tuple[Request, list[Component]]:
    """Return the request and its components that the words name. Raises NotFound, or asks which.

    Words are "SLUG", "SLUG/ICE", "SLUG/ICE,DHS", "SLUG/all" or a button's "#c5".
    """
    head, slash, tail = words.strip().rpartition("/")
    if slash and head:
        request = requests.one(room.session, head)
        if tail.strip().casefold() == "all":
            return request, list(request.components)
        named = [part.strip() for part in tail.split(",") if part.strip()]
        return request, [requests.component(request, name) for name in named]
    if words.startswith("#c") and words[2:].isdigit():
        component = room.session.get(Component, int(words[2:]))
        if component is not None:
            return component.request, [component]
    request = requests.one(room.session, words)
    return request, [requests.component(request, None)]


def _letter(room: Room, words: str) -> int | None:
    if not words:
        return None
    found = room.session.scalar(
        select(Filing.id)
        .where(Filing.doc == words, Filing.state != "forgotten")
        .order_by(Filing.version.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound(f"No filing is called {words!r}. List them with: filings.")
    return found


def _notice(
    room: Room,
    ask: Ask,
    request: Request,
    components: Sequence[Component],
    entry: Entry,
    done: Sequence[Recorded],
) -> Notice:
    card = cards(room.session, [request], ask.today, room.choices)[0]
    touched = {component.agency for component in components}
    headlines = [f"{c.agency}: {c.headline}" for c in card.components if c.agency in touched]
    warnings = [said for one in done for said in (*one.warnings, *one.standing.flags)]
    ahead = [f"Next: {card.next.agency} {card.next.label}, {card.next.due}"] if card.next else []
    agencies = ", ".join(component.agency for component in components)
    assumed = " (assumed)" if entry.assumed else ""
    return Notice(
        f"Recorded: {events.describe(entry.kind)}{assumed}, {entry.on.isoformat()}, "
        f"{request.name}, {agencies}.",
        (*headlines, *ahead, *dict.fromkeys(warnings)),
        tone="done",
        buttons=(Button("Undo", "undo"), Button("Status", f"status #r{request.id}")),
    )


def parse(room: Room, words: str, today: date) -> Entry:
    """Read `SLUG/ICE acknowledged --on 2023-12-01 --number ...` or the same in plain words."""
    if "--" in words:
        rest, options = split_options(words, OPTIONS)
        values = {key: first(options, key) for key in options}
        assumed = "assumed" in options
    else:
        assumed = words.casefold().rstrip().endswith(" assumed")
        rest, values = keyword(words[: -len(" assumed")] if assumed else words, PLAIN)
        rest, values = _date_at_end(rest, values)
    target, kind = split_target(room, rest)
    if not values.get("on"):
        raise UsageError(f"When? Add the day of the event, for example: --on {today.isoformat()}.")
    return Entry(
        target=target,
        kind=kind,
        on=day(values["on"], today),
        assumed=assumed,
        letter=values.get("letter", ""),
        note=values.get("note", ""),
        details=details(values, today),
    )


def _date_at_end(rest: str, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Take "... acknowledged 2023-12-01" and "... received today" apart without an "on"."""
    head, _, tail = rest.rpartition(" ")
    if "on" in values or not (tail[:1].isdigit() or tail.casefold() in {"today", "yesterday"}):
        return rest, values
    return head, {**values, "on": tail}


def details(values: Mapping[str, str], today: date) -> dict[str, str | int]:
    """Read the details that an event of this kind takes; days are whole, dates ISO."""
    read: dict[str, str | int] = {}
    for name, words in values.items():
        if name not in events.DETAILS:
            continue
        if name in events.WHOLE:
            if not words.isascii() or not words.isdigit():
                raise UsageError(f"--{name} takes a whole number, not {words!r}.")
            read[name] = int(words)
        elif name in events.DATES:
            read[name] = day(words, today).isoformat()
        else:
            read[name] = words
    return read


def split_target(room: Room, words: str) -> tuple[str, Kind]:
    """Split "ice data breach/ICE acknowledged" where the tail names an event.

    The longest tail wins, so that "appeal filed" is not read as "filed".
    """
    tokens = words.split()
    if not tokens:
        raise UsageError("Log what? For example: log ice-data-breach/ICE acknowledged 2023-12-01.")
    fault: UnknownEvent | None = None
    for cut in range(1, len(tokens)):
        try:
            kind = events.parse_kind(" ".join(tokens[cut:]))
        except UnknownEvent as error:
            fault = error
            continue
        head = " ".join(tokens[:cut])
        named = head.partition("/")[0]
        if requests.matching(room.session, named):
            return head, kind
        requests.one(room.session, named)  # raises with what there is instead
    if fault is None:
        raise UsageError(
            f"What happened to {words!r}? For example: acknowledged, received, determined."
        )
    raise UsageError(str(fault)) from fault


def form(ask: Ask, target: str) -> FormAnswer:
    """Return the form for recording an event; `target` is what it is about, if known."""
    kinds = tuple((kind.value, events.describe(kind)) for kind in events.LOGGABLE)
    return FormAnswer(
        title="Log an event",
        line=f"log {target}".strip(),
        fields=(
            FieldSpec(
                "target",
                "Request and agency",
                value="" if target.startswith("#") else target,
                hint="e.g. ice-data-breach/ICE; /all for every agency",
                optional=target.startswith("#"),
            ),
            FieldSpec("event", "What happened", kind="choice", options=kinds),
            FieldSpec("on", "On", kind="date", value=ask.today.isoformat()),
            FieldSpec("number", "Tracking number", optional=True),
            FieldSpec("due", "Answer by (from the letter)", kind="date", optional=True),
            FieldSpec("days", "Days (for an extension)", optional=True),
            FieldSpec("note", "Note", kind="lines", optional=True),
        ),
    )


def from_form(fields: Mapping[str, str], today: date) -> Entry:
    """Read the submitted form. Raises UsageError naming the field's fault."""
    target = fields.get("target", "").strip() or fields.get("words", "").strip()
    if not target:
        raise UsageError("Which request? For example: ice-data-breach/ICE.")
    try:
        kind = events.parse_kind(fields.get("event", ""))
    except UnknownEvent as error:
        raise UsageError(str(error)) from error
    given = {key: value for key, value in fields.items() if value and key in events.DETAILS}
    return Entry(
        target=target,
        kind=kind,
        on=day(fields.get("on", ""), today),
        note=fields.get("note", ""),
        details=details(given, today),
    )
