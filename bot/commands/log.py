"""Record what happened: a letter came, a call was made, an answer went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.answers.values import Answer, Button, Choice, DeadlineLine, FieldSpec, FormAnswer, Notice
from bot.answers.wording import body, spelt
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.event_table import OF_ALL
from bot.law.events import Certainty, ImpossibleEvent, Kind
from bot.privacy.gate import Role
from bot.queries.status import cards
from bot.registry.commands import LogEvent, TakeBack
from bot.registry.queries import ShowStatus
from bot.store import event_log, filing_views, requests, undo_log, whose_law
from bot.store.event_log import NewEvent, Recorded
from bot.store.tables import Component, Deed, Request

ALL = "all"  # named instead of an agency: each that got the letter
_OFFERED = 3  # events that a doubtful line may mean


def log(room: Room, ask: Ask, command: LogEvent) -> Answer:
    """Record an event; ask for what is missing, but at the command line, which is never asked.

    Raises Refused, UsageError, NotFound.
    """
    if command.event is None:
        return form(ask, command)
    if command.doubt:
        return _what_happened(ask, command, command.event)
    if command.on is None:
        return _which_day(ask, command)
    return record(room, ask, command)


def _which_day(ask: Ask, command: LogEvent) -> Choice:
    when = f"When? Add the day of the event, for example: --on {ask.today.isoformat()}."
    if ask.surface == "cli":
        raise UsageError(when)
    days = (("Today", ask.today), ("Yesterday", ask.today - timedelta(days=1)))
    return Choice(
        question=when,
        buttons=tuple(Button(f"{name}, {spelt(on)}", replace(command, on=on)) for name, on in days),
    )


def _what_happened(ask: Ask, command: LogEvent, kind: Kind) -> Choice:
    """Ask what a line says that may deny its event, or name another; nothing is recorded."""
    if ask.surface == "cli":
        named = ", ".join(f"{word!r}" for word in command.doubt)
        raise Refused(
            f"Nothing is recorded: {named} beside {events.describe(kind)!r} may mean something "
            "else. Say the event alone, or put the words behind: note."
        )
    bare = LogEvent(command.about, command.agencies)
    others = [Kind(one) for one in command.others[:_OFFERED]]
    return Choice(
        question=(
            f"“{' '.join(command.doubt)}” may turn “{events.describe(kind)}” into something else. "
            "Nothing is recorded. What happened?"
        ),
        buttons=(
            *(
                Button(events.describe(other), replace(bare, event=other, on=command.on))
                for other in others
            ),
            Button("Keep the words as a note", _as_note(ask, command)),
            Button("Fill in the form", bare),
        ),
        understood="log, not sure",
    )


def _as_note(ask: Ask, command: LogEvent) -> LogEvent:
    return LogEvent(
        command.about, command.agencies, Kind.NOTE, command.on or ask.today, note=command.note
    )


def record(room: Room, ask: Ask, entry: LogEvent) -> Notice:
    """Record the entry for each component it names; all or none. Raises Refused with the reason."""
    return record_all(room, ask, [entry])


def record_all(room: Room, ask: Ask, entries: Sequence[LogEvent]) -> Notice:
    """Record several entries; all or none, and one undo takes all back. Raises Refused."""
    return recorded(room, ask, entries)[0]


def recorded(
    room: Room, ask: Ask, entries: Sequence[LogEvent], taken: Sequence[int] = ()
) -> tuple[Notice, Deed | None]:
    """Record several entries and return the change; None where all was on record already.

    `taken`: events that were taken back for them, which undo restores.
    """
    undo = Undo()
    told = [_record_entry(room, ask, entry, undo) for entry in entries]
    deed = None
    if undo.what or taken:
        back = {"events": undo.events, "children": undo.children}
        back |= {"taken": list(taken)} if taken else {}
        what = ", ".join(undo.what) or "a correction"
        deed = undo_log.remember(room.session, by=ask.person.id, now=ask.now, what=what, undo=back)
    if len(told) == 1:
        return told[0].notice, deed
    # Where it stands is told once, after all of it: what stood between is not so any more.
    stands: dict[str, str] = {}
    for one in told:
        odd = {key for key in stands if "#" in key and key.partition("#")[0] in one.stands}
        stands = {key: line for key, line in stands.items() if key not in odd} | dict(one.stands)
    between = {line for one in told for line in one.stands.values()}
    lines = [
        line
        for one in told
        for line in (one.notice.title, *(kept for kept in one.notice.lines if kept not in between))
    ]
    title = f"Recorded: {len(told)} events."
    return replace(told[-1].notice, title=title, lines=(*lines, *stands.values())), deed


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one entry, and the lines of it that say where its requests stand after it."""

    notice: Notice
    stands: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Undo:
    """What one press did, so that one undo takes it back."""

    events: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    what: list[str] = field(default_factory=list)


