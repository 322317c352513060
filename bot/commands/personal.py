"""What single people ask for: a message each morning, requests they follow; and what falls silent.

A mute never silences a date of ours: it is told in the ops place instead, as with `channel nudges
off`. What an agency owes then stands in the weekly digest only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.answers.values import Answer, FieldSpec, FormAnswer, Notice
from bot.commands import log
from bot.commands.nudges import UNDO, found, over, redrawn
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.law.kinds import Kind
from bot.privacy.gate import Role
from bot.registry.commands import LogEvent
from bot.registry.personal import (
    FollowRequest,
    MuteRequest,
    UnfollowRequest,
    UnmuteRequest,
    WaiveDate,
    WakeMe,
)
from bot.reminders import replies
from bot.store import personal, requests, undo_log
from bot.store.tables import Request

NOBODY = "This is for people of Slack: say it there, in a direct message or a channel."


def mine(room: Room, ask: Ask, command: WakeMe) -> Notice:
    """Answer `mine daily [off]`. Raises Refused at the command line: nobody is written to there."""
    person = _somebody(ask)
    changed = (
        personal.let_sleep(room.session, person)
        if command.off
        else personal.wake(room.session, person, ask.now)
    )
    if not changed:
        return Notice("That is how it is already.")
    _remember(room, ask, "your morning message", {"morning_of": person, "was": command.off})
    if command.off:
        return Notice("No more morning messages.", tone="done", buttons=UNDO)
    return Notice(
        "Each working morning you get a direct message with what is yours to do.",
        ("On a morning with nothing to do there is none. It ends with: mine daily off.",),
        tone="done",
        buttons=UNDO,
    )


def follow(room: Room, ask: Ask, command: FollowRequest) -> Notice:
    """Answer `follow REQUEST`: its dates stand in this person's morning message."""
    person, request = _somebody(ask), _one(room, command.about, "follow")
    if not personal.follow(room.session, request.id, person, ask.now):
        return Notice(f"You follow {request.name} already.")
    undo = {"follow_of": request.id, "by": person, "was": False}
    _remember(room, ask, f"following {request.slug}", undo)
    return Notice(
        f"You follow {request.name}.",
        ("Its dates come to you in a direct message, on mornings on which one wants something.",),
        tone="done",
        buttons=UNDO,
    )


def unfollow(room: Room, ask: Ask, command: UnfollowRequest) -> Notice:
    """Answer `unfollow REQUEST`."""
    person, request = _somebody(ask), _one(room, command.about, "unfollow")
    if not personal.unfollow(room.session, request.id, person):
        return Notice(f"You do not follow {request.name}.")
    undo = {"follow_of": request.id, "by": person, "was": True}
    _remember(room, ask, f"no longer following {request.slug}", undo)
    return Notice(f"You follow {request.name} no more.", tone="done", buttons=UNDO)


def mute(room: Room, ask: Ask, command: MuteRequest) -> Notice:
    """Answer `mute REQUEST`: its channel hears of it in the weekly digest only."""
    request = _one(room, command.about, "mute")
    before = replies.overrides(room.session, request)
    if before.get("nudges") == "off":
        return Notice(f"{request.name} is muted already.")
    _override(room, ask, request, before, before | {"nudges": "off"})
    return Notice(
        f"{request.name} is muted: what agencies owe stands in the weekly digest only.",
        ("Our own dates are never silent: they are told in the ops channel instead.",),
        tone="done",
        buttons=UNDO,
    )


def unmute(room: Room, ask: Ask, command: UnmuteRequest) -> Notice:
    """Answer `unmute REQUEST`: nudges come to its channel again."""
    request = _one(room, command.about, "unmute")
    before = replies.overrides(room.session, request)
    after = {key: value for key, value in before.items() if key != "nudges"}
    if after == before:
        return Notice(f"{request.name} is not muted.")
    _override(room, ask, request, before, after)
    return Notice(f"Nudges of {request.name} come as usual.", tone="done", buttons=UNDO)


def _override(
    room: Room, ask: Ask, request: Request, before: dict[str, Any], after: dict[str, Any]
) -> None:
    replies.override(room.session, request, after, ask.person.id, ask.now)
    _remember(
        room,
        ask,
        f"how {request.slug} is reminded of",
        {"rhythm_of": request.id, "was": before},
    )


# What "We won't appeal" records, by the limit of the date.
WAIVES = {"appeal": Kind.APPEAL_WAIVED, "suit": Kind.SUIT_WAIVED}


def waive(room: Room, ask: Ask, command: WaiveDate) -> Answer:
    """Answer `waive #n5`: ask for the reason, then record that we will not appeal, or not sue.

    Raises Refused where a lead must say it, UsageError for a date that cannot be waived.
    """
    if not command.nudge:
        raise UsageError("Press the button below a reminder; or say it: log REQUEST appeal-waived.")
    item = found(room, command.nudge)
    if done := over(room, item):
        return done
    kind = WAIVES.get(item.subject.limit)
    if kind is None:
        raise UsageError("Only an appeal or a suit can be waived. Log what happened instead.")
    if kind is Kind.SUIT_WAIVED and ask.person.role is Role.MEMBER:
        raise Refused("That we will not sue is for a lead to say, with the reason.")
    reason = command.reason.strip()
    if not reason:
        return _why(item.id, kind)
    target = f"#c{item.subject.component_id}"
    told = log.record(room, ask, LogEvent(target, event=kind, on=ask.today, note=reason))
    return _with_card(told, room, item.id)


def _why(nudge: int, kind: Kind) -> FormAnswer:
    what = "appeal" if kind is Kind.APPEAL_WAIVED else "sue"
    return FormAnswer(
        title=f"We will not {what}",
        says=WaiveDate(nudge),
        fields=(FieldSpec("reason", "Why not? Kept with the record.", kind="lines"),),
        submit="Record it",
    )


def _with_card(told: Notice, room: Room, nudge: int) -> Notice:
    return replace(told, redrawn=redrawn(room, nudge))


def _somebody(ask: Ask) -> str:
    if ask.person.role is Role.OPERATOR:
        raise Refused(NOBODY)
    return ask.person.id


def _one(room: Room, about: str, verb: str) -> Request:
    if not about.strip():
        raise UsageError(f"Which request? For example: {verb} ice data breach.")
    return requests.one(room.session, about)


def _remember(room: Room, ask: Ask, what: str, undo: dict[str, Any]) -> None:
    undo_log.remember(room.session, by=ask.person.id, now=ask.now, what=what, undo=undo)
