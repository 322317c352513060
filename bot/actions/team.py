"""The team's list and the settings of places; leads only (the gate sees to that)."""

from __future__ import annotations

from zoneinfo import available_timezones

from bot.actions.words import identifier
from bot.answers.asking import Ask, Room
from bot.answers.values import Fact, FactsAnswer, Notice
from bot.errors import NotFound, Refused, UsageError
from bot.law import choices as law
from bot.privacy.gate import Level, Role
from bot.store import counsel
from bot.store import people as roll


def people(room: Room, ask: Ask) -> FactsAnswer | Notice:
    """Answer `people`, `people add @name [as lead]`, `people remove @name`."""
    verb, _, rest = ask.words.strip().partition(" ")
    if not verb or verb == "list":
        return _everyone(room)
    who, _, role = rest.partition(" as ")
    person = identifier(room, who)
    if verb not in {"add", "remove"} or not person:
        raise UsageError(
            "For example: people add @name, people add @name as lead, people remove @name."
        )
    if verb == "add":
        return _add(room, ask, person, role.strip().casefold())
    return _remove(room, ask, person)


def _add(room: Room, ask: Ask, person: str, role: str) -> Notice:
    if role not in {"", "member", "lead"}:
        raise UsageError("A person is member or lead.")
    given = Role(role or "member")
    roll.put(room.session, person, given, by=ask.person.id, now=ask.now)
    return Notice(f"{person} is on the team's list as {given}.", tone="done")


def _remove(room: Room, ask: Ask, person: str) -> Notice:
    if roll.leads(room.session) == [person]:
        raise Refused("That is the only lead. Make somebody else a lead first.")
    if not roll.remove(room.session, person, ask.now):
        raise NotFound(f"{person} is not on the team's list.")
    return Notice(f"{person} is off the team's list.", tone="done")


def _everyone(room: Room) -> FactsAnswer:
    rows = roll.everyone(room.session)
    return FactsAnswer(
        title="The team",
        facts=tuple(Fact(row.id, row.role) for row in rows) or (Fact("Nobody yet", ""),),
        data={"people": [{"id": row.id, "role": row.role} for row in rows]},
        understood="who is on the team",
    )


def choices(room: Room, ask: Ask) -> FactsAnswer | Notice:
    """Answer `choices`, or `choices NAME ANSWER`: then every deadline is computed anew."""
    name, _, value = ask.words.strip().partition(" ")
    if name:
        counsel.choose(room.session, {name: value.strip()}, ask.now)
        return Notice(
            f"Chosen: {name} is {value.strip()}. Every deadline was computed anew.",
            ("Restart the worker, so that its audit uses the choice too.",),
            tone="done",
        )
    made = counsel.chosen(room.session)
    return FactsAnswer(
        title="Where the law is unsettled",
        facts=tuple(
            Fact(key, f"{made.get(key, 'default, the safe side')}. {question}")
            for key, question in law.QUESTIONS.items()
        ),
        data={"choices": made, "questions": dict(law.QUESTIONS)},
        understood="what counsel chose",
    )


def channel(room: Room, ask: Ask) -> FactsAnswer | Notice:
    """Answer `channel`, `channel allow [public|team|restricted] [zone]`, `channel stop`.

    At the command line the channel's id comes first: `places allow C0123`.
    """
    words = ask.words.split()
    if not words or words[0] == "list":
        return places(room)
    typed = words.pop(1) if ask.surface == "cli" and len(words) > 1 else ""
    target = ask.place.id if ask.surface != "cli" else identifier(room, typed)
    if not target:
        raise UsageError("Which channel? For example: allow C0123456789.")
    if words[0] == "stop":
        roll.disallow(room.session, target, by=ask.person.id, now=ask.now)
        return Notice("Nothing is posted to this channel any more.", tone="done")
    if words[0] != "allow":
        raise UsageError("For example: channel allow, channel allow public, channel stop.")
    level, zone = _options(words[1:])
    roll.allow(room.session, target, by=ask.person.id, now=ask.now, level=level, zone=zone)
    return Notice(
        "Nudges and shared answers may be posted in this channel.",
        (f"Filings up to level {level.name.lower()} may be quoted here when shared.",),
        tone="done",
    )


def _options(words: list[str]) -> tuple[Level, str]:
    level, zone = Level.TEAM, ""
    for word in words:
        if word.upper() in Level.__members__:
            level = Level[word.upper()]
        elif word in available_timezones():
            zone = word
        else:
            raise UsageError(f"{word!r} is neither public, team, restricted nor a zone name.")
    return level, zone


def places(room: Room) -> FactsAnswer:
    """Return the channels with settings."""
    rows = roll.places(room.session)
    return FactsAnswer(
        title="Channels",
        facts=tuple(
            Fact(
                row.id,
                f"{'allowed' if row.allowed else 'stopped'}, {Level(row.level).name.lower()}",
            )
            for row in rows
        )
        or (Fact("None yet", "a lead types: channel allow"),),
        data={"places": [{"id": r.id, "allowed": r.allowed, "level": r.level} for r in rows]},
        understood="which channels are allowed",
    )
