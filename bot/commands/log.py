"""Record what happened: a letter came, a call was made, an answer went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.answers.values import Answer, Button, Choice, FieldSpec, FormAnswer, Notice
from bot.answers.wording import spelt
from bot.commands import log_words
from bot.commands.leftover import Doubtful
from bot.commands.log_line import OF_ALL, TODAY_WILL_DO, Entry, NoDay, from_values, parse
from bot.commands.options import day
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.events import Certainty, ImpossibleEvent, Kind, UnknownEvent
from bot.privacy.gate import Role
from bot.queries.status import cards
from bot.registry.commands import LogEvent, TakeBack
from bot.registry.queries import ShowStatus
from bot.store import event_log, filing_views, requests, undo_log
from bot.store.event_log import NewEvent, Recorded
from bot.store.tables import Component, Request

LINE = "line"  # the field of a form whose other fields are a line's options


def log(room: Room, ask: Ask, command: LogEvent) -> Answer:
    """Answer `log SLUG[/AGENCY] EVENT --on DATE ...`, or give the form when words lack an event."""
    if ask.form is not None and LINE in ask.form:
        values = {name: value for name, value in ask.form.items() if name != LINE}
        return record(room, ask, from_values(room, ask.form[LINE], values, ask.today))
    if ask.form is not None:
        return record(room, ask, from_form(room, ask.form, ask.today))
    words = command.line
    if not words or (words.startswith("#") and " " not in words):
        return form(ask, words)
    try:
        return record(room, ask, parse(room, words, ask.today))
    except (NoDay, Doubtful) as error:
        if ask.surface == "cli":
            raise  # a script is never asked
        return _which_day(ask, error) if isinstance(error, NoDay) else _what_happened(error)


def _which_day(ask: Ask, error: NoDay) -> Choice:
    days = (("Today", ask.today), ("Yesterday", ask.today - timedelta(days=1)))
    given = "--on" if "--" in error.line else "on"
    note = f" {'--note' if '--' in error.line else 'note'} {error.note}" if error.note else ""
    return Choice(
        question=str(error),
        buttons=tuple(
            Button(f"{name}, {spelt(on)}", LogEvent(f"{error.line} {given} {on.isoformat()}{note}"))
            for name, on in days
        ),
    )


def _what_happened(error: Doubtful) -> Choice:
    """Ask what a line says that may deny its event, or name another; nothing is recorded."""
    day = f" on {error.on}" if error.on else ""
    named = " ".join(error.doubt.words)
    return Choice(
        question=(
            f"“{named}” may turn “{events.describe(error.kind)}” into something else. "
            "Nothing is recorded. What happened?"
        ),
        buttons=(
            *(
                Button(events.describe(kind), LogEvent(f"{error.target} {kind.value}{day}"))
                for kind in error.doubt.others[:_OFFERED]
            ),
            Button(
                "Keep the words as a note", LogEvent(f"{error.target} note{day} note {error.said}")
            ),
            Button("Fill in the form", LogEvent(error.target)),
        ),
        understood="log, not sure",
    )


_OFFERED = 3


def record(room: Room, ask: Ask, entry: Entry) -> Notice:
    """Record the entry for each component it names; all or none. Raises Refused with the reason."""
    return record_all(room, ask, [entry])


def record_all(room: Room, ask: Ask, entries: Sequence[Entry]) -> Notice:
    """Record several entries; all or none, and one undo takes all back. Raises Refused."""
    undo = Undo()
    told = [_record_entry(room, ask, entry, undo) for entry in entries]
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=", ".join(undo.what),
        undo={"events": undo.events, "children": undo.children},
    )
    if len(told) == 1:
        return told[0]
    lines = [line for one in told for line in (one.title, *one.lines)]
    return replace(told[-1], title=f"Recorded: {len(told)} events.", lines=tuple(lines))


@dataclass(slots=True)
class Undo:
    """What one press did, so that one undo takes it back."""

    events: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    what: list[str] = field(default_factory=list)


def _record_entry(room: Room, ask: Ask, entry: Entry, undo: Undo) -> Notice:
    _leads_only(ask, entry)
    request, components = targets(room, entry)
    new = NewEvent(
        kind=entry.kind,
        on=entry.on,
        certainty=Certainty.ASSUMED if entry.assumed else Certainty.STATED,
        details=_masked(room, entry.details),
        note=room.masked(entry.note),
        filing_id=_letter(room, entry.letter),
    )
    known = [one for one in components if event_log.on_record(room.session, one.id, new)]
    components = [one for one in components if one not in known]
    if not components:
        return _known(room, request, known, entry)
    done = [_record(room, ask, component, new) for component in components]
    children = [_child(room, ask, component, entry) for component in components]
    undo.what.append(f"{events.describe(entry.kind)} on {entry.on.isoformat()} for {request.slug}")
    undo.events += [one.row.id for one in done]
    undo.children += [child.id for child in children if child]
    room.session.expire(request, ["components"])
    told = _notice(room, ask, request, components, entry, done)
    return replace(told, lines=(*told.lines, *_beside(known))) if known else told


def _known(room: Room, request: Request, known: Sequence[Component], entry: Entry) -> Notice:
    """Say that all of it is on record, in every detail; nothing is recorded twice."""
    agencies = ", ".join(component.agency for component in known)
    return Notice(
        f"Already on record: {events.describe(entry.kind)}, {spelt(entry.on)}, "
        f"{request.name}, {agencies}.",
        tuple(_said(room, entry)),
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
    )


def _beside(known: Sequence[Component]) -> tuple[str, ...]:
    return (f"Already on record for {', '.join(one.agency for one in known)}.",)


def _leads_only(ask: Ask, entry: Entry) -> None:
    if entry.kind is Kind.SUIT_WAIVED and ask.person.role is Role.MEMBER:
        raise Refused("That we will not sue is for a lead to say, with the reason as the note.")
    if entry.kind is Kind.SUIT_BAR_SET and ask.person.role is Role.MEMBER:
        raise Refused("The last day to sue is for a lead to set, with order or reason as the note.")


# Checked when read: a date, an agency's stamp, an office's telephone or mailbox.
_PLAIN = events.DATES | {"bates", "phone", "email"}


def _masked(room: Room, details: Mapping[str, str | int]) -> dict[str, str | int]:
    return {
        name: room.masked(value) if isinstance(value, str) and name not in _PLAIN else value
        for name, value in details.items()
    }


def _record(room: Room, ask: Ask, component: Component, new: NewEvent) -> Recorded:
    try:
        return event_log.record(room.session, component, new, stamp(room, ask))
    except ImpossibleEvent as error:
        raise Refused(f"Not recorded for {component.agency}: {error}") from error


def _child(room: Room, ask: Ask, component: Component, entry: Entry) -> Component | None:
    """Make the component request that a referral opens at the other agency.

    The statute gives a referral no limit of its own: the twenty days run from receipt by the
    right component, 552(a)(6)(A), so the child's clock is unknown until somebody records when
    the other agency received it. Its place in line goes by the first receipt, 6 CFR 5.4(g).
    """
    agency = str(entry.details.get("agency", ""))
    if entry.kind is not Kind.REFERRED or not agency:
        return None
    if any(known.agency == agency for known in component.request.components):
        return None
    child = requests.add_component(room.session, component, agency, origin="referred")
    sent = NewEvent(Kind.SENT, entry.on, Certainty.INFERRED, note=f"Referred by {component.agency}")
    _record(room, ask, child, sent)
    return child


def targets(room: Room, entry: Entry) -> tuple[Request, list[Component]]:
    """Return the request and its components that the words name. Raises NotFound, or asks which.

    Words are "SLUG", "SLUG/ICE", "SLUG/ICE,DHS", "SLUG/all" or a button's "#c5".
    """
    words = entry.target
    head, slash, tail = words.strip().rpartition("/")
    if slash and head:
        request = requests.one(room.session, head)
        if tail.strip().casefold() == "all":
            return request, requests.filed(request)
        named = [part.strip() for part in tail.split(",") if part.strip()]
        return request, [requests.component(request, name) for name in named]
    if words.startswith("#c") and words[2:].isdigit():
        component = room.session.get(Component, int(words[2:]))
        if component is not None:
            return component.request, [component]
    request = requests.one(room.session, words)
    if entry.kind in OF_ALL:
        return request, requests.filed(request)
    return request, [requests.component(request, None)]


def _letter(room: Room, words: str) -> int | None:
    if not words:
        return None
    found = filing_views.newest_version(room.session, words)
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
    ahead = (
        [f"Next: {card.next.agency} {card.next.label}, {spelt(card.next.due)}"] if card.next else []
    )
    agencies = ", ".join(component.agency for component in components)
    assumed = " (assumed)" if entry.assumed else ""
    return Notice(
        f"Recorded: {events.describe(entry.kind)}{assumed}, {spelt(entry.on)}, "
        f"{request.name}, {agencies}.",
        (*_said(room, entry), *headlines, *ahead, *dict.fromkeys(warnings)),
        tone="done",
        buttons=(Button("Undo", TakeBack()), Button("Status", ShowStatus(f"#r{request.id}"))),
        warnings=tuple(dict.fromkeys(said for one in done for said in one.warnings)),
    )


def _said(room: Room, entry: Entry) -> list[str]:
    """Repeat the details as they were read, so that a slip of the pen shows."""
    said = [f"{name} {value}" for name, value in _masked(room, entry.details).items()]
    if entry.note:
        said.append(f"note: {room.masked(entry.note)}")
    return ["; ".join(said)] if said else []


def form(ask: Ask, target: str) -> FormAnswer:
    """Return the form for recording an event; `target` is what it is about, if known."""
    kinds = tuple((kind.value, events.describe(kind)) for kind in events.LOGGABLE)
    return FormAnswer(
        title="Log an event",
        says=LogEvent(target),
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
            FieldSpec("pages", "Pages (of a release)", optional=True),
            FieldSpec(
                "bates",
                "Bates stamps (of a release)",
                hint="First and last: ICE-0001..ICE-0120",
                optional=True,
            ),
            FieldSpec(
                "more",
                "More, as you would type it",
                hint="e.g. to USCIS; amount 120; FOIA Officer phone 202-555-0100; denied in part",
                optional=True,
            ),
            FieldSpec("note", "Note", kind="lines", optional=True),
        ),
    )


def from_form(room: Room, fields: Mapping[str, str], today: date) -> Entry:
    """Read the submitted form. Raises UsageError naming the field's fault."""
    target = fields.get("target", "").strip() or fields.get("words", "").strip()
    if not target:
        raise UsageError("Which request? For example: ice-data-breach/ICE.")
    try:
        kind = events.parse_kind(fields.get("event", ""))
    except UnknownEvent as error:
        raise UsageError(str(error)) from error
    given = {key: value for key, value in fields.items() if value and key in events.DETAILS}
    on = fields.get("on", "") or (today.isoformat() if kind in TODAY_WILL_DO else "")
    entry = Entry(
        target=target,
        kind=kind,
        on=day(on, today),
        note=fields.get("note", ""),
        details=log_words.details(given, today),
    )
    if not (more := fields.get("more", "").strip()):
        return entry
    typed = parse(room, f"#c0 {kind.value} on {on} {more}", today)
    note = " ".join(filter(None, [entry.note, typed.note]))
    return replace(entry, note=note, details={**typed.details, **entry.details})
