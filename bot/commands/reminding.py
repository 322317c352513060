"""Reminders set by hand, how often a request is reminded of, and what will be said where."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from bot.answers.values import Fact, FactsAnswer, Notice
from bot.answers.wording import spelt
from bot.commands.nudges import UNDO
from bot.commands.options import day, keyword
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.reminders import coming, replies
from bot.store import requests, undo_log

AHEAD_DAYS = 30
MOST_SHOWN = 25
EXAMPLES = (
    "For example: remind ice data breach on 2027-03-03 to call the liaison; "
    "remind ice data breach steps 10,5,1; remind ice data breach usual."
)


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
    """Answer `remind REQUEST on DAY to TEXT`, or `remind REQUEST steps 10,5,1`.

    A date by hand is said that morning in the home channel; steps are working days before our
    dates, `theirs` those after the agencies', `at` the hour; `usual` takes them away.
    """
    name, found = _reminder(ask.words)
    if not (name and found.get("on") and found.get("to")):
        return _rhythm(room, ask)
    request = requests.one(room.session, name)
    on = day(found["on"], ask.today)
    reminder = replies.remind(
        room.session,
        request,
        on,
        room.masked(found["to"]),
        by=ask.person.id,
        now=ask.now,
        settings=room.settings,
    )
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"the reminder on {spelt(on)}",
        undo={"reminder": reminder.id},
    )
    return Notice(
        f"I will say so on {spelt(on)} where {request.name} is at home.",
        tone="done",
        buttons=UNDO,
    )


def _rhythm(room: Room, ask: Ask) -> Notice:
    name, found = keyword(ask.words, ("steps", "theirs", "at", "usual"))
    if not name or not found:
        raise UsageError(EXAMPLES)
    request = requests.one(room.session, name)
    before = replies.overrides(room.session, request)
    after = {} if "usual" in found else before | _settings(found)
    replies.override(room.session, request, after, ask.person.id, ask.now)
    undo_log.remember(
        room.session,
        by=ask.person.id,
        now=ask.now,
        what=f"how often {request.slug} is reminded of",
        undo={"rhythm_of": request.id, "was": before},
    )
    said = described(after) if after else "as usual in its channel"
    return Notice(f"Reminders of {request.name}: {said}.", tone="done", buttons=UNDO)


def _settings(found: dict[str, str]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for word, key in (("steps", "before"), ("theirs", "after")):
        if word in found:
            settings[key] = numbers(found[word])
    if "at" in found:
        settings["at"] = found["at"]
    return settings


def numbers(said: str) -> list[int]:
    """Read "10, 5 and 1" as days. Raises UsageError for anything else."""
    parts = said.replace(",", " ").replace(" and ", " ").split()
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise UsageError("Name working days as numbers, for example: steps 10,5,1.")
    return [int(part) for part in parts]


def described(settings: dict[str, Any]) -> str:
    """Return settings of nudges in words."""
    said = {
        "before": "{} working days before our dates",
        "after": "{} working days after the agencies' dates",
        "at": "at {}",
        "hours": "only between {}",
        "nudges": "{}",
    }
    return "; ".join(said[key].format(_shown(value)) for key, value in settings.items())


_WHICH = {
    "all": "all nudges",
    "ours": "nudges of our own dates only",
    "theirs": "nudges of the agencies' dates only",
    "off": "no nudges",
}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _WHICH.get(str(value), str(value))


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