def _record_entry(room: Room, ask: Ask, entry: LogEvent, undo: Undo) -> _Told:
    new = _new(room, ask, entry)
    request, components = targets(room, entry)
    known = [one for one in components if event_log.on_record(room.session, one.id, new)]
    components = [one for one in components if one not in known]
    if not components:
        return _Told(_known(request, known, new))
    done = [_record(room, ask, component, new) for component in components]
    children = [_child(room, ask, component, new) for component in components]
    undo.what.append(f"{events.describe(new.kind)} on {new.on.isoformat()} for {request.slug}")
    undo.events += [one.row.id for one in done]
    undo.children += [child.id for child in children if child]
    room.session.expire(request, ["components"])
    stands = _stands(room, ask, request, components, done)
    told = _notice(request, components, new, done, tuple(stands.values()))
    beside = _beside(known) if known else ()
    return _Told(replace(told, lines=(*told.lines, *beside)), stands)


def _new(room: Room, ask: Ask, entry: LogEvent) -> NewEvent:
    """Return the event as it is kept: names masked, the letter looked up."""
    if entry.event is None or entry.on is None:
        raise UsageError("Say what happened, and when.")
    _leads_only(ask, entry.event)
    return NewEvent(
        kind=entry.event,
        on=entry.on,
        certainty=Certainty.ASSUMED if entry.assumed else Certainty.STATED,
        details=masked_details(room, dict(entry.details)),
        note=room.masked(entry.note),
        filing_id=_letter(room, entry.letter),
    )


def _known(request: Request, known: Sequence[Component], new: NewEvent) -> Notice:
    """Say that all of it is on record, in every detail; nothing is recorded twice."""
    agencies = ", ".join(body(component.agency) for component in known)
    return Notice(
        f"Already on record: {events.describe(new.kind)}, {spelt(new.on)}, "
        f"{request.name}, {agencies}.",
        tuple(_said(new)),
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
    )


def _beside(known: Sequence[Component]) -> tuple[str, ...]:
    return (f"Already on record for {', '.join(one.agency for one in known)}.",)


def _leads_only(ask: Ask, kind: Kind) -> None:
    if kind is Kind.SUIT_WAIVED and ask.person.role is Role.MEMBER:
        raise Refused("That we will not sue is for a lead to say, with the reason as the note.")
    if kind is Kind.SUIT_BAR_SET and ask.person.role is Role.MEMBER:
        raise Refused("The last day to sue is for a lead to set, with order or reason as the note.")


# Checked when read: a date, an agency's stamp, an office's telephone or mailbox.
_PLAIN = events.DATES | {"bates", "phone", "email"}


