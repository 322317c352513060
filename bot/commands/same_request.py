"""Requests on record that a new one is, or looks like: said, never asked at the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answers.values import Button, Notice
from bot.answers.wording import body, spelt
from bot.invocation import Room
from bot.law.events import Kind
from bot.registry.commands import AddRequest
from bot.registry.queries import ShowStatus
from bot.store import event_log, requests, twins
from bot.store.tables import Request


def on_record(
    room: Room, name: str, agencies: Sequence[str], sent: date, received: date | None
) -> Request | None:
    """Return the request of that name if it is the same letter to the same bodies, else None."""
    slug = requests.slug_of(name)
    found = [one for one in requests.matching(room.session, slug) if one.slug == slug]
    if not found or {c.agency for c in requests.filed(found[0])} != set(agencies):
        return None
    wanted = {(Kind.SENT.value, sent)} | ({(Kind.RECEIVED.value, received)} if received else set())
    for component in requests.filed(found[0]):
        rows = event_log.live(room.session, [component.id])
        told = {(r.kind, r.on) for r in rows if r.kind in {Kind.SENT.value, Kind.RECEIVED.value}}
        if not wanted <= told:
            return None
    return found[0]


def known(request: Request) -> Notice:
    """Say that it is on record, and record nothing."""
    return Notice(
        f"Already on record: {request.name} ({request.slug}).",
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
    )


def warnings(room: Room, name: str, agencies: Sequence[str], sent: date) -> tuple[str, ...]:
    """Say which requests on record the new one looks like; it is recorded all the same."""
    return tuple(
        f"This looks like {twin.slug}, sent to {body(twin.agency)} on {spelt(twin.sent)}. "
        "If it is the same letter, take this one back: undo."
        for twin in twins.twins(room.session, name, agencies, sent)
    )


def asked(room: Room, name: str, agencies: Sequence[str], again: AddRequest) -> Notice | None:
    """Ask whether a new request is one on record; None where it looks like none of them."""
    found = twins.twins(room.session, name, agencies, again.sent) if again.sent else []
    if not found:
        return None
    lines = tuple(f"{one.name}, sent to {body(one.agency)} on {spelt(one.sent)}" for one in found)
    return Notice(
        "Is that a request that is on record? Nothing is recorded yet.",
        lines,
        buttons=(
            Button("It is another one: record it", again, style="primary"),
            *(Button(f"It is {one.name}", ShowStatus(one.slug)) for one in found),
        ),
        tone="clarify",
    )
