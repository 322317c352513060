"""Take the last change back: for ten minutes, by the person who made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.answers.values import Notice
from bot.commands import built_since, nudges, request_return, suit_bars
from bot.commands.requests import stamp
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.privacy.gate import Role
from bot.queries.public_page import issue_key
from bot.registry.commands import TakeBack
from bot.reminders import replies
from bot.store import (
    event_log,
    feeds,
    filing_changes,
    legal_choices,
    merging,
    meta,
    people,
    personal,
    proposals,
    requests,
    succession,
    undo_log,
    whose_law,
)
from bot.store.event_log import Stamp
from bot.store.session import Session
from bot.store.tables import Alias, Component, Deed, EventRow, Request


def undo(room: Room, ask: Ask, command: TakeBack) -> Notice:
    """Take back this person's newest change. Raises Refused when there is none, or too late.

    Nor does it take back what somebody built on since: that would go with it, unsaid. At the
    command line a change that is older than ten minutes goes back where it is named.
    """
    deed = undo_log.last(room.session, ask.person.id)
    if deed is None:
        raise Refused("You have changed nothing that could be taken back.")
    _refuse_unless_meant(ask, command, deed)
    if not deed.undo:
        raise Refused(
            f"Your last change was {deed.what}. Undo cannot take that back, and takes back "
            "nothing older in its place. Say what is true now instead; help shows how."
        )
    built_since.refuse(room.session, deed)
    components = _touched(room.session, deed.undo)
    before = event_log.bars(room.session, components)
    _take_back(room.session, deed.undo, stamp(room, ask))
    after = event_log.bars(room.session, components)
    moved = suit_bars.corrected(ask, before, after)
    deed.undone_at = ask.now
    proposals.reopen(room.session, deed.id)
    nudge = next((deed.undo[key] for key in _OF_NUDGES if key in deed.undo), None)
    again = nudges.redrawn(room, nudge) if nudge is not None else ()
    kept = request_return.told(room.session, deed)
    return Notice(f"Taken back: {deed.what}.", (*moved, *kept), tone="done", redrawn=again)


def _refuse_unless_meant(ask: Ask, command: TakeBack, deed: Deed) -> None:
    """Raise Refused where it is too late, or, at the command line, where another is named."""
    said = command.said if ask.person.role is Role.OPERATOR else ""
    if undo_log.names(said, deed):
        return
    if said.strip():
        raise Refused(f"Your last change was {deed.what}. Undo takes back that one alone.")
    if ask.now - deed.at > undo_log.WINDOW:
        named = f" To take it back all the same, name it: foia undo {deed.what}."
        raise Refused(
            f"Your last change, {deed.what}, is older than ten minutes and others may have built "
            "on it. Log what is true now; a correction supersedes, nothing is lost."
            f"{named if ask.person.role is Role.OPERATOR else ''}"
        )


def _touched(session: Session, how: dict[str, Any]) -> list[int]:
    """Return the component requests whose events are taken back."""
    told = [*how.get("events", ()), *(one["event"] for one in how.get("amended", ()))]
    rows = (succession.follower(session, row_id) for row_id in told)
    return list(dict.fromkeys(row.component_id for row in rows))


def _take_back(session: Session, how: dict[str, Any], by: Stamp) -> None:
    """Go each way back that the deed names. Raises Refused where it names none that is known."""
    ways = [way for key, way in _WAYS.items() if key in how]
    if not ways:
        raise Refused("There is no way back from this change. Say what is true now instead.")
    for way in ways:
        way(session, how, by)


def _unrecord(session: Session, how: dict[str, Any], by: Stamp) -> None:
    event_log.withdraw_all(session, _alive(session, how["events"]), by)


def _alive(session: Session, row_ids: Sequence[int]) -> list[EventRow]:
    """Return what stands in the place of these events, where it counts."""
    rows = [succession.follower(session, row_id) for row_id in row_ids]
    live = {row.id for row in event_log.live(session, {row.component_id for row in rows})}
    return [row for row in rows if row.id in live]


def _detach(session: Session, how: dict[str, Any], by: Stamp) -> None:
    succession.attach(session, _alive(session, how["attached"]), None, by)


def _unamend(session: Session, how: dict[str, Any], by: Stamp) -> None:
    """Give events that a letter told more of what they carried before."""
    for one in how["amended"]:
        for row in _alive(session, [one["event"]]):
            succession.amend(session, row, one["details"], one["filing"], by)


def _rename(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    request = session.get_one(Request, how["name_of"])
    _free(session, how["was"]["slug"], request)
    request.name, request.slug = how["was"]["name"], how["was"]["slug"]
    for alias in [one for one in request.aliases if one.id in how["aliases"]]:
        request.aliases.remove(alias)
        session.delete(alias)


def _law(session: Session, how: dict[str, Any], by: Stamp) -> None:
    part = session.get_one(Component, how["law_of"])
    part.agency = how["was"]
    whose_law.take_back(session, part.id)
    event_log.project(session, part, by.choices, by.now)


def _part(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    request = session.get_one(Request, how["merged"])
    _free(session, how["was"], request)
    merging.move_back(session, request, how)
    request.withdrawn_at, request.slug = None, how["was"]


def _bring_back(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    request = session.get_one(Request, how["removed"])
    _free(session, how["was"], request)
    request.withdrawn_at, request.slug = None, how["was"]


def _free(session: Session, slug: str, request: Request) -> None:
    if requests.holder_of(session, slug, but=request) == slug:
        raise Refused(f"Another request is called {slug} by now. Rename that one first.")


_OF_NUDGES = ("acknowledged", "snoozed", "assigned")


def _unsnooze(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    was = datetime.fromisoformat(how["was"]) if how["was"] else None
    replies.unsnooze(session, how["snoozed"], was, how["was_by"])


def _rhythm(session: Session, how: dict[str, Any], by: Stamp) -> None:
    request = session.get_one(Request, how["rhythm_of"])
    replies.override(session, request, how["was"], by.by, by.now)


def _morning(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if how["was"]:
        personal.wake(session, how["morning_of"], by.now)
    else:
        personal.let_sleep(session, how["morning_of"])


def _follow(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if how["was"]:
        personal.follow(session, how["follow_of"], how["by"], by.now)
    else:
        personal.unfollow(session, how["follow_of"], how["by"])


def _restore(session: Session, how: dict[str, Any], by: Stamp) -> None:
    succession.put_back(session, how["taken"], by)


def _withdraw_child(session: Session, child: Component, by: Stamp) -> None:
    event_log.withdraw_all(session, event_log.live(session, [child.id]), by)
    child.origin = requests.UNDONE


def _withdraw_request(request: Request, by: Stamp) -> None:
    # It leaves every list whole, so that it can come back. Its name is free again.
    request.withdrawn_at, request.slug = by.now, f"{request.slug}~{request.id}"


def _settings(session: Session, how: dict[str, Any], by: Stamp) -> None:
    people.change_settings(session, how["place_of"], how["was"], by=by.by, now=by.now)


def _owner(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    session.get_one(Request, how["owner_of"]).owner = how["was"]


def _home(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    session.get_one(Request, how["channel_of"]).channel = how["was"]


def _children(session: Session, how: dict[str, Any], by: Stamp) -> None:
    for component_id in how["children"]:
        _withdraw_child(session, session.get_one(Component, component_id), by)


def _requests(session: Session, how: dict[str, Any], by: Stamp) -> None:
    for request_id in how["requests"]:
        _withdraw_request(session.get_one(Request, request_id), by)


def _request(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if how["request"] is not None:
        _withdraw_request(session.get_one(Request, how["request"]), by)


def _issue(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    meta.write(session, issue_key(how["issue_of"]), how["was"])


def _reopen_feed(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    if how["feed_before"]:
        feeds.reopen(session, how["feed_before"])


def _choice(session: Session, how: dict[str, Any], by: Stamp) -> None:
    legal_choices.put_back(session, how["choice"], how["was"], by.now)


def _alias(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    if alias := session.get(Alias, how["alias"]):
        session.delete(alias)


def _unlink(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    filing_changes.unlink(session, how["linked"], how["to"])


# What a deed remembers, in the order in which it is taken back: events before what they stand on.
_WAYS: Mapping[str, Callable[[Session, dict[str, Any], Stamp], object]] = {
    "events": _unrecord,
    "attached": _detach,
    "amended": _unamend,
    "taken": _restore,
    "children": _children,
    "requests": _requests,
    "request": _request,
    "name_of": _rename,
    "law_of": _law,
    "issue_of": _issue,
    "merged": _part,
    "removed": _bring_back,
    "owner_of": _owner,
    "channel_of": _home,
    "place_of": _settings,
    "acknowledged": lambda session, how, _by: replies.unacknowledge(session, how["acknowledged"]),
    "snoozed": _unsnooze,
    "assigned": lambda session, how, _by: replies.assign(session, how["assigned"], how["was"]),
    "reminder": lambda session, how, by: replies.end(session, how["reminder"], by.now),
    "rhythm_of": _rhythm,
    "morning_of": _morning,
    "feed": lambda session, how, by: feeds.end(session, how["feed"], by.now),
    "feed_before": _reopen_feed,
    "feed_names": lambda session, how, _by: feeds.allow_names(session, allowed=how["feed_names"]),
    "follow_of": _follow,
    "choice": _choice,
    "alias": _alias,
    "linked": _unlink,
    "aside": lambda _session, _how, _by: None,  # its proposal is open again
}