def masked_details(room: Room, details: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return what may be kept of the details of an event that somebody typed."""
    return {
        name: room.masked(value) if isinstance(value, str) and name not in _PLAIN else value
        for name, value in details.items()
    }


def _record(room: Room, ask: Ask, component: Component, new: NewEvent) -> Recorded:
    try:
        return event_log.record(room.session, component, new, stamp(room, ask))
    except ImpossibleEvent as error:
        raise Refused(f"Not recorded for {body(component.agency)}: {error}") from error


def _child(room: Room, ask: Ask, component: Component, new: NewEvent) -> Component | None:
    """Make the component request that a referral opens at the other agency.

    The statute gives a referral no limit of its own: the twenty days run from receipt by the
    right component, 552(a)(6)(A), so the child's clock is unknown until somebody records when
    the other agency received it. Its place in line goes by the first receipt, 6 CFR 5.4(g).
    """
    agency = str(new.details.get("agency", ""))
    if new.kind is not Kind.REFERRED or not agency:
        return None
    if any(known.agency == agency for known in component.request.components):
        return None
    child = requests.add_component(room.session, component, agency, origin="referred")
    whose_law.say(room.session, [child], ask.person.id)
    sent = NewEvent(Kind.SENT, new.on, Certainty.INFERRED, note=f"Referred by {component.agency}")
    _record(room, ask, child, sent)
    return child


def targets(room: Room, entry: LogEvent) -> tuple[Request, list[Component]]:
    """Return the request and its components that are named. Raises NotFound, or asks which."""
    if entry.about.startswith("#c"):
        component = room.session.get(Component, int(entry.about[2:]))
        if component is not None:
            return component.request, [component]
    request = requests.one(room.session, entry.about)
    if not entry.agencies:
        of_all = entry.event in OF_ALL
        return request, requests.filed(request) if of_all else [requests.component(request, None)]
    if entry.agencies[0].casefold() == ALL:
        return request, requests.filed(request)
    return request, [requests.component(request, name) for name in entry.agencies]


def _letter(room: Room, words: str) -> int | None:
    if not words:
        return None
    found = filing_views.newest_version(room.session, words)
    if found is None:
        raise NotFound(f"No filing is called {words!r}. List them with: filings.")
    return found


def _stands(
    room: Room,
    ask: Ask,
    request: Request,
    components: Sequence[Component],
    done: Sequence[Recorded],
) -> dict[str, str]:
    """Say where it stands now: each component, what comes next, and what is odd about it."""
    card = cards(room, [request.id], ask.today)[0]
    touched = {component.agency for component in components}
    home = f"{request.id}"
    said = {
        f"{home}/{c.agency}": f"{body(c.agency)}: {c.headline}"
        for c in card.components
        if c.agency in touched
    }
    if (ahead := card.next) is not None:
        said[home] = f"{_ahead(ahead)}: {body(ahead.agency)} {ahead.label}, {spelt(ahead.due)}"
    flags = dict.fromkeys(flag for one in done for flag in one.standing.flags)
    return said | {f"{home}#{n}": flag for n, flag in enumerate(flags)}


def _notice(
    request: Request,
    components: Sequence[Component],
    new: NewEvent,
    done: Sequence[Recorded],
    stands: Sequence[str],
) -> Notice:
    warnings = tuple(dict.fromkeys(said for one in done for said in one.warnings))
    agencies = ", ".join(body(component.agency) for component in components)
    assumed = " (assumed)" if new.certainty is Certainty.ASSUMED else ""
    return Notice(
        f"Recorded: {events.describe(new.kind)}{assumed}, {spelt(new.on)}, "
        f"{request.name}, {agencies}.",
        (*_said(new), *dict.fromkeys((*stands, *warnings))),
        tone="done",
        buttons=(Button("Undo", TakeBack()), Button("Status", ShowStatus(f"#r{request.id}"))),
        warnings=warnings,
    )


def _ahead(line: DeadlineLine) -> str:
    """Say what a date is for us: one that has passed is not next."""
    return "Passed already" if (line.days or 0) < 0 else "Next"


def _said(new: NewEvent) -> list[str]:
    """Repeat the details as they were read, so that a slip of the pen shows."""
    said = [f"{name} {value}" for name, value in new.details.items()]
    if new.note:
        said.append(f"note: {new.note}")
    return ["; ".join(said)] if said else []


def form(ask: Ask, command: LogEvent) -> FormAnswer:
    """Return the form for recording an event about what is named, if it is."""
    target = command.target
    kinds = tuple((kind.value, events.describe(kind)) for kind in events.LOGGABLE)
    return FormAnswer(
        title="Log an event",
        says=command,
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
