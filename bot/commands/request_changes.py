"""What becomes of a request: renamed, merged, closed, reopened, removed; each with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.answers.values import Answer, Button, Notice
from bot.answers.wording import spelt
from bot.commands import request_merge, request_return
from bot.commands.requests import stamp
from bot.errors import NotFound, Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, bodies
from bot.law.events import ImpossibleEvent, Kind
from bot.queries import public_page
from bot.queries.components import request_and_agency
from bot.queries.filings import may_decide
from bot.registry.commands import ChangeRequest, TakeBack
from bot.registry.draft_queries import ExportRequests
from bot.registry.queries import ShowStatus
from bot.store import event_log, meta, requests, undo_log, whose_law
from bot.store.event_log import NewEvent
from bot.store.tables import Alias, Component, Request

USAGE = (
    "For example: request rename ice data breach to ICE breach 2022, request merge ICE breach 2022 "
    "into ice data breach, request close ice data "
    "breach because settled, request reopen ice data breach, request remove ice data breach."
)
_UNDO = Button("Undo", TakeBack())


def change(room: Room, ask: Ask, command: ChangeRequest) -> Answer:
    """Answer `request rename|merge|close|...`. Raises UsageError, NotFound, Refused."""
    does = _DOES.get(command.what)
    if does is None or not command.about:
        raise UsageError(USAGE)
    try:
        request = requests.one(room.session, command.about)
    except NotFound:
        back = command.what == "reopen" and request_return.bring_back(room, ask, command.about)
        if not back:
            raise
        return back
    return does(room, ask, command, request)


def _rename(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Give it another name and slug; by the old ones it is found as before."""
    name = room.titled(command.name).strip()
    slug = requests.slug_of(name)
    if not slug:
        raise UsageError("What is it called from now on? Say: request rename OLD NAME to NEW NAME.")
    _free(room, request, name)
    was = {"name": request.name, "slug": request.slug}
    known = {alias.folded for alias in request.aliases} | {requests.fold(name)}
    olds = dict.fromkeys(map(requests.fold, was.values()))
    added = [Alias(alias=old, folded=old) for old in olds if old and old not in known]
    request.name, request.slug = name, slug
    request.aliases.extend(added)
    room.session.flush()
    undo = {"name_of": request.id, "was": was, "aliases": [alias.id for alias in added]}
    _remember(room, ask, f"the name of {was['slug']}", undo)
    return Notice(
        f"{was['name']} is called {name} from now on ({slug}).",
        ("By its old name it is found as before.",),
        tone="done",
        buttons=(_UNDO, Button("Status", ShowStatus(f"#r{request.id}"))),
    )


def _free(room: Room, request: Request, name: str) -> None:
    """Raise Refused where another request answers to the name: two would be one in a sentence."""
    other = requests.holder_of(room.session, name, but=request)
    if other:
        raise Refused(f"{other} is called that already. Give this one another name.")


_ENDS = {Kind.CLOSED_BY_US.value, Kind.DEAD_LETTER.value}


def _is_closed(room: Room, component: Component) -> bool:
    told = [
        row.kind
        for row in event_log.live(room.session, [component.id])
        if row.kind in {*_ENDS, Kind.REOPENED.value}
    ]
    return bool(told) and told[-1] in _ENDS


