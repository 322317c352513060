"""Reminders set by hand, how often a request is reminded of, and what will be said where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.answers.values import Fact, FactsAnswer, Notice
from bot.answers.wording import spelt
from bot.commands.nudges import UNDO
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.registry.commands import SetReminder
from bot.registry.queries import ListNudges
from bot.reminders import coming, replies
from bot.store import requests, undo_log

MOST_SHOWN = 25
EXAMPLES = (
    "For example: remind ice data breach on 2027-03-03 to call the liaison; "
    "remind ice data breach steps 10,5,1; remind ice data breach usual."
)


def remind(room: Room, ask: Ask, command: SetReminder) -> Notice:
    """Answer `remind REQUEST on DAY to TEXT`, or `remind REQUEST steps 10,5,1`.

    A date by hand is said that morning in the home channel; steps are working days before our
    dates, `theirs` those after the agencies', `at` the hour; `usual` takes them away.
    """
    if command.on is None:
        return _rhythm(room, ask, command)
    request, on = requests.one(room.session, command.about), command.on
    reminder = replies.remind(
        room.session,
        request,
        on,
        room.masked(command.text),
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


def _rhythm(room: Room, ask: Ask, command: SetReminder) -> Notice:
    wanted = _settings(command)
    if not command.about or not (wanted or command.usual):
        raise UsageError(EXAMPLES)
    request = requests.one(room.session, command.about)
    before = replies.overrides(room.session, request)
    after = {} if command.usual else before | wanted
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


def _settings(command: SetReminder) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for days, key in ((command.before, "before"), (command.after, "after")):
        if days is not None:
            settings[key] = list(days)
    return settings | ({"at": command.at} if command.at else {})


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


def upcoming(room: Room, ask: Ask, query: ListNudges) -> FactsAnswer:
    """Answer `nudges [days]`: what will be posted where."""
    found = coming.upcoming(room.session, room.settings, query.days, ask.now)
    facts = [Fact(_moment(one.at, room), one.title) for one in found[:MOST_SHOWN]]
    more = [Fact("More", f"{len(found) - MOST_SHOWN} further")] if len(found) > MOST_SHOWN else []
    return FactsAnswer(
        title=f"Reminders of the next {query.days} days",
        facts=(*facts, *more) or (Fact("None", "nothing is due to be said in that time"),),
        understood=f"what will be posted within {query.days} days",
    )


def _moment(at: datetime, room: Room) -> str:
    local = at.astimezone(room.settings.zone)
    return f"{spelt(local.date())}, {local:%H:%M %Z}"
