"""The channels that leads allowed, and how nudges are said in each; leads only (see the gate)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from bot.answers.values import Fact, FactsAnswer, Notice
from bot.commands.identifiers import identifier
from bot.commands.nudges import UNDO
from bot.commands.reminding import described
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.privacy.gate import Level, PlaceKind
from bot.registry.settings_commands import ChangeChannel
from bot.reminders import policy
from bot.store import people as roll
from bot.store import undo_log

Settings = dict[str, Any]
USAGE = (
    "For example: channel allow, channel stop, channel level public, channel zone America/Chicago, "
    "channel hours 9-17, channel at 09:30, channel nudges ours (or theirs, all, off), "
    "channel steps 10,5,1, channel usual."
)


def channel(room: Room, ask: Ask, command: ChangeChannel) -> FactsAnswer | Notice:
    """Answer `channel`, `channel allow [level] [zone]`, `channel stop`, `channel hours 9-17` ...

    At the command line the channel is named: `places allow C0123`.
    """
    if not command.what:
        return places(room)
    target = identifier(room, command.channel) if command.channel else ask.place.id
    if command.what == "allow":
        return _allow(room, ask, target, command)
    if command.what == "stop":
        return _stop(room, ask, target)
    return _set(room, ask, target, command)


def _allow(room: Room, ask: Ask, target: str, command: ChangeChannel) -> Notice:
    if not _is_channel(ask, target):
        raise Refused(
            "Only channels can be allowed: no direct messages and no group conversations, whose "
            "readers nobody keeps a list of."
        )
    level = Level[command.level.upper()] if command.level else Level.TEAM
    before = roll.settings_of(room.session, target)
    zone = command.zone
    roll.allow(room.session, target, by=ask.person.id, now=ask.now, level=level, zone=zone)
    _remember(room, ask, target, before)
    return Notice(
        "Nudges and shared answers may be posted in this channel.",
        (f"Filings up to level {level.name.lower()} may be quoted here when shared.",),
        tone="done",
        buttons=UNDO,
    )


def _is_channel(ask: Ask, target: str) -> bool:
    """Say whether a place is a public or private channel, by its id and by what is known of it."""
    if target.startswith(("D", "U", "W")):
        return False
    here = target == ask.place.id
    return not here or ask.place.kind in {PlaceKind.CHANNEL, PlaceKind.PRIVATE_CHANNEL}


def _stop(room: Room, ask: Ask, target: str) -> Notice:
    before = roll.settings_of(room.session, target)
    roll.disallow(room.session, target, by=ask.person.id, now=ask.now)
    _remember(room, ask, target, before)
    return Notice("Nothing is posted to this channel any more.", tone="done", buttons=UNDO)


def _set(room: Room, ask: Ask, target: str, command: ChangeChannel) -> Notice:
    change = _CHANGES.get(command.what)
    if change is None or (not (command.value or command.days) and command.what != "usual"):
        raise UsageError(USAGE)
    before = roll.settings_of(room.session, target)
    if not before["allowed"]:
        raise UsageError("Nothing is posted in this channel. A lead types first: channel allow.")
    after = change(before, command)
    policy.check(after["nudges"])
    roll.change_settings(room.session, target, after, by=ask.person.id, now=ask.now)
    _remember(room, ask, target, before)
    return Notice(f"In this channel: {_in_words(after)}.", _notes(after), tone="done", buttons=UNDO)


Change = Callable[[Settings, ChangeChannel], Settings]


def _zone(before: Settings, command: ChangeChannel) -> Settings:
    if command.value not in available_timezones():
        raise UsageError(f"{command.value!r} is no zone name. Write one like America/Chicago.")
    return before | {"zone": command.value}


def _level(before: Settings, command: ChangeChannel) -> Settings:
    if command.value.upper() not in Level.__members__:
        raise UsageError("A channel's level is public, team or restricted.")
    return before | {"level": int(Level[command.value.upper()])}


def _nudges(key: str) -> Change:
    def change(before: Settings, command: ChangeChannel) -> Settings:
        wanted = list(command.days) if key in {"before", "after"} else command.value.casefold()
        return before | {"nudges": before["nudges"] | {key: wanted}}

    return change


def _usual(before: Settings, _: ChangeChannel) -> Settings:
    return before | {"nudges": {}}


_CHANGES: Mapping[str, Change] = {
    "zone": _zone,
    "level": _level,
    "hours": _nudges("hours"),
    "at": _nudges("at"),
    "nudges": _nudges("nudges"),
    "steps": _nudges("before"),
    "theirs": _nudges("after"),
    "usual": _usual,
}


def _in_words(settings: Settings) -> str:
    said = described(settings["nudges"]) or "nudges as usual"
    zone = f", zone {settings['zone']}" if settings["zone"] else ""
    return f"{said}; level {Level(settings['level']).name.lower()}{zone}"


def _notes(settings: Settings) -> tuple[str, ...]:
    which = settings["nudges"].get("nudges", "all")
    notes = []
    if which in {"theirs", "off"}:
        notes.append("Our own dates are never silent: they are told in the ops channel instead.")
    if which in {"ours", "off"}:
        notes.append("What agencies owe stands in the weekly digest.")
    return tuple(notes)


def _remember(room: Room, ask: Ask, target: str, before: Settings) -> None:
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what="the settings of a channel",
        undo={"place_of": target, "was": before},
    )


def places(room: Room) -> FactsAnswer:
    """Return the channels with settings."""
    listed = {row.id: roll.settings_of(room.session, row.id) for row in roll.places(room.session)}
    facts = tuple(
        Fact(place, f"{'allowed' if settings['allowed'] else 'stopped'}, {_in_words(settings)}")
        for place, settings in listed.items()
    )
    return FactsAnswer(
        title="Channels",
        facts=facts or (Fact("None yet", "a lead types: channel allow"),),
        data={"places": [{"id": place, **settings} for place, settings in listed.items()]},
        understood="which channels are allowed",
    )
