"""Calendars to subscribe to: made, ended, and whether they may show names."""

from __future__ import annotations

from typing import Any

from bot.answers.values import Notice
from bot.commands.nudges import UNDO
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.privacy.gate import Level, Reach, Role, may_post
from bot.registry.personal import SubscribeCalendar
from bot.store import feeds, undo_log

PATH = "/calendar/"
LEADS = "Only a lead can do that. Ask one of your team's leads."
NO_ADDRESS = (
    "There is no address at which a calendar could be fetched: somebody sets FOIA_PUBLIC_URL and "
    "runs foia web. Until then: export ics."
)
SEEN = (
    "Keep it to yourself: whoever has this address reads these dates, and so does the provider of "
    "the calendar that subscribes to it (Microsoft, Google, Apple)."
)


def calendar(room: Room, ask: Ask, command: SubscribeCalendar) -> Notice:
    """Answer `calendar [on|off]`, `calendar channel on|off`, `calendar names on|off`.

    Raises Refused for a member who would change what is a lead's, and where it cannot work.
    """
    if command.what == "names":
        return _names(room, ask, command)
    whose = _whose(ask, command)
    if command.on is None:
        return _state(room, whose)
    return _on(room, ask, whose) if command.on else _off(room, ask, whose)


def _whose(ask: Ask, command: SubscribeCalendar) -> str:
    if command.what == "channel":
        _lead(ask)
        if not ask.place.id.startswith(("C", "G")):
            raise Refused("Say it in the channel whose calendar it is to be.")
        if command.on and may_post(ask.place, Level.TEAM).reach is Reach.REFUSE:
            raise Refused("Nothing is posted in this channel. A lead types first: channel allow.")
        return ask.place.id
    if ask.person.role is Role.OPERATOR:
        raise Refused("A calendar belongs to somebody of Slack. Here: foia export ics.")
    return ask.person.id


def _lead(ask: Ask) -> None:
    if ask.person.role is Role.MEMBER:
        raise Refused(LEADS)


def _state(room: Room, whose: str) -> Notice:
    feed = feeds.of(room.session, whose)
    if feed is None:
        return Notice("There is no calendar to subscribe to. To have one: calendar on.")
    shows = "names" if feeds.with_names(room.session) else "codes, no names"
    return Notice(
        f"There is one since {feed.made_at.date().isoformat()}; it shows {shows}.",
        ("Its address is not kept here. For a new one: calendar on. To end it: calendar off.",),
    )


def _on(room: Room, ask: Ask, whose: str) -> Notice:
    if not room.settings.public_url:
        raise Refused(NO_ADDRESS)
    before = feeds.revoke(room.session, whose, ask.now)
    feed, token = feeds.make(room.session, whose, ask.person.id, ask.now)
    undo = {"feed": feed.id, "feed_before": before}
    _remember(room, ask, "a calendar's address", undo)
    which = "you own or follow" if whose == ask.person.id else "are at home in this channel"
    return Notice(
        "Subscribe to this address in Outlook, Google Calendar or Apple Calendar:",
        (
            f"{room.settings.public_url}{PATH}{token}.ics",
            f"It holds the open dates of the requests that {which}.",
            SEEN,
            "It is shown this once, and ends with: calendar off.",
        ),
        tone="done",
        buttons=UNDO,
    )


def _off(room: Room, ask: Ask, whose: str) -> Notice:
    before = feeds.revoke(room.session, whose, ask.now)
    if before is None:
        return Notice("There is no calendar to end.")
    _remember(room, ask, "the end of a calendar", {"feed_before": before})
    return Notice("The calendar's address is good no more.", tone="done", buttons=UNDO)


def _names(room: Room, ask: Ask, command: SubscribeCalendar) -> Notice:
    _lead(ask)
    was = feeds.with_names(room.session)
    if command.on is None or command.on == was:
        return Notice(f"Calendars show {'names' if was else 'codes, no names'}.")
    feeds.allow_names(room.session, allowed=command.on)
    _remember(room, ask, "what calendars show", {"feed_names": was})
    if not command.on:
        return Notice("Calendars show codes, no names.", tone="done", buttons=UNDO)
    return Notice(
        "Calendars show the names of requests and agencies, and how each date was computed.",
        ("The providers of the calendars that subscribe see them.",),
        tone="done",
        buttons=UNDO,
    )


def _remember(room: Room, ask: Ask, what: str, undo: dict[str, Any]) -> None:
    undo_log.remember(room.session, by=ask.person.id, now=ask.now, what=what, undo=undo)
