"""Take the last change back: for ten minutes, by the person who made it."""

from __future__ import annotations

from collections.abc import Sequence
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
    taken = [event_log.follower(session, row_id) for row_id in how.get("events", ())]
    event_log.withdraw_all(session, taken, by)
    attached = [event_log.follower(session, row_id) for row_id in how.get("attached", ())]
    live = {row.id for row in event_log.live(session, {row.component_id for row in attached})}
    event_log.attach(session, [row for row in attached if row.id in live], None, by)
    _unamend(session, how.get("amended", ()), by)
    _restore(session, how.get("taken", ()), by)
    for component_id in how.get("children", ()):
        _withdraw_child(session, session.get_one(Component, component_id), by)
    for request_id in (*how.get("requests", ()), *filter(None, [how.get("request")])):
        _withdraw_request(session, session.get_one(Request, request_id), by)
    _take_back_request(session, how, by)
    if "owner_of" in how:
        session.get_one(Request, how["owner_of"]).owner = how["was"]
    if "channel_of" in how:
        session.get_one(Request, how["channel_of"]).channel = how["was"]
    if "place_of" in how:
        people.change_settings(session, how["place_of"], how["was"], by=by.by, now=by.now)
    _take_back_reminders(session, how, by)
    _take_back_personal(session, how, by)


def _unamend(session: Session, amended: Sequence[dict[str, Any]], by: Stamp) -> None:
    """Give events that a letter told more of what they carried before."""
    for one in amended:
        row = event_log.follower(session, one["event"])
        if row.id in {alive.id for alive in event_log.live(session, [row.component_id])}:
            event_log.amend(session, row, one["details"], one["filing"], by)


def _take_back_request(session: Session, how: dict[str, Any], by: Stamp) -> None:
    """Give a request its name back, or bring a removed one back whole."""
    if "name_of" in how:
        request = session.get_one(Request, how["name_of"])
        _free(session, how["was"]["slug"], request)
        request.name, request.slug = how["was"]["name"], how["was"]["slug"]
        for alias in [one for one in request.aliases if one.id in how["aliases"]]:
            request.aliases.remove(alias)
            session.delete(alias)
    if "law_of" in how:
        part = session.get_one(Component, how["law_of"])
        part.agency = how["was"]
        whose_law.take_back(session, part.id)
        event_log.project(session, part, by.choices, by.now)
    if "issue_of" in how:
        meta.write(session, issue_key(how["issue_of"]), how["was"])
    if "merged" in how:
        request = session.get_one(Request, how["merged"])
        _free(session, how["was"], request)
        merging.move_back(session, request, how)
        request.withdrawn_at, request.slug = None, how["was"]
    if "removed" in how:
        request = session.get_one(Request, how["removed"])
        _free(session, how["was"], request)
        request.withdrawn_at, request.slug = None, how["was"]


def _free(session: Session, slug: str, request: Request) -> None:
    if requests.holder_of(session, slug, but=request) == slug:
        raise Refused(f"Another request is called {slug} by now. Rename that one first.")


_OF_NUDGES = ("acknowledged", "snoozed", "assigned")


def _take_back_reminders(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if "acknowledged" in how:
        replies.unacknowledge(session, how["acknowledged"])
    if "snoozed" in how:
        was = datetime.fromisoformat(how["was"]) if how["was"] else None
        replies.unsnooze(session, how["snoozed"], was, how["was_by"])
    if "assigned" in how:
        replies.assign(session, how["assigned"], how["was"])
    if "reminder" in how:
        replies.end(session, how["reminder"], by.now)
    if "rhythm_of" in how:
        request = session.get_one(Request, how["rhythm_of"])
        replies.override(session, request, how["was"], by.by, by.now)


def _take_back_personal(session: Session, how: dict[str, Any], by: Stamp) -> None:
    if "morning_of" in how and how["was"]:
        personal.wake(session, how["morning_of"], by.now)
    elif "morning_of" in how:
        personal.let_sleep(session, how["morning_of"])
    if "feed" in how:
        feeds.end(session, how["feed"], by.now)
    if how.get("feed_before"):
        feeds.reopen(session, how["feed_before"])
    if "feed_names" in how:
        feeds.allow_names(session, allowed=how["feed_names"])
    if "follow_of" in how and how["was"]:
        personal.follow(session, how["follow_of"], how["by"], by.now)
    elif "follow_of" in how:
        personal.unfollow(session, how["follow_of"], how["by"])


def _restore(session: Session, taken: Sequence[int], by: Stamp) -> None:
    """Record again what a correction had taken back: the event log is append only."""
    for row_id in taken:
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
