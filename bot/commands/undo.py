"""Take the last change back: for ten minutes, by the person who made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.answers.values import Notice
from bot.commands import nudges, suit_bars
from bot.commands.requests import stamp
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.law.events import Certainty, Kind
from bot.privacy.gate import Role
from bot.queries.public_page import issue_key
from bot.registry.commands import TakeBack
from bot.reminders import replies
from bot.store import (
    component_views,
    event_log,
    feeds,
    merging,
    meta,
    people,
    personal,
    proposals,
    requests,
    undo_log,
    whose_law,
)
from bot.store.event_log import Stamp
from bot.store.session import Session
from bot.store.tables import Component, EventRow, Request


def undo(room: Room, ask: Ask, _: TakeBack) -> Notice:
    """Take back this person's newest change. Raises Refused when there is none, or too late.

    At the command line there is no time limit: whoever sits there answers for it.
    """
    deed = undo_log.last(room.session, ask.person.id)
    if deed is None:
        raise Refused("You have changed nothing that could be taken back.")
    if ask.person.role is not Role.OPERATOR and ask.now - deed.at > undo_log.WINDOW:
        raise Refused(
            f"Your last change, {deed.what}, is older than ten minutes and others may have built "
            "on it. Log what is true now; a correction supersedes, nothing is lost."
        )
    components = _touched(room.session, deed.undo)
    before = event_log.bars(room.session, components)
    _take_back(room.session, deed.undo, stamp(room, ask))
    after = event_log.bars(room.session, components)
    moved = suit_bars.corrected(ask, before, after)
    deed.undone_at = ask.now
    proposals.reopen(room.session, deed.id)
    nudge = next((deed.undo[key] for key in _OF_NUDGES if key in deed.undo), None)
    again = nudges.redrawn(room, nudge) if nudge is not None else ()
    return Notice(f"Taken back: {deed.what}.", moved, tone="done", redrawn=again)


def _touched(session: Session, how: dict[str, Any]) -> list[int]:
    """Return the component requests whose events are taken back."""
    told = [*how.get("events", ()), *(one["event"] for one in how.get("amended", ()))]
    rows = (event_log.follower(session, row_id) for row_id in told)
    return list(dict.fromkeys(row.component_id for row in rows))


def _take_back(session: Session, how: dict[str, Any], by: Stamp) -> None:
    """Go each way back that the deed names. Raises Refused where it names none that is known."""
    ways = [way for key, way in _WAYS.items() if key in how]
    if not ways:
        raise Refused("There is no way back from this change. Say what is true now instead.")
    for way in ways:
        way(session, how, by)


def _unrecord(session: Session, how: dict[str, Any], by: Stamp) -> None:
    taken = [event_log.follower(session, row_id) for row_id in how["events"]]
    event_log.withdraw_all(session, taken, by)


def _detach(session: Session, how: dict[str, Any], by: Stamp) -> None:
    attached = [event_log.follower(session, row_id) for row_id in how["attached"]]
    live = {row.id for row in event_log.live(session, {row.component_id for row in attached})}
    event_log.attach(session, [row for row in attached if row.id in live], None, by)


def _unamend(session: Session, how: dict[str, Any], by: Stamp) -> None:
    """Give events that a letter told more of what they carried before."""
    for one in how["amended"]:
        row = event_log.follower(session, one["event"])
        if row.id in {alive.id for alive in event_log.live(session, [row.component_id])}:
            event_log.amend(session, row, one["details"], one["filing"], by)


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
    """Record again what a correction had taken back: the event log is append only."""
    for row_id in how["taken"]:
        row = session.get_one(EventRow, row_id)
        again = event_log.NewEvent(
            Kind(row.kind), row.on, Certainty(row.certainty), dict(row.details), row.note,
            row.filing_id,
        )  # fmt: skip
        event_log.record(session, session.get_one(Component, row.component_id), again, by)


def _withdraw_child(session: Session, child: Component, by: Stamp) -> None:
    event_log.withdraw_all(session, event_log.live(session, [child.id]), by)
    child.origin = requests.UNDONE


def _withdraw_request(session: Session, request: Request, by: Stamp) -> None:
    ids = component_views.ids_in(session, request.id)
    event_log.withdraw_all(session, event_log.live(session, ids), by)
    # The name is free again, should it have been typed wrong.
    request.withdrawn_at, request.slug = by.now, f"{request.slug}~{request.id}"
    for alias in list(request.aliases):
        session.delete(alias)


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
        _withdraw_request(session, session.get_one(Request, request_id), by)


def _request(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if how["request"] is not None:
        _withdraw_request(session, session.get_one(Request, how["request"]), by)


def _issue(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    meta.write(session, issue_key(how["issue_of"]), how["was"])


def _reopen_feed(session: Session, how: dict[str, Any], _by: Stamp) -> None:
    if how["feed_before"]:
        feeds.reopen(session, how["feed_before"])


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
}
