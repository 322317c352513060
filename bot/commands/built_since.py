"""What somebody built on a change since it was made: that is never taken away with it unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.errors import Refused
from bot.law.event_table import TABLE
from bot.law.events import Kind
from bot.store import event_log, succession, undo_log
from bot.store.session import Session
from bot.store.tables import Component, Deed, EventRow, Request

_MOST = 3  # are told
# What one person sets for themselves stands on nothing.
_PERSONAL = frozenset({"follow_of", "morning_of", "feed", "feed_before", "feed_names"})
# What a change sets, beside the events: the last who set it counts.
_SETS = (
    "name_of", "law_of", "issue_of", "owner_of", "channel_of", "rhythm_of", "place_of", "choice",
    "acknowledged", "snoozed", "assigned", "removed", "merged",
)  # fmt: skip
_OF_REQUEST = (
    "request", "name_of", "issue_of", "owner_of", "channel_of", "rhythm_of", "removed", "into",
    "to",
)  # fmt: skip


def refuse(session: Session, deed: Deed) -> None:
    """Raise Refused, with what was done since and how to go on, where a change was built on."""
    mine = _Reach.of(session, deed.undo)
    later = [one for one in undo_log.since(session, deed) if _stands_on(session, one, mine)]
    told = [f"{one.what}, by {one.by}" for one in later[:_MOST]]
    told += [f"{len(later) - _MOST} more"] if len(later) > _MOST else []
    if not later and (papers := undo_log.filed_under(session, mine.made)):
        told.append(
            "a letter filed under it" if papers == 1 else f"{papers} letters filed under it"
        )
    if not told:
        return
    raise Refused(
        f"Not taken back: {deed.what}. Since then, and standing on it: {'; '.join(told)}. "
        f"Have that taken back first, by whoever did it; {_instead(session, mine)}."
    )


def _instead(session: Session, mine: _Reach) -> str:
    made = [session.get_one(Request, one).slug for one in sorted(mine.made)]
    if len(made) == 1:
        return f"or say: request close {made[0]}, or (a lead) request remove {made[0]}"
    if made:
        return "or close or remove single ones: request close NAME, request remove NAME"
    return "or take out one entry (unlog REQUEST/AGENCY EVENT DAY), or log what is true now"


@dataclass(frozen=True, slots=True)
class _Reach:
    """What a change made and what it touches, by their ids."""

    made: frozenset[int]  # requests
    opened: frozenset[int]  # component requests
    requests: frozenset[int]
    components: frozenset[int]
    rows: frozenset[int]  # events, by the first in whose place each stands
    recorded: tuple[EventRow, ...]
    sets: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, session: Session, how: dict[str, Any]) -> _Reach:
        """Read it from what undo needs."""
        made = {*how.get("requests", ()), *([how["request"]] if how.get("request") else [])}
        opened = set(how.get("children", ()))
        recorded = tuple(session.get_one(EventRow, one) for one in how.get("events", ()))
        told = [*how.get("events", ()), *how.get("attached", ()), *how.get("taken", ())]
        told += [one["event"] for one in how.get("amended", ())]
        rows = [session.get_one(EventRow, one) for one in told]
        parts = {row.component_id for row in rows} | opened | {*how.get("parts", ())}
        parts |= {how["law_of"]} if "law_of" in how else set()
        whole = made | {how[key] for key in _OF_REQUEST if how.get(key)}
        whole |= {session.get_one(Component, one).request_id for one in parts}
        return cls(
            frozenset(made), frozenset(opened), frozenset(whole), frozenset(parts),
            frozenset(succession.first_of(session, row).id for row in rows), recorded,
            frozenset((key, str(how[key])) for key in _SETS if key in how),
        )  # fmt: skip


def _stands_on(session: Session, deed: Deed, mine: _Reach) -> bool:
    """Say whether a later change would fall, or stand on nothing, without mine."""
    if not deed.undo or _PERSONAL & set(deed.undo):
        return False
    other = _Reach.of(session, deed.undo)
    return bool(
        mine.made & other.requests
        or mine.opened & other.components
        or mine.rows & other.rows
        or mine.sets & other.sets
        or any(_needs(session, row, mine.recorded) for row in other.recorded)
    )


def _needs(session: Session, row: EventRow, mine: Iterable[EventRow]) -> bool:
    """Say whether an event needs one of mine, and nothing else on record serves it."""
    needs = {str(kind) for kind in TABLE[Kind(row.kind)].needs}
    gone = {one.id for one in mine}
    if not needs & {one.kind for one in mine if one.component_id == row.component_id}:
        return False
    rest = event_log.live(session, [row.component_id])
    return not any(one.kind in needs and one.id not in gone for one in rest)
