"""A sentence about a new request -> a filled proposal; nothing is recorded before it is pressed."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.proposed import Proposed
from bot.answers.values import Button, Notice
from bot.answers.wording import body, spelt
from bot.dispatch.run import Tools, opened
from bot.invocation import Ask, Room
from bot.language import new_request
from bot.law import agencies, bodies
from bot.registry.commands import AddRequest
from bot.store import component_views

_LISTED = 3


def proposed(tools: Tools, ask: Ask, line: str) -> Proposed | Notice | None:
    """Propose the request that a sentence tells of; None where it tells of none."""
    said = new_request.read(line, ask.today)
    if said is None:
        return None
    if said.ahead:
        told = (
            f"“{said.ahead}” is to come, or no single day. Say it again with the day or its year."
        )
        return Notice("When was it sent? Nothing is recorded.", (told,), tone="clarify")
    with opened(tools, None) as room:
        names = [_name(one) for one in said.to]
        if any(not name or room.masked(name) != name for name in names):
            return None  # what may be a person's name is no body's
        topic = room.titled(said.topic[:1].upper() + said.topic[1:])
        wanted = AddRequest(topic, said.to, said.sent)
        return _shown(room, ask, wanted, names, room.masked(said.rest))


def _name(said: str) -> str:
    try:
        return bodies.read(said).name
    except ValueError:
        return ""


def _shown(room: Room, ask: Ask, wanted: AddRequest, names: list[str], rest: str) -> Proposed:
    assumed = " (no day said: today)" if wanted.sent is None else ""
    sent = wanted.sent or ask.today
    told = [
        wanted.name or "its short name is still open",
        ", ".join(body(bodies.read(one).key) for one in wanted.to),
    ]
    lines = [
        "Record this new request?",
        " · ".join([*told, f"sent {spelt(sent)}{assumed}"]),
        *_beside(room, names),
        *([f"Not recorded with it: “{rest}”. Say that once it is on record."] if rest else []),
    ]
    record = Button("Record", replace(wanted, sent=sent), style="primary")
    change = Button("Change", replace(wanted, sent=sent, changing=True))
    return Proposed(
        question="\n".join(lines),
        buttons=(record, change) if wanted.name else (change,),
        understood="a new request; nothing is recorded yet",
        command=AddRequest.spec.name,
    )


def _beside(room: Room, names: list[str]) -> list[str]:
    """Name requests on file that went to the same body: perhaps it is one of them."""
    keys = {agencies.known(name).abbreviation for name in names}
    mine = [one for one in component_views.read(room.session) if _at(one.agency, keys, names)]
    return [f"On file there: {one.name}" for one in mine[-_LISTED:]]


def _at(agency: str, keys: set[str], names: list[str]) -> bool:
    known = agencies.known(agency).name.casefold()
    return agency in keys or any(name.casefold() == known for name in names)
