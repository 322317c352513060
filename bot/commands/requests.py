"""A new request; its owner, home channel and nicknames."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.answers.values import Answer, Button, Choice, FieldSpec, FormAnswer, Notice
from bot.answers.wording import spelt
from bot.commands import nudges, same_request
from bot.commands.identifiers import identifier
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, bodies
from bot.law.bodies import Body
from bot.law.events import Certainty, Kind
from bot.privacy.gate import PlaceKind
from bot.queries.components import request_and_agency
from bot.queries.status import cards
from bot.registry.commands import AddAlias, AddRequest, AssignOwner, SetHome, TakeBack
from bot.registry.queries import ShowStatus
from bot.store import event_log, requests, undo_log, whose_law
from bot.store.event_log import NewEvent, Stamp
from bot.store.tables import Alias, Component, Request


def new(room: Room, ask: Ask, command: AddRequest) -> Answer:
    """Answer `new NAME to ICE, DHS sent DATE ...`, or give the form when there are no words."""
    if not command.name or command.changing:
        return form(ask, command)
    try:
        return _twin_of(room, ask, command) or add(room, ask, command)
    except UnknownLaw as error:
        if ask.surface == "cli":
            raise
        _public(room, error.body.name)  # what may be somebody's name or number is not said back
        state = error.body.jurisdiction == bodies.UNKNOWN and error.said.startswith("state:")
        return _which_state(error, command) if state else _whose_law(error, command)


def _twin_of(room: Room, ask: Ask, wanted: AddRequest) -> Notice | None:
    """Ask where a new request looks like one on record; the command line is never asked."""
    if ask.surface == "cli" or wanted.sure or wanted.sent is None or wanted.sent > ask.today:
        return None
    to = [_body(body) for body in wanted.to]
    received = wanted.received or (wanted.sent if wanted.assume_received else None)
    name = room.titled(wanted.name)
    if same_request.on_record(room, name, to, wanted.sent, received) is not None:
        return None
    return same_request.asked(room, name, to, replace(wanted, sure=True))


def stamp(room: Room, ask: Ask) -> Stamp:
    """Return who records, and when."""
    return Stamp(ask.person.id, ask.now, ask.today, room.choices)


def add(room: Room, ask: Ask, wanted: AddRequest) -> Answer:
    """Make the request and record that it was sent (and received). One transaction."""
    sent = _check(wanted, ask.today)
    name, to = room.titled(wanted.name), [_public(room, _body(body)) for body in wanted.to]
    received = wanted.received or (sent if wanted.assume_received else None)
    if (known := same_request.on_record(room, name, to, sent, received)) is not None:
        return same_request.known(known)
    warnings = same_request.warnings(room, name, to, sent)
    request = requests.add(
        room.session,
        name,
        to,
        by=ask.person.id,
        now=ask.now,
        owner=identifier(room, wanted.owner) or ask.person.id,
        channel=identifier(room, wanted.channel) or _here(ask),
        aliases=[room.titled(alias) for alias in wanted.aliases],
    )
    whose_law.say(room.session, request.components, ask.person.id)
    for component in request.components:
        _record_sending(room, ask, component, wanted, sent)
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"the new request {request.slug}",
        undo={"request": request.id},
    )
    made = _made(room, ask, request)
    return replace(made, lines=(*made.lines, *warnings), warnings=warnings)


def _here(ask: Ask) -> str:
    """Return the channel in which a request is made: it is its home."""
    said_there = ask.place.kind is PlaceKind.CHANNEL and ask.place.allowed and ask.surface != "cli"
    return ask.place.id if said_there else ""


def _check(wanted: AddRequest, today: date) -> date:
    """Return the day of sending. Raises UsageError, Refused with what does not hold together."""
    if not wanted.to:
        raise UsageError("To which agencies? Add, for example: to ICE, DHS.")
    if wanted.sent is None:
        raise UsageError("When was it sent? Add, for example: sent 2023-11-09.")
    if wanted.sent > today:
        raise Refused(
            f"{wanted.sent.isoformat()} lies ahead; a request is recorded once it is sent."
        )
    if wanted.received is not None and wanted.received < wanted.sent:
        raise Refused(
            f"Received {wanted.received.isoformat()} lies before sent {wanted.sent.isoformat()}."
        )
    if wanted.received is not None and wanted.received > today:
        raise Refused(
            f"Received {wanted.received.isoformat()} lies ahead; leave it out, and log it then."
        )
    return wanted.sent


def _record_sending(
    room: Room, ask: Ask, component: Component, wanted: AddRequest, on: date
) -> None:
    event_log.record(room.session, component, NewEvent(Kind.SENT, on), stamp(room, ask))
    if wanted.received is not None or wanted.assume_received:
        certainty = Certainty.STATED if wanted.received else Certainty.ASSUMED
        received = NewEvent(Kind.RECEIVED, wanted.received or on, certainty)
        event_log.record(room.session, component, received, stamp(room, ask))


def _made(room: Room, ask: Ask, request: Request) -> Notice:
    card = cards(room, [request.id], ask.today)[0]
    lines = [
        f"{agencies.known(one.agency).shown}: "
        f"determination {_date_words(one.deadlines, one.received)}"
        for one in card.components
    ]
    if any(c.clock == "unknown" and c.received is None for c in card.components):
        lines.append("The clock starts at receipt. Log it: received DATE, or assume it on purpose.")
    return Notice(
        f"Recorded: {request.name} ({request.slug}).",
        tuple(lines),
        tone="done",
        buttons=(Button("Undo", TakeBack()), Button("Status", ShowStatus(f"#r{request.id}"))),
    )


def _date_words(lines: tuple[object, ...], received: date | None) -> str:
    for line in lines:
        if getattr(line, "limit", "") == "determination":
            due = getattr(line, "due", None)
            if due is not None:
                return f"due {spelt(due)} ({getattr(line, 'certainty', '')})"
            if received:
                return "has no number of days in that law: ask them when"
    return "date unknown, need the received date"


def _public(room: Room, agency: str) -> str:
    if room.masked(agency) != agency:
        raise UsageError("I do not know that agency. Use its abbreviation, like ICE or EOIR.")
    return agency


class UnknownLaw(Refused):
    """A body of which nobody has said whose law counts: no date may be computed for it."""

    def __init__(self, said: str, body: Body) -> None:
        """Keep the words as typed, and the body."""
        self.said, self.body = said, body
        state = body.likely if body.likely.startswith("US-") else "US-OR"
        super().__init__(
            f"I do not know whose law counts for {said!r}. Say it: federal:{body.name} for a "
            f"federal agency, or the state's code: {state} for the state itself, "
            f"{state}:{body.name} for a local body (--to at a terminal)."
        )


def _body(name: str) -> str:
    try:
        body = bodies.read(name)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if body.jurisdiction == bodies.UNKNOWN:
        raise UnknownLaw(name, body)
    # A state's body is kept with its state before it: no federal rule can reach it there.
    return body.key


def _whose_law(error: UnknownLaw, command: AddRequest) -> Choice:
    """Ask whose law counts; nothing is recorded before."""
    name = error.body.name

    def tagged(tag: str) -> AddRequest:
        """Put the tagged name in place of the one that was said."""
        known = tuple(f"{tag}:{name}" if one == error.said else one for one in command.to)
        return replace(command, to=known)

    likely = error.body.likely
    buttons = [Button("A federal agency", tagged(bodies.FEDERAL))]
    if likely.startswith("US-"):
        state = Button(f"{agencies.STATES[likely[3:]]}'s law", tagged(likely))
        buttons.insert(0, state)
    elif likely == "state":
        buttons.clear()
    buttons.append(Button("A state or local body: which state?", tagged("state")))
    return Choice(
        question=f"Whose law counts for {name}? Nothing is recorded before that is known.",
        buttons=tuple(buttons),
        understood="new, law not known",
    )


def _which_state(error: UnknownLaw, command: AddRequest) -> FormAnswer:
    options = tuple((f"US-{code}", name) for code, name in agencies.STATES.items())
    return FormAnswer(
        title="Whose law counts?",
        says=command,
        fields=(
            FieldSpec("law", f"{error.body.name} is a body in", kind="choice", options=options),
        ),
        submit="Record",
    )


def form(ask: Ask, known: AddRequest) -> FormAnswer:
    """Return the form for a new request, with what is known of it filled in."""
    sent = known.sent or ask.today
    return FormAnswer(
        title="New request",
        says=AddRequest(),
        fields=(
            FieldSpec(
                "name",
                "Short name",
                value=known.name,
                hint="As your team calls it, e.g. ICE data breach",
            ),
            FieldSpec(
                "to", "Agencies", value=", ".join(known.to), hint="Abbreviations, e.g. ICE, DHS"
            ),
            FieldSpec("sent", "Sent on", kind="date", value=sent.isoformat()),
            FieldSpec("received", "Received by the agency on", kind="date", optional=True),
            FieldSpec(
                "assume",
                "Receipt",
                kind="check",
                options=(("yes", "No proof yet: assume it was received the day it was sent"),),
                optional=True,
            ),
            FieldSpec("alias", "Nickname", optional=True),
        ),
        submit="Record",
    )


def assign(room: Room, ask: Ask, command: AssignOwner) -> Answer:
    """Answer `assign REQUEST to PERSON`: change the owner, who hears of what we owe."""
    if command.nudge:
        return nudges.assign(room, ask, command)
    person = identifier(room, command.to)
    if not command.about or not person:
        raise UsageError("Assign what to whom? For example: assign ice data breach to @name.")
    request, _ = request_and_agency(room.session, command.about)
    before, request.owner = request.owner, ask.person.id if person == "me" else person
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"the owner of {request.slug}",
        undo={"owner_of": request.id, "was": before},
    )
    return Notice(
        f"{request.name} now belongs to {request.owner}.",
        tone="done",
        buttons=(Button("Undo", TakeBack()),),
    )


def alias(room: Room, ask: Ask, command: AddAlias) -> Notice:
    """Answer `alias REQUEST as NICKNAME`."""
    nickname = room.titled(command.nickname)
    if not command.about or not requests.fold(nickname):
        raise UsageError("For example: alias ice data breach as breach.")
    request = requests.one(room.session, command.about)
    taken = [one for one in requests.matching(room.session, nickname) if one.id != request.id]
    if any(requests.fold(nickname) in {a.folded for a in one.aliases} for one in taken):
        raise Refused(f"{nickname!r} is already a nickname of {taken[0].slug}.")
    added = Alias(alias=nickname, folded=requests.fold(nickname))
    request.aliases.append(added)
    room.session.flush()
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"a nickname of {request.slug}",
        undo={"alias": added.id, "to": request.id},
    )
    return Notice(
        f"{request.name} can now be called {nickname!r}.",
        tone="done",
        buttons=(Button("Undo", TakeBack()),),
    )


def home(room: Room, ask: Ask, command: SetHome) -> Notice:
    """Answer `home REQUEST [in CHANNEL]`: where its nudges are posted; default: here."""
    if not command.channel and ask.surface == "cli":
        raise UsageError("Which channel? For example: home ice data breach in C0123456789.")
    channel = identifier(room, command.channel) or ask.place.id
    request = requests.one(room.session, command.about)
    before, request.channel = request.channel, channel
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"the home channel of {request.slug}",
        undo={"channel_of": request.id, "was": before},
    )
    return Notice(
        f"Nudges of {request.name} go to this channel from now on.",
        tone="done",
        buttons=(Button("Undo", TakeBack()),),
    )
