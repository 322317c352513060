"""What people do with a nudge: done, snooze, assign; and a date set by hand."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from bot.actions.words import day, identifier, keyword
from bot.answers.asking import Ask, Room
from bot.answers.values import Answer, Button, Choice, Fact, FactsAnswer, Notice
from bot.answers.wording import spelt
from bot.errors import UsageError
from bot.law import calendar
from bot.reminders import coming, replies
from bot.store import deeds, requests

UNDO = (Button("Undo", "undo"),)
MORNING = time(9)
AHEAD_DAYS = 30
MOST_SHOWN = 25


def nudge_in(words: str) -> tuple[int, str]:
    """Split "#n5 until Friday" into the nudge and the rest. Raises UsageError without one."""
    first, _, rest = words.strip().partition(" ")
    if not first.startswith("#n") or not first[2:].isdigit():
        raise UsageError("Press the button below a reminder; or set a date by hand with: remind.")
    return int(first[2:]), rest.strip()


def done(room: Room, ask: Ask) -> Notice:
    """Answer `done #n5`: somebody saw to it; the daily and weekly repeats end."""
    nudge_id, _ = nudge_in(ask.words)
    replies.acknowledge(room.session, nudge_id, ask.person.id, ask.now)
    deeds.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what="the mark that a reminder was seen to",
        undo={"acknowledged": nudge_id},
    )
    return Notice(
        "Noted: seen to. This reminder is not repeated.",
        ("The deadline stays open until what happened is logged.",),
        tone="done",
        buttons=UNDO,
    )


def snooze(room: Room, ask: Ask) -> Answer:
    """Answer `snooze #n5 until DAY`: this one nudge comes again that morning."""
    nudge_id, rest = nudge_in(ask.words)
    _, found = keyword(f" {rest}", ("until", "to"))
    if not found:
        return _until(ask, nudge_id)
    chosen = day(found.get("until") or found["to"], ask.today)
    until = datetime.combine(chosen, MORNING, tzinfo=room.settings.zone)
    replies.snooze(room.session, nudge_id, until, ask.person.id, ask.now)
    return Notice(
        f"Snoozed until {spelt(chosen)}, in the morning.",
        ("Only this reminder moved; the others of the deadline come as planned.",),
        tone="done",
    )


def _until(ask: Ask, nudge_id: int) -> Choice:
    days = calendar.federal()
    choices = {
        "Next working day": days.add(ask.today, 1),
        "In three working days": days.add(ask.today, 3),
        "In a week": ask.today + timedelta(days=7),
    }
    return Choice(
        question="Until when?",
        buttons=tuple(
            Button(f"{label}, {spelt(on)}", f"snooze #n{nudge_id} until {on.isoformat()}")
            for label, on in choices.items()
        ),
    )


def assign(room: Room, ask: Ask) -> Answer:
    """Answer `assign #n5 to PERSON`: later nudges of the deadline name the person."""
    nudge_id, rest = nudge_in(ask.words)
    _, found = keyword(f" {rest}", ("to",))
    person = identifier(room, found.get("to", ""))
    if not person:
        mine = Button("To me", f"assign #n{nudge_id} to me")
        return Choice(question="To whom? To somebody else: assign the request.", buttons=(mine,))
    to = ask.person.id if person == "me" else person
    replies.assign(room.session, nudge_id, to, ask.person.id, ask.now)
    return Notice("Assigned. Later reminders of this deadline say so.", tone="done")


_ME = re.compile(r"(?i)^(?:me|us)\b\s*")
_ABOUT = re.compile(r"(?i)^(?:about|of|for)\s+")
_SPOKEN = re.compile(
    r"(?i)^on\s+(?P<on>.+?)\s+to\s+(?P<to>.+?)\s+(?:about|on|for|in)\s+(?P<name>.+)$"
)


def _reminder(words: str) -> tuple[str, dict[str, str]]:
    """Read "X on DAY to TEXT", "me about X on DAY to TEXT", "me on DAY to TEXT about X"."""
    bare = _ME.sub("", words.strip())
    if (spoken := _SPOKEN.match(bare)) and bare != words.strip():
        name = re.sub(r"(?i)^(?:the|our)\s+", "", spoken["name"].strip(" .!"))
        return name, {"on": spoken["on"], "to": spoken["to"]}
    return keyword(_ABOUT.sub("", bare), ("on", "to"))


def remind(room: Room, ask: Ask) -> Notice:
    """Answer `remind REQUEST on DAY to TEXT`: said that morning in the home channel."""
    name, found = _reminder(ask.words)
    if not name or not found.get("on") or not found.get("to"):
        raise UsageError("For example: remind ice data breach on 2027-03-03 to call the liaison.")
    request = requests.one(room.session, name)
    on = day(found["on"], ask.today)
    replies.remind(
        room.session,
        request,
        on,
        room.masked(found["to"]),
        by=ask.person.id,
        now=ask.now,
        settings=room.settings,
    )
    return Notice(f"I will say so on {spelt(on)} where {request.name} is at home.", tone="done")


def upcoming(room: Room, ask: Ask) -> FactsAnswer:
    """Answer `nudges [days]`: what will be posted where."""
    words = ask.words.strip() or str(AHEAD_DAYS)
    if not (words.isascii() and words.isdigit() and int(words) <= 366):  # noqa: PLR2004
        raise UsageError("How many days ahead? A number up to 366, for example: nudges 30.")
    found = coming.upcoming(room.session, room.settings, int(words), ask.now)
    facts = [Fact(_moment(one.at, room), one.title) for one in found[:MOST_SHOWN]]
    more = [Fact("More", f"{len(found) - MOST_SHOWN} further")] if len(found) > MOST_SHOWN else []
    return FactsAnswer(
        title=f"Reminders of the next {words} days",
        facts=(*facts, *more) or (Fact("None", "nothing is due to be said in that time"),),
        understood=f"what will be posted within {words} days",
    )


def _moment(at: datetime, room: Room) -> str:
    local = at.astimezone(room.settings.zone)
    return f"{spelt(local.date())}, {local:%H:%M %Z}"