def _close(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Close every part that is open; dates fall silent, but for the last day to sue."""
    return _ended(room, ask, command, request, Kind.CLOSED_BY_US)


def _reopen(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Take a closing of ours back, so that its dates count again."""
    return _ended(room, ask, command, request, Kind.REOPENED)


def _ended(room: Room, ask: Ask, command: ChangeRequest, request: Request, kind: Kind) -> Notice:
    closes = kind is Kind.CLOSED_BY_US
    parts = [one for one in request.components if _is_closed(room, one) is not closes]
    if not parts:
        said = "closed already" if closes else "not closed by us, so there is nothing to reopen"
        raise Refused(f"{request.name} is {said}.")
    on = command.on or ask.today
    new = NewEvent(kind, on, note=room.masked(command.note))
    try:
        rows = [
            event_log.record(room.session, part, new, stamp(room, ask)).row.id for part in parts
        ]
    except ImpossibleEvent as error:
        raise Refused(f"Not recorded: {error}") from error
    word = "closed" if closes else "reopened"
    _remember(room, ask, f"{request.slug} {word}", {"events": rows})
    after = (
        "Its dates fall silent, but for a last day to sue: that one is still said."
        if closes
        else "Its dates count again."
    )
    return Notice(
        f"{word.capitalize()} by us on {spelt(on)}: {request.name} "
        f"({', '.join(part.agency for part in parts)}).",
        (after,),
        tone="done",
        buttons=(_UNDO, Button("Status", ShowStatus(f"#r{request.id}"))),
    )


_AFTER_REMOVAL = (
    "It leaves every list, and none of its dates is said any more, a last day to sue neither. "
    "If we only stopped pursuing it, close it."
)


def _remove(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Take it off the lists; what was recorded stays in the event log. Leads, after a question.

    A removed request reminds nobody of anything, so a slip of the pen must not remove one.
    """
    if not may_decide(ask):
        raise Refused("Only a lead can remove a request. Ask one: people lists them.")
    if ask.surface != "cli" and not command.sure:
        sure = ChangeRequest("remove", f"#r{request.id}", sure=True)
        return Notice(
            f"Remove {request.name} ({request.slug})?",
            (_AFTER_REMOVAL,),
            buttons=(
                Button("Remove it", sure, style="danger"),
                Button("Close it", ChangeRequest("close", f"#r{request.id}")),
            ),
        )
    slug = request.slug
    request.withdrawn_at, request.slug = ask.now, f"{slug}~{request.id}"
    _remember(room, ask, f"the removal of {slug}", {"removed": request.id, "was": slug})
    return Notice(
        f"Removed: {request.name} ({slug}).",
        (f"What was recorded about it is kept. Undo, or request reopen {slug}, brings it back.",),
        tone="done",
        buttons=(_UNDO,),
    )


def _describe(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Keep the text that its public page begins with; without a text, take it away."""
    key, text = public_page.issue_key(request.id), room.masked(command.note).strip()
    was = meta.read(room.session, key)
    meta.write(room.session, key, text or None)
    _remember(room, ask, f"the text about {request.slug}", {"issue_of": request.id, "was": was})
    said = "Kept. Its public page begins with it." if text else "Taken away."
    page = Button("Page for the website", ExportRequests("page", f"#r{request.id}"))
    return Notice(f"{request.name}: {said}", tone="done", buttons=(_UNDO, page))


def _law(room: Room, ask: Ask, command: ChangeRequest, request: Request) -> Notice:
    """Say whose law counts for a body that was taken as federal unasked. Leads."""
    if not may_decide(ask):
        raise Refused("Whose law counts is for a lead to say. Ask one: people lists them.")
    _, agency = request_and_agency(room.session, command.about)
    part = requests.component(request, agency)
    body = bodies.read(f"{command.name}:{agencies.known(part.agency).name}")
    if whose_law.is_listed(part.agency) or body.jurisdiction == bodies.UNKNOWN:
        raise UsageError(
            "Say it of a body that is on no list, with its law: request law NAME/BODY to federal, "
            "or to a state, like US-NY."
        )
    was = part.agency
    part.agency = was if body.jurisdiction == bodies.FEDERAL else body.key
    whose_law.say(room.session, [part], ask.person.id)
    event_log.project(room.session, part, room.choices, ask.now)
    _remember(room, ask, f"whose law counts for {was}", {"law_of": part.id, "was": was})
    return Notice(
        f"{request.name}, {agencies.known(part.agency).shown}: {_law_words(body)} counts.",
        ("Its dates are computed by it from now on.",),
        tone="done",
        buttons=(_UNDO, Button("Status", ShowStatus(f"#r{request.id}"))),
    )


def _law_words(body: bodies.Body) -> str:
    known = agencies.find(body.jurisdiction)
    return f"the law of {known.name}" if known else "federal law"


def _remember(room: Room, ask: Ask, what: str, undo: dict[str, object]) -> None:
    undo_log.remember(room.session, by=ask.person.id, now=ask.now, what=what, undo=undo)


_Does = Callable[[Room, Ask, ChangeRequest, Request], Notice]
_DOES: Mapping[str, _Does] = {
    "merge": request_merge.merge, "rename": _rename, "close": _close, "reopen": _reopen,
    "remove": _remove, "describe": _describe, "law": _law,
}  # fmt: skip
